package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
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

    private long lend() {
        return memory.lend(null, Lending.TYPE, Lending.NOTHING);
    }

    private boolean isLent(long key) {
        return memory.stack.lent(key) != null;
    }

    /** Also what a call inside has lent that was never ended, as it may be where the stack was used up. */
    @Test
    void whatIsLentEndsWithItsCallAndNotWithThoseInside() {
        long outer = memory.mark();
        long one = lend();
        long inner = memory.mark();
        long two = lend();
        long three = lend();
        memory.endLent(inner);
        memory.releaseTo(inner);
        assertThat(isLent(one)).isTrue();
        assertThat(isLent(two) || isLent(three)).isFalse();
        long abandoned = lend();
        CallFrame frame = CallFrame.open(memory.stack, null, null);
        long framed = frame.lend(Lending.TYPE, Lending.NOTHING);
        long leftBehind = lend();
        frame.close();
        assertThat(isLent(framed) || isLent(leftBehind)).isFalse();
        assertThat(isLent(one) && isLent(abandoned)).isTrue();
        memory.endLent(outer);
        memory.releaseTo(outer);
        assertThat(isLent(one) || isLent(abandoned)).isFalse();
    }

    /** Where there is no room left, each that is lent is still told from those that are lent inside. */
    @Test
    void whatIsLentWhereEverythingIsFullEndsWithItsCall() {
        long mark = memory.mark();
        while (memory.overflows() == 0) {
            memory.reserve(1, 1);
        }
        long outer = memory.mark();
        long one = lend();
        long inner = memory.mark();
        long two = lend();
        memory.endLent(inner);
        assertThat(isLent(one)).isTrue();
        assertThat(isLent(two)).isFalse();
        memory.endLent(outer);
        assertThat(isLent(one)).isFalse();
        memory.releaseTo(mark);
    }

    /** A closure that nothing calls. */
    static final class Lending {
        static final Runnable NOTHING = () -> {};
        static final ClosureType<Runnable> TYPE = ClosureType.mutable(
                "nothing",
                Runnable.class,
                MethodHandles.lookup(),
                new Entry("call", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG)));

        @SuppressWarnings("unused") // by name
        static long call(long key) {
            return key;
        }
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
