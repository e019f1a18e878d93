package org.rdylib.spec.syntax;

import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.QualifiedName;
import org.rdylib.spec.syntax.Token.Kind;

/** The names of declared types and interfaces: {@code Span}, and {@code geometry::Point} of another file. */
final class NameGrammar {

    /** The paths of Rust's that stay within a crate. */
    private static final Set<String> IN_CRATE = Set.of("crate", "self", "super");

    private final Tokens tokens;

    NameGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads on behind the first word of a name.
     *
     * @param first the first word, which has been taken
     */
    String name(Token first) throws TypeSyntaxException {
        if (!tokens.peek().is("::")) {
            refuse(first, Names.typeComplaint(first.text()));
            return first.text();
        }
        if (Names.RUST_ITSELF.contains(first.text()) || IN_CRATE.contains(first.text())) {
            throw tokens.error(tokens.peek(), "types are named without a path", "write the name alone");
        }
        refuse(first, Names.namespaceComplaint(first.text()));
        tokens.take();
        Token second = tokens.peek();
        if (second.kind() != Kind.WORD) {
            throw tokens.unexpected("a name behind `" + first.text() + "::`");
        }
        tokens.take();
        refuse(second, Names.typeComplaint(second.text()));
        if (tokens.peek().is("::")) {
            throw tokens.error(
                    tokens.peek(),
                    "a name has one namespace at most",
                    "what a used file uses is not to be seen here: use that file too");
        }
        return QualifiedName.of(first.text(), second.text());
    }

    private void refuse(Token at, Optional<String> complaint) throws TypeSyntaxException {
        if (complaint.isPresent()) {
            throw tokens.error(Code.BAD_NAME, tokens.place(at), complaint.get());
        }
    }
}
