package org.rdylib.loader.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leases that a region has: of each library that may have something in it, and of other regions that outlive it. */
final class TakenLeases {

    private record Taken(GuardedRegion lessor, Lease lease) {}

    private final List<Taken> taken = new ArrayList<>(0);
    private @Nullable GuardedRegion last;

    /** Takes a lease, unless there is one already. */
    synchronized void take(GuardedRegion lessor, NativeRegion lessee) {
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

    private void takeNew(GuardedRegion lessor, NativeRegion lessee) {
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
