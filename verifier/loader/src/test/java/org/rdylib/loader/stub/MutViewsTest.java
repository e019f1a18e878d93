package org.rdylib.loader.stub;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.MutRef;
import org.rdylib.loader.MutScalarSlice;
import org.rdylib.loader.MutSlice;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.stub.Views.Elements;
import org.rdylib.loader.stub.Views.Writer;

/** What is written where a library has lent it, byte by byte, and what is not. */
class MutViewsTest {

    private static final Elements<Integer> INTS = (start, i) -> Memory.getInt(start + 4 * i);
    private static final Replacing<Integer> INT = Replacing.number((value, at) -> Memory.putInt(at, value), "here");

    /** Two {@code i32}s, of which the second is refused where it is negative. */
    private static final Writer<Pair<Integer, Integer>> WRITE_PAIR = (pair, at) -> {
        Memory.putInt(at, pair.first());
        if (pair.second() < 0) {
            throw new IllegalArgumentException("less than none");
        }
        Memory.putInt(at + 4, pair.second());
    };

    private static final Replacing<Pair<Integer, Integer>> PAIR = Replacing.whole(8, WRITE_PAIR, "here");

    private static Pair<Integer, Integer> readPair(long at) {
        return new Pair<>(Memory.getInt(at), Memory.getInt(at + 4));
    }

    private static MutScalarSlice<Integer, int[]> ints(Region region, long address, int length) {
        return MutViews.scalars(region, address, length, ScalarArrays.INTS, INTS, INT, "here", "i32");
    }

    private static MutSlice<Pair<Integer, Integer>> pairs(Region region, long address, int length) {
        return MutViews.slice(
                region, address, length, 8, 4, (start, i) -> readPair(start + 8 * i), PAIR, "here", "(i32, i32)");
    }

