package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.LibraryRegion;
import org.rdylib.loader.internal.OpenedLibrary;
import org.rdylib.loader.internal.Thrown;

/** What a library that may be unloaded has beside its functions: its own lifetime, and what to close. */
final class Unloading {

    private final LibraryRegion region;
    private final OpenedLibrary opened;
    private final Optional<Shutdown> shutdown;

    /** What the library calls its imports through. */
    private final Arena entries;

    private @Nullable Throwable leftInvalid;

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
     * @throws org.rdylib.loader.LibraryInUseException if it is in use
     */
    void unload(Library library) {
        boolean ended = false;
        // While the file is open otherwise nothing of it goes away, and its threads serve the others.
        boolean last = opened.leave();
        try {
            ended = region.end(
                    last && shutdown.isPresent() ? shutdown.get().of(library) : LibraryRegion.Ending.NOTHING);
        } finally {
            if (!ended) {
                opened.keep();
            }
        }
        if (!ended) {
            return;
        }
        opened.close();
        // Where it lingers, other stubs of the file, or destructors of its thread-local variables, may still call
        // imports
        // and use what it was lent.
        try {
            if (opened.isGone()) {
                region.free();
            } else {
                region.leave(opened::whenGone);
            }
        } catch (RuntimeException | Error thrown) {
            leftInvalid = thrown;
        }
        opened.whenGone(() -> {
            Binding.forget(library);
            entries.close();
        });
    }

    /**
     * It was unloaded: throws what came of giving back what it was lent.
     *
     * @throws org.rdylib.loader.InvalidValueException if it has left no value in a place that it was lent until its end
     */
    void rethrow() {
        Throwable thrown = leftInvalid;
        leftInvalid = null;
        Thrown.rethrow(thrown);
    }

    boolean isGone() {
        return opened.isGone();
    }
}
