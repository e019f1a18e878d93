package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.loader.internal.DynamicLinker;
import org.rdylib.loader.internal.LibraryFile;
import org.rdylib.loader.internal.OpenedLibrary;
import org.rdylib.spec.Code;
import org.rdylib.verifier.RequiredSymbol;

/** The last step of loading: every symbol is found, and the imports are handed over. */
final class Binding {

    /** The stubs that libraries' imports lead to, by the place of the imports: whoever reads or writes it holds it. */
    private static final Map<Long, Library> BOUND = new HashMap<>();

    private final Path path;
    private final HostDescriptor host;
    private final Agreement agreement;
    private final MemorySegment handle;

    Binding(Path path, HostDescriptor host, Agreement agreement, MemorySegment handle) {
        this.path = path;
        this.host = host;
        this.agreement = agreement;
        this.handle = handle;
    }

    /** Binds a library that stays. */
    Library bind(Optional<Function<Library, List<ImportFunction>>> imports) {
        Library library = Library.immortal(host.library(), functions(), agreement, handle);
        bindImports(library, imports, Arena.global());
        return library;
    }

    /** Binds a library that may be unloaded; it is closed again if that fails. */
    Library bind(LibraryFile file, Optional<Function<Library, List<ImportFunction>>> imports) {
        OpenedLibrary opened = new OpenedLibrary(file, handle);
        Arena entries = Arena.ofShared();
        try {
            Library library = Library.unloadable(host.library(), functions(), agreement, opened, shutdown(), entries);
            bindImports(library, imports, entries);
            return library;
        } catch (RuntimeException | Error thrown) {
            entries.close();
            opened.leave();
            opened.close();
            throw thrown;
        }
    }

    private Optional<Shutdown> shutdown() {
        return agreement.shutdown().map(export -> new Shutdown(require(export.symbol()), export.plain()));
    }

    private Map<String, MemorySegment> functions() {
        Map<String, Long> drops = new HashMap<>();
        for (String symbol : agreement.drops().symbols()) {
            drops.put(symbol, require(symbol).address());
        }
        agreement.drops().bind(drops);
        Map<String, MemorySegment> functions = HashMap.newHashMap(host.exports().size());
        for (ExportSymbol export : host.exports()) {
            functions.put(export.name(), function(export));
        }
        return functions;
    }

    /** One that is optional and not there is null: a symbol of that name is another function, if it is not described. */
    private MemorySegment function(ExportSymbol export) {
        if (!export.optional()) {
            return require(export.symbol());
        }
        return agreement.describes(export.name())
                ? DynamicLinker.find(handle, export.symbol()).orElse(MemorySegment.NULL)
                : MemorySegment.NULL;
    }

    private MemorySegment require(String symbol) {
        Optional<MemorySegment> found = DynamicLinker.find(handle, symbol);
        if (found.isEmpty()) {
            throw new UnlinkableLibraryException(
                    Code.SYMBOL_MISSING,
                    path + " does not define the symbol `" + symbol + "`: " + RequiredSymbol.REMEDY);
        }
        return found.get();
    }

    private void bindImports(Library library, Optional<Function<Library, List<ImportFunction>>> imports, Arena arena) {
        String symbol = host.library() + "_imports";
        List<String> names = agreement.imports();
        Optional<MemorySegment> place =
                names.isEmpty() ? DynamicLinker.find(handle, symbol) : Optional.of(require(symbol));
        if (place.isEmpty()) {
            return;
        }
        long at = place.get().address();
        synchronized (BOUND) {
            requireFree(at, names.isEmpty());
            List<ImportFunction> provided = imports.isPresent() ? imports.get().apply(library) : List.of();
            long table = table(names, provided, arena);
            BOUND.put(at, library);
            // Last, since where anything fails there is no table. Who finds it there, on whichever thread, finds what
            // is in it.
            VarHandle.releaseFence();
            Memory.putLong(at, table);
        }
    }

    /** Forgets the imports of a library that is gone. */
    static void forget(Library library) {
        synchronized (BOUND) {
            BOUND.values().remove(library);
        }
    }

    private void requireFree(long at, boolean empty) {
        Library bound = BOUND.get(at);
        if (empty || (bound == null ? Memory.getLong(at) == 0 : bound.isClosed())) {
            return;
        }
        String remedy = bound == null
                ? "it was not by this copy of rdylib.loader, but by one of another class loader, say: let both use"
                        + " one, or load a copy of the file"
                : "close the other stub first, or load a copy of the file";
        throw new UnlinkableLibraryException(
                Code.CANNOT_OPEN, path + " is loaded already, and its imports are bound: " + remedy);
    }

    /** What the host does not have is null: it is optional for the library, or the two would not fit. */
    private long table(List<String> names, List<ImportFunction> provided, Arena arena) {
        // One word at least: an address that is not null says that the imports are bound.
        MemorySegment table = arena.allocate(8L * Math.max(names.size(), 1), 8);
        if (!names.isEmpty()) {
            Readiness.requireForCallbacks();
        }
        for (int i = 0; i < names.size(); i++) {
            if (host.imports().contains(names.get(i))) {
                ImportFunction function = find(names.get(i), provided);
                MemorySegment code = Upcalls.stub(function.target(), function.shape(), arena);
                Memory.putLong(table.address() + 8L * i, code.address());
            }
        }
        return table.address();
    }

    private static ImportFunction find(String name, List<ImportFunction> provided) {
        return provided.stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the stub provides no import " + name));
    }
}
