package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.actors.OwnActors.Own;
import org.rdylib.conformance.actors.OwnActors.Refused;

/** What happens while something is dropped, also where it is dropped on the way of an exception. */
final class DropChecks {

    private final Actors actors;

    DropChecks(Actors actors) {
        this.actors = actors;
    }

    /** Each with its name. */
    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("an object calls Java while it is dropped", this::dropped);
        checks.put("what is thrown during a drop is thrown to nobody, and what was to be dropped is", this::thrown);
        checks.put("an exception has what is on its way dropped, which calls Java", this::onTheWay);
        checks.put("what fails within such a drop is another failure", this::nested);
        checks.put("so is what the library lets through there", this::through);
        checks.put("what is thrown within such a drop does not take its place", () -> assertArrives(n -> refuse()));
        checks.put("a Java object that throws where it is dropped is dropped", this::ours);
        return checks;
    }

    /** Counts its calls and drops. */
    private static final class Act implements Actors.EndingAct, Actors.WithEndAct {

        private final LongUnaryOperator body;
        private int calls;
        private int closed;

        Act(LongUnaryOperator body) {
            this.body = body;
        }

        @Override
        public long call(long n) {
            calls++;
            return body.applyAsLong(n);
        }

        @Override
        public void close() {
            closed++;
        }

        void assertOnce() {
            assertThat(calls).as("calls").isEqualTo(1);
            assertThat(closed).as("drops").isEqualTo(1);
        }
    }

    private static long refuse() {
        throw new Refused();
    }

    private void dropped() {
        long[] seen = {0};
        Act act = new Act(n -> seen[0] = n);
        try (Counter counter = actors.ending(act)) {
            counter.add(3);
        }
        act.assertOnce();
        assertThat(seen[0]).isEqualTo(3);
        Act finished = new Act(n -> n);
        assertThat(actors.end(actors.ending(finished))).isEqualTo("plain 0");
        finished.assertOnce();
        Act given = new Act(n -> n);
        Counter wrapped = actors.wrap(actors.ending(given));
        wrapped.close();
        given.assertOnce();
    }

    private void thrown() {
        Act act = new Act(n -> refuse());
        actors.ending(act).close();
        act.assertOnce();
        Act within = new Act(n -> refuse());
        actors.during(actors.ending(within), () -> {});
        within.assertOnce();
        try (Counter counter = actors.counter()) {
            assertThat(counter.add(1)).as("nobody's failure").isEqualTo(1);
        }
    }

    /** Fails while the library has something that calls {@code act} when it is dropped. */
    private interface Failing {
        void call(Act act, Actors.DuringAct thrower);
    }

    /** The same exception arrives, wherever what is dropped on its way stands. */
    private void assertArrives(LongUnaryOperator body) {
        Refused first = new Refused();
        List<Failing> ways = List.of(
                (act, thrower) -> actors.during(actors.ending(act), thrower),
                (act, thrower) -> actors.during(actors.wrap(actors.ending(act)), thrower),
                (act, thrower) -> actors.withEnd(act, thrower::call));
        for (Failing way : ways) {
            Act act = new Act(body);
            assertThatThrownBy(() -> way.call(act, () -> {
                        throw first;
                    }))
                    .isSameAs(first);
            act.assertOnce();
        }
    }

    private void onTheWay() {
        List<Long> driven = new ArrayList<>();
        assertArrives(n -> {
            driven.add(actors.drive(new Own(0), 3));
            return n;
        });
        assertThat(driven).containsExactly(6L, 6L, 6L);
    }

    private void nested() {
        Refused second = new Refused();
        List<Throwable> caught = new ArrayList<>();
        Own failing = new Own(0) {
            @Override
            public long add(long by) {
                throw second;
            }
        };
        assertArrives(n -> {
            try {
                actors.drive(failing, 1);
            } catch (Refused e) {
                caught.add(e);
            }
            return n;
        });
        assertThat(caught).containsExactly(second, second, second);
    }

    private void through() {
        Refused second = new Refused();
        List<Throwable> caught = new ArrayList<>();
        int[] dropped = {0};
        assertArrives(n -> {
            Act within = new Act(m -> m);
            try {
                actors.during(actors.ending(within), () -> {
                    throw second;
                });
            } catch (Refused e) {
                caught.add(e);
            }
            within.assertOnce();
            dropped[0]++;
            return n;
        });
        assertThat(caught).containsExactly(second, second, second);
        assertThat(dropped[0]).isEqualTo(3);
        assertArrives(n -> {
            actors.during(actors.counter(), () -> {
                throw second;
            });
            return n;
        });
    }

    private void ours() {
        int[] drops = {0};
        Own own = new Own(1) {
            @Override
            public void close() {
                drops[0]++;
                throw new Refused();
            }
        };
        actors.wrap(own).close();
        assertThat(drops[0]).isEqualTo(1);
        Refused first = new Refused();
        assertThatThrownBy(() -> actors.during(actors.wrap(own), () -> {
                    throw first;
                }))
                .isSameAs(first);
        assertThat(drops[0]).isEqualTo(2);
    }
}
