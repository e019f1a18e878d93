package org.rdylib.verifier.image;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rdylib.spec.Code;

/**
 * Which of some symbols a library defines, or one of those that it needs: as {@code dlsym} answers once it is open. As all
 * that this package does, it runs nothing of them, and they may be anything at all.
 *
 * @param found those that are defined
 * @param unread what it needs and was not found on this machine, where not all symbols are: they may be in there
 */
public record DefinedSymbols(Set<String> found, List<String> unread) {

    /** More libraries than one needs are not looked into. */
    private static final int MOST_LIBRARIES = 256;

    public DefinedSymbols {
        found = Set.copyOf(found);
        unread = List.copyOf(unread);
    }

    /**
     * Looks for {@code names}.
     *
     * @param wanted the machine that the library must be for
     * @throws LibraryImageException {@link Code#UNREADABLE}, {@link Code#NOT_A_LIBRARY}, {@link Code#TRUNCATED_LIBRARY} or
     *     {@link Code#OTHER_MACHINE}, of the library itself
     */
    public static DefinedSymbols of(Path library, Machine wanted, Set<String> names) throws LibraryImageException {
        Search search = new Search(wanted, names);
        search.library(library);
        search.needed();
        return new DefinedSymbols(search.found, List.copyOf(search.unread));
    }

    private static final class Search {

        private final Machine wanted;
        private final Set<String> missing;
        private final Set<String> found = new HashSet<>();
        private final Set<String> unread = new TreeSet<>();
        private final Set<String> seen = new HashSet<>();
        private final Deque<Needed> next = new ArrayDeque<>();

        /** A library that is needed, and the folders where the one that needs it has it looked for. */
        private record Needed(String name, List<String> folders) {}

        Search(Machine wanted, Set<String> names) {
            this.wanted = wanted;
            this.missing = new HashSet<>(names);
        }

        void library(Path path) throws LibraryImageException {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                DynamicSection section = DynamicSection.read(ElfFile.read(Source.of(channel), wanted));
                Optional<SymbolTable> table = SymbolTable.of(section);
                if (table.isPresent()) {
                    lookUp(table.get());
                }
                Dependencies dependencies = DynamicReader.read(section);
                for (String name : dependencies.needed()) {
                    if (seen.add(name)) {
                        next.add(new Needed(name, dependencies.runPath(path)));
                    }
                }
            } catch (IOException e) {
                throw Source.unreadable(e);
            }
        }

        private void lookUp(SymbolTable table) throws LibraryImageException {
            for (String name : List.copyOf(missing)) {
                if (table.defines(name)) {
                    found.add(name);
                    missing.remove(name);
                }
            }
        }

        /** Looks into what is needed, level by level, until nothing is missing. */
        void needed() {
            while (!missing.isEmpty() && !next.isEmpty() && seen.size() <= MOST_LIBRARIES) {
                Needed needed = next.remove();
                if (!isRead(needed)) {
                    unread.add(needed.name);
                }
            }
            if (missing.isEmpty()) {
                unread.clear();
            } else {
                next.forEach(needed -> unread.add(needed.name));
            }
        }

        private boolean isRead(Needed needed) {
            for (Path file : places(needed)) {
                try {
                    if (Files.isRegularFile(file)) {
                        library(file);
                        return true;
                    }
                } catch (LibraryImageException _) {
                    // The linker, too, goes on to the next folder where one has a library for another machine.
                }
            }
            return false;
        }

        private List<Path> places(Needed needed) {
            try {
                if (needed.name.contains("/")) {
                    return List.of(Path.of(needed.name));
                }
                List<Path> places = new ArrayList<>();
                Stream.of(needed.folders, environment(), folders())
                        .flatMap(List::stream)
                        .filter(folder -> !folder.isEmpty())
                        .forEach(folder -> places.add(Path.of(folder, needed.name)));
                return places;
            } catch (InvalidPathException _) {
                return List.of();
            }
        }

        private static List<String> environment() {
            return Optional.ofNullable(System.getenv("LD_LIBRARY_PATH"))
                    .map(path -> List.of(path.split(File.pathSeparator)))
                    .orElse(List.of());
        }

        /** Where systems keep their libraries, by the names that Debian, Red Hat and others have for a machine. */
        private List<String> folders() {
            String triple = wanted.is(Machine.X86_64)
                    ? "x86_64-linux-gnu"
                    : wanted.is(Machine.AARCH64) ? "aarch64-linux-gnu" : "i386-linux-gnu";
            return List.of(
                    "/lib/" + triple,
                    "/usr/lib/" + triple,
                    "/lib64",
                    "/usr/lib64",
                    "/lib",
                    "/usr/lib",
                    "/usr/local/lib/" + triple,
                    "/usr/local/lib64",
                    "/usr/local/lib");
        }
    }
}
