package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.LoanRegion;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Thrown;

/**
 * Makes the owned values that a library is given. Java is their maker: what is behind them is memory of ours, and with
 * it goes a function of ours to free it, which may be called on any thread, and for as long as the process lives.
 *
 * <p>Until they are handed over, values belong to whoever makes them, who takes them back where something comes in
 * between: a call whose later argument is refused, a callback that throws.
 */
public final class Making {

    /** Whether the library only sees what is made, behind a reference: then it stays Java's. */
    private final boolean isLending;

    /** What that is lent for; null for a call. */
    private final @Nullable Region until;

    private @Nullable Library receiver;

    /** The number of a call that may have been given what is borrowed from the objects it is given. */
    private long call = LoanRegion.RUNNING;

    private final Made made = new Made();
    private @Nullable PassedObject passed;

    final Lends lends;

    /** For values that {@code receiver} is given. */
    Making(@Nullable Library receiver) {
        this(receiver, new Lends(), false, null);
    }

    private Making(@Nullable Library receiver, Lends lends, boolean isLending, @Nullable Region until) {
        this.receiver = receiver;
        this.lends = lends;
        this.isLending = isLending;
        this.until = until;
    }

    /** For values that {@code receiver} only sees during a call, behind references: what they own stays Java's. */
    static Making lending(@Nullable Library receiver) {
        return new Making(receiver, new Lends(), true, null);
    }

    /**
     * From now on it makes values for {@code library}: frames are used for one after the other.
     *
     * @param call the number of one that may have been given what is borrowed from the objects that the library is given, as
     *     {@link LoanRegion#isHeldBy} takes it
     */
    Making forLibrary(@Nullable Library library, long call) {
        receiver = library;
        this.call = call;
        return this;
    }

    /** Makes values that are lent for as long as a region lasts, and freed with it, once nothing can use them any more. */
    public static Making in(Region region) {
        Making making = new Making(null);
        ((NativeRegion) region).keepToEnd(Lent.memory(making::takeBack));
        return making;
    }

    /**
     * Makes what is lent behind a reference, for as long as a region lasts: it is freed with that, or as soon as nothing of
     * the library's is left that was made for it. What it refers to is lent as by this one, and what it owns stays Java's.
     */
    public Making until(Region region) {
        Making making = new Making(receiver, lends, true, region);
        making.call = call;
        lends.add(making, region);
        return making;
    }

    /** The address of {@code size} bytes, not cleared, which are freed with all that this one makes. */
    public long reserve(long size, long align) {
        return allocate(1, size, align, null);
    }

    /**
     * Makes a {@code String} at {@code at}.
     *
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it contains an unpaired surrogate
     */
    public void string(String text, long at, String place) {
        byte[] bytes = Values.utf8(text, place);
        Slices.put(bytes, vector(at, bytes.length, 1, 1));
    }

    /** The same of a {@code Box<str>}. */
    public void boxedString(String text, long at, String place) {
        byte[] bytes = Values.utf8(text, place);
        Slices.put(bytes, slice(at, bytes.length, 1, 1));
    }

    /** Makes a {@code Vec} at {@code at} whose elements own nothing; where they are to be put is the answer. */
    public long vector(long at, int length, long stride, long align) {
        return OwnedWords.vector(at, length, allocate(length, stride, align, null));
    }

    /** Makes a {@code Vec} at {@code at}; where its elements are to be put is the answer. */
    public long vector(long at, int length, long stride, long align, Owned.Freer element) {
        return OwnedWords.vector(at, length, allocate(length, stride, align, element));
    }

    /** Makes a {@code Box<[T]>} at {@code at} whose elements own nothing; where they are to be put is the answer. */
    public long slice(long at, int length, long stride, long align) {
        return OwnedWords.slice(at, length, allocate(length, stride, align, null));
    }

    /** Makes a {@code Box<[T]>} at {@code at}; where its elements are to be put is the answer. */
    public long slice(long at, int length, long stride, long align, Owned.Freer element) {
        return OwnedWords.slice(at, length, allocate(length, stride, align, element));
    }

    /** Makes a {@code Box<T>} at {@code at} whose contents own nothing; where they are to be put is the answer. */
    public long box(long at, long size, long align) {
        return OwnedWords.box(at, allocate(1, size, align, null));
    }

    /** Makes a {@code Box<T>} at {@code at}; where its contents are to be put is the answer. */
    public long box(long at, long size, long align, Owned.Freer contents) {
        return OwnedWords.box(at, allocate(1, size, align, contents));
    }

