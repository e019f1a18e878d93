package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.LoanRegion;

/**
 * A value that only its library looks into: what generated classes of opaque types hold.
 *
 * <p>One that Java owns belongs to a region, which ends it by the library's function, unless it was {@linkplain #close
 * closed} before; one that is lent can be used while its region is open. What the library makes of it for a lifetime keeps
 * it: it is neither closed, nor given back, nor passed exclusively, while something that the library owns borrows from it.
 */
public final class ForeignOpaque extends ForeignHandle {

    private ForeignOpaque(Receiving received, Region region, long data, long drop, String name, Sending sending) {
        super(received, region, data, drop, name, Terms.opaque(Terms.Holder.BOX, sending));
        received.made(this);
    }

    private ForeignOpaque(Receiving received, Region region, long data, String name, Terms.Holder holder) {
        super(received.library(), region, data, name, Terms.opaque(holder, Sending.CONFINED));
    }

    /**
     * Takes over one that the library gave as {@code Box<H>}: it is ended by H's {@code drop}.
     *
     * @param received the value that it is part of
     * @param region the first that ends of all that its type is bounded by
     * @param data the pointer that was given
     * @param name of the type
     * @param sending which threads may use it
     * @param place where it comes from, for messages
     * @throws InvalidValueException if it is null
     */
    public static ForeignOpaque owned(
            Receiving received, Region region, long data, String name, Sending sending, String place) {
        checkNotNull(data, name, place);
        long drop = received.library().function(HostDescriptor.dropOf(name)).address();
        return new ForeignOpaque(received, region, data, drop, name, sending);
    }

    /**
     * Views one that the library lends as {@code &H}, until the region ends.
     *
     * @param received the value that it is part of
     * @param region that of the reference
     * @param data the pointer that was given
     * @param name of the type
     * @param place where it comes from, for messages
     * @throws InvalidValueException if it is null
     */
    public static ForeignOpaque borrowed(Receiving received, Region region, long data, String name, String place) {
        checkNotNull(data, name, place);
        return new ForeignOpaque(received, region, data, name, Terms.Holder.SHARED);
    }

    /**
     * Views one that the library lends a callback as {@code &mut H}: the callback has it alone until the region ends.
     *
     * @param received the value that it is part of
     * @param region that of the reference
     * @param data the pointer that was given
     * @param name of the type
     * @param place where it comes from, for messages
     * @throws InvalidValueException if it is null
     */
    public static ForeignOpaque borrowedExclusively(
            Receiving received, Region region, long data, String name, String place) {
        checkNotNull(data, name, place);
        return new ForeignOpaque(received, region, data, name, Terms.Holder.EXCLUSIVE);
    }

    private static void checkNotNull(long data, String name, String place) {
        if (data == 0) {
            throw new InvalidValueException(place + ": null instead of a " + name);
        }
    }

    /**
     * The lifetime of a {@code &H} for which this is about to be passed to a call that may keep it: it ends when the value
     * is next used exclusively, which is refused while something that the library owns belongs to it.
     *
     * @throws ObjectDroppedException if the value is no more
     * @throws ObjectBusyException if it is in exclusive use
     * @throws WrongThreadException on a thread that may not use it
     */
    public Region borrowShared() {
        CallFrame frame = CallStack.current().innermost(null);
        borrows.share("lent", frame == null ? LoanRegion.RUNNING : frame.around());
        borrows.end(false);
        return lent.lendShared();
    }

    /**
     * Passes it as {@code &H} for the length of a call.
     *
     * @throws org.rdylib.loader.OtherLibraryException if it is of another library
     * @throws ObjectDroppedException if it is no more
     * @throws ObjectBusyException if a call is running that has it alone
     * @throws WrongThreadException on a thread that may not use it
     */
    public ForeignOpaque passShared(CallFrame frame, Library receiver) {
        return pass(frame, receiver, PassedObject.Mode.SHARED);
    }

    /**
     * Passes it as {@code &mut H} for the length of a call.
     *
     * @throws org.rdylib.loader.OtherLibraryException if it is of another library
     * @throws ObjectDroppedException if it is no more
     * @throws ObjectBusyException if it is passed to another call, or something borrows from it
     * @throws ObjectSharedException if the library has only lent it
     * @throws WrongThreadException on a thread that may not have it alone
     */
    public ForeignOpaque passExclusive(CallFrame frame, Library receiver) {
        checkAlone();
        return pass(frame, receiver, PassedObject.Mode.EXCLUSIVE);
    }

    /**
     * Passes it as {@code &H} that the library may keep: nobody has it alone, nor closes it, before that is over.
     *
     * @param until the lifetime that it may be used for, which its own outlives
     * @throws org.rdylib.loader.RegionException if it is dropped when that ends
     */
    public ForeignOpaque passShared(CallFrame frame, Library receiver, Region until) {
        passShared(frame, receiver);
        lend(frame.giving(), until, false);
        return this;
    }

    /** The same as {@code &mut H}: nobody else uses it at all before that is over. */
    public ForeignOpaque passExclusive(CallFrame frame, Library receiver, Region until) {
        passExclusive(frame, receiver);
        lend(frame.giving(), until, true);
        return this;
    }

    /**
     * Gives it back as {@code Box<H>}; it is no more the caller's once the call begins.
     *
     * @throws org.rdylib.loader.OtherLibraryException if it is of another library
     * @throws ObjectDroppedException if it is no more
     * @throws ObjectBusyException if it is passed to another call, or something borrows from it
     * @throws ObjectSharedException if the library has only lent it
     * @throws WrongThreadException on a thread that may not have it alone
     */
    public ForeignOpaque passOwned(CallFrame frame, Library receiver) {
        checkGivable();
        return pass(frame, receiver, PassedObject.Mode.OWNED);
    }

    /**
     * Begins to give it back to its library, or to lend it; {@link #passBack} ends that.
     *
     * @param call the number of one that may have been given what is borrowed from it, as {@link LoanRegion#isHeldBy} takes it
     */
    ForeignOpaque begin(PassedObject.Mode mode, @Nullable Library receiver, long call) {
        switch (mode) {
            case OWNED -> checkGivable();
            case EXCLUSIVE -> checkAlone();
            case SHARED, COUNTED -> {}
        }
        checkPassable(receiver, Sending.CONFINED);
        if (mode.isAlone()) {
            borrows.take(mode == PassedObject.Mode.OWNED ? "given back" : "lent", call);
        } else {
            borrows.share("lent", call);
        }
        holdPassed(mode);
        return this;
    }

    private ForeignOpaque pass(CallFrame frame, Library receiver, PassedObject.Mode mode) {
        checkPassable(receiver, Sending.CONFINED);
        if (mode.isAlone()) {
            borrows.take("passed", frame.around());
        } else {
            borrows.share("passed", frame.around());
        }
        holdPassed(mode);
        frame.pass(this, mode);
        return this;
    }

    @Override
    long counted() {
        throw new IllegalStateException(this + " is not counted");
    }
}
