package org.rdylib.loader.internal;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.spec.Code;

/**
 * A library's file, opened once: what is read of it and what the system's linker opens later is the same file, whatever
 * happens to its name meanwhile.
 *
 * <p>The linker is given the name {@code /proc/self/fd/N}. It remembers names, and gives the library that it opened
 * under a name before rather than look at the file again; so the descriptor of a library that was opened is not closed
 * before the library is gone, lest its number come back as another library's name.
 */
@SuppressWarnings("restricted") // what needs native access stands in few places, and this is one
public final class LibraryFile {

    private static final MemorySegment OPEN = open();
    private static final MemorySegment CLOSE = Libc.function("close");

    // Linux, on x86 and ARM alike.
    private static final int O_RDONLY = 0;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int FLAGS = O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;

    private final Path path;
    private final int descriptor;
    private boolean closed;

    private LibraryFile(Path path, int descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /**
     * Opens a file. It does not wait, whatever the name stands for.
     *
     * @throws MalformedLibraryException {@link Code#UNREADABLE} if it cannot be opened, {@link Code#NOT_A_LIBRARY} if it
     *     is no regular file
     */
    public static LibraryFile open(Path path) {
        NativeAccess.require();
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new MalformedLibraryException(
                    Code.UNREADABLE,
                    path + " cannot be opened: it is a path in " + path.getFileSystem()
                            + ", of which the system's linker knows nothing; copy it to a file first");
        }
        LibraryFile file = new LibraryFile(path, openDescriptor(path));
        if (!Files.isRegularFile(Path.of(file.linkerName()))) {
            String what = Files.isDirectory(path) ? "a folder" : "no regular file";
            file.close();
            throw new MalformedLibraryException(Code.NOT_A_LIBRARY, path + " is not a shared library: it is " + what);
        }
        return file;
    }

    /**
     * {@code open} without the parameter that is not always there: as the C library calls it for those who have it check
     * more. Another than GNU's may not have it, and calls {@code open} itself alike.
     */
    private static MemorySegment open() {
        Optional<MemorySegment> checked = Linker.nativeLinker().defaultLookup().find("__open_2");
        return checked.isPresent() ? checked.get() : Libc.function("open");
    }

    private static int openDescriptor(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            long name = Libc.string(arena, path.toAbsolutePath().toString(), fileNameCharset());
            int descriptor = (int) Libc.call(OPEN, name, FLAGS, 0);
            return descriptor < 0 ? Again.open(path, name) : descriptor;
        }
    }

    private static Charset fileNameCharset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** The name as the user gave it. */
    public Path path() {
        return path;
    }

    /** A name of the file that was opened, and of no other as long as it is open. */
    public String linkerName() {
        return "/proc/self/fd/" + descriptor;
    }

    /**
     * What a file is at some moment.
     *
     * @param identity what no other file has as long as this one is open
     * @param modified when it was written to
     * @param size how many bytes it has
     */
    record State(Object identity, FileTime modified, long size) {}

    /** What it is now; empty if the system does not say. */
    Optional<State> state() {
        try {
            BasicFileAttributes now = Files.readAttributes(Path.of(linkerName()), BasicFileAttributes.class);
            Object identity = now.fileKey();
            return identity == null
                    ? Optional.empty()
                    : Optional.of(new State(identity, now.lastModifiedTime(), now.size()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same file, to be read. */
    public FileChannel channel() {
        try {
            return FileChannel.open(Path.of(linkerName()), StandardOpenOption.READ);
        } catch (IOException e) {
            throw new MalformedLibraryException(Code.UNREADABLE, path + " cannot be read: " + e.getMessage(), e);
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Gives it up. Not to be done while the linker has it open. */
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long _ = Libc.call(CLOSE, descriptor, 0, 0);
    }

    /** Opens a file that could not be opened once more, to be told why. */
    private static final class Again {
        private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
        private static final StructLayout STATE = Linker.Option.captureStateLayout();
        private static final long ERRNO_AT = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
        private static final MethodHandle TELLING =
                Linker.nativeLinker().downcallHandle(OPEN, FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT), ERRNO);
        private static final MemorySegment STRERROR = Libc.function("strerror");

        static int open(Path path, long name) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(STATE);
                int descriptor = (int) TELLING.invokeExact(state, name, FLAGS);
                if (descriptor < 0) {
                    String why = Libc.text(Libc.call(STRERROR, state.get(JAVA_INT, ERRNO_AT), 0, 0));
                    throw new MalformedLibraryException(
                            Code.UNREADABLE,
                            path + " cannot be opened: " + why + "\nit is looked for nowhere else: "
                                    + path.toAbsolutePath() + " was tried");
                }
                return descriptor;
            } catch (RuntimeException | Error thrown) {
                throw thrown;
            } catch (Throwable thrown) {
                throw new AssertionError(thrown);
            }
        }
    }
}
