package org.rdylib.loader.stub;

import java.util.function.Consumer;
import org.rdylib.loader.internal.Droppable;

/** Memory of Java's that a library is lent for a region, and what else is over with that. */
final class Lent implements Droppable {

    private final Runnable end;
    private final Consumer<Consumer<Runnable>> leaving;

    /** Whether it stays as long as the library is in memory. */
    private volatile boolean left;

    /**
     * Something that is lent.
     *
     * @param end gives it back, and frees the memory
     * @param leaving gives it back, and has the memory freed later
     */
    Lent(Runnable end, Consumer<Consumer<Runnable>> leaving) {
        this.end = end;
        this.leaving = leaving;
    }

    /** Nothing but memory. */
    static Lent memory(Runnable free) {
        return new Lent(free, later -> later.accept(free));
    }

    @Override
    public void dropByRegion() {
        if (!left) {
            end.run();
        }
    }

    @Override
    public void leave(Consumer<Runnable> later) {
        left = true;
        leaving.accept(later);
    }
}
