package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LentException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.CallbackRegion;
import org.rdylib.loader.internal.ChosenRegion;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.NativeRegion;

/** What is lent as {@code &mut} for longer than a call, {@code fn<'a>(room: &'a mut [u8]) -> Box<dyn Writer + 'a>}. */
class KeptPlaceTest {

    private static final byte LAST = 99;

    private final long pieces = Making.living();
    private final byte[] room = {1, 2, 3};
    private final Mut<Integer> place = Mut.of(7);

    @AfterEach
    void allIsFreed() {
        assertThat(Making.living()).isEqualTo(pieces);
    }

    private static CallFrame call() {
        return CallFrame.open(CallStack.current(), null, null);
    }

    /** Lends the array to a call, which answers. */
    private long lend(CallFrame frame, Region until) {
        frame.borrowExclusive(room, "f(room)");
        KeptPlace<byte[]> kept = frame.keepArray(room, until, "f(room)");
        long at = kept.reserve(room.length, 1);
        Slices.put(room, at);
        frame.handOver();
        kept.leaves(() -> Slices.bytes(at, 3, "f(room)"));
        return at;
    }

    /** The same with the place, in which the library leaves a {@code bool} if it is 0 or 1. */
    private long lendPlace(CallFrame frame, Region until) {
        int content = frame.borrow(place);
        KeptPlace<Integer> kept = frame.keep(place, until);
        long at = kept.reserve(1, 1);
        Memory.putByte(at, (byte) content);
        frame.handOver();
        kept.leaves(() -> Values.bool(Memory.getByte(at), "f(place)") ? 1 : 0);
        return at;
    }

    private static Region keeping(CallFrame frame, Region outer) {
        return frame.keeping(outer);
    }

    /** Something of a library's that writes when it is dropped. */
    private static Droppable writing(long at) {
        return () -> Memory.putByte(at, LAST);
    }

    private void assertLent(byte... content) {
        assertThat(room).isEqualTo(content);
        CallFrame frame = call();
        try {
            assertThatExceptionOfType(LentException.class).isThrownBy(() -> frame.borrowExclusive(room, "g(room)"));
            assertThatExceptionOfType(LentException.class).isThrownBy(() -> frame.borrowShared(room, "g(room)"));
        } finally {
            frame.close();
        }
    }

    private void assertBack(byte... content) {
        assertThat(room).isEqualTo(content);
        CallFrame frame = call();
        frame.borrowExclusive(room, "g(room)");
        frame.close();
    }

    @Test
    void isGivenBackWithTheCallIfNothingIsLeftThatNeedsIt() {
        CallFrame frame = call();
        long at = lend(frame, keeping(frame, Region.forever()));
        Memory.putByte(at, (byte) 5);
        assertLent((byte) 1, (byte) 2, (byte) 3);
        frame.close();
        assertBack((byte) 5, (byte) 2, (byte) 3);
    }

    @Test
    void isGivenBackOnceWhatNeedsItIsDropped() {
        CallFrame frame = call();
        Region until = keeping(frame, Region.forever());
        long at = lend(frame, until);
        Adoption writer = ((NativeRegion) until).adopt(writing(at));
        frame.close();
        Memory.putByte(at + 1, (byte) 6);
        assertLent((byte) 1, (byte) 2, (byte) 3);
        Memory.putByte(at, LAST);
        writer.release();
        assertBack(LAST, (byte) 6, (byte) 3);
    }

    @Test
    void aDestructorWritesBeforeThat() {
        try (Region region = Region.open()) {
            CallFrame frame = call();
            long at = lend(frame, region);
            ((NativeRegion) region).adopt(writing(at + 2));
            frame.close();
            assertLent((byte) 1, (byte) 2, (byte) 3);
        }
        assertBack((byte) 1, (byte) 2, LAST);
    }

    @Test
    void soDoesThatOfWhatWasThereBefore() {
        long[] at = new long[1];
        try (Region region = Region.open()) {
            ((NativeRegion) region).adopt(() -> Memory.putByte(at[0], LAST));
            CallFrame frame = call();
            at[0] = lend(frame, region);
            frame.close();
        }
        assertBack(LAST, (byte) 2, (byte) 3);
    }

