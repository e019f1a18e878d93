package org.rdylib.conformance.calls;

/**
 * A type, as a descriptor writes it.
 *
 * @param words an upper bound of the eight-byte words that a value has
 * @param leaves about as many scalars and texts a value has, with what it points to
 * @param isOdd whether it is packed or aligned somewhere: the linker passes no such value
 */
record Spelt(String text, int words, int leaves, boolean isOdd) {

    /** What can be called: two words at most. */
    static Spelt code(String text) {
        return new Spelt(text, 2, 1, false);
    }

    Spelt in(String before, String after, int moreWords) {
        return new Spelt(before + text + after, words + moreWords, leaves + 1, isOdd);
    }

    /** Behind a pointer. */
    Spelt behind(String before, String after, int pointer, int copies) {
        return new Spelt(before + text + after, pointer, leaves * copies + 1, false);
    }
}
