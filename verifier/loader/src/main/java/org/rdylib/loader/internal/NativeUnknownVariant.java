package org.rdylib.loader.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.UnknownVariant;

/** A copy of the bytes of a variant that a stub does not know, and the regions of what it may borrow. */
public final class NativeUnknownVariant implements UnknownVariant {

    private final String type;
    private final Object origin;
    private final long tag;
    private final byte[] bytes;
    private final List<NativeRegion> regions;
    private final Optional<Thread> owner;

    /**
     * Of an enum.
     *
     * @param type what the descriptor calls the enum
     * @param origin what stands for the library that it is of
     * @param regions of the enum's lifetimes, in their order
     * @param owner the thread that alone may use it; empty if all may
     */
    public NativeUnknownVariant(
            String type, Object origin, long tag, byte[] bytes, List<NativeRegion> regions, Optional<Thread> owner) {
        this.type = type;
        this.origin = origin;
        this.tag = tag;
        this.bytes = bytes.clone();
        this.regions = List.copyOf(regions);
        this.owner = owner;
    }

    @Override
    public long tag() {
        return tag;
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** What the descriptor calls the enum. */
    public String type() {
        return type;
    }

    /** What stands for the library that it is of. */
    public Object origin() {
        return origin;
    }

    /** The regions of the enum's lifetimes, in their order. */
    public List<NativeRegion> regions() {
        return regions;
    }

    /**
     * Sees to it that what it borrows can be used, for as long as the running call takes.
     *
     * @throws org.rdylib.loader.RegionClosedException if the region of one of its lifetimes has ended
     * @throws WrongThreadException on another thread than its own, or than that of such a region
     */
    public void hold() {
        Thread current = Thread.currentThread();
        if (!owner.map(Threads::isCurrent).orElse(true)) {
            throw new WrongThreadException(this + " belongs to " + owner.orElseThrow() + ", and is used on " + current);
        }
        regions.forEach(NativeRegion::hold);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NativeUnknownVariant variant
                && type.equals(variant.type)
                && origin.equals(variant.origin)
                && Arrays.equals(bytes, variant.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "variant " + tag + " of " + type;
    }
}
