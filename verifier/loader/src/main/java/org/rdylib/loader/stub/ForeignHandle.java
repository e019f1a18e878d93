package org.rdylib.loader.stub;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.OtherLibraryException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.Gate;
import org.rdylib.loader.internal.Lease;
import org.rdylib.loader.internal.NativeRegion;

/** Where something of a library is that Java has, to whom it belongs, and how it is dropped. */
abstract sealed class ForeignHandle implements AutoCloseable permits ForeignObject, ForeignOpaque, ForeignFuture {

    private static final Lease NO_LEASE = () -> {};

    final Library library;
    final String name;
    final NativeRegion region;
    final CallStack stack;
    final long data;
    final Terms terms;
    final Lendings lent;
    final Borrows borrows;
    private final long drop;
    private final Adoption adoption;
    private final Lease lease;

    /** That of its thread, if it stays with one. */
    private final @Nullable CallMemory own;

    private final boolean alone;

    /** Whether its region has ended, or is about to, and it is being given away. */
    private boolean detached;

    /** That of its library, if that may be unloaded. */
    private final @Nullable Gate gate;

    /**
     * What {@link Borrows} knows of its uses; 0 is the commonest by far, that of one thread's own object which nobody uses.
     * (It is here since each call looks at it first, and every read that waits for another costs.)
     */
    int use;

    /** Used by what receives it, until the value that it is part of is complete. */
    @Nullable
    ForeignHandle madeBefore;

    /**
     * Takes over one that is part of what was received, unless that is behind a reference: then it is lent.
     *
     * @param drop the address of the function that ends it
     */
    ForeignHandle(Receiving received, Region region, long data, long drop, String name, Terms terms) {
        this(received, received.library(), received.during(region), data, drop, name, received.terms(terms));
    }

    /** One that is lent for a region. */
    ForeignHandle(Library library, Region region, long data, String name, Terms terms) {
        this(null, library, region, data, 0, name, terms);
    }

    /** @param received what it is taken over from, if it is */
    private ForeignHandle(
            @Nullable Receiving received,
            Library library,
            Region region,
            long data,
            long drop,
            String name,
            Terms terms) {
        this.library = library;
        this.name = name;
        this.region = (NativeRegion) region;
        this.stack = CallStack.current();
        this.data = data;
        this.drop = drop;
        this.terms = terms;
        this.gate = library.gate();
        Sending sending = sending();
        this.lent = new Lendings(this, sending == Sending.SEND);
        this.borrows = borrows(sending);
        this.own = borrows.isConfined() ? stack.memory : null;
        this.alone = terms.holder().isAlone();
        if (received == null || !terms.holder().isOwned()) {
            this.lease = NO_LEASE;
            this.adoption = this.region.view(terms.isSend());
            return;
        }
        Dropping dropping = new Dropping(this);
        this.lease = library.lease(this);
        received.take();
        try {
            this.adoption = this.region.adopt(dropping);
        } catch (RuntimeException | Error thrown) {
            dropping.dropByRegion();
            throw thrown;
        }
    }

    private Sending sending() {
        return region.isOfAllThreads() ? terms.used() : Sending.CONFINED;
    }

    private Borrows borrows(Sending sending) {
        // A region that only its thread closes ends in no call, unless a callback is cut off; that of the library is as
        // good as the library itself.
        boolean held = (!region.isGuarded() || region.equals(library.region())) && !region.isWithinCallback();
        return new Borrows(
                this, stack, sending, terms.kind(), !held || !terms.holder().isOwned());
    }

    /** The library that made it. */
    public Library library() {
        return library;
    }

    /** Its data pointer: what to pass. */
    public long data() {
        return data;
    }

    /** The first region that ends of all that its type is bounded by. */
    public Region region() {
        return region;
    }

    /** What to throw where it is used while it is in use otherwise. */
    final RuntimeException busy(String message) {
        return terms.kind() == Terms.Kind.CLOSURE
                ? new ReenteredClosureException(this + " " + message)
                : new ObjectBusyException(this + " " + message);
    }

