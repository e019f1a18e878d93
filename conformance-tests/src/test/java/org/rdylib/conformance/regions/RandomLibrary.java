package org.rdylib.conformance.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * A boundary of random functions around one interface and three opaque types, which has what a program needs besides.
 */
record RandomLibrary(List<Function> exports, List<Function> methods) {

    /** The package of its stubs. */
    static final String PACKAGE = "org.rdylib.conformance.regions.sample";

    private static final int EXPORTS = 8;
    private static final int METHODS = 8;
    private static final int TRIES = 1000;

    private static final Shape JAR = new Shape.Lent("'a", true, new Shape.Thing(Shape.Type.JAR, "'a", "'a"));

    private static final List<Function> OF_CELLS = List.of(
            new Function("peek", "&'s self", List.of("'s"), List.of(), new Shape.Nothing(), List.of()),
            new Function("poke", "&'s mut self", List.of("'s"), List.of(), new Shape.Nothing(), List.of()),
            new Function("get", "&'s self", List.of("'s"), List.of(), new Shape.Text("'x"), List.of()),
            new Function("room", "&'s mut self", List.of("'s"), List.of(), new Shape.Room("'s"), List.of()));

    /** What makes each object, and uses those that have no methods. */
    private static final List<Function> OF_ALL = Stream.concat(
                    Arrays.stream(Shape.Type.values()).flatMap(RandomLibrary::functions),
                    // So that stubs let programs make both.
                    Stream.of(
                            same("sameRef", new Shape.Deep("'a", "'b")),
                            same("sameTexts", new Shape.Texts("'a", "'b")),
                            // What is lent as `&mut` matters most where another is.
                            ofJar("inner", JAR),
                            ofJar("roomOfJar", new Shape.Room("'a"))))
            .toList();

    private static Function ofJar(String name, Shape result) {
        return export(name, List.of("'a"), JAR, result);
    }

    private static Stream<Function> functions(Shape.Type type) {
        Shape.Thing thing = new Shape.Thing(type, "'x", "'x");
        Function make = export("make" + type, List.of("'x"), new Shape.Text("'x"), new Shape.Owned(thing));
        Shape shared = new Shape.Lent("'s", false, thing);
        // A jar was made for nothing: what it has is had for as long as it is lent.
        boolean isJar = type == Shape.Type.JAR;
        List<String> lifetimes = isJar ? List.of("'s") : List.of("'s", "'x");
        return type == Shape.Type.CELL
                ? Stream.of(make)
                : Stream.of(
                        make,
                        export("peek" + type, lifetimes, shared, new Shape.Nothing()),
                        export("poke" + type, lifetimes, new Shape.Lent("'s", true, thing), new Shape.Nothing()),
                        export("get" + type, lifetimes, shared, new Shape.Text(isJar ? "'s" : "'x")));
    }

    private static Function same(String name, Shape shape) {
        return export(name, List.of("'a", "'b"), shape, shape);
    }

    private static Function export(String name, List<String> lifetimes, Shape parameter, Shape result) {
        return new Function(name.toLowerCase(Locale.ROOT), "", lifetimes, List.of(parameter), result, List.of());
    }

    /** The function of that name, which takes an object of {@code type} and nothing else: peek, poke or get. */
    static Function use(String name, Shape.Type type) {
        String full = type == Shape.Type.CELL ? name : name + type.toString().toLowerCase(Locale.ROOT);
        return named(Stream.concat(OF_CELLS.stream(), OF_ALL.stream()), full);
    }

