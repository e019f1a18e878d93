package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.FunctionTypeGrammar.Qualifiers;
import org.rdylib.spec.syntax.Token.Kind;
import org.rdylib.spec.syntax.TypeGrammar.Plus;

/** Signatures of exports, imports and methods, and the heads of declarations. */
final class SignatureGrammar {

    private final Tokens tokens;
    private final LifetimeGrammar lifetimes;
    private final TypeGrammar types;
    private final FunctionTypeGrammar functions;

    SignatureGrammar(Tokens tokens) {
        this.tokens = tokens;
        this.lifetimes = new LifetimeGrammar(tokens);
        this.types = new TypeGrammar(tokens);
        this.functions = new FunctionTypeGrammar(tokens, types);
    }

    Signature wholeSignature() throws TypeSyntaxException {
        Token first = tokens.peek();
        refuseOtherBeginnings(first);
        boolean isAsync = tokens.takeIf("async");
        Token second = tokens.peek();
        Qualifiers qualifiers = functions.qualifiers();
        if (isAsync && qualifiers.convention() == Convention.C) {
            throw tokens.error(
                    Code.TYPE_SYNTAX, tokens.since(second), "C has no `async fn`", "leave `extern \"C\"` out");
        }
        if (!tokens.peek().is("fn")) {
            throw tokens.unexpected("`fn`", "a signature is written `fn(name: T) -> R`");
        }
        tokens.take();
        if (tokens.peek().kind() == Kind.WORD) {
            throw tokens.unexpected("`(` or `<` behind `fn`", "the function's name is the key: leave it out here");
        }
        List<Outlives> where = new ArrayList<>();
        List<LifetimeParameter> generics = lifetimes.generics(where);
        tokens.expect("(", generics.isEmpty() ? " behind `fn`" : " behind `>`");
        Optional<Receiver> receiver = tokens.peek().is(")") ? Optional.empty() : receiver();
        List<Parameter> parameters = parameters(receiver.isPresent());
        Type result = functions.result(Plus.ALLOWED);
        lifetimes.where(where);
        types.end("`where` or the end of the signature");
        return new Signature(
                generics,
                receiver,
                parameters,
                result,
                where,
                qualifiers.convention(),
                qualifiers.isUnsafe(),
                isAsync,
                tokens.since(first));
    }

    TypeParser.Head wholeHead() throws TypeSyntaxException {
        Token first = tokens.peek();
        if (first.kind() != Kind.WORD) {
            throw tokens.unexpected("a name");
        }
        tokens.take();
        String name = new NameGrammar(tokens).name(first);
        List<LifetimeParameter> parameters = lifetimes.ofDeclaration();
        if (tokens.peek().kind() != Kind.END) {
            throw tokens.unexpected(parameters.isEmpty() ? "`<` or the end of the name" : "the end of the name");
        }
        return new TypeParser.Head(name, parameters);
    }

    static void refuseName(Tokens tokens, Token at, Optional<String> complaint) throws TypeSyntaxException {
        if (complaint.isPresent()) {
            throw tokens.error(Code.BAD_NAME, tokens.place(at), complaint.get());
        }
    }

    private void refuseOtherBeginnings(Token first) throws TypeSyntaxException {
        if (first.is("unsafe") && tokens.peek(1).is("async")) {
            throw tokens.error(tokens.peek(1), "`async` stands before `unsafe`", "write `async unsafe fn`");
        }
        if (first.is("pub") || first.is("const")) {
            throw tokens.unexpected("`fn`", "leave `" + first.text() + "` out");
        }
        if (first.is("for")) {
            throw tokens.error(
                    first, "a signature declares its lifetimes behind `fn`", "write `fn<'a>(…)` instead of `for<'a>`");
        }
    }

    private List<Parameter> parameters(boolean afterReceiver) throws TypeSyntaxException {
        List<Parameter> parameters = new ArrayList<>();
        boolean separated = !afterReceiver || tokens.takeIf(",");
        while (!tokens.takeIf(")")) {
            if (!separated) {
                throw tokens.unexpected("`,` or `)`");
            }
            FunctionTypeGrammar.refuseMore(parameters, tokens);
            parameters.add(parameter());
            separated = tokens.takeIf(",");
        }
        return parameters;
    }

    private Parameter parameter() throws TypeSyntaxException {
        Token name = tokens.peek();
        functions.refuseVariadic();
        if (name.is("self") || (name.is("&") && isSelfBehindReference())) {
            throw tokens.error(
                    name,
                    "the receiver is the first parameter",
                    "move it to the front of a method's parameters; exports and imports have none");
        }
        if (name.is("mut") && tokens.peek(1).kind() == Kind.WORD) {
            throw tokens.error(name, "`mut` is not part of a signature", "leave it out");
        }
        if (name.kind() != Kind.WORD || !tokens.peek(1).is(":")) {
            throw tokens.unexpected("a parameter, `name: T`", "every parameter has a name, which the stubs use");
        }
        if (name.is("_")) {
            throw tokens.error(Code.BAD_NAME, tokens.place(name), "a parameter has a name here, which the stubs use");
        }
        refuseName(tokens, name, Names.complaint(name.text()));
        tokens.take();
        tokens.take();
        Type type = types.type(Plus.ALLOWED);
        return new Parameter(name.text(), type, tokens.since(name));
    }

    /** Whether the tokens are {@code &self}, {@code &'a self}, {@code &mut self} or {@code &'a mut self}. */
    private boolean isSelfBehindReference() {
        int at = 1;
        if (tokens.peek(at).kind() == Kind.LIFETIME) {
            at++;
        }
        if (tokens.peek(at).is("mut")) {
            at++;
        }
        return tokens.peek(at).is("self");
    }

    private Optional<Receiver> receiver() throws TypeSyntaxException {
        Token first = tokens.peek();
        if (first.is("&") && isSelfBehindReference()) {
            return Optional.of(reference(first, "self"));
        }
        if (first.is("self") || (first.is("mut") && tokens.peek(1).is("self"))) {
            String help = "the receivers are `&self`, `&mut self` and `self: Box<Self>`";
            tokens.take();
            if (!first.is("self") || !tokens.takeIf(":")) {
                throw tokens.error(first, "an object cannot be taken by value", help);
            }
            if (tokens.peek().is("&")) {
                return Optional.of(reference(first, "Self"));
            }
            Token type = tokens.peek();
            for (String word : List.of("Box", "<", "Self", ">")) {
                if (!tokens.takeIf(word)) {
                    throw tokens.error(type, "no object can be taken like this", help);
                }
            }
            Lifetime none = new Lifetime.Static(tokens.since(first));
            return Optional.of(new Receiver(Receiver.Kind.OWNED, none, tokens.since(first)));
        }
        return Optional.empty();
    }

    private Receiver reference(Token first, String word) throws TypeSyntaxException {
        Token ampersand = tokens.take();
        Lifetime lifetime = lifetimes.isNext() ? lifetimes.lifetime() : new Lifetime.Elided(tokens.place(ampersand));
        Mutability mutability = tokens.takeIf("mut") ? Mutability.EXCLUSIVE : Mutability.SHARED;
        tokens.expect(word, "");
        Receiver.Kind kind = mutability == Mutability.EXCLUSIVE ? Receiver.Kind.EXCLUSIVE : Receiver.Kind.SHARED;
        return new Receiver(kind, lifetime, tokens.since(first));
    }
}
