package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.Lease;
import org.rdylib.loader.internal.LoanRegion;
import org.rdylib.loader.internal.NativeRegion;

/**
 * An object that a library made, {@code Box<dyn I>}: what generated implementations of an interface hold.
 *
 * <p>It belongs to its thread and to a region, which drops it when it ends, unless it was {@linkplain #close closed}
 * before. It keeps Rust's rules at run time: a {@code &mut self} method runs alone, and what was borrowed from the
 * object ends at the next use that conflicts with it.
 */
public final class ForeignObject implements AutoCloseable {

    private final Library library;
    private final String name;
    private final NativeRegion region;
    private final CallStack stack;
    private final long data;
    private final long table;
    private final Adoption adoption;
    private final Lease lease;

    private boolean dropped;
    private int sharedCalls;
    private boolean exclusiveCall;
    private @Nullable LoanRegion sharedLoan;
    private @Nullable LoanRegion exclusiveLoan;

    /** Used by what receives it, until the value that it is part of is complete. */
    @Nullable
    ForeignObject madeBefore;

    /**
     * Takes over the object at {@code at}.
     *
     * @param received the value that it is part of
     * @param region the first that ends of all that its type is bounded by
     * @param at where {@code {data, table}} stands
     * @param methods how many slots its table must have
     * @param name of the interface, for messages
     * @param place where it comes from, for messages: {@code parse() -> Box<dyn Events>}
     * @throws InvalidValueException if it is no such object
     */
    public ForeignObject(Receiving received, Region region, long at, int methods, String name, String place) {
        this.library = received.library();
        this.name = name;
        this.region = (NativeRegion) region;
        this.stack = CallStack.current();
        this.data = Memory.getLong(at);
        this.table = Memory.getLong(at + 8);
        ObjectTable.checkDroppable(data, table, place);
        this.lease = library.lease(this);
        received.take();
        checkTable(methods, place);
        try {
            this.adoption = this.region.adopt(new Dropping(this));
        } catch (RuntimeException | Error thrown) {
            drop();
            throw thrown;
        }
        received.made(this);
    }

    private void checkTable(int methods, String place) {
        String wrong = ObjectTable.wrongSlot(table, methods);
        if (!wrong.isEmpty()) {
            drop();
            throw new InvalidValueException(place + ": an object whose table has " + wrong);
        }
    }

    /** The library that made it. */
    public Library library() {
        return library;
    }

    /** Its data pointer: the receiver to pass. */
    public long data() {
        return data;
    }

    /** Its table pointer. */
    public long table() {
        return table;
    }

    /** The first region that ends of all that its type is bounded by. */
    public Region region() {
        return region;
    }

    /** The address of a method. */
    public MemorySegment slot(int index) {
        return ObjectTable.slot(table, index);
    }

    /**
     * Begins a {@code &self} call.
     *
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if a {@code &mut self} call is running
     * @throws org.rdylib.loader.LibraryClosedException if the library was closed
     * @throws WrongThreadException on another thread than the object's
     */
    public CallFrame enterShared() {
        checkUsable();
        if (exclusiveCall) {
            throw new ObjectBusyException(this + " is used inside one of its own &mut self calls");
        }
        endLoan(exclusiveLoan, "used");
        exclusiveLoan = null;
        CallFrame frame = enter();
        sharedCalls++;
        return frame;
    }

    /** Ends a {@code &self} call. */
    public void leaveShared(CallFrame frame) {
        sharedCalls--;
        frame.close();
    }

    /**
     * Begins a {@code &mut self} call.
     *
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if another call is running
     * @throws org.rdylib.loader.LibraryClosedException if the library was closed
     * @throws WrongThreadException on another thread than the object's
     */
    public CallFrame enterExclusive() {
        checkUsable();
        checkIdle("used");
        endLoans("used");
        CallFrame frame = enter();
        exclusiveCall = true;
        return frame;
    }

    /** Ends a {@code &mut self} call. */
    public void leaveExclusive(CallFrame frame) {
        exclusiveCall = false;
        frame.close();
    }

    /**
     * The lifetime of the receiver of a running {@code &self} call, where the result borrows from it: it ends at the
     * next {@code &mut self} call and when the object is dropped.
     */
    public Region lendShared() {
        LoanRegion existing = sharedLoan;
        if (existing == null) {
            existing = new LoanRegion(region, name);
            sharedLoan = existing;
        }
        return existing;
    }

    /**
     * The lifetime of the receiver of a running {@code &mut self} call, where the result borrows from it: it ends at the
     * next use of the object.
     */
    public Region lendExclusive() {
        LoanRegion loan = new LoanRegion(region, name);
        exclusiveLoan = loan;
        return loan;
    }

    /**
     * Begins a {@code self: Box<Self>} call, which consumes the object once its arguments are handed over.
     *
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if another call is running
     * @throws org.rdylib.loader.LibraryClosedException if the library was closed
     * @throws WrongThreadException on another thread than the object's
     */
    public CallFrame enterOwned() {
        checkUsable();
        checkIdle("used");
        endLoans("used");
        CallFrame frame = enter();
        pass(frame, PassedObject.Mode.OWNED);
        return frame;
    }

