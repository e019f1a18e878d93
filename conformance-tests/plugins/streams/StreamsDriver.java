package org.rdylib.conformance.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.LentException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.Result;
import org.rdylib.loader.ScalarSlice;
import org.rdylib.loader.Triple;

/** A host that lends a library what it writes to, within other values, and finds there what that has written. */
public final class StreamsDriver implements PluginChecks {

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Streams streams = Streams.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what a struct lends is written to", () -> packed(streams));
        checks.put("an object's method writes to it", () -> packer(streams));
        checks.put("a closure of the library's writes to it", () -> packing(streams));
        checks.put("structs, numbers and what may be missing are written to", () -> found(streams));
        checks.put("what a variant lends is written to", () -> written(streams));
        checks.put("what owns something is freed by whoever put it there", () -> owners(streams));
        checks.put("structs in structs and arrays lend, too", () -> nested(streams));
        checks.put("tuples and options lend, too", () -> tuples(streams));
        checks.put("a tuple lends beside other parameters", () -> mixed(streams));
        checks.put("a C function writes to it", () -> filled(streams));
        checks.put("a call that throws leaves all as it was", () -> thrown(streams));
        checks.put("nobody else has it meanwhile", () -> alone(streams));
        checks.put("what is lent twice is not lent at all", () -> twice(streams));
        checks.putAll(new BehindChecks(streams).all());
        checks.putAll(new ListChecks(streams).all());
        checks.put("much is lent as well as little", () -> much(streams));
        checks.replaceAll((_, check) -> level(streams, check));
        return checks;
    }

    private static ThrowingCallable level(Streams streams, ThrowingCallable check) {
        return () -> {
            HostAccounts accounts = new HostAccounts();
            check.call();
            accounts.assertLevel();
            assertThat(streams.living()).as("what the library has made").isZero();
        };
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ScalarSlice<Integer, byte[]> slice(Region region, byte[] bytes) {
        return Streams.sliceOfU8(region, bytes);
    }

    /** What packing should make of some bytes. */
    static byte[] expected(byte[] input) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int at = 0; at < input.length; ) {
            int end = at;
            while (end < input.length && end < at + 255 && input[end] == input[at]) {
                end++;
            }
            packed.write(end - at);
            packed.write(input[at]);
            at = end;
        }
        return packed.toByteArray();
    }

    private interface Packing {
        Result<Long, Long> pack(Request request);
    }

    /** Into more room than is needed, exactly as much, too little and none. */
    private static void assertPacks(Packing packing) {
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 0; length < 600; length = 2 * length + 1) {
            byte[] input = new byte[length];
            for (int i = 0; i < length; i++) {
                input[i] = (byte) random.nextInt(length / 50 + 1);
            }
            byte[] expected = expected(input);
            for (int room : new int[] {expected.length + 3, expected.length, Math.max(0, expected.length - 2), 0}) {
                byte[] output = new byte[room];
                Arrays.fill(output, (byte) 77);
                Mut<byte[]> place = Mut.of(output);
                try (Region region = Region.open()) {
                    Result<Long, Long> answer = packing.pack(new Request(slice(region, input), place));
                    long needed = expected.length;
                    assertThat(answer).isEqualTo(room < needed ? Result.err(needed) : Result.ok(needed));
                }
                byte[] left = new byte[room];
                Arrays.fill(left, (byte) 77);
                System.arraycopy(expected, 0, left, 0, Math.min(room, expected.length));
                assertThat(output).as("length %d, room %d", length, room).isEqualTo(left);
                assertThat(place.get()).isSameAs(output);
            }
        }
    }

    private static void packed(Streams streams) {
        assertPacks(streams::pack);
    }

    private static void packer(Streams streams) {
        try (Packer packer = streams.packer()) {
            assertPacks(packer::pack);
            assertThat(packer.total()).isEqualTo(4 * (1 + 3 + 7 + 15 + 31 + 63 + 127 + 255 + 511));
        }
    }

    private static void packing(Streams streams) {
        try (Streams.PackingClosure packing = streams.packing()) {
            assertPacks(packing::call);
        }
    }

    private static void found(Streams streams) {
        byte[] input = ascii("abbbcddeeeef");
        List<Span> none = List.of(new Span(9, 9), new Span(9, 9), new Span(9, 9), new Span(9, 9));
        Mut<List<Span>> spans = Mut.of(none);
        Mut<Long> count = Mut.of(77L);
        Mut<Span> longest = Mut.of(new Span(9, 9));

        assertThat(streams.find(input, new Found(spans, count, Optional.of(longest))))
                .isTrue();
        assertThat(spans.get()).containsExactly(new Span(1, 3), new Span(5, 2), new Span(7, 4), new Span(9, 9));
        assertThat(count.get()).isEqualTo(3);
        assertThat(longest.get()).isEqualTo(new Span(7, 4));
        assertThat(none).containsOnly(new Span(9, 9));

        Mut<List<Span>> one = Mut.of(List.of(new Span(9, 9)));
        assertThat(streams.find(input, new Found(one, count, Optional.empty()))).isFalse();
        assertThat(one.get()).containsExactly(new Span(1, 3));
        assertThat(count.get()).isEqualTo(3);
        assertThat(streams.find(ascii("abc"), new Found(Mut.of(List.of()), count, Optional.of(longest))))
                .isTrue();
        assertThat(count.get()).isZero();
        assertThat(longest.get()).isEqualTo(new Span(0, 0));
    }

    private static void written(Streams streams) {
        byte[] bytes = ascii("....!");
        assertThat(streams.write("ab", new Sink.Bytes(Mut.of(bytes)))).isEqualTo(2);
        assertThat(bytes).isEqualTo(ascii("abab!"));

        int[] codes = "........".codePoints().toArray();
        assertThat(streams.write("a\u00E9\uD83D\uDE00", new Sink.Codes(Mut.of(codes), Order.BIG)))
                .isEqualTo(2);
        assertThat(codes)
                .isEqualTo(
                        "\uD83D\uDE00\u00E9a\uD83D\uDE00\u00E9a..".codePoints().toArray());
        assertThat(streams.write("xyz", new Sink.Codes(Mut.of(codes), Order.LITTLE)))
                .isEqualTo(2);
        assertThat(codes).isEqualTo("xyzxyz..".codePoints().toArray());

        Mut<String> over = Mut.of("four");
        assertThat(streams.write("ab", new Sink.Over(over))).isEqualTo(1);
        assertThat(over.get()).isEqualTo("FOUR");
        assertThat(streams.write("ab", new Sink.Nothing())).isZero();
    }

    private static void owners(Streams streams) {
        Mut<String> owned = Mut.of("four");
        assertThat(streams.write("ab", new Sink.Owned(owned))).isEqualTo(1);
        assertThat(owned.get()).isEqualTo("fourab");
        assertThat(streams.write("c", new Sink.Owned(owned))).isEqualTo(1);
        assertThat(owned.get()).isEqualTo("fourabc");

        List<String> lines = new ArrayList<>(List.of("one", "two"));
        Mut<List<String>> list = Mut.of(lines);
        assertThat(streams.write("zero", new Sink.List(list))).isEqualTo(1);
        assertThat(list.get()).containsExactly("zero", "one", "two");
        assertThat(lines).containsExactly("one", "two");
    }

    private static void nested(Streams streams) {
        try (Region region = Region.open()) {
            byte[] input = ascii("aabbb");
            byte[] first = new byte[4];
            byte[] second = new byte[2];
            Mut<Boolean> one = Mut.of(false);
            Mut<Boolean> other = Mut.of(true);
            Request large = new Request(slice(region, input), Mut.of(first));
            Request small = new Request(slice(region, input), Mut.of(second));
            streams.twice(new Both(large, Optional.of(small), List.of(one, other)));
            assertThat(first).containsExactly(2, 'a', 3, 'b');
            assertThat(second).containsExactly(2, 'a');
            assertThat(one.get()).isTrue();
            assertThat(other.get()).isFalse();
            streams.twice(new Both(small, Optional.empty(), List.of(other, one)));
            assertThat(other.get()).isFalse();
            assertThat(one.get()).isFalse();
            assertThatThrownBy(() -> streams.twice(new Both(small, Optional.empty(), List.of(one))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Both.marks: 1 elements instead of 2");
        }
    }

    private static void tuples(Streams streams) {
        Mut<Integer> number = Mut.of(1);
        int[] wide = {1, 2, 65535};
        Mut<Double> real = Mut.of(1.5);
        assertThat(streams.pair(new Triple<>(number, Mut.of(wide), 9), Optional.of(new Pair<>(real, true))))
                .isEqualTo(1);
        assertThat(number.get()).isEqualTo(9);
        assertThat(wide).containsExactly(65535, 2, 1);
        assertThat(real.get()).isEqualTo(-1.5);
        assertThat(streams.pair(new Triple<>(number, Mut.of(wide), 200), Optional.empty()))
                .isEqualTo(9);
        assertThat(number.get()).isEqualTo(200);
        assertThat(wide).containsExactly(1, 2, 65535);
        wide[1] = 65536;
        assertThatThrownBy(() -> streams.pair(new Triple<>(number, Mut.of(wide), 2), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(number.get()).isEqualTo(200);
    }

    private static void mixed(Streams streams) {
        byte[] one = new byte[3];
        byte[] other = new byte[2];
        byte[] from = {1, 2, (byte) 255};
        streams.mix(from, new Pair<>(Mut.of(one), 2), other);
        assertThat(one).containsExactly(3, 4, 0);
        assertThat(other).containsExactly(3, 4);
        streams.mix(one, new Pair<>(Mut.of(from), 10), other);
        assertThat(from).containsExactly(13, 14, (byte) 255);
    }

    private static void filled(Streams streams) {
        try (Region region = Region.open()) {
            byte[] output = new byte[5];
            assertThat(streams.fill(new Request(slice(region, new byte[0]), Mut.of(output)), 200))
                    .isEqualTo(5);
            assertThat(output).containsOnly(200);
        }
    }

    private static void thrown(Streams streams) {
        try (Region region = Region.open()) {
            byte[] output = new byte[4];
            Mut<byte[]> place = Mut.of(output);
            Request request = new Request(slice(region, ascii("aabbb")), place);
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> streams.during(request, () -> {
                        throw new Refused();
                    }));
            assertThat(output).containsOnly(0);
            assertThat(streams.pack(request)).isEqualTo(Result.ok(4L));
            assertThat(output).containsExactly(2, 'a', 3, 'b');
        }
    }

    private static void alone(Streams streams) {
        try (Region region = Region.open()) {
            byte[] output = new byte[4];
            Mut<byte[]> place = Mut.of(output);
            Request request = new Request(slice(region, ascii("aabbb")), place);
            long changed = streams.during(request, () -> {
                assertThat(output).containsOnly(0);
                Arrays.fill(output, (byte) 99);
                assertThatExceptionOfType(LentException.class).isThrownBy(place::get);
                assertThatExceptionOfType(LentException.class).isThrownBy(() -> place.set(new byte[1]));
                assertThatExceptionOfType(LentException.class)
                        .isThrownBy(() -> streams.pack(request))
                        .withMessage("Request.output: a place is passed while it is lent to a call as &mut");
                assertThatExceptionOfType(LentException.class)
                        .isThrownBy(() -> streams.pack(new Request(request.input(), Mut.of(output))))
                        .withMessage("Request.output: the array is passed while it is lent as &mut");
                assertThatExceptionOfType(LentException.class)
                        .isThrownBy(
                                () -> streams.find(output, new Found(Mut.of(List.of()), Mut.of(1L), Optional.empty())))
                        .withMessage("find(input): the array is passed while it is lent as &mut");
            });
            assertThat(changed).isZero();
            assertThat(place.get()).containsExactly(2, 'a', 3, 'b');
        }
    }

    private static void twice(Streams streams) {
        Region region = Region.open();
        ScalarSlice<Integer, byte[]> input = slice(region, ascii("aabbb"));
        Mut<byte[]> place = Mut.of(new byte[4]);
        Mut<Boolean> one = Mut.of(false);
        Mut<Boolean> other = Mut.of(false);
        Request request = new Request(input, place);
        Request sameArray = new Request(input, Mut.of(place.get()));
        assertThatExceptionOfType(LentException.class)
                .isThrownBy(() -> streams.twice(new Both(request, Optional.of(request), List.of(one, other))))
                .withMessage("Request.output: a place is passed while it is lent to a call as &mut");
        assertThatExceptionOfType(LentException.class)
                .isThrownBy(() -> streams.twice(new Both(request, Optional.of(sameArray), List.of(one, other))))
                .withMessage("Request.output: the array is passed while it is lent as &mut");
        assertThatExceptionOfType(LentException.class)
                .isThrownBy(() -> streams.twice(new Both(request, Optional.empty(), List.of(one, one))))
                .withMessage("Both.marks: a place is passed while it is lent to a call as &mut");
        // All of it is free again.
        streams.twice(new Both(request, Optional.empty(), List.of(one, other)));
        assertThat(place.get()).containsExactly(2, 'a', 3, 'b');
        assertThat(one.get()).isTrue();
        region.close();
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> streams.pack(request));
        assertThat(place.get()).containsExactly(2, 'a', 3, 'b');
    }

    private static void much(Streams streams) {
        byte[] input = new byte[1 << 20];
        for (int i = 0; i < input.length; i++) {
            input[i] = (byte) (i >> 3);
        }
        byte[] output = new byte[1 << 20];
        try (Region region = Region.open()) {
            long length =
                    ((Result.Ok<Long, Long>) streams.pack(new Request(slice(region, input), Mut.of(output)))).value();
            assertThat(Arrays.copyOf(output, (int) length)).isEqualTo(expected(input));
        }
    }
}
