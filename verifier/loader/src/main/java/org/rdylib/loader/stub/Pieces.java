package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.NativeHeap;

/**
 * The memory behind the owned values that Java has made. A piece is remembered until it is freed, so that to free it
 * again, or to free what was never made, does nothing. It may be shared, and freed, on any thread.
 */
final class Pieces {

    private static final ConcurrentHashMap<Long, Piece> LIVING = new ConcurrentHashMap<>();
    private static final AtomicLong REFUSED = new AtomicLong();
    private static final ThreadLocal<@Nullable Set<Long>> MARKED = new ThreadLocal<>();

    /** The address of the function that frees them. */
    static final long FREE = Upcalls.stub(
                    MethodHandles.lookup(),
                    Entry.unnoted(
                            "freed",
                            FunctionDescriptor.ofVoid(
                                    ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG)),
                    Arena.global())
            .address();

    /** A piece of memory behind one value; it is itself and no other, whatever its address was before. */
    static final class Piece {
        final long address;

        /** The address, as the table of them takes it: there may be no memory for it where a piece is freed. */
        private final Long key;

        private final long capacity;
        private final long stride;
        private final Owned.@Nullable Freer element;

        /** How many have a share in it: more than an {@code int} counts, which a library that forgets them can reach. */
        final AtomicLong shares = new AtomicLong(1);

        /** Whether others had a share in it when it was to be taken back. */
        private boolean isShared;

        private Piece(long address, long capacity, long stride, Owned.@Nullable Freer element) {
            this.address = address;
            this.key = address;
            this.capacity = capacity;
            this.stride = stride;
            this.element = element;
        }
    }

    private Pieces() {}

    /**
     * Makes one.
     *
     * @param capacity how many elements it has room for
     * @param element frees what an element owns; null if that is nothing
     */
    static Piece make(long capacity, long stride, long align, Owned.@Nullable Freer element) {
        long size = Math.max(Math.multiplyExact(capacity, stride), 1);
        long address = NativeHeap.allocate(size, align);
        try {
            Piece piece = new Piece(address, capacity, stride, element);
            LIVING.put(piece.key, piece);
            return piece;
        } catch (RuntimeException | Error thrown) {
            NativeHeap.free(address);
            throw thrown;
        }
    }

    /**
     * Frees the first of those that were made, but for what the library has freed already, and for what it has a share
     * in: that goes with the last share, and all that it holds with it.
     */
    static void takeBack(Piece[] made, int count) {
        Set<Long> held = held(made, count);
        for (int i = 0; i < count; i++) {
            Piece piece = made[i];
            if (held.contains(piece.key)) {
                continue;
            }
            if (piece.isShared) {
                release(piece.address);
            } else if (LIVING.remove(piece.key, piece)) {
                NativeHeap.free(piece.address);
            }
        }
    }

    /** What is held by pieces that others have a share in: each may be given up meanwhile, and so is looked at once. */
    private static Set<Long> held(Piece[] made, int count) {
        Set<Long> held = Set.of();
        for (int i = 0; i < count; i++) {
            made[i].isShared = made[i].shares.get() > 1;
            Owned.Freer element = made[i].element;
            if (element != null && made[i].isShared) {
                if (held.isEmpty()) {
                    held = new HashSet<>();
                }
                MARKED.set(held);
                try {
                    element.free(made[i].address);
                } finally {
                    MARKED.remove();
                }
            }
        }
        return held;
    }

    /** Whether what a piece holds is looked for, and nothing freed. */
    static boolean isLooking() {
        return MARKED.get() != null;
    }

    /** While what a piece holds is looked for: what would be freed with it is only noted. */
    private static boolean isMarking(long data) {
        Set<Long> marked = MARKED.get();
        if (marked == null) {
            return false;
        }
        Piece piece = find(data);
        if (marked.add(data) && piece != null && piece.element != null) {
            Owned.each(piece.address, piece.capacity, piece.stride, piece.element);
        }
        return true;
    }

    /** The piece at an address; null if there is none. */
    static @Nullable Piece find(long data) {
        return LIVING.get(data);
    }

    /** What frees what is in the piece at an address; null if that owns nothing, or if there is no piece. */
    static Owned.@Nullable Freer freerOf(long data) {
        Piece piece = find(data);
        return piece == null ? null : piece.element;
    }

    /** Gives somebody else a share in a piece: whether it is there. */
    static boolean share(long data) {
        Piece piece = find(data);
        if (piece == null) {
            REFUSED.incrementAndGet();
            return false;
        }
        piece.shares.incrementAndGet();
        return true;
    }

    /** Gives up a share in a piece, which is freed with the last. */
    static void release(long data) {
        if (isMarking(data)) {
            return;
        }
        Piece piece = find(data);
        if (piece == null) {
            REFUSED.incrementAndGet();
        } else if (piece.shares.decrementAndGet() == 0) {
            freed(data, 1, 1);
        }
    }

    /** What {@link #FREE} leads to: whatever happens, nothing is thrown into the library. */
    static void freed(long data, long live, long capacity) {
        try {
            if (isMarking(data)) {
                return;
            }
            Piece piece = LIVING.remove(data);
            if (piece == null) {
                REFUSED.incrementAndGet();
                return;
            }
            try {
                destroy(piece, live);
            } finally {
                NativeHeap.free(piece.address);
            }
        } catch (Throwable _) {
            // Some of it stays allocated.
        }
    }

    /** What was taken out of a value is beyond the elements that are left. */
    private static void destroy(Piece piece, long live) {
        Owned.Freer element = piece.element;
        if (element != null && Long.compareUnsigned(live, piece.capacity) <= 0) {
            Owned.each(piece.address, live, piece.stride, element);
        }
    }

    /** How many have been made and not been freed. */
    static int living() {
        return LIVING.size();
    }

    /** How often one was to be freed that was not there, or no more. */
    static long refused() {
        return REFUSED.get();
    }
}
