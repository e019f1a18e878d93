package org.rdylib.loader.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;

/**
 * The lifetime for which a call lends something that the library may keep. It ends with another, and Java's own is given back
 * before that if nothing of the library's is left which belongs to it and could use that: everything that the library makes
 * for this lifetime belongs to this region, or to one that ends with it. An object of the library's own may be what is viewed
 * for this lifetime. So the lifetime ends where such an object is used otherwise, which is refused while the library has
 * something that belongs to it. Where such an object is dropped with its region, what belongs to this one is dropped before,
 * and with it all that belongs to what this one has come to outlive ({@link NativeRegion}).
 */
public final class KeepingRegion extends NativeRegion {

    private final NativeRegion outer;

    /** The thread that it was made on, and how many calls had been begun there: only later ones are given what belongs to it. */
    private final ThreadState maker = ThreadState.current();

    private final long calls = maker.calls();

    /** Whether the call is over that it was made for, so that others may have what belongs to it. */
    private volatile boolean isOut;

    /** What is lent for it, and what uses that. */
    private final KeptWhileUsed kept = new KeptWhileUsed() {
        @Override
        void changed(boolean isUsed) {
            tellLoans(isUsed);
        }
    };

    /** That the call needs what it ends with, too: what is lent for this one is lent for that. */
    private final Adoption needOfOuter;

    /** Whether memory of Java's has been lent for it. */
    private volatile boolean hasMemory;

    /** Those that need it. */
    private final Outlived outlived;

    /** Whether something is gone that was lent for it. */
    private volatile boolean ended;

    /**
     * The objects of the library's that are lent for it, before the library has them: from then on it belongs to a thread, and
     * ends with each of them.
     */
    private volatile List<KeepingLoan> loans = List.of();

    /**
     * One that ends with another.
     *
     * @param outer the first that ends of all that it is to end with
     */
    public KeepingRegion(NativeRegion outer) {
        super(outer);
        this.outer = outer;
        this.outlived = new Outlived(outer, kept);
        this.needOfOuter = outer.need();
    }

    /** The call that it was made for is over. */
    public void callEnded() {
        isOut = true;
        try {
            kept.need(-1);
        } finally {
            needOfOuter.release();
        }
    }

    @Override
    public Adoption need() {
        Adoption outers = outer.need();
        kept.need(1);
        return () -> {
            try {
                kept.need(-1);
            } finally {
                outers.release();
            }
        };
    }

    NativeRegion outer() {
        return outer;
    }

    @Override
    public NativeRegion lasting() {
        viewed(new Object());
        outer.lasting();
        return this;
    }

    /** Where the library may have lent a part of Java's own memory, that stays as long as what is viewed. */
    @Override
    public void viewPlainly() {
        if (hasMemory) {
            viewed(this);
        }
        outer.viewPlainly();
    }

    private void viewed(Object view) {
        synchronized (kept) {
            loans.forEach(KeepingLoan::view);
            kept.view(view);
        }
    }

    /** Nothing that was viewed for it is of any use any more. */
    void endViews() {
        kept.endViews();
    }

    /**
     * An object is lent for it on the calling thread, and from now on it is that thread's; whether it can be. It may be another's
     * already; and where others may have what the library has lent for it, they may be using that at this moment.
     */
    boolean lend(KeepingLoan loan) {
        synchronized (kept) {
            if (loans.isEmpty()
                    ? isOut && outer.isOfAllThreads() && kept.isViewed()
                    : !loans.getFirst().state().isCurrent()) {
                return false;
            }
            loans = Stream.concat(loans.stream(), Stream.of(loan)).toList();
            kept.tell();
            return true;
        }
    }

    /** How many calls had been begun on a thread before one could be given what belongs to it there. */
    long callsBefore(ThreadState thread) {
        return thread.equals(maker) ? calls : thread.calls();
    }

    /** Those of which only plain data can be read for it do not have to know of it. */
    private void tellLoans(boolean isUsed) {
        if (isUsed) {
            loans.forEach(loan -> loan.use(this));
        } else {
            loans.forEach(loan -> loan.letGo(this));
        }
    }

    /** What of the library's may use what is lent for it, as words for a message. */
    Optional<String> user() {
        synchronized (kept) {
            if (ended || !isUsable()) {
                return Optional.empty();
            }
            Optional<Droppable> borrower = kept.borrower();
            return borrower.isEmpty() && kept.isNeeded()
                    ? Optional.of("it is lent")
                    : borrower.map(borrowing -> borrowing + " borrows from it");
        }
    }

