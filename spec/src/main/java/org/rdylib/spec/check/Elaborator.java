package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Code;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.internal.DefaultBounds;
import org.rdylib.spec.internal.Lists;
import org.rdylib.spec.link.Suggestions;

/**
 * Writes in what one declaration leaves out: elided lifetimes and default object bounds, by Rust's rules (Rust
 * Reference, "Lifetime elision"). Where they give no answer, or a name or lifetime is not declared, it reports that.
 *
 * <p>One elaborator serves one declaration, export or import: the lifetimes that it adds are numbered from 1.
 */
final class Elaborator {

    /** How many lifetimes a signature may have, or the type of a field: what compares them takes longer with each. */
    static final int MAX_LIFETIMES = 255;

    private static final String IN_WHERE = "a where clause relates lifetimes that have names";

    private final Names names;
    private final Problems problems;
    private final DefaultBounds defaults;
    private final Suggestions suggestions;
    private final Set<String> reported = new HashSet<>();
    private int elided;
    /** How many lifetimes have been declared, in signatures and in function types. */
    private int declared;

    /** @param suggestions those of the whole descriptor */
    Elaborator(Names names, Problems problems, DefaultBounds defaults, Suggestions suggestions) {
        this.names = names;
        this.problems = problems;
        this.defaults = defaults;
        this.suggestions = suggestions;
    }

    /**
     * What holds where a type stands.
     *
     * @param objectBound what decides the default bound of an object that stands exactly here: the lifetime of the
     *     reference around it, if there is one
     */
    private record Context(Scope scope, Elision elision, Optional<Lifetime> objectBound) {
        Context behind(Lifetime reference) {
            return new Context(scope, elision, Optional.of(reference));
        }

        Context within(DefaultBounds defaults) {
            return objectBound.isEmpty() ? this : new Context(scope, elision, defaults.within(objectBound));
        }
    }

    /** The types of the fields and payloads of a declaration whose lifetimes are {@code scope}. */
    UnaryOperator<Type> fields(Scope scope, String declaration) {
        String help = "declare a lifetime, `" + declaration + "<'a>`, and write it here";
        Context context = new Context(
                scope,
                new Elision.Forbidden("a type has no lifetimes but those that it declares", help),
                Optional.empty());
        return t -> {
            int before = elided + declared;
            Type elaborated = type(t, context);
            count(elided + declared - before, "type", t.at());
            return elaborated;
        };
    }

    /** The signature of an export, import or method. */
    Signature signature(Signature signature, Optional<Scope> outer) {
        Signature elaborated = signature(signature, outer, false);
        count(elided + declared, "signature", signature.at());
        return elaborated;
    }

    private void count(int lifetimes, String what, Place at) {
        if (lifetimes > MAX_LIFETIMES) {
            problems.error(
                    Code.TOO_LARGE,
                    at,
                    "this " + what + " has " + lifetimes + " lifetimes, those included that it leaves out and those of"
                            + " the function types in it; " + MAX_LIFETIMES + " is the most",
                    "let some of them be one");
        }
    }

    private Signature signature(Signature signature, Optional<Scope> outer, boolean isType) {
        declared += signature.lifetimes().size();
        Scope scope = Scope.open(outer, signature.lifetimes(), problems);
        Elision.Binder binder = new Elision.Binder(() -> ++elided);
        Context input = new Context(scope, new Elision.Fresh(binder), Optional.empty());

        Optional<Receiver> receiver = signature.receiver().map(r -> receiver(r, input));
        List<Parameter> parameters =
                Lists.map(signature.parameters(), p -> new Parameter(p.name(), type(p.type(), input), p.at()));
        List<LifetimeParameter> undecided = isType ? scope.unused() : List.of();
        Elision forResult = OutputElision.isAsked(signature.result())
                ? OutputElision.of(receiver, signature.parameters(), parameters, isType)
                : input.elision();
        Type result = type(signature.result(), new Context(scope, forResult, Optional.empty()));
        List<Outlives> where = Lists.map(signature.where(), w -> where(w, scope));

        unused(scope, undecided);
        List<LifetimeParameter> lifetimes = new ArrayList<>(signature.lifetimes());
        lifetimes.addAll(binder.added());
        Signature elaborated = new Signature(
                lifetimes,
                receiver,
                parameters,
                result,
                where,
                signature.convention(),
                signature.isUnsafe(),
                signature.at());
        return signature.isAsync() ? AsyncFunctions.written(elaborated, scope, () -> ++elided) : elaborated;
    }

