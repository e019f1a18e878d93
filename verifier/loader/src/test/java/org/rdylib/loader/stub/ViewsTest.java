package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Result;
import org.rdylib.loader.ScalarSlice;
import org.rdylib.loader.Slice;

/** What Java's types do not tell apart, and what the caller's and the library's own code may do to what is passed. */
class ViewsTest {

    @Test
    void aSliceIsPassedForItsOwnTypeOnly() {
        try (Region region = Region.open()) {
            Slice<Integer> bytes = Slices.newSlice(
                    region,
                    new byte[] {1, 2},
                    ScalarArrays.BYTES,
                    (start, i) -> Memory.getByte(start + i) & 0xFF,
                    "u8");
            assertThat(Memory.getByte(Views.address(bytes, "u8") + 1)).isEqualTo((byte) 2);
            assertThatThrownBy(() -> Views.address(bytes, "i32"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("`u8`")
                    .hasMessageContaining("`i32`");
        }
    }

    @Test
    void partsOfASliceAreWhereTheyAreInTheWhole() {
        Region region = Region.open();
        ScalarSlice<Integer, int[]> numbers = Slices.newSlice(
                region,
                new int[] {10, 20, 30, 40},
                ScalarArrays.INTS,
                (start, i) -> Memory.getInt(start + 4 * i),
                "i32");
        long address = Views.address(numbers, "i32");
        ScalarSlice<Integer, int[]> part = numbers.slice(1, 4);
        assertThat(part).containsExactly(20, 30, 40);
        assertThat(part.toPrimitiveArray()).containsExactly(20, 30, 40);
        assertThat(Views.address(part, "i32")).isEqualTo(address + 4);
        assertThat(part.slice(1, 2)).containsExactly(30);
        assertThat(part.slice(3, 3)).isEmpty();
        assertThat(part.region()).isSameAs(region);
        assertThat(part.ref(2).get()).isEqualTo(40);
        assertThat(Views.address(part.ref(2), "i32")).isEqualTo(address + 12);
        assertThat(part.ref(0).region()).isSameAs(region);
        for (Runnable wrong : List.<Runnable>of(
                () -> part.slice(2, 4),
                () -> part.slice(-1, 1),
                () -> part.slice(2, 1),
                () -> part.ref(3),
                () -> part.ref(-1))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IndexOutOfBoundsException.class);
        }
        region.close();
        assertThatThrownBy(() -> part.slice(0, 1)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> part.ref(0)).isInstanceOf(RegionClosedException.class);
    }

    @Test
    void partsOfASliceOfStructsAreWhereTheyAreInTheWhole() {
        try (Region region = Region.open()) {
            Slice<Long> words = Views.newSlice(
                    region,
                    16,
                    8,
                    List.of(1L, 2L, 3L),
                    (value, at) -> Memory.putLong(at + 8, value),
                    (start, i) -> Memory.getLong(start + 16 * i + 8),
                    "Word");
            Slice<Long> part = words.slice(1, 3);
            assertThat(part).containsExactly(2L, 3L);
            assertThat(Views.address(part, "Word")).isEqualTo(Views.address(words, "Word") + 16);
            assertThat(part.ref(1).get()).isEqualTo(3);
            assertThat(Views.address(part.ref(1), "Word")).isEqualTo(Views.address(words, "Word") + 32);
        }
    }

    @Test
    void aReferenceIsPassedForItsOwnTypeOnly() {
        try (Region region = Region.open()) {
            Ref<Long> ref = Views.newRef(
                    region,
                    4,
                    4,
                    5L,
                    (value, at) -> Memory.putInt(at, Math.toIntExact(value)),
                    at -> (long) Memory.getInt(at),
                    "u32");
            assertThat(Memory.getInt(Views.address(ref, "u32"))).isEqualTo(5);
            assertThatThrownBy(() -> Views.address(ref, "i64"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("`u32`")
                    .hasMessageContaining("`i64`");
        }
    }

    /** Closes a region when it is looked at: not even all numbers of Java's are final. */
    private static final class Closing extends BigInteger {
        private static final long serialVersionUID = 1;
        private final transient Region region;

        Closing(Region region) {
            super("7");
            this.region = region;
        }

        @Override
        public int signum() {
            region.close();
            return 1;
        }
    }

    @Test
    void aRegionIsNotClosedByWhatIsCopiedToIt() {
        try (Region region = Region.open()) {
            BigInteger closing = new Closing(region);
            Views.Writer<BigInteger> writer = (number, at) -> Values.putU128(at, number, "here");
            assertThatThrownBy(() -> Views.newSlice(
                            region,
                            16,
                            16,
                            List.of(closing),
                            writer,
                            (start, index) -> Values.u128(start + 16 * index),
                            "u128"))
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("is still running");
            assertThatThrownBy(() -> Views.newRef(region, 16, 16, closing, writer, Values::u128, "u128"))
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("is still running");
            assertThat(region.isOpen()).isTrue();
        }
    }

    @Test
    void aFrozenValueIsEqualAndNoLongerTheCallers() {
        List<Integer> own = new ArrayList<>(List.of(1, 2));
        Optional<Pair<List<List<Integer>>, Result<List<Integer>, String>>> value =
                Optional.of(new Pair<>(new ArrayList<>(List.of(own)), Result.ok(own)));
        var frozen = Slices.frozen(value, "here");
        assertThat(frozen).isEqualTo(value);
        own.set(0, 9);
        assertThat(frozen.orElseThrow().first()).containsExactly(List.of(1, 2));
        assertThat(frozen.orElseThrow().second()).isEqualTo(Result.ok(List.of(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 0xFFFF_8000_0000_0000L})
    void anAddressOfTheKernelsIsInvalid(long address) {
        Region region = Region.forever();
        assertThatThrownBy(() -> Views.text(region, address, 1, "here"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("here: ");
        assertThatThrownBy(() -> Views.cText(region, address, "here"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("here: ");
        assertThatThrownBy(() -> Views.ref(region, address, 1, Memory::getByte, "here", "u8"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("here: ");
        assertThatThrownBy(() -> Slices.bytes(address, 1, "here"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("here: ");
    }
}
