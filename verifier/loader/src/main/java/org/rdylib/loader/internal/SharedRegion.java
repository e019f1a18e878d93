package org.rdylib.loader.internal;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionInUseException;

/** A region that was opened for several threads. */
public final class SharedRegion extends GuardedRegion {

    private final TakenLeases taken = new TakenLeases();
    private final String opener = Thread.currentThread().getName();

    private SharedRegion() {}

    /** Opens a region for all threads. */
    public static Region open() {
        return new SharedRegion();
    }

    @Override
    RuntimeException ended() {
        return new RegionClosedException(this + " is closed");
    }

    @Override
    public NativeRegion leasing(GuardedRegion lessor) {
        int mark = enter();
        try {
            if (!equals(lessor)) {
                taken.take(lessor, this);
            }
            return this;
        } finally {
            leave(mark);
        }
    }

    @Override
    boolean isWithin(NativeRegion ancestor) {
        return taken.has(ancestor) || super.isWithin(ancestor);
    }

    @Override
    public Adoption adopt(Droppable what) {
        return own(what);
    }

    /** While it is being closed, nothing new can come to need it: it would not be waited for. */
    @Override
    public boolean ensureOutlives(NativeRegion other) {
        return gate.isEnding() ? outlives(other) : super.ensureOutlives(other);
    }

    @Override
    public void close() {
        List<String> uses = gate.close(this::uses, true);
        if (!uses.isEmpty()) {
            throw new RegionInUseException(this, uses);
        }
        if (!gate.isEnding()) {
            return;
        }
        try {
            dropAll();
        } catch (StackOverflowError thrown) {
            gate.reopen();
            throw thrown;
        } finally {
            if (gate.isEnding()) {
                gate.end();
                taken.release();
                freeMemory();
            }
        }
    }

    /** What needs it beside the calls: other regions, objects that another thread has to drop, futures that are awaited. */
    private List<String> uses() {
        List<String> uses = new ArrayList<>(leases().list());
        for (Droppable what : owned()) {
            if (what.isUsedBesides(Thread.currentThread()) || what.isAwaited()) {
                uses.add(what.toString());
            }
        }
        return uses;
    }

    @Override
    public String toString() {
        return "Region[of all threads, opened by " + opener + "]";
    }
}
