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

    /** What is to be done before a library ends, once it refuses everybody but the calling thread. */
    public interface Ending {

        /** Where there is nothing to do. */
        Ending NOTHING = new Ending() {
            @Override
            public boolean isPending() {
                return false;
            }

            @Override
            public void run() {}
        };

        /** Whether it is yet to be done. Until then the library's own threads are on their way out, not in the way. */
        boolean isPending();

        /** Does it; what it throws keeps the library open. */
        void run();
    }

    /**
     * Ends it unless the library is in use: it has ended from then on for everybody.
     *
     * @return whether it ended with this, rather than before
     * @throws LibraryInUseException if the library is in use
     */
    public boolean end(Ending ending) {
        boolean pending = ending.isPending();
        require(gate.close(leases()::list, !pending));
        if (!gate.isEnding()) {
            return false;
        }
        boolean done = false;
        try {
            if (pending) {
                ending.run();
                require(gate.uses(leases()::list));
            }
            done = true;
        } finally {
            if (!done) {
                gate.reopen();
            }
        }
        gate.end();
        return true;
    }

    private void require(List<String> uses) {
        if (!uses.isEmpty()) {
            throw new LibraryInUseException(name, uses);
        }
    }

    /** Frees what was allocated in it. To be called once the library is gone. */
    public void free() {
        try {
            dropAll();
        } finally {
            freeMemory();
        }
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