    private void unused(Scope scope, List<LifetimeParameter> undecided) {
        List<LifetimeParameter> found = scope.unused();
        if (found.isEmpty() && undecided.isEmpty()) {
            return;
        }
        Set<LifetimeParameter> unused = new LinkedHashSet<>(found);
        unused.forEach(p -> UnusedLifetimes.report(p, problems));
        for (LifetimeParameter parameter : undecided) {
            if (!unused.contains(parameter)) {
                problems.error(
                        Code.UNUSED_LIFETIME,
                        parameter.at(),
                        "`'" + parameter.name()
                                + "` is only in the result of this function type, so no argument decides it",
                        "use a lifetime from outside, or `'dylib`");
            }
        }
    }

    private Receiver receiver(Receiver receiver, Context context) {
        return receiver.kind() == Receiver.Kind.OWNED
                ? receiver
                : new Receiver(receiver.kind(), lifetime(receiver.lifetime(), context), receiver.at());
    }

    private Outlives where(Outlives clause, Scope scope) {
        Context context = new Context(
                scope, new Elision.Forbidden(IN_WHERE, "declare the lifetime and name it"), Optional.empty());
        if (clause.longer() instanceof Lifetime.Static || clause.longer() instanceof Lifetime.Dylib) {
            problems.error(
                    Code.WHERE_LEFT_SIDE,
                    clause.longer().at(),
                    "a where clause cannot promise anything about `" + clause.longer() + "`",
                    "leave the clause out: what `" + clause.longer() + "` outlives is fixed");
        }
        return new Outlives(lifetime(clause.longer(), context), lifetime(clause.shorter(), context), clause.at());
    }

