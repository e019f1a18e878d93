package org.rdylib.loader.internal;

import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.RegionInUseException;

/**
 * The lifetime of what was borrowed from an object of a library: it ends at the object's next conflicting use, or before,
 * where it is closed.
 */
public final class LoanRegion extends OwningRegion {

    /** Stands for the number of the innermost call that is running. */
    public static final long RUNNING = -1;

    private final String object;
    private Adoption adoption = () -> {};

    /**
     * How much belongs to it that Rust would not let be moved to another thread, if that is to be known: what has let go of
     * it does not use it any more, for whoever reads this.
     */
    private final @Nullable AtomicInteger staying;

    /** The greatest number of a call that was the innermost when something of it was passed; 0 for none. */
    private long passedIn;

    /**
     * Opens one below the region of the object, on the calling thread.
     *
     * @param isWatched whether another thread may ask for {@link #isUsedElsewhere}
     * @param isLeft whether other threads may end it, once its own has ended
     */
    public LoanRegion(NativeRegion object, String name, boolean isWatched, boolean isLeft) {
        super(object, ThreadState.current(), isLeft);
        this.object = name;
        this.staying = isWatched ? new AtomicInteger() : null;
    }

    @Override
    public Adoption adopt(Droppable what) {
        Adoption adoption = super.adopt(what);
        return what.isSend() ? adoption : stays(adoption);
    }

    @Override
    public Adoption view(boolean isSend) {
        return isSend ? Adoption.NOTHING : stays(Adoption.NOTHING);
    }

    private Adoption stays(Adoption adoption) {
        return staying == null ? adoption : new Staying(staying, adoption);
    }

    /** That something belongs to it which stays with its thread. */
    private static final class Staying implements Adoption {
        private final AtomicInteger all;
        private final Adoption adoption;
        private boolean gone;

        Staying(AtomicInteger all, Adoption adoption) {
            this.all = all;
            this.adoption = adoption;
            all.incrementAndGet();
        }

        @Override
        public void release() {
            adoption.release();
            letGo();
        }

        /** What is given to a call may use the object for as long as that takes. */
        @Override
        public Adoption handOver() {
            adoption.release();
            return this::letGo;
        }

        private void letGo() {
            if (!gone) {
                gone = true;
                all.decrementAndGet();
            }
        }
    }

    /** What lends is itself only lent for a region, and nobody drops it: the loan ends with that region. */
    public void endWith(NativeRegion region) {
        adoption = region.adopt(new Lent(this));
    }

    /** What the region of something lent knows of a loan of that. */
    private record Lent(LoanRegion loan) implements Droppable {

        @Override
        public void dropByRegion() {
            loan.endLoan();
        }

        @Override
        public boolean isForeign() {
            return loan.borrower().isPresent();
        }

        @Override
        public boolean isUsedBesides(Thread closer) {
            return loan.isUsedBesides(closer);
        }

        @Override
        public boolean isInUse(long call) {
            return loan.isHere() && loan.isHeldBy(call);
        }

        @Override
        public boolean isAwaited() {
            return loan.isHere() && loan.awaitedBorrower().isPresent();
        }

        @Override
        public String toString() {
            return loan.borrower().map(Droppable::toString).orElseGet(loan::toString);
        }
    }

    /** Something of it is passed to the innermost call. */
    @Override
    public void hold() {
        check();
        passedIn = state.passedIn(passedIn);
    }

    /**
     * Whether the call of that number may have borrowed from it, or one around it, so that it must not end. Where that is the
     * one around the innermost, that one is still being passed its arguments, and it is known whether something of this was
     * among them.
     *
     * @param call 0 for none, {@link #RUNNING} for the innermost that is running
     */
    public boolean isHeldBy(long call) {
        return isInUse(call) || state.isBeingPassed(passedIn, call);
    }

    /** The newest value of the library's that belongs to it, if there is one. */
    @Override
    public Optional<Droppable> borrower() {
        return newestForeign();
    }

    /** The newest future that borrows from it and is awaited, if there is one. */
    public Optional<String> awaitedBorrower() {
        return awaited().stream().findFirst();
    }

    /** The object is used otherwise, or dropped. */
    public void endLoan() {
        if (isOpen()) {
            endNow();
        }
    }

    @Override
    void endEarly(Set<NativeRegion> ended) {
        endLoan();
    }

    /** Whether it belongs to the calling thread. */
    public boolean isHere() {
        return state.isCurrent();
    }

    /** Whether another thread may be using it, so that it must not end. */
    public boolean isOpenElsewhere() {
        if (isHere() || !state.thread.isAlive()) {
            return false;
        }
        boolean open = isOpen();
        // What that thread has read of it before it closed it has been read.
        VarHandle.fullFence();
        return open;
    }

    /** Whether a call is running on this thread that may have borrowed from it, so that it must not end. */
    public boolean isHeldHere() {
        return isHere() && isOpen() && isHeldBy(RUNNING);
    }

    /** What a thread has left that has ended may belong to another region besides, which drops it. */
    @Override
    boolean isItselfUsedBesides(Thread closer) {
        return isOpenElsewhere() || isHeldHere() || (isOpen() && ownsUsedBesides(closer));
    }

    /** Whether another thread may have something that uses the object there, and that stays with that thread. */
    public boolean isUsedElsewhere() {
        return staying != null && staying.get() > 0 && isOpenElsewhere();
    }

    @Override
    public long allocate(long size, long align) {
        throw new RegionException("what is borrowed from " + object + " cannot hold data of the caller's");
    }

    @Override
    public void close() {
        state.checkThread(this);
        if (!isOpen()) {
            return;
        }
        if (isHeldBy(RUNNING)) {
            throw new RegionException("a call is running that may have been given what is borrowed from " + object);
        }
        if (!awaited().isEmpty()) {
            throw new RegionInUseException(this, awaited());
        }
        VarHandle.fullFence();
        try {
            endNow();
        } finally {
            VarHandle.fullFence();
        }
    }

    /** Where there was too little stack for it, it is still open, and ended with what it is lent for at the latest. */
    private void endNow() {
        try {
            end();
        } finally {
            if (!isOpen()) {
                adoption.release();
            }
        }
    }

    @Override
    public String until() {
        return until(object);
    }

    /** The same of whatever an object of that name lends. */
    static String until(String object) {
        return ": what " + object + " lends lasts until " + object + " is used otherwise, or ends";
    }

    @Override
    public String toString() {
        return "Region[borrowed from " + object + "]";
    }
}
