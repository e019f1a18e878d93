package org.rdylib.loader.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionInUseException;

/** A region that was opened for several threads. */
public final class SharedRegion extends GuardedRegion {

    /** How long one that closes it waits for destructors on another thread. */
    private static final long PATIENCE_NANOS = 50_000_000;

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
        int mark = enterInside();
        try {
            if (lessor.isWithin(this)) {
                // Each would keep the other open.
                return lessor;
            }
            taken.take(lessor, this);
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
        if (gate.isEnding()) {
            // It goes on to drop what a destructor is about to use that has called this.
            throw new RegionClosedException(this + " is being closed");
        }
        List<String> uses = closed();
        if (!uses.isEmpty()) {
            throw new RegionInUseException(this, uses);
        }
        if (!gate.isEnding()) {
            return;
        }
        try {
            dropAll();
        } catch (StackOverflowError thrown) {
            if (!owned().isEmpty()) {
                gate.reopen();
            }
            throw thrown;
        } finally {
            if (gate.isEnding()) {
                gate.end();
                taken.release();
                freeMemory();
            }
        }
    }

    /** Closes the gate unless there are uses, which are the answer; what is being dropped may be over in a moment. */
    private List<String> closed() {
        List<String> uses = gate.close(this::uses, true);
        long since = System.nanoTime();
        while (!uses.isEmpty()
                && owned().stream().anyMatch(Droppable::isDroppedElsewhere)
                && System.nanoTime() - since < PATIENCE_NANOS) {
            // Two that refuse one another must not do so again at the same time.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(Gate.PAUSE_NANOS, 10 * Gate.PAUSE_NANOS));
            uses = gate.close(this::uses, true);
        }
        return uses;
    }

    /**
     * What needs it beside the calls: other regions, objects that another thread has to drop or is about to, what is used on
     * this thread, futures that are awaited.
     */
    private List<String> uses() {
        List<String> uses = new ArrayList<>(leases().list());
        for (Droppable what : owned()) {
            if (what.isDroppedElsewhere()) {
                uses.add(what + ", which another thread is dropping");
            } else if (what.isUsedBesides(Thread.currentThread()) || what.isAwaited()) {
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
