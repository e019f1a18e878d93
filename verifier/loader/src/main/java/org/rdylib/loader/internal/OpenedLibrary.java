package org.rdylib.loader.internal;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.spec.Code;

/** A library that the system's linker has opened, and that may be closed again. */
public final class OpenedLibrary {

    /**
     * What is left of libraries that were closed but may still be mapped, because they were opened several times or do not
     * let go.
     */
    private static final Map<Mapping, Left> LINGERING = new HashMap<>();

    /**
     * What stays as long as a library is mapped.
     *
     * @param files the linker knows it by the numbers of their descriptors, so these stay taken until it has forgotten them
     * @param rest what is done then
     */
    private record Left(Set<LibraryFile> files, List<Runnable> rest) {

        Left() {
            this(new HashSet<>(), new ArrayList<>());
        }

        void end() {
            files.forEach(LibraryFile::close);
            Throwable first = null;
            for (Runnable one : rest) {
                try {
                    one.run();
                } catch (RuntimeException | Error thrown) {
                    first = Thrown.first(first, thrown);
                }
            }
            Thrown.rethrow(first);
        }
    }

    /** How often each library is open, by its handle: of a file there is one, however often it is opened. */
    private static final Map<Long, Integer> OPEN = new HashMap<>();

    private final LibraryFile file;
    private final MemorySegment handle;
    private final Optional<Mapping> mapping;
    private volatile boolean closed;

    /** The files of libraries that were opened and are never closed, by what tells them from others. */
    private static final Map<Object, Staying> STAYING = new ConcurrentHashMap<>();

    /** A file, and what it was when it was opened: it is mapped, so that to write to it is to write to the library. */
    private record Staying(LibraryFile file, LibraryFile.State state) {}

    /** A library was opened that is never closed. */
    public static void stays(LibraryFile file, MemorySegment handle) {
        Optional<LibraryFile.State> state = file.state();
        // Nothing here makes a lambda: the first load does without (see StartTest).
        if (state.isPresent()) {
            STAYING.putIfAbsent(state.get().identity(), new Staying(file, state.get()));
        }
        count(handle, 1);
    }

    /**
     * The same file, as the linker knows it already, if its library stays; otherwise {@code file} itself.
     *
     * @throws UnlinkableLibraryException if it was changed since, so that the library in memory is no longer whole
     */
    public static LibraryFile known(LibraryFile file) {
        Optional<LibraryFile.State> state = file.state();
        Staying staying = state.isPresent() ? STAYING.get(state.get().identity()) : null;
        if (staying == null) {
            return file;
        }
        if (!staying.state().equals(state.get())) {
            throw new UnlinkableLibraryException(
                    Code.CANNOT_OPEN,
                    file.path() + " was changed while it is loaded: replace a library by renaming a new file over it");
        }
        return staying.file();
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
        mapping.ifPresent(place -> leave(place, left -> left.files().add(file)));
        boolean _ = settle();
    }

    /**
     * Has something done once nothing of it is in memory any more: now, if that is so; else when that is found out, by whoever
     * looks; never, where the system does not say.
     */
    public void whenGone(Runnable what) {
        mapping.ifPresent(place -> leave(place, left -> left.rest().add(what)));
        boolean _ = settle();
    }

    private static void leave(Mapping mapping, Consumer<Left> what) {
        synchronized (LINGERING) {
            what.accept(LINGERING.computeIfAbsent(mapping, _ -> new Left()));
        }
    }

    /** Whether it was closed and its memory is gone; never, where the system does not say. */
    public boolean isGone() {
        if (!closed || settle()) {
            return closed;
        }
        DynamicLinker.sweep();
        return settle();
    }

    /** Ends what was left of libraries that are gone now, of this one and of others. */
    private boolean settle() {
        if (mapping.isEmpty()) {
            return false;
        }
        List<Left> over = new ArrayList<>();
        Set<Mapping> asked = new HashSet<>();
        asked.add(mapping.get());
        Set<Mapping> gone;
        synchronized (LINGERING) {
            asked.addAll(LINGERING.keySet());
            gone = Mapping.gone(asked);
            for (Mapping one : gone) {
                Left left = LINGERING.remove(one);
                if (left != null) {
                    over.add(left);
                }
            }
        }
        over.forEach(Left::end);
        return gone.contains(mapping.get());
    }
}
