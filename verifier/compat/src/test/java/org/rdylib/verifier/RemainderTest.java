package org.rdylib.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/** What is left out of two copies, and what must not be: each rule that is about more than one declaration. */
class RemainderTest {

    @Test
    void whatHasNothingToDoWithTheDifferenceIsLeftOut() throws Exception {
        String same = """
            types: {A: {struct: {x: u8}}, B: {struct: {a: A}}, C: {struct: {x: u8}}}
            interfaces: {I: {methods: {m: 'fn(&self, c: &C)'}}}
            """;

        Remainder remainder = remainder(
                same + "exports: {a: 'fn(b: &B)', i: 'fn(i: &dyn I)'}",
                same + "exports: {a: 'fn(b: &B)', i: 'fn(i: &dyn I)', more: 'fn(a: &A)'}");

        assertThat(text(remainder.host().value())).isEqualTo("{HEAD,\"types\":{\"A\":{\"struct\":{\"x\":\"u8\"}}}}");
        assertThat(text(remainder.plugin().value()))
                .isEqualTo("{HEAD,\"types\":{\"A\":{\"struct\":{\"x\":\"u8\"}}},"
                        + "\"exports\":{\"more\":\"fn<'a>(a: &'a A)\"}}");
        assertThat(remainder.exports()).containsExactly("a", "i", "more");
    }

    @Test
    void allThatLeadsToADifferentTypeIsKept() throws Exception {
        String types = """
            types: {A: {struct: {x: %s}}, B: {struct: {a: A}}, C: {struct: {x: u8}}}
            exports: {b: 'fn(b: &B)', c: 'fn(c: &C)'}
            imports: {d: 'fn() -> A', e: 'fn() -> C'}
            """;

        Remainder remainder = remainder(types.formatted("u8"), types.formatted("u16"));

        assertThat(text(remainder.plugin().value()))
                .isEqualTo("{HEAD,\"types\":{\"A\":{\"struct\":{\"x\":\"u16\"}},\"B\":{\"struct\":{\"a\":\"A\"}}},"
                        + "\"exports\":{\"b\":\"fn<'a>(b: &'a B)\"},\"imports\":{\"d\":\"fn() -> A\"}}");
        assertThat(remainder.imports()).containsExactly("d", "e");
    }

    @Test
    void oneNameForATypeAndAnInterfaceIsNotPassedOver() throws Exception {
        byte[] host = canonical("types: {A: {struct: {x: u8}}}\nexports: {a: 'fn(a: &A)'}");
        byte[] plugin = text(host)
                .replace("HEAD", HEAD)
                .replace("\"exports\"", "\"interfaces\":{\"A\":{\"methods\":{\"m\":\"fn(&self)\"}}},\"exports\"")
                .getBytes(UTF_8);

        assertThat(Remainder.of(new Host<>(host), new Plugin<>(plugin))).isEmpty();
    }

    @Test
    void aSymbolThatAnotherFunctionHasIsNotPassedOver() throws Exception {
        assertThatMoreIsRefused("exports: {a: {sig: 'fn()', symbol: s}}", "\"b\":{\"sig\":\"fn()\",\"symbol\":\"s\"}");
        assertThatMoreIsRefused("exports: {a: 'fn()'}", "\"b\":{\"sig\":\"fn()\",\"symbol\":\"lib_a\"}");
        assertThatMoreIsRefused("exports: {a: {sig: 'fn()', symbol: lib_b}}", "\"b\":\"fn()\"");
        assertThatMoreIsRefused(
                "types: {H: {opaque: {drop: s}}}\nexports: {h: 'fn() -> Box<H>'}",
                "\"i\":{\"sig\":\"fn()\",\"symbol\":\"s\"}");
    }

    @Test
    void aDropThatIsAnotherFunctionIsNotPassedOver() throws Exception {
        byte[] host = canonical(
                "types: {H: {opaque: {drop: s}}}\nexports: {h: 'fn() -> Box<H>', f: {sig: 'fn()', symbol: t}}");
        String plugin = text(host).replace("HEAD", HEAD).replace("\"drop\":\"s\"", "\"drop\":\"t\"");

        assertThat(isAccepted(host, plugin)).isFalse();
    }

    /** Nobody could call the closure any longer: the one signature that reached it by value is gone. */
    @Test
    void aClosureThatOnlySharedAccessIsLeftToIsNotPassedOver() throws Exception {
        byte[] host = canonical("types: {T: {struct: {f: 'Box<dyn FnMut()>'}}, U: {struct: {t: T}}}\n"
                + "exports: {look: 'fn(u: &U)'}\nimports: {own: 'fn(t: T)'}");
        String plugin = text(host).replace("HEAD", HEAD).replace(",\"imports\":{\"own\":\"fn(t: T)\"}", "");
        assertThat(plugin).doesNotContain("own");
        assertThat(Descriptors.read("plugin", plugin).descriptor()).isEmpty();

        assertThat(isAccepted(host, plugin)).isFalse();
    }

