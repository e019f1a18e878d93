package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.AbsentFunctionException;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.SpentClosureException;
import org.rdylib.loader.internal.LoanRegion;

/**
 * An object or a closure that a library made: what generated implementations of an interface hold.
 *
 * <p>One that Java owns belongs to a region, which drops it when it ends, unless it was {@linkplain #close closed} before;
 * one that is lent can be used while its region is open. It stays with its thread unless it is {@code Send} or {@code
 * Sync} and its region belongs to all threads. It keeps Rust's rules at run time ({@link Borrows}): a {@code &mut self}
 * method runs alone, and what was borrowed from the object ends at the next use that conflicts with it.
 */
public final class ForeignObject extends ForeignHandle {

    /** What the table of a closure must have. */
    public static final List<String> CALL = List.of("call");

    private final long table;
    private volatile boolean spent;

    /**
     * Takes over the object at {@code at}, which stays with its thread.
     *
     * @param received the value that it is part of
     * @param region the first that ends of all that its type is bounded by
     * @param at where {@code {data, table}} stands
     * @param methods what its table must have, in the order of the slots
     * @param name of the interface, for messages
     * @param place where it comes from, for messages: {@code parse() -> Box<dyn Events>}
     * @throws InvalidValueException if it is no such object
     */
    public ForeignObject(Receiving received, Region region, long at, List<String> methods, String name, String place) {
        this(received, region, at, methods, name, place, Terms.BOXED);
    }

    /** The same on other terms. */
    public ForeignObject(
            Receiving received, Region region, long at, List<String> methods, String name, String place, Terms terms) {
        this(received, region, Memory.getLong(at), Memory.getLong(at + 8), methods, name, place, terms);
    }

    /** The same of one that is passed in two words. */
    public ForeignObject(
            Receiving received,
            Region region,
            long data,
            long table,
            List<String> methods,
            String name,
            String place,
            Terms terms) {
        super(received, region, data, ObjectTable.dropOf(data, table, terms, place), name, terms);
        this.table = table;
        ObjectTable.checkSlots(this, table, methods, place);
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
            List<String> methods,
            String name,
            String place,
            Terms terms) {
        super(library, region, data, name, terms);
        this.table = table;
        ObjectTable.checkPresent(data, table, place);
        ObjectTable.checkSlots(this, table, methods, place);
    }

    /**
     * Views one that the library lends as {@code &dyn I} or {@code &mut dyn I}, until the region ends.
     *
     * @param received the value that it is part of
     * @param region the first that ends of all that its type is bounded by, that of the reference included
     * @throws InvalidValueException if it is no such object
     */
    public static ForeignObject borrowed(
            Receiving received,
            Region region,
            long data,
            long table,
            List<String> methods,
            String name,
            String place,
            Terms terms) {
        return new ForeignObject(received.library(), region, data, table, methods, name, place, terms);
    }

    /** Its table pointer. */
    public long table() {
        return table;
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
        library.probeStack();
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
        library.probeStack();
        borrows.take("used");
        return enter(true);
    }

    /** Ends a {@code &mut self} call. */
    public void leaveExclusive(CallFrame frame) {
        borrows.end(true);
        frame.close();
    }

    /**
     * Begins a {@code &self} call as {@link #enterShared()} does, which passes and answers nothing but copies.
     *
     * @param memory {@link CallMemory#current}
     * @return what {@link #leaveShared(CallMemory, long)} is to be given
     */
    public long enterShared(CallMemory memory) {
        if (Use.isFree(use, false)) {
            return enterFree(memory, false);
        }
        return Use.isGated(use, false) ? enterGated(memory, false) : framed(enterShared());
    }

    /** Ends a {@code &self} call. */
    public void leaveShared(CallMemory memory, long mark) {
        if (CallMemory.isUngated(mark)) {
            leaveFree(memory, mark, false);
        } else if (isFramed(mark)) {
            leaveShared(memory.stack.frame(mark));
        } else {
            leaveGated(memory, mark, false);
        }
    }

    /** The same of a {@code &mut self} call, {@link #enterExclusive()}. */
    public long enterExclusive(CallMemory memory) {
        if (Use.isFree(use, true)) {
            return enterFree(memory, true);
        }
        return Use.isGated(use, true) ? enterGated(memory, true) : framed(enterExclusive());
    }

    /** Ends a {@code &mut self} call. */
    public void leaveExclusive(CallMemory memory, long mark) {
        if (CallMemory.isUngated(mark)) {
            leaveFree(memory, mark, true);
        } else if (isFramed(mark)) {
            leaveExclusive(memory.stack.frame(mark));
        } else {
            leaveGated(memory, mark, true);
        }
    }

    /** The mark of a call that is in a frame after all. */
    private static long framed(CallFrame frame) {
        return ~frame.depth;
    }

    private static boolean isFramed(long mark) {
        return mark < 0;
    }

