package org.rdylib.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/** What a generator lacks is refused where it is declared. */
class UnsupportedTest {

    private static CheckedDescriptor descriptor() throws Exception {
        return Descriptors.require("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              S: {struct: {a: u8}, evolves: append}
              E: {enum: {A, B}, evolves: append}
              Frozen: {enum: {A, B}}
            interfaces:
              I: {methods: {m: {sig: "fn(&self)", optional: true}}}
            exports:
              f: {sig: "fn()", optional: true}
            imports:
              g: {sig: "fn()", optional: true}
            """);
    }

    @Test
    void eachUseIsRefusedAtItsDeclaration() throws Exception {
        assertThat(Unsupported.in(descriptor(), "this one", Set.of()))
                .extracting(d -> d.place() + " " + d.code().id() + " " + d.message())
                .containsExactly(
                        "test.yaml:5:3 RDY0011 " + refused("a struct with `evolves: append`"),
                        "test.yaml:9:17 RDY0011 " + refused("`optional`"),
                        "test.yaml:11:3 RDY0011 " + refused("`optional`"),
                        "test.yaml:13:3 RDY0011 " + refused("`optional`"));
    }

    @Test
    void eachIsRefusedWithAHelp() throws Exception {
        assertThat(Unsupported.in(descriptor(), "this one", Set.of()))
                .extracting(d -> d.help().orElse(""))
                .containsOnly(LanguagePart.APPEND_STRUCT.help(), LanguagePart.OPTIONAL.help());
    }

    private static String refused(String what) {
        return what + " is part of the language, but this one does not support it yet";
    }

    @Test
    void whatIsSupportedIsNotRefused() throws Exception {
        assertThat(Unsupported.in(descriptor(), "this one", EnumSet.allOf(LanguagePart.class)))
                .isEmpty();
    }

    @Test
    void generatedRustHasNoAppendStructs() throws Exception {
        assertThat(RustGenerator.generate(descriptor(), new RustOptions("abi")).diagnostics())
                .extracting(d -> d.place().toString())
                .containsExactly("test.yaml:5:3");
    }
}
