package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeRewriter;

/** Small changes to a signature, so that the two sides of a pair are near one another. */
final class Mutator {

    private final Grammar grammar;
    private final List<String> outer;

    /** @param outer the lifetimes of the interface around, for a method */
    Mutator(Grammar grammar, List<String> outer) {
        this.grammar = grammar;
        this.outer = List.copyOf(outer);
    }

    Signature mutate(Signature s) {
        Signature result = s;
        do {
            result = once(result);
        } while (grammar.chance(35));
        return result;
    }

    /** A change that declares no lifetime, for fields: they have those of their declaration only. */
    Signature mutateFields(Signature fields) {
        Signature result = fields;
        do {
            result = grammar.chance(70) ? replaceOne(result) : bindOrFree(result);
        } while (grammar.chance(35));
        return result;
    }

    /** A change of what is promised beside lifetimes: bounds, the kind of a closure, {@code unsafe}. */
    Signature mutatePromises(Signature s) {
        Signature result = s;
        do {
            result = grammar.chance(12) ? withUnsafe(result, !result.isUnsafe()) : promiseOnce(result);
        } while (grammar.chance(30));
        return result;
    }

    private Signature promiseOnce(Signature s) {
        int[] places = {0};
        atPromises(s, t -> {
            places[0]++;
            return t;
        });
        if (places[0] == 0) {
            return s;
        }
        int wanted = grammar.below(places[0]);
        places[0] = 0;
        return atPromises(s, t -> places[0]++ == wanted ? otherPromise(t) : t);
    }

    private Type otherPromise(Type type) {
        return switch (type) {
            case Type.Function f ->
                new Type.Function(withUnsafe(f.signature(), !f.signature().isUnsafe()), f.bound(), f.at());
            case Type.InterfaceObject o ->
                new Type.InterfaceObject(o.name(), o.arguments(), toggled(o.bounds()), o.bound(), o.at());
            case Type.Closure c
            when grammar.chance(60) ->
                new Type.Closure(
                        grammar.pick(List.of(ClosureKind.FN, ClosureKind.FN_MUT, ClosureKind.FN_ONCE)),
                        c.signature(),
                        c.bounds(),
                        c.bound(),
                        c.at());
            case Type.Closure c -> new Type.Closure(c.kind(), c.signature(), toggled(c.bounds()), c.bound(), c.at());
            case Type t -> t;
        };
    }

    private Set<Bound> toggled(Set<Bound> bounds) {
        Set<Bound> all = new HashSet<>(bounds);
        Bound one = grammar.pick(List.of(Bound.SEND, Bound.SYNC, Bound.CLONE));
        if (!all.remove(one)) {
            all.add(one);
        }
        return all;
    }

    private static Signature atPromises(Signature s, UnaryOperator<Type> change) {
        return new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                return l;
            }

