package org.rdylib.spec.link;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.syntax.DescriptorReader;
import org.rdylib.spec.syntax.Parsed;
import org.rdylib.spec.syntax.Use;
import org.rdylib.spec.syntax.YamlTree;

/**
 * Reads a descriptor and every file that it uses, each once. A symbolic link is the file that it leads to: what that
 * uses is looked for beside it.
 */
final class UsedFiles {

    /** How many files a descriptor may use, and those that it uses. */
    private static final int MAX_FILES = 1_000;

    /** How many files may use one another in a row. */
    private static final int MAX_DEPTH = 64;

    private final Found found = new Found();
    private final Suggestions suggestions = new Suggestions();
    /** What has been read, by where it really is; empty where nothing can be used of it. */
    private final Map<Path, Optional<Unit>> units = new LinkedHashMap<>();
    /** Who uses whom, from the descriptor itself to the file that is being read. */
    private final LinkedHashMap<Path, String> chain = new LinkedHashMap<>();

    private final Map<String, String> libraries = new HashMap<>();
    private final Map<String, Map<String, String>> words = new HashMap<>();
    private long bytes;
    /** How many uses have come to nothing. */
    private int unusable;
    /** Whether there are more files than are read. */
    private boolean isFull;

    /** The descriptor in a file. */
    Linked read(Path file) {
        return read(DescriptorReader.read(file), file);
    }

    /** A descriptor that is in a file, or a part of it. */
    Linked read(Parsed parsed, Path file) {
        if (parsed.uses().isEmpty()) {
            return new Linked(Linker.alone(parsed), Map.of());
        }
        Location root = new Location(file, file.toString());
        parsed.descriptor().map(Descriptor::library).ifPresent(l -> libraries.put(l, root.shown()));
        Map<String, Optional<Unit>> uses = new HashMap<>();
        try {
            Path real = file.toRealPath();
            bytes = Files.size(real);
            uses.putAll(uses(parsed, root, real));
        } catch (IOException e) {
            parsed.uses().forEach(use -> {
                if (use.hasPath()) {
                    unusable(use, e);
                }
                uses.put(use.namespace(), Optional.empty());
            });
        }
        List<Parsed> resolved = new ArrayList<>();
        Unit whole = Unit.of(parsed, Optional.empty(), uses);
        words.put(root.shown(), whole.words());
        resolved.add(Resolution.of(whole, suggestions, found));
        units.values().forEach(u -> u.ifPresent(unit -> resolved.add(Resolution.of(unit, suggestions, found))));
        return new Linked(Linker.join(resolved, found), words);
    }

    /** A file as it is called in messages. */
    private record Location(Path path, String shown) {}

    private Map<String, Optional<Unit>> uses(Parsed parsed, Location user, Path real) {
        Map<String, Optional<Unit>> used = new HashMap<>();
        Map<Path, String> namespaces = new HashMap<>();
        chain.put(real, user.shown());
        for (Use use : parsed.uses()) {
            Optional<Unit> unit = Optional.empty();
            if (isFull || !use.hasPath()) {
                used.put(use.namespace(), unit);
                continue;
            }
            try {
                Path target = real.resolveSibling(use.path()).toRealPath();
                Optional<String> other = Optional.ofNullable(namespaces.putIfAbsent(target, use.namespace()));
                other.ifPresent(o -> error(
                        Code.USED_LIBRARY,
                        use,
                        "`" + use.path() + "` is the file that `" + o + "` is already",
                        "one namespace is enough"));
                unit = unit(use, target, shown(user, use, target));
            } catch (IOException | InvalidPathException e) {
                unusable(use, e);
            }
            used.put(use.namespace(), unit);
        }
        chain.remove(real);
        return used;
    }

    /** Seen from where the user stands, unless a symbolic link on the way makes that another file. */
    private static String shown(Location user, Use use, Path target) throws IOException {
        Path near = user.path().resolveSibling(use.path()).normalize();
        boolean isSame = Files.exists(near) && near.toRealPath().equals(target);
        return (isSame ? near : target).toString();
    }

