package org.rdylib.loader.stub;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.KeepingLoan;
import org.rdylib.loader.internal.KeepingRegion;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Threads;

/**
 * That an object of a library is lent to it for longer than a call: until the region ends that it is lent for, or as soon as
 * the object is used otherwise, if nothing may use it by then, and that region is for calls that lend.
 */
final class KeptLoan implements Droppable {

    private final ForeignHandle object;
    private final Region until;
    private final boolean alone;
    private final @Nullable KeepingLoan ending;
    private final Thread lender = Thread.currentThread();
    private Adoption atLast = Adoption.NOTHING;

    /** The call that takes it back unless the library has it; null once it has. */
    private @Nullable Lends giving;

    KeptLoan(ForeignHandle object, Region until, boolean alone, Lends giving) {
        this.giving = giving;
        this.object = object;
        this.until = until;
        this.alone = alone;
        this.ending = until instanceof KeepingRegion keeping
                ? KeepingLoan.of(object.name, keeping).orElse(null)
                : null;
    }

    /** From now on the region ends it. */
    Adoption begin() {
        atLast = ((NativeRegion) until).keepToEnd(this);
        return atLast;
    }

    /** The library has it: it lasts. */
    void give() {
        giving = null;
    }

    /**
     * Whether a further reference for a lifetime needs nothing more.
     *
     * @param call what the call lends that is given that
     */
    boolean serves(Region other, Lends call) {
        return (giving == null || giving.equals(call))
                && !alone
                && (ending == null
                        ? until.equals(other)
                        : other instanceof KeepingRegion keeping && ending.serves(keeping));
    }

    /**
     * Whether it is not to be had beside a use of the object on this thread.
     *
     * @param alone whether that has it alone
     */
    boolean conflictsWith(boolean alone) {
        return alone || this.alone || (isElsewhere() && (ending == null || ending.isUsed()));
    }

    /** Whether the calling thread may not share the object with what has this. */
    private boolean isElsewhere() {
        return !object.terms.sending().isSync() && !Threads.isCurrent(lender);
    }

    /**
     * Why it cannot be ended, if something may use the object, as words for a message.
     *
     * @param call the number of the innermost that may have been given what is viewed of the object
     */
    Optional<String> user(long call) {
        return ending == null ? Optional.of("it is lent until the end of " + until) : ending.user(call);
    }

    /** Whether ending it would drop what a thread that closes a region cannot drop. */
    boolean isKeptBesides(Thread closer) {
        return ending == null ? ((NativeRegion) until).isUsedBesides(closer) : ending.isUsedBesides(closer);
    }

    /**
     * Ends it: nothing that belongs to its region is of any use from now on. Where something may use the object, that is
     * dropped: so it is when the object's own region is ending.
     */
    void end() {
        if (ending != null) {
            ending.end();
        } else {
            ((NativeRegion) until).endEarly();
        }
        atLast.release();
        dropByRegion();
    }

    @Override
    public void dropByRegion() {
        object.lent.end(this);
    }

    /** What only one thread uses, that thread alone has the account of. */
    @Override
    public boolean isUsedBesides(Thread closer) {
        Thread user = object.stack.thread;
        return object.borrows.isConfined() && !Threads.areSame(user, closer) && user.isAlive();
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
