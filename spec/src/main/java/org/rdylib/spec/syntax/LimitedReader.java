package org.rdylib.spec.syntax;

import java.io.IOException;
import java.io.Reader;

/**
 * Gives the YAML parser its text by and by, and stops where it wants much more than a scalar without having found a
 * token: the parser would need seconds for a scalar of megabytes before it could be asked how long it is.
 */
final class LimitedReader extends Reader {

    private final CharSequence text;
    private int position;
    private int limit;
    private boolean exceeded;

    LimitedReader(CharSequence text, int limit) {
        this.text = text;
        this.limit = limit;
    }

    /** Allows reading up to {@code newLimit}. */
    void allow(int newLimit) {
        limit = newLimit;
    }

    /** Whether the parser wanted more than was allowed. */
    boolean exceeded() {
        return exceeded;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (position == text.length()) {
            return -1;
        }
        int count = Math.min(length, Math.min(limit, text.length()) - position);
        if (count <= 0 && length > 0) {
            exceeded = true;
            throw new IOException("scalar too long");
        }
        if (count > 1 && Character.isHighSurrogate(text.charAt(position + count - 1))) {
            // The parser would put the other half behind the end of a full buffer.
            count--;
        }
        text.getChars(position, position + count, buffer, offset);
        position += count;
        return count;
    }

    @Override
    public void close() {}
}
