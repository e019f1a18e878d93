package org.rdylib.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.codegen.Generated;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;

/** What generated Java cannot express is refused, each use at its place, and nothing is generated. */
class RefusalTest {
    /** The column is that of the type in {@code "  f: \"fn(…\""}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fn(x: Arc<(u8, Box<dyn Fn()>)>)        | 22 | a closure that is owned, behind `&mut` or in an `Arc`",
                "fn(x: Option<Vec<Arc<fn()>>>)          | 28 | a function reference",
                "fn(x: &mut dyn FnMut(&mut Box<dyn Fn()>)) | 28 | `&mut` of an owned object, closure or opaque value",
                "fn(x: &[Box<dyn Future<Output = u8>>]) | 15 | a future behind a reference",
                "fn(x: &mut CStr)                       | 13 | a mutable C string",
                "fn<'a>(x: Option<&'a mut str>) -> &'a str | 17 | `&mut` that is kept after the call",
                "fn<'a>(x: &'a mut Vec<u8>) -> &'a str  | 17 | `&mut` that is kept after the call",
                "fn() -> &'static mut String            | 15 | `&mut` in what a library answers with",
                "fn(x: &dyn Fn() -> &'static mut u8)    | 26 | `&mut` in what Java answers with",
                "fn(x: Vec<&mut u8>)                    | 17 | `&mut` behind a reference or in what is owned",
                "fn(x: &(u8, Option<&mut u8>))          | 26 | `&mut` behind a reference or in what is owned",
                "fn(x: &dyn Fn((&mut u8, u8)))          | 22 | `&mut` within another type in a callback",
                "fn(x: &mut dyn FnMut(&mut [&mut f32])) | 34 | `&mut` within another type in a callback",
                "fn(x: Box<dyn FnMut(&mut Option<&mut u8>)>) | 39 | `&mut` within another type in a callback",
                "fn<'a>(x: (&'a mut u8, &'a u8)) -> &'a u8 | 18 | `&mut` that is kept after the call",
                "async fn(x: (&mut u8, u8))             | 20 | `&mut` that is kept after the call",
                "fn(x: (&mut [&'static u8], u8))        | 14 | `&mut` of what borrows within another type",
                "fn(x: (&mut &u8, u8))                  | 14 | `&mut` of what borrows within another type",
                "fn(x: &mut [&dyn Fn()])                | 19 | a reference to a closure behind `&mut` or in an `Arc`",
                "fn(x: Arc<(u8, &dyn Fn())>)            | 22 | a reference to a closure behind `&mut` or in an `Arc`",
                "fn(f: &dyn Fn() -> &'static dyn Fn())  | 26 | a reference to a closure behind `&mut` or in an `Arc`,"
                        + " or in the answer of a callback",
                "fn(f: &dyn Fn(&[&mut dyn Fn()]))       | 23 | `&mut` of an object, closure or opaque value behind a"
                        + " reference",
                "fn(f: &dyn Fn() -> &'static [Box<dyn Fn()>]) | 36 | a closure that is owned, behind `&mut` or in an"
                        + " `Arc`",
                "fn() -> Vec<Box<dyn Fn() + Clone>>     | 19 | a closure with bounds other than `Send` and `Sync`",
                "fn<'a>(x: &'a str) -> &'a (dyn Fn() + Clone) | 29 | a closure with bounds other than `Send` and"
                        + " `Sync`",
                "fn(x: &mut (dyn FnMut() + Clone))      | 13 | a closure with bounds other than `Send` and `Sync`",
                "fn(x: &dyn Fn(&dyn Fn(Arc<fn()>)))     | 33 | a function reference behind `&mut` or in an `Arc`",
                "fn(x: &dyn Fn(Box<dyn Fn(Arc<fn()>)>)) | 36 | a function reference behind `&mut` or in an `Arc`",
                "fn(x: &mut dyn FnMut(&mut [fn()]))     | 28 | `&mut` of an owned object, closure or opaque value",
            })
    void isRefusedAtItsPlace(String signature, int column, String what) {
        Generated generated = Generating.export(signature.replace("std::sync::", ""));

        assertThat(generated.files()).isEmpty();
        assertThat(generated.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo(Code.NOT_SUPPORTED);
            assertThat(diagnostic.message()).startsWith(what);
            assertThat(diagnostic.place().line()).isEqualTo(5);
            assertThat(diagnostic.place().column()).isEqualTo(column);
        });
    }

    @Test
    void anOpaqueValueIsRefusedWhereJavaCannotHoldIt() {
        Generated generated = Generating.text("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              H<'a>: {opaque: {drop: h_drop}}
              O: {opaque: {drop: o_drop}}
              S<'a>: {struct: {h: "&'a H<'a>"}}
            exports:
              a: "fn<'a>(h: &'a mut Option<Box<H<'a>>>) -> &'a str"
              b: "fn(f: &mut dyn FnMut() -> Vec<&'static O>)"
              d: "fn(h: &[Box<H<'static>>])"
              e: "fn<'a>(f: &mut dyn FnMut(&'a mut O), h: &'a mut H<'a>, x: &'a str) -> &'a str"
              f: "fn<'a>(f: &mut dyn FnMut() -> &'a O, x: &'a str)"
              c: "fn(s: S<'_>, o: (&O, &mut O), all: &[&O], h: (&mut H<'_>, u8)) -> Vec<S<'static>>"
              g: "fn(f: &mut dyn FnMut(&O, &mut O, Option<&mut O>, (u8, Box<O>)) -> (u8, Option<Box<O>>, Vec<Box<O>>, Box<[(u8, Box<O>)]>))"
            imports:
              i: "fn() -> Box<H<'static>>"
            """, "org.example");
        assertThat(generated.files()).isEmpty();
        assertThat(generated.diagnostics())
                .extracting(d -> d.place().line() + ":" + d.place().column() + " "
                        + d.message().replaceFirst(" is part of the language.*", ""))
                .containsExactlyInAnyOrder(
                        "9:17 `&mut` that is kept after the call, other than of plain data as a parameter of an export"
                                + " or method,",
                        "11:15 an opaque value within what is passed, or as the answer of a callback, with a lifetime"
                                + " that cannot be shortened",
                        "14:13 an opaque value within what is passed, or as the answer of a callback, with a lifetime"
                                + " that cannot be shortened",
                        "14:53 an opaque value within what is passed, or as the answer of a callback, with a lifetime"
                                + " that cannot be shortened",
                        "17:15 an opaque value within what is passed, or as the answer of a callback, with a lifetime"
                                + " that cannot be shortened");
    }

    /** It answers zero where it fails, and has no place to write to. */
    @Test
    void aPlainFunctionOfJavasAnswersWithANumber() {
        Generated generated = Generating.text("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              Half: {enum: {Upper: 1, Lower: 2}}
            exports:
              f: 'fn(x: extern "C" fn(u8) -> Half)'
              g: 'fn() -> extern "C" fn(u8) -> Half'
              h: 'fn(x: extern "C" fn(u8) -> String)'
              i: 'fn(x: extern "C" fn(u8) -> u8)'
            """, "org.example");
        assertThat(generated.files()).isEmpty();
        assertThat(generated.diagnostics())
                .extracting(diagnostic -> diagnostic.place().line())
                .containsExactly(7, 9);
        assertThat(generated.diagnostics())
                .allSatisfy(diagnostic -> assertThat(diagnostic.message())
                        .startsWith("what is neither a number nor a pointer, or cannot be zero, as the result"));
    }

    /** Of an interface with a method that Java could not answer, only the library's own objects are passed to it. */
    @ParameterizedTest
    @CsvSource({
        "fn(&self), true",
        "'fn(&self, x: u8) -> u32', true",
        "fn(&self) -> Whole, true",
        "fn(&self) -> Half, false",
        "fn(&self) -> String, false"
    })
    void aPlainMethodIsJavasWhereItAnswersWithANumber(String method, boolean isJavas, @TempDir Path folder)
            throws Exception {
        Generated generated = Generating.text("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              Half: {enum: {Upper: 1, Lower: 2}}
              Whole: {enum: {None: 0, All: 1}}
            interfaces:
              I: {methods: {m: 'extern "C" %s'}}
            exports:
              f: "fn(x: &dyn I) -> Box<dyn I + 'dylib>"
            """.formatted(method), "org.example");

        assertThat(generated.diagnostics()).isEmpty();
        Compiling.onClassPath(generated.files(), folder);
        assertThat(generated.files().stream()
                        .noneMatch(
                                file -> file.text().contains("only a I that the library has made can be passed to it")))
                .isEqualTo(isJavas);
    }

