package org.rdylib.loader.stub;

/**
 * The words of owned values that Java makes: what they lead to, which is the answer of each method here, and what frees that.
 * The memory is that of {@link Pieces}.
 */
final class OwnedWords {

    private static final long LENGTH = 8;
    private static final long CAPACITY = 16;
    private static final long VECTOR_FREE = 24;
    private static final long SLICE_FREE = 16;
    private static final long BOX_FREE = 8;

    private OwnedWords() {}

    static long vector(long at, long length, long data) {
        Memory.putLong(at, data);
        Memory.putLong(at + LENGTH, length);
        Memory.putLong(at + CAPACITY, length);
        Memory.putLong(at + VECTOR_FREE, Pieces.FREE);
        return data;
    }

    static long slice(long at, long length, long data) {
        Memory.putLong(at, data);
        Memory.putLong(at + LENGTH, length);
        Memory.putLong(at + SLICE_FREE, Pieces.FREE);
        return data;
    }

    static long box(long at, long data) {
        Memory.putLong(at, data);
        Memory.putLong(at + BOX_FREE, Pieces.FREE);
        return data;
    }

    static long shared(long at, long data) {
        Memory.putLong(at, data);
        Memory.putLong(at + BOX_FREE, SharedPieces.TABLE);
        return data;
    }
}
