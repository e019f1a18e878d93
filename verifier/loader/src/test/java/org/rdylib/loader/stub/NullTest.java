package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.loader.Async;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.Triple;
import org.rdylib.verifier.Unload;

/** Null is refused where it comes in, with its place; so are texts that are none. */
class NullTest {

    private static final Path FILE = Path.of("nowhere.so");

    private record Unbounded(Region region) implements Bounded {}

    /** Java's type checker is not asked. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T absent() {
        return null;
    }

    private static Arguments of(String place, ThrowingCallable code) {
        return Arguments.of(place, code);
    }

    static Stream<Arguments> refused() {
        HostDescriptor host = Tiny.host(Tiny.DESCRIPTOR);
        return Stream.of(
                of("Pair.first", () -> new Pair<>(absent(), 1)),
                of("Pair.second", () -> new Pair<>(1, absent())),
                of("Triple.first", () -> new Triple<>(absent(), 2, 3)),
                of("Triple.second", () -> new Triple<>(1, absent(), 3)),
                of("Triple.third", () -> new Triple<>(1, 2, absent())),
                of("Result.Ok.value", () -> Result.ok(absent())),
                of("Result.Ok.value", () -> Result.ok(1).map(_ -> absent())),
                of("Result.Err.error", () -> Result.err(absent())),
                of("Mut.of(value)", () -> Mut.of(absent())),
                of("Mut.set(value)", () -> Mut.of("text").set(absent())),
                of("Async.of(stage)", () -> Async.of(absent())),
                of("start", () -> Async.of(new CompletableFuture<>()).start(absent())),
                of(
                        "the result of a future of Java's",
                        () -> Async.of(CompletableFuture.completedFuture(absent()))
                                .join()),
                of("Region.text(text)", () -> Region.forever().text(absent())),
                of("Region.cText(text)", () -> Region.forever().cText(absent())),
                of("load(file)", () -> Library.load(absent(), host, Unload.NEVER)),
                of("load(file)", () -> Library.load(absent(), host, Unload.NEVER, _ -> List.of())),
                of("load(unload)", () -> Library.load(FILE, host, absent())),
                of("loadTrusted(file)", () -> Library.loadTrusted(absent(), host, Unload.NEVER)),
                of("loadTrusted(unload)", () -> Library.loadTrusted(FILE, host, absent())),
                of(Unbounded.class.getName() + ".region()", () -> Regions.of(new Unbounded(absent()))),
                of("here", () -> Values.utf8(absent(), "here")),
                of("here", () -> Values.cUtf8(absent(), "here")),
                of("here", () -> Slices.copyOf(absent(), "here")),
                of("here", () -> Slices.frozen(absent(), "here")),
                of("here", () -> Slices.elements(absent(), 1, "here")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedWithItsPlace(String place, ThrowingCallable code) {
        assertThatThrownBy(code).isInstanceOf(NullPointerException.class).hasMessage(place + ": null is passed");
    }

    static Stream<Arguments> within() {
        List<Integer> list = Arrays.asList(1, absent());
        return Stream.of(
                of("here", () -> Slices.copyOf(list, "here")),
                of("here", () -> Slices.copyOf(list.stream().toList(), "here")),
                of("here", () -> Slices.elements(list, 2, "here")),
                of("here", () -> Slices.frozen(Optional.of(list), "here")),
                of("here", () -> Slices.frozen(List.of(List.of(1, 2), list), "here")),
                of("here", () -> Slices.frozen(new Pair<>(1, Result.ok(list)), "here")));
    }

    @ParameterizedTest
    @MethodSource("within")
    void isRefusedInAListWithItsIndex(String place, ThrowingCallable code) {
        assertThatThrownBy(code)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(place + ": null is passed at index 1");
    }

    @Test
    void whatAListOfTheCallersThrowsIsThrown() {
        NullPointerException own = new NullPointerException("the list's own");
        List<Integer> list = new AbstractList<>() {
            private boolean asked;

            @Override
            public Integer get(int index) {
                if (asked) {
                    return 1;
                }
                asked = true;
                throw own;
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertThatThrownBy(() -> Slices.copyOf(list, "here")).isSameAs(own);
    }

    @Test
    void aListThatNeverChangesIsNotCopied() {
        List<Integer> list = List.of(1, 2);
        assertThat(Slices.copyOf(list, "here")).isSameAs(list);
        List<Integer> own = new ArrayList<>(list);
        assertThat(Slices.copyOf(own, "here")).isEqualTo(own).isNotSameAs(own);
    }

    static Stream<Arguments> texts() {
        String half = "a text with an unpaired surrogate cannot be passed as UTF-8";
        String zero = "a text with a zero character cannot be passed as a C string";
        return Stream.of(
                of("here: " + half, () -> Values.utf8("a\uD83D", "here")),
                of("here: " + half, () -> Values.cUtf8("\uDE00a", "here")),
                of("here: " + zero, () -> Values.cUtf8("one\0two", "here")),
                of("Region.text(text): " + half, () -> Region.forever().text("\uD83D")),
                of("Region.cText(text): " + half, () -> Region.forever().cText("\uD83D")),
                of("Region.cText(text): " + zero, () -> Region.forever().cText("one\0two")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextThatIsNoneIsRefusedWithItsPlace(String message, ThrowingCallable code) {
        assertThatThrownBy(code).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
