package org.rdylib.conformance.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LentException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Mut;

/** What each element of a list lends that is itself behind {@code &mut}, and what is left there. */
record ListChecks(Streams streams) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("each element's place is written to", this::rendered);
        checks.put("elements change places, are divided and left out", this::rearranged);
        checks.put("structs in a list lend, and the list may be missing", this::drained);
        checks.put("what is lent in two elements is not lent at all", this::twice);
        checks.put("what is left in an element is held to what was lent", this::held);
        checks.put("many elements are lent as well as few", this::many);
        return checks;
    }

    private void rendered() {
        float[] left = new float[3];
        float[] right = new float[2];
        List<Mut<float[]>> places = List.of(Mut.of(left), Mut.of(right), Mut.of(new float[0]));
        Mut<List<Mut<float[]>>> channels = Mut.of(places);
        assertThat(streams.render(channels, 0)).isEqualTo(5);
        assertThat(left).containsExactly(0, 0, 0);
        assertThat(right).containsExactly(1, 1);
        assertThat(channels.get()).isEqualTo(places);
        assertThat(channels.get().getFirst().get()).isSameAs(left);
        assertThat(streams.render(Mut.of(List.of()), 0)).isZero();
    }

    private void rearranged() {
        float[] left = {9, 9, 9};
        float[] right = {9};
        List<Mut<float[]>> places = List.of(Mut.of(left), Mut.of(right));
        Mut<List<Mut<float[]>>> channels = Mut.of(places);
        assertThat(streams.render(channels, 1)).isEqualTo(4);
        assertThat(channels.get()).isEqualTo(places.reversed());
        assertThat(streams.render(channels, 1)).isEqualTo(4);
        assertThat(channels.get()).isEqualTo(places);
        assertThat(left).containsOnly(1);
        assertThat(right).containsOnly(0);

        assertThat(streams.render(channels, 2)).isEqualTo(4);
        channels.get().getLast().set(new float[] {5, 6});
        assertThat(left).containsExactly(0, 5, 6);
        // Both are parts of one array now.
        assertThat(streams.render(channels, 0)).isEqualTo(3);
        assertThat(left).containsExactly(0, 1, 1);

        assertThat(streams.render(channels, 3)).isEqualTo(3);
        assertThat(channels.get())
                .hasSize(2)
                .allSatisfy(place -> assertThat(place.get()).isEmpty());
    }

    private void drained() {
        byte[] one = StreamsDriver.ascii("..");
        byte[] other = StreamsDriver.ascii(".");
        Mut<List<Rest>> rooms = Mut.of(List.of(new Rest(Mut.of(one)), new Rest(Mut.of(other))));
        for (char with : new char[] {'a', 'b', 'c'}) {
            assertThat(streams.drain(Optional.of(rooms), with)).isTrue();
        }
        assertThat(new String(one, StandardCharsets.US_ASCII)).isEqualTo("ab");
        assertThat(new String(other, StandardCharsets.US_ASCII)).isEqualTo("a");
        assertThat(rooms.get())
                .hasSize(2)
                .allSatisfy(room -> assertThat(room.rest().get()).isEmpty());
        assertThat(streams.drain(Optional.empty(), 'd')).isFalse();
    }

    private void twice() {
        float[] array = new float[2];
        Mut<float[]> place = Mut.of(array);
        assertThatExceptionOfType(LentException.class)
                .isThrownBy(() -> streams.render(Mut.of(List.of(place, place)), 0))
                .withMessage("render(channels): a place is passed while it is lent to a call as &mut");
        assertThatExceptionOfType(LentException.class)
                .isThrownBy(() -> streams.render(Mut.of(List.of(place, Mut.of(array))), 0))
                .withMessage("render(channels): the array is passed while it is lent as &mut");
        // Among many, too.
        List<Mut<float[]>> many = Stream.concat(
                        Stream.of(place),
                        Stream.generate(() -> Mut.of(new float[1])).limit(20))
                .toList();
        for (Mut<float[]> again : List.of(
                place, Mut.of(array), many.getLast(), Mut.of(many.getLast().get()))) {
            List<Mut<float[]>> more =
                    Stream.concat(many.stream(), Stream.of(again)).toList();
            assertThatExceptionOfType(LentException.class).isThrownBy(() -> streams.render(Mut.of(more), 0));
        }
        assertThat(streams.render(Mut.of(many), 0)).isEqualTo(22);
        assertThat(many.getLast().get()).containsExactly(20);
    }

    private void held() {
        float[] left = {9, 9};
        float[] right = {9};
        List<Mut<float[]>> places = List.of(Mut.of(left), Mut.of(right));
        Mut<List<Mut<float[]>>> channels = Mut.of(places);
        // What C does there Java does not take; Rust does not do it.
        for (long how = 4; how <= 8; how++) {
            long way = how;
            assertThatThrownBy(() -> streams.render(channels, way))
                    .isInstanceOfAny(InvalidValueException.class, LibraryFailedException.class);
            assertThat(channels.get()).isEqualTo(places);
            assertThat(left).containsOnly(9);
            assertThat(right).containsOnly(9);
        }
    }

    /** Were each looked for among all, this would take minutes. */
    private void many() {
        List<Mut<float[]>> places =
                Stream.generate(() -> Mut.of(new float[] {9})).limit(100_000).toList();
        Mut<List<Mut<float[]>>> channels = Mut.of(places);
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> streams.render(channels, 0));
        assertThat(places.getLast().get()).containsExactly(99_999);
        assertThat(channels.get()).isEqualTo(places);
    }
}
