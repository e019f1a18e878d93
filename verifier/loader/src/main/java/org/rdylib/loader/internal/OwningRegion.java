package org.rdylib.loader.internal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.RegionClosedException;

/** A region of one thread that drops what belongs to it. */
abstract sealed class OwningRegion extends NativeRegion permits ConfinedRegion, LoanRegion {

    final ThreadState state;
    private final Dependants dependants;
    private final TakenLeases leases = new TakenLeases();
    private final long openedAfter;
    private final boolean isWithinCallback;
    private boolean open = true;
    private boolean ending;

    /**
     * One that is opened.
     *
     * @param isLeft whether other threads drop what it has once its own has ended, each as much as belongs to another region
     */
    OwningRegion(NativeRegion parent, ThreadState state, boolean isLeft) {
        super(parent);
        this.state = state;
        this.dependants = isLeft
                ? new LockedDependants()
                : new Dependants() {
                    @Override
                    @Nullable
                    Throwable endLeft() {
                        return OwningRegion.this.endLeft();
                    }
                };
        this.openedAfter = state.calls();
        this.isWithinCallback = parent.isWithinCallback();
    }

    @Override
    public final void check() {
        state.checkThread(this);
        if (!open || (isWithinCallback && isCutOff())) {
            throw closed();
        }
    }

    private RegionClosedException closed() {
        return new RegionClosedException(this + " is closed" + until());
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    @Override
    public Adoption adopt(Droppable what) {
        checkGrowing();
        return dependants.add(what);
    }

    @Override
    public final Adoption keepToEnd(Droppable what) {
        checkGrowing();
        return dependants.addLast(what);
    }

    @Override
    public final Adoption keepClosure(Droppable closure) {
        checkGrowing();
        return dependants.addBeforeLast(closure);
    }

    @Override
    public final NativeRegion leasing(GuardedRegion lessor) {
        checkGrowing();
        leases.take(lessor, this);
        return this;
    }

    @Override
    final boolean isWithin(NativeRegion ancestor) {
        return leases.has(ancestor) || super.isWithin(ancestor);
    }

    /** Like {@link #check}, and it may not be ending either. */
    final void checkGrowing() {
        check();
        if (ending) {
            throw new RegionClosedException(this + " is being closed");
        }
    }

    @Override
    final boolean isEnding() {
        return ending || super.isEnding();
    }

    /**
     * Whether the call of that number, or one around it, began later than this region, so that it may have borrowed from it.
     * (A call that lends nothing is not counted: it uses its object, and what that borrows from.)
     *
     * @param call 0 for none, {@link LoanRegion#RUNNING} for the innermost that is running
     */
    final boolean isInUse(long call) {
        return state.isInside(call, openedAfter) || dependants.isInUse(call);
    }

    /** Whether it drops what a thread that closes a region cannot drop. */
    final boolean ownsUsedBesides(Thread closer) {
        return dependants.isUsedBesides(closer);
    }

    /** The newest of what it drops by calling a library. */
    final Optional<Droppable> newestForeign() {
        return dependants.list().stream().filter(Droppable::isForeign).findFirst();
    }

    /** The futures that somebody waits for, and what they borrow from, each in a few words. */
    final List<String> awaited() {
        return dependants.awaited();
    }

    /** Ends what a destructor's callback may have left open, as in {@link Dependants}. */
    @Nullable
    Throwable endLeft() {
        return null;
    }

    /** Drops everything; its values can be read until that is done, since destructors may. */
    final void end() {
        ending = true;
        try {
            dependants.dropAll();
        } catch (StackOverflowError thrown) {
            ending = dependants.newest() == null;
            throw thrown;
        } finally {
            if (ending) {
                open = false;
                leases.release();
            }
        }
    }
}
