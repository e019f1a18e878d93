package org.rdylib.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.codegen.SourceFile;

/** What is passed for a lifetime that nothing is left for is plain Java; what may be kept belongs to a region. */
class BorrowingTest {
    /** Which of the files has the bodies of the methods: the first is the interface. */
    private static final int STUB = 1;

    private static final Pattern METHOD = Pattern.compile("\n    ([^=;{}]*? f\\([^{;]*?\\));", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fn(x: &str)                                           | void f(String x)",
                "fn(x: &CStr, y: &[u8], z: &[&str])                    | void f(String x, byte[] y, List<String> z)",
                "fn<'a>(x: &'a str) -> &'a str                         | Text f(Text x)",
                "fn<'a, 'b>(x: &'a str, y: &'b str) -> &'b str         | Text f(String x, Text y)",
                "fn<'a, 'b>(x: &'a str, y: &'b str) -> &'b str where 'a: 'b | Text f(Text x, Text y)",
                "fn<'a, 'b: 'a, 'c: 'b>(x: &'a str, z: &'c str) -> &'a str | Text f(Text x, Text z)",
                "fn<'a, 'b>(x: &'a str, y: &'b &'a str) -> &'b str     | Text f(Text x, Ref<Text> y)",
                "fn<'a, 'b>(p: P<'a, 'b>, y: &'b str) -> &'a str       | Text f(P p, Text y)",
                "fn<'a, 'b>(q: Q<'a, 'b>, y: &'b str) -> &'a str       | Text f(Q q, Text y)",
                "fn<'a, 'b>(x: &'a str, y: &'b str, g: &mut dyn FnMut(&'a &'b str)) -> &'a str"
                        + " | Text f(Text x, Text y, FG g)",
                "fn<'a, 'b>(x: &'a str, y: &'b str, g: &mut dyn for<'z> FnMut(&'a W<'z, 'b>)) -> &'a str"
                        + " | Text f(Text x, String y, FG g)",
                "fn<'a, 'b>(x: &'a str, y: &'b str, v: V<'a, 'b>) -> &'a str | Text f(Text x, Text y, V v)",
                "fn<'a, 'b>(x: &'a str, y: &'b str, q: Q<'b, 'a>)      | void f(Text x, Text y, Q q)",
                "fn<'a>(x: &'a str, g: &mut dyn FnMut(Box<dyn Fn(&'a str) + 'a>)) | void f(Text x, FG g)",
                "fn<'a>(x: &'a str, g: &mut dyn FnMut(Box<dyn Fn() -> &'a str + 'a>)) | void f(Text x, FG g)",
                "fn<'a>(x: &'a str, g: &mut dyn FnMut(&dyn Fn(&'a str))) | void f(Text x, FG g)",
                "fn<'a>(x: &'a str, u: U<'a>)                          | void f(Text x, U u)",
                "fn<'a, 'b>(x: &'a str, y: &'b str, o: O<'a, 'b>)      | void f(Text x, String y, O o)",
                "fn<'a, 'b>(x: &'a str, o: Vec<O<'a, 'b>>)             | void f(Text x, List<O> o)",
                "fn<'a>(x: &'a str, m: &mut &'a str)                   | void f(Text x, Mut<Text> m)",
                "fn<'a>(x: &'a str, g: &mut dyn FnMut(&'a str))        | void f(String x, FG g)",
                "fn<'a>(x: &'a str, g: &mut dyn FnMut() -> &'a str)    | void f(Text x, FG g)",
                "fn<'a>(x: &'a str) where 'a: 'static                  | void f(Text x)",
                "fn<'a>(x: &'a str) where 'a: 'dylib                   | void f(Text x)",
                "fn(x: &'static str, y: &'dylib [u8])                  | void f(Text x, ScalarSlice<Integer, byte[]>"
                        + " y)",
                "fn<'a>(x: &'a str) -> Result<Option<&'a str>, u8>     | Result<Optional<Text>, Integer> f(Text x)",
                "fn<'a>(x: &'a str, y: &'a u32) -> &'a str             | Text f(Text x, Ref<Long> y)",
                "fn(x: &str, g: &mut dyn FnMut(&str) -> bool) -> &'static str | Text f(String x, FG g)",
            })
    void parametersAreBorrowedWhereSomethingMayBeKept(String signature, String method) {
        List<SourceFile> files = Generating.text("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              P<'a, 'b>: {struct: {x: "&'a &'b str"}}
              Q<'x, 'y>: {struct: {x: "Box<dyn for<'b> Fn(&'x &'y str, &'b str) + 'x>"}}
              V<'x, 'y>: {struct: {x: "Box<dyn for<'z> Fn(&'x W<'z, 'y>) + 'x>"}}
              W<'z, 'y>: {struct: {x: "&'z str", y: "&'y str"}}
              O<'x, 'y>: {struct: {x: "Box<dyn I<'x> + 'y>"}}
              U<'x>: {enum: {None: , Some: "(Box<dyn Fn() -> &'x str + 'x>)"}}
            interfaces:
              I<'z>: {methods: {put: "fn(&self, t: &'z str)"}}
            exports:
              f: "%s"
            """.formatted(signature), "org.example")
                .files();
        String library = files.getFirst().text();

        Matcher found = METHOD.matcher(library);
        assertThat(found.find()).as(library).isTrue();
        assertThat(found.group(1).replaceAll("\\s+", " ")).isEqualTo(method);
    }

    /** Java can answer with neither, so that only the library's side tells which lifetimes the closure has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fn() -> &'a (dyn I + 'a) | ForeignObject.borrowed(received, a,",
                "Fn() -> &'a mut [u8]     | MutViews.scalars(a,",
            })
    void aClosuresAnswerEndsWithWhatTheClosureBorrows(String closure, String read) {
        List<SourceFile> files = Generating.text("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            types:
              O: {opaque: {drop: o_drop}}
            interfaces:
              I: {methods: {ring: "fn(&self)"}}
            exports:
              f: "fn<'a>(x: &'a O) -> Box<dyn %s + 'a>"
            """.formatted(closure), "org.example")
                .files();

        assertThat(files)
                .filteredOn(file -> file.path().endsWith("TestClosures.java"))
                .singleElement()
                .extracting(file -> file.text().replaceAll("\\s+", " "))
                .asString()
                .contains(read);
    }

    /** What was checked is what is written, whatever the code of the caller's own list does in between. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fn<'a>(x: &[&'a str]) -> &'a str                     | x = Slices.copyOf(x,",
                "fn<'a>(x: &[[&'a str; 2]]) -> &'a str                | x = Slices.frozen(x,",
                "fn<'a>(x: Option<&[&'a str]>) -> &'a str             | x = Slices.frozen(x,",
                "fn<'a>(x: &mut [&'a str; 2]) -> &'a str              | List<Text> xContent ="
                        + " Slices.copyOf(frame.borrow(x),",
            })
    void listsAreCopiedBeforeTheirRegionsAreRead(String signature, String copy) {
        String library = Generating.export(signature).files().get(STUB).text().replaceAll("\\s+", " ");

        assertThat(library).containsOnlyOnce(copy);
        assertThat(library.indexOf(copy)).isLessThan(library.indexOf("Region a = "));
        assertThat(library.indexOf(copy)).isLessThan(library.indexOf("invokeExact"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fn<'a>(x: &'a [u8]) -> &'a [u8]                      | Views.address(x, \"u8\")",
                "fn<'a>(x: &'a [i32]) -> &'a [i32]                    | Views.address(x, \"i32\")",
                "fn<'a>(x: &'a u32) -> &'a u32                        | Views.address(x, \"u32\")",
                "fn<'a, 'b>(x: &'b [&'a str]) -> &'b [&'a str]        | Views.address(x, \"&str\")",
            })
    void aViewIsPassedForItsOwnTypeOnly(String signature, String check) {
        String library = Generating.export(signature).files().get(STUB).text().replaceAll("\\s+", " ");

        assertThat(library).contains(check);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fn<'a, 'b: 'a>(x: &'a str, y: &'b str) -> &'a str    | requireOutlives(b, a, \"'b: 'a\")",
                "fn<'a, 'b>(x: &'a str, y: &'b &'a str) -> &'b str    | requireOutlives(a, b, \"'a: 'b\")",
                "fn<'a>(x: &'a str) where 'a: 'dylib                  | requireOutlives(a, library.region(), \"'a:"
                        + " 'dylib\")",
                "fn(x: &'static str)                                  | requireOutlives(x.region(), library.region(),"
                        + " \"x: 'dylib\")",
            })
    void boundsAreHeldBeforeTheCall(String signature, String check) {
        String library = Generating.export(signature).files().get(STUB).text().replaceAll("\\s+", " ");

        assertThat(library).contains(check);
        assertThat(library.indexOf(check)).isLessThan(library.indexOf("invokeExact"));
    }
}
