package org.rdylib.loader.internal;

import java.lang.foreign.Arena;
import org.rdylib.loader.RegionException;

/** The region of {@code 'static}, and of everything in a library that is never unloaded. */
public final class ImmortalRegion extends NativeRegion {

    /** The only one. */
    public static final ImmortalRegion FOREVER = new ImmortalRegion();

    private ImmortalRegion() {
        super(null);
    }

    @Override
    public void check() {}

    @Override
    public long allocate(long size, long align) {
        return Arena.global().allocate(size, align).address();
    }

    @Override
    public Adoption adopt(Droppable what) {
        return () -> {};
    }

    @Override
    public NativeRegion leasing(GuardedRegion lessor) {
        return lessor;
    }

    @Override
    public boolean isOfAllThreads() {
        return true;
    }

    @Override
    boolean isLibrarys() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        throw new RegionException("the region of 'static is never closed");
    }

    @Override
    public String toString() {
        return "Region['static]";
    }
}
