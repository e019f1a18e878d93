package org.rdylib.codegen.java.plan;

import static org.assertj.core.api.Assertions.assertThat;

import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @CsvSource({
        "parse, parse, Parse, PARSE",
        "on_link, onLink, OnLink, ON_LINK",
        "ParseError, parseError, ParseError, PARSE_ERROR",
        "TooDeep, tooDeep, TooDeep, TOO_DEEP",
        "H1, h1, H1, H1",
        "HTMLBlock, htmlBlock, HTMLBlock, HTML_BLOCK",
        "utf_8, utf8, Utf8, UTF_8",
        "utf8_len, utf8Len, Utf8Len, UTF8_LEN",
        "_private, private_, Private, PRIVATE",
        "a__b, aB, AB, A_B",
        "URL, url, URL, URL",
        "x, x, X, X",
        "größe_neu, größeNeu, GrößeNeu, GRÖSSE_NEU",
    })
    void followsTheConventionsOfJava(String name, String member, String type, String constant) {
        assertThat(Identifiers.member(name)).isEqualTo(member);
        assertThat(Identifiers.type(name)).isEqualTo(type);
        assertThat(Identifiers.constant(name)).isEqualTo(constant);
    }

    @ParameterizedTest
    @CsvSource({
        "class, class_",
        "new, new_",
        "default, default_",
        "record, record_",
        "yield, yield_",
        "when, when_",
        "_, __",
        "true, true_",
        "2d, _2d"
    })
    void avoidsTheWordsOfTheLanguage(String name, String member) {
        assertThat(Identifiers.member(name)).isEqualTo(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"_", "__", "___", "2", "_1", "a_", "class", "Class", "record", "Record", "é", "𝒳", "a\u200bb"})
    void alwaysMakesANameThatJavaTakes(String name) {
        for (String java :
                new String[] {Identifiers.member(name), Identifiers.type(name), Identifiers.constant(name)}) {
            assertThat(SourceVersion.isName(java, SourceVersion.RELEASE_25))
                    .as(java)
                    .isTrue();
        }
    }

    @Test
    void restrictedWordsAreNoNames() {
        assertThat(new String[] {"record", "var", "yield", "sealed", "permits", "when", "_", "", "a b", "1"})
                .noneMatch(Identifiers::isLegal);
    }
}
