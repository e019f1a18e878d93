package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.ImmortalRegion;
import org.rdylib.verifier.Unload;

/**
 * A library that a stub stands on. It is never unloaded: to close it is to call it no more through this stub.
 *
 * <p>A file is opened by the system once, however often it is loaded, and has one place for its imports. So a library
 * with imports is bound to one stub at a time: loading it again is refused until the first is closed. A copy of the file
 * is another library.
 */
public final class Library implements AutoCloseable {

    private final String name;
    private final Map<String, MemorySegment> functions;
    private volatile boolean closed;

    Library(String name, Map<String, MemorySegment> functions) {
        this.name = name;
        this.functions = Map.copyOf(functions);
    }

    /**
     * Loads a library: opens the file, reads its descriptor, compares that with the stub's, and only then opens the
     * library through the same file, finds every symbol and hands it the imports.
     *
     * @param imports asked for once the library is found compatible
     * @throws org.rdylib.loader.NativeAccessException if the loader may not call native code
     * @throws org.rdylib.loader.UnloadPolicyException under another policy than {@link Unload#NEVER}, if the library is
     *     otherwise found compatible
     * @throws org.rdylib.loader.MalformedLibraryException if the file cannot be read, or is no library with a descriptor
     * @throws org.rdylib.loader.IncompatibleLibraryException if the descriptors do not fit
     * @throws org.rdylib.loader.UnlinkableLibraryException if it is for another machine, if the system's linker refuses
     *     it, or if it lacks a symbol
     */
    public static Library load(Path file, HostDescriptor host, Unload unload, Supplier<List<ImportFunction>> imports) {
        return new LoadSequence(file, host, unload, Optional.empty()).load(imports);
    }

    /**
     * Loads a library that carries no descriptor, and takes it to keep to the one that is given. Nobody can check that
     * it does.
     *
     * @param descriptor a descriptor's file
     * @throws org.rdylib.loader.MalformedLibraryException also if the library has a descriptor, or the given one is
     *     ill-formed
     */
    public static Library load(
            Path file, HostDescriptor host, Unload unload, Supplier<List<ImportFunction>> imports, Path descriptor) {
        return new LoadSequence(file, host, unload, Optional.of(descriptor)).load(imports);
    }

    /**
     * Where an export is.
     *
     * @param export one of the stub's {@link HostDescriptor#exports}
     */
    public MemorySegment function(String export) {
        @Nullable MemorySegment address = functions.get(export);
        if (address == null) {
            throw new IllegalArgumentException("the stub was not generated with an export " + export);
        }
        return address;
    }

    /** The library's own lifetime, {@code 'dylib}, which has no end. */
    public Region region() {
        return ImmortalRegion.FOREVER;
    }

    /**
     * Begins a call on the calling thread, which has to be ended by {@link CallFrame#close}.
     *
     * @throws LibraryClosedException if the stub was closed
     * @throws StackOverflowError if there is not enough stack for the library to call back
     */
    public CallFrame enter() {
        return enter(CallStack.current());
    }

    CallFrame enter(CallStack stack) {
        if (closed) {
            throw new LibraryClosedException(name + " was closed");
        }
        try {
            StackProbe.probe();
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        }
        return CallFrame.open(stack);
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Refuses all further calls through this stub, and through objects that it gave. Those can still be dropped, and
     * what they drop may still call the imports.
     */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return name;
    }
}
