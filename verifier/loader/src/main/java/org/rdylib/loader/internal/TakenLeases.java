package org.rdylib.loader.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leases that a region has: of each library that may have something in it, and of other regions that outlive it. */
final class TakenLeases {

    private record Taken(GuardedRegion lessor, Lease lease) {}

    private final List<Taken> taken = new ArrayList<>(0);

    /**
     * The lessor of one that is taken, which most calls ask for again: read without the lock. A thread that finds its lessor
     * here has read what was written when the lease was taken, and not yet what {@link #release} writes; so it is as if it
     * had asked before that, when there was nothing to take.
     */
    private volatile @Nullable GuardedRegion last;

    /** Takes a lease, unless there is one already. */
    void take(GuardedRegion lessor, NativeRegion lessee) {
        if (!lessor.equals(last)) {
            takeNew(lessor, lessee);
        }
    }

    /** Whether {@code region} is one that a lease was taken from. */
    synchronized boolean has(NativeRegion region) {
        for (Taken one : taken) {
            if (one.lessor().equals(region)) {
                return true;
            }
        }
        return false;
    }

    private synchronized void takeNew(GuardedRegion lessor, NativeRegion lessee) {
        if (!has(lessor)) {
            taken.add(new Taken(lessor, lessor.leases().add(lessee)));
        }
        last = lessor;
    }

    /** Gives all back: nothing is read through the region any more. */
    synchronized void release() {
        last = null;
        for (Taken one : taken) {
            one.lease().release();
        }
        taken.clear();
    }
}