    @Test
    void everyUseIsReported() {
        Generated generated = Generating.text("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              S: {struct: {a: "Arc<fn()>", b: "Vec<Arc<fn()>>"}}
              E: {enum: {A: "(Arc<fn()>)"}}
              O: {struct: {a: "Box<dyn I>"}}
            interfaces:
              I:
                methods:
                  m: "fn(self: Box<Self>) -> Arc<fn()>"
            exports:
              f: "fn(x: &S, y: Vec<O>) -> Result<Vec<O>, Arc<fn()>>"
              g: "fn(x: &dyn I, y: &mut O) -> Arc<O>"
              k: "fn<'a>(x: &'a mut dyn I, y: &mut [&dyn I], z: Box<dyn I + Send>) -> Vec<&'a [&'a dyn I]>"
            imports:
              h2: "fn(x: O, y: Box<dyn I>) -> Box<O>"
              h: "fn(x: &dyn Fn())"
              i: 'extern "C" fn() -> Option<u8>'
            """, "org.example");

        assertThat(generated.files()).isEmpty();
        assertThat(generated.diagnostics())
                .extracting(diagnostic ->
                        diagnostic.place().line() + ":" + diagnostic.place().column())
                .containsExactly("5:24", "5:44", "6:23", "11:38", "13:50", "14:29", "14:39", "15:41", "19:26");
        assertThat(generated.diagnostics()).extracting(Diagnostic::code).containsOnly(Code.NOT_SUPPORTED);
    }

    @Test
    void whatMayGrowIsRefusedWhereItsPartsCouldNotBeHandedOn() {
        Generated generated = Generating.text("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              S: {struct: {a: u8, b: "Option<Box<dyn I>>"}, evolves: append}
              E: {enum: {A, B}, evolves: append}
              V<'a>: {enum: {A, B: "(fn(&'a u8))"}, evolves: append, storage: 16}
            interfaces:
              I: {methods: {m: {sig: "fn(&self)", optional: true}}}
            exports:
              f: {sig: "fn()", optional: true}
              g: {sig: 'extern "C" fn()', leaf: true}
              s: "fn(s: Box<S>)"
            imports:
              h: {sig: "fn()", optional: true}
            """, "org.example");

        assertThat(generated.files()).isEmpty();
        assertThat(generated.diagnostics()).extracting(Diagnostic::code).containsOnly(Code.NOT_SUPPORTED);
        assertThat(generated.diagnostics())
                .extracting(diagnostic ->
                        diagnostic.place().line() + ":" + diagnostic.place().column())
                .containsExactly("7:3");
    }

