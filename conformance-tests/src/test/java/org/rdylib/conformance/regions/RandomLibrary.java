package org.rdylib.conformance.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * A boundary of random functions around one interface, which has what a program needs besides.
 *
 * @param exports of which the first makes a {@code Cell}
 */
record RandomLibrary(List<Function> exports, List<Function> methods) {

    /** The package of its stubs. */
    static final String PACKAGE = "org.rdylib.conformance.regions.sample";

    private static final int EXPORTS = 8;
    private static final int METHODS = 8;

    private static final Function MAKE = new Function(
            "make", "", List.of("'x"), List.of(new Shape.Text("'x")), new Shape.Owned("'x", "'x"), List.of());
    static final Function PEEK =
            new Function("peek", "&'s self", List.of("'s"), List.of(), new Shape.Nothing(), List.of());
    static final Function POKE =
            new Function("poke", "&'s mut self", List.of("'s"), List.of(), new Shape.Nothing(), List.of());
    static final Function GET =
            new Function("get", "&'s self", List.of("'s"), List.of(), new Shape.Text("'x"), List.of());

    static RandomLibrary draw(RandomGenerator random) {
        RandomFunctions functions = new RandomFunctions(random);
        List<Function> exports = new ArrayList<>(List.of(MAKE));
        List<Function> methods = new ArrayList<>(List.of(PEEK, POKE, GET));
        for (int i = 0; i < EXPORTS; i++) {
            exports.add(accepted(i, n -> functions.export("f" + n), f -> new RandomLibrary(List.of(MAKE, f), methods)));
        }
        List<Function> own = new ArrayList<>();
        for (int i = 0; i < METHODS; i++) {
            own.add(accepted(i, n -> functions.method("m" + n), m -> {
                List<Function> all = new ArrayList<>(List.of(PEEK, POKE, GET));
                all.add(m);
                return new RandomLibrary(List.of(MAKE), all);
            }));
        }
        methods.addAll(own);
        return new RandomLibrary(List.copyOf(exports), List.copyOf(methods));
    }

    /** The first of those drawn that is well-formed, and of which Java's side can be generated. */
    private static Function accepted(
            int number, IntFunction<Function> draw, java.util.function.Function<Function, RandomLibrary> alone) {
        while (true) {
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
            interfaces:
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
                "use std::mem::ManuallyDrop;",
                "fn read<T: Copy>(_: T) {}",
                "#[derive(Clone, Copy)] struct View<'a> { text: &'a str }",
                "trait Cell<'x> {"));
        methods.forEach(method -> lines.add(method.rust() + ";"));
        lines.add("}");
        exports.forEach(export -> lines.add(export.rust() + " { loop {} }"));
        return lines;
    }
}
