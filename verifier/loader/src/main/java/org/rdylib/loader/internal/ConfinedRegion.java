package org.rdylib.loader.internal;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.RegionInUseException;

/** A region that a thread opened. */
public final class ConfinedRegion extends OwningRegion {

    private final @Nullable ConfinedRegion older;
    private final long mark;
    private @Nullable Arena overflow;

    /** The youngest of those that were left open inside when the stack was used up while this one was being closed. */
    private @Nullable ConfinedRegion left;

    private ConfinedRegion(ThreadState state, @Nullable ConfinedRegion older) {
        super(older == null ? ImmortalRegion.FOREVER : older, state, false);
        this.older = older;
        this.mark = state.slab().mark();
    }

    /** Opens a region on the calling thread. */
    public static Region open() {
        ThreadState state = ThreadState.current();
        ConfinedRegion region = new ConfinedRegion(state, state.youngest);
        state.youngest = region;
        return region;
    }

    @Override
    public long allocate(long size, long align) {
        checkGrowing();
        // What an older region is given must not be taken back with the younger ones.
        long at = state.youngest == this ? state.slab().allocate(size, align) : 0;
        return at != 0 ? at : overflow().allocate(size, align).address();
    }

    private Arena overflow() {
        Arena existing = overflow;
        if (existing == null) {
            existing = Arena.ofConfined();
            overflow = existing;
        }
        return existing;
    }

    @Override
    public void close() {
        state.checkThread(this);
        if (!isOpen()) {
            return;
        }
        checkGrowing();
        if (state.youngest != this && state.youngest != left) {
            throw new RegionException("a region that was opened later on this thread is still open: " + state.youngest);
        }
        if (isInUse(LoanRegion.RUNNING)) {
            throw new RegionException("a call that began after this region was opened is still running: " + this
                    + " is closed outside it");
        }
        List<String> awaited = new ArrayList<>();
        for (ConfinedRegion inner = state.youngest; inner != null && inner != older; inner = inner.older) {
            awaited.addAll(inner.awaited());
        }
        if (!awaited.isEmpty()) {
            throw new RegionInUseException(this, awaited);
        }
        try {
            end();
        } finally {
            if (!isOpen()) {
                free();
            } else {
                left = state.youngest;
            }
        }
    }

    /**
     * A destructor's callback may have left regions open: they end before what is dropped next, which something in them may
     * borrow. Where the stack is used up meanwhile, all that are left are ended when this one is closed again.
     */
    @Override
    @Nullable
    Throwable endLeft() {
        Throwable first = null;
        for (ConfinedRegion inner = state.youngest; inner != null && inner != this; inner = state.youngest) {
            try {
                inner.end();
            } catch (StackOverflowError thrown) {
                if (inner.isOpen()) {
                    throw thrown;
                }
                first = Thrown.first(first, thrown);
            } catch (Throwable thrown) {
                first = Thrown.first(first, thrown);
            } finally {
                if (!inner.isOpen()) {
                    state.youngest = inner.older;
                    inner.closeOverflow();
                }
            }
        }
        return first;
    }

    private void free() {
        state.youngest = older;
        state.slab().release(mark);
        closeOverflow();
    }

    private void closeOverflow() {
        if (overflow != null) {
            overflow.close();
        }
    }

    @Override
    public String toString() {
        return "Region[of thread " + state.thread.getName() + "]";
    }
}