    private Type type(Type type, Context context) {
        Context within = context.within(defaults);
        return switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> type;
            case Type.Tuple t -> new Type.Tuple(Lists.map(t.elements(), e -> type(e, within)), t.at());
            case Type.Array a -> new Type.Array(type(a.element(), within), a.length(), a.at());
            case Type.Slice s -> new Type.Slice(type(s.element(), within), s.at());
            case Type.Option o -> new Type.Option(type(o.value(), within), o.at());
            case Type.Result r -> new Type.Result(type(r.ok(), within), type(r.err(), within), r.at());
            case Type.Boxed b -> boxed(type(b.target(), within), b.at());
            case Type.Handle h -> boxed(type(h.target(), within), h.at());
            case Type.Shared s -> new Type.Shared(type(s.target(), within), s.at());
            case Type.Vector v -> new Type.Vector(type(v.element(), within), v.at());
            case Type.Pointer p -> new Type.Pointer(p.mutability(), type(p.target(), within), p.at());
            case Type.Reference r -> {
                Lifetime lifetime = lifetime(r.lifetime(), context);
                yield new Type.Reference(lifetime, r.mutability(), type(r.target(), context.behind(lifetime)), r.at());
            }
            case Type.Named n -> named(n, context);
            case Type.InterfaceObject o -> object(o, context);
            case Type.Function f ->
                new Type.Function(
                        signature(f.signature(), Optional.of(context.scope()), true),
                        bound(f.bound(), context, Optional.empty()),
                        f.at());
            case Type.Closure c ->
                new Type.Closure(
                        c.kind(),
                        c.kind() == ClosureKind.FUTURE
                                ? future(c.signature(), within)
                                : signature(c.signature(), Optional.of(context.scope()), true),
                        c.bounds(),
                        bound(c.bound(), context, context.objectBound()),
                        c.at());
        };
    }

    /** What a library keeps to itself has no size, and its owner is the pointer that the library hands out. */
    private Type boxed(Type target, Place at) {
        return target instanceof Type.Named n
                        && names.type(n.name())
                                .filter(TypeDeclaration.Opaque.class::isInstance)
                                .isPresent()
                ? new Type.Handle(n, at)
                : new Type.Boxed(target, at);
    }

    /** What a future gives is no function's result: what is left out there is what is left out around it, as in Rust. */
    private Signature future(Signature signature, Context within) {
        return new Signature(
                List.of(),
                Optional.empty(),
                List.of(),
                type(signature.result(), within),
                List.of(),
                signature.convention(),
                false,
                signature.at());
    }

    private Type named(Type.Named named, Context context) {
        names.requireType(named)
                .ifPresent(d -> LifetimeArguments.check(
                        named.name(), d.lifetimes(), named.arguments(), named.at(), context.elision(), problems));
        return new Type.Named(named.name(), arguments(named.arguments(), context), named.at());
    }

    private Type object(Type.InterfaceObject object, Context context) {
        names.requireInterface(object.name(), object.at())
                .ifPresent(d -> LifetimeArguments.check(
                        object.name(), d.lifetimes(), object.arguments(), object.at(), context.elision(), problems));
        return new Type.InterfaceObject(
                object.name(),
                arguments(object.arguments(), context),
                object.bounds(),
                bound(object.bound(), context, context.objectBound()),
                object.at());
    }

    private List<Lifetime> arguments(List<Lifetime> arguments, Context context) {
        return Lists.map(arguments, a -> lifetime(a, context));
    }

    private Lifetime bound(Lifetime bound, Context context, Optional<Lifetime> byDefault) {
        if (!(bound instanceof Lifetime.Omitted)) {
            return lifetime(bound, context);
        }
        return defaults.of(byDefault.map(l -> Lifetimes.at(l, bound.at())), bound.at());
    }

    private Lifetime lifetime(Lifetime lifetime, Context context) {
        return switch (lifetime) {
            case Lifetime.Static _, Lifetime.Dylib _ -> lifetime;
            case Lifetime.Named n -> {
                if (!context.scope().use(n.name()) && reported.add(n.name())) {
                    undeclared(n, context.scope());
                }
                yield n;
            }
            case Lifetime.Elided(var at) -> elided(at, lifetime, context.elision());
            case Lifetime.Omitted(var at) -> elided(at, lifetime, context.elision());
        };
    }

    private Lifetime elided(Place at, Lifetime written, Elision elision) {
        return switch (elision) {
            case Elision.Fresh f -> f.binder().fresh(at);
            case Elision.Same(var same) -> Lifetimes.at(same, at);
            case Elision.Forbidden f -> {
                problems.error(Code.MISSING_LIFETIME, at, "a lifetime must be written here: " + f.why(), f.help());
                yield written;
            }
        };
    }

    private void undeclared(Lifetime.Named lifetime, Scope scope) {
        String message = "`" + lifetime + "` is not declared";
        suggestions
                .nearest(lifetime.name(), scope.visible().stream())
                .ifPresentOrElse(
                        m -> problems.error(
                                Code.UNDECLARED_LIFETIME,
                                lifetime.at(),
                                message,
                                "did you mean `'" + m + "`? Otherwise declare it: `<" + lifetime + ">`"),
                        () -> problems.error(
                                Code.UNDECLARED_LIFETIME,
                                lifetime.at(),
                                message,
                                "declare it: `fn<" + lifetime + ">(…)`, or `Name<" + lifetime + ">` for a type"));
    }
}
