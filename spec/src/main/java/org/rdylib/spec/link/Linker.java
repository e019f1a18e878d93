package org.rdylib.spec.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Rarities.Rarity;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.syntax.Parsed;
import org.rdylib.spec.syntax.Use;

/**
 * Joins a descriptor and what it uses of other files into one. There a type that another file declares has the name of
 * that file's library before its own, {@code geometry::Point}, whatever namespace its users give it: that is what the
 * types of two copies are matched by. Of a used file there are the types and interfaces; its exports and imports
 * belong to a boundary of its own.
 */
public final class Linker {

    private Linker() {}

    /** The descriptor in a file, with all that it uses. */
    public static Linked link(Path file) {
        return new UsedFiles().read(file);
    }

    /**
     * A descriptor that is part of another file, with all that it uses.
     *
     * @param file the file that it is part of, whose folder its paths begin at
     */
    public static Linked link(Parsed parsed, Path file) {
        return new UsedFiles().read(parsed, file);
    }

    /** A descriptor that is in no file: it can use none. One that has been linked stays as it is. */
    public static Parsed alone(Parsed parsed) {
        if (parsed.uses().isEmpty() && !parsed.rarities().has(Rarity.QUALIFIED_NAME)) {
            return parsed;
        }
        Found found = new Found();
        Set<String> refused = new HashSet<>();
        for (Use use : parsed.uses()) {
            refused.add(use.namespace());
            if (!use.hasPath()) {
                continue;
            }
            found.add(Diagnostic.error(
                    Code.UNREADABLE,
                    use.pathAt(),
                    "`" + use.path() + "` cannot be used here: this descriptor is in no file of its own",
                    "what it uses can be declared under `types`, as `" + use.namespace() + "::…`"));
        }
        return join(List.of(Resolution.alone(parsed, refused, found)), found);
    }

    /** All in one, the descriptor itself first. */
    static Parsed join(List<Parsed> resolved, Found found) {
        Parsed first = resolved.getFirst();
        List<Diagnostic> all = new ArrayList<>(found.all());
        resolved.forEach(p -> all.addAll(p.diagnostics()));
        Set<String> broken = new HashSet<>();
        List<TypeDeclaration> types = new ArrayList<>();
        List<InterfaceDeclaration> interfaces = new ArrayList<>();
        for (Parsed part : resolved) {
            broken.addAll(part.broken());
            part.descriptor().ifPresent(d -> {
                types.addAll(d.types());
                interfaces.addAll(d.interfaces());
            });
        }
        Optional<Descriptor> whole =
                first.descriptor().map(d -> d.withDeclarations(types, interfaces, d.exports(), d.imports()));
        return new Parsed(whole, broken, List.of(), all);
    }
}
