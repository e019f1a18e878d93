package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Gate;
import org.rdylib.loader.internal.ImmortalRegion;
import org.rdylib.loader.internal.Lease;
import org.rdylib.loader.internal.LibraryRegion;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Nulls;
import org.rdylib.loader.internal.OpenedLibrary;
import org.rdylib.loader.internal.StackProbe;
import org.rdylib.verifier.Unload;

/**
 * A library that a stub stands on.
 *
 * <p>Under {@link Unload#NEVER} to close it is to call it no more through this stub. Under {@link Unload#ALLOWED} closing
 * unloads it, and is refused while it is in use; its memory is gone then ({@link #isUnloaded}) unless the same file is
 * loaded otherwise, or the library holds on to the process: it was linked with {@code -z nodelete}, has a {@code
 * STB_GNU_UNIQUE} symbol, or destructors of thread-local variables that have yet to run, for which the system keeps it
 * until their threads have ended. It refuses in any case; what it was lent for its own lifetime stays in memory as long as it
 * does. Threads that the library has started are ended by its {@code shutdown}, which is called first, if its descriptor names
 * one; otherwise it must have ended them.
 *
 * <p>A file is opened by the system once, however often it is loaded, and has one place for its imports. So a library
 * with imports is bound to one stub at a time: loading it again is refused until the first is closed. A copy of the file
 * is another library.
 */
public final class Library implements AutoCloseable {

    private static final Lease NO_LEASE = new Lease() {
        @Override
        public void release() {}
    };

    private static final int OPEN = 0;

    /** There are no calls of it any more. Less than 0, which the stack's probe makes use of. */
    private static final int CLOSED = -1;

    private final String name;
    private final Map<String, MemorySegment> functions;
    private final boolean leaves;
    private final Copies copies;
    private final @Nullable Unloading unloading;
    private final Entrance entrance;

    /**
     * {@link #OPEN} or {@link #CLOSED}. Read without order at each call: one on another thread may still go
     * through that begins while it is closed, as one that began just before does. (Under {@link Unload#ALLOWED} the gate
     * decides.)
     */
    private int state = OPEN;

    /** What the system's linker knows it by: that of all stubs of a file is the same. */
    private final long opened;

    private Library(
            String name,
            Map<String, MemorySegment> functions,
            Agreement agreement,
            MemorySegment opened,
            @Nullable Unloading unloading) {
        this.name = name;
        this.opened = opened.address();
        this.leaves = agreement.leaves();
        this.copies = agreement.copies().ofOne();
        this.functions = Map.copyOf(functions);
        this.unloading = unloading;
        this.entrance = unloading == null
                ? new FreeEntrance(this)
                : new GatedEntrance(this, unloading.region().gate());
    }

    /** One that stays for the life of the process. */
    static Library immortal(
            String name, Map<String, MemorySegment> functions, Agreement agreement, MemorySegment opened) {
        return new Library(name, functions, agreement, opened, null);
    }

    /** One that may be unloaded. */
    static Library unloadable(
            String name,
            Map<String, MemorySegment> functions,
            Agreement agreement,
            OpenedLibrary opened,
            Optional<Shutdown> shutdown,
            Arena entries) {
        return new Library(
                name,
                functions,
                agreement,
                opened.handle(),
                new Unloading(new LibraryRegion(name), opened, shutdown, entries));
    }

    /** Loads a library that imports nothing: {@link #load(Path, HostDescriptor, Unload, Function)}. */
    public static Library load(Path file, HostDescriptor host, Unload unload) {
        return new LoadSequence(file, host, unload, Optional.empty(), Optional.empty()).load();
    }

    /**
     * Loads a library: opens the file, reads its descriptor, compares that with the stub's, and only then opens the
     * library through the same file, finds every symbol and hands it the imports.
     *
     * @param imports asked for once the library is found compatible
     * @throws org.rdylib.loader.NativeAccessException if the loader may not call native code
     * @throws org.rdylib.loader.UnloadPolicyException under {@link Unload#ISOLATED}
     * @throws org.rdylib.loader.MalformedLibraryException if the file cannot be read, or is no library with a descriptor
     * @throws org.rdylib.loader.IncompatibleLibraryException if the descriptors do not fit
     * @throws org.rdylib.loader.UnlinkableLibraryException if it is for another machine, if the system's linker refuses
     *     it, or if it lacks a symbol
     */
    public static Library load(
            Path file, HostDescriptor host, Unload unload, Function<Library, List<ImportFunction>> imports) {
        return new LoadSequence(file, host, unload, Optional.empty(), Optional.of(imports)).load();
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
            Path file,
            HostDescriptor host,
            Unload unload,
            Function<Library, List<ImportFunction>> imports,
            Path descriptor) {
        return new LoadSequence(
                        file, host, unload, Optional.of(LoadSequence.Claim.of(descriptor)), Optional.of(imports))
                .load();
    }

    /**
     * Loads a library that carries no descriptor and imports nothing, and takes it to keep to the stub's own descriptor.
     * Nobody can check that it does.
     *
     * @throws org.rdylib.loader.MalformedLibraryException also if the library has a descriptor
     */
    public static Library loadTrusted(Path file, HostDescriptor host, Unload unload) {
        Nulls.refuse(file, "loadTrusted(file)");
        Nulls.refuse(unload, "loadTrusted(unload)");
        return new LoadSequence(file, host, unload, Optional.of(LoadSequence.Claim.of(host)), Optional.empty()).load();
    }

    /**
     * Where an export is; null for an optional one that is not there.
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

    /**
     * Whether the library's own copy of the descriptor says that all are leaves that the stub's says are. What only one of
     * them takes for a leaf is called as what may block and call back.
     */
    public boolean hasLeaves() {
        return leaves;
    }

