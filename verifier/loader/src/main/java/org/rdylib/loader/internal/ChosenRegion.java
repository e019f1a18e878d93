package org.rdylib.loader.internal;

import java.util.List;
import org.rdylib.loader.RegionException;

/**
 * A lifetime that a callback's caller chose, for which the callback may leave something with it. What Java was given for it is
 * Java's until the callback returns; what Java leaves has to be good for longer, nobody but the caller knows how long. So
 * this is outlived by nothing but itself, its library, what is never closed, and what the caller has promised to outlive it.
 *
 * <p>It can be as long as what was promised: what holds Java's answer may be as old as that, and is dropped with it. So
 * something that is lent for a call, {@link KeepingRegion}, outlives this if it can outlive what was promised; else nothing may
 * be lent for it that is dropped, or used otherwise, once the callback has returned.
 */
public final class ChosenRegion extends NativeRegion {

    private final String name;
    private final CallbackRegion callback;
    private final NativeRegion library;
    private final List<NativeRegion> longer;

    /**
     * One of a running callback's.
     *
     * @param name what the descriptor calls it, for messages
     * @param callback the region of the others
     * @param library the lifetime of the library that calls
     * @param longer those that were promised to outlive it
     */
    public ChosenRegion(String name, CallbackRegion callback, NativeRegion library, List<NativeRegion> longer) {
        super(ImmortalRegion.FOREVER);
        this.name = name;
        this.callback = callback;
        this.library = library;
        this.longer = longer;
    }

    @Override
    public void check() {
        callback.check();
    }

    @Override
    public boolean isOpen() {
        return callback.isOpen();
    }

    @Override
    public boolean endsWithCallback() {
        return true;
    }

    @Override
    public boolean isCutOff() {
        return callback.isCutOff();
    }

    @Override
    boolean isWithin(NativeRegion ancestor) {
        return super.isWithin(ancestor)
                || library.isWithin(ancestor)
                || longer.stream().anyMatch(region -> region.isWithin(ancestor));
    }

    /** What the callback drops may be dropped before what it leaves. */
    @Override
    boolean mayItselfEndWith(NativeRegion other) {
        return other.endsWithCallback() || outlives(other);
    }

    @Override
    boolean comesToBeOutlivedBy(KeepingRegion keeping) {
        return longer.stream().anyMatch(keeping::ensureOutlives) || keeping.comesToOutliveUnknown(this);
    }

    @Override
    public boolean isEndUnknown() {
        return true;
    }

    @Override
    boolean isEnding() {
        return callback.isEnding();
    }

    @Override
    public NativeRegion leasing(GuardedRegion lessor) {
        // A lease would end with the callback, and this does not.
        return isWithin(lessor) ? this : shortest(this, lessor);
    }

    /** What is Java's own is kept from the garbage collector for as long as the library has it. */
    @Override
    public NativeRegion given() {
        return library;
    }

    @Override
    public long allocate(long size, long align) {
        return callback.allocate(size, align);
    }

    @Override
    public Adoption adopt(Droppable what) {
        return callback.adopt(what);
    }

    @Override
    public Adoption keepToEnd(Droppable what) {
        return callback.keepToEnd(what);
    }

    /** The callback's caller may have it for longer than the callback runs. */
    @Override
    public Adoption keepClosure(Droppable closure) {
        return library.keepClosure(closure);
    }

    /** The same. */
    @Override
    public Adoption keepMemory(Droppable memory) {
        return library.keepMemory(memory);
    }

    /** Nobody says when it is over: what the callback leaves for it is needed from then on. */
    @Override
    Adoption needToEnd(Droppable need) {
        return Adoption.NOTHING;
    }

    @Override
    public void close() {
        throw new RegionException("the lifetime of a callback's argument ends when its caller says so");
    }

    @Override
    public String toString() {
        return "Region[" + name + " of a callback's caller]";
    }
}
