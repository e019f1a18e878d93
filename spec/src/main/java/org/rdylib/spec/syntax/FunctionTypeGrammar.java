package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.Token.Kind;
import org.rdylib.spec.syntax.TypeGrammar.Plus;

/** Function types, {@code for<'z> unsafe extern "C" fn(&'z A) -> R}, and what they share with signatures. */
final class FunctionTypeGrammar {

    /** Far more than Java's linker passes on any target. */
    static final int MAX_PARAMETERS = 1_000;

    private final Tokens tokens;
    private final TypeGrammar types;

    FunctionTypeGrammar(Tokens tokens, TypeGrammar types) {
        this.tokens = tokens;
        this.types = types;
    }

    /** What stands before {@code fn}. */
    record Qualifiers(boolean isUnsafe, Convention convention) {}

    /** A function type that begins with {@code for<}. */
    Type higherRanked() throws TypeSyntaxException {
        Token first = tokens.peek();
        List<LifetimeParameter> lifetimes = new LifetimeGrammar(tokens).binder();
        Token next = tokens.peek();
        if (next.is("Fn") || next.is("FnMut") || next.is("FnOnce") || next.is("dyn")) {
            throw tokens.error(next, "`for<…>` stands behind `dyn`", "write `dyn for<…> FnMut(…)`");
        }
        if (!next.is("fn") && !next.is("unsafe") && !next.is("extern")) {
            throw tokens.unexpected("`fn` behind `for<…>`");
        }
        return function(first, lifetimes);
    }

    /** A function type without {@code for<}. */
    Type function() throws TypeSyntaxException {
        return function(tokens.peek(), List.of());
    }

    private Type function(Token first, List<LifetimeParameter> lifetimes) throws TypeSyntaxException {
        Qualifiers qualifiers = qualifiers();
        tokens.expect("fn", "");
        if (tokens.peek().is("<")) {
            throw tokens.error(
                    tokens.peek(), "a function type declares its lifetimes before `fn`", "write `for<'a> fn(…)`");
        }
        tokens.expect("(", " behind `fn`");
        List<Parameter> parameters = new ArrayList<>();
        while (!tokens.takeIf(")")) {
            refuseMore(parameters, tokens);
            parameters.add(parameter());
            if (!tokens.takeIf(",") && !tokens.peek().is(")")) {
                throw tokens.unexpected("`,` or `)`");
            }
        }
        Type result = result(Plus.AMBIGUOUS);
        Place at = tokens.since(first);
        Signature signature = new Signature(
                lifetimes,
                Optional.empty(),
                parameters,
                result,
                List.of(),
                qualifiers.convention(),
                qualifiers.isUnsafe(),
                at);
        return new Type.Function(signature, new Lifetime.Static(at), at);
    }

    /** Refuses the next parameter where there are as many as there may be. */
    static void refuseMore(List<Parameter> before, Tokens tokens) throws TypeSyntaxException {
        if (before.size() == MAX_PARAMETERS) {
            throw tokens.error(
                    Code.TOO_LARGE,
                    tokens.place(tokens.peek()),
                    "a function has at most " + MAX_PARAMETERS + " parameters",
                    "pass a struct by reference instead");
        }
    }

    /** A parameter of a function type: a type, with or without a name. */
    private Parameter parameter() throws TypeSyntaxException {
        Token first = tokens.peek();
        refuseVariadic();
        String name = "";
        if (first.kind() == Kind.WORD && tokens.peek(1).is(":")) {
            name = first.is("_") ? "" : first.text();
            SignatureGrammar.refuseName(tokens, first, name.isEmpty() ? Optional.empty() : Names.complaint(name));
            tokens.take();
            tokens.take();
        }
        Type type = types.type(Plus.ALLOWED);
        return new Parameter(name, type, tokens.since(first));
    }

    void refuseVariadic() throws TypeSyntaxException {
        if (tokens.peek().is("...")) {
            throw tokens.unexpected("a parameter", "functions with a variable number of arguments are not described");
        }
    }

    /** {@code unsafe extern "C"}, or a part of it. */
    Qualifiers qualifiers() throws TypeSyntaxException {
        boolean isUnsafe = tokens.takeIf("unsafe");
        if (!tokens.peek().is("extern")) {
            return new Qualifiers(isUnsafe, Convention.CHECKED);
        }
        tokens.take();
        Token abi = tokens.peek();
        if (abi.kind() != Kind.STRING || !abi.text().equals("\"C\"")) {
            throw tokens.unexpected("`\"C\"` behind `extern`", "the one other convention is `extern \"C\" fn`");
        }
        tokens.take();
        if (tokens.peek().is("unsafe")) {
            throw tokens.error(tokens.peek(), "`unsafe` stands before `extern`", "write `unsafe extern \"C\" fn`");
        }
        return new Qualifiers(isUnsafe, Convention.C);
    }

    /** {@code -> R}, or nothing, which is {@code ()} at the last token. */
    Type result(Plus plus) throws TypeSyntaxException {
        if (tokens.peek().is("=>") || tokens.peek().is(":")) {
            throw tokens.unexpected("`->`", "a result is written `-> T`");
        }
        return tokens.takeIf("->") ? types.type(plus) : new Type.Unit(tokens.place(tokens.last()));
    }
}
