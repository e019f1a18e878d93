package org.rdylib.loader.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The system's linker, called directly: the Java API for it hides its messages, and the commonest of them, a missing
 * dependency, is one that the user can do something about.
 */
@SuppressWarnings("restricted") // what needs native access stands in few places, and this is one
public final class DynamicLinker {

    private static final int RTLD_NOW = 2;
    private static final int RTLD_LOCAL = 0;
    private static final int RTLD_DI_LINKMAP = 2;

    /** {@code l_ld} in {@code struct link_map}: where the library's dynamic section is. */
    private static final long DYNAMIC_SECTION = 16;

    /** Small parts of the C library that hardly a process has open, so that to close them is to unload them. */
    private static final List<String> SELDOM_OPEN = List.of("libBrokenLocale.so.1", "libanl.so.1", "libutil.so.1");

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle DLOPEN = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("dlopen"), FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle DLSYM = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("dlsym"), FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle DLCLOSE = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("dlclose"), FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle DLINFO = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("dlinfo"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle DLERROR =
            LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("dlerror"), FunctionDescriptor.of(ADDRESS));

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
            MemorySegment handle = (MemorySegment)
                    DLOPEN.invokeExact(arena.allocateFrom(name, StandardCharsets.UTF_8), RTLD_NOW | RTLD_LOCAL);
            if (handle.address() == 0) {
                throw new LinkException(lastError());
            }
            return handle;
        } catch (LinkException | RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** The address of a symbol of an open library or of one that it needs; empty if there is none. */
    public static Optional<MemorySegment> find(MemorySegment library, String symbol) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address =
                    (MemorySegment) DLSYM.invokeExact(library, arena.allocateFrom(symbol, StandardCharsets.UTF_8));
            return address.address() == 0 ? Optional.empty() : Optional.of(address);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /**
     * Closes a library once: if it is open no further time, its destructors run and it is unmapped, unless it has seen to
     * it that it stays.
     */
    public static void close(MemorySegment library) {
        try {
            int _ = (int) DLCLOSE.invokeExact(library);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
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
            MemorySegment map = arena.allocate(ADDRESS);
            int failed = (int) DLINFO.invokeExact(library, RTLD_DI_LINKMAP, map);
            return failed == 0
                    ? RawMemory.ALL.get(JAVA_LONG_UNALIGNED, map.get(ADDRESS, 0).address() + DYNAMIC_SECTION)
                    : 0;
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private static String lastError() throws Throwable {
        MemorySegment text = (MemorySegment) DLERROR.invokeExact();
        return text.address() == 0
                ? "the linker did not say why"
                : text.reinterpret(Long.MAX_VALUE).getString(0);
    }
}
