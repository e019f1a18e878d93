package org.rdylib.conformance.plugins;

/** Where the characters of a text are once it is UTF-8. */
final class Offsets {

    private final int[] bytes;
    private final int[] lines;

    Offsets(String text) {
        bytes = new int[text.length() + 1];
        lines = new int[text.length() + 1];
        lines[0] = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Both halves of a pair together are four bytes.
            int size = c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            bytes[i + 1] = bytes[i] + size;
            lines[i + 1] = lines[i] + (c == '\n' ? 1 : 0);
        }
    }

    long bytesUpTo(int character) {
        return bytes[character];
    }

    long lineOf(int character) {
        return lines[character];
    }

    /** Whether a text has no half of a surrogate pair alone. */
    static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
