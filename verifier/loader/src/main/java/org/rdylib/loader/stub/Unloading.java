package org.rdylib.loader.stub;

import java.util.Optional;
import org.rdylib.loader.internal.LibraryRegion;
import org.rdylib.loader.internal.OpenedLibrary;

/** What a library that may be unloaded has beside its functions: its own lifetime, and what to close. */
final class Unloading {

    private final LibraryRegion region;
    private final OpenedLibrary opened;
    private final Optional<Shutdown> shutdown;

    Unloading(LibraryRegion region, OpenedLibrary opened, Optional<Shutdown> shutdown) {
        this.region = region;
        this.opened = opened;
        this.shutdown = shutdown;
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
        return opened.isGone();
    }

    boolean isGone() {
        return opened.isGone();
    }
}
