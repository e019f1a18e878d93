package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.Region;

/** What belongs to two regions, of which one is a loan of a thread that has ended. */
class HalvesTest {

    private static final int VALUES = 20_000;
    private static final int ENDING_LOAN = 0;
    private static final int CLOSING = 1;

    private final AtomicInteger dropped = new AtomicInteger();

    /** How many are left of the one and of the other. */
    private final AtomicIntegerArray left = new AtomicIntegerArray(new int[] {VALUES, VALUES});

    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);

    @Test
    void nothingOfTheLoanIsLostWhereOneThreadEndsItAndAnotherTheOtherRegion() throws InterruptedException {
        try (Region outer = Region.openShared()) {
            Region other = Region.openShared();
            LoanRegion[] loans = new LoanRegion[1];
            Thread maker = Thread.ofPlatform().start(() -> loans[0] = loan((NativeRegion) outer, (NativeRegion) other));
            maker.join();
            Thread closer = Thread.ofPlatform().start(other::close);
            loans[0].endLoan();
            closer.join();
        }
        assertThat(dropped).hasValue(VALUES);
    }

    /** One with values that belong to it alone, each beside one that belongs to the other region, too. */
    private LoanRegion loan(NativeRegion outer, NativeRegion other) {
        LoanRegion loan = new LoanRegion(outer, "Cell", false, true);
        NativeRegion both = new MeetRegion(loan, other);
        for (int i = 0; i < VALUES; i++) {
            int number = i;
            Adoption _ = both.adopt(() -> meet(CLOSING, number));
            Adoption _ = loan.adopt(() -> {
                dropped.incrementAndGet();
                meet(ENDING_LOAN, number);
            });
        }
        return loan;
    }

    /** Waits for the other thread to drop the one beside it. */
    private void meet(int who, int number) {
        left.accumulateAndGet(who, number, Math::min);
        while (left.get(1 - who) > number && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }
}
