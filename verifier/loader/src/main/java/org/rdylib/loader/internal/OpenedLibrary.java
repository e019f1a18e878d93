package org.rdylib.loader.internal;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A library that the system's linker has opened, and that may be closed again. */
public final class OpenedLibrary {

    /**
     * The files of libraries that were closed but may still be mapped, because they were opened several times or do not
     * let go. The linker knows them by the numbers of their descriptors, so these stay taken until it has forgotten them.
     */
    private static final Map<String, List<LibraryFile>> LINGERING = new HashMap<>();

    /** How often each library is open, by its handle: of a file there is one, however often it is opened. */
    private static final Map<Long, Integer> OPEN = new HashMap<>();

    private final LibraryFile file;
    private final MemorySegment handle;
    private final Optional<Mapping> mapping;
    private volatile boolean closed;

    /** A library was opened that is never closed. */
    public static void stays(MemorySegment handle) {
        count(handle, 1);
    }

    /** What {@link DynamicLinker#open} has given for a file. */
    public OpenedLibrary(LibraryFile file, MemorySegment handle) {
        this.file = file;
        this.handle = handle;
        this.mapping = Mapping.at(DynamicLinker.addressIn(handle));
        count(handle, 1);
    }

    private static int count(MemorySegment handle, int more) {
        synchronized (OPEN) {
            int now = OPEN.getOrDefault(handle.address(), 0) + more;
            OPEN.put(handle.address(), now);
            return now;
        }
    }

    /**
     * It is about to be closed, or, unless that is {@linkplain #keep taken back}, has been.
     *
     * @return whether it is open no further time, so that its memory goes with it
     */
    public boolean leave() {
        return count(handle, -1) == 0;
    }

    /** It is not closed after all. */
    public void keep() {
        count(handle, 1);
    }

    /** What to ask for symbols. */
    public MemorySegment handle() {
        return handle;
    }

    /**
     * Lets the linker close it: its destructors run, and its memory is gone, unless the file is open otherwise or the
     * library has seen to it that it stays.
     */
    public void close() {
        DynamicLinker.close(handle);
        closed = true;
        settle();
    }

    /** Whether it was closed and its memory is gone; never, where the system does not say. */
    public boolean isGone() {
        if (!closed || settle()) {
            return closed;
        }
        DynamicLinker.sweep();
        return settle();
    }

    private boolean settle() {
        if (mapping.isEmpty()) {
            return false;
        }
        String key = mapping.get().file();
        synchronized (LINGERING) {
            List<LibraryFile> files = LINGERING.computeIfAbsent(key, _ -> new ArrayList<>());
            if (!files.contains(file) && !file.isClosed()) {
                files.add(file);
            }
            boolean gone = mapping.get().isGone();
            if (gone) {
                files.forEach(LibraryFile::close);
                LINGERING.remove(key);
            }
            return gone;
        }
    }
}
