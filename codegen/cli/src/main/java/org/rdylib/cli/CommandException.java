package org.rdylib.cli;

import java.util.List;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Paint;

/** Ends a command that cannot decide what it was asked; the message is all that the user sees. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    CommandException(String message) {
        super(message);
        diagnostics = List.of();
    }

    /** Ends it because of an ill-formed descriptor, or one that cannot be read. */
    CommandException(List<Diagnostic> diagnostics) {
        super(DiagnosticReport.text(diagnostics, Paint.PLAIN));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** What is wrong with the descriptors; nothing if that is not what ended the command. */
    List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
