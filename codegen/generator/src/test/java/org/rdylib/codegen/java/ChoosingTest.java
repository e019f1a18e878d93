package org.rdylib.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.codegen.SourceFile;

/** The region of a lifetime that nothing decides which is passed is the caller's to choose, or else the library's. */
class ChoosingTest {

    private static List<SourceFile> generated(String signature) {
        return Generating.text("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              H<'h>: {opaque: {drop: test_drop}}
              G<'x, 'y>: {opaque: {covariant: ["'x"], drop: test_drop_g}}
            exports:
              f: '%s'
            """.formatted(signature.replace("'", "''")), "org.example")
                .files();
    }

    private static String library(String signature) {
        return generated(signature).stream()
                .filter(file -> file.text().contains("public interface Test extends"))
                .findFirst()
                .orElseThrow()
                .text()
                .replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fn<'a>() -> Box<H<'a>>                       | H f(Region a)            | H f() { return f(region());"
                        + " }",
                "fn<'a>(n: u32) -> Box<H<'a>>                 | H f(Region a, long n)    | H f(long n) { return"
                        + " f(region(), n); }",
                "fn<'a>(a: u8) -> Box<H<'a>>                  | H f(Region a2, int a)    | H f(int a) { return"
                        + " f(region(), a); }",
                "fn<'a, 'b>() -> Box<G<'a, 'b>>               | G f(Region a, Region b)  | G f() { return f(region(),"
                        + " region()); }",
                "fn<'a, 'b>(x: &'b str) -> Box<G<'a, 'b>>     | G f(Region a, Text x)    | G f(Text x) { return"
                        + " f(region(), x); }",
                "fn<'a>(to: &mut Option<Box<H<'a>>>)          | void f(Region a, Mut<Optional<H>> to)"
                        + "                           | void f(Mut<Optional<H>> to) { f(region(), to); }",
                "fn<'a>(g: &mut dyn FnMut() -> &'a str) -> u8 | int f(Region a, FG g)"
                        + "                                      | int f(FG g) { return f(region(), g); }",
                "async fn<'a>() -> Box<H<'a>>                 | Async<H> f(Region a)     | Async<H> f() { return"
                        + " f(region()); }",
            })
    void whatNothingDecidesIsChosen(String signature, String chosen, String shorter) {
        assertThat(library(signature)).contains(" " + chosen + ";").contains(" default " + shorter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fn<'a>(x: &'a str) -> Box<H<'a>>",
                "fn<'a>(h: &H<'a>) -> Box<H<'a>>",
                "fn<'a, 'b: 'a>(x: &'b str) -> Box<H<'a>>",
                "fn() -> Box<H<'static>>",
                "fn<'a>(x: &'a str)",
                "async fn(x: &str) -> u8",
                "async fn() -> u8",
            })
    void whatIsDecidedIsNot(String signature) {
        assertThat(library(signature)).doesNotContain("f(Region").doesNotContain("return f(");
    }

    @Test
    void whatIsChosenIsHeldToTheBoundsBeforeTheCall() {
        String stub = generated("fn<'a, 'b: 'a>() -> Box<G<'a, 'b>>").stream()
                .filter(file -> file.text().contains("record TestStub"))
                .findFirst()
                .orElseThrow()
                .text()
                .replaceAll("\\s+", " ");

        assertThat(stub)
                .containsSubsequence(
                        "Region aChosen = library.choose(a);",
                        "Region bChosen = library.choose(b);",
                        "Regions.requireOutlives(bChosen, aChosen, \"'b: 'a\");",
                        "invokeExact");
    }
}
