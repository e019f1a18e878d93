package org.rdylib.spec;

import java.util.List;

/** Thrown where a well-formed descriptor is needed and the given one is not. */
public final class InvalidDescriptorException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    /**
     * Makes the exception of what was found.
     *
     * @param diagnostics what is wrong, at least one error
     */
    public InvalidDescriptorException(List<Diagnostic> diagnostics) {
        super(diagnostics.isEmpty() ? "ill-formed descriptor" : describe(diagnostics.getFirst()));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** All that is wrong, in the order of {@link Diagnostic#ORDER}. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private static String describe(Diagnostic first) {
        return first.place() + ": " + first.code().id() + ": " + first.message();
    }
}
