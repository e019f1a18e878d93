package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** Random types and signatures over references, the declared types below, functions and closures. */
final class Grammar {

    /** Declared types of every variance, with and without implied bounds; the same in both copies. */
    static final List<TypeDeclaration> TYPES = List.of(
            Terms.struct("View", List.of("a"), Terms.shared(Terms.lifetime("a"), Terms.U8)),
            Terms.struct(
                    "Sink",
                    List.of("a"),
                    Terms.function(
                            List.of(), List.of(Terms.shared(Terms.lifetime("a"), Terms.U8)), Terms.UNIT, Terms.DYLIB)),
            Terms.struct(
                    "Cell",
                    List.of("a"),
                    Terms.function(
                            List.of(),
                            List.of(Terms.shared(Terms.lifetime("a"), Terms.U8)),
                            Terms.shared(Terms.lifetime("a"), Terms.U8),
                            Terms.DYLIB)),
            Terms.struct(
                    "Deep",
                    List.of("a", "b"),
                    Terms.shared(Terms.lifetime("a"), Terms.shared(Terms.lifetime("b"), Terms.U8))),
            Terms.struct(
                    "Slot",
                    List.of("a", "b"),
                    Terms.exclusive(Terms.lifetime("a"), Terms.shared(Terms.lifetime("b"), Terms.U8))),
            Terms.struct(
                    "Nest",
                    List.of("a", "b"),
                    Terms.named("Deep", Terms.lifetime("a"), Terms.lifetime("b")),
                    Terms.named("Sink", Terms.lifetime("b"))));

    /** The interface of {@code dyn Source<'x>}. */
    static final String INTERFACE = "Source";

    private final RandomGenerator random;
    private final boolean binders;
    private int fresh;

    /** @param binders whether {@code for<'z>} occurs */
    Grammar(RandomGenerator random, boolean binders) {
        this.random = random;
        this.binders = binders;
    }

    Signature signature(Optional<Receiver> receiver, List<String> outer) {
        List<String> own = IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(i -> "" + (char) ('a' + i - 1))
                .toList();
        List<String> scope = new ArrayList<>(own);
        scope.addAll(outer);
        receiver.filter(r -> r.kind() != Receiver.Kind.OWNED).ifPresent(r -> scope.add("s"));
        List<Type> parameters = IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(_ -> type(scope, 3, false))
                .toList();
        Type result = chance(12) ? Terms.UNIT : type(scope, 2, false);
        List<Outlives> where = new ArrayList<>();
        while (chance(35) && where.size() < 2) {
            where.add(bound(scope));
        }
        List<String> lifetimes = new ArrayList<>(own);
        receiver.filter(r -> r.kind() != Receiver.Kind.OWNED).ifPresent(r -> lifetimes.add("s"));
        return Terms.signature(lifetimes, receiver, parameters, result, where);
    }

    Outlives bound(List<String> scope) {
        Lifetime longer = Terms.lifetime(pick(scope));
        return Terms.outlives(longer, chance(15) ? lasting() : Terms.lifetime(pick(scope)));
    }

    Lifetime lifetime(List<String> scope) {
        return chance(12) ? lasting() : Terms.lifetime(pick(scope));
    }

    private Lifetime lasting() {
        return random.nextBoolean() ? Terms.STATIC : Terms.DYLIB;
    }

    /** @param lent whether it stands behind a shared reference, where nobody can call an {@code FnMut} */
    Type type(List<String> scope, int depth, boolean lent) {
        int choice = random.nextInt(depth <= 0 ? 25 : 100);
        if (choice < 5) {
            return Terms.U8;
        }
        if (choice < 25) {
            return Terms.shared(lifetime(scope), chance(80) ? Terms.U8 : Terms.STR);
        }
        if (choice < 40) {
            return Terms.shared(lifetime(scope), type(scope, depth - 1, true));
        }
        if (choice < 52) {
            return Terms.exclusive(lifetime(scope), type(scope, depth - 1, lent));
        }
        if (choice < 66) {
            TypeDeclaration d = TYPES.get(random.nextInt(TYPES.size()));
            return Terms.named(
                    d.name(), d.lifetimes().stream().map(_ -> lifetime(scope)).toArray(Lifetime[]::new));
        }
        if (choice < 72) {
            return new Type.Option(type(scope, depth - 1, lent), Terms.NOWHERE);
        }
        if (choice < 75) {
            return new Type.Tuple(List.of(type(scope, depth - 1, lent), type(scope, depth - 1, lent)), Terms.NOWHERE);
        }
        if (choice < 77) {
            return new Type.Result(type(scope, depth - 1, lent), type(scope, depth - 1, lent), Terms.NOWHERE);
        }
        if (choice < 82) {
            return behind(scope, Terms.object(INTERFACE, List.of(lifetime(scope)), lifetime(scope)), random.nextInt(3));
        }
        return callable(scope, depth, lent);
    }

    private Type callable(List<String> scope, int depth, boolean lent) {
        List<String> bound = new ArrayList<>();
        while (binders && chance(60) && bound.size() < 2) {
            bound.add("z" + fresh++);
        }
        List<String> inside = new ArrayList<>(scope);
        inside.addAll(bound);
        inside.addAll(bound);
        List<Type> parameters = new ArrayList<>();
        do {
            parameters.add(type(inside, depth - 1, false));
        } while (chance(40) && parameters.size() < 2);
        Type result = chance(40) ? Terms.UNIT : type(inside, depth - 1, false);
        if (chance(50)) {
            return Terms.function(bound, parameters, result, chance(70) ? Terms.DYLIB : lifetime(scope));
        }
        int pointer = random.nextInt(3);
        ClosureKind kind = lent || pointer == 0 ? ClosureKind.FN : ClosureKind.FN_MUT;
        return behind(scope, Terms.closure(kind, bound, parameters, result, lifetime(scope)), pointer);
    }

    private Type behind(List<String> scope, Type target, int pointer) {
        return switch (pointer) {
            case 0 -> Terms.shared(lifetime(scope), target);
            case 1 -> Terms.exclusive(lifetime(scope), target);
            default -> new Type.Boxed(target, Terms.NOWHERE);
        };
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
