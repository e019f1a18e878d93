package org.rdylib.verifier.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.rdylib.spec.Code;

/** The bytes of a file, read only where they are asked for, and never beyond its end. */
final class Source {

    /** Where bytes come from. */
    private interface Reader {
        /** Fills {@code into} from {@code position} on, or as much of it as there is. */
        void read(ByteBuffer into, long position) throws IOException;
    }

    private final Reader reader;
    private final long size;

    private Source(Reader reader, long size) {
        this.reader = reader;
        this.size = size;
    }

    static Source of(FileChannel channel) throws LibraryImageException {
        try {
            return new Source(new OfChannel(channel), channel.size());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The remaining bytes of {@code buffer}, whose position is not moved. */
    static Source of(ByteBuffer buffer) {
        return new Source(new OfBuffer(buffer.slice()), buffer.remaining());
    }

    private record OfChannel(FileChannel channel) implements Reader {

        /** Java reads into memory outside its heap first, as much as is asked for, and the thread keeps that. */
        private static final int PIECE = 1 << 16;

        @Override
        public void read(ByteBuffer into, long position) throws IOException {
            int end = into.limit();
            long at = position;
            while (into.position() < end) {
                int n = channel.read(into.limit(Math.min(end, into.position() + PIECE)), at);
                if (n < 0) {
                    into.limit(end);
                    return;
                }
                at += n;
            }
        }
    }

    private record OfBuffer(ByteBuffer bytes) implements Reader {
        @Override
        public void read(ByteBuffer into, long position) {
            into.put(bytes.slice((int) position, Math.min(into.remaining(), bytes.capacity() - (int) position)));
        }
    }

    static LibraryImageException unreadable(IOException e) {
        String what = switch (e) {
            case NoSuchFileException _ -> "does not exist";
            case AccessDeniedException _ ->
                "may not be read: the user who runs this needs the right to read it, and to enter the folders above it";
            default -> "cannot be read: " + e;
        };
        return new LibraryImageException(Code.UNREADABLE, what);
    }

    long size() {
        return size;
    }

    /** Whether {@code length} bytes from {@code offset} on lie in the file; both may be any bits at all. */
    boolean holds(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
    }

    /**
     * Reads bytes.
     *
     * @param length how many; the caller bounds it before it trusts a number of the file
     * @param what the part of the file, as a message names it
     * @throws LibraryImageException {@link Code#TRUNCATED_LIBRARY} where they do not all lie in the file
     */
    ByteBuffer bytes(long offset, int length, ByteOrder order, String what) throws LibraryImageException {
        if (!holds(offset, length)) {
            throw beyond(what, offset, length);
        }
        ByteBuffer into = ByteBuffer.allocate(length);
        fill(into, offset, what);
        return into.flip().order(order);
    }

    /** Reads as many bytes as {@code into} has room for. */
    void fill(ByteBuffer into, long offset, String what) throws LibraryImageException {
        int length = into.remaining();
        try {
            if (holds(offset, length)) {
                reader.read(into, offset);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (into.hasRemaining()) {
            throw beyond(what, offset, length);
        }
    }

    /** The exception that says that a part of the file lies beyond its end. */
    LibraryImageException beyond(String what, long offset, long length) {
        return new LibraryImageException(
                Code.TRUNCATED_LIBRARY,
                "is truncated: " + what + ", " + Long.toUnsignedString(length) + " bytes at "
                        + Long.toUnsignedString(offset) + ", lies beyond the file's end at " + size);
    }
}