    /** What to throw where another thread uses it than its own, and why it has one. */
    final WrongThreadException wrongThread(Thread own) {
        String bounds = switch (terms.sending()) {
            case CONFINED -> "neither Send nor Sync";
            case SEND -> "Send and not Sync";
            case SYNC -> "Sync and not Send";
            case SEND_SYNC -> "Send and Sync";
        };
        return new WrongThreadException(this + " belongs to " + own + ", and is used on " + Thread.currentThread()
                + ": it is " + bounds + (region.isOfAllThreads() ? "" : ", and its region is of one thread"));
    }

    /** Whether it can be asked for what needs it alone. */
    final boolean isAlone() {
        return alone;
    }

    final void checkAlone() {
        if (!alone) {
            throw new ObjectSharedException(
                    this + " is shared, and what is asked of it needs it alone (&mut self, or self: Box<Self>)");
        }
    }

    final void checkGivable() {
        if (terms.holder() != Terms.Holder.BOX) {
            throw new ObjectSharedException(this + " is not the caller's own, and cannot be given away");
        }
    }

    /** Fails unless it may be passed to that library, whose threads may use it as they will. */
    final void checkPassable(@Nullable Library receiver, Sending sending) {
        if (!library.equals(receiver)) {
            String other = library.toString().equals(String.valueOf(receiver)) ? "another load of it" : "" + receiver;
            throw new OtherLibraryException(this + " was given by " + library + ", and is passed to " + other);
        }
        if (!terms.sending().covers(sending)) {
            throw new IllegalArgumentException(
                    this + " is " + terms.sending() + ", and is passed where it has to be " + sending);
        }
    }

    /** The end of what begins to pass it: its region does not end before the call does. */
    final void holdPassed(PassedObject.Mode mode) {
        try {
            hold();
        } catch (RuntimeException | Error thrown) {
            passBack(mode);
            throw thrown;
        }
    }

    /**
     * The library may keep what it is passed: nobody has it alone, nor closes it, before that is over, and if it is lent as
     * {@code &mut} nobody else uses it at all.
     *
     * @param until the lifetime that the library may use it for, which its own outlives
     * @throws RegionException if it is dropped with that, so that what uses it may be dropped later, or if only a callback's
     *     caller knows when that is over, and it may be used otherwise before
     */
    final void lend(Making giving, Region until, boolean alone) {
        NativeRegion lifetime = (NativeRegion) until;
        boolean isReused = isUsableAfterwards();
        if (!lifetime.lends(new NativeRegion.Lent(home(), isReused))) {
            throw new RegionException(
                    isReused && lifetime.isEndUnknown()
                            ? this + " is lent for as long as a callback's caller says, and may be used otherwise"
                                    + " once the callback has returned"
                            : this + " is lent until the end of " + until
                                    + ", and dropped with it: what it is lent for may end later");
        }
        lent.lendUntil(until, alone, giving.lends).ifPresent(giving::lend);
    }

    /** The region that drops it, if that is one of the program's. */
    private Optional<NativeRegion> home() {
        return terms.holder().isOwned() && !region.equals(library.region()) ? Optional.of(region) : Optional.empty();
    }

    /** Whether Java can have it alone, or drops it, when the callback is over that it may have been given to. */
    private boolean isUsableAfterwards() {
        return switch (terms.holder()) {
            case BOX, ARC -> true;
            case EXCLUSIVE -> !region.endsWithCallback();
            case SHARED -> false;
        };
    }

    /** The call for which it was passed is over, or never began. */
    final void passBack(PassedObject.Mode mode) {
        borrows.end(mode.isAlone());
        if (detached) {
            new Dropping(this).dropByRegion();
        }
    }

    /**
     * It is being given away, and its region ends before, if that is of the callback that gives it. Of one that is counted, what
     * Java has is dropped once it has been.
     */
    final void detach() {
        if (region.endsWithCallback()) {
            detached = true;
            adoption.release();
        }
    }

