package org.rdylib.loader.internal;

import java.lang.foreign.Arena;
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

    private ConfinedRegion(ThreadState state, @Nullable ConfinedRegion older) {
        super(older == null ? ImmortalRegion.FOREVER : older, state);
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
        state.checkThread();
        if (!isOpen()) {
            return;
        }
        checkGrowing();
        if (state.youngest != this) {
            throw new RegionException("a region that was opened later on this thread is still open: " + state.youngest);
        }
        if (isInUse(LoanRegion.RUNNING)) {
            throw new RegionException("a call that began after this region was opened is still running: " + this
                    + " is closed outside it");
        }
        List<String> awaited = awaited();
        if (!awaited.isEmpty()) {
            throw new RegionInUseException(this, awaited);
        }
        try {
            end();
        } finally {
            if (!isOpen()) {
                free();
            }
        }
    }

    /**
     * A destructor's callback may have left regions open: they end before what is dropped next, which something in them may
     * borrow.
     */
    @Override
    void endLeft() {
        for (ConfinedRegion left = state.youngest; left != null && left != this; left = state.youngest) {
            try {
                left.end();
            } finally {
                if (!left.isOpen()) {
                    state.youngest = left.older;
                    left.closeOverflow();
                }
            }
        }
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
