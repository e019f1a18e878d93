package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.rdylib.loader.internal.LibraryRegion;
import org.rdylib.loader.internal.OpenedLibrary;

/** What a library that may be unloaded has beside its functions: its own lifetime, and what to close. */
final class Unloading {

    private final LibraryRegion region;
    private final OpenedLibrary opened;
    private final Optional<Shutdown> shutdown;

    /** What the library calls its imports through. */
    private final Arena entries;

    Unloading(LibraryRegion region, OpenedLibrary opened, Optional<Shutdown> shutdown, Arena entries) {
        this.region = region;
        this.opened = opened;
        this.shutdown = shutdown;
        this.entries = entries;
    }

    LibraryRegion region() {
        return region;
    }

    /**
     * Unloads it, after its shutdown if it has one. Nothing happens if that was done already.
     *
     * @return whether its memory is gone with this
     * @throws org.rdylib.loader.LibraryInUseException if it is in use
     */
    boolean unload() {
        boolean ended = false;
        // While the file is open otherwise nothing of it goes away, and its threads serve the others.
        boolean last = opened.leave();
        try {
            ended = region.end(last && shutdown.isPresent() ? shutdown.get() : LibraryRegion.Ending.NOTHING);
        } finally {
            if (!ended) {
                opened.keep();
            }
        }
        if (!ended) {
            return false;
        }
        opened.close();
        region.free();
        boolean gone = opened.isGone();
        if (gone) {
            // Where it lingers, destructors of its thread-local variables may still call imports: then they stay.
            entries.close();
        }
        return gone;
    }

    boolean isGone() {
        return opened.isGone();
    }
}
