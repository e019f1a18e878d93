package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.NativeHeap;
import org.rdylib.loader.internal.NativeRegion;

/**
 * Makes the owned values that a library is given. Java is their maker: what is behind them is memory of ours, and with
 * it goes a function of ours to free it, which may be called on any thread, and for as long as the process lives.
 *
 * <p>Until they are handed over, values belong to whoever makes them, who takes them back where something comes in
 * between: a call whose later argument is refused, a callback that throws. What has been handed over is remembered until
 * it is freed, so that to free it again, or to free what was never given, does nothing.
 */
public final class Making {

    private static final long LENGTH = 8;
    private static final long CAPACITY = 16;
    private static final long VECTOR_FREE = 24;
    private static final long SLICE_FREE = 16;
    private static final long BOX_FREE = 8;

    private static final int USUAL = 8;

    private static final ConcurrentHashMap<Long, Piece> LIVING = new ConcurrentHashMap<>();
    private static final AtomicLong REFUSED = new AtomicLong();
    private static final ThreadLocal<@Nullable Set<Long>> MARKED = new ThreadLocal<>();

    /** The address of the function that frees what was made here. */
    static final long FREE = Upcalls.stub(
                    MethodHandles.lookup(),
                    Making.class,
                    "freed",
                    FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                    Arena.global())
            .address();

    /** A piece of memory behind one value; it is itself and no other, whatever its address was before. */
    private static final class Piece {
        private final long address;
        private final long capacity;
        private final long stride;
        private final Owned.@Nullable Freer element;

        /** How many have a share in it. */
        private final AtomicInteger shares = new AtomicInteger(1);

        Piece(long address, long capacity, long stride, Owned.@Nullable Freer element) {
            this.address = address;
            this.capacity = capacity;
            this.stride = stride;
            this.element = element;
        }
    }

    private @Nullable Library receiver;
    private Piece[] made = new Piece[USUAL];
    private int count;
    private final List<HostTarget> kept = new ArrayList<>(0);
    private @Nullable PassedObject passed;

    /**
     * For values that a library is given.
     *
     * @param receiver which
     */
    Making(@Nullable Library receiver) {
        this.receiver = receiver;
    }

    /** From now on it makes values for {@code library}: frames are used for one after the other. */
    Making forLibrary(@Nullable Library library) {
        receiver = library;
        return this;
    }

    /** Makes values that are lent for as long as a region lasts, and freed with it. */
    public static Making in(Region region) {
        Making making = new Making(null);
        ((NativeRegion) region).adopt(making::takeBack);
        return making;
    }

    /**
     * Makes a {@code String} at {@code at}.
     *
     * @throws IllegalArgumentException if it contains an unpaired surrogate
     */
    public void string(String text, long at) {
        byte[] bytes = Values.utf8(text);
        Slices.put(bytes, vector(at, bytes.length, 1, 1));
    }

    /**
     * Makes a {@code Box<str>} at {@code at}.
     *
     * @throws IllegalArgumentException if it contains an unpaired surrogate
     */
    public void boxedString(String text, long at) {
        byte[] bytes = Values.utf8(text);
        Slices.put(bytes, slice(at, bytes.length, 1, 1));
    }

    /** Makes a {@code Vec} at {@code at} whose elements own nothing; where they are to be put is the answer. */
    public long vector(long at, int length, long stride, long align) {
        return vector(at, length, allocate(length, stride, align, null));
    }

    /** Makes a {@code Vec} at {@code at}; where its elements are to be put is the answer. */
    public long vector(long at, int length, long stride, long align, Owned.Freer element) {
        return vector(at, length, allocate(length, stride, align, element));
    }

    private static long vector(long at, long length, long data) {
        Memory.putLong(at, data);
        Memory.putLong(at + LENGTH, length);
        Memory.putLong(at + CAPACITY, length);
        Memory.putLong(at + VECTOR_FREE, FREE);
        return data;
    }

    /** Makes a {@code Box<[T]>} at {@code at} whose elements own nothing; where they are to be put is the answer. */
    public long slice(long at, int length, long stride, long align) {
        return slice(at, length, allocate(length, stride, align, null));
    }

    /** Makes a {@code Box<[T]>} at {@code at}; where its elements are to be put is the answer. */
    public long slice(long at, int length, long stride, long align, Owned.Freer element) {
        return slice(at, length, allocate(length, stride, align, element));
    }

    private static long slice(long at, long length, long data) {
        Memory.putLong(at, data);
        Memory.putLong(at + LENGTH, length);
        Memory.putLong(at + SLICE_FREE, FREE);
        return data;
    }

    /** Makes a {@code Box<T>} at {@code at} whose contents own nothing; where they are to be put is the answer. */
    public long box(long at, long size, long align) {
        return box(at, allocate(1, size, align, null));
    }

    /** Makes a {@code Box<T>} at {@code at}; where its contents are to be put is the answer. */
    public long box(long at, long size, long align, Owned.Freer contents) {
        return box(at, allocate(1, size, align, contents));
    }

    private static long box(long at, long data) {
        Memory.putLong(at, data);
        Memory.putLong(at + BOX_FREE, FREE);
        return data;
    }

    /**
     * Gives a closure or an object of Java's to the library, which drops it: {@code {data, table}} at {@code at}.
     *
     * @param bound the lifetime that the library may call it for
     * @param counted whether as {@code Arc} rather than {@code Box}
     */
    public <T> void keep(HostType<T> type, T target, Region bound, boolean counted, Sending sending, long at) {
        HostTarget given = HostTargets.keep(type, target, receiver, sending, bound);
        kept.add(given);
        Memory.putLong(at, given.key);
        Memory.putLong(at + 8, counted ? type.countedTable() : type.table());
    }

