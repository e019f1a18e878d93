package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.lifetimes.RustPair.Line;
import org.rdylib.conformance.lifetimes.RustPair.Role;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.Signature;
import org.rdylib.spec.check.Descriptors;

/** Lifetimes that are left out mean what rustc takes them to mean: the two ways of writing serve as one another. */
class ElisionTest {

    @TempDir
    Path directory;

    /** Rust as well as rdylib. */
    private static final List<String> SIGNATURES = List.of(
            "(a: &str)",
            "(a: &str) -> &str",
            "(a: &str, b: u32) -> &str",
            "(a: &str, b: &str)",
            "<'a>(a: &'a str, b: &str) -> &'a str",
            "(a: &mut &str)",
            "(a: Option<&str>) -> Option<&str>",
            "(a: (&u8, u8)) -> Result<&u8, u8>",
            "<'a>(a: &'a mut u8) -> &u8",
            "(a: &[&str])",
            "(a: View<'_>) -> View<'_>",
            "<'a>(a: &View<'a>, b: &'a u8) -> View<'a>",
            "(f: fn(&str))",
            "(f: fn(&str) -> &str)",
            "(f: fn(&str, &str)) -> fn(&str) -> &str",
            "<'a>(f: fn(&'a str, &u8) -> &'a str, a: &'a str)",
            "(a: &str, f: fn(fn(&str) -> &str)) -> &str",
            "(a: &dyn Plain)",
            "(a: &mut dyn Plain) -> &u8",
            "<'a>(a: &'a dyn Plain) -> &'a dyn Plain",
            "<'a>(a: &'a u8) -> Box<dyn Plain>",
            "(a: Box<dyn Plain + '_>) -> Box<dyn Plain + '_>",
            "(a: Option<&mut dyn Plain>)",
            "<'a>(a: &'a u8, b: &dyn Of<'a>)",
            "(a: Box<dyn Of<'_> + '_>)");

    private static final String DECLARATIONS = """
        abi: 1
        library: sample
        version: 1.0.0
        types:
          View<'a>: {struct: {p: "&'a u8"}}
        interfaces:
          Plain: {methods: {m: "fn(&self)"}}
          Of<'x>: {methods: {m: "fn(&self) -> &'x u8"}}
        exports:
          f: "fn SIGNATURE"
        """;

    @Test
    void whatIsLeftOutMeansWhatItMeansInRust() throws InvalidDescriptorException {
        List<List<Line>> modules = new ArrayList<>();
        for (String written : SIGNATURES) {
            Signature checked = Descriptors.require("sample", DECLARATIONS.replace(" SIGNATURE", written))
                    .descriptor()
                    .exports()
                    .getFirst()
                    .signature();
            String explicit = explicit(checked);
            assertThat(explicit).isNotEqualTo(written);
            String arguments = checked.parameters().stream().map(p -> p.name()).collect(Collectors.joining(", "));
            modules.add(List.of(
                    new Line(Role.SUPPORT, "struct View<'a>(&'a u8); trait Plain {} trait Of<'x> {}"),
                    new Line(Role.SUPPORT, "fn elided" + written + " { loop {} }"),
                    new Line(Role.SUPPORT, "fn explicit" + explicit + " { loop {} }"),
                    new Line(Role.FORWARDS, "fn to_explicit" + written + " { explicit(" + arguments + ") }"),
                    new Line(Role.FORWARDS, "fn to_elided" + explicit + " { elided(" + arguments + ") }")));
        }

        List<Boolean> accepted = RustOracle.in(directory).accepts(modules);

        assertThat(IntStream.range(0, accepted.size())
                        .filter(i -> !accepted.get(i))
                        .mapToObj(modules::get))
                .isEmpty();
    }

    private static String explicit(Signature s) {
        var rust = RustTypes.withPlainFunctions();
        return RustTypes.parameters(s.lifetimes(), false)
                + s.parameters().stream()
                        .map(p -> p.name() + ": " + rust.outermost(p.type()))
                        .collect(Collectors.joining(", ", "(", ")"))
                + rust.result(s.result()).map(r -> " -> " + r).orElse("");
    }
}