    @Override
    void endEarly(Set<NativeRegion> early) {
        if (early.add(this)) {
            try {
                Thrown.each(
                        List.of(
                                () -> Thrown.each(outlived().reversed(), other -> other.endEarly(early)),
                                () -> Thrown.each(kept.held(), Held::dropNow),
                                () -> ended = true),
                        Runnable::run);
            } catch (StackOverflowError thrown) {
                // It may not have been: see Thrown.
                early.remove(this);
                throw thrown;
            }
        }
    }

    @Override
    boolean isItselfUsedBesides(Thread closer) {
        return kept.held().stream().anyMatch(one -> one.isUsedBesides(closer));
    }

    @Override
    public Optional<Droppable> borrower() {
        return kept.borrower();
    }

    @Override
    public Adoption keep(Droppable what) {
        return kept.keep(what, outer.keep(what));
    }

    @Override
    public Adoption keepMemory(Droppable memory) {
        hasMemory = true;
        return kept.keep(memory, outer.keepMemory(memory));
    }

    /** An object of the library's is given back no sooner than that: what is viewed for this lifetime may be its. */
    @Override
    public Adoption keepToEnd(Droppable what) {
        return outer.keepToEnd(what);
    }

    @Override
    public Adoption keepClosure(Droppable closure) {
        return outer.keepClosure(closure);
    }

    @Override
    public Adoption adopt(Droppable what) {
        return kept.hold(what, outer);
    }

    @Override
    List<NativeRegion> outlived() {
        return outlived.list();
    }

    @Override
    void note(Set<Lent> more) {
        outlived.note(more);
    }

    @Override
    public boolean isEndUnknown() {
        return outlived.isLeft();
    }

    @Override
    public boolean ensureOutlives(NativeRegion other) {
        return outlives(other) || other.comesToBeOutlivedBy(this);
    }

    /** It can be as long as it takes, within the outer one. */
    boolean comesToOutlive(NativeRegion other) {
        return inOrder(() -> outlived.add(other));
    }

    /** The same of one that may last as long as the library. */
    boolean comesToOutliveUnknown(ChosenRegion chosen) {
        return inOrder(() -> outlived.addUnknown(chosen));
    }

    @Override
    public Adoption view(boolean isSend) {
        View view = new View(outer.view(isSend));
        viewed(view);
        return view;
    }

    /** Something that the library lends for it. */
    private final class View implements Adoption {
        private final Adoption outers;

        View(Adoption outers) {
            this.outers = outers;
        }

        @Override
        public void release() {
            outers.release();
            kept.endView(this);
        }
    }

    @Override
    public NativeRegion leasing(GuardedRegion lessor) {
        NativeRegion leased = outer.leasing(lessor);
        return leased.equals(outer) ? this : shortest(this, leased);
    }

    @Override
    public void check() {
        checkLent();
        outer.check();
    }

    private void checkLent() {
        loans.forEach(KeepingLoan::check);
        if (ended) {
            throw new RegionClosedException(this + " is closed" + until());
        }
    }

    @Override
    public int enter() {
        checkLent();
        return outer.enter();
    }

    @Override
    public void hold() {
        loans.forEach(KeepingLoan::hold);
        checkLent();
        outer.hold();
    }

    @Override
    public boolean isGuarded() {
        return outer.isGuarded();
    }

    @Override
    boolean isEndedElsewhere() {
        return outer.isEndedElsewhere();
    }

    @Override
    public boolean isOfAllThreads() {
        return loans.isEmpty() && outer.isOfAllThreads();
    }

    @Override
    boolean isLibrarys() {
        return outer.isLibrarys();
    }

    @Override
    public boolean endsWithCallback() {
        return outer.endsWithCallback();
    }

    @Override
    public boolean isOpen() {
        return !ended && loans.stream().allMatch(KeepingLoan::isOpen) && outer.isOpen();
    }

    @Override
    public boolean isUsable() {
        return loans.stream().allMatch(KeepingLoan::isOpen) && outer.isUsable();
    }

    @Override
    public long allocate(long size, long align) {
        return outer.allocate(size, align);
    }

    @Override
    public void close() {
        throw new RegionException("what a library keeps is given back when the library drops what it has made of it, or"
                + " with " + outer);
    }

    @Override
    public String until() {
        return loans.isEmpty() ? outer.until() : loans.getFirst().until();
    }

    @Override
    public String toString() {
        return loans.isEmpty() ? outer.toString() : loans.getFirst().toString();
    }
}
