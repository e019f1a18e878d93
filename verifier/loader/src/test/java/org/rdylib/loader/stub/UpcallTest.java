package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.testing.OtherThread;

class UpcallTest {

    @Test
    void aCallbackThatAnswersIsUsedAgain() {
        Upcall first = Upcall.enter();
        Upcall inside = Upcall.enter();
        assertThat(inside).isNotSameAs(first);
        assertThat(inside.failure).isNotZero().isNotEqualTo(first.failure);
        assertThat(inside.leave()).isZero();
        assertThat(first.leave()).isZero();
        int made = HostFailures.made();
        for (int i = 0; i < 1_000; i++) {
            Upcall.enter().leave();
        }
        assertThat(HostFailures.made()).isEqualTo(made);
    }

    @Test
    void aFailureIsUsedAgainWhenItIsThrownOrSwallowed() throws Throwable {
        failAndEnd();
        int made = HostFailures.made();
        for (int i = 0; i < 10; i++) {
            failAndEnd();
        }
        assertThat(HostFailures.made()).isLessThanOrEqualTo(made);
    }

    private static void failAndEnd() throws Throwable {
        List<Upcall> failed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Upcall upcall = Upcall.enter();
            upcall.thrown = new IllegalStateException("no. " + i);
            upcall.describe();
            failed.add(upcall);
        }
        for (Upcall upcall : failed.subList(0, 50)) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Failures.check(upcall.failure));
        }
        for (Upcall upcall : failed.subList(50, 100)) {
            Downcalls.handle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG))
                    .invokeExact(MemorySegment.ofAddress(Memory.getLong(upcall.failure)), upcall.failure);
        }
    }

    @Test
    void aFailureThatIsOverIsNotTakenForAnother() {
        Upcall upcall = Upcall.enter();
        upcall.thrown = new IllegalStateException("once");
        upcall.describe();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Failures.check(upcall.failure));
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(LibraryFailedException.class)
                    .isThrownBy(() -> Failures.check(upcall.failure))
                    .withMessageContaining("is over");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 8, 4095, 4097, -64, Long.MIN_VALUE})
    void whatIsNoFailureIsNotRead(long failure) {
        assertThatExceptionOfType(LibraryFailedException.class)
                .isThrownBy(() -> Failures.check(failure))
                .withMessage("the library failed, and 0x%x is no failure", failure);
    }

    @Test
    void aFailureTellsItsMessageToTheLibrary() {
        Upcall upcall = Upcall.enter();
        upcall.thrown = new IllegalStateException("ß".repeat(300));
        upcall.describe();
        String message = Values.string(
                Memory.getLong(upcall.failure + 8), Memory.getLong(upcall.failure + 16), "a message cut in time");
        assertThat(message).startsWith("java.lang.IllegalStateException: ßßß").endsWith("ß");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Failures.check(upcall.failure));
    }

    @Test
    void theCallbacksOfAThreadAreUsedByOthersOnceItHasEnded() throws Throwable {
        int made = HostFailures.made();
        for (int i = 0; i < 200; i++) {
            OtherThread.run(() -> Upcall.enter().leave());
            if (i % 10 == 9) {
                System.gc();
                Thread.sleep(10);
            }
        }
        assertThat(HostFailures.made()).isLessThan(made + 150);
    }

    @Test
    void whatACallbackIsGivenEndsWithIt() {
        for (boolean throwing : new boolean[] {false, true}) {
            Upcall upcall = Upcall.enter();
            Region region = upcall.region();
            assertThat(upcall.region()).isSameAs(region);
            try (Region own = Region.open()) {
                long address = Views.address(own.text("given"));
                var text = Views.text(region, address, 5, "here");
                assertThat(text).hasToString("given");
                assertThatExceptionOfType(RegionException.class).isThrownBy(() -> region.text("x"));
                assertThatExceptionOfType(RegionException.class).isThrownBy(region::close);
                if (throwing) {
                    upcall.thrown = new IllegalStateException();
                } else {
                    upcall.leave();
                }
                assertThatExceptionOfType(RegionClosedException.class).isThrownBy(text::toString);
                assertThat(region.isOpen()).isFalse();
            }
        }
    }
}
