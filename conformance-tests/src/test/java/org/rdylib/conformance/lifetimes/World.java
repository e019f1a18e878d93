package org.rdylib.conformance.lifetimes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Method;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.TypeRewriter;
import org.rdylib.spec.Variant;

/** Declared types and interfaces, which mention one another. */
record World(List<TypeDeclaration> types, List<InterfaceDeclaration> interfaces) {

    /** Types of every variance, with and without implied bounds, and one interface. */
    static final World KNOWN = new World(
            List.of(
                    Terms.struct("View", List.of("a"), Terms.shared(Terms.lifetime("a"), Terms.U8)),
                    Terms.struct("Sink", List.of("a"), sink("a")),
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
                            Terms.named("Sink", Terms.lifetime("b")))),
            List.of(new InterfaceDeclaration(
                    "Source", Terms.lifetimes(List.of("x")), List.of(data("x")), Optional.empty(), Terms.NOWHERE)));

    private static Type sink(String lifetime) {
        return Terms.function(
                List.of(), List.of(Terms.shared(Terms.lifetime(lifetime), Terms.U8)), Terms.UNIT, Terms.DYLIB);
    }

    /** A method that mentions {@code 'x} whatever the others do. */
    static Method data(String lifetime) {
        Signature get = Terms.signature(
                List.of("s"),
                Optional.of(new Receiver(Receiver.Kind.SHARED, Terms.lifetime("s"), Terms.NOWHERE)),
                List.of(),
                Terms.shared(Terms.lifetime(lifetime), Terms.U8),
                List.of());
        return new Method("get_" + lifetime, get, Optional.empty(), Terms.NOWHERE);
    }

    Vocabulary vocabulary() {
        return Vocabulary.of(types, interfaces);
    }

    /** The names of {@code count} types and {@code interfaces}, with one to three lifetimes each. */
    static Vocabulary names(Grammar dice, int types, int interfaces) {
        return new Vocabulary(
                IntStream.range(0, types)
                        .mapToObj(i -> new Vocabulary.Word("T" + i, 1 + dice.below(3)))
                        .toList(),
                IntStream.range(0, interfaces)
                        .mapToObj(i -> new Vocabulary.Word(
                                "I" + i, dice.chance(15) ? 0 : 1 + dice.below(dice.chance(30) ? 3 : 1)))
                        .toList());
    }

    /** Random declarations of the names of {@code vocabulary}, which {@code grammar} uses. */
    static World random(Grammar grammar, Vocabulary vocabulary) {
        return new World(
                vocabulary.types().stream().map(w -> type(grammar, w)).toList(),
                vocabulary.interfaces().stream()
                        .map(w -> declaredInterface(grammar, w))
                        .toList());
    }

    private static TypeDeclaration type(Grammar grammar, Vocabulary.Word word) {
        List<String> own = Grammar.letters(word.lifetimes());
        List<Type> fields = new ArrayList<>(tidy(
                IntStream.rangeClosed(1, 1 + grammar.below(3))
                        .mapToObj(_ -> grammar.type(own, 2, false))
                        .toList(),
                own));
        Set<String> used = mentioned(fields);
        own.stream()
                .filter(l -> !used.contains(l))
                .forEach(l -> fields.add(grammar.chance(60) ? Terms.shared(Terms.lifetime(l), Terms.U8) : sink(l)));
        return grammar.chance(60)
                ? Terms.struct(word.name(), own, fields.toArray(Type[]::new))
                : anEnum(grammar, word.name(), own, fields);
    }

    private static List<Type> tidy(List<Type> fields, List<String> scope) {
        return Tidy.of(asSignature(fields), scope).map(World::asFields).orElse(List.of());
    }

    private static Signature asSignature(List<Type> fields) {
        return Terms.signature(List.of(), Optional.empty(), fields, Terms.UNIT, List.of());
    }

    private static List<Type> asFields(Signature s) {
        return s.parameters().stream().map(Parameter::type).toList();
    }

    private static Set<String> mentioned(List<Type> types) {
        Set<String> found = new HashSet<>();
        var search = new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                if (l instanceof Lifetime.Named n) {
                    found.add(n.name());
                }
                return l;
            }
        };
        types.forEach(search::type);
        return found;
    }

    private static TypeDeclaration anEnum(Grammar grammar, String name, List<String> lifetimes, List<Type> fields) {
        List<Variant> variants = new ArrayList<>();
        int at = 0;
        while (at < fields.size()) {
            int to = Math.min(fields.size(), at + 1 + grammar.below(2));
            List<Type> payload = fields.subList(at, to);
            variants.add(variant(
                    variants.size(),
                    grammar.chance(50) ? new Payload.Positional(payload) : new Payload.Fields(named(payload))));
            at = to;
        }
        if (grammar.chance(40)) {
            variants.add(variant(variants.size(), new Payload.None()));
        }
        return new TypeDeclaration.Enum(
                name, Terms.lifetimes(lifetimes), ScalarKind.U8, variants, Optional.empty(), Terms.NOWHERE);
    }

    private static Variant variant(int index, Payload payload) {
        return new Variant("V" + index, BigInteger.valueOf(index), payload, Optional.empty(), Terms.NOWHERE);
    }

    private static List<Field> named(List<Type> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> new Field("f" + i, types.get(i), Optional.empty(), Terms.NOWHERE))
                .toList();
    }

    private static InterfaceDeclaration declaredInterface(Grammar grammar, Vocabulary.Word word) {
        // other letters than those of signatures, which would hide them
        List<String> own = IntStream.range(0, word.lifetimes())
                .mapToObj(i -> "" + (char) ('x' - i))
                .toList();
        List<Method> methods = new ArrayList<>();
        int count = 1 + grammar.below(3);
        while (methods.size() < count) {
            Tidy.of(grammar.signature(Optional.of(receiver(grammar)), own), own)
                    .ifPresent(s -> methods.add(new Method("m" + methods.size(), s, Optional.empty(), Terms.NOWHERE)));
        }
        own.forEach(l -> methods.add(data(l)));
        return new InterfaceDeclaration(word.name(), Terms.lifetimes(own), methods, Optional.empty(), Terms.NOWHERE);
    }

    static Receiver receiver(Grammar grammar) {
        Receiver.Kind kind = grammar.pick(List.of(
                Receiver.Kind.SHARED,
                Receiver.Kind.SHARED,
                Receiver.Kind.EXCLUSIVE,
                Receiver.Kind.EXCLUSIVE,
                Receiver.Kind.OWNED));
        if (kind == Receiver.Kind.OWNED) {
            return new Receiver(kind, Terms.STATIC, Terms.NOWHERE);
        }
        // seldom more, since no host that may unload a library can borrow an object of it for ever
        return grammar.chance(5) ? lasting(grammar) : new Receiver(kind, Terms.lifetime("s"), Terms.NOWHERE);
    }

    /** An object that is borrowed for ever, or for the library's life. */
    static Receiver lasting(Grammar grammar) {
        Receiver.Kind kind = grammar.chance(60) ? Receiver.Kind.SHARED : Receiver.Kind.EXCLUSIVE;
        return new Receiver(kind, grammar.chance(75) ? Terms.STATIC : Terms.DYLIB, Terms.NOWHERE);
    }

    /** Another copy of these types, some fields of which differ in lifetimes. */
    Optional<World> withOtherTypes(Grammar grammar, int percent) {
        List<TypeDeclaration> others = new ArrayList<>();
        for (TypeDeclaration t : types) {
            List<String> own = t.lifetimes().stream().map(l -> l.name()).toList();
            Signature fields = asSignature(Flows.contents(t));
            Signature changed = grammar.chance(percent) ? new Mutator(grammar, own).mutateFields(fields) : fields;
            Optional<Signature> tidy = Tidy.of(changed, own);
            if (tidy.isEmpty()) {
                return Optional.empty();
            }
            others.add(withFields(t, asFields(tidy.orElseThrow())));
        }
        return Optional.of(new World(others, interfaces));
    }

    /** The declaration with other fields, or payloads, of the same number. */
    static TypeDeclaration withFields(TypeDeclaration t, List<Type> fields) {
        return switch (t) {
            case TypeDeclaration.Struct s -> s.withFields(named(fields));
            case TypeDeclaration.Opaque o -> o;
            case TypeDeclaration.Enum e -> {
                List<Type> left = new ArrayList<>(fields);
                yield e.withVariants(e.variants().stream()
                        .map(v -> v.withPayload(take(v.payload(), left)))
                        .toList());
            }
        };
    }

    private static Payload take(Payload payload, List<Type> left) {
        return switch (payload) {
            case Payload.None p -> p;
            case Payload.Positional p -> new Payload.Positional(first(p.types().size(), left));
            case Payload.Fields p -> new Payload.Fields(named(first(p.fields().size(), left)));
        };
    }

    private static List<Type> first(int count, List<Type> left) {
        return Stream.generate(left::removeFirst).limit(count).toList();
    }

    /** Another copy of these interfaces, some methods of which differ. */
    Optional<World> withOtherMethods(Grammar grammar, int percent) {
        List<InterfaceDeclaration> others = new ArrayList<>();
        for (InterfaceDeclaration i : interfaces) {
            List<String> own = i.lifetimes().stream().map(l -> l.name()).toList();
            List<Method> methods = new ArrayList<>();
            for (Method m : i.methods()) {
                Signature changed =
                        grammar.chance(percent) ? new Mutator(grammar, own).mutate(m.signature()) : m.signature();
                Optional<Signature> tidy = Tidy.of(changed, own);
                if (tidy.isEmpty()) {
                    return Optional.empty();
                }
                methods.add(m.withSignature(tidy.orElseThrow()));
            }
            others.add(i.withMethods(methods));
        }
        return Optional.of(new World(types, others));
    }
}
