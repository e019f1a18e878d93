package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.Region;
import org.rdylib.loader.StaleClosureException;
import org.rdylib.loader.internal.CallbackRegion;
import org.rdylib.loader.internal.Gate;

/**
 * One call from a library into Java, together with the failure that it answers with if Java throws.
 *
 * <p>A throwable must not leave the callback, and where the stack is used up, the handler cannot call anything. So the
 * failure is made before the user's code runs, and the handler only stores:
 *
 * {@snippet :
 * Upcall upcall = null;
 * try {
 *     upcall = Upcall.enter();
 *     ... // read the arguments, call the user's code, write the result
 *     return upcall.leave();
 * } catch (Throwable thrown) {
 *     if (upcall == null) {
 *         return Upcall.EXHAUSTED;
 *     }
 *     upcall.thrown = thrown;
 *     try {
 *         upcall.describe();
 *     } catch (Throwable _) {
 *         // The failure keeps its general message.
 *     }
 *     return upcall.failure;
 * }
 * }
 */
public final class Upcall {

    /** The failure of a callback for which not even an {@code Upcall} could be made. */
    public static final long EXHAUSTED = Failures.exhausted();

    private static final ConcurrentHashMap<Long, Upcall> MADE = new ConcurrentHashMap<>();
    private static final String GENERAL_MESSAGE = "an exception in a Java callback";

    /** The address of the failure to answer with, once {@link #thrown} is set. */
    public final long failure;

    /** What the callback threw. Set by generated handlers, and then this call is over. */
    public @Nullable Throwable thrown;

    private final MemorySegment memory;
    private @Nullable CallStack stack;
    private @Nullable CallbackRegion region;
    private @Nullable LentClosure closure;
    private @Nullable Making making;
    private int gates;

    /** Used by the list of those that are not running. */
    @Nullable
    Upcall next;

    private Upcall() {
        this.memory = Arena.ofAuto().allocate(Failures.SIZE, 8);
        this.failure = memory.address();
        Failures.write(memory, GENERAL_MESSAGE);
        MADE.put(failure, this);
    }

    /** Begins a callback on the calling thread. */
    public static Upcall enter() {
        CallStack stack = CallStack.current();
        Upcall upcall = stack.idle.take();
        if (upcall == null) {
            upcall = new Upcall();
        }
        upcall.stack = stack;
        upcall.gates = stack.state.depth();
        return upcall;
    }

    /** Begins a callback that {@code library} calls as one of its imports. */
    public static Upcall enter(Library library) {
        Upcall upcall = enter();
        Gate gate = library.gate();
        if (gate != null) {
            // A thread of the library's own is in no call, and its callback keeps the library all the same.
            Objects.requireNonNull(upcall.stack).state.note(gate);
        }
        return upcall;
    }

    /**
     * The closure that the library means, which is running from now on.
     *
     * @param key the data word that {@link CallFrame#lend} gave out
     * @throws StaleClosureException if the call that lent it is over
     * @throws WrongThreadException if this thread lent no such closure
     * @throws ReenteredClosureException if it is running already
     * @throws InvalidValueException if it is a closure of another type
     */
    public <T> T target(ClosureType<T> type, long key) {
        CallStack current = Objects.requireNonNull(stack, "left");
        for (LentClosure lent = current.lent; lent != null; lent = lent.older) {
            if (lent.key == key) {
                if (lent.type != type) {
                    throw new InvalidValueException(
                            type.name() + ": called with the data pointer of " + lent.type.name());
                }
                run(lent);
                return type.cast(lent.target);
            }
        }
        if (current.isOurs(key)) {
            throw new StaleClosureException(type.name() + ": called after the call that lent it had returned");
        }
        throw new WrongThreadException(type.name() + ": called on " + current.thread
                + ", which did not lend it, or with a wrong data pointer");
    }

    private void run(LentClosure lent) {
        if (lent.type.isReentrant()) {
            return;
        }
        Upcall runner = lent.runner;
        // One that threw is no longer running, though nothing was called any more to say so.
        if (runner != null && runner.thrown == null) {
            throw new ReenteredClosureException(
                    lent.type.name() + ": called while it is running, which FnMut rules out");
        }
        lent.runner = this;
        closure = lent;
    }

    /** The region of the lifetimes that the library chose for this call: it ends with the call. */
    public Region region() {
        CallbackRegion existing = region;
        if (existing == null) {
            existing = new CallbackRegion(() -> thrown == null);
            region = existing;
        }
        return existing;
    }

    /** What makes the owned values of the answer: they are the library's once the callback has answered. */
    public Making making() {
        Making existing = making;
        if (existing == null) {
            existing = new Making();
            making = existing;
        }
        return existing;
    }

    /** Ends a callback that answered. Returns null: the failure that it does not have. */
    public long leave() {
        if (making != null) {
            making.handOver();
        }
        letGo();
        if (closure != null) {
            closure.runner = null;
            closure = null;
        }
        CallStack current = Objects.requireNonNull(stack, "left");
        stack = null;
        current.idle.put(this);
        return 0;
    }

    private void letGo() {
        if (region != null) {
            region.end();
            region = null;
        }
        if (stack != null) {
            stack.state.leave(gates);
        }
    }

    /** Ends a callback that threw: puts that into the failure, as a message for those who print it in the library. */
    public void describe() {
        letGo();
        if (thrown != null && !(thrown instanceof VirtualMachineError)) {
            Failures.write(memory, thrown.toString());
        }
    }

    /** What stands behind a failure of ours, which is forgotten with this, and what was made for its answer freed. */
    static @Nullable Upcall take(long failure) {
        Upcall taken = MADE.remove(failure);
        if (taken != null && taken.making != null) {
            taken.making.takeBack();
        }
        return taken;
    }

    /** The callbacks of a thread that are not running; they are forgotten when the thread is. */
    static final class Idle {

        private @Nullable Upcall first;

        @Nullable
        Upcall take() {
            Upcall upcall = first;
            if (upcall != null) {
                first = upcall.next;
                upcall.next = null;
            }
            return upcall;
        }

        void put(Upcall upcall) {
            upcall.next = first;
            first = upcall;
        }

        void forget() {
            for (Upcall upcall = take(); upcall != null; upcall = take()) {
                MADE.remove(upcall.failure);
            }
        }
    }

    /** How many failures could be given out now: for tests, which see to it that they are forgotten. */
    static int made() {
        return MADE.size();
    }
}
