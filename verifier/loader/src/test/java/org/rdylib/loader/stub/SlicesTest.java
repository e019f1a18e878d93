package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that Java writes over those of a library. */
class SlicesTest {

    private final Arena arena = Arena.ofConfined();
    private final long at = arena.allocate(16, 8).address();
    private final long mark = CallMemory.current().mark();

    SlicesTest() {
        Memory.putLong(at, 1);
        Memory.putLong(at + 8, 2);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(CallMemory.current().mark()).isEqualTo(mark);
        arena.close();
    }

    /** Of which 13 is written in part. */
    private static void write(long value, long to) {
        Memory.putLong(to, value);
        if (value == 13) {
            throw new IllegalStateException("13 is no value");
        }
    }

    private void assertThere(long first, long second) {
        assertThat(Memory.getLong(at)).isEqualTo(first);
        assertThat(Memory.getLong(at + 8)).isEqualTo(second);
    }

    @Test
    void elementsAreReplacedTogether() {
        Slices.replace(List.of(3L, 4L), at, 8, SlicesTest::write);
        assertThere(3, 4);
        assertThatIllegalStateException().isThrownBy(() -> Slices.replace(List.of(5L, 13L), at, 8, SlicesTest::write));
        assertThere(3, 4);
    }

    @Test
    void aValueIsReplacedWhole() {
        Slices.replaceOne(3L, at + 8, 8, SlicesTest::write);
        assertThere(1, 3);
        assertThatIllegalStateException().isThrownBy(() -> Slices.replaceOne(13L, at, 16, SlicesTest::write));
        assertThere(1, 3);
    }
}
