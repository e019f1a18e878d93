package org.rdylib.loader;

import org.rdylib.loader.internal.ConfinedRegion;
import org.rdylib.loader.internal.ImmortalRegion;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.SharedRegion;

/**
 * A lifetime: what is passed to a library for {@code 'a}, and what comes back bounded by {@code 'a}, belongs to a
 * region and can be used until the region is closed.
 *
 * <p>A region {@linkplain #open() of one thread} belongs to the thread that opened it. The regions of a thread nest: the
 * youngest is closed first, and what was opened earlier outlives what was opened later. Closing a region drops the objects
 * that belong to it, newest first, and frees its memory.
 *
 * <p>A region {@linkplain #openShared of all threads} can be used and closed by any thread, in any order. Its texts,
 * slices and references are read, and passed to libraries, on any thread. An object that belongs to it stays with the
 * thread that it was made on: that thread uses it, and closes it before another closes the region. An object whose thread
 * has ended is never dropped, since no other may. One that is {@code Send} is used and dropped on any thread. Where a value has to live as long as another region, this one is not closed before.
 *
 * {@snippet :
 * try (Region src = Region.open()) {
 *     Events events = markdown.parse(src.text(source)); // borrows from src
 * } // events is dropped, and refuses from here on
 * }
 */
public sealed interface Region extends AutoCloseable permits NativeRegion {

    /** Opens a region that belongs to the calling thread. */
    static Region open() {
        return ConfinedRegion.open();
    }

    /**
     * Opens a region that belongs to all threads. Using its values costs a few nanoseconds more than those of a region of
     * one thread, closing it some tens of microseconds.
     */
    static Region openShared() {
        return SharedRegion.open();
    }

    /**
     * The region of {@code 'static}: it belongs to every thread and is never closed, and memory that is passed for it is
     * never freed.
     */
    static Region forever() {
        return ImmortalRegion.FOREVER;
    }

    /**
     * Copies {@code text} into memory of this region.
     *
     * @throws IllegalArgumentException if it contains an unpaired surrogate, which UTF-8 cannot say
     * @throws RegionClosedException if the region is closed
     * @throws WrongThreadException on another thread than the region's
     */
    Text text(CharSequence text);

    /**
     * Copies {@code text} and a zero byte into memory of this region.
     *
     * @throws IllegalArgumentException if it contains an unpaired surrogate or a zero character
     * @throws RegionClosedException if the region is closed
     * @throws WrongThreadException on another thread than the region's
     */
    CText cText(CharSequence text);

    /** Whether it is not closed. */
    boolean isOpen();

    /**
     * Drops what belongs to the region, newest first, and frees its memory. Nothing happens if it is closed already.
     *
     * @throws RegionInUseException if it belongs to all threads, and a call is running that was given something of it, or
     *     it has objects that belong to other threads, or that another thread is dropping, since it closes them or a second
     *     region that they belong to, or a region is open that it has to outlive
     * @throws RegionClosedException inside a destructor that closing it has called
     * @throws RegionException if a younger region of the thread is open, if a call is running that the region was opened
     *     before, or if it is never closed
     * @throws WrongThreadException on another thread than the region's
     */
    @Override
    void close();
}
