package org.rdylib.conformance.unruly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.Region;
import org.rdylib.loader.SpentClosureException;
import org.rdylib.loader.StaleClosureException;
import org.rdylib.loader.stub.HostTargets;

/** A host whose library does what it may not: each of it is refused where it happens, and the caller gets to know. */
public final class UnrulyDriver implements PluginChecks {

    /** What other hosts of this process have given and not got back. */
    private final long before = HostTargets.living();

    private Unruly unruly;

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        unruly = Unruly.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a lent closure is not called after its call", this::lentTooLong);
        checks.put("a lent object is not called after its call", this::objectTooLong);
        checks.put("a dropped closure is not called, nor dropped again", this::droppedTwice);
        checks.put("a FnOnce is called once", this::calledTwice);
        checks.put("a FnMut that runs is not entered again", this::reentered);
        checks.put("a closure is not called once its region is closed", this::outlived);
        checks.put("a confined closure is not called elsewhere", this::wrongThread);
        checks.put("a closure that is only Send is called by one thread at a time", this::twoThreads);
        checks.put("an object's methods keep out of one another's way", this::methods);
        checks.put("objects that are none are refused, and dropped where they can be", this::broken);
        return checks;
    }

    private void lentTooLong() {
        unruly.lend(n -> n + 1);
        assertThatExceptionOfType(StaleClosureException.class).isThrownBy(() -> unruly.call(1, false));
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> unruly.call(1, true));
        unruly.lendSync(n -> n + 1);
        assertThatExceptionOfType(StaleClosureException.class).isThrownBy(() -> unruly.call(1, false));
        assertThatExceptionOfType(StaleClosureException.class).isThrownBy(() -> unruly.call(1, true));
        assertThat(HostTargets.living()).isEqualTo(before);
    }

    private static final class Own implements Counter {
        private final ThrowingCallable inside;

        Own(ThrowingCallable inside) {
            this.inside = inside;
        }

        @Override
        public long add(long by) {
            run(inside);
            return by;
        }

        @Override
        public long total() {
            run(inside);
            return 7;
        }

        @Override
        public void close() {}
    }

    private static void run(ThrowingCallable inside) {
        try {
            inside.call();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private void objectTooLong() {
        unruly.lendCounter(new Own(() -> {}));
        assertThatExceptionOfType(StaleClosureException.class).isThrownBy(() -> unruly.add(1, false));
        assertThatExceptionOfType(StaleClosureException.class).isThrownBy(() -> unruly.total(false));
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> unruly.total(true));
    }

    private void droppedTwice() {
        AtomicInteger closed = new AtomicInteger();
        unruly.give(new Unruly.GiveVisit() {
            @Override
            public long call(long n) {
                return n;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
                throw new IllegalStateException("nobody hears that");
            }
        });
        assertThat(unruly.call(3, false)).isEqualTo(3);
        unruly.dropKept();
        long refused = HostTargets.refused();
        unruly.dropKept();
        assertThat(closed).hasValue(1);
        assertThat(HostTargets.refused()).isEqualTo(refused + 1);
        assertThatExceptionOfType(StaleClosureException.class).isThrownBy(() -> unruly.call(1, false));
        assertThat(HostTargets.living()).isEqualTo(before);
    }

    private void calledTwice() {
        unruly.lendOnce(n -> n);
        assertThat(unruly.call(1, false)).isEqualTo(1);
        assertThatExceptionOfType(SpentClosureException.class).isThrownBy(() -> unruly.call(1, false));
        unruly.dropKept();
    }

    private void reentered() {
        AtomicInteger calls = new AtomicInteger();
        unruly.give(n -> calls.incrementAndGet() > 3 ? 0 : unruly.call(n, false));
        assertThatExceptionOfType(ReenteredClosureException.class).isThrownBy(() -> unruly.call(1, false));
        assertThat(calls).hasValue(1);
        assertThatExceptionOfType(ReenteredClosureException.class)
                .as("it is free again")
                .isThrownBy(() -> unruly.call(1, false));
        assertThat(calls).hasValue(2);
        unruly.dropKept();
        unruly.give(n -> {
            unruly.dropKept();
            return n + 1;
        });
        assertThat(unruly.call(1, false)).as("dropped inside its own call").isEqualTo(2);
        assertThat(HostTargets.living()).isEqualTo(before);
    }

    private void outlived() {
        try (Region region = Region.open()) {
            assertThat(unruly.giveBound(region.text("text"), n -> n)).hasToString("text");
            assertThat(unruly.call(1, false)).isEqualTo(1);
        }
        assertThatExceptionOfType(StaleClosureException.class)
                .isThrownBy(() -> unruly.call(1, false))
                .withMessageContaining("has ended");
        unruly.dropKept();
    }

    private void wrongThread() {
        unruly.give(n -> n);
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> unruly.call(1, true));
        assertThat(unruly.call(1, false)).isEqualTo(1);
        unruly.dropKept();
    }

    private void twoThreads() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        unruly.giveSent(n -> {
            inside.countDown();
            run(go::await);
            return n;
        });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                assertThat(unruly.call(5, true)).isEqualTo(5);
            } catch (Throwable t) {
                thrown.set(t);
            }
        });
        inside.await();
        assertThatExceptionOfType(ReenteredClosureException.class).isThrownBy(() -> unruly.call(1, false));
        go.countDown();
        other.join();
        assertThat(thrown.get()).isNull();
        assertThat(unruly.call(6, false)).isEqualTo(6);
        unruly.dropKept();
        assertThat(HostTargets.living()).isEqualTo(before);
    }

    private void methods() {
        AtomicReference<ThrowingCallable> inside = new AtomicReference<>(() -> {});
        unruly.giveCounter(new Own(() -> {
            ThrowingCallable once = inside.getAndSet(() -> {});
            once.call();
        }));
        inside.set(() -> unruly.total(false));
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> unruly.add(1, false));
        inside.set(() -> unruly.add(1, false));
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> unruly.add(1, false));
        inside.set(() -> unruly.add(1, false));
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> unruly.total(false));
        inside.set(() -> assertThat(unruly.total(false)).isEqualTo(7));
        assertThat(unruly.total(false)).as("&self inside &self").isEqualTo(7);
        assertThat(unruly.add(3, false)).as("afterwards it is free").isEqualTo(3);
        assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> unruly.total(true));
        unruly.dropCounter();
        assertThatExceptionOfType(StaleClosureException.class).isThrownBy(() -> unruly.total(false));
        assertThat(HostTargets.living()).isEqualTo(before);
    }

    private void broken() {
        try (Counter good = unruly.broken(0)) {
            assertThat(good.add(4)).isEqualTo(4);
        }
        long before = unruly.dropped();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> unruly.broken(1))
                .withMessage("broken(): an object whose table has null in slot 1, that of Counter.total");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> unruly.broken(2))
                .withMessage("broken(): an object whose table has 1 slots instead of 2, none for Counter.total");
        assertThat(unruly.dropped()).isEqualTo(before + 2);
        for (int how = 3; how <= 5; how++) {
            int which = how;
            assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> unruly.broken(which));
        }
        assertThat(unruly.dropped()).isEqualTo(before + 2);
        try (Unruly.BrokenClosureClosure good = unruly.brokenClosure(0)) {
            assertThat(good.call(9)).isEqualTo(9);
        }
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> unruly.brokenClosure(1));
        assertThat(unruly.dropped()).isEqualTo(before + 4);
    }
}
