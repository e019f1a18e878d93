package org.rdylib.loader.internal;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The system's linker, called directly: the Java API for it hides its messages, and the commonest of them, a missing
 * dependency, is one that the user can do something about.
 */
public final class DynamicLinker {

    private static final int RTLD_NOW = 2;
    private static final int RTLD_LOCAL = 0;
    private static final int RTLD_DI_LINKMAP = 2;

    /** {@code l_ld} in {@code struct link_map}: where the library's dynamic section is. */
    private static final long DYNAMIC_SECTION = 16;

    /** Small parts of the C library that hardly a process has open, so that to close them is to unload them. */
    private static final List<String> SELDOM_OPEN = List.of("libBrokenLocale.so.1", "libanl.so.1", "libutil.so.1");

    private static final MemorySegment DLOPEN = Libc.function("dlopen");
    private static final MemorySegment DLSYM = Libc.function("dlsym");
    private static final MemorySegment DLCLOSE = Libc.function("dlclose");
    private static final MemorySegment DLINFO = Libc.function("dlinfo");
    private static final MemorySegment DLERROR = Libc.function("dlerror");

    private DynamicLinker() {}

    /** What the linker says about its last failure on this thread. */
    public static final class LinkException extends Exception {

        private static final long serialVersionUID = 1L;

        LinkException(String message) {
            super(message);
        }
    }

    /**
     * Opens a library: all its symbols are resolved at once, none of them becomes visible to others, and its
     * constructors run.
     *
     * @throws LinkException with the linker's words
     */
    public static MemorySegment open(String name) throws LinkException {
        try (Arena arena = Arena.ofConfined()) {
            long file = Libc.string(arena, name, StandardCharsets.UTF_8);
            long handle = Libc.call(DLOPEN, file, RTLD_NOW | RTLD_LOCAL, 0);
            if (handle == 0) {
                throw new LinkException(lastError());
            }
            return MemorySegment.ofAddress(handle);
        }
    }

    /** The address of a symbol of an open library or of one that it needs; empty if there is none. */
    public static Optional<MemorySegment> find(MemorySegment library, String symbol) {
        try (Arena arena = Arena.ofConfined()) {
            long name = Libc.string(arena, symbol, StandardCharsets.UTF_8);
            long address = Libc.call(DLSYM, library.address(), name, 0);
            return address == 0 ? Optional.empty() : Optional.of(MemorySegment.ofAddress(address));
        }
    }

    /**
     * Closes a library once: if it is open no further time, its destructors run and it is unmapped, unless it has seen to
     * it that it stays.
     */
    public static void close(MemorySegment library) {
        long _ = Libc.call(DLCLOSE, library.address(), 0, 0);
    }

    /**
     * Lets the linker look again for libraries that were closed and are used no more: it does so only when it closes
     * another. One that had destructors of thread-local variables to run is kept until then, though they have run.
     */
    static void sweep() {
        for (String name : SELDOM_OPEN) {
            try {
                close(open(name));
                return;
            } catch (LinkException _) {
                // This system has none of that name.
            }
        }
    }

    /** Some address in an open library; 0 if the linker does not say. */
    static long addressIn(MemorySegment library) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment map = arena.allocate(JAVA_LONG);
            int failed = (int) Libc.call(DLINFO, library.address(), RTLD_DI_LINKMAP, map.address());
            return failed == 0 ? RawMemory.ALL.get(JAVA_LONG_UNALIGNED, map.get(JAVA_LONG, 0) + DYNAMIC_SECTION) : 0;
        }
    }

    private static String lastError() {
        long text = Libc.call(DLERROR, 0, 0, 0);
        return text == 0 ? "the linker did not say why" : Libc.text(text);
    }
}
