package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rdylib.conformance.lifetimes.Grammar.Feature;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Method;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Version;

/** Random pairs of descriptors that are near one another, so that about half of them fit. */
final class PairGenerator {

    private final RandomGenerator random;

    PairGenerator(RandomGenerator random) {
        this.random = random;
    }

    /** A pair of well-formed descriptors. */
    Pair next() {
        return next(_ -> true);
    }

    /** The next that is wanted; to see whether descriptors are well-formed takes longer than to make them. */
    Pair next(Predicate<Pair> wanted) {
        while (true) {
            Optional<Pair> pair = attempt();
            if (pair.isPresent() && wanted.test(pair.get()) && Verdicts.areWellFormed(pair.get())) {
                return pair.get();
            }
        }
    }

    private Optional<Pair> attempt() {
        boolean unloadable = chance(45);
        int choice = random.nextInt(100);
        if (choice < 18) {
            return signatures(Pair.Kind.EXPORT, unloadable);
        }
        if (choice < 30) {
            return signatures(Pair.Kind.NESTED_EXPORT, unloadable);
        }
        if (choice < 38) {
            return signatures(Pair.Kind.IMPORT, unloadable);
        }
        if (choice < 42) {
            return signatures(Pair.Kind.NESTED_IMPORT, unloadable);
        }
        if (choice < 54) {
            return methods(unloadable);
        }
        if (choice < 70) {
            return declarations(unloadable);
        }
        if (choice < 82) {
            return interfaces(unloadable);
        }
        if (choice < 91) {
            return promises(unloadable);
        }
        return choice < 96 ? pointers(unloadable) : whole(unloadable);
    }

    /** Three descriptors of one structure, without {@code for<'z>}, whose types vary in the same way. */
    List<Descriptor> three() {
        while (true) {
            Ground ground = chance(50) ? known(Set.of()) : made(Set.of(), random.nextInt(3), random.nextInt(2));
            boolean imported = chance(30);
            var mutator = new Mutator(ground.grammar(), List.of());
            Signature first = ground.grammar().signature(Optional.empty(), List.of());
            Signature second = mutator.mutate(first);
            List<Descriptor> all = Stream.of(first, second, mutator.mutate(chance(50) ? first : second))
                    .flatMap(s -> Tidy.of(s, List.of()).stream())
                    .map(s -> using(perhapsOtherMethods(ground), s, imported))
                    .toList();
            if (all.size() == 3 && all.stream().allMatch(Verdicts::isWellFormed)) {
                return all;
            }
        }
    }