    /** What stands in four 4-byte places, of which the second and third were written to. */
    private static <A> String after(ScalarArrays<A> arrays, Consumer<MutScalarSlice<Integer, A>> act) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(16, 16).fill((byte) 0xAA);
            act.accept(MutViews.scalars(Region.forever(), memory.address() + 4, 2, arrays, INTS, INT, "here", "x"));
            return HexFormat.of().formatHex(memory.toArray(JAVA_BYTE));
        }
    }

    private static <A> String written(ScalarArrays<A> arrays, A values) {
        return after(arrays, slice -> slice.copyFrom(values, 0));
    }

    @Test
    void eachKindStandsInMemoryAsTheLibraryHasIt() {
        String before = "aa".repeat(4);
        assertThat(written(ScalarArrays.BOOL, new boolean[] {true, false}))
                .isEqualTo(before + "0100" + "aa".repeat(10));
        assertThat(written(ScalarArrays.BYTES, new byte[] {1, -1})).isEqualTo(before + "01ff" + "aa".repeat(10));
        assertThat(written(ScalarArrays.U16, new int[] {1, 65_535})).isEqualTo(before + "0100ffff" + "aa".repeat(8));
        assertThat(written(ScalarArrays.SHORTS, new short[] {1, -2})).isEqualTo(before + "0100feff" + "aa".repeat(8));
        assertThat(written(ScalarArrays.U32, new long[] {1, 4_294_967_295L}))
                .isEqualTo(before + "01000000ffffffff" + "aa".repeat(4));
        assertThat(written(ScalarArrays.INTS, new int[] {1, -2}))
                .isEqualTo(before + "01000000feffffff" + "aa".repeat(4));
        assertThat(written(ScalarArrays.CHAR, new int[] {'a', 0x10FFFF}))
                .isEqualTo(before + "61000000ffff1000" + "aa".repeat(4));
        assertThat(written(ScalarArrays.FLOATS, new float[] {1, -2}))
                .isEqualTo(before + "0000803f000000c0" + "aa".repeat(4));
    }

    @Test
    void wideKindsStandInMemoryAsTheLibraryHasThem() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(16, 16);
            MutViews.scalars(Region.forever(), memory.address(), 2, ScalarArrays.LONGS, INTS, INT, "here", "x")
                    .copyFrom(new long[] {5, Long.MIN_VALUE}, 0);
            assertThat(memory.toArray(JAVA_LONG)).containsExactly(5, Long.MIN_VALUE);
            MutViews.scalars(Region.forever(), memory.address(), 2, ScalarArrays.DOUBLES, INTS, INT, "here", "x")
                    .copyFrom(new double[] {9, 1.5, -2}, 1);
            assertThat(memory.toArray(JAVA_DOUBLE)).containsExactly(1.5, -2);
        }
    }

    @Test
    void elementsAreTakenFromWhereTheyAreInTheArray() {
        assertThat(part(ScalarArrays.BOOL, new boolean[] {false, true, false})).isEqualTo("01");
        assertThat(part(ScalarArrays.BYTES, new byte[] {1, 2, 3})).isEqualTo("02");
        assertThat(part(ScalarArrays.U16, new int[] {1, 2, 3})).isEqualTo("0200");
        assertThat(part(ScalarArrays.SHORTS, new short[] {1, 2, 3})).isEqualTo("0200");
        assertThat(part(ScalarArrays.U32, new long[] {1, 2, 3})).isEqualTo("02000000");
        assertThat(part(ScalarArrays.INTS, new int[] {1, 2, 3})).isEqualTo("02000000");
        assertThat(part(ScalarArrays.CHAR, new int[] {1, 2, 3})).isEqualTo("02000000");
        assertThat(part(ScalarArrays.FLOATS, new float[] {0, 1, 3})).isEqualTo("0000803f");
    }

    /** What the second element of an array is, where the first was written to. */
    private static <A> String part(ScalarArrays<A> arrays, A values) {
        return after(arrays, slice -> slice.copyFrom(values, 1, 0, 1)).replace("aa", "");
    }

    @Test
    void anArrayIsWrittenWholeOrNotAtAll() {
        assertThat(after(
                        ScalarArrays.CHAR,
                        slice -> assertRefused("here: 55296 is no char", () -> {
                            slice.copyFrom(new int[] {'a', 0xD800}, 0);
                        })))
                .isEqualTo("aa".repeat(16));
        assertThat(after(
                        ScalarArrays.U16,
                        slice -> assertRefused("here: 65536 is no u16", () -> {
                            slice.copyFrom(new int[] {1, 65_536}, 0);
                        })))
                .isEqualTo("aa".repeat(16));
        assertThat(after(
                        ScalarArrays.U32,
                        slice -> assertRefused("here: -1 is no u32", () -> {
                            slice.copyFrom(new long[] {1, -1}, 0);
                        })))
                .isEqualTo("aa".repeat(16));
    }

    @Test
    void whatIsNotCopiedOfAnArrayIsNotLookedAt() {
        assertThat(after(ScalarArrays.CHAR, slice -> slice.copyFrom(new int[] {0xD800, 'a', -1}, 1, 1, 1)))
                .isEqualTo("aa".repeat(8) + "61000000" + "aa".repeat(4));
    }

    private static void assertRefused(String message, Runnable act) {
        assertThatIllegalArgumentException().isThrownBy(act::run).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 3",
        "1, 0, 2",
        "2, 0, 1",
        "5, 0, 1",
        "-1, 0, 1",
        "0, -1, 1",
        "0, 0, -1",
        "0, 2, 1",
        "0, 1, 2",
        "0, 7, 0",
        "1, 2147483647, 2147483647",
        "-2147483648, 0, 1"
    })
    void whatDoesNotFitIsNotWritten(int at, int to, int count) {
        String message = "here: " + count + " elements from index " + at + " of an array of 2 are copied to index " + to
                + " of 2";
        assertThat(after(
                        ScalarArrays.INTS,
                        slice -> assertThatExceptionOfType(IndexOutOfBoundsException.class)
                                .isThrownBy(() -> slice.copyFrom(new int[2], at, to, count))
                                .withMessage(message)))
                .isEqualTo("aa".repeat(16));
    }

    @Test
    void elementsAndPartsAreWrittenWhereTheyAre() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_INT, 1, 2, 3, 4);
            MutScalarSlice<Integer, int[]> all = ints(Region.forever(), memory.address(), 4);
            assertThat(all.set(1, 20)).isEqualTo(2);
            MutScalarSlice<Integer, int[]> part = all.slice(1, 4);
            part.ref(2).set(40);
            part.slice(1, 2).copyFrom(new int[] {30}, 0);
            assertThat(part.ref(1).get()).isEqualTo(30);
            assertThat(all.toPrimitiveArray()).containsExactly(1, 20, 30, 40);
            int[] into = new int[6];
            all.copyTo(into, 1);
            all.copyTo(3, into, 0, 1);
            assertThat(into).containsExactly(40, 1, 20, 30, 40, 0);
            assertThat(all).isEqualTo(List.of(1, 20, 30, 40)).hasToString("[1, 20, 30, 40]");
            assertThat(all.hashCode()).isEqualTo(List.of(1, 20, 30, 40).hashCode());
            for (Runnable wrong : List.<Runnable>of(
                    () -> all.set(4, 0),
                    () -> all.set(-1, 0),
                    () -> all.ref(4),
                    () -> part.ref(3),
                    () -> part.slice(2, 4),
                    () -> part.slice(-1, 0))) {
                assertThatThrownBy(wrong::run).isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThatThrownBy(() -> all.add(1)).isInstanceOf(UnsupportedOperationException.class);
            assertThat(memory.toArray(JAVA_INT)).containsExactly(1, 20, 30, 40);
        }
    }

    @Test
    void aValueOfSeveralIsWrittenWholeOrNotAtAll() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_INT, 1, 2, 3, 4);
            MutSlice<Pair<Integer, Integer>> pairs = pairs(Region.forever(), memory.address(), 2);
            assertRefused("less than none", () -> pairs.set(1, new Pair<>(5, -1)));
            assertRefused("less than none", () -> pairs.ref(0).set(new Pair<>(5, -1)));
            assertThat(memory.toArray(JAVA_INT)).containsExactly(1, 2, 3, 4);
            assertThat(pairs.slice(1, 2).set(0, new Pair<>(5, 6))).isEqualTo(new Pair<>(3, 4));
            assertThat(pairs).containsExactly(new Pair<>(1, 2), new Pair<>(5, 6));
        }
    }

    @Test
    void nullIsNotWritten() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_INT, 1, 2);
            assertThatNullPointerException()
                    .isThrownBy(() -> write(ints(Region.forever(), memory.address(), 2), null))
                    .withMessage("here: null is passed");
            assertThatNullPointerException()
                    .isThrownBy(() -> write(pairs(Region.forever(), memory.address(), 1), null))
                    .withMessage("here: null is passed");
            assertThatNullPointerException()
                    .isThrownBy(() -> copy(ints(Region.forever(), memory.address(), 2), null))
                    .withMessage("MutScalarSlice.copyFrom(values): null is passed");
            assertThat(memory.toArray(JAVA_INT)).containsExactly(1, 2);
        }
    }

    @SuppressWarnings("NullAway") // what a caller without annotations may pass
    private static <A> void copy(MutScalarSlice<?, A> slice, @Nullable A values) {
        slice.copyFrom(values, 0);
    }

    @SuppressWarnings("NullAway") // what a caller without annotations may pass
    private static <T> void write(MutSlice<T> slice, @Nullable T value) {
        slice.set(0, value);
    }

    @Test
    void nothingIsWrittenOnceTheRegionIsClosed() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_INT, 1, 2);
            Region region = Region.open();
            MutScalarSlice<Integer, int[]> ints = ints(region, memory.address(), 2);
            MutSlice<Pair<Integer, Integer>> pairs = pairs(region, memory.address(), 1);
            MutRef<Integer> ref = ints.ref(0);
            MutRef<Pair<Integer, Integer>> pair = pairs.ref(0);
            region.close();
            for (Runnable late : List.<Runnable>of(
                    () -> ints.set(0, 9),
                    () -> ref.set(9),
                    ref::get,
                    () -> ints.copyFrom(new int[2], 0),
                    () -> pairs.set(0, new Pair<>(9, 9)),
                    () -> pair.set(new Pair<>(9, 9)),
                    () -> ints.slice(0, 1))) {
                assertThatThrownBy(late::run).isInstanceOf(RegionClosedException.class);
            }
            assertThat(memory.toArray(JAVA_INT)).containsExactly(1, 2);
        }
    }

    /** A writer runs the caller's own lists, which may end what is written to. */
    @Test
    void nothingIsWrittenOnceWritingHasClosedTheRegion() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_INT, 1, 2);
            Region region = Region.open();
            Writer<Pair<Integer, Integer>> closing = (pair, at) -> {
                region.close();
                WRITE_PAIR.write(pair, at);
            };
            MutRef<Pair<Integer, Integer>> ref = MutViews.ref(
                    region,
                    memory.address(),
                    4,
                    MutViewsTest::readPair,
                    Replacing.whole(8, closing, "here"),
                    "here",
                    "(i32, i32)");
            assertThatThrownBy(() -> ref.set(new Pair<>(9, 9))).isInstanceOf(RegionClosedException.class);
            assertThat(memory.toArray(JAVA_INT)).containsExactly(1, 2);
        }
    }

    /** Of two threads that write at once one comes first: what is made of several is not mixed. */
    @Test
    void twoThreadsWriteOneAfterTheOther() throws InterruptedException {
        try (Arena arena = Arena.ofShared();
                Region region = Region.openShared()) {
            MemorySegment memory = arena.allocateFrom(JAVA_INT, 1, 2);
            MutSlice<Pair<Integer, Integer>> pairs = pairs(region, memory.address(), 1);
            Thread other;
            synchronized (Replacing.ONE_AT_A_TIME) {
                other = Thread.ofPlatform().start(() -> pairs.set(0, new Pair<>(3, 4)));
                while (other.getState() != Thread.State.BLOCKED) {
                    assertThat(other.isAlive()).as("it waits").isTrue();
                    Thread.sleep(1);
                }
                assertThat(pairs).containsExactly(new Pair<>(1, 2));
            }
            other.join();
            assertThat(pairs).containsExactly(new Pair<>(3, 4));
        }
    }

    @Test
    void aTextIsReplacedByOneOfAsManyBytes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom("gr\u00fcn!");
            MutRef<String> text = MutViews.text(Region.forever(), memory.address(), 5, "here");
            assertThat(text.get()).isEqualTo("gr\u00fcn");
            text.set("\u20ac77");
            assertThat(memory.getString(0)).isEqualTo("\u20ac77!");
            assertRefused("here: a text of 4 bytes instead of 5", () -> text.set("four"));
            assertThatIllegalArgumentException().isThrownBy(() -> text.set("\udc00ab"));
            assertThat(text).hasToString("&mut \u20ac77");
            memory.set(JAVA_BYTE, 1, (byte) 'x');
            assertThatThrownBy(text::get)
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("here: ");
            text.set("again");
            assertThat(text.get()).isEqualTo("again");
        }
    }

    @Test
    void whatIsNoneOfItsKindCanBeReplaced() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(JAVA_BYTE, (byte) 2);
            MutScalarSlice<Boolean, boolean[]> bools = MutViews.scalars(
                    Region.forever(),
                    memory.address(),
                    1,
                    ScalarArrays.BOOL,
                    (start, i) -> Values.bool(Memory.getByte(start + i), "here"),
                    Replacing.number((value, at) -> Memory.putBool(at, value), "here"),
                    "here",
                    "bool");
            assertThatThrownBy(() -> bools.set(0, true)).isInstanceOf(InvalidValueException.class);
            assertThat(memory.get(JAVA_BYTE, 0)).isEqualTo((byte) 2);
            bools.ref(0).set(true);
            assertThat(bools).containsExactly(true);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 4097})
    void anAddressThatIsNoneIsInvalid(long address) {
        Region region = Region.forever();
        for (Runnable wrong : List.<Runnable>of(
                () -> ints(region, address, 1),
                () -> pairs(region, address, 1),
                () -> MutViews.ref(region, address, 4, MutViewsTest::readPair, PAIR, "here", "(i32, i32)"))) {
            assertThatThrownBy(wrong::run)
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("here: ");
        }
        if (address != 4097) {
            assertThatThrownBy(() -> MutViews.text(region, address, 1, "here"))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("here: ");
        }
    }
}