    @Test
    void soDoesOneThatThrows() {
        Region region = Region.open();
        CallFrame frame = call();
        Region until = keeping(frame, region);
        long at = lend(frame, until);
        ((NativeRegion) until).adopt(() -> {
            Memory.putByte(at, LAST);
            throw new IllegalStateException("a destructor's");
        });
        frame.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(region::close);
        assertThat(region.isOpen()).isFalse();
        assertBack(LAST, (byte) 2, (byte) 3);
    }

    /** Three places in a row; what is left in the second is no value. */
    private byte[] lendThree(CallFrame frame, Region until) {
        byte[] more = {4};
        long first = lend(frame, until);
        long wrong = lendPlace(frame, until);
        KeptPlace<byte[]> other = frame.keepArray(more, until, "f(more)");
        long last = other.reserve(1, 1);
        frame.handOver();
        other.leaves(() -> Slices.bytes(last, 1, "f(more)"));
        Memory.putByte(first, LAST);
        Memory.putByte(wrong, (byte) 2);
        Memory.putByte(last, LAST);
        return more;
    }

    private void assertTold(ThrowingCallable end, byte[] more) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(end).withMessage("f(place): 2 is no bool");
        assertBack(LAST, (byte) 2, (byte) 3);
        assertThat(more).containsExactly(LAST);
        assertThat(place.get()).isEqualTo(7);
    }

    @Test
    void whatIsNoValueIsToldByTheRegionAndAllElseIsGivenBack() {
        Region region = Region.open();
        CallFrame frame = call();
        byte[] more = lendThree(frame, region);
        frame.close();
        assertTold(region::close, more);
        assertThat(region.isOpen()).isFalse();
    }

    @Test
    void soItIsByTheCallWhereNothingNeedsIt() {
        CallFrame frame = call();
        byte[] more = lendThree(frame, keeping(frame, Region.forever()));
        assertTold(frame::close, more);
    }

    @Test
    void soItIsByWhatNeededItLast() {
        CallFrame frame = call();
        Region until = keeping(frame, Region.forever());
        byte[] more = lendThree(frame, until);
        Adoption writer = ((NativeRegion) until).adopt(() -> {});
        frame.close();
        assertTold(writer::release, more);
    }

    @Test
    void soItIsByASharedRegion() {
        Region region = Region.openShared();
        CallFrame frame = call();
        byte[] more = lendThree(frame, region);
        frame.close();
        assertTold(region::close, more);
        assertThat(region.isOpen()).isFalse();
    }

    @Test
    void aCallThatNeverBeginsOrThrowsLeavesItAsItWas() {
        for (boolean begun : new boolean[] {false, true}) {
            try (Region region = Region.open()) {
                CallFrame frame = call();
                frame.borrow(place);
                KeptPlace<Integer> kept = frame.keep(place, keeping(frame, region));
                Memory.putByte(kept.reserve(1, 1), (byte) 2);
                frame.borrowExclusive(room, "f(room)");
                Memory.putByte(
                        frame.keepArray(room, keeping(frame, region), "f(room)").reserve(3, 1), LAST);
                if (begun) {
                    frame.handOver();
                }
                frame.close();
                assertBack((byte) 1, (byte) 2, (byte) 3);
                assertThat(place.get()).isEqualTo(7);
            }
        }
    }

    @Test
    void whatTheLibraryMayHaveKeptWhereItThrowsStaysLent() {
        try (Region region = Region.open()) {
            CallFrame frame = call();
            frame.borrow(place);
            long at = frame.keep(place, region).reserve(1, 1);
            frame.handOver();
            frame.close();
            Memory.putByte(at, (byte) 1);
            assertThatExceptionOfType(LentException.class).isThrownBy(place::get);
        }
        assertThat(place.get()).isEqualTo(7);
    }

    @Test
    void whereTheStackIsUsedUpTheOuterRegionGivesItBack() {
        Region region = Region.open();
        CallFrame frame = call();
        frame.borrow(place);
        KeptPlace<Integer> kept = frame.keep(place, keeping(frame, region));
        frame.handOver();
        boolean[] exhausted = {true};
        kept.leaves(() -> {
            if (exhausted[0]) {
                exhausted[0] = false;
                throw new StackOverflowError();
            }
            return 8;
        });
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(frame::close);
        assertThatExceptionOfType(LentException.class).isThrownBy(place::get);
        region.close();
        assertThat(place.get()).isEqualTo(8);
    }

    @Test
    void whatIsViewedStaysLentUntilTheOuterRegionEnds() {
        try (Region region = Region.open()) {
            CallFrame frame = call();
            Region until = keeping(frame, region);
            long at = lend(frame, until);
            Ref<Byte> view = Views.ref(until, at, 1, Memory::getByte, "f()", "i8");
            frame.close();
            Memory.putByte(at, LAST);
            assertThat(view.get()).isEqualTo(LAST);
            assertLent((byte) 1, (byte) 2, (byte) 3);
        }
        assertBack(LAST, (byte) 2, (byte) 3);
    }

    /** {@code fn get(&self) -> &'x u8} of an object that was lent a context for {@code 'x}, and is closed then. */
    @Test
    void soDoesOtherMemoryOfJavas() {
        try (Region region = Region.open()) {
            CallFrame frame = call();
            Region until = keeping(frame, region);
            Adoption object = ((NativeRegion) until).adopt(() -> {});
            long at = frame.lending().until(until).reserve(1, 1);
            Memory.putByte(at, LAST);
            frame.handOver();
            frame.close();
            Ref<Byte> view = Views.ref(until, at, 1, Memory::getByte, "f()", "i8");
            object.release();
            assertThat(Making.living()).isEqualTo(pieces + 1);
            assertThat(view.get()).isEqualTo(LAST);
        }
    }

    /** {@code Fn(&'t [u8]) -> Box<dyn Writer + 't>} that answers with {@code writer(room)}. */
    @Test
    void staysLentWhereACallbackLeavesWhatNeedsItWithItsCaller() {
        try (Region outer = Region.open()) {
            CallbackRegion callback = new CallbackRegion(() -> true);
            NativeRegion callers =
                    new ChosenRegion("'t", callback, (NativeRegion) Region.forever(), List.of((NativeRegion) outer));
            CallFrame frame = call();
            Region until = keeping(frame, outer);
            long at = lend(frame, until);
            Adoption writer = ((NativeRegion) until).adopt(writing(at));
            frame.close();
            assertThat(((NativeRegion) until).ensureOutlives(callers)).isTrue();
            writer.release();
            callback.end();
            assertLent((byte) 1, (byte) 2, (byte) 3);
            Memory.putByte(at, LAST);
        }
        assertBack(LAST, (byte) 2, (byte) 3);
    }

    @Test
    void isGivenBackWithTheFirstOfTwo() {
        Region shared = Region.openShared();
        try (Region outer = Region.open()) {
            CallFrame frame = call();
            long at = lend(frame, Regions.shortest(outer, shared));
            frame.close();
            Memory.putByte(at, LAST);
            shared.close();
            assertBack(LAST, (byte) 2, (byte) 3);
        }
        assertBack(LAST, (byte) 2, (byte) 3);
    }

    @Test
    void anArrayIsLentItselfAndNoOtherThatEqualsIt() {
        NativeRegion until = (NativeRegion) Region.forever();
        KeptArrays.lend(room, until, "f(room)");
        assertThatExceptionOfType(LentException.class).isThrownBy(() -> KeptArrays.lend(room, until, "f(room)"));
        assertThatExceptionOfType(LentException.class).isThrownBy(() -> KeptArrays.check(room, 2, 3, "f(room)"));
        KeptArrays.check(room, 2, 2, "f(nothing of it)");
        KeptArrays.check(room.clone(), 0, 3, "f(equal)");
        KeptArrays.giveBack(room);
        KeptArrays.check(room, 0, 3, "f(room)");
    }
}
