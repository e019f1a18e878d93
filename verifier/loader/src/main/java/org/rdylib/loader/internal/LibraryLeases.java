package org.rdylib.loader.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leases that a region has, one for each library that may have something in it. */
final class LibraryLeases {

    private record Taken(LibraryRegion library, Lease lease) {}

    private final List<Taken> taken = new ArrayList<>(0);
    private @Nullable LibraryRegion last;

    /** Takes a lease, unless there is one already. */
    void take(LibraryRegion library, NativeRegion lessee) {
        if (!library.equals(last)) {
            takeNew(library, lessee);
        }
    }

    /** Whether {@code region} is the lifetime of a library that a lease was taken from. */
    boolean has(NativeRegion region) {
        return taken.stream().anyMatch(t -> t.library().equals(region));
    }

    private void takeNew(LibraryRegion library, NativeRegion lessee) {
        if (!has(library)) {
            taken.add(new Taken(library, library.leases().add(lessee)));
        }
        last = library;
    }

    /** Gives all back: nothing is read through the region any more. */
    void release() {
        last = null;
        taken.forEach(t -> t.lease().release());
        taken.clear();
    }
}
