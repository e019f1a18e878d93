package org.rdylib.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetTest {

    @Test
    void marksThePartOfTheLineThatIsMeant() {
        assertThat(Snippet.of(new Place("a.yaml", 12, 9, 4, "  Text: Strr"))).isEqualTo("""
              --> a.yaml:12:9
               |
            12 |   Text: Strr
               |         ^^^^\
            """);
    }

    @Test
    void saysOnlyWhereWhenTheLineIsNotKnown() {
        assertThat(Snippet.of(Place.startOf("lib.so"))).isEqualTo(" --> lib.so:1:1");
    }

    @Test
    void showsAWindowOfALongLineWithTheMarkInIt() {
        String line = "x".repeat(500) + "MARK" + "y".repeat(500);

        List<String> shown =
                Snippet.of(new Place("a.yaml", 1, 501, 4, line)).lines().toList();

        assertThat(shown.get(2)).hasSizeLessThan(120);
        int indent = shown.get(3).indexOf('^');
        assertThat(shown.get(2).substring(indent, indent + 4)).isEqualTo("MARK");
        assertThat(shown.get(3).substring(indent)).isEqualTo("^^^^");
    }

    @Test
    void staysWithinTheLineWhereTheMarkGoesBeyondIt() {
        assertThat(Snippet.of(new Place("a.yaml", 3, 4, 40, "abc"))).endsWith("3 | abc\n  |    ^");
    }

    @Test
    void replacesWhatWouldUpsetATerminal() {
        assertThat(Snippet.of(new Place("a.yaml", 1, 1, 1, "a\u001b[31m\tb"))).contains("a\uFFFD[31m b");
    }
}
