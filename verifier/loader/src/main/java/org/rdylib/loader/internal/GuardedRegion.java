package org.rdylib.loader.internal;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A region whose values are used on any thread, and which therefore ends only when no thread is inside. */
public abstract sealed class GuardedRegion extends NativeRegion permits LibraryRegion, SharedRegion {

    final Gate gate = new Gate() {
        @Override
        protected RuntimeException closed() {
            return ended();
        }
    };
    private final Leases leases = new Leases();
    private final Dependants dependants = new LockedDependants();
    private @Nullable Arena memory;

    GuardedRegion() {
        super(ImmortalRegion.FOREVER);
    }

    /** What to throw where it has ended. */
    abstract RuntimeException ended();

    /** Where those inside are accounted for. */
    public final Gate gate() {
        return gate;
    }

    /** What keeps it open beside those inside. */
    public final Leases leases() {
        return leases;
    }

    @Override
    public final void check() {
        gate.check();
    }

    @Override
    public final boolean isOpen() {
        return gate.isOpen();
    }

    @Override
    public final boolean isUsable() {
        return !gate.hasEnded();
    }

    @Override
    public final boolean isOfAllThreads() {
        return true;
    }

    @Override
    public final boolean isGuarded() {
        return true;
    }

    @Override
    final boolean isEnding() {
        return gate.isEnding();
    }

    @Override
    public final int enter() {
        // Where a use cannot be ended for lack of stack, the region is in use for ever.
        StackProbe.beforeUse();
        return enterInside();
    }

    /** The same inside a call, or a use, which has seen to it that there is stack: nothing is lost then that a library gives. */
    final int enterInside() {
        ThreadState thread = ThreadState.current();
        int mark = thread.depth();
        thread.enter(gate);
        return mark;
    }

    @Override
    public final void hold() {
        ThreadState.current().enter(gate);
    }

    @Override
    public final long allocate(long size, long align) {
        int mark = enterInside();
        try {
            return memory().allocate(size, align).address();
        } finally {
            leave(mark);
        }
    }

    private synchronized Arena memory() {
        Arena existing = memory;
        if (existing == null) {
            existing = Arena.ofShared();
            memory = existing;
        }
        return existing;
    }

    /** From now on {@code what} is dropped by {@link #dropAll}. */
    final Adoption own(Droppable what) {
        return own(what, Dependants::add);
    }

    @Override
    public final Adoption keepToEnd(Droppable what) {
        StackProbe.beforeUse();
        return own(what, Dependants::addLast);
    }

    @Override
    public final Adoption keepClosure(Droppable closure) {
        return own(closure, Dependants::addBeforeLast);
    }

    private Adoption own(Droppable what, BiFunction<Dependants, Droppable, Adoption> how) {
        int mark = enterInside();
        try {
            return how.apply(dependants, what);
        } finally {
            leave(mark);
        }
    }

    /** What {@link #dropAll} would drop, newest first. */
    final List<Droppable> owned() {
        return dependants.list();
    }

    /** Whether another thread is about to end it, or to see whether it can. */
    @Override
    final boolean isEndedElsewhere() {
        return gate.isEndedElsewhere();
    }

    /** Drops what it owns, once nobody else is inside. */
    final void dropAll() {
        dependants.dropAll();
    }

    /** Frees what was allocated in it, once it has ended. */
    final synchronized void freeMemory() {
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }

    @Override
    public boolean ensureOutlives(NativeRegion other) {
        return outlives(other)
                || (!other.isLibrarys()
                        && !other.outlives(this)
                        && other.leasing(this).equals(other));
    }
}
