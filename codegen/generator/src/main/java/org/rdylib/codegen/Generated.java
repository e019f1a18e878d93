package org.rdylib.codegen;

import java.util.List;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Severity;

/**
 * What a generator made of a descriptor: either sources, or everything that kept it from making them.
 *
 * @param files the sources, in a stable order; empty where there is an error
 * @param diagnostics each use of what the generator cannot express, in the order of {@link Diagnostic#ORDER}
 */
public record Generated(List<SourceFile> files, List<Diagnostic> diagnostics) {
    public Generated {
        files = List.copyOf(files);
        diagnostics = diagnostics.stream().sorted(Diagnostic.ORDER).toList();
        if (!files.isEmpty() && hasErrors(diagnostics)) {
            throw new IllegalArgumentException("sources beside an error: " + diagnostics.getFirst());
        }
    }

    /** Sources, and nothing to say about them. */
    public static Generated of(List<SourceFile> files) {
        return new Generated(files, List.of());
    }

    /** No sources, and why. */
    public static Generated refused(List<Diagnostic> diagnostics) {
        return new Generated(List.of(), diagnostics);
    }

    /** Whether there are sources. */
    public boolean isComplete() {
        return !hasErrors(diagnostics);
    }

    private static boolean hasErrors(List<Diagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
