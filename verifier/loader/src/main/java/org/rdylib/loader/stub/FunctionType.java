package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Region;
import org.rdylib.loader.TooManyFunctionsException;
import org.rdylib.loader.internal.NativeRegion;

/**
 * A type of functions of a descriptor, {@code fn(A) -> R}, for those of Java's that a library is given: native code for each
 * one, since nothing but its address tells which is meant. Nobody says when a library has no more use for one. So it stays
 * for the life of the process, refuses once its lifetime is over, and is made once for each function and library; and there
 * is an end to how many are made.
 *
 * @param <T> the functional interface, or what stands for it
 */
public final class FunctionType<T> extends HostType<T> {

    /** How many there may be of all types together: each takes about a kilobyte of memory for code. */
    static final int MOST = 4096;

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final ConcurrentHashMap<Long, KeptTarget> TARGETS = new ConcurrentHashMap<>();

    /** What was passed, which is itself and no other, whatever its class says. */
    private record Passed(Object function, @Nullable Library library, Region bound) {

        @Override
        @SuppressWarnings("ReferenceEquality") // that is what it is about
        public boolean equals(@Nullable Object other) {
            return other instanceof Passed passed
                    && passed.function == function
                    && Objects.equals(passed.library, library)
                    && passed.bound == bound;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(function);
        }
    }

    private final MethodHandle entry;
    private final FunctionDescriptor shape;
    private final Map<Passed, Long> addresses = new HashMap<>();

    private FunctionType(String name, Class<T> type, MethodHandle entry, FunctionDescriptor shape) {
        super(name, type, List.of());
        this.entry = entry;
        this.shape = shape;
    }

    /**
     * Makes the type.
     *
     * @param name for messages: {@code apply(f)}
     * @param type the functional interface
     * @param lookup of the class that the entry is a method of
     * @param entry its shape is what the library calls; the method has a parameter before those, the key of what is called
     */
    public static <T> FunctionType<T> of(String name, Class<T> type, MethodHandles.Lookup lookup, Entry entry) {
        return new FunctionType<>(name, type, Upcalls.method(lookup, entry, long.class), entry.shape());
    }

    /**
     * The address of code that calls a function of Java's.
     *
     * @param function what the user has passed
     * @param target the same, or what it is called by
     * @param bound the lifetime that the library may call it for
     * @param regions those of the lifetimes of what is around its type
     */
    long address(Object function, T target, @Nullable Library library, Region bound, Region... regions) {
        // What says how long it may be called is called for no longer, whatever the library was promised.
        Region given = ((NativeRegion) bound).given();
        Region until = function instanceof Bounded bounded ? Regions.shortest(Regions.of(bounded), given) : given;
        if (function instanceof ForeignFunction.Taken taken
                && taken.function().library().equals(library)
                && taken.regions().equals(List.of(regions))) {
            return taken.function().passed();
        }
        Passed passed = new Passed(function, library, until);
        synchronized (addresses) {
            Long known = addresses.get(passed);
            if (known != null) {
                return known;
            }
            long made = make(target, library, until);
            addresses.put(passed, made);
            return made;
        }
    }

    private long make(T target, @Nullable Library library, Region bound) {
        if (MADE.incrementAndGet() > MOST) {
            MADE.decrementAndGet();
            throw new TooManyFunctionsException(name() + ": more than " + MOST
                    + " different functions are passed; pass the same ones again, or a closure");
        }
        long key = HostTargets.nextKey();
        try {
            TARGETS.put(key, new KeptTarget(key, this, target, library, Sending.SEND_SYNC, bound));
            MethodHandle keyed = MethodHandles.insertArguments(entry, 0, key);
            return Roomy.run(() -> {
                        Readiness.requireForCallbacks();
                        return Upcalls.stub(keyed, shape, Arena.global());
                    })
                    .address();
        } catch (RuntimeException | Error thrown) {
            // There is no code for it, or nobody is told where.
            MADE.decrementAndGet();
            TARGETS.remove(key);
            throw thrown;
        }
    }

    /** For how many functions there is code: for tests, which see to it that it is made once. */
    public static long made() {
        return MADE.get();
    }

    /** What is called by a key that code was made with. */
    static KeptTarget target(long key) {
        return Objects.requireNonNull(find(key));
    }

    /** The same of what may be another key. */
    static @Nullable KeptTarget find(long key) {
        return TARGETS.get(key);
    }

    @Override
    boolean isClosure() {
        return true;
    }
}
