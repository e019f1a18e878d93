package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.AbsentFunctionException;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.SpentClosureException;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.Lease;
import org.rdylib.loader.internal.NativeRegion;

/**
 * An object or a closure that a library made: what generated implementations of an interface hold.
 *
 * <p>One that Java owns belongs to a region, which drops it when it ends, unless it was {@linkplain #close closed} before;
 * one that is lent can be used while its region is open. It stays with its thread unless it is {@code Send} or {@code
 * Sync} and its region belongs to all threads. It keeps Rust's rules at run time ({@link Borrows}): a {@code &mut self}
 * method runs alone, and what was borrowed from the object ends at the next use that conflicts with it.
 */
public final class ForeignObject implements AutoCloseable {

    private static final Adoption NONE = () -> {};
    private static final Lease NO_LEASE = () -> {};

    private final Library library;
    private final String name;
    private final NativeRegion region;
    private final CallStack stack;
    private final long data;
    private final long table;
    private final Terms terms;
    private final Borrows borrows;
    private final Adoption adoption;
    private final Lease lease;
    private volatile boolean spent;

    /** Used by what receives it, until the value that it is part of is complete. */
    @Nullable
    ForeignObject madeBefore;

    /**
     * Takes over the object at {@code at}, which stays with its thread.
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
        this(received, region, at, methods, name, place, Terms.BOXED);
    }

    /** The same on other terms. */
    public ForeignObject(
            Receiving received, Region region, long at, int methods, String name, String place, Terms terms) {
        this(received, region, Memory.getLong(at), Memory.getLong(at + 8), methods, name, place, terms);
    }

    /** The same of one that is passed in two words. */
    public ForeignObject(
            Receiving received,
            Region region,
            long data,
            long table,
            int methods,
            String name,
            String place,
            Terms terms) {
        this.library = received.library();
        this.name = name;
        this.region = (NativeRegion) region;
        this.stack = CallStack.current();
        this.data = data;
        this.table = table;
        this.terms = terms;
        this.borrows = borrows();
        ObjectTable.checkDroppable(data, table, terms.holder() == Terms.Holder.ARC, place);
        this.lease = library.lease(this);
        received.take();
        checkTable(methods, place);
        try {
            this.adoption = this.region.adopt(new Dropping(this));
        } catch (RuntimeException | Error thrown) {
            drop(true);
            throw thrown;
        }
        received.made(this);
    }

    /**
     * An object that is lent for a region, as {@code &dyn I} or {@code &mut dyn I}.
     *
     * @param library which made it
     * @param region the first that ends of all that its type is bounded by
     * @throws InvalidValueException if it is no such object
     */
    public ForeignObject(
            Library library,
            Region region,
            long data,
            long table,
            int methods,
            String name,
            String place,
            Terms terms) {
        this.library = library;
        this.name = name;
        this.region = (NativeRegion) region;
        this.stack = CallStack.current();
        this.data = data;
        this.table = table;
        this.terms = terms;
        this.borrows = borrows();
        this.lease = NO_LEASE;
        this.adoption = NONE;
        ObjectTable.checkPresent(data, table, place);
        checkTable(methods, place);
    }

    private Borrows borrows() {
        Sending sending = region.isOfAllThreads() ? terms.sending() : Sending.CONFINED;
        return new Borrows(this, stack, sending, terms.closure());
    }

