package org.rdylib.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.spec.Signature;
import org.rdylib.spec.canonical.CanonicalForm;

/** {@code async fn} is the function that gives a future, written by hand. */
class AsyncFunctionsTest {

    private static String binding(String signature, String method) throws Exception {
        return CanonicalForm.of(Descriptors.require("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              S<'a>: {struct: {a: "&'a u8"}}
            interfaces:
              I<'x, 'y>: {methods: {m: "%s", n: "fn(&self) -> (&'x u8, &'y u8)"}}
            exports:
              f: "%s"
            """.formatted(method, signature)))
                .binding();
    }

    private static final String METHOD = "fn(&self)";
    private static final String FUNCTION = "fn()";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "async fn() | fn<'c>() -> Box<dyn Future<Output = ()> + 'c>",
                "async fn(x: u8) -> u8 | fn<'c>(x: u8) -> Box<dyn Future<Output = u8> + 'c>",
                "async fn(x: &str) -> u32 | fn<'a, 'c>(x: &'a str) -> Box<dyn Future<Output = u32> + 'c> where 'a: 'c",
                "async fn(x: &str) -> &str"
                        + " | fn<'a, 'c>(x: &'a str) -> Box<dyn Future<Output = &'a str> + 'c> where 'a: 'c",
                "async fn<'a>(x: &'a str, y: &u8) -> &'a str | fn<'a, 'b, 'c>(x: &'a str, y: &'b u8)"
                        + " -> Box<dyn Future<Output = &'a str> + 'c> where 'a: 'c, 'b: 'c",
                "async fn<'a, 'b: 'a>(x: S<'a>, y: S<'b>) | fn<'a, 'b, 'c>(x: S<'a>, y: S<'b>)"
                        + " -> Box<dyn Future<Output = ()> + 'c> where 'b: 'a, 'a: 'c, 'b: 'c",
                "async unsafe fn(x: *const u8) | unsafe fn<'c>(x: *const u8) -> Box<dyn Future<Output = ()> + 'c>",
                "async fn(f: &mut dyn FnMut(&u8) -> &u8) | fn<'a, 'c>(f: &'a mut (dyn FnMut(&u8) -> &u8 + 'a))"
                        + " -> Box<dyn Future<Output = ()> + 'c> where 'a: 'c",
                "async fn() -> Box<dyn I<'static, 'dylib>>"
                        + " | fn<'c>() -> Box<dyn Future<Output = Box<dyn I<'static, 'dylib>>> + 'c>",
                "async fn(x: &u8) -> Box<dyn Future<Output = &u8> + '_> | fn<'a, 'c>(x: &'a u8)"
                        + " -> Box<dyn Future<Output = Box<dyn Future<Output = &'a u8> + 'a>> + 'c> where 'a: 'c",
            })
    void ofAnExportIsTheSameByHand(String async, String byHand) throws Exception {
        assertThat(binding(async, METHOD)).isEqualTo(binding(byHand, METHOD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "async fn(&mut self, y: &u8) -> &u8 | fn<'s, 'b, 'c>(&'s mut self, y: &'b u8)"
                        + " -> Box<dyn Future<Output = &'s u8> + 'c> where 'x: 'c, 'y: 'c, 's: 'c, 'b: 'c",
                "async fn(self: Box<Self>) -> &'x u8"
                        + " | fn<'c>(self: Box<Self>) -> Box<dyn Future<Output = &'x u8> + 'c> where 'x: 'c, 'y: 'c",
            })
    void ofAMethodHasTheLifetimesOfItsReceiverAndInterfaceToo(String async, String byHand) throws Exception {
        assertThat(binding(FUNCTION, async)).isEqualTo(binding(FUNCTION, byHand));
    }

    @Test
    void isAnotherFunctionWhereAPromiseIsMissing() throws Exception {
        String byHand = "fn<'a, 'b, 'c>(x: &'a u8, y: &'b u8) -> Box<dyn Future<Output = ()> + 'c> where 'a: 'c";
        assertThat(binding("async fn(x: &u8, y: &u8)", METHOD))
                .isEqualTo(binding(byHand + ", 'b: 'c", METHOD))
                .isNotEqualTo(binding(byHand, METHOD));
    }

    @Test
    void readsAsItsCanonicalFormSays() throws Exception {
        String binding = binding("async fn(x: &str) -> &str", "async fn(&self)");
        assertThat(CanonicalForm.of(Descriptors.require("again.yaml", binding)).binding())
                .isEqualTo(binding);
        assertThat(binding).doesNotContain("async");
    }

    @Test
    void isNotAsyncOnceItIsChecked() throws Exception {
        CheckedDescriptor checked = Descriptors.require("test.yaml", """
            {abi: 1, library: test, version: 1.0.0, exports: {f: "async fn(x: &u8)"}}
            """);
        Signature signature = checked.descriptor().exports().getFirst().signature();
        assertThat(Map.entry(signature.isAsync(), signature.where().size())).isEqualTo(Map.entry(false, 1));
    }
}
