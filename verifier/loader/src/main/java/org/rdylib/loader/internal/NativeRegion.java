package org.rdylib.loader.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.CText;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/** What every region can be asked by the rest of the loader. */
public abstract sealed class NativeRegion implements Region
        permits ImmortalRegion, GuardedRegion, OwningRegion, CallbackRegion, ChosenRegion, MeetRegion, KeepingRegion {

    /** The mark of an access that no other thread can cut short. */
    static final int UNGUARDED = -1;

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

    /** Whether it ends for Java when the callback returns that is given something for it. */
    public boolean endsWithCallback() {
        return false;
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

    /** The same of something that is lent for the region: what uses it belongs to the region, rather than itself. */
    public Adoption keep(Droppable what) {
        return adopt(what);
    }

    /**
     * The same of what all that belongs to the region may refer to, destructors too: it is done last, whatever it is newer
     * than.
     */
    public Adoption keepToEnd(Droppable what) {
        return adopt(what);
    }

    /** The same of memory of Java's that what belongs to the region may refer to, destructors too. */
    public Adoption keepMemory(Droppable memory) {
        return keepToEnd(memory);
    }

    /** The region, to which something belongs from now on that nobody drops or closes. */
    public NativeRegion lasting() {
        return this;
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

    /** Whether what belongs to it may be dropped when {@code other} ends, and not before. */
    public boolean mayEndWith(NativeRegion other) {
        return outlives(other);
    }

    /** Like {@link #outlives}, where a library or a region of all threads can see to it that it does. */
    public boolean ensureOutlives(NativeRegion other) {
        return outlives(other);
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
        String string = text.toString();
        byte[] bytes = Utf8.encode(string);
        // Only of ASCII a character is one byte.
        boolean ascii = bytes.length == string.length();
        return NativeText.trusted(this, copy(bytes, bytes.length), bytes.length, ascii);
    }

    @Override
    public CText cText(CharSequence text) {
        check();
        byte[] bytes = Utf8.encodeZeroTerminated(text.toString());
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