            @Override
            public Type type(Type type) {
                Type inner = super.type(type);
                return switch (inner) {
                    case Type.Function _, Type.InterfaceObject _, Type.Closure _ -> change.apply(inner);
                    case Type _ -> inner;
                };
            }
        }.signature(s);
    }

    static Signature withUnsafe(Signature s, boolean isUnsafe) {
        return new Signature(
                s.lifetimes(), s.receiver(), s.parameters(), s.result(), s.where(), s.convention(), isUnsafe, s.at());
    }

    private Signature once(Signature s) {
        return switch (grammar.below(11)) {
            case 0, 1, 2 -> replaceOne(s);
            case 3 -> grammar.chance(60) ? merge(s, grammar.lifetime(scope(s))) : generalize(s);
            case 4 -> merge(s, Terms.STATIC);
            case 5 -> split(s);
            case 6 -> addWhere(s);
            case 7 -> s.where().isEmpty() ? replaceOne(s) : removeWhere(s);
            case 8 -> lend(s);
            default -> bindOrFree(s);
        };
    }

    private List<String> scope(Signature s) {
        return Stream.concat(s.lifetimes().stream().map(LifetimeParameter::name), outer.stream())
                .toList();
    }

    private Signature replaceOne(Signature s) {
        List<String> scope = scope(s);
        return scope.isEmpty() ? s : atOne(s, _ -> grammar.lifetime(scope));
    }

    /** Everything that is {@code 'b}, say, becomes {@code to}. */
    private Signature merge(Signature s, Lifetime to) {
        List<String> own = s.lifetimes().stream().map(LifetimeParameter::name).toList();
        if (own.isEmpty()) {
            return replaceOne(s);
        }
        String from = grammar.pick(own);
        return new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                return l instanceof Lifetime.Named n && n.name().equals(from) ? to : l;
            }
        }.signature(s);
    }

    /** Everything that is {@code 'static}, or everything that is {@code 'dylib}, becomes a lifetime of its own. */
    private Signature generalize(Signature s) {
        boolean forever = grammar.chance(60);
        String name = grammar.fresh("n");
        Signature changed = new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                return (forever ? l instanceof Lifetime.Static : l instanceof Lifetime.Dylib)
                        ? Terms.lifetime(name)
                        : l;
            }
        }.signature(s);
        return declaring(name, changed);
    }

    private static Signature declaring(String name, Signature s) {
        List<LifetimeParameter> lifetimes = new ArrayList<>(s.lifetimes());
        lifetimes.add(new LifetimeParameter(name, Terms.NOWHERE));
        return with(s, lifetimes, s.where());
    }

    /** One occurrence becomes a lifetime of its own. */
    private Signature split(Signature s) {
        String name = grammar.fresh("n");
        return declaring(name, atOne(s, _ -> Terms.lifetime(name)));
    }

    private Signature addWhere(Signature s) {
        List<String> scope = scope(s);
        if (scope.isEmpty()) {
            return s;
        }
        List<Outlives> where = new ArrayList<>(s.where());
        where.add(grammar.bound(scope));
        return with(s, s.lifetimes(), where);
    }

    private Signature removeWhere(Signature s) {
        List<Outlives> where = new ArrayList<>(s.where());
        where.remove(grammar.below(where.size()));
        return with(s, s.lifetimes(), where);
    }

    /** A {@code &mut} parameter becomes {@code &}, or the other way about. */
    private Signature lend(Signature s) {
        if (s.parameters().isEmpty()) {
            return s;
        }
        int at = grammar.below(s.parameters().size());
        List<Parameter> parameters = new ArrayList<>(s.parameters());
        Parameter p = parameters.get(at);
        if (!(p.type() instanceof Type.Reference r)) {
            return receive(s);
        }
        Mutability other = r.mutability() == Mutability.SHARED ? Mutability.EXCLUSIVE : Mutability.SHARED;
        Type changed = new Type.Reference(r.lifetime(), other, r.target(), r.at());
        parameters.set(at, new Parameter(p.name(), changed, p.at()));
        return new Signature(
                s.lifetimes(), s.receiver(), parameters, s.result(), s.where(), s.convention(), s.isUnsafe(), s.at());
    }

    /** A {@code &mut self} becomes {@code &self}, or the other way about. */
    private Signature receive(Signature s) {
        Optional<Receiver> lent = s.receiver().filter(r -> r.kind() != Receiver.Kind.OWNED);
        if (lent.isEmpty()) {
            return replaceOne(s);
        }
        Receiver r = lent.orElseThrow();
        Receiver.Kind other = r.kind() == Receiver.Kind.SHARED ? Receiver.Kind.EXCLUSIVE : Receiver.Kind.SHARED;
        return new Signature(
                s.lifetimes(),
                Optional.of(new Receiver(other, r.lifetime(), r.at())),
                s.parameters(),
                s.result(),
                s.where(),
                s.convention(),
                s.isUnsafe(),
                s.at());
    }

    /** In one function or closure type, a lifetime from outside becomes a bound one, or a bound one comes from outside. */
    private Signature bindOrFree(Signature s) {
        int[] functions = {0};
        atFunctions(s, f -> {
            functions[0]++;
            return f;
        });
        if (functions[0] == 0) {
            return replaceOne(s);
        }
        int wanted = grammar.below(functions[0]);
        functions[0] = 0;
        return atFunctions(s, f -> functions[0]++ == wanted ? rebind(f, scope(s)) : f);
    }

    private Signature rebind(Signature f, List<String> scope) {
        List<String> bound = f.lifetimes().stream().map(LifetimeParameter::name).toList();
        if (!bound.isEmpty() && grammar.chance(60)) {
            String from = grammar.pick(bound);
            Lifetime to = bound.size() > 1 && grammar.chance(40)
                    ? Terms.lifetime(grammar.pick(bound))
                    : scope.isEmpty() ? Terms.STATIC : grammar.lifetime(scope);
            return renamed(f, from, to);
        }
        if (scope.isEmpty()) {
            return f;
        }
        String name = grammar.fresh("w");
        Signature changed = grammar.chance(50) && !bound.isEmpty()
                ? atOne(f, _ -> Terms.lifetime(name))
                : renamed(f, grammar.pick(scope), Terms.lifetime(name));
        return declaring(name, changed);
    }

    private static Signature renamed(Signature s, String from, Lifetime to) {
        return new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                return l instanceof Lifetime.Named n && n.name().equals(from) ? to : l;
            }
        }.signature(s);
    }

    private interface Change {
        Lifetime of(Lifetime lifetime);
    }

    private Signature atOne(Signature s, Change change) {
        List<Lifetime> all = new ArrayList<>();
        new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                all.add(l);
                return l;
            }
        }.signature(s);
        if (all.isEmpty()) {
            return s;
        }
        int wanted = grammar.below(all.size());
        return new TypeRewriter() {
            int at;

            @Override
            protected Lifetime lifetime(Lifetime l) {
                return at++ == wanted ? change.of(l) : l;
            }
        }.signature(s);
    }

    private interface FunctionChange {
        Signature of(Signature signature);
    }

    private static Signature atFunctions(Signature s, FunctionChange change) {
        return new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                return l;
            }

            @Override
            public Type type(Type type) {
                return switch (super.type(type)) {
                    case Type.Function f -> new Type.Function(change.of(f.signature()), f.bound(), f.at());
                    case Type.Closure c ->
                        new Type.Closure(c.kind(), change.of(c.signature()), c.bounds(), c.bound(), c.at());
                    case Type t -> t;
                };
            }
        }.signature(s);
    }

    static Signature with(Signature s, List<LifetimeParameter> lifetimes, List<Outlives> where) {
        return new Signature(
                lifetimes, s.receiver(), s.parameters(), s.result(), where, s.convention(), s.isUnsafe(), s.at());
    }
}
