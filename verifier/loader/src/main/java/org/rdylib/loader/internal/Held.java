package org.rdylib.loader.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something of a library's that belongs to a {@link KeepingRegion}, and to the region that this one ends with. */
final class Held extends StandIn implements Adoption {

    private final KeptWhileUsed used;
    private @Nullable Adoption atLast;

    /**
     * That it is held.
     *
     * @param used what it may use until it is let go of
     */
    Held(Droppable what, KeptWhileUsed used) {
        super(what);
        this.used = used;
    }

    /** That region drops it at the latest. */
    void belongTo(NativeRegion outer) {
        atLast = outer.adopt(this);
    }

    @Override
    public void release() {
        if (atLast != null) {
            atLast.release();
        }
        used.letGo(this);
    }

    @Override
    public Adoption handOver() {
        Adoption need = atLast == null ? Adoption.NOTHING : atLast.handOver();
        return () -> {
            need.release();
            used.letGo(this);
        };
    }

    /** Drops it before that region does. */
    void dropNow() {
        dropByRegion(this);
    }

    @Override
    public void dropByRegion() {
        try {
            what.dropByRegion();
        } catch (StackOverflowError thrown) {
            throw thrown;
        } catch (Throwable thrown) { // as in Dependants
            letGoAfter(thrown);
            throw thrown;
        }
        used.letGo(this);
    }

    @Override
    public void leave(Consumer<Runnable> later) {
        what.leave(later);
    }

    private void letGoAfter(Throwable dropping) {
        try {
            used.letGo(this);
        } catch (RuntimeException | Error thrown) {
            Throwable _ = Thrown.first(dropping, thrown);
        }
    }
}