    /**
     * Gives a closure or an object of Java's to the library, which drops it: {@code {data, table}} at {@code at}. One behind a
     * reference stays Java's, but for the counts of it that the library makes.
     *
     * @param bound the lifetime that the library may call it for
     * @param counted whether as {@code Arc} rather than {@code Box}
     */
    public <T> void keep(HostType<T> type, T target, Region bound, boolean counted, Sending sending, long at) {
        keep(type, target, type.tables(), bound, counted, sending, at);
    }

    /** The same of an object that may lack some methods, by the tables of those that it has. */
    public <T> void keep(
            HostType<T> type, T target, Tables tables, Region bound, boolean counted, Sending sending, long at) {
        long table = counted ? tables.countedTable() : tables.table();
        Region end = until == null || counted ? bound : until;
        KeptTarget given = HostTargets.keep(type, target, receiver, sending, end);
        made.add(given);
        Memory.putLong(at, given.key);
        Memory.putLong(at + 8, table);
    }

    /**
     * Gives a closure to C, which drops it with {@link HostTargets#drop}; the data word is the answer.
     *
     * @param bound the lifetime that C may call it for
     */
    public <T> long keep(HostType<T> type, T target, Region bound, Sending sending) {
        KeptTarget given = HostTargets.keep(type, target, receiver, sending, bound);
        made.add(given);
        return given.key;
    }

    /**
     * Gives a closure to C, which has no way to drop it: it is dropped when the lifetime ends that C may call it for.
     */
    public <T> long keepFor(HostType<T> type, T target, Region bound, Sending sending) {
        long key = keep(type, target, bound, sending);
        ((NativeRegion) bound).keepClosure(() -> HostTargets.end(key));
        return key;
    }

    /** C does not have the closure that it was given, since it has refused it: the caller drops it. Nothing for 0. */
    public static void drop(long key) {
        if (key != 0) {
            HostTargets.dropped(key);
        }
    }

    /**
     * Gives a function of Java's to the library, which never drops it; its address is the answer. One of the library's own is
     * given back as it is.
     *
     * @param function what is passed
     * @param target the same, or what it is called by
     * @param bound the lifetime that the library may call it for
     * @param regions those of the lifetimes of what is around its type: one of the library's own is given back as it is if
     *     it has the same
     * @throws org.rdylib.loader.TooManyFunctionsException if there are too many different ones
     */
    public <T> long function(FunctionType<T> type, Object function, T target, Region bound, Region... regions) {
        return type.address(function, target, receiver, bound, regions);
    }

    /**
     * Lends a closure or an object of Java's to the library, which may keep it, and never drops it; the data word is the
     * answer.
     *
     * @param until the lifetime that the library may call it for
     */
    public <T> long lend(HostType<T> type, T target, Sending sending, Region until) {
        KeptTarget lent = HostTargets.keep(type, target, receiver, sending, until);
        lends.add(lent, until);
        return lent.key;
    }

    /** The same of an object of the library's own. */
    void lend(KeptLoan loan) {
        lends.add(loan);
    }

    /** Lends one to threads of the library's; the data word is the answer. */
    <T> long lend(HostType<T> type, T target, Sending sending) {
        KeptTarget lent = HostTargets.keep(type, target, receiver, sending, null);
        made.add(lent);
        return lent.key;
    }

    /**
     * Gives an object of the library's own back to it: {@code {data, table}} at {@code at}. One behind a reference is lent.
     *
     * @param counted whether as {@code Arc}: the caller keeps its own; else as {@code Box}
     * @throws org.rdylib.loader.OtherLibraryException if it is of another library
     * @throws IllegalArgumentException if other threads may not use it as they will
     * @throws org.rdylib.loader.RegionException if it is lent, and dropped when that ends
     */
    public void give(ForeignObject object, Sending sending, boolean counted, long at) {
        PassedObject.Mode mode = counted ? PassedObject.Mode.COUNTED : given();
        give(object.begin(mode, receiver, sending, call), mode, at);
        put(object, at);
    }

    private static void put(ForeignObject object, long at) {
        Memory.putLong(at, object.data());
        Memory.putLong(at + 8, object.table());
    }

    /** How what is owned is passed. */
    private PassedObject.Mode given() {
        return isLending ? PassedObject.Mode.SHARED : PassedObject.Mode.OWNED;
    }

    /** @param at where its data pointer is that the library reads; 0 if that is known to it otherwise */
    private void give(ForeignHandle begun, PassedObject.Mode mode, long at) {
        if (until == null) {
            passed = PassedObject.begun(begun, mode, at, passed);
        } else {
            lend(begun, mode, until);
        }
    }

