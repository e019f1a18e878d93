package org.rdylib.spec;

/** How reports are emphasised. */
public enum Paint {
    /** Not at all: for files and pipes. */
    PLAIN,
    /** With the escape sequences of ECMA-48 that every terminal knows. */
    ANSI;

    private static final String RESET = "\u001b[0m";

    /** What goes wrong. */
    public String error(String text) {
        return with("\u001b[1;31m", text);
    }

    /** What is worth knowing. */
    public String note(String text) {
        return with("\u001b[1;36m", text);
    }

    /** What would mend it. */
    public String help(String text) {
        return with("\u001b[1;32m", text);
    }

    /** The sentence that matters most. */
    public String strong(String text) {
        return with("\u001b[1m", text);
    }

    /** What only leads the eye: line numbers, margins, arrows. */
    public String margin(String text) {
        return with("\u001b[1;34m", text);
    }

    /** What is said of that severity. */
    public String of(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> error(text);
            case NOTE -> note(text);
        };
    }

    private String with(String sequence, String text) {
        return this == PLAIN || text.isEmpty() ? text : sequence + text + RESET;
    }
}
