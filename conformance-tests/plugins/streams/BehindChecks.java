package org.rdylib.conformance.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LentException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Triple;

/** What is lent within what is itself behind {@code &mut}, and what is left there. */
record BehindChecks(Streams streams) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what is behind &mut goes on where it was", this::fed);
        checks.put("it may be less than before", this::advanced);
        checks.put("places are swapped, divided and left out", this::rearranged);
        checks.put("parts of one array are lent apart from each other", this::parts);
        checks.put("what is left there is held to what was lent", this::held);
        return checks;
    }

    /** As zstd and zlib do it: the same room until it is full, and then another. */
    private void fed() {
        byte[] input = new byte[5000];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < input.length; i++) {
            input[i] = (byte) random.nextInt(2);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[64];
        Mut<byte[]> place = Mut.of(buffer);
        Mut<Out> out = Mut.of(new Out(place, 0));
        for (int at = 0; at < input.length; ) {
            // A run goes on to the end of what is fed.
            at += (int) streams.feed(out, Arrays.copyOfRange(input, at, input.length));
            assertThat(out.get().to()).isSameAs(place);
            packed.write(buffer, 0, (int) out.get().used());
            out.set(new Out(place, 0));
        }
        assertThat(packed.toByteArray()).isEqualTo(StreamsDriver.expected(input));

        streams.feed(out, StreamsDriver.ascii("aab"));
        streams.feed(out, StreamsDriver.ascii("c"));
        assertThat(out.get().used()).isEqualTo(6);
        assertThat(buffer).startsWith(2, 'a', 1, 'b', 1, 'c');
    }

    private void advanced() {
        byte[] buffer = StreamsDriver.ascii("........");
        Mut<byte[]> place = Mut.of(buffer);
        Mut<Rest> rest = Mut.of(new Rest(place));
        assertThat(streams.put(rest, StreamsDriver.ascii("abc"))).isEqualTo(3);
        assertThat(new String(buffer, StandardCharsets.US_ASCII)).isEqualTo("abc.....");
        assertThat(rest.get().rest().get()).isEqualTo(StreamsDriver.ascii("....."));
        assertThat(streams.put(rest, StreamsDriver.ascii("de"))).isEqualTo(2);
        rest.get().rest().set(StreamsDriver.ascii("xyz"));
        assertThat(new String(buffer, StandardCharsets.US_ASCII)).isEqualTo("abcdexyz");
        assertThatThrownBy(() -> rest.get().rest().set(StreamsDriver.ascii("four")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a part of an array: 4 elements instead of 3");
        assertThat(streams.put(rest, StreamsDriver.ascii("fghij"))).isEqualTo(3);
        assertThat(new String(buffer, StandardCharsets.US_ASCII)).isEqualTo("abcdefgh");
        assertThat(rest.get().rest().get()).isEmpty();
        assertThat(streams.put(rest, StreamsDriver.ascii("k"))).isZero();
        assertThat(place.get()).isSameAs(buffer);
    }

    private void rearranged() {
        int[] one = {1, 2, 3, 4, 5};
        Mut<int[]> whole = Mut.of(one);
        Mut<int[]> other = Mut.of(new int[] {6});
        Mut<Span> first = Mut.of(new Span(1, 1));
        Mut<Span> second = Mut.of(new Span(2, 2));
        Mut<Two> two = Mut.of(new Two(whole, Optional.of(other), first, second));
        streams.rearrange(Optional.of(two), 0);
        assertThat(two.get()).isEqualTo(new Two(other, Optional.of(whole), second, first));
        streams.rearrange(Optional.of(two), 0);
        assertThat(two.get()).isEqualTo(new Two(whole, Optional.of(other), first, second));
        streams.rearrange(Optional.empty(), 0);

        streams.rearrange(Optional.of(two), 1);
        assertThat(two.get().one().get()).containsExactly(1, 2);
        assertThat(two.get().other().orElseThrow().get()).containsExactly(3, 4, 5);
        // Both are parts of one array, and are swapped as such.
        streams.rearrange(Optional.of(two), 0);
        assertThat(two.get().one().get()).containsExactly(3, 4, 5);
        assertThat(two.get().other().orElseThrow().get()).containsExactly(1, 2);
        // A part of a part.
        streams.rearrange(Optional.of(two), 1);
        assertThat(two.get().one().get()).containsExactly(3);
        assertThat(two.get().other().orElseThrow().get()).containsExactly(4, 5);
        two.get().other().orElseThrow().set(new int[] {40, 50});
        assertThat(one).containsExactly(1, 2, 3, 40, 50);

        streams.rearrange(Optional.of(two), 2);
        assertThat(two.get().one().get()).isEmpty();
        assertThat(two.get().other()).isEmpty();
        streams.rearrange(Optional.of(two), 1);
        assertThat(two.get().other().orElseThrow().get()).isEmpty();
        assertThat(whole.get()).isSameAs(one);
    }

    private void parts() {
        int[] array = {1, 2, 3, 4};
        Mut<int[]> whole = Mut.of(array);
        Mut<Span> first = Mut.of(new Span(1, 1));
        Mut<Span> second = Mut.of(new Span(2, 2));
        Mut<Two> two = Mut.of(new Two(whole, Optional.empty(), first, second));
        streams.rearrange(Optional.of(two), 1);
        Mut<int[]> left = two.get().one();
        Mut<int[]> right = two.get().other().orElseThrow();
        for (List<Mut<int[]>> both : List.of(
                List.of(left, whole), List.of(whole, right), List.of(left, left), List.of(right, Mut.of(array)))) {
            Mut<Two> overlapping = Mut.of(new Two(both.getFirst(), Optional.of(both.getLast()), first, second));
            assertThatExceptionOfType(LentException.class)
                    .isThrownBy(() -> streams.rearrange(Optional.of(overlapping), 0))
                    .withMessageStartingWith("Two.other: ");
        }
        assertThat(streams.pair(new Triple<>(Mut.of(1), left, 2), Optional.empty()))
                .isEqualTo(1);
        assertThat(array).containsExactly(2, 1, 3, 4);
    }

    private void held() {
        int[] array = {1, 2, 3};
        Mut<int[]> one = Mut.of(array);
        Two two = new Two(one, Optional.empty(), Mut.of(new Span(1, 1)), Mut.of(new Span(2, 2)));
        Mut<Two> place = Mut.of(two);
        // What C does there Java does not take; Rust does not do it.
        for (long how = 3; how <= 12; how++) {
            long way = how;
            assertThatThrownBy(() -> streams.rearrange(Optional.of(place), way))
                    .isInstanceOfAny(InvalidValueException.class, LibraryFailedException.class);
            assertThat(place.get()).isSameAs(two);
            assertThat(array).containsExactly(1, 2, 3);
        }
        streams.rearrange(Optional.of(place), 1);
        assertThat(place.get().other().orElseThrow().get()).containsExactly(2, 3);
    }
}
