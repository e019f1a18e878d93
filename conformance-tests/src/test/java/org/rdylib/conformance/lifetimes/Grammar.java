package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/** Random types and signatures over references, owners, declared types, interface objects, functions and closures. */
final class Grammar {

    /** What occurs beside plain types. */
    enum Feature {
        /** {@code for<'z>}. */
        BINDERS,
        /** Bounds of objects and closures, {@code FnOnce}, {@code unsafe}. */
        PROMISES,
        /** Raw pointers, in signatures that are {@code unsafe}. */
        POINTERS
    }

    private final RandomGenerator random;
    private final Set<Feature> features;
    private final Vocabulary vocabulary;
    private int fresh;
    private boolean inCallable;

    Grammar(RandomGenerator random, Set<Feature> features, Vocabulary vocabulary) {
        this.random = random;
        this.features = Set.copyOf(features);
        this.vocabulary = vocabulary;
    }

    /** The first letters of the alphabet, as many as there are lifetimes. */
    static List<String> letters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "" + (char) ('a' + i)).toList();
    }

    /** A name that no other lifetime of this grammar has, so that none hides another. */
    String fresh(String prefix) {
        return prefix + fresh++;
    }

    Signature signature(Optional<Receiver> receiver, List<String> outer) {
        List<String> own = letters(1 + random.nextInt(3));
        boolean lent = receiver.filter(r -> r.kind() != Receiver.Kind.OWNED).isPresent();
        List<String> lifetimes = Stream.concat(own.stream(), lent ? Stream.of("s") : Stream.empty())
                .toList();
        List<String> scope =
                Stream.concat(lifetimes.stream(), outer.stream()).distinct().toList();
        List<Type> parameters = IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(_ -> type(scope, 3, false))
                .toList();
        Type result = chance(12) ? Terms.UNIT : type(scope, 2, false);
        List<Outlives> where = new ArrayList<>();
        while (chance(35) && where.size() < 2) {
            where.add(bound(scope));
        }
        Signature s = Terms.signature(lifetimes, receiver, parameters, result, where);
        boolean isUnsafe = features.contains(Feature.POINTERS) || (features.contains(Feature.PROMISES) && chance(15));
        return isUnsafe ? Mutator.withUnsafe(s, true) : s;
    }

    Outlives bound(List<String> scope) {
        Lifetime longer = Terms.lifetime(pick(scope));
        return Terms.outlives(longer, chance(15) ? lasting() : Terms.lifetime(pick(scope)));
    }

    Lifetime lifetime(List<String> scope) {
        return scope.isEmpty() || chance(12) ? lasting() : Terms.lifetime(pick(scope));
    }

    private Lifetime lasting() {
        return random.nextBoolean() ? Terms.STATIC : Terms.DYLIB;
    }

    private List<Lifetime> lifetimes(List<String> scope, int count) {
        return Stream.generate(() -> lifetime(scope)).limit(count).toList();
    }

    /** @param lent whether it stands behind a shared reference, where nobody can call an {@code FnMut} */
    Type type(List<String> scope, int depth, boolean lent) {
        if (features.contains(Feature.PROMISES) && depth > 0 && chance(15)) {
            return chance(40) ? object(scope, lent) : callable(scope, depth, lent);
        }
        int choice = random.nextInt(depth <= 0 ? 25 : 100);
        if (choice < 5) {
            return Terms.U8;
        }
        if (choice < 25) {
            return Terms.shared(lifetime(scope), chance(80) ? Terms.U8 : Terms.STR);
        }
        if (features.contains(Feature.POINTERS) && !inCallable && chance(45)) {
            return new Type.Pointer(
                    chance(50) ? Mutability.SHARED : Mutability.EXCLUSIVE, type(scope, depth - 1, lent), Terms.NOWHERE);
        }
        if (choice < 38) {
            return Terms.shared(lifetime(scope), type(scope, depth - 1, true));
        }
        if (choice < 50) {
            return Terms.exclusive(lifetime(scope), type(scope, depth - 1, lent));
        }
        if (choice < 65) {
            return named(scope, lent);
        }
        if (choice < 70) {
            return new Type.Option(type(scope, depth - 1, lent), Terms.NOWHERE);
        }
        if (choice < 73) {
            return new Type.Tuple(List.of(type(scope, depth - 1, lent), type(scope, depth - 1, lent)), Terms.NOWHERE);
        }
        if (choice < 75) {
            return new Type.Result(type(scope, depth - 1, lent), type(scope, depth - 1, lent), Terms.NOWHERE);
        }
        if (choice < 78) {
            return owned(type(scope, depth - 1, true));
        }
        return choice < 84 ? object(scope, lent) : callable(scope, depth, lent);
    }

    /** A use of a declared type, if there is one. */
    Type named(List<String> scope, boolean lent) {
        if (vocabulary.types().isEmpty()) {
            return type(scope, 0, lent);
        }
        Vocabulary.Word word = pick(vocabulary.types());
        return Terms.named(word.name(), lifetimes(scope, word.lifetimes()).toArray(Lifetime[]::new));
    }

    private Type owned(Type content) {
        return switch (random.nextInt(3)) {
            case 0 -> new Type.Boxed(content, Terms.NOWHERE);
            case 1 -> new Type.Shared(content, Terms.NOWHERE);
            default -> new Type.Vector(content, Terms.NOWHERE);
        };
    }

    /** A pointer to an interface object, if there is an interface. */
    Type object(List<String> scope, boolean lent) {
        if (vocabulary.interfaces().isEmpty()) {
            return type(scope, 0, lent);
        }
        Vocabulary.Word word = pick(vocabulary.interfaces());
        return behind(
                scope,
                new Type.InterfaceObject(
                        word.name(), lifetimes(scope, word.lifetimes()), bounds(), lifetime(scope), Terms.NOWHERE),
                random.nextInt(8));
    }

    Set<Bound> bounds() {
        Set<Bound> bounds = EnumSet.noneOf(Bound.class);
        while (features.contains(Feature.PROMISES) && chance(45)) {
            bounds.add(pick(List.of(Bound.SEND, Bound.SYNC, Bound.CLONE)));
        }
        return bounds;
    }

    private Type callable(List<String> scope, int depth, boolean lent) {
        List<String> bound = new ArrayList<>();
        while (features.contains(Feature.BINDERS) && chance(60) && bound.size() < 2) {
            bound.add(fresh("z"));
        }
        List<String> inside = new ArrayList<>(scope);
        inside.addAll(bound);
        inside.addAll(bound);
        boolean around = inCallable;
        inCallable = true;
        List<Type> parameters = new ArrayList<>();
        do {
            parameters.add(type(inside, depth - 1, false));
        } while (chance(40) && parameters.size() < 2);
        Type result = chance(40) ? Terms.UNIT : type(inside, depth - 1, false);
        inCallable = around;
        if (chance(features.contains(Feature.PROMISES) ? 30 : 50)) {
            boolean isUnsafe = features.contains(Feature.PROMISES) && chance(20);
            Signature s = Mutator.withUnsafe(Terms.anonymous(bound, parameters, result), isUnsafe);
            return new Type.Function(s, chance(70) ? Terms.DYLIB : lifetime(scope), Terms.NOWHERE);
        }
        int pointer = random.nextInt(7);
        return behind(
                scope,
                new Type.Closure(
                        kind(lent, pointer),
                        Terms.anonymous(bound, parameters, result),
                        bounds(),
                        lifetime(scope),
                        Terms.NOWHERE),
                pointer);
    }

    private ClosureKind kind(boolean lent, int pointer) {
        if (features.contains(Feature.PROMISES) && pointer > 3 && chance(40)) {
            return ClosureKind.FN_ONCE;
        }
        boolean many = lent || pointer < 2 || (features.contains(Feature.PROMISES) && chance(40));
        return many ? ClosureKind.FN : ClosureKind.FN_MUT;
    }

    private Type behind(List<String> scope, Type target, int pointer) {
        return switch (pointer) {
            case 0, 1 -> Terms.shared(lifetime(scope), target);
            case 2, 3 -> Terms.exclusive(lifetime(scope), target);
            case 7 -> new Type.Shared(target, Terms.NOWHERE);
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
