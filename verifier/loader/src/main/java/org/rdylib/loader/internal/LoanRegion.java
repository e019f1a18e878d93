package org.rdylib.loader.internal;

import org.rdylib.loader.RegionException;

/** The lifetime of what was borrowed from an object of a library: it ends at the object's next conflicting use. */
public final class LoanRegion extends OwningRegion {

    private final String object;

    /** Opens one below the region of the object, on the calling thread. */
    public LoanRegion(NativeRegion object, String name) {
        super(object, ThreadState.current());
        this.object = name;
    }

    /** Whether a call that may have borrowed from it is running, so that it must not end. */
    public boolean isHeld() {
        return isInUse();
    }

    /** The object is used otherwise, or dropped. */
    public void endLoan() {
        end();
    }

    @Override
    public long allocate(long size, long align) {
        throw new RegionException("what is borrowed from " + object + " cannot hold data of the caller's");
    }

    @Override
    public void close() {
        throw new RegionException("what is borrowed from " + object + " ends when that is used again or closed");
    }

    @Override
    public String toString() {
        return "Region[borrowed from " + object + "]";
    }
}
