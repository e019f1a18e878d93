package org.rdylib.verifier.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A part of a file that is read from its start on, and never held as a whole: it may be megabytes. */
final class Pieces {

    private static final int PIECE = 1 << 16;

    private final Source source;
    private final String what;
    private final byte[] piece;
    private long offset;
    private long unread;
    private int from;
    private int to;

    /**
     * A part of a file.
     *
     * @param what it is, as a message names it
     */
    Pieces(Source source, long offset, long size, String what) {
        this.source = source;
        this.what = what;
        this.piece = new byte[(int) Math.min(size, PIECE)];
        this.offset = offset;
        this.unread = size;
    }

    /** Whether the next bytes are these. If so, they are passed over. */
    boolean goOnWith(byte[] expected) throws LibraryImageException {
        for (int same = 0; same < expected.length; ) {
            if (isAtEnd()) {
                return false;
            }
            int next = Math.min(to - from, expected.length - same);
            if (!Arrays.equals(piece, from, from + next, expected, same, same + next)) {
                return false;
            }
            from += next;
            same += next;
        }
        return true;
    }

    /** The next bytes; fewer than {@code most} if there are no more. */
    byte[] next(int most) throws LibraryImageException {
        ByteBuffer next = ByteBuffer.allocate(most);
        while (next.hasRemaining() && !isAtEnd()) {
            int some = Math.min(to - from, next.remaining());
            next.put(piece, from, some);
            from += some;
        }
        return Arrays.copyOf(next.array(), next.position());
    }

    /** Reads the next piece, if the last one is used up and there is one. */
    private boolean isAtEnd() throws LibraryImageException {
        if (from == to && unread > 0) {
            from = 0;
            to = (int) Math.min(unread, piece.length);
            source.fill(ByteBuffer.wrap(piece, 0, to), offset, what);
            offset += to;
            unread -= to;
        }
        return from == to;
    }
}
