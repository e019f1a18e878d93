package org.rdylib.spec.syntax;

import org.rdylib.spec.Diagnostic;

/** Ends the parsing of one type expression; the parser's entry points turn it into its diagnostic. */
final class TypeSyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Diagnostic diagnostic;

    TypeSyntaxException(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