    /**
     * Lends an object of the library's own to it as {@code &dyn I}, within another value: {@code {data, table}} at {@code at}.
     *
     * @param until the lifetime that the library may use it for, which its own outlives
     * @throws org.rdylib.loader.OtherLibraryException if it is of another library
     * @throws IllegalArgumentException if other threads may not use it as they will
     * @throws org.rdylib.loader.RegionException if it is dropped when that ends
     */
    public void lendShared(ForeignObject object, Sending sending, Region until, long at) {
        lend(object, PassedObject.Mode.SHARED, sending, until, at);
    }

    /** The same as {@code &mut dyn I}: nobody else uses it at all before that is over. */
    public void lendExclusive(ForeignObject object, Sending sending, Region until, long at) {
        lend(object, PassedObject.Mode.EXCLUSIVE, sending, until, at);
    }

    private void lend(ForeignObject object, PassedObject.Mode mode, Sending sending, Region until, long at) {
        lend(object.begin(mode, receiver, sending, call), mode, until);
        put(object, at);
    }

    /** The same of an opaque value, as {@code &H}, within another value or as the answer of a callback: its pointer. */
    public void lendShared(ForeignOpaque opaque, Region until, long at) {
        lend(opaque, PassedObject.Mode.SHARED, until, at);
    }

    /** The same as {@code &mut H}. */
    public void lendExclusive(ForeignOpaque opaque, Region until, long at) {
        lend(opaque, PassedObject.Mode.EXCLUSIVE, until, at);
    }

    private void lend(ForeignOpaque opaque, PassedObject.Mode mode, Region until, long at) {
        lend(opaque.begin(mode, receiver, call), mode, until);
        Memory.putLong(at, opaque.data());
    }

    private void lend(ForeignHandle begun, PassedObject.Mode mode, Region until) {
        lends.pass(begun, mode);
        begun.lend(this, until, mode.isAlone());
    }

    /**
     * Gives an opaque value back to its library as {@code Box<H>}: its pointer at {@code at}. One behind a reference is lent.
     *
     * @throws org.rdylib.loader.RdylibException as {@link ForeignOpaque#passOwned} does, or {@link ForeignOpaque#passShared}
     */
    public void give(ForeignOpaque opaque, long at) {
        Memory.putLong(at, give(opaque));
    }

    /** The same where its pointer is passed in a word, which is the answer. */
    public long give(ForeignOpaque opaque) {
        PassedObject.Mode mode = given();
        give(opaque.begin(mode, receiver, call), mode, 0);
        return opaque.data();
    }

    /** What drops the opaque values that lie in memory of ours which the library frees. */
    public Receiving discarding() {
        return Receiving.discarding(receiver);
    }

    /** Makes an {@code Arc<T>} at {@code at} whose contents own nothing; where they are to be put is the answer. */
    public long shared(long at, long size, long align) {
        return OwnedWords.shared(at, allocate(1, size, align, null));
    }

    /** Makes an {@code Arc<T>} at {@code at}; where its contents are to be put is the answer. */
    public long shared(long at, long size, long align, Owned.Freer contents) {
        return OwnedWords.shared(at, allocate(1, size, align, contents));
    }

    private long allocate(long capacity, long stride, long align, Owned.@Nullable Freer element) {
        return made.piece(capacity, stride, align, element);
    }

    /** The callback is over that some of the objects were given to: their regions end, and they are in its answer. */
    void detach() {
        for (PassedObject object = passed; object != null; object = object.older) {
            object.object.detach();
        }
    }

    /** From now on what was made is the library's; nothing of it where that throws, and then the rest is to be taken back. */
    void handOver() {
        PassedObject given = passed;
        PassedObject.handOver(given);
        passed = null;
        PassedObject.passBackHandedOver(given);
        lends.handOver();
        made.forget();
    }

    /** Takes back what was made, or lent, and not handed over: all of it, whatever is thrown meanwhile. */
    void takeBack() {
        Throwable first = null;
        try {
            lends.takeBack();
        } catch (Throwable thrown) {
            first = thrown;
        }
        try {
            free();
        } catch (Throwable thrown) {
            first = Thrown.first(first, thrown);
        }
        Thrown.rethrow(first);
    }

    /** Frees what was made and not handed over; the library's own counts of what was behind a reference stay. */
    void free() {
        try {
            made.takeBack();
        } finally {
            PassedObject newest = passed;
            passed = null;
            PassedObject.passBack(newest);
        }
    }

    /** How many pieces of memory have been made and not been freed: for tests, which see to it that all are. */
    public static long living() {
        return Pieces.living();
    }

    /** How often something was to be freed that was not there, or no more. */
    public static long refused() {
        return Pieces.refused();
    }
}
