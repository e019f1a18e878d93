package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Gate;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.ThreadState;

/**
 * The closures and objects of Java that libraries keep, or may use on other threads than the one that lent them. They are
 * known by numbers that are never used again, so that to call or drop one that is gone is refused.
 */
public final class HostTargets {

    private static final ConcurrentHashMap<Long, KeptTarget> KEPT = new ConcurrentHashMap<>();

    /** The keys of what is lent to one thread are positive. */
    private static final AtomicLong LAST = new AtomicLong(Long.MIN_VALUE);

    private static final AtomicLong REFUSED = new AtomicLong();

    /** The address of the function that drops one. */
    static final long DROP = Upcalls.stub(
                    MethodHandles.lookup(),
                    Entry.unnoted("dropped", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG)),
                    Arena.global())
            .address();

    /** The address of the function that counts one more who has it. */
    static final long RETAIN = Upcalls.stub(
                    MethodHandles.lookup(),
                    Entry.unnoted("retained", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG)),
                    Arena.global())
            .address();

    private HostTargets() {}

    static KeptTarget keep(
            HostType<?> type, Object target, @Nullable Library library, Sending sending, @Nullable Region bound) {
        Region until = bound == null ? null : ((NativeRegion) bound).given();
        KeptTarget kept = new KeptTarget(nextKey(), type, target, library, sending, until);
        KEPT.put(kept.key, kept);
        return kept;
    }

    /** A key that no other has had. */
    static long nextKey() {
        return LAST.incrementAndGet();
    }

    /** One who has it has it no more. */
    static void release(KeptTarget target) {
        if (target.holders().decrementAndGet() == 0) {
            forget(target);
        }
    }

    /** Something was asked of one that is gone. */
    static void refuse() {
        REFUSED.incrementAndGet();
    }

    static boolean isKept(long key) {
        return key < 0;
    }

    /** Whether the key of one that is kept has been given to any. */
    static boolean wasKept(long key) {
        return isKept(key) && key <= LAST.get();
    }

    static @Nullable KeptTarget find(long key) {
        return KEPT.get(key);
    }

    /** The library has it no more, or never got it; whether it was there. */
    static boolean forget(KeptTarget target) {
        return KEPT.remove(target.key, target);
    }

    /** What C calls once it needs a closure no more, with its data. */
    public static long drop() {
        return DROP;
    }

    /** What {@link #DROP} leads to: whatever happens, nothing is thrown into the library. */
    static void dropped(long key) {
        try {
            KeptTarget target = KEPT.get(key);
            if (target == null || target.holders().get() <= 0) {
                REFUSED.incrementAndGet();
            } else if (target.holders().decrementAndGet() == 0 && forget(target)) {
                drop(target);
            }
        } catch (Throwable _) {
            // A destructor does not fail.
        }
    }

    /** The lifetime of one is over that nobody else drops. It may be gone: it was taken back, or never given. */
    static void end(long key) {
        if (KEPT.containsKey(key)) {
            dropped(key);
        }
    }

    private static void drop(KeptTarget target) throws Exception {
        inside(target.library, () -> {
            target.drop();
            return 0;
        });
    }

    /** Does something during which the library that has called is not unloaded; null if it is not known. */
    static void inside(@Nullable Library library, Callable<?> what) throws Exception {
        Gate gate = library == null ? null : library.gate();
        ThreadState state = ThreadState.current();
        int mark = state.depth();
        if (gate != null) {
            state.note(gate);
        }
        try {
            what.call();
        } finally {
            state.leave(mark);
        }
    }

    /** What {@link #RETAIN} leads to. Where it cannot be counted the answer is null, which a library refuses. */
    static long retained(long key) {
        try {
            KeptTarget target = KEPT.get(key);
            if (target == null) {
                REFUSED.incrementAndGet();
            } else {
                target.holders().incrementAndGet();
            }
            return key;
        } catch (Throwable _) {
            return 0;
        }
    }

    /** A library is gone, and has left behind what it was given. */
    static void abandon(Library library) {
        KEPT.values().removeIf(target -> library.equals(target.library));
    }

    /** How many libraries have now: for tests, which see to it that all are dropped. */
    public static long living() {
        return KEPT.size();
    }

    /** How often something was to be dropped or counted that was not there, or no more. */
    public static long refused() {
        return REFUSED.get();
    }
}
