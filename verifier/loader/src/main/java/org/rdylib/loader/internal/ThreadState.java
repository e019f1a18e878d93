package org.rdylib.loader.internal;

import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a thread has open: its regions, how many calls it is inside, and what gates. */
public final class ThreadState {

    private static final ThreadLocal<ThreadState> CURRENT = new ThreadLocal<>() {
        @Override
        protected ThreadState initialValue() {
            return register();
        }
    };

    /**
     * The states of all threads that have one, by the threads' numbers, of which none is used again: for those who end a gate,
     * and for threads that have lost theirs. A thread that ended takes its state along.
     */
    private static final Map<Long, Registered> ALL = new ConcurrentHashMap<>();

    private static final ReferenceQueue<ThreadState> ENDED = new ReferenceQueue<>();

    private static final class Registered extends WeakReference<ThreadState> {
        private final long thread;

        Registered(ThreadState state) {
            super(state, ENDED);
            this.thread = state.thread.threadId();
        }
    }

    final Thread thread = Thread.currentThread();

    /** How many calls into libraries the thread has begun. */
    private long calls;

    /** Which of them is the innermost that is still running; 0 for none. */
    private long innermost;

    /** The region that was opened last and is still open. */
    @Nullable
    ConfinedRegion youngest;

    /** The memory of the thread's regions, once one needs some. */
    private @Nullable Slab slab;

    /**
     * The numbers of the gates that it is inside of, outermost first, and how many they are. Read by other threads after a
     * handshake. (Numbers, since a garbage collector has to be told of each reference that is stored.) The outermost is
     * negated if the thread only is inside of it because a library has called Java on a thread of its own.
     */
    private long[] gates = new long[8];

    private int depth;

    /** What another package keeps of the thread. */
    private @Nullable Object companion;

    private ThreadState() {}

    /** The calling thread's. */
    public static ThreadState current() {
        return CURRENT.get();
    }

    /**
     * What {@code make} has given for this thread, which is made at most once for a state.
     *
     * @param type always the same
     */
    public <T> T companion(Class<T> type, Supplier<T> make) {
        if (companion == null) {
            companion = make.get();
        }
        return type.cast(companion);
    }

    /**
     * Some pools' threads, those of {@link java.util.concurrent.ForkJoinPool#commonPool} among them, forget their variables
     * while they have nothing to do, and go on to use what they have made before: so the state of one that is still in use is
     * found again. One that nothing uses has nothing open, and another serves as well.
     */
    private static ThreadState register() {
        for (var ended = ENDED.poll(); ended != null; ended = ENDED.poll()) {
            ALL.remove(((Registered) ended).thread, ended);
        }
        Registered registered = ALL.get(Thread.currentThread().threadId());
        ThreadState known = registered == null ? null : registered.get();
        if (known != null) {
            return known;
        }
        ThreadState state = new ThreadState();
        ALL.put(state.thread.threadId(), new Registered(state));
        return state;
    }

    /** How many gates the thread is inside of: what {@link #leave} is to go back to. */
    public int depth() {
        return depth;
    }

    /** Enters a gate on the calling thread. It is left by {@link #leave}. */
    public void enter(Gate gate) {
        int at = depth;
        write(gate);
        if (!gate.isWide()) {
            gate.enterSlowly(this, at);
        }
    }

    /** Is inside a gate that may have ended: nothing is refused. It is left by {@link #leave}. */
    public void note(Gate gate) {
        write(depth == 0 ? -gate.number : gate.number);
    }

    /** The plain store; whoever makes it looks at the gate next. */
    void write(Gate gate) {
        write(gate.number);
    }

    private void write(long number) {
        int at = depth;
        if (at == gates.length) {
            long[] longer = Arrays.copyOf(gates, 2 * at);
            // Who reads it on another thread must find in it what was copied.
            VarHandle.releaseFence();
            gates = longer;
        }
        gates[at] = number;
        depth = at + 1;
    }

    /** Leaves all gates that were entered since {@link #depth} was {@code mark}. */
    public void leave(int mark) {
        if (depth != mark) {
            // What was read and written inside must not be moved behind the store that says that it is over.
            VarHandle.releaseFence();
            depth = mark;
        }
    }

    /** Whether one of the gates below {@code end} is this one. */
    boolean isInside(Gate gate, int end) {
        long[] all = gates;
        for (int i = Math.min(end, all.length) - 1; i >= 0; i--) {
            if (Math.abs(all[i]) == gate.number) {
                return true;
            }
        }
        return false;
    }

    /**
     * The threads that are inside a gate: to be called after a handshake, while no thread can come to be inside.
     *
     * @param callbacks whether those count that a library has called Java on; the calling thread always does, since what
     *     waits for such threads to end would wait for itself
     */
    static List<Thread> inside(Gate gate, boolean callbacks) {
        List<Thread> inside = new ArrayList<>();
        for (Registered reference : ALL.values()) {
            ThreadState state = reference.get();
            if (state != null
                    && state.isInside(gate, state.depth)
                    && (callbacks || state.isCurrent() || !state.isCalledBackBy(gate))) {
                inside.add(state.thread);
            }
        }
        VarHandle.acquireFence();
        return inside;
    }

    private boolean isCalledBackBy(Gate gate) {
        return gates[0] == -gate.number;
    }

    Slab slab() {
        Slab existing = slab;
        if (existing == null) {
            existing = new Slab();
            slab = existing;
        }
        return existing;
    }

    /** A call begins; its number is the answer. */
    public long beginCall() {
        calls++;
        innermost = calls;
        return calls;
    }

    /** The innermost call ends, and the one around it goes on; 0 for none. */
    public void endCall(long outer) {
        innermost = outer;
    }

    /** The number of the innermost call that is running; 0 for none. */
    public long innermost() {
        return innermost;
    }

    /** How many calls have been begun so far. */
    long calls() {
        return calls;
    }

    /**
     * Whether the call of that number, which is still running, or one around it began after that many calls.
     *
     * @param call 0 for none, {@link LoanRegion#RUNNING} for the innermost
     */
    boolean isInside(long call, long count) {
        return (call == LoanRegion.RUNNING ? innermost : call) > count;
    }

    /** The innermost call, or what was passed to a later one: that of something that is passed to the innermost. */
    long passedIn(long before) {
        return Math.max(before, innermost);
    }

    /**
     * Whether what was passed last to the call of the number {@code passedIn}, 0 for none, may be among the arguments that the
     * innermost is being passed: it is so where {@code call} is not the innermost, but the one around that. What was passed to a
     * later call was so while the innermost was being passed its arguments, and may have been passed to that before.
     */
    boolean isBeingPassed(long passedIn, long call) {
        return call != LoanRegion.RUNNING && passedIn != 0 && passedIn >= innermost;
    }

    /** Whether it is the calling thread's. */
    public boolean isCurrent() {
        return Threads.isCurrent(thread);
    }

    /**
     * Fails on another thread than this state's.
     *
     * @param what belongs to that thread, for the message
     */
    public void checkThread(Object what) {
        if (!isCurrent()) {
            throw new WrongThreadException(
                    what + " belongs to " + thread + ", and is used on " + Thread.currentThread());
        }
    }
}
