package org.rdylib.conformance.slates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Async;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.LentException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionInUseException;
import org.rdylib.loader.ScalarSlice;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** A host that lends a library what it goes on writing to when the call is over, and finds that there in the end. */
public final class SlatesDriver implements PluginChecks {

    /** What a writer and the like write when they are dropped. */
    static final int END = 255;

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Slates slates = Slates.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what a writer has written is there once it is closed", () -> written(slates));
        checks.put("so it is once its region is", () -> byRegion(slates));
        checks.put("a writer is closed by another thread", () -> elsewhere(slates));
        checks.put("what is lent for all threads is read by the one that closes it", () -> shared(slates));
        checks.put("what nothing keeps is there when the call is over", () -> atOnce(slates));
        checks.put("a call that throws leaves it as it was, and gives it back", () -> thrown(slates));
        checks.put("structs and lists of them are written to", () -> points(slates));
        checks.put("a closure counts in a place", () -> counted(slates));
        checks.put("a text is written over", () -> letters(slates));
        checks.put("arrays of all kinds are written to", () -> kinds(slates));
        checks.put("a future writes until it is ready, or closed", () -> marked(slates));
        checks.put("what a library answers with lies in what it was lent", () -> viewed(slates));
        checks.put("a place that has to last longer does", () -> within(slates));
        checks.put("an opaque value writes until it is closed", () -> ObjectChecks.chalk(slates));
        checks.put("an opaque value is lent more", () -> ObjectChecks.turned(slates));
        checks.put("an object is lent more for its own lifetime", () -> ObjectChecks.slate(slates));
        checks.put("what was read of it lasts as long as what it was lent with", () -> ObjectChecks.wiped(slates));
        checks.put("what is viewed stays when what came with it is gone", () -> swapped(slates));
        checks.put("a callback cannot end the region that a call is lent for", () -> early(slates));
        checks.put("what a destructor throws comes after what it has written", () -> throwing(slates));
        checks.put("nobody else is lent it meanwhile", () -> alone(slates));
        checks.put("a destructor's callback is not lent it either", () -> inDestructor(slates));
        checks.put("much is lent as well as little", () -> much(slates));
        checks.replaceAll((_, check) -> level(slates, check));
        checks.put("what is lent for ever is there once the library is unloaded", () -> unloaded(library));
        return checks;
    }

    private static ThrowingCallable level(Slates slates, ThrowingCallable check) {
        return () -> {
            HostAccounts accounts = new HostAccounts();
            check.call();
            accounts.assertLevel();
            assertThat(slates.living()).as("what the library has made").isZero();
        };
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static void written(Slates slates) {
        byte[] room = bytes(9, 9, 9, 9);
        try (Writer writer = slates.writer(room)) {
            assertThat(writer.write(1)).isTrue();
            assertThat(writer.write(2)).isTrue();
            assertThat(room).as("it is Java's own meanwhile").containsExactly(9, 9, 9, 9);
        }
        assertThat(room).isEqualTo(bytes(1, 2, END, 9));
        try (Writer writer = slates.writer(room)) {
            for (int i = 0; i < 4; i++) {
                assertThat(writer.write(40 + i)).isTrue();
            }
            assertThat(writer.write(44)).isFalse();
        }
        assertThat(room).isEqualTo(bytes(40, 41, 42, 43));
        try (Writer writer = slates.writer(new byte[0])) {
            assertThat(writer.write(1)).isFalse();
        }
    }

    private static void byRegion(Slates slates) {
        byte[] room = new byte[3];
        byte[] other = new byte[2];
        try (Region region = Region.open()) {
            Writer writer = slates.writer(region, room);
            Writer last = slates.writer(region, other);
            writer.write(1);
            last.write(2);
            assertThatExceptionOfType(LentException.class).isThrownBy(() -> slates.writer(region, room));
        }
        assertThat(room).isEqualTo(bytes(1, END, 0));
        assertThat(other).isEqualTo(bytes(2, END));
    }

    private static void elsewhere(Slates slates) throws Exception {
        byte[] room = new byte[4];
        Writer writer = slates.sender(room);
        writer.write(1);
        Thread thread = Thread.ofPlatform().start(() -> {
            writer.write(2);
            writer.close();
        });
        thread.join();
        assertThat(room).isEqualTo(bytes(1, 2, END, 0));
        slates.writer(room).close();
        assertThat(room).isEqualTo(bytes(END, 2, END, 0));
    }

    private static void shared(Slates slates) throws Exception {
        byte[] room = new byte[4];
        Region region = Region.openShared();
        Writer writer = slates.sender(region, room);
        writer.write(1);
        List<Throwable> refused = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                slates.writer(room).close();
            } catch (LentException thrown) {
                refused.add(thrown);
            }
            writer.write(2);
            region.close();
        });
        thread.join();
        assertThat(refused).hasSize(1);
        assertThat(room).isEqualTo(bytes(1, 2, END, 0));
    }

    private static void atOnce(Slates slates) {
        byte[] room = new byte[2];
        assertThat(slates.maybe(room, true)).isEmpty();
        assertThat(room).isEqualTo(bytes(7, 0));
        try (Region region = Region.open()) {
            assertThat(slates.maybe(region, room, true)).isEmpty();
            Optional<Writer> writer = slates.maybe(region, room, false);
            assertThat(writer).isPresent();
        }
        assertThat(room).isEqualTo(bytes(END, 0));
    }

    private static void thrown(Slates slates) {
        byte[] none = new byte[0];
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(LibraryFailedException.class)
                    .isThrownBy(() -> slates.maybe(none, false))
                    .withMessageContaining("there is no room");
        }
        Mut<Long> number = Mut.of(-1L);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> slates.counter(number));
        }
        // The second argument is refused once the first is lent.
        Mut<Long> one = Mut.of(5L);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> slates.within(one, number));
        }
        assertThat(one.get()).isEqualTo(5);
        assertThat(number.get()).isEqualTo(-1);
    }

    private static void points(Slates slates) {
        Mut<List<Point>> points = Mut.of(List.of(new Point((short) 1, 2, false), new Point((short) 3, 4, false)));
        try (Writer writer = slates.points(points)) {
            writer.write(10);
        }
        assertThat(points.get()).containsExactly(new Point((short) 11, -8, true), new Point((short) 3, 4, false));
        Mut<Point> origin = Mut.of(new Point((short) -5, 0, false));
        try (Region region = Region.open()) {
            Writer writer = slates.origin(region, origin);
            writer.write(2);
            writer.write(3);
        }
        assertThat(origin.get()).isEqualTo(new Point((short) 0, -5, true));
    }

    private static void counted(Slates slates) {
        Mut<Long> count = Mut.of(4_000_000_000L);
        try (Slates.CounterClosure counter = slates.counter(count)) {
            assertThat(counter.call(5)).isEqualTo(4_000_000_005L);
            assertThat(counter.call(1)).isEqualTo(4_000_000_006L);
        }
        assertThat(count.get()).isEqualTo(4_000_000_006L);
    }

    private static void letters(Slates slates) {
        Mut<String> text = Mut.of("abcd é");
        try (Writer writer = slates.letters(text)) {
            assertThat(writer.write('A')).isTrue();
            assertThat(writer.write('a')).isTrue();
            assertThat(writer.write('A')).isTrue();
        }
        assertThat(text.get()).isEqualTo("AbCd é");
    }

    private static void kinds(Slates slates) {
        boolean[] marks = {true, true, true};
        try (Writer writer = slates.marks(marks)) {
            writer.write(2);
            writer.write(3);
        }
        assertThat(marks).containsExactly(false, true, true);
        int[] room = {65_535, 1, 2};
        try (Chalk chalk = slates.chalk(room)) {
            assertThat(slates.draw(chalk, 65_000)).isTrue();
        }
        assertThat(room).containsExactly(65_000, END, 2);
    }

    private static void marked(Slates slates) {
        boolean[] marks = {false, false, false};
        Async<Long> joined = slates.marking(marks, 1);
        assertThatExceptionOfType(LentException.class).isThrownBy(() -> slates.marks(marks));
        assertThat(marks).containsExactly(false, false, false);
        assertThat(joined.join()).isEqualTo(3);
        assertThat(marks).containsExactly(true, true, true);
        assertThat(slates.marking(marks, 2).start(Runnable::run).join()).isEqualTo(3);
        assertThat(marks).containsExactly(false, false, false);
        slates.marking(marks, 1).close();
        assertThat(marks).containsExactly(false, false, false);
        slates.marks(marks).close();
    }

    private static void viewed(Slates slates) {
        Mut<String> text = Mut.of("first second");
        long[] numbers = {7, 4_294_967_295L, 1, 5};
        Text first;
        try (Region region = Region.open()) {
            first = slates.capitals(region, text);
            ScalarSlice<Long, long[]> greater = slates.sorted(region, numbers, 6);
            assertThat(first.toString()).isEqualTo("FIRST");
            assertThat(greater.toArray()).containsExactly(7L, 4_294_967_295L);
            assertThat(numbers).containsExactly(7, 4_294_967_295L, 1, 5);
            assertThatExceptionOfType(LentException.class).isThrownBy(text::get);
        }
        assertThat(text.get()).isEqualTo("FIRST SECOND");
        assertThat(numbers).containsExactly(1, 5, 7, 4_294_967_295L);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(first::byteLength);
    }

    private static void within(Slates slates) {
        Mut<Long> one = Mut.of(1L);
        Mut<Long> other = Mut.of(10L);
        try (Region outer = Region.open();
                Region inner = Region.open()) {
            Slates.WithinClosure both = slates.within(outer, inner, one, other);
            both.call(1);
            both.call(1);
        }
        assertThat(one.get()).isEqualTo(3);
        assertThat(other.get()).isEqualTo(15);
        try (Region region = Region.open()) {
            // The first is lent for no longer than the second has to be.
            try (Slates.WithinClosure both = slates.within(slates.region(), region, one, other)) {
                both.call(0);
            }
            assertThat(one.get()).isEqualTo(3);
            assertThat(other.get()).isEqualTo(18);
        }
    }

    private static void swapped(Slates slates) {
        byte[] room = bytes(1, 2, 3);
        try (Region region = Region.open()) {
            Writer writer = slates.writer(region, new byte[4]);
            ScalarSlice<Integer, byte[]> viewed = slates.swap(writer, room);
            assertThat(viewed.toArray()).containsExactly(1, 2, 3);
            assertThatExceptionOfType(LentException.class).isThrownBy(() -> slates.writer(room));
        }
        slates.writer(room).close();
    }

    /** Ends its own region when it is called. */
    private record Ending(Region region) implements Slates.EarlyTo, Bounded {

        @Override
        public void call(long used) {
            region.close();
        }
    }

    private static void early(Slates slates) {
        byte[] room = new byte[3];
        Region region = Region.openShared();
        assertThatExceptionOfType(RegionInUseException.class).isThrownBy(() -> slates.early(room, new Ending(region)));
        slates.early(room, _ -> {}).close();
        assertThat(room).isEqualTo(bytes(END, 0, 0));
        region.close();
    }

    private static void throwing(Slates slates) {
        byte[] room = new byte[3];
        Writer writer = slates.telling(room, _ -> {
            throw new Refused();
        });
        writer.write(1);
        try {
            writer.close();
        } catch (Refused _) {
            // C has nobody to tell.
        }
        assertThat(room).isEqualTo(bytes(1, END, 0));
    }

    private static void alone(Slates slates) {
        byte[] room = new byte[3];
        Mut<Long> count = Mut.of(1L);
        Mut<List<Point>> points = Mut.of(List.of());
        try (Writer _ = slates.writer(room);
                Slates.CounterClosure _ = slates.counter(count);
                Writer _ = slates.points(points)) {
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    () -> slates.writer(room),
                    count::get,
                    () -> count.set(2L),
                    () -> slates.counter(count),
                    () -> slates.within(count, Mut.of(1L)),
                    points::get)) {
                assertThatExceptionOfType(LentException.class).isThrownBy(use);
            }
            assertThat(count).hasToString("Mut[lent]");
        }
        count.set(2L);
        assertThat(count.get()).isEqualTo(2);
        assertThat(points.get()).isEmpty();
    }

    private static void inDestructor(Slates slates) {
        byte[] room = new byte[2];
        List<Long> told = new ArrayList<>();
        Writer writer = slates.telling(room, used -> {
            assertThatExceptionOfType(LentException.class).isThrownBy(() -> slates.writer(room));
            told.add(used);
        });
        writer.write(1);
        writer.close();
        assertThat(told).containsExactly(1L);
        assertThat(room).isEqualTo(bytes(1, END));
    }

    private static void much(Slates slates) {
        SplittableRandom random = new SplittableRandom(3);
        for (int length = 1; length < 100_000; length = 3 * length + 1) {
            byte[] room = new byte[length];
            byte[] expected = new byte[length];
            random.nextBytes(expected);
            try (Region region = Region.open()) {
                Writer writer = slates.writer(region, room);
                for (byte next : expected) {
                    assertThat(writer.write(next & 0xFF)).isTrue();
                }
            }
            assertThat(room).isEqualTo(expected);
        }
    }

    private static void unloaded(Path library) {
        Mut<Long> count = Mut.of(40L);
        Slates slates = Slates.load(library, Unload.ALLOWED);
        slates.keep(count);
        slates.count(1);
        slates.count(1);
        assertThatExceptionOfType(LentException.class).isThrownBy(count::get);
        byte[] room = new byte[2];
        Writer writer = slates.writer(room);
        writer.write(1);
        writer.close();
        assertThat(room).isEqualTo(bytes(1, END));
        slates.close();
        assertThat(count.get()).isEqualTo(42);
    }
}