    @Test
    void aRecordOfMoreFieldsThanAConstructorTakesIsRefused() {
        for (int fields : new int[] {127, 128}) {
            String struct = IntStream.range(0, fields)
                    .mapToObj("a%d: u64"::formatted)
                    .collect(Collectors.joining(", ", "{", "}"));
            Generated generated = Generating.text("test.yaml", """
                abi: 1
                library: test
                version: 1.0.0
                types:
                  Wide: {struct: %s}
                exports:
                  f: "fn(x: &Wide)"
                """.formatted(struct), "org.example");

            assertThat(generated.isComplete()).isEqualTo(fields == 127);
            assertThat(generated.diagnostics())
                    .allSatisfy(diagnostic ->
                            assertThat(diagnostic.place().toString()).isEqualTo("test.yaml:5:3"));
        }
    }

    /** A class within another is a file of both names. */
    @ParameterizedTest
    @CsvSource({"247, 1, true", "248, 1, false", "200, 48, true", "200, 49, false"})
    void aNameThatNoFileCanHaveIsRefused(int type, int variant, boolean isComplete) {
        Generated generated =
                Generating.text("test.yaml", """
                    abi: 1
                    library: test
                    version: 1.0.0
                    types:
                      %s: {enum: {%s: "(u8)"}}
                    """.formatted("T".repeat(type), "V".repeat(variant)), "org.example");

        assertThat(generated.isComplete()).isEqualTo(isComplete);
        assertThat(generated.diagnostics()).allSatisfy(diagnostic -> {
            assertThat(diagnostic.place().toString()).isEqualTo("test.yaml:5:3");
            assertThat(diagnostic.help()).contains("shorten it by 1 or more");
        });
    }

    @Test
    void aPackageThatCannotBeIsNoOption() {
        for (String name : List.of("", "a..b", "a.class", "1", "a.", "a-b", "_", "a b", "java", "java.x")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new JavaOptions(name)))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new JavaOptions("org.example.record").packageName()).isEqualTo("org.example.record");
        assertThat(new JavaOptions("javax.example").packageName()).isEqualTo("javax.example");
    }
}
