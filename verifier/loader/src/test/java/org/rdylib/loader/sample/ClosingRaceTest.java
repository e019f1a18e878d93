package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.loader.Text;
import org.rdylib.loader.testing.Maps;
import org.rdylib.verifier.Unload;

/**
 * A library is loaded, used by several threads, closed under their feet and unloaded, again and again: each call answers
 * rightly or refuses. What goes wrong here ends the JVM.
 */
class ClosingRaceTest {

    private static final int ROUNDS = Integer.getInteger("rdylib.closing", 100);
    private static final int THREADS = 4;

    private final Path file = SampleLibrary.copy();
    private final AtomicReference<Sample> current = new AtomicReference<>(load());
    private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean stop;

    private Sample load() {
        return Sample.load(file, (level, message) -> {}, Unload.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noCallMeetsAnUnloadedLibrary(boolean virtual) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int first = i;
            threads.add((virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> use(first)));
        }
        int inUse = 0;
        for (int round = 0; round < ROUNDS && wrong.isEmpty(); round++) {
            Thread.sleep(0, 200_000);
            Sample sample = current.get();
            while (!closes(sample)) {
                inUse++;
                LockSupport.parkNanos(50_000);
            }
            assertThat(sample.isUnloaded()).isTrue();
            assertThat(Maps.contain(file)).isFalse();
            current.set(load());
        }
        stop = true;
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
        assertThat(answered.get()).as("calls").isGreaterThan(ROUNDS);
        assertThat(refused.get()).as("refusals").isPositive();
        System.out.printf(
                "%d times unloaded, %d times in use; %d calls answered, %d refused%n",
                ROUNDS, inUse, answered.get(), refused.get());
    }

    private static boolean closes(Sample sample) {
        try {
            sample.close();
            return true;
        } catch (LibraryInUseException e) {
            return false;
        }
    }

    private void use(int first) {
        try {
            for (int i = first; !stop; i++) {
                try {
                    callOnce(current.get(), i);
                    answered.incrementAndGet();
                    if (i % 64 == 0) {
                        LockSupport.parkNanos(1);
                    }
                } catch (LibraryClosedException e) {
                    refused.incrementAndGet();
                    LockSupport.parkNanos(1);
                }
            }
        } catch (Throwable thrown) {
            wrong.add(thrown);
        }
    }

    private static void callOnce(Sample sample, int i) {
        switch (i % 5) {
            case 0 -> assertThat(sample.add(i, 1)).isEqualTo(i + 1);
            case 1 -> {
                Text version = sample.version();
                for (int read = 0; read < 50; read++) {
                    assertThat(version.toBytes()).hasSize(5);
                }
            }
            case 2 ->
                assertThat(sample.eachWord("one two", (word, span) -> sample.add(20, 22) == 42))
                        .isEqualTo(Result.ok(2L));
            case 3 -> {
                try (Region region = Region.open()) {
                    Tokens tokens = sample.tokens(region.text("one two"));
                    assertThat(tokens.next()).isPresent();
                }
            }
            default -> {
                try (Region region = Region.open()) {
                    assertThat(sample.longer(region.text("a"), region.text("bc")))
                            .hasToString("bc");
                }
            }
        }
    }
}
