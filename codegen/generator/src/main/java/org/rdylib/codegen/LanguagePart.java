package org.rdylib.codegen;

/** A part of the language that not every generator supports yet. */
public enum LanguagePart {
    APPEND_STRUCT("a struct with `evolves: append`"),
    APPEND_ENUM("an enum with `evolves: append`"),
    OPTIONAL("`optional`"),
    C_ENTRY("`c`"),
    OPAQUE("an opaque type");

    private final String described;

    LanguagePart(String described) {
        this.described = described;
    }

    /** What it is, in a message. */
    String described() {
        return described;
    }
}
