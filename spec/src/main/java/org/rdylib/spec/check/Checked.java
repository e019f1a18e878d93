package org.rdylib.spec.check;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Diagnostic;

/**
 * What came of reading and checking a descriptor.
 *
 * @param descriptor present exactly where no diagnostic is an error
 * @param diagnostics all that was found, in the order of {@link Diagnostic#ORDER}
 */
public record Checked(Optional<CheckedDescriptor> descriptor, List<Diagnostic> diagnostics) {
    public Checked {
        diagnostics = List.copyOf(diagnostics);
    }
}