    /**
     * Gives a closure to C, which drops it with {@link HostTargets#drop}; the data word is the answer.
     *
     * @param bound the lifetime that C may call it for
     */
    public <T> long keep(HostType<T> type, T target, Region bound, Sending sending) {
        HostTarget given = HostTargets.keep(type, target, receiver, sending, bound);
        kept.add(given);
        return given.key;
    }

    /**
     * Gives a closure to C, which has no way to drop it: it is dropped when the lifetime ends that C may call it for.
     */
    public <T> long keepFor(HostType<T> type, T target, Region bound, Sending sending) {
        long key = keep(type, target, bound, sending);
        ((NativeRegion) bound).adopt(() -> HostTargets.end(key));
        return key;
    }

    /** C does not have the closure that it was given, since it has refused it: the caller drops it. Nothing for 0. */
    public static void drop(long key) {
        if (key != 0) {
            HostTargets.dropped(key);
        }
    }

    /**
     * Gives a function of Java's to the library, which never drops it; its address is the answer. One of the library's own is
     * given back as it is.
     *
     * @param function what is passed
     * @param target the same, or what it is called by
     * @param bound the lifetime that the library may call it for
     * @throws org.rdylib.loader.TooManyFunctionsException if there are too many different ones
     */
    public <T> long function(FunctionType<T> type, Object function, T target, Region bound) {
        return type.address(function, target, receiver, bound);
    }

    /** Lends one to threads of the library's; the data word is the answer. */
    <T> long lend(HostType<T> type, T target, Sending sending) {
        HostTarget lent = HostTargets.keep(type, target, receiver, sending, null);
        kept.add(lent);
        return lent.key;
    }

    /**
     * Gives an object of the library's own back to it: {@code {data, table}} at {@code at}.
     *
     * @param counted whether as {@code Arc}: the caller keeps its own; else as {@code Box}
     * @throws org.rdylib.loader.OtherLibraryException if it is of another library
     * @throws IllegalArgumentException if other threads may not use it as they will
     */
    public void give(ForeignObject object, Sending sending, boolean counted, long at) {
        PassedObject.Mode mode = counted ? PassedObject.Mode.COUNTED : PassedObject.Mode.OWNED;
        passed = new PassedObject(object.begin(mode, receiver, sending), mode, passed);
        Memory.putLong(at, object.data());
        Memory.putLong(at + 8, object.table());
    }

    /** Makes an {@code Arc<T>} at {@code at} whose contents own nothing; where they are to be put is the answer. */
    public long shared(long at, long size, long align) {
        return shared(at, allocate(1, size, align, null));
    }

    /** Makes an {@code Arc<T>} at {@code at}; where its contents are to be put is the answer. */
    public long shared(long at, long size, long align, Owned.Freer contents) {
        return shared(at, allocate(1, size, align, contents));
    }

    private static long shared(long at, long data) {
        Memory.putLong(at, data);
        Memory.putLong(at + BOX_FREE, SharedPieces.TABLE);
        return data;
    }

    private long allocate(long capacity, long stride, long align, Owned.@Nullable Freer element) {
        if (count == made.length) {
            made = Arrays.copyOf(made, 2 * count);
        }
        long size = Math.max(Math.multiplyExact(capacity, stride), 1);
        Piece piece = new Piece(NativeHeap.allocate(size, align), capacity, stride, element);
        try {
            LIVING.put(piece.address, piece);
        } catch (RuntimeException | Error thrown) {
            NativeHeap.free(piece.address);
            throw thrown;
        }
        made[count] = piece;
        count++;
        return piece.address;
    }

    /** From now on what was made is the library's. */
    void handOver() {
        for (PassedObject object = passed; object != null; object = object.older) {
            object.object.handOver(object.mode);
        }
        forget();
    }

    /**
     * Frees what was made and not handed over, but for what the library has freed already, and for what it has a share in:
     * that goes with the last share, and all that it holds with it.
     */
    void takeBack() {
        Set<Long> held = held();
        for (int i = 0; i < count; i++) {
            Piece piece = made[i];
            if (held.contains(piece.address)) {
                continue;
            }
            if (piece.shares.get() > 1) {
                release(piece.address);
            } else if (LIVING.remove(piece.address, piece)) {
                NativeHeap.free(piece.address);
            }
        }
        kept.forEach(HostTargets::forget);
        forget();
    }

    /** What is held by pieces that others have a share in. */
    private Set<Long> held() {
        Set<Long> held = Set.of();
        for (int i = 0; i < count; i++) {
            Owned.Freer element = made[i].element;
            if (element != null && made[i].shares.get() > 1) {
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
        Piece piece = LIVING.get(data);
        if (marked.add(data) && piece != null && piece.element != null) {
            Owned.each(piece.address, piece.capacity, piece.stride, piece.element);
        }
        return true;
    }

    private void forget() {
        kept.clear();
        PassedObject object = passed;
        passed = null;
        for (; object != null; object = object.older) {
            object.object.passBack(object.mode);
        }
        if (made.length > USUAL) {
            made = new Piece[USUAL];
        } else {
            Arrays.fill(made, 0, count, null);
        }
        count = 0;
    }

    /** Gives somebody else a share in a piece: whether it is there. */
    static boolean share(long data) {
        Piece piece = LIVING.get(data);
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
        Piece piece = LIVING.get(data);
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

    /** How many pieces of memory have been made and not been freed: for tests, which see to it that all are. */
    public static long living() {
        return LIVING.size();
    }

    /** How often something was to be freed that was not there, or no more. */
    public static long refused() {
        return REFUSED.get();
    }
}
