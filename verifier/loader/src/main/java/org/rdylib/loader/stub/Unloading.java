package org.rdylib.loader.stub;

import org.rdylib.loader.internal.LibraryRegion;
import org.rdylib.loader.internal.OpenedLibrary;

/** What a library that may be unloaded has beside its functions: its own lifetime, and what to close. */
final class Unloading {

    private final LibraryRegion region;
    private final OpenedLibrary opened;

    Unloading(LibraryRegion region, OpenedLibrary opened) {
        this.region = region;
        this.opened = opened;
    }

    LibraryRegion region() {
        return region;
    }

    /**
     * Unloads it. Nothing happens if that was done already.
     *
     * @return whether its memory is gone with this
     * @throws org.rdylib.loader.LibraryInUseException if it is in use
     */
    boolean unload() {
        if (!region.end()) {
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