    @Test
    void theFunctionThatEndsThreadsIsKept() throws Exception {
        String text = "on_unload: {threads: joined, shutdown: stop}\nexports: {stop: 'fn()', a: 'fn()'%s}";

        Remainder remainder = remainder(text.formatted(""), text.formatted(", b: 'fn()'"));

        assertThat(text(remainder.plugin().value())).endsWith("\"exports\":{\"b\":\"fn()\",\"stop\":\"fn()\"}}");
    }

    @Test
    void ofTypesThatOtherLibrariesDeclareTheDifferentOnesAreKept() throws Exception {
        String text = "types: {'g::P': {struct: {x: %s}}, Q: {struct: {p: 'g::P'}}, R: {struct: {x: u8}}}\n"
                + "exports: {q: 'fn(q: &Q, r: &R)'}";

        Remainder remainder = remainder(text.formatted("u8"), text.formatted("u16"));

        assertThat(text(remainder.host().value())).contains("g::P", "\"Q\"", "\"R\"", "\"q\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{HEAD,\"types\":{}}",
                "{HEAD ,\"exports\":{\"a\":\"fn()\"}}",
                "{HEAD,\"exports\":{\"a\":\"fn()\"},\"types\":{\"A\":{\"struct\":{\"x\":\"u8\"}}}}",
                "{HEAD,\"exports\":{\"a\":\"fn()\",\"a\":\"fn()\"}}",
                "{HEAD,\"exports\":{\"a\":\"fn()\"}}}",
                "{HEAD,\"exports\":{\"a\":[\"fn()\"]}}",
                "{HEAD,\"exports\":{\"a\":\"fn()}}",
                "{HEAD,\"exports\":{\"a\":\"fn()\"},\"doc\":\"x\"}",
                "{HEAD,\"exports\":{\"a\\n\":\"fn()\"}}",
            })
    void whatIsNotWrittenAsCanonicalFormsAreIsNotTaken(String plugin) throws Exception {
        byte[] host = canonical("exports: {a: 'fn()'}");

        assertThat(Remainder.of(
                        new Host<>(host),
                        new Plugin<>(plugin.replace("HEAD", HEAD).getBytes(UTF_8))))
                .isEmpty();
    }

    @Test
    void anotherLibraryIsNotTaken() throws Exception {
        byte[] host = canonical("exports: {a: 'fn()'}");
        String plugin = text(host).replace("HEAD", HEAD).replace("\"lib\"", "\"other\"");

        assertThat(Remainder.of(new Host<>(host), new Plugin<>(plugin.getBytes(UTF_8))))
                .isEmpty();
    }

    private static final String HEAD = "\"abi\":1,\"library\":\"lib\",\"version\":\"1.0.0\"";

    private static void assertThatMoreIsRefused(String host, String export) throws Exception {
        byte[] here = canonical(host);
        String text = text(here).replace("HEAD", HEAD);
        String appended = text.substring(0, text.length() - 2) + "," + export + "}}";
        assertThat(Descriptors.read("plugin", appended).descriptor())
                .as(appended)
                .isEmpty();

        assertThat(isAccepted(here, appended)).as(appended).isFalse();
    }

    private static boolean isAccepted(byte[] host, String plugin) {
        Remainder remainder = Remainder.of(new Host<>(host), new Plugin<>(plugin.getBytes(UTF_8)))
                .orElseThrow();
        Optional<CheckedDescriptor> hosts =
                Canonical.readQuickly(remainder.host().value(), "host", Target.X86_64_LINUX_GNU);
        Optional<CheckedDescriptor> plugins =
                Canonical.readQuickly(remainder.plugin().value(), "plugin", Target.X86_64_LINUX_GNU);
        return hosts.isPresent()
                && plugins.isPresent()
                && Verifier.areCompatible(
                        new Host<>(hosts.get()), new Plugin<>(plugins.get()), Unload.NEVER, Target.X86_64_LINUX_GNU);
    }

    private static Remainder remainder(String host, String plugin) throws Exception {
        return Remainder.of(new Host<>(canonical(host)), new Plugin<>(canonical(plugin)))
                .orElseThrow();
    }

    private static byte[] canonical(String declarations) throws Exception {
        String text = "abi: 1\nlibrary: lib\nversion: 1.0.0\n" + declarations;
        return CanonicalForm.bindingOf(Descriptors.require("lib.yaml", text)).getBytes(UTF_8);
    }

    private static String text(byte[] text) {
        return new String(text, UTF_8).replace(HEAD, "HEAD");
    }
}
