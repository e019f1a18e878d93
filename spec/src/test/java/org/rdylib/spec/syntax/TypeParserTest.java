package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.Node.Scalar;

class TypeParserTest {

    private final List<Diagnostic> errors = new ArrayList<>();

    private Type type(String text) {
        Optional<Type> type = TypeParser.type(Scalar.of("t", text), errors::add);
        assertThat(errors).isEmpty();
        return type.orElseThrow();
    }

    private Signature signature(String text) {
        Optional<Signature> signature = TypeParser.signature(Scalar.of("s", text), errors::add);
        assertThat(errors).isEmpty();
        return signature.orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bool",
                "char",
                "u8",
                "i128",
                "usize",
                "f64",
                "()",
                "str",
                "CStr",
                "String",
                "Span",
                "Tag<'src>",
                "Tag<'_>",
                "Tag<'static, 'dylib, 'a>",
                "(u8,)",
                "(u8, (u16, ()))",
                "[u8; 3]",
                "[[u8; 3]; 2147483647]",
                "[T]",
                "&'_ str",
                "&'a str",
                "&'a mut [T]",
                "&'static &'a mut T",
                "*const T",
                "*mut *const u8",
                "Option<&'a T>",
                "Result<(), Option<E>>",
                "Box<[u8]>",
                "Box<dyn Events<'src> + 'src>",
                "Arc<dyn I + Send>",
                "Vec<String>",
                "fn()",
                "fn(u8) -> u8",
                "for<'z> fn(&'z A) -> &'z B",
                "(fn(A) -> R) + 'a",
                "unsafe extern \"C\" fn(*const u8)",
                "&'a dyn I",
                "&'a mut (dyn I<'x> + 'b)",
                "&'_ mut dyn FnMut(&'_ str, Span) -> bool",
                "Box<dyn for<'z> Fn(&'z A) -> R + Send + Sync + 'a>",
                "Box<dyn FnOnce()>",
                "dyn I + '_",
                "&'a ((fn(A) -> R) + 'b)",
                "fn() -> (dyn I + 'a)",
                "fn() -> fn() -> u8",
                "Option<(fn()) + 'a>",
                "Box<dyn Fn() -> &'a (dyn I + 'b) + Send>",
                "for<'a, 'b> extern \"C\" fn(&'a &'b u8) -> &'a u8"
            })
    void printsWhatItRead(String text) {
        assertThat(TypePrinter.print(type(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        &str                            | &'_ str
        &mut T                          | &'_ mut T
        ( u8 )                          | u8
        (u8, u16,)                      | (u8, u16)
        Tag<>                           | Tag
        [u8; 0x1_0usize]                | [u8; 16]
        fn(x: u8, _: u16) -> ()         | fn(u8, u16)
        dyn 'a + Send + I               | dyn I + Send + 'a
        &&'a T                          | &'_ &'a T
        Option<Option<u8>>              | Option<Option<u8>>
        & 'a mut(dyn I+'b)              | &'a mut (dyn I + 'b)
        ((fn()))                        | fn()
        Box<dyn Fn(A)->B+Sync>          | Box<dyn Fn(A) -> B + Sync>
        """)
    void printsTheExplicitForm(String text, String printed) {
        assertThat(TypePrinter.print(type(text))).isEqualTo(printed);
        assertThat(TypePrinter.print(type(printed))).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fn()                                                  | fn()
        fn<'a, 'b: 'a + 'c>(x: &'a u8) -> &'b u8              | fn<'a, 'b>(x: &'a u8) -> &'b u8 where 'b: 'a, 'b: 'c
        fn<'a>(x: &'a str,) where 'a: 'static, 'static: 'a,   | fn<'a>(x: &'a str) where 'a: 'static, 'static: 'a
        unsafe extern "C" fn(p: *mut u8) -> u32               | unsafe extern "C" fn(p: *mut u8) -> u32
        fn(&self) -> Span                                     | fn(&'_ self) -> Span
        fn<'s>(&'s mut self, n: u8) -> &'s str                | fn<'s>(&'s mut self, n: u8) -> &'s str
        fn(self: Box<Self>) -> String                         | fn(self: Box<Self>) -> String
        fn(self: &'a Self, x: u8)                             | fn(&'a self, x: u8)
        fn() -> Box<dyn I>                                    | fn() -> Box<dyn I>
        fn(x: &mut dyn FnMut(&str) -> bool) -> ()             | fn(x: &'_ mut dyn FnMut(&'_ str) -> bool)
        """)
    void printsSignatures(String text, String printed) {
        assertThat(TypePrinter.print(signature(text))).isEqualTo(printed);
        assertThat(TypePrinter.print(signature(printed))).isEqualTo(printed);
    }

    @Test
    void placesEveryPartOfAType() {
        Type.Reference reference = (Type.Reference) type("&'a mut (dyn I<'x> + 'b)");
        assertThat(reference.at().column()).isEqualTo(1);
        assertThat(reference.at().length()).isEqualTo(24);
        assertThat(reference.lifetime().at().column()).isEqualTo(2);
        assertThat(reference.lifetime().at().length()).isEqualTo(2);
        Type.InterfaceObject object = (Type.InterfaceObject) reference.target();
        assertThat(object.at().column()).isEqualTo(10);
        assertThat(object.at().length()).isEqualTo(14);
        assertThat(object.arguments().getFirst().at().column()).isEqualTo(16);
        assertThat(object.bound().at().column()).isEqualTo(22);
    }

    @Test
    void placesWhatIsNotWritten() {
        Type.Reference reference = (Type.Reference) type("  &dyn Fn(u8)");
        assertThat(reference.lifetime()).isInstanceOf(Lifetime.Elided.class);
        assertThat(reference.lifetime().at().column()).isEqualTo(3);
        assertThat(reference.lifetime().at().length()).isEqualTo(1);
        Type.Closure closure = (Type.Closure) reference.target();
        assertThat(closure.bound()).isInstanceOf(Lifetime.Omitted.class);
        assertThat(closure.bound().at()).isEqualTo(closure.at());
        assertThat(closure.at().column()).isEqualTo(4);
        assertThat(closure.at().length()).isEqualTo(10);
        assertThat(closure.kind()).isEqualTo(ClosureKind.FN);
        assertThat(closure.signature().result()).isInstanceOf(Type.Unit.class);
        assertThat(closure.signature().parameters().getFirst().name()).isEmpty();
    }

    @Test
    void placesSignaturesOverSeveralLines() {
        Signature signature = signature("fn<'a>(\n  text: &'a str,\n  é: u8)".replace("é", "e"));
        assertThat(signature.parameters().get(0).at().line()).isEqualTo(2);
        assertThat(signature.parameters().get(0).at().column()).isEqualTo(3);
        assertThat(signature.parameters().get(0).at().length()).isEqualTo(13);
        assertThat(signature.parameters().get(1).type().at().line()).isEqualTo(3);
        assertThat(signature.parameters().get(1).type().at().column()).isEqualTo(6);
    }

    @Test
    void readsConventionsAndReceivers() {
        Signature plain = signature("extern \"C\" fn(x: u8)");
        assertThat(plain.convention()).isEqualTo(Convention.C);
        assertThat(plain.isUnsafe()).isFalse();
        assertThat(plain.receiver()).isEmpty();
        assertThat(signature("fn(self: Box<Self>)").receiver().orElseThrow().kind())
                .isEqualTo(Receiver.Kind.OWNED);
        assertThat(signature("fn(&mut self)").receiver().orElseThrow().kind()).isEqualTo(Receiver.Kind.EXCLUSIVE);
        Type.Function bare = (Type.Function) type("fn()");
        assertThat(bare.bound()).isInstanceOf(Lifetime.Static.class);
    }
}
