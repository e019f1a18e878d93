package org.rdylib.spec.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Rarities;

/**
 * What could be read of a descriptor.
 *
 * @param descriptor what could be read; empty where the text is no YAML mapping, or of another version of the language,
 *     or has more errors than are reported. Where an error was found, declarations may be missing from it, and its library may be named {@code unknown}
 * @param broken the names of types and interfaces that are declared, but could not be read, or not whole: uses of them
 *     are no error, and that a part of one is missing from {@code descriptor} is none either
 * @param uses the files that it uses, in the order in which it names them; where there are some, what stands before the
 *     colons of a name is a namespace of theirs. None where the descriptor has been linked
 * @param diagnostics all that is wrong with the text, in the order of {@link Diagnostic#ORDER}
 * @param rarities what of the things that few descriptors have is in {@code descriptor}
 */
public record Parsed(
        Optional<Descriptor> descriptor,
        Set<String> broken,
        List<Use> uses,
        List<Diagnostic> diagnostics,
        Rarities rarities) {

    public Parsed {
        broken = Set.copyOf(broken);
        uses = List.copyOf(uses);
        diagnostics = diagnostics.size() < 2 ? List.copyOf(diagnostics) : inOrder(diagnostics);
    }

    /** The same where the descriptor was not looked at while it was read. */
    public Parsed(Optional<Descriptor> descriptor, Set<String> broken, List<Use> uses, List<Diagnostic> diagnostics) {
        this(descriptor, broken, uses, diagnostics, Rarities.of(descriptor));
    }

    private static List<Diagnostic> inOrder(List<Diagnostic> diagnostics) {
        return diagnostics.stream().sorted(Diagnostic.ORDER).distinct().toList();
    }
}
