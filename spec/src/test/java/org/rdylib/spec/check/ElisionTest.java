package org.rdylib.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.spec.syntax.TypePrinter;

/** What is left out is written in as Rust does (Rust Reference, "Lifetime elision"). */
class ElisionTest {

    private static final String HEAD = """
        abi: 1
        library: sample
        version: 1.0.0
        types:
          S<'x>: {struct: {text: "&'x str"}}
        interfaces:
          I: {methods: {m: "fn(&self)"}}
          J<'x>: {methods: {m: "fn(&self, text: &'x str)"}}
        exports:
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # each elided lifetime of a parameter is one of its own
        fn(a: &str, b: &mut u8)                     | fn<'1, '2>(a: &'1 str, b: &'2 mut u8)
        fn<'a>(a: &'a str, b: S<'_>)                | fn<'a, '1>(a: &'a str, b: S<'1>)
        # one parameter with one lifetime lends to the result
        fn(a: &str) -> &str                         | fn<'1>(a: &'1 str) -> &'1 str
        fn(a: &str, b: u8) -> Option<&str>          | fn<'1>(a: &'1 str, b: u8) -> Option<&'1 str>
        fn(a: S<'_>) -> S<'_>                       | fn<'1>(a: S<'1>) -> S<'1>
        fn<'a>(a: &'a &'a str) -> &str              | fn<'a>(a: &'a &'a str) -> &'a str
        fn(a: &'static str) -> &str                 | fn(a: &'static str) -> &'static str
        fn(a: &'dylib str) -> &str                  | fn(a: &'dylib str) -> &'dylib str
        # an object's default bound: that of the reference around it, else 'static
        fn(a: &dyn I)                               | fn<'1>(a: &'1 (dyn I + '1))
        fn(a: &mut dyn I) -> &u8                    | fn<'1>(a: &'1 mut (dyn I + '1)) -> &'1 u8
        fn(a: Box<dyn I>)                           | fn(a: Box<dyn I + 'static>)
        fn(a: Arc<dyn I + Send>)                    | fn(a: Arc<dyn I + Send + 'static>)
        fn<'a>(a: &'a Box<dyn I>)                   | fn<'a>(a: &'a Box<dyn I + 'static>)
        fn<'a>(a: Box<&'a dyn I>)                   | fn<'a>(a: Box<&'a (dyn I + 'a)>)
        fn<'a>(a: Option<&'a dyn J<'_>>)            | fn<'a, '1>(a: Option<&'a (dyn J<'1> + 'a)>)
        fn(a: &u8) -> Box<dyn I + '_>               | fn<'1>(a: &'1 u8) -> Box<dyn I + '1>
        fn(a: &u8) -> Box<dyn I>                    | fn<'1>(a: &'1 u8) -> Box<dyn I + 'static>
        fn(a: &u8) -> &dyn I                        | fn<'1>(a: &'1 u8) -> &'1 (dyn I + '1)
        # a function or closure type has a binder of its own
        fn(f: fn(&u8) -> &u8)                       | fn(f: for<'1> fn(&'1 u8) -> &'1 u8)
        fn(f: &mut dyn FnMut(&str) -> bool)         | fn<'1>(f: &'1 mut (dyn for<'2> FnMut(&'2 str) -> bool + '1))
        fn(f: Box<dyn FnOnce(&str)>) -> fn(&u8)     | fn(f: Box<dyn for<'1> FnOnce(&'1 str) + 'static>) -> for<'2> fn(&'2 u8)
        fn(f: &dyn Fn(&u8) -> &u8) -> &u8           | fn<'1>(f: &'1 (dyn for<'2> Fn(&'2 u8) -> &'2 u8 + '1)) -> &'1 u8
        fn<'a>(f: (fn(&u8)) + 'a) -> &u8            | fn<'a>(f: (for<'1> fn(&'1 u8)) + 'a) -> &'a u8
        # what is within function types lends nothing
        fn(f: fn(&u8), a: &u8) -> &u8               | fn<'2>(f: for<'1> fn(&'1 u8), a: &'2 u8) -> &'2 u8
        """)
    void signature(String written, String elaborated) throws Exception {
        String text = HEAD + "  f: \"" + written + "\"\n";
        CheckedDescriptor checked = Descriptors.require("sample.yaml", text);
        assertThat(TypePrinter.print(checked.descriptor().exports().getFirst().signature()))
                .isEqualTo(elaborated);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # the receiver lends, whatever the parameters are
        fn(&self) -> &'x str                        | fn<'1>(&'1 self) -> &'x str
        fn(&self, a: &'x str) -> &str               | fn<'1>(&'1 self, a: &'x str) -> &'1 str
        fn(&mut self, a: &'x u8, b: &u8) -> S<'_>   | fn<'1, '2>(&'1 mut self, a: &'x u8, b: &'2 u8) -> S<'1>
        fn<'a>(&'a self, b: &'x u8) -> &u8          | fn<'a>(&'a self, b: &'x u8) -> &'a u8
        # but not where it is consumed
        fn(self: Box<Self>, a: &'x str) -> &str     | fn(self: Box<Self>, a: &'x str) -> &'x str
        """)
    void method(String written, String elaborated) throws Exception {
        String text = HEAD.replace("exports:\n", "  K<'x>: {methods: {m: \"" + written + "\"}}\n");
        CheckedDescriptor checked = Descriptors.require("sample.yaml", text);
        assertThat(TypePrinter.print(
                        checked.interfaceNamed("K").methods().getFirst().signature()))
                .isEqualTo(elaborated);
    }
}
