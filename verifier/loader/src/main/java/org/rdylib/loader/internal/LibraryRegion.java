package org.rdylib.loader.internal;

import java.lang.foreign.Arena;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.RegionException;

/**
 * The lifetime of a library that may be unloaded, {@code 'dylib}: of what stands in its own memory, and of what a host
 * gives it for as long as it is there. It belongs to every thread.
 */
public final class LibraryRegion extends NativeRegion {

    private final String name;
    private final Leases leases = new Leases();
    private final Gate gate = new Gate() {
        @Override
        protected RuntimeException closed() {
            return new LibraryClosedException(name + " was closed");
        }
    };
    private final Dependants dependants = new Dependants();
    private @Nullable Arena memory;

    /** Of a library that was just opened. */
    public LibraryRegion(String name) {
        super(ImmortalRegion.FOREVER);
        this.name = name;
    }

    /** Where calls of the library are accounted for. */
    public Gate gate() {
        return gate;
    }

    /** What keeps the library from being unloaded beside the calls. */
    public Leases leases() {
        return leases;
    }

    /**
     * Ends it unless the library is in use: it has ended from then on for everybody.
     *
     * @return whether it ended with this, rather than before
     * @throws LibraryInUseException if the library is in use
     */
    public boolean end() {
        List<String> uses = gate.close(leases::list);
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
    public synchronized void free() {
        dependants.dropAll();
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }

    @Override
    public void check() {
        gate.check();
    }

    @Override
    public int enter() {
        ThreadState thread = ThreadState.current();
        int mark = thread.depth();
        thread.enter(gate);
        return mark;
    }

    @Override
    public void hold() {
        ThreadState.current().enter(gate);
    }

    @Override
    public long allocate(long size, long align) {
        int mark = enter();
        try {
            return memory().allocate(size, align).address();
        } finally {
            leave(mark);
        }
    }

    private synchronized Arena memory() {
        Arena existing = memory;
        if (existing == null) {
            existing = Arena.ofShared();
            memory = existing;
        }
        return existing;
    }

    @Override
    public Adoption adopt(Droppable what) {
        int mark = enter();
        try {
            return what.isForeign() ? leases.add(what)::release : dropped(what);
        } finally {
            leave(mark);
        }
    }

    private synchronized Adoption dropped(Droppable what) {
        Adoption adoption = dependants.add(what);
        return () -> released(adoption);
    }

    private synchronized void released(Adoption adoption) {
        adoption.release();
    }

    @Override
    public NativeRegion leasing(LibraryRegion library) {
        return equals(library) ? this : shortest(this, library);
    }

    @Override
    public boolean ensureOutlives(NativeRegion other) {
        return outlives(other) || (!other.isLibrarys() && other.leasing(this).equals(other));
    }

    @Override
    boolean isLibrarys() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return gate.isOpen();
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
