package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;

class ConcurrencyTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 400;

    private final AtomicInteger logged = new AtomicInteger();

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        Sample sample = Sample.load(SampleLibrary.copy(), (level, message) -> logged.incrementAndGet());
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            allAgree(sample, threads, THREADS, ROUNDS);
        }
        assertThat(logged).hasValue(THREADS * ROUNDS);
    }

    @Test
    void virtualThreadsAreThreads() throws Exception {
        Sample sample = Sample.load(SampleLibrary.copy(), (level, message) -> logged.incrementAndGet());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            allAgree(sample, threads, 200, 10);
        }
        assertThat(logged).hasValue(2_000);
    }

    private static void allAgree(Sample sample, ExecutorService threads, int tasks, int rounds)
            throws InterruptedException, ExecutionException {
        List<Future<?>> running = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            String name = "word" + task;
            running.add(threads.submit(() -> {
                for (int round = 0; round < rounds; round++) {
                    oneRound(sample, name + "x" + round);
                }
            }));
        }
        for (Future<?> task : running) {
            task.get();
        }
    }

    private static void oneRound(Sample sample, String word) {
        assertThat(sample.eachWord(word + " " + word, (given, span) -> {
                    return given.equals(word) && sample.add(20, 22) == 42;
                }))
                .isEqualTo(Result.ok(2L));
        IllegalStateException thrown = new IllegalStateException(word);
        try {
            Result<Long, Level> answer = sample.eachWord(word, (given, span) -> {
                throw thrown;
            });
            throw new AssertionError(answer);
        } catch (IllegalStateException e) {
            assertThat(e).isSameAs(thrown);
        }
        try (Region region = Region.open()) {
            Tokens tokens = sample.tokens(region.text(word + " 7"));
            assertThat(tokens.next()).contains(new Token.Word(region.text(word)));
            assertThat(tokens.next()).isPresent();
            assertThat(tokens.next()).isEmpty();
        }
    }
}
