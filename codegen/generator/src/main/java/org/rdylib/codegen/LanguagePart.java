package org.rdylib.codegen;

/** A part of the language that not every generator supports yet. */
public enum LanguagePart {
    APPEND_STRUCT(
            "a struct with `evolves: append`",
            "leave `evolves: append` out, and add what comes later in functions of its own"),
    OPTIONAL(
            "`optional`",
            "leave it out of the library's copy: the library then has the function, or demands it of its host");

    private final String described;
    private final String help;

    LanguagePart(String described, String help) {
        this.described = described;
        this.help = help;
    }

    /** What it is, in a message. */
    String described() {
        return described;
    }

    /** What can be written instead. */
    String help() {
        return help;
    }
}
