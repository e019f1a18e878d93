package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;

/** Every construct of the sample's boundary, as it is meant to be used. */
class SampleTest {

    private final List<String> logged = new ArrayList<>();
    private Sample sample;

    @BeforeEach
    void load() {
        sample = Sample.load(SampleLibrary.copy(), (level, message) -> logged.add(level + " " + message));
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void structsGoByValueAndComeBack() {
        assertThat(sample.shift(new Span(3, 4_294_967_294L), 1)).isEqualTo(new Span(4, 4_294_967_295L));
        assertThat(sample.flip(new Span(1, 2))).isEqualTo(new Span(2, 1));
    }

    @Test
    void structsGoByReference() {
        assertThat(sample.length(new Span(3, 10))).isEqualTo(7);
    }

    @Test
    void whatIsPassedForAMutableReferenceComesBackChanged() {
        Mut<Span> span = Mut.of(new Span(3, 10));
        sample.grow(span, 5);
        assertThat(span.get()).isEqualTo(new Span(3, 15));
    }

    @Test
    void aCallThatFailsLeavesAMutableReferenceAsItWas() {
        Mut<Span> span = Mut.of(new Span(3, 10));
        assertThatThrownBy(() -> sample.grow(span, 0))
                .isInstanceOf(LibraryFailedException.class)
                .hasMessage("nothing to grow by");
        assertThat(span.get()).isEqualTo(new Span(3, 10));
    }

    @Test
    void payloadEnumsGoByValue() {
        try (Region region = Region.open()) {
            assertThat(sample.weigh(new Token.Word(region.text("häß")))).isEqualTo(5.0);
        }
        assertThat(sample.weigh(new Token.Number(-40, new Span(2, 4)))).isEqualTo(-39.8);
        assertThat(sample.weigh(new Token.Break())).isEqualTo(0.5);
    }

    @Test
    void slicesGoAsArrays() {
        assertThat(sample.sum(new int[] {1, -2, Integer.MAX_VALUE, Integer.MAX_VALUE}))
                .isEqualTo(2L * Integer.MAX_VALUE - 1);
        assertThat(sample.sum(new int[0])).isZero();
        assertThat(sample.sum(new int[100_000])).isZero();
    }

    @Test
    void plainFunctionsAreCalledPlainly() {
        assertThat(sample.add(40, 2)).isEqualTo(42);
    }

    @Test
    void aClosureIsCalledForEachWordAndItsAnswerCounts() {
        List<String> seen = new ArrayList<>();
        Result<Long, Level> all =
                sample.eachWord("one zwölf three", (word, span) -> seen.add(word + span.start() + "-" + span.end()));
        assertThat(seen).containsExactly("one0-3", "zwölf4-10", "three11-16");
        assertThat(all).isEqualTo(Result.ok(3L));
        assertThat(sample.eachWord("one two", (word, span) -> false)).isEqualTo(Result.err(Level.HIGH));
        assertThat(sample.eachWord("", (word, span) -> true)).isEqualTo(Result.err(Level.LOW));
    }

    @Test
    void anObjectGivesTokensThatBorrowFromTheCallersText() {
        try (Region src = Region.open()) {
            Text text = src.text("one 42\nzwölf");
            Tokens tokens = sample.tokens(text);
            assertThat(tokens.rest()).hasToString("one 42\nzwölf");
            assertThat(tokens.next()).contains(new Token.Word(text.slice(0, 3)));
            assertThat(tokens.next()).contains(new Token.Number(42, new Span(4, 6)));
            assertThat(tokens.next()).contains(new Token.Break());
            assertThat(tokens.rest()).hasToString("zwölf");
            assertThat(tokens.next().map(Object::toString)).contains("Word[field0=zwölf]");
            assertThat(tokens.next()).isEmpty();
            assertThat(logged).isEmpty();
        }
        assertThat(logged).as("the region dropped the object").containsExactly("LOW one 4");
    }

    @Test
    void aResultThatBorrowsFromTwoTextsEndsWithTheFirst() {
        try (Region outer = Region.open()) {
            Text longer = outer.text("longer");
            Text result;
            try (Region inner = Region.open()) {
                result = sample.longer(longer, inner.text("short"));
                assertThat(result).isEqualTo(longer);
                assertThat(result.region()).isEqualTo(inner);
            }
            assertThat(longer).hasToString("longer");
        }
    }

    @Test
    void textOfTheLibraryItselfStays() {
        Text version = sample.version();
        sample.close();
        assertThat(version).hasToString("1.0.0");
    }

    @Test
    void theLibraryCallsTheHost() {
        assertThatThrownBy(() -> sample.fail("no answer"))
                .isInstanceOf(LibraryFailedException.class)
                .hasMessage("no answer");
        assertThat(logged).containsExactly("HIGH no answer");
    }
}
