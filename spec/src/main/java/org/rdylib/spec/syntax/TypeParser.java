package org.rdylib.spec.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.Node.Scalar;

/**
 * Reads what is written inside a scalar in Rust's syntax: types, signatures, the payloads of variants and the heads of
 * declarations. The first error in a scalar ends its reading, and is reported with its place inside it.
 *
 * <p>What comes out is as it is written: elided lifetimes are {@link org.rdylib.spec.Lifetime.Elided}, object bounds
 * that are not written {@link org.rdylib.spec.Lifetime.Omitted}, and no name is looked up.
 */
public final class TypeParser {

    /** How deep types may be nested. */
    public static final int MAX_DEPTH = 64;

    private TypeParser() {}

    /** Whether a lifetime may be declared that is called {@code name}, which is given without its apostrophe. */
    public static boolean isLifetimeName(String name) {
        return Names.lifetimeComplaint(name).isEmpty();
    }

    /** The type that a scalar holds, or empty where it holds none, which is then reported. */
    public static Optional<Type> type(Scalar scalar, Consumer<Diagnostic> errors) {
        return parse(scalar, errors, tokens -> new TypeGrammar(tokens).wholeType());
    }

    /**
     * The signature that a scalar holds, or empty where it holds none, which is then reported. Whether it may or must
     * have a receiver is for the caller to say.
     */
    public static Optional<Signature> signature(Scalar scalar, Consumer<Diagnostic> errors) {
        return parse(scalar, errors, tokens -> new SignatureGrammar(tokens).wholeSignature());
    }

    /** The types of a variant's payload, {@code (A, B)}, or empty where the scalar holds none, which is then reported. */
    public static Optional<List<Type>> payload(Scalar scalar, Consumer<Diagnostic> errors) {
        return parse(scalar, errors, tokens -> new TypeGrammar(tokens).wholePayload());
    }

    /** The name and lifetimes of a declaration, {@code Tag<'src>}. */
    static Optional<Head> head(Scalar scalar, Consumer<Diagnostic> errors) {
        return parse(scalar, errors, tokens -> new SignatureGrammar(tokens).wholeHead());
    }

    /** Whether {@code text} is a type, a signature or a payload. */
    static boolean reads(String text) {
        Scalar scalar = Scalar.of("", text);
        Consumer<Diagnostic> ignore = error -> {};
        return type(scalar, ignore).isPresent() || signature(scalar, ignore).isPresent();
    }

    /** The head of a declaration. */
    record Head(String name, List<LifetimeParameter> lifetimes) {}

    private static <T> Optional<T> parse(Scalar scalar, Consumer<Diagnostic> errors, Rule<T> rule) {
        try {
            return Optional.of(rule.parse(new Tokens(scalar)));
        } catch (TypeSyntaxException e) {
            errors.accept(e.diagnostic());
            return Optional.empty();
        }
    }

    private interface Rule<T> {
        T parse(Tokens tokens) throws TypeSyntaxException;
    }
}
