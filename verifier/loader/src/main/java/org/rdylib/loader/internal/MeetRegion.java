package org.rdylib.loader.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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
    public boolean isOfAllThreads() {
        return one.isOfAllThreads() && other.isOfAllThreads();
    }

    @Override
    public boolean endsWithCallback() {
        return one.endsWithCallback() || other.endsWithCallback();
    }

    @Override
    public boolean isWithinCallback() {
        return one.isWithinCallback() || other.isWithinCallback();
    }

    @Override
    public boolean isCutOff() {
        return one.isCutOff() || other.isCutOff();
    }

    @Override
    public boolean isGuarded() {
        return one.isGuarded() || other.isGuarded();
    }

    @Override
    boolean isEndedElsewhere() {
        return one.isEndedElsewhere() || other.isEndedElsewhere();
    }

    @Override
    public int enter() {
        int mark = one.enter();
        try {
            int second = other.enter();
            return mark == UNGUARDED ? second : mark;
        } catch (RuntimeException | Error thrown) {
            leave(mark);
            throw thrown;
        }
    }

    @Override
    public void hold() {
        one.hold();
        other.hold();
    }

    @Override
    public NativeRegion leasing(GuardedRegion lessor) {
        // It ends with the first of the two: the lessor is needed no longer than either.
        NativeRegion lessee = one.isLibrarys() ? other : one;
        if (lessee.isLibrarys()) {
            return shortest(this, lessor);
        }
        NativeRegion leased = lessee.leasing(lessor);
        return leased.equals(lessee) ? shortest(one, other) : shortest(this, leased);
    }

    @Override
    boolean isLibrarys() {
        return one.isLibrarys() && other.isLibrarys();
    }

    @Override
    public boolean isOpen() {
        return one.isOpen() && other.isOpen();
    }

    @Override
    public boolean isUsable() {
        return one.isUsable() && other.isUsable();
    }

    @Override
    public boolean outlives(NativeRegion third) {
        return one.outlives(third) && other.outlives(third);
    }

    /** What belongs to it is dropped with either. */
    @Override
    List<NativeRegion> outlived() {
        return List.of(one, other);
    }

    @Override
    public boolean isEndUnknown() {
        return one.isEndUnknown() || other.isEndUnknown();
    }

    @Override
    boolean isEnding() {
        return one.isEnding() || other.isEnding();
    }

    /** What belongs to it belongs to both, of which one is ending anyway. The other may have much of what is not to end. */
    @Override
    void endEarly(Set<NativeRegion> ended) {
        if (one.isEnding()) {
            one.endEarly(ended);
        } else if (other.isEnding()) {
            other.endEarly(ended);
        }
    }

    @Override
    public boolean ensureOutlives(NativeRegion third) {
        return one.ensureOutlives(third) && other.ensureOutlives(third);
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
        return both(what, NativeRegion::adopt);
    }

    @Override
    public Adoption keep(Droppable what) {
        return both(what, NativeRegion::keep);
    }

    @Override
    public Adoption keepToEnd(Droppable what) {
        return both(what, NativeRegion::keepToEnd);
    }

    @Override
    public Adoption keepClosure(Droppable closure) {
        return both(closure, NativeRegion::keepClosure);
    }

    @Override
    public Adoption keepMemory(Droppable memory) {
        return both(memory, NativeRegion::keepMemory);
    }

    @Override
    public Adoption need() {
        return new Both(one.need(), other.need());
    }

    @Override
    Adoption needToEnd(Droppable need) {
        return both(need, NativeRegion::needToEnd);
    }

    @Override
    public NativeRegion lasting() {
        one.lasting();
        other.lasting();
        return this;
    }

    @Override
    public Adoption view(boolean isSend) {
        return new Both(one.view(isSend), other.view(isSend));
    }

    @Override
    public void viewPlainly() {
        one.viewPlainly();
        other.viewPlainly();
    }

    @Override
    public Optional<Droppable> borrower() {
        return one.borrower().or(other::borrower);
    }

    private Adoption both(Droppable what, BiFunction<NativeRegion, Droppable, Adoption> how) {
        Adoption[] both = new Adoption[2];
        both[0] = how.apply(one, new Half(what, other, both, 1));
        try {
            both[1] = how.apply(other, new Half(what, one, both, 0));
        } catch (RuntimeException | Error thrown) {
            both[0].release();
            throw thrown;
        }
        return new Both(both[0], both[1]);
    }

    /** That both adopt something. */
    private record Both(Adoption one, Adoption other) implements Adoption {

        @Override
        public void release() {
            try {
                one.release();
            } finally {
                other.release();
            }
        }

        @Override
        public Adoption handOver() {
            return new Both(one.handOver(), other.handOver());
        }
    }

    /** What each of the two adopts: if it drops it, the other has nothing to do with it any more. */
    private static final class Half extends StandIn {

        /** Where the other half is. */
        private final NativeRegion elsewhere;

        /** Shared by the two halves, and filled when both are made. */
        private final Adoption[] both;

        private final int other;

        Half(Droppable what, NativeRegion elsewhere, Adoption[] both, int other) {
            super(what);
            this.elsewhere = elsewhere;
            this.both = both;
            this.other = other;
        }

        /** Two regions that end at once on two threads would wait for one another's destructors: the second is refused. */
        @Override
        public boolean isDroppedElsewhere() {
            return elsewhere.isEndedElsewhere() || what.isDroppedElsewhere();
        }

        @Override
        public void dropByRegion() {
            what.dropByRegion(both[other]);
        }
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
