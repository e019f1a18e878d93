package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
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

/** Interface objects and closures: {@code dyn I<'x> + Send + 'a}, {@code dyn for<'z> FnMut(&'z A) -> R}. */
final class ObjectGrammar {

    private final Tokens tokens;
    private final TypeGrammar types;
    private final LifetimeGrammar lifetimes;

    private final Set<Bound> bounds = EnumSet.noneOf(Bound.class);
    private Optional<Principal> principal = Optional.empty();
    private Optional<Lifetime> lifetime = Optional.empty();

    ObjectGrammar(Tokens tokens, TypeGrammar types) {
        this.tokens = tokens;
        this.types = types;
        this.lifetimes = new LifetimeGrammar(tokens);
    }

    /** What a {@code dyn} type can do: an interface or the calling of a closure. */
    private sealed interface Principal {
        record Interface(String name, List<Lifetime> arguments) implements Principal {}

        record Call(ClosureKind kind, Signature signature) implements Principal {}
    }

    Type dyn(Plus plus) throws TypeSyntaxException {
        Token first = tokens.take();
        Token second = tokens.peek();
        bound();
        boolean several = false;
        while (tokens.takeIf("+")) {
            several = true;
            bound();
        }
        Place at = tokens.since(first);
        if (several && plus == Plus.AMBIGUOUS) {
            throw tokens.error(
                    Code.TYPE_SYNTAX,
                    at,
                    "a `+` is ambiguous here, as in Rust",
                    "put it in parentheses: `(" + tokens.textSince(first) + ")`");
        }
        Lifetime bound = lifetime.orElseGet(() -> new Lifetime.Omitted(at));
        if (principal.isEmpty()) {
            throw tokens.error(
                    second, "expected an interface behind `dyn`", "name one: `dyn Events + " + second.text() + "`");
        }
        return switch (principal.get()) {
            case Principal.Interface(var name, var arguments) ->
                new Type.InterfaceObject(name, arguments, bounds, bound, at);
            case Principal.Call(var kind, var signature) -> new Type.Closure(kind, signature, bounds, bound, at);
        };
    }

    private void bound() throws TypeSyntaxException {
        Token first = tokens.peek();
        if (lifetimes.isNext()) {
            if (lifetime.isPresent()) {
                throw tokens.error(first, "an object has one lifetime bound", "keep the one that ends first");
            }
            lifetime = Optional.of(lifetimes.lifetime());
            return;
        }
        if (first.is("(")) {
            throw tokens.unexpected("an interface, `Fn(…)`, `FnMut(…)` or `FnOnce(…)`", "leave the parentheses out");
        }
        if (first.kind() != Kind.WORD) {
            throw tokens.unexpected("an interface, a closure or a lifetime");
        }
        Optional<Bound> known = Bound.of(first.text());
        if (known.isPresent()) {
            tokens.take();
            bounds.add(known.get());
            return;
        }
        if (principal.isPresent()) {
            throw tokens.error(
                    first,
                    "a `dyn` type has one interface, and " + first.shown() + " is a second",
                    "besides lifetimes, the bounds are `Send`, `Sync`, `Clone`, `Const` and `Portable`");
        }
        principal = Optional.of(principal());
    }

    private Principal principal() throws TypeSyntaxException {
        Token first = tokens.peek();
        List<LifetimeParameter> binder = lifetimes.binder();
        Token name = tokens.peek();
        for (ClosureKind kind : ClosureKind.values()) {
            if (kind != ClosureKind.FUTURE && name.is(kind.spelling())) {
                tokens.take();
                return new Principal.Call(kind, call(first, kind, binder));
            }
        }
        if (!first.equals(name)) {
            throw tokens.unexpected("`Fn`, `FnMut` or `FnOnce` behind `for<…>`");
        }
        tokens.take();
        if (name.is(ClosureKind.FUTURE.spelling())) {
            return new Principal.Call(ClosureKind.FUTURE, future(name));
        }
        String interfaceName = new NameGrammar(tokens).name(name);
        return new Principal.Interface(interfaceName, lifetimes.arguments(interfaceName));
    }

    /** {@code <Output = R>}: what a future gives when it is ready. */
    private Signature future(Token name) throws TypeSyntaxException {
        for (String word : List.of("<", "Output", "=")) {
            if (!tokens.takeIf(word)) {
                throw tokens.unexpected("`" + word + "`", "write `dyn Future<Output = T>`");
            }
        }
        Type output = types.type(Plus.ALLOWED);
        tokens.takeIf(",");
        tokens.expect(">", " behind the output");
        return new Signature(
                List.of(),
                Optional.empty(),
                List.of(),
                output,
                List.of(),
                Convention.CHECKED,
                false,
                tokens.since(name));
    }

    private Signature call(Token first, ClosureKind kind, List<LifetimeParameter> binder) throws TypeSyntaxException {
        tokens.expect("(", " behind `" + kind.spelling() + "`");
        List<Parameter> parameters = new ArrayList<>();
        while (!tokens.takeIf(")")) {
            Token parameter = tokens.peek();
            if (parameter.kind() == Kind.WORD && tokens.peek(1).is(":")) {
                throw tokens.error(
                        parameter, "the parameters of a closure have no names, as in Rust", "leave the name out");
            }
            FunctionTypeGrammar.refuseMore(parameters, tokens);
            Type type = types.type(Plus.ALLOWED);
            parameters.add(new Parameter("", type, tokens.since(parameter)));
            if (!tokens.takeIf(",") && !tokens.peek().is(")")) {
                throw tokens.unexpected("`,` or `)`");
            }
        }
        Type result = new FunctionTypeGrammar(tokens, types).result(Plus.AMBIGUOUS);
        return new Signature(
                binder,
                Optional.empty(),
                parameters,
                result,
                List.of(),
                Convention.CHECKED,
                false,
                tokens.since(first));
    }
}
