package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Method;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Version;

/** Random pairs of descriptors that are near one another, so that about half of them fit. */
final class PairGenerator {

    private final RandomGenerator random;

    PairGenerator(RandomGenerator random) {
        this.random = random;
    }

    Pair next() {
        boolean unloadable = random.nextInt(100) < 45;
        Pair.Kind kind = switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> Pair.Kind.EXPORT;
            case 8, 9, 10, 11 -> Pair.Kind.NESTED_EXPORT;
            case 12, 13, 14 -> Pair.Kind.IMPORT;
            case 15 -> Pair.Kind.NESTED_IMPORT;
            case 16, 17 -> Pair.Kind.METHOD;
            default -> Pair.Kind.DECLARATION;
        };
        return switch (kind) {
            case EXPORT -> exports(kind, unloadable, false);
            case NESTED_EXPORT -> exports(kind, unloadable, true);
            case IMPORT -> imports(kind, unloadable, false);
            case NESTED_IMPORT -> imports(kind, unloadable, true);
            case METHOD -> methods(unloadable);
            case DECLARATION -> declarations(unloadable);
        };
    }

    private record Both(Signature host, Signature plugin) {}

    private Both signatures(boolean binders, Optional<Receiver> receiver, List<String> outer) {
        while (true) {
            var grammar = new Grammar(random, binders);
            Signature base = grammar.signature(receiver, outer);
            var mutator = new Mutator(grammar, outer);
            Signature other = random.nextInt(100) < 6 ? base : mutator.mutate(base);
            boolean swapped = random.nextBoolean();
            Optional<Signature> host = Mutator.tidy(swapped ? other : base, outer);
            Optional<Signature> plugin = Mutator.tidy(swapped ? base : other, outer);
            if (host.isPresent() && plugin.isPresent()) {
                return new Both(host.get(), plugin.get());
            }
        }
    }

    private Pair exports(Pair.Kind kind, boolean unloadable, boolean binders) {
        Both both = signatures(binders, Optional.empty(), List.of());
        return new Pair(kind, unloadable, exporting(both.host()), exporting(both.plugin()));
    }

    private Pair imports(Pair.Kind kind, boolean unloadable, boolean binders) {
        Both both = signatures(binders, Optional.empty(), List.of());
        return new Pair(kind, unloadable, importing(both.host()), importing(both.plugin()));
    }

    private static Descriptor exporting(Signature s) {
        return descriptor(Grammar.TYPES, List.of(source()), List.of(export("f", s)), List.of());
    }

    private static Descriptor importing(Signature s) {
        var use = new Import("f", s, Optional.empty(), Terms.NOWHERE);
        return descriptor(Grammar.TYPES, List.of(source()), List.of(), List.of(use));
    }

    private static InterfaceDeclaration source() {
        Signature get = Terms.signature(
                List.of("s"),
                Optional.of(new Receiver(Receiver.Kind.SHARED, Terms.lifetime("s"), Terms.NOWHERE)),
                List.of(),
                Terms.shared(Terms.lifetime("x"), Terms.U8),
                List.of());
        return new InterfaceDeclaration(
                Grammar.INTERFACE,
                Terms.lifetimes(List.of("x")),
                List.of(new Method("get", get, Optional.empty(), Terms.NOWHERE)),
                Optional.empty(),
                Terms.NOWHERE);
    }

    /** An interface {@code Made<'x>} whose objects the plugin makes, or is given. */
    private Pair methods(boolean unloadable) {
        Receiver self = new Receiver(
                random.nextBoolean() ? Receiver.Kind.SHARED : Receiver.Kind.EXCLUSIVE,
                Terms.lifetime("s"),
                Terms.NOWHERE);
        Both both = signatures(random.nextInt(4) == 0, Optional.of(self), List.of("x"));
        Lifetime x = Terms.lifetime("x");
        Type object = new Type.Boxed(Terms.object("Made", List.of(x), x), Terms.NOWHERE);
        Type data = Terms.shared(x, Terms.U8);
        Signature user = random.nextBoolean()
                ? Terms.signature(List.of("x"), Optional.empty(), List.of(data), object, List.of())
                : Terms.signature(List.of("x"), Optional.empty(), List.of(data, object), Terms.UNIT, List.of());
        return new Pair(Pair.Kind.METHOD, unloadable, withMethod(user, both.host()), withMethod(user, both.plugin()));
    }

    private static Descriptor withMethod(Signature user, Signature method) {
        // data() mentions 'x whatever the other method does
        Signature data = source().methods().getFirst().signature();
        var made = new InterfaceDeclaration(
                "Made",
                Terms.lifetimes(List.of("x")),
                List.of(
                        new Method("data", data, Optional.empty(), Terms.NOWHERE),
                        new Method("m", method, Optional.empty(), Terms.NOWHERE)),
                Optional.empty(),
                Terms.NOWHERE);
        return descriptor(Grammar.TYPES, List.of(source(), made), List.of(export("f", user)), List.of());
    }

    /**
     * Two copies of a struct {@code Twin<'a, 'b>} whose fields differ in lifetimes, given or got. The fields imply no
     * bounds: Rust has one struct for both copies where they are used.
     */
    private Pair declarations(boolean unloadable) {
        List<Type> mine = new ArrayList<>();
        List<Type> theirs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int shape = random.nextInt(4);
            mine.add(field(shape, i));
            theirs.add(random.nextInt(3) == 0 ? field(shape, random.nextInt(2)) : mine.getLast());
        }
        // both parameters are used, whatever the other fields do
        mine.set(0, pairOf(Terms.lifetime("a"), Terms.lifetime("b")));
        theirs.set(0, mine.getFirst());
        Lifetime a = Terms.lifetime("a");
        Lifetime b = Terms.lifetime("b");
        Type twin = Terms.named("Twin", a, b);
        Signature use = random.nextBoolean()
                ? Terms.signature(List.of("a", "b"), Optional.empty(), List.of(twin), Terms.UNIT, List.of())
                : Terms.signature(List.of("a", "b"), Optional.empty(), List.of(), twin, List.of());
        return new Pair(Pair.Kind.DECLARATION, unloadable, withTwin(mine, use), withTwin(theirs, use));
    }

    private static Type pairOf(Lifetime a, Lifetime b) {
        return new Type.Tuple(List.of(Terms.shared(a, Terms.U8), Terms.shared(b, Terms.U8)), Terms.NOWHERE);
    }

    private Type field(int shape, int which) {
        Lifetime one = one(which);
        Lifetime other = one(1 - which % 2);
        return switch (shape) {
            case 0 -> Terms.shared(one, Terms.U8);
            case 1 -> Terms.function(List.of(), List.of(Terms.shared(one, Terms.U8)), Terms.UNIT, Terms.DYLIB);
            case 2 ->
                Terms.function(
                        List.of(), List.of(Terms.shared(one, Terms.U8)), Terms.shared(other, Terms.U8), Terms.DYLIB);
            default ->
                Terms.function(
                        List.of("z"),
                        List.of(Terms.shared(Terms.lifetime("z"), Terms.U8), Terms.shared(one, Terms.U8)),
                        Terms.shared(Terms.lifetime("z"), Terms.U8),
                        other);
        };
    }

    private Lifetime one(int which) {
        return switch (random.nextInt(10)) {
            case 0 -> Terms.STATIC;
            case 1 -> Terms.DYLIB;
            default -> Terms.lifetime(which % 2 == 0 ? "a" : "b");
        };
    }

    private static Descriptor withTwin(List<Type> fields, Signature use) {
        TypeDeclaration twin = Terms.struct("Twin", List.of("a", "b"), fields.toArray(Type[]::new));
        return descriptor(List.of(twin), List.of(), List.of(export("f", use)), List.of());
    }

    private static Export export(String name, Signature s) {
        return new Export(name, s, Optional.empty(), Optional.empty(), Terms.NOWHERE);
    }

    private static Descriptor descriptor(
            List<TypeDeclaration> types,
            List<InterfaceDeclaration> interfaces,
            List<Export> exports,
            List<Import> imports) {
        return new Descriptor(
                "sample", new Version(1, 0, 0), Optional.empty(), types, interfaces, exports, imports, Terms.NOWHERE);
    }
}
