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
    void otherPlacesAreMarkedBesideTheOneThatIsMeant() {
        String line = "  f: fn(x: &'b u8) -> &'a u8";
        Snippet.Mark main = new Snippet.Mark(new Place("a.yaml", 7, 24, 2, line), "2");
        List<Snippet.Mark> others = List.of(
                new Snippet.Mark(new Place("a.yaml", 7, 13, 2, line), "1"),
                new Snippet.Mark(new Place("b.yaml", 7, 13, 2, line), "another file"),
                new Snippet.Mark(new Place("a.yaml", 3, 3, 1, "  T: u8"), "3"));

        assertThat(Snippet.of(main, others, Paint.PLAIN)).isEqualTo("""
             --> a.yaml:7:24
              |
            3 |   T: u8
              |   - 3
            ...
            7 |   f: fn(x: &'b u8) -> &'a u8
              |             -- 1       ^^ 2\
            """);
    }

    @Test
    void marksThatHaveNoRoomBesideOneAnotherTakeTwoRows() {
        String line = "&'b &'a u8";
        Snippet.Mark main = new Snippet.Mark(new Place("a.yaml", 7, 2, 2, line), "1, 2 and 3");

        assertThat(Snippet.of(main, List.of(new Snippet.Mark(new Place("a.yaml", 7, 6, 2, line), "2")), Paint.PLAIN))
                .endsWith("""
                    7 | &'b &'a u8
                      |  ^^ 1, 2 and 3
                      |      -- 2\
                    """);
    }

    @Test
    void anEditIsShownAsTheLineThatItMakes() {
        String line = "  f: \"fn(x: &u8) -> &'a u8\"";
        List<Edit> edits = List.of(
                new Edit(new Place("a.yaml", 7, 22, 2, line), "'b"),
                new Edit(new Place("a.yaml", 7, 13, 1, line), "&'b "),
                new Edit(new Place("a.yaml", 7, 7, 2, line), "fn<'b>"));

        assertThat(Snippet.edited(edits, Paint.PLAIN)).isEqualTo("""
            7 |   f: "fn<'b>(x: &'b u8) -> &'b u8"
              |         ++++     +++        ~~\
            """);
    }

    @Test
    void paintIsForTerminals() {
        Place place = new Place("a.yaml", 1, 1, 1, "ab");

        assertThat(Snippet.of(place, Paint.ANSI)).contains("\u001b[1;31m^\u001b[0m");
        assertThat(Snippet.of(place)).doesNotContain("\u001b");
    }

    @Test
    void replacesWhatWouldUpsetATerminal() {
        assertThat(Snippet.of(new Place("a.yaml", 1, 1, 1, "a\u001b[31m\tb"))).contains("a\uFFFD[31m b");
    }
}
