package org.rdylib.loader.internal;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.rdylib.loader.RegionClosedException;

/**
 * That an object of a library's is lent for the lifetimes of calls, {@link KeepingRegion}, which stay with the thread that
 * lends it. It can be ended, and those with it, as soon as nothing of the library's may use the object for one of them. One
 * serves for all calls that share the object, and whose lifetimes end with the same region.
 */
public final class KeepingLoan {

    private final String object;
    private final NativeRegion outer;
    private final ThreadState state = ThreadState.current();

    /** How many calls had been begun before one could be given what belongs to the lifetimes, which may be older than this. */
    private long calls;

    /** Those that something of the library's belongs to, oldest first; all others are only read from. */
    private final SequencedSet<KeepingRegion> used = new LinkedHashSet<>();

    /** Whether the library has lent something for one of them that nobody drops. */
    private boolean viewed;

    /** The greatest number of a call that was the innermost when something of them was passed; 0 for none. */
    private long passedIn;

    private boolean ended;

    /** The one that it was lent for last. */
    private KeepingRegion latest;

    private KeepingLoan(String object, KeepingRegion first) {
        this.object = object;
        this.outer = first.outer();
        this.latest = first;
        this.calls = first.callsBefore(state);
    }

    /**
     * Lends it; empty if what it is lent for belongs to another thread, or may be in use on one: it is lent until that ends.
     *
     * @param object for messages
     * @param first the one that it is lent for; others may come to it
     */
    public static Optional<KeepingLoan> of(String object, KeepingRegion first) {
        KeepingLoan loan = new KeepingLoan(object, first);
        return first.lend(loan) ? Optional.of(loan) : Optional.empty();
    }

    /** Lends it for another one, too, if that ends with the same region and on the same thread; whether it does. */
    public boolean serves(KeepingRegion other) {
        if (ended || !state.isCurrent() || !outer.equals(other.outer())) {
            return false;
        }
        if (!other.equals(latest)) {
            if (!other.lend(this)) {
                return false;
            }
            calls = Math.min(calls, other.callsBefore(state));
            latest = other;
        }
        return true;
    }

    ThreadState state() {
        return state;
    }

    void use(KeepingRegion region) {
        synchronized (used) {
            used.add(region);
        }
    }

    void letGo(KeepingRegion region) {
        synchronized (used) {
            used.remove(region);
        }
    }

    void view() {
        synchronized (used) {
            viewed = true;
        }
    }

    void check() {
        state.checkThread(this);
        if (ended) {
            throw new RegionClosedException(this + " is closed" + until());
        }
    }

    void hold() {
        check();
        passedIn = state.passedIn(passedIn);
    }

    boolean isOpen() {
        return !ended;
    }

    /** Whether something of the library's has it, or is viewed for it, beside what is plain data. */
    public boolean isUsed() {
        synchronized (used) {
            return viewed || !used.isEmpty();
        }
    }

    /**
     * Why it cannot be ended, if something may use the object.
     *
     * @param call as {@link LoanRegion#isHeldBy} takes it
     */
    public Optional<String> user(long call) {
        if (ended) {
            return Optional.empty();
        }
        if (!outer.isUsable()) {
            // A callback that has thrown leaves where it is what it was given.
            return isUsedBesides(Thread.currentThread())
                    ? Optional.of("what borrows from it is being dropped")
                    : Optional.empty();
        }
        if (!state.isCurrent() && state.thread.isAlive()) {
            return Optional.of("another thread may read what it has lent there");
        }
        if (state.isInside(call, calls) || state.isBeingPassed(passedIn, call)) {
            return Optional.of("a call is running that may have been given what it had lent");
        }
        return regions().stream()
                .map(KeepingRegion::user)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether ending it would drop what a thread that closes a region cannot drop. */
    public boolean isUsedBesides(Thread closer) {
        return regions().stream().anyMatch(region -> region.isUsedBesides(closer));
    }

    /** The object is used otherwise, or dropped: nothing that belongs to the regions is of any use from now on. */
    public void end() {
        List<KeepingRegion> regions = regions();
        Set<NativeRegion> early = new HashSet<>();
        Runnable end = () -> ended = true;
        Thrown.each(
                List.of(
                        () -> Thrown.each(regions, region -> region.endEarly(early)),
                        end,
                        () -> Thrown.each(regions, KeepingRegion::endViews)),
                Runnable::run);
    }

    private List<KeepingRegion> regions() {
        synchronized (used) {
            return List.copyOf(used.reversed());
        }
    }

    String until() {
        return LoanRegion.until(object);
    }

    @Override
    public String toString() {
        return "Region[borrowed from " + object + "]";
    }
}
