package org.rdylib.loader.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.CText;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/**
 * What every region can be asked by the rest of the loader.
 *
 * <p>What belongs to a region is dropped when that ends, newest first. That alone is no order: what is older can have been
 * given a reference to what is newer, and what belongs to another region, that ends with this one, may hold one, too. So
 * <em>an object is dropped after all that may use it</em>, wherever that is in whose list: first what it has been lent for
 * ends ({@link #endEarly}), with everything that belongs to that or may belong to what ends no later, and what has been
 * borrowed from it; then its destructor runs. All that is dropped early this way would have been dropped with the same region
 * a moment later. It ends, since nothing is lent for a lifetime that may be as long as that of the region which drops it
 * ({@link #mayEndWith}), neither at once nor by what that lifetime comes to outlive afterwards ({@link #lends}).
 */
public abstract sealed class NativeRegion implements Region
        permits ImmortalRegion, GuardedRegion, OwningRegion, CallbackRegion, ChosenRegion, MeetRegion, KeepingRegion {

    /** The mark of an access that no other thread can cut short. */
    public static final int UNGUARDED = -1;

    private static final Object ORDER = new Object();

    private static final String TEXT = "Region.text(text)";
    private static final String C_TEXT = "Region.cText(text)";

    /** The region that ends no earlier than this one, and next to it. */
    private final @Nullable NativeRegion parent;

    NativeRegion(@Nullable NativeRegion parent) {
        this.parent = parent;
    }

    /**
     * Returns if its values can be used, here and now.
     *
     * @throws org.rdylib.loader.RegionClosedException if it has ended
     * @throws WrongThreadException on another thread than its own
     */
    public abstract void check();

    /**
     * Begins an access to the region's memory, during which it does not end.
     *
     * @return what {@link #leave} is to be given
     */
    public int enter() {
        check();
        return UNGUARDED;
    }

    /** What ends it beside its closing, as words for a message behind its name; empty if nothing does. */
    public String until() {
        return "";
    }

    /** Ends an access. */
    public static void leave(int mark) {
        if (mark != UNGUARDED) {
            ThreadState.current().leave(mark);
        }
    }

    /** Like {@link #check}; and the region does not end before the running call has returned. */
    public void hold() {
        check();
    }

    /** Whether another thread could end it, unless it is {@linkplain #hold held}. */
    public boolean isGuarded() {
        return false;
    }

    /** Whether what belongs to it can be used on any thread. */
    public boolean isOfAllThreads() {
        return false;
    }

    /** Whether another thread is ending it at this moment, or is about to. */
    boolean isEndedElsewhere() {
        return false;
    }

    /** Whether it ends for Java when the callback returns that is given something for it. */
    public boolean endsWithCallback() {
        return false;
    }

    /** Whether it ends with a callback at the latest. */
    public boolean isWithinCallback() {
        return endsWithCallback() || (parent != null && parent.isWithinCallback());
    }

    /**
     * Whether that callback is over, and found too little stack to drop what it was given: what belongs to this is there, and
     * what it borrows may be gone.
     */
    public boolean isCutOff() {
        return parent != null && parent.isCutOff();
    }

    /**
     * This lifetime, as one that {@code lessor} outlives: the library is not unloaded, the region not closed before it has
     * ended. What has no end of its own is cut to the lessor's.
     */
    public abstract NativeRegion leasing(GuardedRegion lessor);

    /** Whether it ends only with a library, or never. */
    boolean isLibrarys() {
        return false;
    }

    /**
     * The address of {@code size} zero bytes that live as long as the region.
     *
     * @param align a power of two
     */
    public abstract long allocate(long size, long align);

    /** From now on {@code what} is dropped when the region ends. */
    public abstract Adoption adopt(Droppable what);

    /**
     * The same of something of Java's that is lent for the region: what uses it belongs to the region, rather than itself, and
     * may do so in its destructor.
     */
    public Adoption keep(Droppable what) {
        return keepToEnd(what);
    }

    /**
     * The same of what all that belongs to the region may refer to, destructors too: it is done last, whatever it is newer
     * than.
     */
    public Adoption keepToEnd(Droppable what) {
        return adopt(what);
    }

    /**
     * The same of a closure of Java's that nobody else drops, whose own code runs then: that may still read what lies in memory
     * of Java's, and in what was lent.
     */
    public Adoption keepClosure(Droppable closure) {
        return keepToEnd(closure);
    }

    /** The same of memory of Java's that what belongs to the region may refer to, destructors too. */
    public Adoption keepMemory(Droppable memory) {
        return keepToEnd(memory);
    }

    /** The region, to which something belongs from now on that nobody drops or closes. */
    public NativeRegion lasting() {
        return this;
    }

    /**
     * Whether a library may use what it was lent for the region: until it has ended, also on threads that closing it waits for,
     * and in destructors that closing it calls.
     */
    public boolean isUsable() {
        return isOpen();
    }

    /** How long a library may use what is Java's own and is given to it for this lifetime. */
    public NativeRegion given() {
        return this;
    }

    /**
     * The library lends something for the region, which nobody drops: what was lent to the library, and that may use, stays
     * lent as long.
     *
     * @param isSend whether Rust would let that be moved to another thread
     * @return what is to be released where it is let go of
     */
    public Adoption view(boolean isSend) {
        return Adoption.NOTHING;
    }

    /** The same of plain data, which nobody lets go of, and which may lie in what was lent to the library. */
    public void viewPlainly() {}

    /**
     * A call lends something for it, or for what ends with it: a region that ends as soon as nothing needs it lasts until that
     * is released.
     */
    public Adoption need() {
        return Adoption.NOTHING;
    }

    /** Whoever has what belongs to it needs something that lasts longer: {@code need} is dropped when nobody can have it. */
    Adoption needToEnd(Droppable need) {
        return keepToEnd(need);
    }

    /** What of a library's uses the things that are lent for the region, if that is known. */
    public Optional<Droppable> borrower() {
        return Optional.empty();
    }

    /** Whether {@code other} ends no later than this one: {@code 'this: 'other}. */
    public boolean outlives(NativeRegion other) {
        return other.isWithin(this);
    }

    /**
     * Whether what belongs to it, or to what it has come to outlive, may be in use for as long as {@code other} is there: then
     * what {@code other} drops cannot be lent for it, since that could be dropped first.
     */
    public final boolean mayEndWith(NativeRegion other) {
        return reached().stream().anyMatch(one -> one.mayItselfEndWith(other));
    }

    /** The same of what belongs to it. */
    boolean mayItselfEndWith(NativeRegion other) {
        return outlives(other);
    }

    /** Regions that are known to end no later than it, or with a part of it, beside those within it. */
    List<NativeRegion> outlived() {
        return List.of();
    }

    /** The region, and all that it reaches by {@link #outlived}. */
    final Set<NativeRegion> reached() {
        Set<NativeRegion> all = new LinkedHashSet<>(List.of(this));
        Deque<NativeRegion> left = new ArrayDeque<>(all);
        for (NativeRegion next = left.poll(); next != null; next = left.poll()) {
            next.outlived().stream().filter(all::add).forEach(left::add);
        }
        return all;
    }

    /**
     * An object that is lent for a lifetime.
     *
     * @param home the region that drops it, if that is one of the program's
     * @param isReused whether Java can have it alone, or drops it, when a callback is over that it may have been given to
     */
    public record Lent(Optional<NativeRegion> home, boolean isReused) {}

    /**
     * An object is lent for it: what comes to be outlived by it, or by one that it outlives, has to end before that.
     *
     * @return whether it can be: not if it is dropped with what may be as long as this, nor if Java can have it alone, or drops
     *     it, while only a callback's caller knows when this is over
     */
    public final boolean lends(Lent lent) {
        return inOrder(() -> {
            if ((lent.isReused() && isEndUnknown())
                    || lent.home().filter(this::mayEndWith).isPresent()) {
                return false;
            }
            if (lent.isReused()) {
                reached().forEach(one -> one.note(Set.of(lent)));
            }
            return true;
        });
    }

    /**
     * Settles what is lent for it, or what it comes to outlive. Each is refused where the other is so already: of two threads
     * one comes first.
     */
    final boolean inOrder(BooleanSupplier settles) {
        if (!isGuarded()) {
            return settles.getAsBoolean();
        }
        synchronized (ORDER) {
            return settles.getAsBoolean();
        }
    }

    /** These are lent for it, or for what outlives it. */
    void note(Set<Lent> lent) {}

    /** Whether only a callback's caller knows when it is over, or when that is over which ends with it. */
    public boolean isEndUnknown() {
        return false;
    }

    /** Whether it, or a region that it is within, is being ended on this thread. */
    boolean isEnding() {
        return parent != null && parent.isEnding();
    }

    /**
     * Something that is lent for it is dropped with its own region, which is ending: all that may use it is dropped before, and
     * nobody uses it from then on.
     */
    public final void endEarly() {
        endEarly(new HashSet<>());
    }

    /**
     * The same.
     *
     * @param ended those that have been ended so already, or are being ended
     */
    void endEarly(Set<NativeRegion> ended) {}

    /**
     * Whether {@link #endEarly} would drop what a thread that closes a region cannot drop, as {@link Droppable#isUsedBesides}
     * tells.
     */
    public final boolean isUsedBesides(Thread closer) {
        return reached().stream().anyMatch(one -> one.isItselfUsedBesides(closer));
    }

    /** The same of what belongs to it. */
    boolean isItselfUsedBesides(Thread closer) {
        return false;
    }

    /** Like {@link #outlives}, where a library or a region of all threads can see to it that it does. */
    public boolean ensureOutlives(NativeRegion other) {
        return outlives(other);
    }

    /**
     * Whether that one, which does not yet, can come to outlive this one, which it then does. What this one is promised to end
     * before tells.
     */
    boolean comesToBeOutlivedBy(KeepingRegion longer) {
        return longer.comesToOutlive(this);
    }

    /** Whether {@code ancestor}, which is no {@link MeetRegion}, ends no earlier than this one. */
    boolean isWithin(NativeRegion ancestor) {
        return this == ancestor || (parent != null && parent.isWithin(ancestor));
    }

    /** The region that ends with the first of the two. */
    public static NativeRegion shortest(NativeRegion one, NativeRegion other) {
        if (one.outlives(other)) {
            return other;
        }
        return other.outlives(one) ? one : new MeetRegion(one, other);
    }

    @Override
    public Text text(CharSequence text) {
        check();
        String string = Nulls.refuse(text, TEXT).toString();
        byte[] bytes = Utf8.encode(string, TEXT);
        // Only of ASCII a character is one byte.
        boolean ascii = bytes.length == string.length();
        return NativeText.trusted(this, copy(bytes, bytes.length), bytes.length, ascii);
    }

    @Override
    public CText cText(CharSequence text) {
        check();
        byte[] bytes = Utf8.encodeZeroTerminated(Nulls.refuse(text, C_TEXT).toString(), C_TEXT);
        return new NativeCText(this, copy(bytes, bytes.length + 1L), bytes.length);
    }

    private long copy(byte[] bytes, long size) {
        int mark = enter();
        try {
            long at = allocate(Math.max(size, 1), 1);
            RawMemory.write(at, bytes);
            return at;
        } finally {
            leave(mark);
        }
    }
}
