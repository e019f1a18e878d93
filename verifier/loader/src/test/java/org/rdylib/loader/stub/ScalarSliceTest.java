package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.ScalarSlice;

/** Slices of scalars that are copied into arrays of primitives: what stands in memory, byte by byte, and what does not. */
class ScalarSliceTest {

    /** A slice of the bytes that are written in {@code hex}, as they stand in memory. */
    private static <A> ScalarSlice<Integer, A> slice(Arena arena, String hex, int length, ScalarArrays<A> arrays) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        MemorySegment memory = arena.allocate(bytes.length, 8).copyFrom(MemorySegment.ofArray(bytes));
        return Views.scalars(
                Region.forever(),
                memory.address(),
                length,
                arrays,
                (start, i) -> (int) Memory.getByte(start + i),
                "here",
                "x");
    }

    private static <A> A array(String hex, int length, ScalarArrays<A> arrays) {
        try (Arena arena = Arena.ofConfined()) {
            return slice(arena, hex, length, arrays).toPrimitiveArray();
        }
    }

    @Test
    void eachKindStandsInItsArrayAsJavaHasIt() {
        assertThat(array("00 01 01", 3, ScalarArrays.BOOL)).containsExactly(false, true, true);
        assertThat(array("01 7f ff", 3, ScalarArrays.BYTES)).containsExactly(1, 127, -1);
        assertThat(array("01 00 ff ff", 2, ScalarArrays.U16)).containsExactly(1, 65_535);
        assertThat(array("01 00 ff ff", 2, ScalarArrays.SHORTS)).containsExactly(new short[] {1, -1});
        assertThat(array("01 00 00 00 ff ff ff ff", 2, ScalarArrays.U32)).containsExactly(1, 4_294_967_295L);
        assertThat(array("01 00 00 00 ff ff ff ff", 2, ScalarArrays.INTS)).containsExactly(1, -1);
        assertThat(array("61 00 00 00 ff ff 10 00", 2, ScalarArrays.CHAR)).containsExactly('a', 0x10FFFF);
        assertThat(array("01 00 00 00 00 00 00 80", 1, ScalarArrays.LONGS)).containsExactly(Long.MIN_VALUE + 1);
        assertThat(array("00 00 80 3f 00 00 00 c0", 2, ScalarArrays.FLOATS)).containsExactly(1.0f, -2.0f);
        assertThat(array("00 00 00 00 00 00 f0 3f", 1, ScalarArrays.DOUBLES)).containsExactly(1.0);
    }

    @Test
    void thereIsNothingBesideTheElements() {
        try (Region region = Region.open()) {
            ScalarSlice<Integer, int[]> slice = Slices.newSlice(
                    region, new int[] {5, 6}, ScalarArrays.INTS, (start, i) -> Memory.getInt(start + 4 * i), "i32");
            Iterator<Integer> elements = slice.iterator();
            assertThat(List.of(elements.next(), elements.next())).containsExactly(5, 6);
            assertThat(elements.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(elements::next);
            for (int wrong : new int[] {-1, 2, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> slice.get(wrong))
                        .withMessageContaining("" + wrong);
            }
        }
    }

    @Test
    void noneAreAnArrayOfNone() {
        assertThat(array("00", 0, ScalarArrays.DOUBLES)).isEmpty();
    }

    @Test
    void aPartIsCopiedBesideWhatIsThere() {
        try (Region region = Region.open()) {
            ScalarSlice<Integer, int[]> slice = Slices.newSlice(
                    region,
                    new int[] {1, 2, 3, 4},
                    ScalarArrays.INTS,
                    (start, i) -> Memory.getInt(start + 4 * i),
                    "i32");
            int[] into = {9, 9, 9, 9, 9, 9};
            slice.copyTo(into, 1);
            assertThat(into).containsExactly(9, 1, 2, 3, 4, 9);
            slice.copyTo(2, into, 0, 2);
            assertThat(into).containsExactly(3, 4, 2, 3, 4, 9);
            slice.copyTo(4, into, 6, 0);
            assertThat(into).containsExactly(3, 4, 2, 3, 4, 9);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 5",
        "1, 0, 4",
        "5, 0, 0",
        "-1, 0, 1",
        "0, -1, 1",
        "0, 0, -1",
        "0, 4, 3",
        "0, 7, 0",
        "2147483647, 1, 2147483647",
        "1, 2147483647, 2147483647",
        "-2147483648, 0, 1"
    })
    void whatDoesNotFitIsNotCopied(int from, int at, int count) {
        try (Region region = Region.open()) {
            ScalarSlice<Integer, int[]> slice = Slices.newSlice(
                    region,
                    new int[] {1, 2, 3, 4},
                    ScalarArrays.INTS,
                    (start, i) -> Memory.getInt(start + 4 * i),
                    "i32");
            int[] into = new int[6];
            assertThatThrownBy(() -> slice.copyTo(from, into, at, count))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("a slice of `i32`: " + count + " elements from index " + from
                            + " of 4 are copied to index " + at + " of an array of 6");
            assertThat(into).containsOnly(0);
            assertThatThrownBy(() -> slice.copyTo(into, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(into).containsOnly(0);
        }
    }

    @Test
    void whatTheLibraryMayNotHaveThereIsNoElement() {
        assertThatThrownBy(() -> array("01 02", 2, ScalarArrays.BOOL))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("here: 2 is no bool");
        assertThatThrownBy(() -> array("00 d8 00 00", 1, ScalarArrays.CHAR))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("here: 0xd800 is no char");
        assertThatThrownBy(() -> Views.scalars(
                        Region.forever(),
                        4097,
                        1,
                        ScalarArrays.INTS,
                        (start, i) -> Memory.getInt(start + 4 * i),
                        "here",
                        "i32"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("not aligned to 4");
    }

    @Test
    void nothingIsCopiedOnceTheRegionIsClosed() {
        ScalarSlice<Integer, int[]> slice;
        try (Region region = Region.open()) {
            slice = Slices.newSlice(
                    region, new int[] {1}, ScalarArrays.INTS, (start, i) -> Memory.getInt(start + 4 * i), "i32");
        }
        assertThatThrownBy(slice::toPrimitiveArray).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> slice.copyTo(new int[1], 0)).isInstanceOf(RegionClosedException.class);
    }

    @Test
    void nothingIsCopiedOnAnotherThread() {
        try (Region region = Region.open()) {
            ScalarSlice<Integer, int[]> slice = Slices.newSlice(
                    region, new int[] {1}, ScalarArrays.INTS, (start, i) -> Memory.getInt(start + 4 * i), "i32");
            assertThatThrownBy(() -> CompletableFuture.supplyAsync(slice::toPrimitiveArray)
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WrongThreadException.class);
            assertThatThrownBy(() -> CompletableFuture.runAsync(() -> slice.copyTo(new int[1], 0))
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(WrongThreadException.class);
        }
    }
}
