package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.NativeRegion;

/**
 * A function of a library that Java was given as a value: code without data, of which there is nothing to drop. It may be
 * called on any thread, as long as its region is open.
 */
public final class ForeignFunction {

    private final Library library;
    private final NativeRegion region;
    private final long address;
    private final String name;

    /**
     * The function at an address.
     *
     * @param received the value that it is part of
     * @param region the first that ends of all that its type is bounded by
     * @param name of its type, for messages
     * @param place where it comes from, for messages
     * @throws InvalidValueException if there is none
     */
    public ForeignFunction(Receiving received, Region region, long address, String name, String place) {
        if (address <= 0) {
            throw new InvalidValueException(
                    place + ": a function at 0x" + Long.toHexString(address) + ", where no program has code");
        }
        this.library = received.library();
        this.region = (NativeRegion) region;
        this.address = address;
        this.name = name;
    }

    /** What implements a function type for the library's functions. */
    public interface Taken extends Bounded {

        /** The function. */
        ForeignFunction function();

        /** The regions of the lifetimes of what is around its type: it is called for these and no others. */
        default List<Region> regions() {
            return List.of();
        }
    }

    /** The library that gave it. */
    public Library library() {
        return library;
    }

    /** The first region that ends of all that its type is bounded by. */
    public Region region() {
        return region;
    }

    /**
     * Begins a call, which {@link CallFrame#close} ends.
     *
     * @throws org.rdylib.loader.LibraryClosedException if the library was closed
     * @throws org.rdylib.loader.RegionClosedException if the region was closed
     * @throws WrongThreadException on another thread than the region's
     */
    public CallFrame enter() {
        CallFrame frame = library.enter();
        boolean held = false;
        try {
            region.hold();
            held = true;
            return frame;
        } finally {
            if (!held) {
                frame.close();
            }
        }
    }

    /** What to call, during a call. */
    public MemorySegment code() {
        return MemorySegment.ofAddress(address);
    }

    /** Its address, to be given back to its library: it stays good for as long as the running call takes. */
    long passed() {
        region.hold();
        return address;
    }

    @Override
    public String toString() {
        return name + "@" + Long.toHexString(address) + " of " + library;
    }
}
