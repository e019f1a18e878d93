package org.rdylib.codegen.java.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.codegen.java.Generating;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/** What cannot be generated is refused with a help, and what that says can be, on either side. */
class LackTest {

    /**
     * One of {@code lacks.txt}.
     *
     * @param used a descriptor's parts, or the signature of an export or method
     */
    record Sample(Lack lack, String used, String instead) {
        static Sample of(String line) {
            String[] parts = line.split(" \\| ");
            assertThat(parts).as(line).hasSize(3);
            return new Sample(Lack.valueOf(parts[0].strip()), parts[1].strip(), parts[2].strip());
        }

        static CheckedDescriptor descriptor(String parts) throws Exception {
            return Descriptors.require(
                    "test.yaml",
                    parts.startsWith("fn")
                            ? signature(parts)
                            : """
                            abi: 1
                            library: test
                            version: 1.0.0
                            interfaces: {I: {methods: {m: "fn(&self)"}}, "N<'n>": {methods: {m: "fn(&self) -> &'n str"}}}
                            %s
                            """.formatted(parts.replace("}, exports: ", "}\nexports: ")));
        }

        private static String signature(String signature) {
            boolean isMethod = signature.contains("self");
            return """
                abi: 1
                library: test
                version: 1.0.0
                types:
                  H<'a>: {opaque: {drop: h_drop}}
                  O: {opaque: {drop: o_drop}}
                  V<'a>: {opaque: {drop: v_drop, covariant: ["'a"]}}
                interfaces:
                  I: {methods: {m: "fn(&self)"}}
                  Copying: {methods: {m: "fn(&self)", copy: "fn(&self) -> Box<dyn Copying>"}}
                  M<'i>: {methods: {m: '%s', k: "fn(&self) -> &'i str"}}
                exports:
                  f: '%s'
                  g: "fn() -> Box<dyn M<'static>>"
                """.formatted(quoted(isMethod ? signature : "fn(&self)"), quoted(isMethod ? "fn()" : signature));
        }

        private static String quoted(String text) {
            return text.replace("'", "''");
        }
    }

    static Stream<Arguments> samples() throws Exception {
        return Generating.lines("lacks.txt").map(Sample::of).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isRefusedWithAHelp(Sample sample) throws Exception {
        Generated generated = java(Sample.descriptor(sample.used()));

        assertThat(generated.files()).isEmpty();
        assertThat(generated.diagnostics())
                .singleElement()
                .satisfies(diagnostic ->
                        assertThat(diagnostic).isEqualTo(sample.lack().at(diagnostic.place())))
                .satisfies(diagnostic -> assertThat(diagnostic.help()).isPresent());
    }

    /** What Java is offered instead, its plugin must be able to have in both languages. */
    @ParameterizedTest
    @MethodSource("samples")
    void whatTheHelpSaysCanBeGenerated(Sample sample) throws Exception {
        CheckedDescriptor instead = Sample.descriptor(sample.instead());

        assertThat(java(instead).diagnostics()).isEmpty();
        assertThat(CGenerator.generate(instead).diagnostics()).isEmpty();
        assertThat(RustGenerator.generate(instead, RustOptions.DEFAULT).diagnostics())
                .isEmpty();
    }

    @Test
    void eachLackHasASample() throws Exception {
        List<Lack> shown = Generating.lines("lacks.txt")
                .map(line -> Sample.of(line).lack())
                .distinct()
                .toList();
        // Too long for a line.
        assertThat(Stream.concat(shown.stream(), Stream.of(Lack.LONG_TUPLE))).containsExactlyInAnyOrder(Lack.values());
    }

    @Test
    void aTupleHasAsManyElementsAsARecordTakes() throws Exception {
        String most = tuple(Collections.nCopies(254, "u8"));

        assertThat(java(Sample.descriptor("fn(x: " + most + ")")).diagnostics()).isEmpty();
        assertThat(java(Sample.descriptor("fn(x: " + tuple(List.of(most, "u8")) + ")"))
                        .diagnostics())
                .isEmpty();
        assertThat(java(Sample.descriptor("fn(x: " + tuple(Collections.nCopies(255, "u8")) + ")"))
                        .diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d).isEqualTo(Lack.LONG_TUPLE.at(d.place())));
    }

    private static String tuple(List<String> elements) {
        return elements.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private static Generated java(CheckedDescriptor descriptor) {
        return JavaGenerator.generate(descriptor, new JavaOptions("org.example"));
    }
}
