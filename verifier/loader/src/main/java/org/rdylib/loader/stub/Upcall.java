package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.CallbackRegion;
import org.rdylib.loader.internal.ChosenRegion;
import org.rdylib.loader.internal.NativeMut;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Thrown;

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
public final class Upcall extends RunningCallback {

    /** The failure of a callback for which not even an {@code Upcall} could be made. */
    public static final long EXHAUSTED = HostFailures.exhausted();

    private static final String GENERAL_MESSAGE = "an exception in a Java callback";

    /** The address of the failure to answer with, once {@link #thrown} is set. */
    public final long failure;

    private final MemorySegment memory;
    private @Nullable CallbackRegion region;
    private @Nullable CallbackAnswer answer;

    private int gates;

    /** The closure that is dropped when this is over; 0 for none. */
    private long spent;

    Upcall() {
        this.memory = Arena.ofAuto().allocate(HostFailures.SIZE, 8);
        this.failure = memory.address();
        HostFailures.write(memory, GENERAL_MESSAGE);
        HostFailures.add(this);
    }

    /** Begins a callback on the calling thread. */
    public static Upcall enter() {
        CallStack current = CallStack.current();
        Upcall upcall = current.callbacks.next(current);
        upcall.gates = current.state.depth();
        return upcall;
    }

    /**
     * Whether C is not told what it calls: a closure or import that it called has failed, and until the outer call has
     * returned no other is run.
     */
    public boolean isFailing() {
        CallFrame frame = CallStack.current().innermost(calling());
        return frame != null && frame.isFailing();
    }

    /** The closure, which C calls once, is dropped when this call of it is over. */
    public void spend(long key) {
        used = true;
        spent = key;
    }

    private void dropSpent() {
        long key = spent;
        if (key != 0) {
            spent = 0;
            HostTargets.dropped(key);
        }
    }

    /**
     * Ends a callback that C called and that threw: the innermost call of the library on this thread throws it once C has
     * returned. Where there is none, since the thread is the library's own, its handler of uncaught exceptions is told.
     *
     * @param upcall null if not even that could be made
     */
    public static void fail(@Nullable Upcall upcall, Throwable thrown) {
        CallStack stack = CallStack.current();
        Library library = upcall == null ? null : upcall.calling();
        if (upcall != null) {
            upcall.failPlainly(thrown);
        }
        CallFrame frame = stack.innermost(library);
        if (frame == null) {
            Uncaught.tell(library, thrown);
        } else {
            frame.fail(thrown);
        }
    }

    /** There is no failure that anybody is answered with: whatever this throws, its handler notes what the callback threw. */
    private void failPlainly(Throwable failed) {
        try {
            thrown = failed;
            try {
                describe();
            } finally {
                HostFailures.take(failure);
                dropSpent();
            }
        } catch (Throwable _) {
            // What the callback threw says more.
        }
    }

    /** The same where not even {@link #fail} could be called, once C has returned. */
    void endLost() {
        try {
            take();
        } finally {
            dropSpent();
        }
    }

    /** Begins a callback that {@code library} calls as one of its imports. */
    public static Upcall enter(Library library) {
        Upcall upcall = enter();
        upcall.keep(library);
        return upcall;
    }

    /**
     * The closure that the library means, which is running from now on.
     *
     * @param key the data word that the library was given
     * @throws org.rdylib.loader.StaleClosureException if it is gone: the call that lent it is over, or the library has dropped it
     * @throws WrongThreadException if this thread may not call it
     * @throws org.rdylib.loader.ReenteredClosureException if it is running already, and it is no {@code Fn}
     * @throws org.rdylib.loader.SpentClosureException if it is a {@code FnOnce} that was called before
     * @throws org.rdylib.loader.InvalidValueException if it is a closure of another type, or none of Java's
     */
    public <T> T target(ClosureType<T> type, long key) {
        return begin(type, key, type.access());
    }

    /**
     * The function that the library means, which may be running already.
     *
     * @param key that the code was made with which it called
     * @throws org.rdylib.loader.StaleClosureException if its lifetime has ended
     */
    public <T> T target(FunctionType<T> type, long key) {
        return begin(type, FunctionType.target(key), HostType.Access.SHARED);
    }

    /**
     * The object that the library means, for a {@code &self} method.
     *
     * @throws org.rdylib.loader.StaleClosureException if it is gone: the call that lent it is over, or the library has dropped it
     * @throws WrongThreadException if this thread may not use it
     * @throws org.rdylib.loader.ObjectBusyException if a {@code &mut self} method is running
     * @throws org.rdylib.loader.InvalidValueException if it is of another type, or none of Java's
     */
    public <T> T shared(InterfaceType<T> type, long key) {
        return begin(type, key, HostType.Access.SHARED);
    }

    /** The same for a {@code &mut self} method, beside which none may run. */
    public <T> T exclusive(InterfaceType<T> type, long key) {
        return begin(type, key, HostType.Access.EXCLUSIVE);
    }