    private World perhapsOtherMethods(Ground ground) {
        return ground.world().withOtherMethods(ground.grammar(), 10).orElse(ground.world());
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A grammar over a world, and that world: one that is always the same, or one that was made for this pair. */
    private record Ground(Grammar grammar, World world) {}

    private Ground known(Set<Feature> features) {
        return new Ground(new Grammar(random, features, World.KNOWN.vocabulary()), World.KNOWN);
    }

    private Ground made(Set<Feature> features, int types, int interfaces) {
        Vocabulary names =
                World.names(new Grammar(random, Set.of(), new Vocabulary(List.of(), List.of())), types, interfaces);
        var grammar = new Grammar(random, features, names);
        return new Ground(grammar, World.random(grammar, names));
    }

    private Set<Feature> perhapsBinders(int percent) {
        return chance(percent) ? EnumSet.of(Feature.BINDERS) : EnumSet.noneOf(Feature.class);
    }

    private record Both(Signature host, Signature plugin) {}

    private Optional<Both> swapped(Signature one, Signature other, List<String> outer) {
        boolean swap = random.nextBoolean();
        Optional<Signature> host = Tidy.of(swap ? other : one, outer);
        Optional<Signature> plugin = Tidy.of(swap ? one : other, outer);
        return host.flatMap(h -> plugin.map(p -> new Both(h, p)));
    }

    private Optional<Pair> signatures(Pair.Kind kind, boolean unloadable) {
        boolean binders = kind == Pair.Kind.NESTED_EXPORT || kind == Pair.Kind.NESTED_IMPORT;
        boolean imported = kind == Pair.Kind.IMPORT || kind == Pair.Kind.NESTED_IMPORT;
        Set<Feature> features = perhapsBinders(binders ? 100 : 0);
        if (binders && chance(50)) {
            Ground ground = known(features);
            List<Signature> both = new FunctionPairs(ground.grammar()).next();
            return signatures(kind, unloadable, ground, imported, both.getFirst(), both.getLast());
        }
        if (!binders && chance(6)) {
            Ground ground = known(features);
            List<Signature> both = new PinnedPairs(ground.grammar()).ofObject();
            return signatures(kind, unloadable, ground, imported, both.getFirst(), both.getLast());
        }
        Ground ground = chance(60) ? known(features) : made(features, 1 + random.nextInt(3), random.nextInt(2));
        Signature base = ground.grammar().signature(Optional.empty(), List.of());
        Signature other = chance(6) ? base : new Mutator(ground.grammar(), List.of()).mutate(base);
        return signatures(kind, unloadable, ground, imported, base, other);
    }

    private Optional<Pair> signatures(
            Pair.Kind kind, boolean unloadable, Ground ground, boolean imported, Signature one, Signature other) {
        return swapped(one, other, List.of())
                .map(both -> new Pair(
                        kind,
                        unloadable,
                        using(ground.world(), both.host(), imported),
                        using(ground.world(), both.plugin(), imported)));
    }

    /** An interface {@code Made<'x>}, or one without {@code 'x}, whose objects the plugin makes, or is given. */
    private Optional<Pair> methods(boolean unloadable) {
        Ground ground = known(perhapsBinders(25));
        // where it has one, that the object does not outlive the library follows from what 'x does not
        List<String> outer = chance(60) ? List.of("x") : List.of();
        Receiver receiver =
                chance(outer.isEmpty() ? 45 : 8) ? World.lasting(ground.grammar()) : World.receiver(ground.grammar());
        Signature base = ground.grammar().signature(Optional.of(receiver), outer);
        Signature other = chance(6) ? base : new Mutator(ground.grammar(), outer).mutate(base);
        Lifetime x = Terms.lifetime("x");
        Type object = new Type.Boxed(
                Terms.object("Made", outer.stream().map(Terms::lifetime).toList(), x), Terms.NOWHERE);
        Signature user = giving(object, List.of("x"), List.of(Terms.shared(x, Terms.U8)));
        return swapped(base, other, outer)
                .map(both -> new Pair(
                        Pair.Kind.METHOD,
                        unloadable,
                        withMethod(user, outer, both.host()),
                        withMethod(user, outer, both.plugin())));
    }

    private Signature giving(Type value, List<String> lifetimes, List<Type> beside) {
        return random.nextBoolean()
                ? Terms.signature(lifetimes, Optional.empty(), beside, value, List.of())
                : Terms.signature(
                        lifetimes,
                        Optional.empty(),
                        Stream.concat(beside.stream(), Stream.of(value)).toList(),
                        Terms.UNIT,
                        List.of());
    }

    private static Descriptor withMethod(Signature user, List<String> outer, Signature method) {
        var made = new InterfaceDeclaration(
                "Made",
                Terms.lifetimes(outer),
                Stream.concat(
                                outer.stream().map(World::data),
                                Stream.of(new Method("m", method, Optional.empty(), Terms.NOWHERE)))
                        .toList(),
                Optional.empty(),
                Terms.NOWHERE);
        List<InterfaceDeclaration> interfaces = Stream.concat(World.KNOWN.interfaces().stream(), Stream.of(made))
                .toList();
        return using(new World(World.KNOWN.types(), interfaces), user, false);
    }

    /** Random types whose copies differ in some lifetimes, given, got, lent to be changed, or both ways by a callback. */
    private Optional<Pair> declarations(boolean unloadable) {
        if (chance(65)) {
            return typePairs(unloadable);
        }
        Ground ground = made(perhapsBinders(20), 1 + random.nextInt(3), random.nextInt(2));
        Signature use = use(ground, (scope, lent) -> ground.grammar().named(scope, lent));
        return both(ground.world(), ground.world().withOtherTypes(ground.grammar(), 75))
                .flatMap(worlds -> pair(Pair.Kind.DECLARATION, unloadable, worlds, use));
    }

    private Optional<Pair> typePairs(boolean unloadable) {
        Grammar grammar = known(Set.of()).grammar();
        List<TypePairs.Copy> copies = chance(60) ? new TypePairs(grammar).next() : new PinnedPairs(grammar).ofType();
        boolean swap = random.nextBoolean();
        TypePairs.Copy host = swap ? copies.getLast() : copies.getFirst();
        TypePairs.Copy plugin = swap ? copies.getFirst() : copies.getLast();
        boolean imported = chance(30);
        return Tidy.of(host.use(), List.of())
                .flatMap(h -> Tidy.of(plugin.use(), List.of())
                        .map(p -> new Pair(
                                Pair.Kind.DECLARATION,
                                unloadable,
                                using(host.world(), h, imported),
                                using(plugin.world(), p, imported))));
    }

    /** Random interfaces whose copies differ, which give and take objects of one another. */
    private Optional<Pair> interfaces(boolean unloadable) {
        Ground ground = made(perhapsBinders(20), random.nextInt(2), 1 + random.nextInt(2));
        Signature use = use(ground, (scope, lent) -> ground.grammar().object(scope, lent));
        return both(ground.world(), ground.world().withOtherMethods(ground.grammar(), 35))
                .flatMap(worlds -> pair(Pair.Kind.INTERFACE, unloadable, worlds, use));
    }

    private interface Value {
        Type of(List<String> scope, boolean lent);
    }

    /** A signature that passes {@code value} in one of many ways. */
    private Signature use(Ground ground, Value value) {
        List<String> own = Grammar.letters(1 + random.nextInt(3));
        Grammar grammar = ground.grammar();
        Type type = switch (random.nextInt(10)) {
            case 0 -> Terms.shared(grammar.lifetime(own), value.of(own, true));
            case 1 -> Terms.exclusive(grammar.lifetime(own), value.of(own, false));
            case 2 -> new Type.Option(value.of(own, false), Terms.NOWHERE);
            case 3 -> Terms.function(List.of(), List.of(value.of(own, false)), Terms.UNIT, Terms.DYLIB);
            case 4 -> Terms.function(List.of(), List.of(Terms.U8), value.of(own, false), Terms.DYLIB);
            default -> value.of(own, false);
        };
        return giving(type, own, List.of());
    }

    private record Worlds(World host, World plugin) {}

    private Optional<Worlds> both(World one, Optional<World> other) {
        boolean swap = random.nextBoolean();
        return other.map(o -> swap ? new Worlds(o, one) : new Worlds(one, o));
    }

    private Optional<Pair> pair(Pair.Kind kind, boolean unloadable, Worlds worlds, Signature use) {
        boolean imported = chance(30);
        return Tidy.of(use, List.of())
                .map(u -> new Pair(
                        kind, unloadable, using(worlds.host(), u, imported), using(worlds.plugin(), u, imported)));
    }

    /** Copies that differ in bounds, closure kinds and {@code unsafe}. */
    private Optional<Pair> promises(boolean unloadable) {
        Set<Feature> features = EnumSet.of(Feature.PROMISES);
        features.addAll(perhapsBinders(15));
        Ground ground = chance(50) ? known(features) : made(features, random.nextInt(2), 1);
        Signature base = ground.grammar().signature(Optional.empty(), List.of());
        Signature other = new Mutator(ground.grammar(), List.of()).mutatePromises(base);
        return signatures(Pair.Kind.PROMISE, unloadable, ground, chance(30), base, other);
    }

    /** Raw pointers, which only {@code unsafe} signatures have. */
    private Optional<Pair> pointers(boolean unloadable) {
        Ground ground = known(EnumSet.of(Feature.POINTERS));
        if (chance(45)) {
            List<Signature> both = new PinnedPairs(ground.grammar()).ofPointer();
            return signatures(Pair.Kind.POINTER, unloadable, ground, chance(30), both.getFirst(), both.getLast());
        }
        Signature base = ground.grammar().signature(Optional.empty(), List.of());
        Signature other = new Mutator(ground.grammar(), List.of()).mutate(base);
        return signatures(Pair.Kind.POINTER, unloadable, ground, chance(30), base, other);
    }

    /** Everything may differ, a little. */
    private Optional<Pair> whole(boolean unloadable) {
        Set<Feature> features = EnumSet.of(Feature.PROMISES);
        features.addAll(perhapsBinders(20));
        Ground ground = made(features, 1 + random.nextInt(2), 1 + random.nextInt(2));
        var mutator = new Mutator(ground.grammar(), List.of());
        List<Both> signatures = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Signature base = ground.grammar().signature(Optional.empty(), List.of());
            Signature other = chance(20) ? mutator.mutate(base) : base;
            swapped(base, chance(7) ? mutator.mutatePromises(other) : other, List.of())
                    .ifPresent(signatures::add);
        }
        Optional<World> other = ground.world()
                .withOtherTypes(ground.grammar(), 9)
                .flatMap(w -> w.withOtherMethods(ground.grammar(), 5));
        return both(ground.world(), other)
                .map(worlds -> new Pair(
                        Pair.Kind.WHOLE,
                        unloadable,
                        using(worlds.host(), signatures.stream().map(Both::host).toList()),
                        using(
                                worlds.plugin(),
                                signatures.stream().map(Both::plugin).toList())));
    }

    private static Descriptor using(World world, Signature s, boolean imported) {
        return imported
                ? descriptor(world, List.of(), List.of(imported("f", s)))
                : descriptor(world, List.of(exported("f", s)), List.of());
    }

    /** The last one is imported. */
    private static Descriptor using(World world, List<Signature> signatures) {
        List<Export> exports = new ArrayList<>();
        for (int i = 0; i + 1 < signatures.size(); i++) {
            exports.add(exported("f" + i, signatures.get(i)));
        }
        return descriptor(
                world, exports, signatures.isEmpty() ? List.of() : List.of(imported("g", signatures.getLast())));
    }

    private static Export exported(String name, Signature s) {
        return new Export(name, s, Optional.empty(), Optional.empty(), Terms.NOWHERE);
    }

    private static Import imported(String name, Signature s) {
        return new Import(name, s, Optional.empty(), Terms.NOWHERE);
    }

    private static Descriptor descriptor(World world, List<Export> exports, List<Import> imports) {
        return new Descriptor(
                "sample",
                new Version(1, 0, 0),
                Optional.empty(),
                world.types(),
                world.interfaces(),
                exports,
                imports,
                Terms.NOWHERE);
    }
}
