package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Result;
import org.rdylib.loader.StaleClosureException;
import org.rdylib.loader.stub.Failures;
import org.rdylib.loader.testing.OtherThread;

class ClosureTest {

    private Sample sample;

    @BeforeEach
    void load() {
        sample = Sample.load(SampleLibrary.copy(), (level, message) -> {});
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IllegalStateException("unchecked"),
                new IOException("checked"),
                new OutOfMemoryError("pretended"),
                new AssertionError("an error"),
                new IllegalArgumentException("long: " + "ß".repeat(1000)),
                new RuntimeException() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("its message throws");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void whatACallbackThrowsComesOutOfTheOuterCallAsItself(Throwable thrown) {
        assertThat(catchThrowable(() -> sample.eachWord("a b", (word, span) -> {
                    throw Failures.rethrow(thrown);
                })))
                .isSameAs(thrown);
        assertThat(sample.droppedFailures()).as("failures of the library's own").isZero();
        assertThat(sample.eachWord("a b", (word, span) -> true)).isEqualTo(Result.ok(2L));
    }

    @Test
    void anExceptionKeepsTheStackOfWhereItWasThrown() {
        assertThatThrownBy(() -> sample.eachWord("a b", (word, span) -> fail()))
                .hasStackTraceContaining("ClosureTest.fail")
                .hasStackTraceContaining("Sample.eachWord");
    }

    private static boolean fail() {
        throw new IllegalStateException("here");
    }

    @Test
    void anExceptionCrossesSeveralCalls() {
        IllegalStateException thrown = new IllegalStateException("inmost");
        assertThat(catchThrowable(() -> sample.eachWord(
                        "a",
                        (w1, s1) -> sample.eachWord(
                                        "b",
                                        (w2, s2) -> sample.eachWord("c", (w3, s3) -> {
                                                    throw thrown;
                                                })
                                                .isOk())
                                .isOk())))
                .isSameAs(thrown);
    }

    @Test
    void anExceptionThatTheLibrarySwallowsIsForgotten() {
        List<String> seen = new ArrayList<>();
        Result<Long, Level> result = sample.eachWord("swallow a b", (word, span) -> {
            seen.add(word);
            if (word.equals("a")) {
                throw new IllegalStateException("swallowed");
            }
            return true;
        });
        assertThat(seen).containsExactly("swallow", "a", "b");
        assertThat(result).isEqualTo(Result.ok(2L));
    }

    @Test
    void anImportThatThrowsFailsTheCallAroundIt() {
        IllegalStateException thrown = new IllegalStateException("log is full");
        Sample other = Sample.load(SampleLibrary.copy(), (level, message) -> {
            throw thrown;
        });
        assertThat(catchThrowable(() -> other.fail("x"))).isSameAs(thrown);
        assertThat(other.droppedFailures()).isZero();
    }

    @Test
    void aFailureOfTheLibraryIsDroppedOnce() {
        for (int i = 1; i <= 3; i++) {
            assertThatExceptionOfType(LibraryFailedException.class)
                    .isThrownBy(() -> sample.fail("no ß"))
                    .withMessage("no ß");
            assertThat(sample.droppedFailures()).isEqualTo(i);
        }
        assertThatExceptionOfType(LibraryFailedException.class)
                .isThrownBy(() -> sample.fail(""))
                .withMessageContaining("did not say why");
    }

    @Test
    void aClosureIsNotEnteredAgainWhileItRuns() {
        assertThatExceptionOfType(ReenteredClosureException.class)
                .isThrownBy(() -> sample.eachWord(
                        "keep",
                        (word, span) ->
                                sample.eachWord("stale", (inner, at) -> true).isOk()))
                .withMessageContaining("each_word(visit)");
    }

    @Test
    void aClosureThatThrewCanBeCalledAgain() {
        List<String> seen = new ArrayList<>();
        Result<Long, Level> result = sample.eachWord("swallow a b", (word, span) -> {
            seen.add(word);
            throw new IllegalStateException(word);
        });
        assertThat(seen).containsExactly("swallow", "a", "b");
        assertThat(result).isEqualTo(Result.err(Level.LOW));
    }

    @Test
    void aClosureIsNotCalledAfterItsCall() {
        assertThat(sample.eachWord("keep", (word, span) -> true)).isEqualTo(Result.ok(1L));
        assertThatExceptionOfType(StaleClosureException.class)
                .isThrownBy(() -> sample.eachWord("stale", (word, span) -> true))
                .withMessageContaining("each_word(visit)");
    }

    @Test
    void aClosureIsNotCalledOnAnotherThread() {
        assertThatExceptionOfType(WrongThreadException.class)
                .isThrownBy(() -> sample.eachWord("keep", (word, span) -> {
                    try {
                        OtherThread.run(() -> sample.eachWord("stale", (inner, at) -> true));
                    } catch (Throwable thrown) {
                        throw Failures.rethrow(thrown);
                    }
                    return true;
                }))
                .withMessageContaining("each_word(visit)");
    }

    @Test
    void aClosureIsNotCalledAsAnother() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> sample.eachWord("keep", (word, span) -> {
                    try (Region region = Region.open()) {
                        sample.tokens(region.text("mixed")).each(text -> true);
                    }
                    return true;
                }))
                .withMessageContaining("Tokens.each(visit)")
                .withMessageContaining("each_word(visit)");
    }

    @Test
    @SuppressWarnings("try") // to close it in between is the point
    void aCallbackCannotCloseARegionThatACallIsInside() {
        try (Region region = Region.open()) {
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> sample.eachWord("a", (word, span) -> {
                        region.close();
                        return true;
                    }))
                    .withMessageContaining("still running");
            assertThat(region.text("open")).hasToString("open");
        }
    }

    @Test
    void aCallbackMayLeaveARegionOpenForLater() {
        List<Region> left = new ArrayList<>();
        assertThat(sample.eachWord("a", (word, span) -> left.add(Region.open())))
                .isEqualTo(Result.ok(1L));
        assertThat(left.getFirst().text("still open")).hasToString("still open");
        assertThatExceptionOfType(RegionException.class)
                .isThrownBy(() -> sample.eachWord("a", (word, span) -> {
                    left.getFirst().close();
                    return true;
                }));
        left.getFirst().close();
    }

    @Test
    void whatNestedCallsPassDoesNotMix() {
        List<String> seen = new ArrayList<>();
        nest(seen, 40);
        assertThat(seen).hasSize(40).first().isEqualTo("word-0-word");
        assertThat(seen).last().isEqualTo("word-39-word");
    }

    private void nest(List<String> seen, int depth) {
        String word = "word-" + (depth - 1) + "-word";
        assertThat(sample.eachWord(word + " " + "x".repeat(depth * 20), (given, span) -> {
                    if (span.start() == 0) {
                        if (depth > 1) {
                            nest(seen, depth - 1);
                        }
                        seen.add(given);
                    } else {
                        assertThat(given).isEqualTo("x".repeat(depth * 20));
                    }
                    return true;
                }))
                .isEqualTo(Result.ok(2L));
    }

    @Test
    void textThatIsNotUtf8InACallbackIsTheLibrarysError() {
        try (Region region = Region.open()) {
            assertThat(region.text("x")).hasToString("x");
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> sample.eachWord("cut ß", (word, span) -> true))
                    .withMessageContaining("each_word(visit(0))")
                    .withMessageContaining("UTF-8");
        }
    }
}