    /** The same for a {@code self: Box<Self>} method: the library has it no more. */
    public <T> T consumed(InterfaceType<T> type, long key) {
        T consumed = begin(type, key, HostType.Access.EXCLUSIVE);
        forgetTarget();
        return consumed;
    }

    /**
     * What Java has left in a place that it was given by this call: it is read once, here, and nobody uses it any more.
     *
     * @throws org.rdylib.loader.LentException if Java has lent it to a call that is not over
     */
    public <T> T end(Mut<T> place) {
        return ((NativeMut<T>) place).end();
    }

    /** Begins to read objects that the library gives to Java by this call. */
    public Receiving receive() {
        return new Receiving(library());
    }

    /** The library that calls. */
    public Library library() {
        return Objects.requireNonNull(calling(), "what is called was lent to no library");
    }

    /**
     * A lifetime that the library chose for this call, and for which Java may leave something with it.
     *
     * @param name what the descriptor calls it, for messages
     * @param longer those that the library promises to outlive it
     */
    public Region chosen(String name, Region... longer) {
        List<NativeRegion> promised =
                Stream.of(longer).map(NativeRegion.class::cast).toList();
        return new ChosenRegion(name, callbackRegion(), (NativeRegion) library().region(), promised);
    }

    /** The region of all other lifetimes that the library chose for this call: it ends with the call. */
    public Region region() {
        return callbackRegion();
    }

    private CallbackRegion callbackRegion() {
        used = true;
        CallbackRegion existing = region;
        if (existing == null) {
            existing = new CallbackRegion(() -> thrown == null);
            region = existing;
        }
        return existing;
    }

    /** What makes the owned values of the answer: they are the library's once the callback has answered. */
    public Making making() {
        return answer().making(calling());
    }

    /**
     * Memory for an owned value that is to take the place of one of the library's, as {@link #making} makes it: it does once the
     * callback has answered, and what was there is freed.
     *
     * @param at where the library's is
     * @param size in bytes
     * @param former frees that
     */
    public long replacing(long at, long size, Owned.Freer former) {
        return answer().replacements().begin(at, size, former);
    }

    private CallbackAnswer answer() {
        used = true;
        CallbackAnswer existing = answer;
        if (existing == null) {
            existing = new CallbackAnswer();
            answer = existing;
        }
        return existing;
    }

    /** Ends a callback that answered. Returns null: the failure that it does not have. */
    public long leave() {
        CallStack current = CallStack.current();
        if (used) {
            if (answer == null) {
                endRegion();
            } else {
                handOver(answer);
            }
        }
        endTarget(current);
        current.state.leave(gates);
        current.callbacks.end(depth);
        if (used) {
            used = false;
            library = null;
            dropSpent();
        }
        return 0;
    }

    /** Ends what the callback was given, but for what of it is in its answer; what that lends is in use until then. */
    private void handOver(CallbackAnswer given) {
        Throwable first = null;
        try {
            if (region != null) {
                given.detach();
                endRegion();
            }
            given.handOver();
        } catch (Throwable thrown) { // as in Dependants
            first = thrown;
        }
        try {
            given.takeBack();
        } catch (Throwable thrown) {
            first = Thrown.first(first, thrown);
        }
        Thrown.rethrow(first);
    }

    private void endRegion() {
        CallbackRegion ended = region;
        if (ended != null) {
            ended.end();
            region = null;
        }
    }

    /**
     * Ends a callback that threw: puts that into the failure, as a message for those who print it in the library. The exception's
     * own code says what it is, on a thread that goes back into the library.
     */
    public void describe() {
        CallStack current = CallStack.current();
        try {
            end(current);
            if (thrown != null && !(thrown instanceof VirtualMachineError)) {
                HostFailures.write(memory, thrown.toString());
            }
        } finally {
            current.state.leave(gates);
        }
    }

    private void end(CallStack current) {
        try {
            endRegion();
        } catch (RuntimeException | Error more) {
            thrown = Thrown.first(thrown, more);
        } finally {
            endTarget(current);
        }
        current.callbacks.fail(depth);
    }

    /** Ends its failure: what was thrown. Null if it is over. What was made for the answer is freed. */
    @Nullable
    Throwable take() {
        Throwable taken = takeThrown();
        if (taken != null) {
            endLate();
            CallStack.current().callbacks.taken(this, depth);
            Callbacks.over(this);
        }
        return taken;
    }

    private synchronized @Nullable Throwable takeThrown() {
        Throwable taken = thrown;
        if (taken != null && region != null) {
            // Its values are good until it throws, and it has.
            region.abandon();
        }
        thrown = null;
        return taken;
    }

    /** Where the stack was used up, the end of the callback was not reached. */
    private void endLate() {
        region = null;
        endTarget(CallStack.current());
        if (answer != null) {
            answer.takeBack();
        }
        library = null;
        HostFailures.write(memory, GENERAL_MESSAGE);
    }
}
