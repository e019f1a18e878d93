package org.rdylib.loader.stub;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.ThreadState;
import org.rdylib.loader.internal.Thrown;

/** The calls that a thread is inside, in both directions, and what they use. */
final class CallStack {

    private static final int NEAREST = 4;

    /**
     * Threads that have a place, and the stacks of those: to look here first is quickest, since all of it is at hand, where
     * to go by way of the thread is to wait for one read after another. A place is its thread's until that has ended, and is
     * written under the lock; so a thread that finds itself here finds its own stack, in whatever order the two are read.
     */
    private static final @Nullable Thread[] NEAR = new Thread[NEAREST];

    private static final @Nullable CallStack[] STACKS = new CallStack[NEAREST];

    /** The memory and the state of those, without the way by the stack. */
    private static final @Nullable CallMemory[] MEMORIES = new CallMemory[NEAREST];

    private static final @Nullable ThreadState[] STATES = new ThreadState[NEAREST];

    private static final int REMEMBERED = 64;

    /**
     * Those of some threads, by the threads' numbers: to look here first is quicker. Read and written without order: what is
     * found is only used on the thread that made it.
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static final @Nullable WeakReference<CallStack>[] RECENT = new WeakReference[REMEMBERED];

    /**
     * The thread that was first, as a rule the one that loaded the first library, with its stack and memory: to the JVM's
     * compiler they are constants, where all others have to be read. They stay when it has ended.
     */
    private static final Thread FIRST = Thread.currentThread();

    private static final CallStack FIRST_STACK = ofThread();
    private static final CallMemory FIRST_MEMORY = FIRST_STACK.memory;
    private static final ThreadState FIRST_STATE = FIRST_STACK.state;

    final Thread thread = Thread.currentThread();
    final CallMemory memory = new CallMemory(this);
    final ThreadState state = memory.state;

    /** The frames of calls into libraries, outermost first, below all the one that is never entered; kept once made. */
    private @Nullable CallFrame[] frames = new CallFrame[8];

    /** Which of them is the innermost call's. */
    int depth;

    /** The callbacks into Java, outermost first; and those that are over, ready to be used. */
    final Callbacks callbacks = new Callbacks();

    /** The closures and objects that are lent, newest first. */
    @Nullable
    LentTarget lent;

    /** The number that was given last, and the first and the end of the block that it is of; 0, 0 and 1 before any is. */
    private long lastKey;

    private long firstKey;
    private long endOfKeys = 1;

    private CallStack() {
        frames[0] = new CallFrame(this);
    }

    @SuppressWarnings("ReferenceEquality") // a thread is itself and no other, whatever its class says
    static CallStack current() {
        Thread thread = Thread.currentThread();
        if (thread == FIRST) {
            return FIRST_STACK;
        }
        for (int i = 0; i < NEAREST; i++) {
            if (NEAR[i] == thread) {
                return Objects.requireNonNull(STACKS[i]);
            }
        }
        return further(thread);
    }

    /** The memory of {@link #current}. */
    @SuppressWarnings("ReferenceEquality") // a thread is itself and no other, whatever its class says
    static CallMemory memoryOfThread() {
        Thread thread = Thread.currentThread();
        if (thread == FIRST) {
            return FIRST_MEMORY;
        }
        for (int i = 0; i < NEAREST; i++) {
            if (NEAR[i] == thread) {
                return Objects.requireNonNull(MEMORIES[i]);
            }
        }
        return further(thread).memory;
    }

    /** The state of {@link #current}. */
    @SuppressWarnings("ReferenceEquality") // a thread is itself and no other, whatever its class says
    static ThreadState stateOfThread() {
        Thread thread = Thread.currentThread();
        if (thread == FIRST) {
            return FIRST_STATE;
        }
        for (int i = 0; i < NEAREST; i++) {
            if (NEAR[i] == thread) {
                return Objects.requireNonNull(STATES[i]);
            }
        }
        return further(thread).state;
    }

