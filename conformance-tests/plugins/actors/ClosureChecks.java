package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.actors.OwnActors.Refused;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.Region;
import org.rdylib.loader.SpentClosureException;

/** Closures of the host in the library, and of the library in the host. */
final class ClosureChecks {

    private final Actors actors;

    ClosureChecks(Actors actors) {
        this.actors = actors;
    }

    /** Each with its name. */
    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a closure is kept until it is dropped", this::kept);
        checks.put("what a closure throws where nobody hears of it goes to its thread's handler", this::abandoned);
        checks.put("a kept closure that runs is not entered again", this::reentered);
        checks.put("a FnOnce of Java's is called once or dropped", this::javaOnce);
        checks.put("closures of the library are called and closed", this::libraryClosures);
        checks.put("a FnOnce of the library's is called once", this::libraryOnce);
        checks.put("closures of both sides hold one another", this::composed);
        checks.put("closures on the library's threads", this::scattered);
        checks.put("a closure without memory throws that to the call around it", this::outOfMemory);
        return checks;
    }

    private void kept() throws Throwable {
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger sum = new AtomicInteger();
        actors.keep(new Actors.KeepStep() {
            @Override
            public long call(long n) {
                return sum.addAndGet((int) n);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
        assertThat(actors.fire(2, false)).contains(2L);
        assertThat(actors.fire(3, true)).contains(5L);
        OtherThread.run(() -> assertThat(actors.fire(4, false)).contains(9L));
        assertThat(closed).hasValue(0);
        actors.keep(n -> n * n);
        assertThat(closed).as("replaced").hasValue(1);
        System.gc();
        assertThat(actors.fire(5, true)).contains(25L);
        actors.keep(n -> {
            throw new Refused();
        });
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> actors.fire(1, false));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> actors.fire(1, true));
        actors.release();
        assertThat(actors.fire(1, false)).isEmpty();
    }

    /** What the library swallows inside a call, or hands on to its caller, is told to nobody else. */
    private void abandoned() throws Exception {
        BlockingQueue<Map.Entry<Thread, Throwable>> told = new LinkedBlockingQueue<>();
        Thread.UncaughtExceptionHandler other = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            told.add(Map.entry(thread, thrown));
            throw new Refused();
        });
        try {
            BlockingQueue<Map.Entry<Thread, Throwable>> thrown = new LinkedBlockingQueue<>();
            actors.keep(n -> {
                Refused refused = new Refused();
                thrown.add(Map.entry(Thread.currentThread(), refused));
                throw refused;
            });
            for (int i = 0; i < 3; i++) {
                actors.abandon(1);
                assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo(thrown.take());
                actors.swallow(1, false);
                actors.swallow(1, true);
                for (boolean elsewhere : new boolean[] {false, true}) {
                    assertThatExceptionOfType(Refused.class).isThrownBy(() -> actors.fire(1, elsewhere));
                }
                assertThat(told).isEmpty();
                assertThat(thrown).hasSize(4);
                thrown.clear();
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(other);
        }
    }

    private void outOfMemory() throws Throwable {
        AtomicInteger length = new AtomicInteger(Integer.MAX_VALUE);
        actors.keep(n -> new long[length.get()].length);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> actors.fire(1, false));
        length.set(3);
        assertThat(actors.fire(1, true)).contains(3L);
    }

    private void reentered() {
        try (Actors.SequenceClosure sequence = actors.sequence(1)) {
            AtomicInteger depth = new AtomicInteger();
            try (Actors.ComposeClosure composed =
                    actors.compose(n -> depth.incrementAndGet() < 3 ? n + 1 : 0, n -> sequence.call() + n)) {
                assertThat(composed.call(1)).isEqualTo(3);
            }
        }
    }

    private void javaOnce() {
        AtomicInteger closed = new AtomicInteger();
        Actors.OnceF once = new Actors.OnceF() {
            @Override
            public String call(String text) {
                return text + "!";
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        assertThat(actors.once(Optional.of(once), true)).isEqualTo("called!");
        assertThat(closed).hasValue(1);
        assertThat(actors.once(Optional.of(once), false)).isEqualTo("dropped");
        assertThat(closed).hasValue(2);
        assertThat(actors.once(Optional.empty(), true)).isEqualTo("none");
    }

    private void libraryClosures() throws Throwable {
        Actors.AdderClosure adder = actors.adder(4);
        assertThat(adder.call(1)).isEqualTo(5);
        OtherThread.run(() -> assertThat(adder.call(2)).isEqualTo(6));
        OtherThread.run(adder::close);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> adder.call(1));
        try (Actors.SequenceClosure sequence = actors.sequence(7)) {
            assertThat(sequence.call()).isEqualTo(7);
            assertThat(sequence.call()).isEqualTo(8);
            assertThatThrownBy(() -> OtherThread.run(sequence::call)).isInstanceOf(WrongThreadException.class);
        }
    }

    private void libraryOnce() {
        try (Region region = Region.open()) {
            Actors.GreetingClosure greeting = actors.greeting(region.text("hello"));
            assertThat(greeting.call("you")).isEqualTo("hello you");
            assertThatExceptionOfType(SpentClosureException.class).isThrownBy(() -> greeting.call("again"));
            greeting.close();
            actors.greeting(region.text("unused"));
        }
        Actors.GreetingClosure ended;
        try (Region region = Region.open()) {
            ended = actors.greeting(region.text("hello"));
        }
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> ended.call("late"));
    }

    private void composed() {
        AtomicReference<Actors.ComposeClosure> self = new AtomicReference<>();
        List<Class<?>> thrown = new ArrayList<>();
        Actors.ComposeClosure composed = actors.compose(n -> n + 1, n -> {
            try {
                self.get().close();
            } catch (ReenteredClosureException e) {
                thrown.add(e.getClass());
            }
            return n * 10;
        });
        self.set(composed);
        assertThat(composed.call(4)).isEqualTo(50);
        assertThat(thrown).as("closed inside its own call").containsExactly(ReenteredClosureException.class);
        composed.close();
        try (Actors.AdderClosure adder = actors.adder(1);
                Actors.ComposeClosure mixed = actors.compose(adder::call, n -> 2 * n)) {
            assertThat(mixed.call(1)).isEqualTo(4);
        }
    }

    private void scattered() {
        assertThat(actors.scatter(n -> n + 1, 4)).isEqualTo(10);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> actors.scatter(
                        n -> {
                            throw new Refused();
                        },
                        1));
    }
}