    /** It becomes its library's to drop. */
    @SuppressWarnings("ReferenceEquality") // it is that one or another
    final void handOver() {
        borrows.giveAway(Use.GIVEN);
        Adoption need = adoption.handOver();
        CallFrame frame = need == Adoption.NOTHING ? null : CallStack.current().innermost(null);
        try {
            if (frame != null) {
                // What has it then, and belongs to the same region, is made before the call is over.
                frame.releaseLast(need);
            }
        } finally {
            lease.release();
        }
    }

    /**
     * Counts one more who has it, inside a call; its data pointer is the answer.
     *
     * @throws org.rdylib.loader.InvalidValueException if its library could not count it
     */
    abstract long counted();

    /** It was handed over, and reaches nobody: it is dropped in its library's stead. */
    final void dropHandedOver(long handedOver) {
        ObjectTable.destroy(library, handedOver, drop);
    }

    /** It has been dropped, or never will be. */
    void dropped() {}

    /** Whether somebody waits for it, so that it is not dropped behind their back. */
    boolean isAwaited() {
        return false;
    }

    /** Begins a call, during which the region does not end, once {@link Library#probeStack} has seen to it that it can be ended. */
    final CallFrame enter(boolean alone) {
        boolean entered = false;
        try {
            CallFrame frame = library.enterProbed(borrows.isConfined() ? stack : CallStack.current());
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

    /**
     * Begins a call of one that {@linkplain Use#isFree is free}, which lends nothing: only that the region is not
     * closed has to be seen to.
     *
     * @return what {@link #leaveFree} is to be given
     */
    final long enterFree(CallMemory memory, boolean alone) {
        checkOwn(memory);
        library.probe();
        use = Use.begun(use, alone);
        return memory.mark();
    }

    /** Ends a call that began with {@link #enterFree}. */
    final void leaveFree(CallMemory memory, long mark, boolean alone) {
        use = Use.ended(use, alone);
        memory.releaseTo(mark);
    }

    /**
     * The same of one that {@linkplain Use#isGated would be}, if its library stayed: that has to be seen to, too.
     *
     * @return what {@link #leaveGated} is to be given
     */
    final long enterGated(CallMemory memory, boolean alone) {
        checkOwn(memory);
        library.probe();
        long mark = memory.mark(Objects.requireNonNull(gate));
        use = Use.begun(use, alone);
        return mark;
    }

    /** Ends a call that began with {@link #enterGated}. */
    final void leaveGated(CallMemory memory, long mark, boolean alone) {
        use = Use.ended(use, alone);
        memory.releaseAndLeave(mark);
    }

    @SuppressWarnings("ReferenceEquality") // a thread's memory is itself and no other
    private void checkOwn(CallMemory memory) {
        if (memory != own) {
            borrows.checkConfined();
        }
    }

    final void hold() {
        if (region.isGuarded() || !terms.holder().isOwned()) {
            region.hold();
        }
    }

    /**
     * Drops it, which refuses from then on; one that is lent is only used no more. Nothing happens if that was done already, or
     * another thread is closing its region.
     *
     * @throws ObjectBusyException inside one of its own calls, and of an opaque value while another borrows from it
     * @throws WrongThreadException on a thread that may not drop it
     */
    @Override
    public final void close() {
        borrows.checkThread();
        new Dropping(this).close();
    }

    /** It is no more, after its destructor. */
    final void destroyed() {
        borrows.destroyed();
        lease.release();
    }

    /** Its region has nothing to do with it any more. */
    final void leaveRegion() {
        adoption.release();
    }

    /** Destroys it, inside a call. */
    final void destroy() {
        if (terms.holder().isOwned()) {
            ObjectTable.destroy(data, drop);
        }
    }

    /** Whether nobody may drop it, since the only thread that may has ended. */
    final boolean isLost() {
        return !terms.isSend()
                && borrows.dropper().filter(thread -> !thread.isAlive()).isPresent();
    }

    @Override
    public String toString() {
        return name
                + (borrows.isDropped()
                        ? "[dropped]"
                        : "@" + Long.toHexString(data) + " of thread " + stack.thread.getName());
    }
}
