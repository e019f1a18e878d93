package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.StaleClosureException;
import org.rdylib.loader.testing.OtherThread;

/** However many threads have lent something, what each lends is told apart from all else. */
class LentKeysTest {

    private static final long PLACES = Integer.MAX_VALUE - 1;

    /** The first number of a thread, after so many blocks have been taken. */
    private static long after(long taken, Thrower<CallStack> also) throws Throwable {
        long before = LentKeys.TAKEN.getAndSet(taken);
        try {
            long[] key = new long[1];
            OtherThread.run(() -> {
                CallStack stack = CallStack.current();
                key[0] = stack.nextKey();
                also.accept(stack);
            });
            return key[0];
        } finally {
            LentKeys.TAKEN.set(before);
        }
    }

    private interface Thrower<T> {
        void accept(T what) throws Throwable;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, PLACES - 2, PLACES - 1, PLACES, PLACES + 1, 2 * PLACES, 1L << 32, 2049 * PLACES - 1})
    void theyAreNeverTakenForThoseOfWhatIsKept(long taken) throws Throwable {
        after(taken, stack -> {
            long first = stack.lastKey();
            assertThat(HostTargets.isKept(first)).isFalse();
            assertThat(first >>> 32).as("its place").isPositive();
            assertThat(stack.isOurs(first)).isTrue();
            assertThat(stack.isAnothers(first)).isFalse();
            assertThat(stack.nextKey()).isEqualTo(first + 1);
            assertThat(stack.isOurs(first)).isTrue();
            assertThat(stack.isOurs(first + 2)).isFalse();
            assertThat(stack.isAnothers(first + 2)).isFalse();
            assertThat(LentKeys.isGiven(first)).isTrue();
            assertThat(LentKeys.isGiven(first - 1)).as("the block before").isEqualTo(taken >= PLACES);
        });
    }

    @Test
    void thePlacesOfThreadsAreUsedAgainButNoNumberIs() throws Throwable {
        Set<Long> keys = new HashSet<>();
        Set<Long> places = new HashSet<>();
        for (int round = 0; round <= 2048; round += 128) {
            long key = after(round * PLACES + 5, _ -> {});
            keys.add(key);
            places.add(key >>> 32);
            assertThat(LentKeys.end(key) - key).isGreaterThanOrEqualTo(1 << 20);
        }
        assertThat(keys).hasSize(17);
        assertThat(places).containsExactly(6L);
    }

    @Test
    void aThreadThatHasUsedItsBlockUpTakesAnother() throws Throwable {
        long key = after(3 * PLACES, stack -> {
            long first = stack.lastKey();
            for (int i = 1; i < 1 << 20; i++) {
                assertThat(stack.nextKey()).isEqualTo(first + i);
            }
            assertThat(stack.nextKey()).isEqualTo(first + (1L << 32));
            assertThat(stack.isAnothers(first)).as("as far as it remembers").isTrue();
        });
        assertThat(key >>> 32).isEqualTo(1);
    }

    @Test
    void whereThereAreNoMoreThatIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> after(2049 * PLACES, _ -> {}))
                .withMessageStartingWith("more threads have lent");
    }

    @Test
    void whatIsStaleOrWasNeverGivenIsRefusedAsBefore() throws Throwable {
        after(7 * PLACES, stack -> {
            long key = stack.lastKey();
            assertThatExceptionOfType(StaleClosureException.class)
                    .isThrownBy(() -> Finding.lent(stack, CallMemoryTest.Lending.TYPE, key));
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> Finding.lent(stack, CallMemoryTest.Lending.TYPE, key + 1));
            assertThatExceptionOfType(WrongThreadException.class)
                    .isThrownBy(() -> Finding.lent(stack, CallMemoryTest.Lending.TYPE, 1L << 32 | 1));
        });
    }
}
