package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What does not fit into a thread's memory for calls has memory of its own, which is given back with the call. */
class CallMemoryTest {

    /** More than fits in. */
    private static final int LARGE = 100_000;

    private final CallMemory memory = CallStack.current().memory;

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static void assertHolds(long at, int length, int value) {
        byte[] found = Slices.bytes(at, length, "here");
        assertThat(found).isEqualTo(bytes(length, value));
    }

    @Test
    void whatIsTooLargeIsKeptUntilItsCallIsOver() {
        long outer = memory.mark();
        long small = memory.copy(bytes(10, 1));
        long large = memory.copy(bytes(LARGE, 2));
        assertThat(memory.overflows()).isEqualTo(1);
        long inner = memory.mark();
        long first = memory.copy(bytes(LARGE, 3));
        long second = memory.copy(bytes(LARGE, 4));
        long beside = memory.copy(bytes(10, 5));
        assertThat(memory.overflows()).isEqualTo(3);
        assertHolds(first, LARGE, 3);
        assertHolds(second, LARGE, 4);
        assertHolds(beside, 10, 5);
        memory.releaseTo(inner);
        assertThat(memory.overflows()).isEqualTo(1);
        assertThat(memory.mark()).isEqualTo(inner);
        assertHolds(small, 10, 1);
        assertHolds(large, LARGE, 2);
        memory.releaseTo(outer);
        assertThat(memory.overflows()).isZero();
        assertThat(memory.mark()).isEqualTo(outer);
    }

    @Test
    void whatIsJustTooLargeIsNotOverTheEdge() {
        long mark = memory.mark();
        List<Long> addresses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            addresses.add(memory.copy(bytes(3000, i)));
        }
        assertThat(memory.overflows()).isPositive();
        for (int i = 0; i < 5; i++) {
            assertHolds(addresses.get(i), 3000, i);
        }
        memory.releaseTo(mark);
        assertThat(memory.overflows()).isZero();
    }

    /** Where the memory is full to the last byte, each call inside still begins further up than the one around it. */
    @Test
    void whereEverythingIsFullCallsAreStillToldApart() {
        long mark = memory.mark();
        while (memory.overflows() == 0) {
            memory.reserve(1, 1);
        }
        List<Long> marks = new ArrayList<>();
        for (int depth = 0; depth < 50; depth++) {
            marks.add(memory.mark());
            assertHolds(memory.copy(bytes(100, depth)), 100, depth);
        }
        assertThat(memory.overflows()).isEqualTo(51);
        for (int depth = 49; depth >= 0; depth--) {
            memory.releaseTo(marks.get(depth));
            assertThat(memory.overflows()).isEqualTo(1 + depth);
        }
        memory.releaseTo(mark);
        assertThat(memory.overflows()).isZero();
    }

    @Test
    void everyPlaceIsAlignedAndItsOwn() {
        SplittableRandom random = new SplittableRandom(42);
        long mark = memory.mark();
        List<long[]> places = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            long align = 1L << random.nextInt(7);
            long size = random.nextInt(50) == 0 ? LARGE : random.nextInt(1, 200);
            long at = memory.reserve(size, align);
            assertThat(at % align).isZero();
            places.add(new long[] {at, at + size});
        }
        places.sort((one, other) -> Long.compareUnsigned(one[0], other[0]));
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i)[0]).isGreaterThanOrEqualTo(places.get(i - 1)[1]);
        }
        memory.releaseTo(mark);
        assertThat(memory.overflows()).isZero();
    }
}
