package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final int ROUNDS = Integer.getInteger("rdylib.litmus", 5_000);

    private static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Door extends Gate {
        @Override
        protected RuntimeException closed() {
            return new Closed();
        }
    }

    private static List<String> shut(Gate gate) {
        List<String> uses = gate.close(List::of, true);
        if (uses.isEmpty() && gate.isEnding()) {
            gate.end();
        }
        return uses;
    }

    @Test
    void whoIsInsideIsNamedAndKeepsItOpen() throws Exception {
        Gate gate = new Door();
        Gate other = new Door();
        ThreadState state = ThreadState.current();
        int mark = state.depth();
        for (int i = 0; i < 20; i++) {
            state.enter(gate);
            state.enter(other);
        }
        assertThat(shut(gate)).singleElement().asString().startsWith("a call on this thread");
        CountDownLatch closed = new CountDownLatch(1);
        List<String> elsewhere = new ArrayList<>();
        Thread.ofPlatform().start(() -> {
            elsewhere.addAll(shut(gate));
            closed.countDown();
        });
        closed.await();
        assertThat(elsewhere)
                .containsExactly("a call on thread " + Thread.currentThread().getName());
        state.leave(mark + 1);
        assertThat(shut(other)).isEmpty();
        assertThat(shut(gate)).hasSize(1);
        state.leave(mark);
        assertThat(shut(gate)).isEmpty();
        assertThatExceptionOfType(Closed.class).isThrownBy(() -> state.enter(gate));
        assertThatExceptionOfType(Closed.class).isThrownBy(gate::check);
        assertThat(state.depth()).isEqualTo(mark);
        assertThat(shut(gate)).as("closed twice").isEmpty();
    }

    @Test
    void anotherUseKeepsItOpenToo() {
        Gate gate = new Door();
        assertThat(gate.close(() -> List.of("something"), true)).containsExactly("something");
        gate.check();
        assertThat(shut(gate)).isEmpty();
    }

    @Test
    void whoEndsItMayEnterUntilItHasEnded() throws Exception {
        Gate gate = new Door();
        ThreadState state = ThreadState.current();
        int mark = state.depth();
        assertThat(gate.close(List::of, true)).isEmpty();
        assertThat(gate.isEnding()).isTrue();
        state.enter(gate);
        state.leave(mark);
        List<Throwable> elsewhere = new ArrayList<>();
        Thread.ofPlatform()
                .start(() -> {
                    try {
                        ThreadState.current().enter(gate);
                    } catch (Closed e) {
                        elsewhere.add(e);
                    }
                })
                .join();
        assertThat(elsewhere).hasSize(1);
        gate.end();
        assertThatExceptionOfType(Closed.class).isThrownBy(() -> state.enter(gate));
    }

    /** What is never to be: a thread that is inside while it is gone. */
    private static final class Litmus<G> {
        private volatile @Nullable G current;
        private volatile boolean stop;
        private final AtomicLong entered = new AtomicLong();
        private final AtomicLong violations = new AtomicLong();

        /** The closed flag of the gate that it runs with, which is set once nobody is inside. */
        private interface Visit<G> {
            boolean enters(G gate, AtomicLong violations);
        }

        private void visit(Visit<G> visit) {
            G last = null;
            long in = 0;
            while (!stop) {
                G gate = current;
                if (gate == null || gate.equals(last)) {
                    Thread.onSpinWait();
                    continue;
                }
                while (visit.enters(gate, violations)) {
                    in++;
                }
                last = gate;
            }
            entered.addAndGet(in);
        }
    }

    private static final class Room extends Gate {
        volatile boolean gone;

        @Override
        protected RuntimeException closed() {
            return new Closed();
        }

        boolean visit(AtomicLong violations) {
            ThreadState state = ThreadState.current();
            int mark = state.depth();
            try {
                state.enter(this);
            } catch (Closed e) {
                return false;
            }
            try {
                for (int i = 0; i < 200; i++) {
                    if (gone) {
                        violations.incrementAndGet();
                        break;
                    }
                }
                return true;
            } finally {
                state.leave(mark);
            }
        }

        void demolish() {
            while (!shut(this).isEmpty()) {
                Thread.onSpinWait();
            }
            gone = true;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nobodyIsInsideOnceItHasEnded(boolean virtual) throws Exception {
        Litmus<Room> litmus = new Litmus<>();
        Thread visitor = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> litmus.visit(Room::visit));
        run(litmus, ROUNDS, Room::new, Room::demolish);
        visitor.join();
        assertThat(litmus.entered.get()).as("visits").isGreaterThan(ROUNDS);
        assertThat(litmus.violations.get()).as("visits to what is gone").isZero();
    }

    /** The slot of the visitor of shacks, apart from what the shack itself is made of. */
    private static final int[] SLOTS = new int[64];

    private static final int SLOT = 32;

    /** The same without the handshake: it shows that the test above can fail at all. */
    private static final class Shack {
        volatile boolean closed;
        volatile boolean gone;

        boolean visit(AtomicLong violations) {
            SLOTS[SLOT]++;
            try {
                if (closed) {
                    return false;
                }
                for (int i = 0; i < 200; i++) {
                    if (gone) {
                        violations.incrementAndGet();
                        break;
                    }
                }
                return true;
            } finally {
                SLOTS[SLOT]--;
            }
        }

        void demolish() {
            closed = true;
            while (SLOTS[SLOT] != 0) {
                Thread.onSpinWait();
            }
            gone = true;
        }
    }

    @Test
    void withoutTheHandshakeSomebodyIs() throws Exception {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            abort("one processor reorders nothing that it sees itself");
        }
        long seen = 0;
        for (int tries = 0; tries < 20 && seen == 0; tries++) {
            Litmus<Shack> litmus = new Litmus<>();
            Thread visitor = Thread.ofPlatform().start(() -> litmus.visit(Shack::visit));
            run(litmus, ROUNDS, Shack::new, Shack::demolish);
            visitor.join();
            seen = litmus.violations.get();
        }
        if (seen == 0) {
            abort("this machine did not show it");
        }
    }

    private static <G> void run(Litmus<G> litmus, int rounds, Supplier<G> gate, Consumer<G> demolish) {
        for (int i = 0; i < rounds; i++) {
            G next = gate.get();
            litmus.current = next;
            for (int spin = 200 + i % 2000; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            demolish.accept(next);
            for (int spin = 200; spin > 0; spin--) {
                Thread.onSpinWait();
            }
        }
        litmus.stop = true;
    }

    @Test
    void whoIsInsideIsSeenAlsoOfMoreGatesThanAnIntNumbers() {
        long numbers = Gate.NUMBERS.getAndSet(Integer.MAX_VALUE - 1);
        try {
            ThreadState state = ThreadState.current();
            int mark = state.depth();
            for (int i = 0; i < 4; i++) {
                Gate gate = new Door();
                state.enter(gate);
                assertThat(shut(gate)).hasSize(1);
                state.leave(mark);
                state.note(gate);
                assertThat(shut(gate)).hasSize(1);
                state.leave(mark);
                assertThat(shut(gate)).isEmpty();
            }
        } finally {
            Gate.NUMBERS.addAndGet(numbers);
        }
    }
}
