package org.rdylib.loader.internal;

import org.rdylib.loader.RegionException;

/** The lifetime of what ends with the first of two regions of which neither outlives the other. */
final class MeetRegion extends NativeRegion {

    private final NativeRegion one;
    private final NativeRegion other;

    MeetRegion(NativeRegion one, NativeRegion other) {
        super(ImmortalRegion.FOREVER);
        this.one = one;
        this.other = other;
    }

    @Override
    public void check() {
        one.check();
        other.check();
    }

    @Override
    public boolean isOpen() {
        return one.isOpen() && other.isOpen();
    }

    @Override
    public boolean outlives(NativeRegion third) {
        return one.outlives(third) && other.outlives(third);
    }

    @Override
    boolean isWithin(NativeRegion ancestor) {
        return ancestor == this || one.isWithin(ancestor) || other.isWithin(ancestor);
    }

    @Override
    public long allocate(long size, long align) {
        throw new RegionException("a lifetime that ends with the first of two regions cannot hold data");
    }

    @Override
    public Adoption adopt(Droppable what) {
        Adoption[] both = new Adoption[2];
        both[0] = one.adopt(() -> {
            both[1].release();
            what.dropByRegion();
        });
        try {
            both[1] = other.adopt(() -> {
                both[0].release();
                what.dropByRegion();
            });
        } catch (RuntimeException | Error thrown) {
            both[0].release();
            throw thrown;
        }
        return () -> {
            both[0].release();
            both[1].release();
        };
    }

    @Override
    public void close() {
        throw new RegionException("a lifetime that ends with the first of two regions is closed with one of them");
    }

    @Override
    public String toString() {
        return "Region[the shorter of " + one + " and " + other + "]";
    }
}