    @SuppressWarnings("ReferenceEquality") // a thread is itself and no other, whatever its class says
    private static CallStack further(Thread thread) {
        int at = (int) thread.threadId() & (REMEMBERED - 1);
        WeakReference<CallStack> remembered = RECENT[at];
        if (remembered != null) {
            CallStack stack = remembered.get();
            if (stack != null && stack.thread == thread) {
                return stack;
            }
        }
        return remember(at);
    }

    /** The one that goes with the thread's state: there are never two. */
    private static CallStack ofThread() {
        return ThreadState.current().companion(CallStack.class, new Maker());
    }

    /** No lambda, for which the JVM makes code at the first call. */
    private static final class Maker implements Supplier<CallStack> {
        @Override
        public CallStack get() {
            return new CallStack();
        }
    }

    private static CallStack remember(int at) {
        CallStack stack = ofThread();
        takePlace(stack);
        WeakReference<CallStack> remembered = RECENT[at];
        CallStack other = remembered == null ? null : remembered.get();
        // Two threads of one place must not take it from each other at every call.
        if (other == null || !other.thread.isAlive()) {
            RECENT[at] = new WeakReference<>(stack);
        }
        return stack;
    }

    /** One that has ended keeps its place until another thread wants it: there are few. */
    private static void takePlace(CallStack stack) {
        synchronized (NEAR) {
            for (int i = 0; i < NEAREST; i++) {
                Thread other = NEAR[i];
                if (other == null || !other.isAlive()) {
                    STACKS[i] = stack;
                    MEMORIES[i] = stack.memory;
                    STATES[i] = stack.state;
                    NEAR[i] = stack.thread;
                    return;
                }
            }
        }
    }

    /** The closure or object of that number, if it is lent. */
    @Nullable
    LentTarget lent(long key) {
        LentTarget found = lent;
        while (found != null && found.key != key) {
            found = found.older;
        }
        return found;
    }

    /** Ends what was lent since so much of the memory was given out. */
    void endLent(long mark) {
        LentTarget left = lent;
        if (left != null && left.at >= mark) {
            do {
                left = left.older;
            } while (left != null && left.at >= mark);
            lent = left;
        }
    }

    /** The frame for a call inside the innermost. */
    CallFrame frameInside() {
        int at = depth + 1;
        CallFrame frame = at < frames.length ? frames[at] : null;
        return frame == null ? newFrame(at) : frame;
    }

    /** One whose depth is written as the mark of a call. */
    CallFrame frame(long mark) {
        return Objects.requireNonNull(frames[(int) ~mark]);
    }

    /** The innermost call, and the innermost of a library's if that is known; null if there is none. */
    @Nullable
    CallFrame innermost(@Nullable Library library) {
        CallFrame frame = depth == 0 ? null : frames[depth];
        while (frame != null && library != null && !frame.isOf(library)) {
            frame = frame.outer();
        }
        return frame;
    }

    private CallFrame newFrame(int at) {
        CallFrame frame = new CallFrame(Objects.requireNonNull(frames[at - 1]));
        if (at >= frames.length) {
            frames = Arrays.copyOf(frames, 2 * at);
        }
        frames[at] = frame;
        return frame;
    }

    /** Gives back what calls inside the one of that depth have taken that were never ended. */
    void endInside(int outer) {
        Throwable first = null;
        for (; depth > outer; depth--) {
            try {
                Objects.requireNonNull(frames[depth]).release();
            } catch (Throwable thrown) { // as in Dependants
                first = Thrown.first(first, thrown);
            }
        }
        Thrown.rethrow(first);
    }

    /** A number that no closure had before: it tells the thread in its upper half. */
    long nextKey() {
        long key = lastKey + 1;
        if (key == endOfKeys) {
            key = LentKeys.next();
            firstKey = key;
            endOfKeys = LentKeys.end(key);
        }
        lastKey = key;
        return key;
    }

    /** The last number that this thread has given; 0 if none. */
    long lastKey() {
        return lastKey;
    }

    /** Whether this thread has given the number to something, as far as it remembers. */
    boolean isOurs(long key) {
        return key >= firstKey && key <= lastKey && key != 0;
    }

    /** Whether another thread can have given the number to something. */
    boolean isAnothers(long key) {
        return (key < firstKey || key >= endOfKeys) && LentKeys.isGiven(key);
    }
}