    private void checkTable(int methods, String place) {
        String wrong = ObjectTable.wrongSlot(table, methods);
        if (!wrong.isEmpty()) {
            drop(true);
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

    /** Whether it has a method: one that is optional may be missing. */
    public boolean has(int slot) {
        return ObjectTable.has(table, slot);
    }

    /**
     * The object, if it has a method.
     *
     * @throws AbsentFunctionException if it has not
     */
    public ForeignObject present(int slot, String method) {
        if (!has(slot)) {
            throw new AbsentFunctionException(this + " has no " + method);
        }
        return this;
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
     * @throws WrongThreadException on a thread that may not use it
     */
    public CallFrame enterShared() {
        borrows.share("used");
        return enter(false);
    }

    /** Ends a {@code &self} call. */
    public void leaveShared(CallFrame frame) {
        borrows.end(false);
        frame.close();
    }

    /**
     * Begins a {@code &mut self} call.
     *
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if another call is running
     * @throws ObjectSharedException if others have the object too
     * @throws org.rdylib.loader.LibraryClosedException if the library was closed
     * @throws WrongThreadException on a thread that may not have it alone
     */
    public CallFrame enterExclusive() {
        checkAlone();
        borrows.take("used");
        return enter(true);
    }

    /** Ends a {@code &mut self} call. */
    public void leaveExclusive(CallFrame frame) {
        borrows.end(true);
        frame.close();
    }

    /**
     * Begins the call of a {@code FnOnce}, which ends it.
     *
     * @throws SpentClosureException if it was called before
     */
    public CallFrame enterOnce() {
        if (spent) {
            throw new SpentClosureException(this + " is called a second time, which FnOnce rules out");
        }
        borrows.take("called");
        CallFrame frame = enter(true);
        spent = true;
        return frame;
    }

    /** Ends the call of a {@code FnOnce}: what it has not consumed of its environment is dropped. */
    public void leaveOnce(CallFrame frame) {
        leaveExclusive(frame);
        close();
    }

    private void checkAlone() {
        if (!terms.holder().isAlone()) {
            throw new ObjectSharedException(
                    this + " is shared, and what is asked of it needs it alone (&mut self, or self: Box<Self>)");
        }
    }

    /**
     * The lifetime of the receiver of a running {@code &self} call, where the result borrows from it: it ends at the
     * next {@code &mut self} call and when the object is dropped.
     */
    public Region lendShared() {
        return borrows.lendShared(region, name);
    }

    /**
     * The lifetime of the receiver of a running {@code &mut self} call, where the result borrows from it: it ends at the
     * next use of the object.
     */
    public Region lendExclusive() {
        return borrows.lendExclusive(region, name);
    }

    /**
     * Begins a {@code self: Box<Self>} call, which consumes the object once its arguments are handed over.
     *
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if another call is running
     * @throws ObjectSharedException if others have the object too
     * @throws org.rdylib.loader.LibraryClosedException if the library was closed
     * @throws WrongThreadException on a thread that may not have it alone
     */
    public CallFrame enterOwned() {
        checkGivable();
        borrows.take("used");
        CallFrame frame = enter(true);
        frame.pass(this, PassedObject.Mode.OWNED);
        return frame;
    }

    private void checkGivable() {
        if (terms.holder() != Terms.Holder.BOX) {
            throw new ObjectSharedException(this + " is not the caller's own, and cannot be given away");
        }
    }

    /**
     * Passes the object as {@code &dyn I} for the length of a call.
     *
     * @throws IllegalArgumentException if it is of another library, or other threads may not use it as they will
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if a {@code &mut self} call is running
     * @throws WrongThreadException on a thread that may not use it
     */
    public ForeignObject passShared(CallFrame frame, Library receiver, Sending sending) {
        frame.pass(begin(PassedObject.Mode.SHARED, receiver, sending), PassedObject.Mode.SHARED);
        return this;
    }

    /**
     * Passes the object as {@code &mut dyn I} for the length of a call.
     *
     * @throws IllegalArgumentException if it is of another library, or other threads may not use it as they will
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if another call is running, or it is passed already
     * @throws ObjectSharedException if others have the object too
     * @throws WrongThreadException on a thread that may not have it alone
     */
    public ForeignObject passExclusive(CallFrame frame, Library receiver, Sending sending) {
        frame.pass(begin(PassedObject.Mode.EXCLUSIVE, receiver, sending), PassedObject.Mode.EXCLUSIVE);
        return this;
    }

    /** Begins to pass the object to its library; {@link #passBack} ends that. */
    ForeignObject begin(PassedObject.Mode mode, @Nullable Library receiver, Sending sending) {
        if (!library.equals(receiver)) {
            throw new IllegalArgumentException(this + " is of " + library + ", and is passed to " + receiver);
        }
        if (!terms.sending().covers(sending)) {
            throw new IllegalArgumentException(
                    this + " is " + terms.sending() + ", and is passed where it has to be " + sending);
        }
        switch (mode) {
            case SHARED -> borrows.share("passed");
            case COUNTED -> {
                if (terms.holder() != Terms.Holder.ARC) {
                    throw new ObjectSharedException(this + " is not counted (Arc), and is passed as if it were");
                }
                borrows.share("passed");
            }
            case EXCLUSIVE -> {
                checkAlone();
                borrows.take("passed");
            }
            case OWNED -> {
                checkGivable();
                borrows.take("passed");
            }
        }
        try {
            hold();
        } catch (RuntimeException | Error thrown) {
            passBack(mode);
            throw thrown;
        }
        return this;
    }

    /** The call for which it was passed is over, or never began. */
    void passBack(PassedObject.Mode mode) {
        borrows.end(mode.isAlone());
    }

    /** It is passed now: one that is given becomes its library's to drop, of one that is counted there is one more. */
    void handOver(PassedObject.Mode mode) {
        switch (mode) {
            case SHARED, EXCLUSIVE -> {}
            case OWNED -> giveAway();
            case COUNTED -> ObjectTable.retain(data, table);
        }
    }

    private void giveAway() {
        borrows.giveAway();
        adoption.release();
        lease.release();
    }

    /** Begins a call, during which the region does not end. */
    private CallFrame enter(boolean alone) {
        boolean entered = false;
        try {
            CallFrame frame = library.enter(borrows.isConfined() ? stack : CallStack.current());
            try {
                hold();
                entered = true;
                return frame;
            } finally {
                if (!entered) {
                    frame.close();
                }
            }
        } finally {
            if (!entered) {
                borrows.end(alone);
            }
        }
    }

    private void hold() {
        if (region.isGuarded()) {
            region.hold();
        } else if (!terms.holder().isOwned()) {
            region.check();
        }
    }

    /**
     * Drops the object, which refuses from then on; one that is lent is only used no more. Nothing happens if that was
     * done already.
     *
     * @throws ObjectBusyException inside one of its own calls
     * @throws WrongThreadException on a thread that may not drop it
     */
    @Override
    public void close() {
        borrows.checkThread();
        if (drop(false)) {
            adoption.release();
        }
    }

    /** What its region calls, once no call is inside. */
    private record Dropping(ForeignObject object) implements Droppable {

        @Override
        public void dropByRegion() {
            object.drop(true);
        }

        @Override
        public boolean isForeign() {
            return true;
        }

        @Override
        public boolean isUsedBesides(Thread closer) {
            return object.isUsedBesides(closer);
        }

        @Override
        public String toString() {
            return object.toString();
        }
    }

    private boolean isUsedBesides(Thread closer) {
        Thread dropper = borrows.dropper().orElse(closer);
        if (dropper.equals(closer)) {
            return borrows.isLentElsewhere();
        }
        if (dropper.isAlive()) {
            return true;
        }
        giveAway();
        return false;
    }

    private boolean drop(boolean byRegion) {
        if (!borrows.takeLast("closed", byRegion)) {
            return false;
        }
        boolean opened = false;
        try {
            CallFrame frame = library.open(borrows.isConfined() ? stack : CallStack.current());
            opened = true;
            borrows.giveAway();
            try {
                if (terms.holder().isOwned()) {
                    ObjectTable.destroy(data, table);
                }
            } finally {
                lease.release();
                frame.close();
            }
        } finally {
            if (!opened) {
                borrows.end(true);
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name
                + (borrows.isDropped()
                        ? "[dropped]"
                        : "@" + Long.toHexString(data) + " of thread " + stack.thread.getName());
    }
}
