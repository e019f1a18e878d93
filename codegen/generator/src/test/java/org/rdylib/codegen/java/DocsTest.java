package org.rdylib.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsTest {
    @Test
    void keepsPlainTextAndMarksCode() {
        assertThat(Docs.of("Calls `visit` for every link, and/or none.").toString())
                .isEqualTo("Calls {@code visit} for every link, and/or none.\n");
    }

    @Test
    void separatesParagraphs() {
        assertThat(Docs.of("One.\n\nTwo\nlines.\r\n \r\nThree.").toString())
                .isEqualTo("One.\n\n<p>Two lines.\n\n<p>Three.\n");
    }

    @Test
    void wrapsLongLines() {
        assertThat(Docs.of("word ".repeat(60)).toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void saysNothingForNothing() {
        assertThat(Docs.of(" \n\t ").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "end */ class Evil {} /*",
                "`*/`",
                "`a*`/",
                "*\\u002f",
                "\\u002a/",
                "\\uuuu002a\\uuuu002f",
                "*\u200b/",
                "*\u0000/",
                "*\u202e/",
                "**/",
                "`\\u000a`",
                "{@link String#valueOf} @Deprecated\n@param x y",
                "<script>alert(1)</script> & &lt;",
                "{@code } */}",
                "$T $L $$ $N",
            })
    void nothingInATextEndsTheCommentOrBeginsATag(String doc) {
        String escaped = Docs.of(doc).toString();

        assertThat(escaped)
                .doesNotContain("*/")
                .doesNotContain("\\")
                .doesNotContain("<")
                .doesNotContain("@Dep");
        assertThat(escaped.replace("{@code ", "")).doesNotContain("@");
    }
}
