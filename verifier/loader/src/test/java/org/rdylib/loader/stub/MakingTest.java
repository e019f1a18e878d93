package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.testing.OtherThread;

/** Java makes owned values, which are freed once: by the library, through their own function, or by Java. */
class MakingTest {

    private static final MethodHandle CALL = Downcalls.handle(
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

    private final Making making = new Making(null);
    private final long at = Arena.ofAuto().allocate(256, 8).address();
    private long living;
    private long refused;

    @BeforeEach
    void account() {
        living = Making.living();
        refused = Making.refused();
    }

    @AfterEach
    void everythingIsFreed() {
        assertThat(Making.living()).isEqualTo(living);
    }

    /** As a library does it: through the pointer that goes with the value. */
    private static void free(long function, long data, long live, long capacity) throws Throwable {
        CALL.invokeExact(MemorySegment.ofAddress(Memory.getLong(function)), data, live, capacity);
    }

    private static final Owned.Freer STRING = Owned::freeVector;

    private void strings(int count) {
        Slices.put(
                java.util.Collections.nCopies(count, "text"),
                making.vector(at, count, 32, 8, STRING),
                32,
                (element, address) -> making.string(element, address, "here"));
    }

    @Test
    void whatIsHandedOverIsFreedByTheFunctionThatGoesWithIt() throws Throwable {
        making.string("text", at, "here");
        assertThat(Owned.string(at, "here")).isEqualTo("text");
        making.handOver();
        making.takeBack();
        assertThat(Making.living()).isEqualTo(living + 1);
        long data = Memory.getLong(at);
        OtherThread.run(() -> free(at + 24, data, 4, 4));
    }

    @Test
    void aSecondTimeNothingIsFreed() throws Throwable {
        making.string("text", at, "here");
        making.handOver();
        long data = Memory.getLong(at);
        free(at + 24, data, 4, 4);
        free(at + 24, data, 4, 4);
        free(at + 24, at, 1, 1);
        free(at + 24, 0, 0, 0);
        assertThat(Making.refused()).isEqualTo(refused + 3);
    }

    @Test
    void elementsGoWithTheirVector() throws Throwable {
        strings(5);
        making.handOver();
        assertThat(Making.living()).isEqualTo(living + 6);
        free(at + 24, Memory.getLong(at), 5, 5);
    }

    /** What the library has taken out of a value is its own, and stands behind what is left. */
    @Test
    void onlyLivingElementsGoWithTheirVector() throws Throwable {
        strings(5);
        making.handOver();
        long data = Memory.getLong(at);
        Memory.copy(data + 4 * 32, at + 64, 32);
        free(at + 24, data, 4, 5);
        assertThat(Making.living()).isEqualTo(living + 1);
        assertThat(Owned.string(at + 64, "here")).isEqualTo("text");
        Owned.freeVector(at + 64);
    }

    @Test
    void noMoreElementsAreFreedThanThereAre() throws Throwable {
        strings(2);
        making.handOver();
        long data = Memory.getLong(at);
        Memory.copy(data, at + 64, 64);
        free(at + 24, data, 1L << 40, 1L << 40);
        assertThat(Making.living()).isEqualTo(living + 2);
        Owned.each(at + 64, 2, 32, STRING);
    }

    @Test
    void whatIsNotHandedOverIsTakenBackButForWhatTheLibraryFreed() {
        strings(3);
        Owned.freeVector(Memory.getLong(at));
        making.takeBack();
        making.takeBack();
        assertThat(Making.refused()).isEqualTo(refused);
    }

    @Test
    void whatCannotBeMadeLeavesWhatWasMadeToBeTakenBack() {
        assertThatThrownBy(() -> Slices.put(
                        List.of("text", "\uD800"),
                        making.vector(at, 2, 32, 8, STRING),
                        32,
                        (element, address) -> making.string(element, address, "here")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> making.vector(at, Integer.MAX_VALUE, 1L << 40, 8))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> making.vector(at, Integer.MAX_VALUE, 1L << 31, 8))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(Making.living()).isEqualTo(living + 2);
        making.takeBack();
    }

    @Test
    void emptyValuesHaveAPlaceOfTheirOwn() {
        making.string("", at, "here");
        making.slice(at + 32, 0, 8, 8);
        assertThat(Memory.getLong(at)).isNotZero().isNotEqualTo(Memory.getLong(at + 32));
        assertThat(Owned.string(at, "here")).isEmpty();
        making.takeBack();
    }

    @Test
    void valuesAreAligned() {
        for (long align = 1; align <= 4096; align *= 2) {
            assertThat(making.box(at, align, align) % align).isZero();
        }
        making.takeBack();
    }

    @Test
    void whatIsLentForARegionIsFreedWithIt() {
        try (Region region = Region.open()) {
            Making lasting = Making.in(region);
            lasting.string("text", at, "here");
            assertThat(Making.living()).isEqualTo(living + 1);
        }
    }

    @Test
    void whatIsOlderMayUseItUntilThen() {
        List<Long> seen = new ArrayList<>();
        try (Region region = Region.open()) {
            Adoption _ = ((NativeRegion) region).adopt(() -> seen.add(Making.living()));
            Making.in(region).string("text", at, "here");
        }
        assertThat(seen).containsExactly(living + 1);
        assertThat(Making.living()).isEqualTo(living);
    }

    @Test
    void whatNobodyCouldFreeIsInvalidAndLeftAlone() {
        making.string("text", at, "here");
        Memory.putLong(at + 8, 5);
        assertThatThrownBy(() -> Owned.string(at, "here"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("here: a length of 5 and a capacity of 4");
        Owned.freeVector(at);
        Memory.putLong(at + 8, 4);
        Memory.putLong(at + 24, 0);
        assertThatThrownBy(() -> Owned.string(at, "here"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("here: an owned value without a function to free it");
        Owned.freeVector(at);
        assertThat(Making.living()).isEqualTo(living + 1);
        making.takeBack();
    }

    @Test
    void aCallbackThatThrowsKeepsNothingOfItsAnswer() {
        Upcall upcall = Upcall.enter();
        upcall.making().string("text", at, "here");
        upcall.thrown = new IllegalStateException();
        assertThatThrownBy(() -> Failures.check(upcall.failure)).isInstanceOf(IllegalStateException.class);

        Upcall swallowed = Upcall.enter();
        swallowed.making().string("text", at, "here");
        IllegalStateException thrown = new IllegalStateException();
        swallowed.thrown = thrown;
        swallowed.describe();
        assertThat(Making.living()).isEqualTo(living + 1);
        assertThat(HostFailures.take(swallowed.failure)).isSameAs(thrown);
    }

    @Test
    void whatACallbackHasAnsweredIsNotTakenBackByALaterOne() {
        Upcall upcall = Upcall.enter();
        upcall.making().string("text", at, "here");
        upcall.leave();
        Upcall again = Upcall.enter();
        assertThat(again).isSameAs(upcall);
        IllegalStateException thrown = new IllegalStateException();
        again.thrown = thrown;
        assertThat(HostFailures.take(again.failure)).isSameAs(thrown);
        assertThat(Owned.string(at, "here")).isEqualTo("text");
        assertThat(Making.living()).isEqualTo(living + 1);
        Owned.freeVector(at);
    }

    private static void sharedString(Making by, long at) {
        by.string("text", by.shared(at, 32, 8, STRING), "here");
    }

    private static long table(long at, int slot) {
        return Memory.getLong(Memory.getLong(at + 8) + 8L * slot);
    }

    private static void drop(long at, long data) throws Throwable {
        RELEASE.invokeExact(MemorySegment.ofAddress(table(at, 0)), data);
    }

    private static long cloned(long at, long data) throws Throwable {
        return (long) SHARE.invokeExact(MemorySegment.ofAddress(table(at, 1)), data);
    }

    private static final MethodHandle RELEASE = Downcalls.handle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));
    private static final MethodHandle SHARE =
            Downcalls.handle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

    @Test
    void whatIsSharedIsFreedWithItsLastShare() throws Throwable {
        sharedString(making, at);
        making.handOver();
        long data = Memory.getLong(at);
        assertThat(cloned(at, data)).isEqualTo(data);
        drop(at, data);
        assertThat(Owned.string(Owned.shared(at, 8, "here"), "here")).isEqualTo("text");
        drop(at, data);
        assertThat(Making.living()).isEqualTo(living);
        drop(at, data);
        assertThat(cloned(at, data)).isZero();
        assertThat(Making.refused()).isEqualTo(refused + 2);
    }

    @Test
    void whatALibraryKeepsAShareOfOutlivesTheCallThatItWasLentFor() throws Throwable {
        sharedString(making, at);
        making.string("beside", at + 64, "here");
        Slices.put(
                List.of("one", "two"),
                making.vector(at + 128, 2, 16, 8, Owned::release),
                16,
                (element, address) -> making.string(element, making.shared(address, 32, 8, STRING), "here"));
        long data = Memory.getLong(at);
        long second = Memory.getLong(at + 128) + 16;
        long shared = Memory.getLong(second);
        long table = Memory.getLong(second + 8);
        cloned(at, data);
        Memory.putLong(at + 192, shared);
        Memory.putLong(at + 200, table);
        cloned(at + 192, shared);
        making.takeBack();

        assertThat(Making.living()).as("two strings, each in what holds it").isEqualTo(living + 4);
        assertThat(Owned.string(data, "here")).isEqualTo("text");
        assertThat(Owned.string(shared, "here")).isEqualTo("two");
        Owned.release(at);
        Owned.release(at + 192);
    }

    /** What it holds is left to the last share, and that may be given up by then. */
    @Test
    void aShareThatIsGivenUpWhileTheRestIsTakenBackTakesAllWithIt() throws Throwable {
        boolean[] looked = {false};
        long contents = making.shared(at, 32, 8, element -> {
            STRING.free(element);
            if (!looked[0]) {
                looked[0] = true;
                long data = Memory.getLong(at);
                assertThatNoException().isThrownBy(() -> OtherThread.run(() -> drop(at, data)));
            }
        });
        making.string("text", contents, "here");
        cloned(at, Memory.getLong(at));
        making.takeBack();
        assertThat(looked[0]).isTrue();
    }

    @Test
    void aSharedValueWithoutATableIsRefused() {
        sharedString(making, at);
        long table = Memory.getLong(at + 8);
        Memory.putLong(at + 8, 0);
        assertThatThrownBy(() -> Owned.shared(at, 8, "here"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("here: a shared value without a table");
        Owned.release(at);
        Memory.putLong(at + 8, at + 128);
        assertThatThrownBy(() -> Owned.shared(at, 8, "here"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("here: a shared value whose table has no drop");
        Owned.release(at);
        Memory.putLong(at + 8, table);
        making.takeBack();
    }

    @Test
    void itIsNotFreedWhileThereAreMoreSharesThanAnIntCounts() {
        making.shared(at, 8, 8);
        making.handOver();
        long data = Memory.getLong(at);
        AtomicLong shares = Objects.requireNonNull(Pieces.find(data)).shares;
        shares.set(0xFFFF_FFFFL);
        assertThat(SharedPieces.cloned(data)).isEqualTo(data);
        assertThat(SharedPieces.cloned(data)).isEqualTo(data);
        SharedPieces.dropped(data);
        assertThat(shares).hasValue(0x1_0000_0000L);
        shares.set(1);
        SharedPieces.dropped(data);
        assertThat(SharedPieces.cloned(data)).as("null: it is gone").isZero();
    }
}
