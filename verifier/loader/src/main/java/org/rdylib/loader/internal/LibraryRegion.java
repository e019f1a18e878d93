package org.rdylib.loader.internal;

import java.util.List;
import java.util.function.Consumer;
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
            public boolean isNeeded() {
                return false;
            }

            @Override
            public void run() {}
        };

        /** Whether there is something to do. Until then the library's own threads are on their way out, not in the way. */
        boolean isNeeded();

        /**
         * Does it; what it throws keeps the library open. It is done again with the next attempt, also where the library was
         * found to be in use after it: only one that has just returned tells that the library's threads have ended.
         */
        void run();
    }

    /**
     * Ends it unless the library is in use: it has ended from then on for everybody.
     *
     * @return whether it ended with this, rather than before, or is being ended on another thread
     * @throws LibraryInUseException if the library is in use, or this thread is ending it
     */
    public boolean end(Ending ending) {
        if (gate.isEnding()) {
            require(List.of("it is being closed on this thread"));
        }
        boolean needed = ending.isNeeded();
        require(gate.close(leases()::list, !needed));
        if (!gate.isEnding()) {
            return false;
        }
        boolean done = false;
        try {
            if (needed) {
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

    /** Whether it refuses everybody, for good. */
    public boolean hasEnded() {
        return gate.hasEnded();
    }

    private void require(List<String> uses) {
        if (!uses.isEmpty()) {
            throw new LibraryInUseException(name, uses);
        }
    }

    /** Gives back what the library was lent, and frees what was allocated in it. To be called once the library is gone. */
    public void free() {
        try {
            dropAll();
        } finally {
            freeMemory();
        }
    }

    /**
     * Gives back what the library was lent, which may be in memory yet: it, or destructors of its thread-local variables, may
     * still use what was allocated for it.
     *
     * @param later given what frees that, to be run once the library is gone
     */
    public void leave(Consumer<Runnable> later) {
        Throwable first = null;
        for (Droppable what : owned()) {
            try {
                what.leave(later);
            } catch (RuntimeException | Error thrown) {
                first = Thrown.first(first, thrown);
            }
        }
        try {
            dropAll();
        } catch (RuntimeException | Error thrown) {
            first = Thrown.first(first, thrown);
        }
        later.accept(this::freeMemory);
        Thrown.rethrow(first);
    }

    @Override
    public Adoption adopt(Droppable what) {
        int mark = enterInside();
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