    /**
     * Begins the call of a {@code FnOnce}, which ends it.
     *
     * @throws ObjectSharedException if it is behind a reference
     * @throws SpentClosureException if it was called before
     */
    public CallFrame enterOnce() {
        checkAlone();
        if (spent) {
            throw spent();
        }
        library.probeStack();
        borrows.take("called");
        if (spent) {
            // Another thread has called it meanwhile, and is about to drop it.
            borrows.end(true);
            throw spent();
        }
        CallFrame frame = enter(true);
        spent = true;
        return frame;
    }

    private SpentClosureException spent() {
        return new SpentClosureException(this + " is called a second time, which FnOnce rules out");
    }

    /** Ends the call of a {@code FnOnce}: what it has not consumed of its environment is dropped. */
    public void leaveOnce(CallFrame frame) {
        leaveExclusive(frame);
        close();
    }

    /**
     * The lifetime of the receiver of a running {@code &self} call, where the result borrows from it: it ends at the
     * next {@code &mut self} call and when the object is dropped.
     */
    public Region lendShared() {
        return lent.lendShared();
    }

    /**
     * The lifetime of the receiver of a running {@code &mut self} call, where the result borrows from it: it ends at the
     * next use of the object.
     */
    public Region lendExclusive() {
        return lent.lendExclusive();
    }

    /**
     * Lends the object of a running {@code &self} call for longer than that: nobody has it alone, nor closes it, before that
     * is over.
     *
     * @param until the lifetime of the receiver, which the object's own outlives
     * @throws org.rdylib.loader.RegionException if it is dropped when that ends
     */
    public void keepShared(CallFrame frame, Region until) {
        lend(frame.giving(), until, false);
    }

    /** The same of a {@code &mut self} call: nobody else uses it at all before that is over. */
    public void keepExclusive(CallFrame frame, Region until) {
        lend(frame.giving(), until, true);
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
        library.probeStack();
        borrows.take("used");
        CallFrame frame = enter(true);
        try {
            frame.pass(this, PassedObject.Mode.OWNED);
            return frame;
        } catch (OutOfMemoryError thrown) {
            frame.close();
            throw thrown;
        }
    }

    /**
     * Passes the object as {@code &dyn I} for the length of a call.
     *
     * @throws org.rdylib.loader.OtherLibraryException if it is of another library
     * @throws IllegalArgumentException if other threads may not use it as they will
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if a {@code &mut self} call is running
     * @throws WrongThreadException on a thread that may not use it
     */
    public ForeignObject passShared(CallFrame frame, Library receiver, Sending sending) {
        frame.pass(begin(PassedObject.Mode.SHARED, receiver, sending, frame.around()), PassedObject.Mode.SHARED);
        return this;
    }

    /**
     * Passes the object as {@code &mut dyn I} for the length of a call.
     *
     * @throws org.rdylib.loader.OtherLibraryException if it is of another library
     * @throws IllegalArgumentException if other threads may not use it as they will
     * @throws ObjectDroppedException if the object is no more
     * @throws ObjectBusyException if another call is running, or it is passed already
     * @throws ObjectSharedException if others have the object too
     * @throws WrongThreadException on a thread that may not have it alone
     */
    public ForeignObject passExclusive(CallFrame frame, Library receiver, Sending sending) {
        frame.pass(begin(PassedObject.Mode.EXCLUSIVE, receiver, sending, frame.around()), PassedObject.Mode.EXCLUSIVE);
        return this;
    }

    /**
     * The same of an object that the library may keep: nobody has it alone, nor closes it, before that is over.
     *
     * @param until the lifetime that it may be used for, which its own outlives
     * @throws org.rdylib.loader.RegionException if it is dropped when that ends
     */
    public ForeignObject passShared(CallFrame frame, Library receiver, Sending sending, Region until) {
        passShared(frame, receiver, sending);
        lend(frame.giving(), until, false);
        return this;
    }

    /** The same as {@code &mut dyn I}: nobody else uses it at all before that is over. */
    public ForeignObject passExclusive(CallFrame frame, Library receiver, Sending sending, Region until) {
        passExclusive(frame, receiver, sending);
        lend(frame.giving(), until, true);
        return this;
    }

    /**
     * Begins to pass the object to its library; {@link #passBack} ends that.
     *
     * @param call the number of one that may have been given what the object has lent, as {@link LoanRegion#isHeldBy} takes it
     */
    ForeignObject begin(PassedObject.Mode mode, @Nullable Library receiver, Sending sending, long call) {
        checkPassable(receiver, sending);
        switch (mode) {
            case SHARED -> borrows.share("passed", call);
            case COUNTED -> {
                if (terms.holder() != Terms.Holder.ARC) {
                    throw new ObjectSharedException(this + " is not counted (Arc), and is passed as if it were");
                }
                // The library has one more then, which may be the last to be dropped.
                borrows.checkThread();
                borrows.share("passed", call);
            }
            case EXCLUSIVE -> {
                checkAlone();
                borrows.take("passed", call);
            }
            case OWNED -> {
                checkGivable();
                borrows.take("passed", call);
            }
        }
        holdPassed(mode);
        return this;
    }

    @Override
    long counted() {
        return ObjectTable.cloned(data, table, toString());
    }
}
