package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.rdylib.loader.Result;
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

    @Test
    void aFrozenValueIsEqualAndNoLongerTheCallers() {
        List<Integer> own = new ArrayList<>(List.of(1, 2));
        Optional<Pair<List<List<Integer>>, Result<List<Integer>, String>>> value =
                Optional.of(new Pair<>(new ArrayList<>(List.of(own)), Result.ok(own)));
        var frozen = Slices.frozen(value);
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