    /** Whether both are the same library in memory: what one was given another may call. */
    boolean isSameAs(Library other) {
        return opened == other.opened;
    }

    /** What the library's own copy of the descriptor says of the types that may grow. */
    public Copies copies() {
        return copies;
    }

    /** The library's own lifetime, {@code 'dylib}: it has no end unless the library may be unloaded. */
    public Region region() {
        return unloading == null ? ImmortalRegion.FOREVER : unloading.region();
    }

    /**
     * A lifetime of a running call. What belongs to it may be the library's, since every lifetime is within {@code
     * 'dylib}: a library that may be unloaded stays until it has ended. One that has no end is cut to the library's own.
     */
    public Region lease(Region region) {
        return unloading == null ? region : ((NativeRegion) region).leasing(unloading.region());
    }

    /**
     * A lifetime of a running call that its caller chooses, since nothing decides it which is passed; otherwise as {@link
     * #lease(Region)}.
     *
     * @throws org.rdylib.loader.RegionClosedException if it is closed
     * @throws WrongThreadException on another thread than the region's
     */
    public Region choose(Region region) {
        ((NativeRegion) region).hold();
        return lease(region);
    }

    /**
     * Says that something of the library is in use, during a call. A library that may be unloaded stays until that is
     * released.
     *
     * @param what names it with {@code toString}
     */
    Lease lease(Object what) {
        return unloading == null ? NO_LEASE : unloading.region().leases().add(what);
    }

    /** How calls of it begin and end. */
    public Entrance entrance() {
        return entrance;
    }

    /**
     * Begins a call on the calling thread, which has to be ended by {@link CallFrame#close}.
     *
     * @throws LibraryClosedException if the stub was closed
     * @throws StackOverflowError if there is not enough stack for the library to call back
     */
    public CallFrame enter() {
        return entrance.enter();
    }

    /** The same after {@link #probeStack}. */
    CallFrame enterProbed(CallStack stack) {
        checkOpen();
        return CallFrame.open(stack, gate(), this);
    }

    /** Begins a call that gives something back to the library, also after {@link #close} where that unloads nothing. */
    CallFrame open(CallStack stack) {
        StackProbe.beforeUse();
        return CallFrame.open(stack, gate(), this);
    }

    /**
     * Begins a call that gives back what has a {@linkplain #lease lease}: it is not refused while the library's {@code
     * shutdown} runs, which may wait for that.
     */
    CallFrame openLeased(CallStack stack) {
        CallFrame frame = CallFrame.open(stack, null, this);
        Gate gate = gate();
        if (gate != null) {
            stack.state.note(gate);
        }
        return frame;
    }

    /**
     * Sees that the stub is open, and that there is some stack left.
     *
     * @throws LibraryClosedException if it was closed
     * @throws StackOverflowError if there is not enough
     */
    void probe() {
        int now = state;
        probe(now);
        if (now != OPEN) {
            throw closed();
        }
    }

    /** Fails if the stub was closed. */
    void checkOpen() {
        if (state != OPEN) {
            throw closed();
        }
    }

    private LibraryClosedException closed() {
        return new LibraryClosedException(name + " was closed");
    }

    /**
     * Sees that there is some stack left, whether the stub is open or not.
     *
     * @throws StackOverflowError if there is not enough
     */
    void probeStack() {
        probe(state);
    }

    private static void probe(int number) {
        try {
            StackProbe.probe(number);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        }
    }

    /** Whether it was closed, for good: not while that may yet be refused. */
    boolean isClosed() {
        return unloading == null ? state == CLOSED : unloading.region().hasEnded();
    }

    @Nullable
    Gate gate() {
        return unloading == null ? null : unloading.region().gate();
    }

    /**
     * Refuses all further calls through this stub, and through objects that it gave. Nothing happens if it was closed
     * already.
     *
     * <p>Under {@link Unload#NEVER} objects can still be dropped, and what they drop may still call the imports. The
     * library's {@code shutdown} is not called: its threads run on, and may go on calling Java. Who wants it shut down
     * calls that export before.
     *
     * <p>Under {@link Unload#ALLOWED} the library is unloaded: its {@code shutdown} is called, if it has one, and nobody else
     * can call it from then on; its threads and its destructors may still call the imports. Nothing happens either while
     * another thread is closing it. What it was lent for its own lifetime is the caller's again; memory of that is freed once
     * the library is gone ({@link #isUnloaded}).
     *
     * @throws org.rdylib.loader.InvalidValueException if it has left no value in what it was lent as {@code &mut} until its
     *     end; it is closed all the same
     * @throws LibraryFailedException if its {@code shutdown} fails (what an import has thrown is thrown as itself), and then
     *     it stays open: its threads may be running, and the {@code shutdown} is called again the next time
     * @throws LibraryInUseException under {@link Unload#ALLOWED}, and then it stays open: while a call of it is running, on
     *     whichever thread, this one included; on a thread of its own, and in an import that its {@code shutdown} calls; while
     *     an object of it is not dropped; and while a region is open that something of it may belong to
     */
    @Override
    public void close() {
        if (unloading == null) {
            state = CLOSED;
        } else {
            closeUnloadable(unloading);
        }
    }

    private void closeUnloadable(Unloading unloading) {
        unloading.unload(this);
        if (unloading.region().hasEnded()) {
            state = CLOSED;
            HostTargets.abandon(this);
        }
        unloading.rethrow();
    }

    /**
     * Whether it was unloaded and the system has let go of it, so that nothing of the file is in memory any more. Asked
     * anew each time: what kept it may have ended meanwhile.
     */
    public boolean isUnloaded() {
        return unloading != null && unloading.isGone();
    }

    @Override
    public String toString() {
        return name;
    }
}
