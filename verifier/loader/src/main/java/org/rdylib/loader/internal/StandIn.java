package org.rdylib.loader.internal;

/** Stands for something with a region, and is all that is, but does more or other when the region drops it. */
abstract class StandIn implements Droppable {

    final Droppable what;

    StandIn(Droppable what) {
        this.what = what;
    }

    @Override
    public final boolean isForeign() {
        return what.isForeign();
    }

    @Override
    public final boolean isUsedBesides(Thread closer) {
        return what.isUsedBesides(closer);
    }

    @Override
    public boolean isDroppedElsewhere() {
        return what.isDroppedElsewhere();
    }

    @Override
    public final boolean isInUse(long call) {
        return what.isInUse(call);
    }

    @Override
    public final boolean isSend() {
        return what.isSend();
    }

    @Override
    public final boolean isAwaited() {
        return what.isAwaited();
    }

    @Override
    public final String toString() {
        return what.toString();
    }
}