    /**
     * Passes the object as {@code &dyn I} for the length of a call.
     *
     * @throws IllegalArgumentException if it is of another library
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if a {@code &mut self} call is running
     * @throws WrongThreadException on another thread than the object's
     */
    public ForeignObject passShared(CallFrame frame, Library receiver) {
        checkPassable(receiver);
        if (exclusiveCall) {
            throw new ObjectBusyException(this + " is passed inside one of its own &mut self calls");
        }
        endLoan(exclusiveLoan, "passed");
        exclusiveLoan = null;
        return pass(frame, PassedObject.Mode.SHARED);
    }

    /**
     * Passes the object as {@code &mut dyn I} for the length of a call.
     *
     * @throws IllegalArgumentException if it is of another library
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if another call is running, or it is passed already
     * @throws WrongThreadException on another thread than the object's
     */
    public ForeignObject passExclusive(CallFrame frame, Library receiver) {
        checkPassable(receiver);
        checkIdle("passed");
        endLoans("passed");
        return pass(frame, PassedObject.Mode.EXCLUSIVE);
    }

    /**
     * Gives the object back to its library as {@code Box<dyn I>}, once the call's arguments are handed over.
     *
     * @throws IllegalArgumentException if it is of another library
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if another call is running, or it is passed already
     * @throws WrongThreadException on another thread than the object's
     */
    public ForeignObject passOwned(CallFrame frame, Library receiver) {
        checkPassable(receiver);
        checkIdle("passed");
        endLoans("passed");
        return pass(frame, PassedObject.Mode.OWNED);
    }

    @SuppressWarnings("ReferenceEquality") // a library is itself and no other
    private void checkPassable(Library receiver) {
        if (receiver != library) {
            throw new IllegalArgumentException(this + " is of " + library + ", and is passed to " + receiver);
        }
        checkUsable();
    }

    /** Begins a call, during which the region does not end. */
    private CallFrame enter() {
        CallFrame frame = library.enter(stack);
        if (region.isGuarded()) {
            try {
                region.hold();
            } catch (RuntimeException | Error thrown) {
                frame.close();
                throw thrown;
            }
        }
        return frame;
    }

    private ForeignObject pass(CallFrame frame, PassedObject.Mode mode) {
        if (region.isGuarded()) {
            region.hold();
        }
        frame.pass(this, mode);
        if (mode == PassedObject.Mode.SHARED) {
            sharedCalls++;
        } else {
            exclusiveCall = true;
        }
        return this;
    }

    /** The call for which it was passed is over, or never began. */
    void passBack(PassedObject.Mode mode) {
        if (mode == PassedObject.Mode.SHARED) {
            sharedCalls--;
        } else {
            exclusiveCall = false;
        }
    }

    /** From now on it is its library's to drop. */
    void giveAway() {
        dropped = true;
        adoption.release();
        lease.release();
    }

    private void checkUsable() {
        stack.state.checkThread();
        if (dropped) {
            throw new ObjectDroppedException(
                    this + " was closed or given back to its library, or its region was closed");
        }
    }

    private void checkIdle(String what) {
        if (exclusiveCall || sharedCalls > 0) {
            throw new ObjectBusyException(this + " is " + what + " inside one of its own calls");
        }
    }

    private void endLoans(String what) {
        endLoan(exclusiveLoan, what);
        exclusiveLoan = null;
        endLoan(sharedLoan, what);
        sharedLoan = null;
    }

    private void endLoan(@Nullable LoanRegion loan, String what) {
        if (loan != null) {
            if (loan.isHeld()) {
                throw new ObjectBusyException(
                        this + " is " + what + " while a call is running that was given what it had lent");
            }
            loan.endLoan();
        }
    }

    /**
     * Drops the object, which refuses from then on. Nothing happens if it is dropped already.
     *
     * @throws ObjectBusyException inside one of its own calls
     * @throws WrongThreadException on another thread than the object's
     */
    @Override
    public void close() {
        stack.state.checkThread();
        if (!dropped) {
            checkIdle("closed");
            drop();
            adoption.release();
        }
    }

    /** What its region calls, once no call is inside. */
    private record Dropping(ForeignObject object) implements Droppable {

        @Override
        public void dropByRegion() {
            object.drop();
        }

        @Override
        public boolean isForeign() {
            return true;
        }

        @Override
        public Optional<Thread> confinedTo() {
            return Optional.of(object.stack.thread);
        }

        @Override
        public boolean forget() {
            object.giveAway();
            return true;
        }

        @Override
        public String toString() {
            return object.toString();
        }
    }

    private void drop() {
        if (dropped) {
            return;
        }
        endLoans("closed");
        CallFrame frame = library.open(stack);
        dropped = true;
        try {
            ObjectTable.destroy(data, table);
        } finally {
            lease.release();
            frame.close();
        }
    }

    @Override
    public String toString() {
        return name + (dropped ? "[dropped]" : "@" + Long.toHexString(data) + " of thread " + stack.thread.getName());
    }
}