    private Optional<Unit> unit(Use use, Path target, String shown) throws IOException {
        if (chain.containsKey(target)) {
            cycle(use, target);
            return Optional.empty();
        }
        Optional<Optional<Unit>> known = Optional.ofNullable(units.get(target));
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Unit> unit = isUsable(use, target) ? read(use, target, shown) : Optional.empty();
        units.put(target, unit);
        return unit;
    }

    private boolean isUsable(Use use, Path target) throws IOException {
        if (!Files.isRegularFile(target)) {
            String what = Files.isDirectory(target) ? "it is a folder" : "it is no regular file";
            error(Code.UNREADABLE, use, "`" + use.path() + "` cannot be used: " + what, "name a file");
            return false;
        }
        if (chain.size() > MAX_DEPTH) {
            String most = "files use one another at most " + MAX_DEPTH + " deep";
            found.add(Diagnostic.error(Code.TOO_LARGE, use.pathAt(), most));
            return false;
        }
        bytes += Files.size(target);
        if (units.size() >= MAX_FILES || bytes > YamlTree.MAX_FILE) {
            full(use);
        }
        return !isFull;
    }

    private void full(Use use) {
        String most = "a descriptor and all that it uses are at most 16 MiB in " + MAX_FILES + " files";
        error(Code.TOO_LARGE, use, most, "describe a part of it as a library of its own");
        isFull = true;
    }

    private Optional<Unit> read(Use use, Path target, String shown) {
        Parsed parsed = DescriptorReader.read(target, shown);
        if (parsed.descriptor().isEmpty()) {
            found.addAll(parsed.diagnostics());
            return Optional.empty();
        }
        String library = parsed.descriptor().get().library();
        Optional<String> other = Optional.ofNullable(libraries.putIfAbsent(library, shown));
        if (other.isPresent() && parsed.diagnostics().isEmpty()) {
            error(
                    Code.USED_LIBRARY,
                    use,
                    "`" + use.path() + "` describes the library `" + library + "`, and so does `" + other.get() + "`",
                    "types are told apart by their library: give one file another `library:`, or use one of them only");
            return Optional.empty();
        }
        Map<String, Optional<Unit>> uses = uses(parsed, new Location(Path.of(shown), shown), target);
        Unit unit = Unit.of(parsed, Optional.of(library), uses);
        words.put(shown, unit.words());
        return Optional.of(unit);
    }

    private void cycle(Use use, Path target) {
        List<String> round = Stream.concat(
                        chain.entrySet().stream()
                                .dropWhile(e -> !e.getKey().equals(target))
                                .map(Map.Entry::getValue),
                        Stream.of(chain.getOrDefault(target, "")))
                .toList();
        String help = "move what both need to a file of its own, which both use";
        if (round.size() == 2) {
            error(Code.USES_CYCLE, use, "this file uses itself", "name its types without a namespace");
        } else {
            String names = round.stream().map(f -> "`" + f + "`").collect(Collectors.joining(" uses "));
            error(Code.USES_CYCLE, use, "files use one another in a circle: " + names, help);
        }
    }

    private void unusable(Use use, Exception e) {
        String why = switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "it may not be read";
            case InvalidPathException _ -> "this system has no files of such names";
            case FileSystemException f -> Objects.requireNonNullElse(f.getReason(), "the system does not say why");
            default -> String.valueOf(e.getMessage());
        };
        error(
                Code.UNREADABLE,
                use,
                "`" + use.path() + "` cannot be used: " + why,
                "its path begins at the folder of this file");
        unusable++;
        if (unusable + units.size() >= MAX_FILES) {
            full(use);
        }
    }

    private void error(Code code, Use use, String message, String help) {
        found.add(Diagnostic.error(code, use.pathAt(), message, help));
    }
}
