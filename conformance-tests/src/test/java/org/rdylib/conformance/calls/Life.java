package org.rdylib.conformance.calls;

/** Where references may stand, and what their lifetime is called. */
enum Life {
    NONE(""),
    ELIDED("'_"),
    NAMED("'a"),
    STATIC("'static");

    private final String name;

    Life(String name) {
        this.name = name;
    }

    /** As an argument of a type. */
    String argument() {
        return "<" + name + ">";
    }

    /** How a reference begins. */
    String reference() {
        return this == ELIDED ? "&" : "&" + name + " ";
    }
}
