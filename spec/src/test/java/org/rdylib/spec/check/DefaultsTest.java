package org.rdylib.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.canonical.CanonicalForm;

/** A default has one spelling, however it is written. */
class DefaultsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        u8          | 0x1F             | 31
        u64         | 1_000            | 1000
        i8          | -128             | -128
        i128        | -0               | 0
        u128        | 340282366920938463463374607431768211455 | 340282366920938463463374607431768211455
        usize       | 0o17             | 15
        f64         | 1                | 1
        f64         | 1.50             | 1.5
        f64         | -1_000.0e-4      | -0.1
        f64         | 2e3              | 2000
        f32         | -0.0             | -0
        f32         | 00.5             | 0.5
        f32         | 3.4028235e38     | 340282350000000000000000000000000000000
        bool        | true             | true
        char        | ß                | ß
        char        | `"\\U0001F600"`   | 😀
        &'a str     | `"two\\nlines"`   | `two\nlines`
        &'a str     | 010              | 010
        &'a str     | `"null"`         | null
        Option<u8>  | None             | None
        Level       | High             | High
        """)
    void oneSpelling(String type, String written, String spelling) throws Exception {
        CheckedDescriptor checked = Descriptors.require("sample.yaml", """
            abi: 1
            library: sample
            version: 1.0.0
            types:
              Level: {enum: {Low, High}}
              T<'a>: {struct: {a: "&'a u8", x: {type: "%s", default: %s}}, evolves: append}
            """.formatted(type, written));
        TypeDeclaration.Struct struct = (TypeDeclaration.Struct) checked.type("T");
        assertThat(struct.fields().get(1).defaultValue().orElseThrow().text()).isEqualTo(spelling);
    }

    @ParameterizedTest
    @CsvSource({"f64, 1.7976931348623157e308", "f64, -5e-324"})
    void whatIsLongInItsOneSpellingIsReadAgain(String type, String written) throws Exception {
        String binding = CanonicalForm.of(Descriptors.require("sample.yaml", """
            abi: 1
            library: sample
            version: 1.0.0
            types:
              T: {struct: {a: u8, x: {type: %s, default: %s}}, evolves: append}
            """.formatted(type, written)))
                .binding();

        assertThat(CanonicalForm.of(Descriptors.require("binding.json", binding))
                        .binding())
                .isEqualTo(binding);
    }
}
