package org.rdylib.conformance.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Async;
import org.rdylib.loader.MutRef;
import org.rdylib.loader.MutScalarSlice;
import org.rdylib.loader.MutSlice;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;

/** A host that writes to what a library answers with, and sees that the library reads that. */
public final class StudioDriver implements PluginChecks {

    private static final String SCALARS = "0 1 97 1114111 1 65535 1 4294967295 1 -1";
    private static final String POINTS = "0,-0,0 1,-1,0 2,-2,0";
    private static final String NOTES = "rest tone 440 1";
    private static final String REST = "1; 36; untitled; 1; 10 20";

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Studio studio = Studio.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a buffer is filled, and the library reads it", () -> on(studio, StudioDriver::buffer));
        checks.put("it is over once the object is used otherwise", () -> on(studio, StudioDriver::over));
        checks.put("scalars of all kinds are written", () -> on(studio, StudioDriver::scalars));
        checks.put("structs are replaced", () -> on(studio, StudioDriver::points));
        checks.put("variants are replaced whole", () -> on(studio, StudioDriver::notes));
        checks.put("what else is made of numbers is replaced", () -> on(studio, StudioDriver::others));
        checks.put("a text is replaced by one of as many bytes", () -> on(studio, StudioDriver::title));
        checks.put("what may be missing is written", () -> on(studio, StudioDriver::volumes));
        checks.put("a list that throws leaves all as it was", () -> on(studio, StudioDriver::throwing));
        checks.put("a list that ends the loan is not written", () -> on(studio, StudioDriver::ending));
        checks.put("a slice is a list", () -> on(studio, StudioDriver::list));
        checks.put("an object of all threads lends to one", () -> sending(studio));
        checks.put("a frame is mapped until it is used otherwise", () -> mapped(studio));
        checks.put("a frame is mapped by a future", () -> mapping(studio));
        checks.put("a closure answers with one part after the other", () -> rows(studio));
        checks.put("what is answered with lies in what was lent", () -> halves(studio));
        checks.put("so it does in a list", () -> every(studio));
        checks.put("a node is lent alone, and lends another", () -> nodes(studio));
        checks.replaceAll((_, check) -> level(studio, check));
        return checks;
    }

    private static ThrowingCallable level(Studio studio, ThrowingCallable check) {
        return () -> {
            HostAccounts accounts = new HostAccounts();
            check.call();
            accounts.assertLevel();
            assertThat(studio.living()).as("what the library has made").isZero();
        };
    }

    private static void on(Studio studio, Consumer<Track> check) {
        try (Track track = studio.track()) {
            check.accept(track);
        }
    }

    private static void assertState(Track track, String scalars, String points, String notes, String rest) {
        assertThat(track.state()).isEqualTo(String.join("; ", scalars, points, notes, rest));
    }

    private static void buffer(Track track) {
        MutScalarSlice<Float, float[]> buffer = track.buffer();
        assertThat(buffer).containsExactly(0f, 0f, 0f, 0f);
        buffer.copyFrom(new float[] {9, 1, 2, 3, 4, 9}, 1);
        assertThat(buffer.toPrimitiveArray()).containsExactly(1, 2, 3, 4);
        assertThat(buffer.set(3, 10f)).isEqualTo(4f);
        buffer.slice(1, 3).ref(0).set(20f);
        float[] read = new float[4];
        buffer.copyTo(read, 0);
        assertThat(read).containsExactly(1, 20, 3, 10);
        assertThat(track.sum()).isEqualTo(34);
    }

    private static void over(Track track) {
        MutScalarSlice<Float, float[]> buffer = track.buffer();
        MutRef<Float> first = buffer.ref(0);
        first.set(1f);
        assertThat(track.sum()).isEqualTo(1);
        assertOver(() -> buffer.set(0, 2f));
        assertOver(() -> buffer.get(0));
        assertOver(() -> buffer.copyFrom(new float[4], 0));
        assertOver(() -> first.set(2f));
        assertOver(first::get);
        MutRef<Point> anchor = track.anchor();
        MutSlice<Point> points = track.points();
        assertOver(() -> anchor.set(new Point(1, 1, true)));
        points.set(0, new Point(2, 2, true));
        assertState(track, SCALARS, "2,2,1 1,-1,0 2,-2,0", NOTES, REST);
        assertOver(() -> points.set(0, new Point(3, 3, true)));
        assertThat(track.sum()).isEqualTo(1);
    }

    private static void assertOver(ThrowingCallable use) {
        assertThatExceptionOfType(RegionClosedException.class)
                .isThrownBy(use)
                .withMessage(
                        "Region[borrowed from Track] is closed: what Track lends lasts until Track is used otherwise,"
                                + " or ends");
    }

    private static void scalars(Track track) {
        var scalars = track.scalars();
        scalars.first().copyFrom(new boolean[] {true, false}, 0);
        scalars.second().set(0, 0x1F600);
        scalars.third().copyFrom(new int[] {65_535, 7}, 0);
        scalars.fourth().copyFrom(new long[] {8, 4_294_967_295L, 9}, 1, 0, 1);
        scalars.fifth().set(1, Long.MIN_VALUE);
        assertThat(scalars.second()).containsExactly(0x1F600, 0x10FFFF);
        assertThat(scalars.fourth().toPrimitiveArray()).containsExactly(4_294_967_295L, 4_294_967_295L);
        assertRefused(
                "Track.scalars(): 55296 is no char", () -> scalars.second().set(0, 0xD800));
        assertRefused(
                "Track.scalars(): 1114112 is no char", () -> scalars.second().copyFrom(new int[] {'b', 0x110000}, 0));
        assertRefused("Track.scalars(): 65536 is no u16", () -> scalars.third().set(1, 65_536));
        assertRefused("Track.scalars(): -1 is no u16", () -> scalars.third().copyFrom(new int[] {1, -1}, 0));
        assertRefused(
                "Track.scalars(): -1 is no u32", () -> scalars.fourth().ref(0).set(-1L));
        assertRefused(
                "Track.scalars(): 4294967296 is no u32",
                () -> scalars.fourth().copyFrom(new long[] {1, 4_294_967_296L}, 0));
        assertState(
                track, "1 0 128512 1114111 65535 7 4294967295 4294967295 1 -9223372036854775808", POINTS, NOTES, REST);
    }

    private static void assertRefused(String message, ThrowingCallable use) {
        assertThatIllegalArgumentException().isThrownBy(use).withMessage(message);
    }

    private static void points(Track track) {
        MutRef<Point> anchor = track.anchor();
        assertThat(anchor.get()).isEqualTo(new Point(0, -0.0, false));
        anchor.set(new Point(1.5, 2, true));
        assertThat(anchor).hasToString("&mut Point[x=1.5, y=2.0, seen=true]");
        MutSlice<Point> points = track.points();
        assertThat(points.get(0)).isEqualTo(new Point(1.5, 2, true));
        points.ref(2).set(new Point(7, 8, true));
        assertThat(points.slice(1, 3).set(0, new Point(3, 4, false))).isEqualTo(new Point(1, -1, false));
        assertState(track, SCALARS, "1.5,2,1 3,4,0 7,8,1", NOTES, REST);
    }

    private static void notes(Track track) {
        MutSlice<Note> notes = track.notes();
        assertThat(notes).containsExactly(new Note.Rest(), new Note.Tone(440, true));
        notes.set(0, new Note.Slide('z', List.of(1, 2, 255)));
        notes.set(1, new Note.Rest());
        assertRefused("Note::Slide.0: 56320 is no char", () -> {
            notes.set(1, new Note.Slide(0xDC00, List.of(1, 2, 3)));
        });
        assertRefused("Note::Slide.1: 256 is no u8", () -> notes.set(1, new Note.Slide('y', List.of(1, 2, 256))));
        assertRefused("Note::Slide.1: 2 elements instead of 3", () -> {
            notes.set(1, new Note.Slide('y', List.of(1, 2)));
        });
        assertRefused("Note::Tone.pitch: 65536 is no u16", () -> notes.set(0, new Note.Tone(65_536, true)));
        assertThat(notes).containsExactly(new Note.Slide('z', List.of(1, 2, 255)), new Note.Rest());
        assertState(track, SCALARS, POINTS, "slide 122 1 2 255 rest", REST);
    }

    private static void others(Track track) {
        MutRef<Mode> mode = track.mode();
        assertThat(mode.get()).isEqualTo(Mode.ON);
        mode.set(Mode.SOLO);
        track.key().set(List.of(0, 0, 0, 0, 0, 0, 0, 200));
        MutRef<BigInteger> wide = track.wide();
        assertThatIllegalArgumentException().isThrownBy(() -> wide.set(BigInteger.ONE.shiftLeft(128)));
        assertThatIllegalArgumentException().isThrownBy(() -> wide.set(BigInteger.ONE.negate()));
        wide.set(BigInteger.ONE.shiftLeft(127).add(BigInteger.valueOf(42)));
        assertThat(wide.get()).isEqualTo(BigInteger.ONE.shiftLeft(127).add(BigInteger.valueOf(42)));
        assertState(track, SCALARS, POINTS, NOTES, "2; 200; untitled; 42; 10 20");
    }

    private static void title(Track track) {
        MutRef<String> title = track.title();
        assertThat(title.get()).isEqualTo("untitled");
        assertRefused("Track.title(): a text of 9 bytes instead of 8", () -> title.set("too much!"));
        assertThatIllegalArgumentException().isThrownBy(() -> title.set("\ud800" + "1234567"));
        assertThat(title.get()).isEqualTo("untitled");
        title.set("b\u00fcndig!");
        assertState(track, SCALARS, POINTS, NOTES, "1; 36; b\u00fcndig!; 1; 10 20");
    }

    private static void volumes(Track track) {
        assertThat(track.volume(2)).isEmpty();
        MutRef<Integer> volume = track.volume(0).orElseThrow();
        assertThat(volume.get()).isEqualTo(10);
        volume.set(255);
        assertRefused("Track.volume(): 256 is no u8", () -> volume.set(256));
        track.checked(1).orElseThrow().set(7);
        assertThat(track.checked(2).err()).contains("no such channel");
        assertState(track, SCALARS, POINTS, NOTES, "1; 36; untitled; 1; 255 7");
    }

    /** A list of the caller's that does something where its last element is read. */
    private static List<Integer> doing(Runnable last) {
        return new AbstractList<>() {
            @Override
            public Integer get(int index) {
                if (index == size() - 1) {
                    last.run();
                }
                return 100;
            }

            @Override
            public int size() {
                return 8;
            }
        };
    }

    private static void throwing(Track track) {
        MutRef<List<Integer>> key = track.key();
        List<Integer> thrower = doing(() -> {
            throw new IllegalStateException("no more");
        });
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> key.set(thrower));
        assertThat(key.get()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThatNullPointerException().isThrownBy(() -> key.set(Arrays.asList(new Integer[8])));
        assertRefused("Track.key(): 256 is no u8", () -> key.set(Collections.nCopies(8, 256)));
        assertThat(key.get()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static void ending(Track track) {
        MutRef<List<Integer>> key = track.key();
        assertOver(() -> key.set(doing(track::sum)));
        assertState(track, SCALARS, POINTS, NOTES, REST);
    }

    private static void list(Track track) {
        MutScalarSlice<Float, float[]> buffer = track.buffer();
        buffer.copyFrom(new float[] {3, 1, 2, 0}, 0);
        Collections.sort(buffer);
        assertThat(buffer).isEqualTo(List.of(0f, 1f, 2f, 3f)).hasToString("[0.0, 1.0, 2.0, 3.0]");
        buffer.replaceAll(each -> each + 1);
        buffer.subList(0, 2).set(1, 50f);
        assertThat(buffer).containsExactly(1f, 50f, 3f, 4f);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> buffer.add(1f));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> buffer.remove(0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> buffer.set(4, 1f))
                .withMessage("index 4 of 4 elements");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> buffer.ref(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> buffer.copyFrom(new float[3], 0))
                .withMessage("Track.buffer(): 4 elements from index 0 of an array of 3 are copied to index 0 of 4");
        assertThat(track.sum()).isEqualTo(58);
    }

    private static void sending(Studio studio) throws Exception {
        try (Region region = Region.open();
                Track track = studio.sending()) {
            MutScalarSlice<Float, float[]> buffer = track.buffer();
            Throwable[] thrown = new Throwable[1];
            Thread other = new Thread(() -> buffer.set(0, 1f));
            other.setUncaughtExceptionHandler((_, uncaught) -> thrown[0] = uncaught);
            other.start();
            other.join();
            assertThat(thrown[0]).isInstanceOf(WrongThreadException.class);
            buffer.set(0, 5f);
            assertThat(track.sum()).isEqualTo(5);
            assertThat(region.isOpen()).isTrue();
        }
    }

    private static void mapped(Studio studio) {
        MutScalarSlice<Integer, byte[]> bytes;
        MutScalarSlice<Integer, byte[]> last;
        try (Frame frame = studio.frame(300)) {
            bytes = studio.map(frame);
            assertThat(bytes.size()).isEqualTo(300);
            bytes.set(0, 255);
            bytes.copyFrom(new byte[] {1, 2, -3}, 0, 297, 3);
            assertThat(bytes.get(299)).isEqualTo(253);
            assertRefused("map(): 300 is no u8", () -> bytes.set(0, 300));
            assertRefused("map(): -1 is no u8", () -> bytes.set(0, -1));
            assertThat(studio.byte_(frame, 0)).isEqualTo(255);
            assertThat(studio.byte_(frame, 299)).isEqualTo(253);
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(() -> bytes.set(0, 1))
                    .withMessage("Region[borrowed from Frame] is closed: what Frame lends lasts until Frame is used"
                            + " otherwise, or ends");
            last = studio.map(frame);
            last.set(0, 1);
        }
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> last.set(0, 2));
        try (Frame frame = studio.frame(0)) {
            assertThat(studio.map(frame)).isEmpty();
        }
    }

    private static void mapping(Studio studio) {
        try (Frame frame = studio.frame(4);
                Async<MutScalarSlice<Integer, byte[]>> mapping = studio.mapping(frame)) {
            MutScalarSlice<Integer, byte[]> bytes = mapping.join();
            bytes.set(3, 200);
            assertThat(studio.byte_(frame, 3)).isEqualTo(200);
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> bytes.set(0, 2));
        }
    }

    private static void rows(Studio studio) {
        try (Frame frame = studio.frame(5)) {
            MutScalarSlice<Integer, byte[]> first;
            MutScalarSlice<Integer, byte[]> second;
            try (Studio.RowsClosure rows = studio.rows(frame)) {
                first = rows.call().orElseThrow();
                second = rows.call().orElseThrow();
                assertThat(rows.call()).isEmpty();
            }
            first.set(1, 10);
            second.set(1, 30);
            assertThat(first.toPrimitiveArray()).containsExactly(0, 10);
            assertThat(studio.byte_(frame, 1)).isEqualTo(10);
            assertThat(studio.byte_(frame, 3)).isEqualTo(30);
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> first.set(0, 2));
        }
    }

    private static void halves(Studio studio) {
        long[] room = {1, 2, 3, 4, 5};
        Pair<MutScalarSlice<Long, long[]>, MutScalarSlice<Long, long[]>> halves;
        try (Region region = Region.open()) {
            halves = studio.halves(region, room);
            assertThat(halves.first()).containsExactly(1L, 2L);
            halves.first().set(0, 10L);
            halves.second().copyFrom(new long[] {30, 40, 4_294_967_295L}, 0);
            assertThat(room).as("it is Java's own meanwhile").containsExactly(1, 2, 3, 4, 5);
        }
        assertThat(room).containsExactly(10, 2, 30, 40, 4_294_967_295L);
        assertThatExceptionOfType(RegionClosedException.class)
                .isThrownBy(() -> halves.second().set(0, 1L));
    }

    private static void every(Studio studio) {
        long[] room = {1, 2, 3};
        try (Region region = Region.open()) {
            List<MutRef<Long>> every = studio.every(region, room);
            every.forEach(each -> each.set(each.get() * 10));
            assertThat(every.getLast()).hasToString("&mut 30");
        }
        assertThat(room).containsExactly(10, 20, 30);
        try (Region region = Region.open()) {
            assertThat(studio.every(region, new long[0])).isEmpty();
        }
    }

    private static void nodes(Studio studio) {
        try (Tree none = studio.tree(0);
                Tree tree = studio.tree(3)) {
            assertThat(studio.root(none)).isEmpty();
            Node root = studio.root(tree).orElseThrow();
            studio.grow(root);
            assertThat(studio.weigh(root)).isEqualTo(7);
            Node second = studio.above(root).orElseThrow();
            studio.grow(second);
            MutRef<Long> weight = studio.weight(second);
            assertThat(weight.get()).isEqualTo(3);
            weight.set(100L);
            Optional<Node> third = studio.above(second);
            assertThat(studio.above(third.orElseThrow())).isEmpty();
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> weight.set(1L));
            assertThat(studio.weigh(second)).isEqualTo(103);
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> studio.grow(third.orElseThrow()));
            assertThat(studio.weigh(root)).isEqualTo(105);
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(() -> studio.grow(second))
                    .withMessage(
                            "Region[borrowed from Node] is closed: what Node lends lasts until Node is used otherwise,"
                                    + " or ends");
            assertThat(studio.total(tree)).isEqualTo(105);
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(() -> studio.grow(root))
                    .withMessage(
                            "Region[borrowed from Tree] is closed: what Tree lends lasts until Tree is used otherwise,"
                                    + " or ends");
        }
    }
}
