package org.rdylib.loader.internal;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;

/** The lifetimes that a callback's caller chose: they are good until the callback returns, and no longer. */
public final class CallbackRegion extends NativeRegion {

    private final ThreadState state;
    private final BooleanSupplier running;
    private final TakenLeases leases = new TakenLeases();
    private @Nullable Dependants dependants;
    private boolean open = true;
    private boolean ending;

    /** Whether it is over, and what belonged to it has not been dropped. */
    private boolean abandoned;

    /**
     * For a callback that runs on the calling thread.
     *
     * @param running whether it still does; one that threw may find no stack to say {@link #end}
     */
    public CallbackRegion(BooleanSupplier running) {
        super(ImmortalRegion.FOREVER);
        this.running = running;
        this.state = ThreadState.current();
    }

    /**
     * The callback returns, or has thrown: what was given to it, and is still its own, is dropped.
     *
     * @throws StackOverflowError if there is too little stack for that: then it is to be ended again, or abandoned
     */
    public void end() {
        Dependants all = dependants;
        ending = true;
        try {
            if (all != null) {
                all.dropAll();
            }
        } catch (StackOverflowError thrown) {
            ending = all == null || all.newest() == null;
            throw thrown;
        } finally {
            if (ending) {
                open = false;
                leases.release();
            }
        }
    }

    /**
     * The callback has thrown, and nothing of it can run any more: what was given to it is left where it is, and used by nobody,
     * not even to be dropped.
     */
    public void abandon() {
        abandoned = true;
        open = false;
        leases.release();
    }

    @Override
    public NativeRegion leasing(GuardedRegion lessor) {
        check();
        leases.take(lessor, this);
        return this;
    }

    @Override
    boolean isEnding() {
        return ending;
    }

    @Override
    boolean isWithin(NativeRegion ancestor) {
        return leases.has(ancestor) || super.isWithin(ancestor);
    }

    @Override
    public void check() {
        state.checkThread(this);
        if (!isOpen()) {
            throw new RegionClosedException("what a callback was given is used after it returned");
        }
    }

    @Override
    public boolean isOpen() {
        return open && running.getAsBoolean();
    }

    @Override
    public boolean isWithinCallback() {
        return true;
    }

    /** From when the callback has thrown: that may never be said here, and if it is, what was given to it is dropped. */
    @Override
    public boolean isCutOff() {
        return abandoned || (open && !ending && !running.getAsBoolean());
    }

    @Override
    public long allocate(long size, long align) {
        throw new RegionException("the lifetime of a callback's argument cannot hold data of the callback's");
    }

    @Override
    public Adoption adopt(Droppable what) {
        return dependants().add(what);
    }

    @Override
    public Adoption keepToEnd(Droppable what) {
        return dependants().addLast(what);
    }

    @Override
    public Adoption keepClosure(Droppable closure) {
        return dependants().addBeforeLast(closure);
    }

    private Dependants dependants() {
        check();
        Dependants existing = dependants;
        if (existing == null) {
            existing = new Dependants();
            dependants = existing;
        }
        return existing;
    }

    @Override
    public void close() {
        throw new RegionException("the lifetime of a callback's argument ends when the callback returns");
    }

    @Override
    public String toString() {
        return "Region[of a callback]";
    }
}