    private static Function named(Stream<Function> functions, String name) {
        return functions
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What makes a {@code Cell} of a text. */
    static Function make() {
        return OF_ALL.getFirst();
    }

    static RandomLibrary draw(RandomGenerator random) {
        RandomFunctions functions = new RandomFunctions(random);
        List<Function> exports = new ArrayList<>(OF_ALL);
        List<Function> methods = new ArrayList<>(OF_CELLS);
        for (int i = 0; i < EXPORTS; i++) {
            exports.add(accepted(i, n -> functions.export("f" + n), f -> new RandomLibrary(with(OF_ALL, f), OF_CELLS)));
        }
        for (int i = 0; i < METHODS; i++) {
            methods.add(accepted(i, n -> functions.method("m" + n), m -> new RandomLibrary(OF_ALL, with(OF_CELLS, m))));
        }
        return new RandomLibrary(List.copyOf(exports), List.copyOf(methods));
    }

    private static List<Function> with(List<Function> functions, Function more) {
        return Stream.concat(functions.stream(), Stream.of(more)).toList();
    }

    /** The first of those drawn that is well-formed, and of which Java's side can be generated. */
    private static Function accepted(
            int number, IntFunction<Function> draw, java.util.function.Function<Function, RandomLibrary> alone) {
        for (int tries = 0; tries < TRIES; tries++) {
            Function drawn = draw.apply(number);
            boolean isGenerated = Descriptors.read(
                            "sample.yaml", alone.apply(drawn).yaml(), List.of(Target.X86_64_LINUX_GNU))
                    .descriptor()
                    .filter(checked -> !JavaGenerator.generate(checked, new JavaOptions(PACKAGE))
                            .files()
                            .isEmpty())
                    .isPresent();
            if (isGenerated) {
                return drawn;
            }
        }
        throw new AssertionError("none of " + TRIES + " functions is generated");
    }

    /** The one of that name. */
    Function function(String name) {
        return named(functions().stream(), name);
    }

    List<Function> functions() {
        return Stream.concat(exports.stream(), methods.stream()).toList();
    }

    String yaml() {
        return """
            abi: 1
            library: sample
            version: 1.0.0
            types:
              "View<'a>": {struct: {text: "&'a str"}}
              "Ring<'r>": {struct: {bell: "&'r dyn Bell", text: "&'r str"}}
              "Pot<'p>": {opaque: {drop: sample_drop_pot}}
              "Pin<'p>": {opaque: {covariant: ["'p"], drop: sample_drop_pin}}
              Jar: {opaque: {drop: sample_drop_jar}}
            interfaces:
              Bell: {methods: {ring: "fn(&self)"}}
              "Sink<'y>":
                methods:
                  put: "fn(&self, text: &'y str)"
                  take: "fn(&self) -> &'y str"
              "Cell<'x>":
                methods:
                  %s
            exports:
              %s
            """.formatted(
                        methods.stream().map(Function::yaml).collect(Collectors.joining("\n      ")),
                        exports.stream().map(Function::yaml).collect(Collectors.joining("\n  ")));
    }

    /** The same in Rust, without bodies that return. */
    List<String> rust() {
        List<String> lines = new ArrayList<>(List.of(
                // Generic, so that the reference is moved.
                "fn take<R: std::ops::DerefMut>(_: R) -> Box<R::Target> { loop {} }",
                "fn read<T: Copy>(_: T) {}",
                // As if its owner had it in a slice.
                "fn boxes<'l, T: ?Sized>(_: &'l T) -> &'l [Box<T>] { loop {} }",
                "fn write(_: &mut [u8]) {}",
                "#[derive(Clone, Copy)] struct View<'a> { text: &'a str }",
                "struct Pot<'p>(std::marker::PhantomData<std::cell::Cell<&'p ()>>);",
                "struct Pin<'p>(std::marker::PhantomData<&'p ()>);",
                "struct Jar(());",
                "trait Bell {}",
                "struct Ring<'r> { bell: &'r dyn Bell, text: &'r str }",
                "trait Sink<'y> {}",
                // One that borrows nothing itself, as an object of Java's.
                "fn own<'y>(_: &'y str, _: &'y std::cell::Cell<&'y str>) -> Box<dyn Sink<'y>> { loop {} }",
                "trait Cell<'x> {"));
        methods.forEach(method -> lines.add(method.rust() + ";"));
        lines.add("}");
        exports.forEach(export -> lines.add(export.rust() + " { loop {} }"));
        return lines;
    }
}
