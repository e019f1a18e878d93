package org.rdylib.loader.internal;

import java.util.List;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.RegionException;

/**
 * The lifetime of a library that may be unloaded, {@code 'dylib}: of what stands in its own memory, and of what a host
 * gives it for as long as it is there. It belongs to every thread.
 */
public final class LibraryRegion extends GuardedRegion {

    private final String name;

    /** Of a library that was just opened. */
    public LibraryRegion(String name) {
        this.name = name;
    }

    @Override
    RuntimeException ended() {
        return new LibraryClosedException(name + " was closed");
    }

    /**
     * Ends it unless the library is in use: it has ended from then on for everybody.
     *
     * @return whether it ended with this, rather than before
     * @throws LibraryInUseException if the library is in use
     */
    public boolean end() {
        List<String> uses = gate.close(leases()::list);
        if (!uses.isEmpty()) {
            throw new LibraryInUseException(name, uses);
        }
        boolean ends = gate.isEnding();
        if (ends) {
            gate.end();
        }
        return ends;
    }

    /** Frees what was allocated in it. To be called once the library is gone. */
    public void free() {
        dropAll();
        freeMemory();
    }

    @Override
    public Adoption adopt(Droppable what) {
        int mark = enter();
        try {
            return what.isForeign() ? leases().add(what)::release : own(what);
        } finally {
            leave(mark);
        }
    }

    @Override
    public NativeRegion leasing(GuardedRegion lessor) {
        return equals(lessor) ? this : shortest(this, lessor);
    }

    @Override
    boolean isLibrarys() {
        return true;
    }

    @Override
    public void close() {
        throw new RegionException("the lifetime of " + name + " ends when the library is closed");
    }

    @Override
    public String toString() {
        return "Region[of library " + name + "]";
    }
}
