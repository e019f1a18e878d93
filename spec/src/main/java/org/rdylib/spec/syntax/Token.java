package org.rdylib.spec.syntax;

/**
 * A word, sign or literal of a type expression.
 *
 * @param text as it is written; of a lifetime, with its apostrophe
 * @param from the offset of its first character in the scalar's text
 * @param to the offset behind its last
 */
record Token(Kind kind, String text, int from, int to) {

    enum Kind {
        WORD,
        LIFETIME,
        NUMBER,
        STRING,
        SIGN,
        END
    }

    boolean is(String expected) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(expected);
    }

    /** How a message names it. */
    String shown() {
        return kind == Kind.END ? "the end" : Names.quote(text);
    }
}
