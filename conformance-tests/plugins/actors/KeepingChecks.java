package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.actors.OwnActors.Own;
import org.rdylib.conformance.actors.OwnActors.Refused;
import org.rdylib.loader.Async;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;

/** References to objects and closures that the library keeps. */
final class KeepingChecks {

    private final Actors actors;

    private final KeptCount kept = new KeptCount();

    KeepingChecks(Actors actors) {
        this.actors = actors;
    }

    /** Each with its name. */
    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a Java object that is kept is given back with what keeps it", this::led);
        checks.put("a Java object that says for how long it is lent is kept no longer", this::bounded);
        checks.put("a closure that is kept is given back with what keeps it, or with its region", this::fed);
        checks.put("nothing ends inside a call of what is kept", this::inside);
        checks.put("what more is lent for a lifetime is given back with the rest", this::asked);
        checks.put("an object of the library's is lent besides for as long as something else is", this::also);
        checks.put("an object of the library's that is kept as `&mut` is used by nobody else", this::exclusive);
        checks.put("an object of the library's that is kept as `&` is changed by nobody", this::shared);
        checks.put("what is kept may be of both sides", this::beside);
        checks.put("what keeps something is given away, and it is kept on", this::handedOver);
        checks.put("a call that fails keeps nothing", this::failing);
        checks.put("an object of Java's keeps what it is lent", this::introduced);
        checks.put("a future keeps what it was made of", this::soon);
        return checks;
    }

    private void led() {
        Own own = new Own(3);
        try (Watch watch = actors.lead(own)) {
            kept.assertIs(1);
            assertThat(watch.tell(4)).isEqualTo(7);
            own.count = 10;
            assertThat(watch.tell(1)).isEqualTo(11);
        }
        kept.assertIs(0);
        assertThat(actors.lead(own).end()).isEqualTo(11);
        kept.assertIs(0);
        assertThat(own.closed).as("it was lent, and not given").isZero();
        for (int i = 0; i < 3; i++) {
            Total seen = actors.look(own);
            assertThat(seen.total()).isEqualTo(11);
            seen.close();
        }
        kept.assertIs(0);
    }

    /** A counter that says for how long it is there. */
    private static final class Until extends Own implements Bounded {
        private final Region region;

        Until(Region region) {
            super(1);
            this.region = region;
        }

        @Override
        public Region region() {
            return region;
        }
    }

    private void bounded() {
        Watch watch;
        try (Region region = Region.open()) {
            Until until = new Until(region);
            watch = actors.lead(until);
            assertThat(watch.tell(1)).isEqualTo(2);
            try (Region inner = Region.open()) {
                assertThat(actors.feed(inner.text("inner"), (sum, _) -> until.total() + sum)
                                .tell(3))
                        .isEqualTo(5);
                assertThat(actors.living()).isEqualTo(2);
            }
            assertThat(actors.living()).isEqualTo(1);
            kept.assertIs(1);
        }
        kept.assertIs(0);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> watch.tell(1));
        try (Region region = Region.openShared()) {
            actors.lead(new Until(region)).tell(1);
            actors.look(new Until(region)).total();
            kept.assertIs(2);
        }
        kept.assertIs(0);
    }

    private void fed() {
        List<String> told = new ArrayList<>();
        Actors.FeedTo to = (sum, text) -> {
            told.add(text.toString() + sum);
            return 2 * sum;
        };
        try (Region region = Region.open()) {
            Watch watch = actors.feed(region.text("a"), to);
            assertThat(watch.tell(2)).isEqualTo(4);
            try (Watch other = actors.feed(region.text("b"), to)) {
                assertThat(other.tell(1)).isEqualTo(2);
                kept.assertIs(2);
            }
            kept.assertIs(1);
            assertThat(watch.tell(3)).isEqualTo(10);
        }
        kept.assertIs(0);
        assertThat(told).containsExactly("a2", "b1", "a5");
    }

    private void inside() {
        List<Watch> all = new ArrayList<>();
        try (Region region = Region.open()) {
            Watch inner = actors.feed(region.text("inner"), (sum, _) -> sum);
            all.add(actors.feed(region.text("text"), (sum, _) -> {
                for (ThrowingCallable use : List.<ThrowingCallable>of(
                        () -> all.getFirst().tell(1), () -> all.getFirst().close())) {
                    assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(use);
                }
                assertThatExceptionOfType(RegionException.class).isThrownBy(region::close);
                return inner.tell((int) sum);
            }));
            assertThat(all.getFirst().tell(2)).isEqualTo(2);
        }
        kept.assertIs(0);
    }

    private void asked() {
        try (Watch watch = actors.lead(new Own(0))) {
            watch.through(by -> 10 * by);
            assertThat(watch.tell(2)).isEqualTo(20);
            watch.through(by -> by + 1);
            assertThat(watch.tell(2)).isEqualTo(23);
            kept.assertIs(3);
        }
        kept.assertIs(0);
    }

    private void also() {
        Counter counter = actors.counter();
        counter.add(5);
        try (Watch watch = actors.lead(new Own(0))) {
            watch.also(counter);
            assertThat(watch.tell(1)).isEqualTo(6);
            assertThat(counter.total()).isEqualTo(5);
            for (ThrowingCallable use : List.<ThrowingCallable>of(() -> counter.add(1), counter::close)) {
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(use)
                        .withMessageContaining("while Watch@");
            }
            watch.also(new Own(7));
            assertThat(watch.tell(1)).isEqualTo(9);
            kept.assertIs(2);
        }
        kept.assertIs(0);
        assertThat(counter.add(1)).isEqualTo(6);
        counter.close();
        try (Region region = Region.open()) {
            Counter other = actors.counter();
            Watch watch = actors.feed(region.text("text"), (sum, _) -> sum);
            watch.also(other);
            watch.also(new Own(3));
            assertThat(watch.tell(1)).isEqualTo(4);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> other.add(1));
            watch.close();
            assertThat(other.add(1)).isEqualTo(1);
            other.close();
        }
    }

    private void exclusive() {
        Counter counter = actors.counter();
        try (Watch watch = actors.lead(counter)) {
            assertThat(watch.tell(3)).isEqualTo(3);
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    counter::total,
                    () -> counter.add(1),
                    counter::close,
                    () -> actors.end(counter),
                    () -> actors.lead(counter),
                    () -> actors.look(counter),
                    () -> actors.drive(counter, 1))) {
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(use)
                        .withMessageContaining("while Watch@")
                        .withMessageEndingWith("borrows from it");
            }
            assertThat(watch.tell(1)).isEqualTo(4);
        }
        assertThat(counter.add(1)).isEqualTo(5);
        try (Watch watch = actors.lead(counter)) {
            assertThat(watch.tell(1)).isEqualTo(6);
        }
        counter.close();
        assertThat(actors.living()).isZero();
    }

    private void shared() {
        Counter counter = actors.counter();
        counter.add(3);
        Total seen = actors.look(counter);
        try (Total again = actors.look(counter)) {
            assertThat(seen.total() + again.total() + counter.total()).isEqualTo(9);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> counter.add(1));
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(counter::close);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> actors.lead(counter));
        }
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> counter.add(1));
        seen.close();
        assertThat(counter.add(1)).isEqualTo(4);
        counter.close();
    }

    private void beside() {
        Counter counter = actors.counter();
        try (Watch watch = actors.lead(new Own(2))) {
            Total sum = watch.beside(counter);
            counter.total();
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> counter.add(1));
            assertThat(sum.total()).isEqualTo(2);
            // What borrows from `watch` ends where that is changed, and with it the loan of the counter.
            assertThat(watch.tell(1)).isEqualTo(3);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(sum::total);
            assertThat(counter.add(4)).isEqualTo(4);
            assertThat(watch.beside(new Own(5)).total()).isEqualTo(8);
            kept.assertIs(2);
        }
        kept.assertIs(0);
        counter.close();
    }

    private void handedOver() {
        Own own = new Own(1);
        Watch given = actors.hand(actors.lead(own));
        kept.assertIs(1);
        assertThat(given.tell(2)).isEqualTo(3);
        Counter counter = actors.counter();
        Watch again = actors.hand(actors.lead(counter));
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(counter::total);
        assertThat(again.tell(1)).isEqualTo(1);
        again.close();
        counter.close();
        given.close();
        kept.assertIs(0);
        assertThat(actors.lead(own).end()).isEqualTo(3);
        kept.assertIs(0);
    }

    private void failing() {
        Counter counter = actors.counter();
        Own own = new Own(0) {
            @Override
            public long total() {
                throw new Refused();
            }
        };
        try (Watch watch = actors.lead(own)) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> watch.beside(counter).total());
            assertThat(watch.tell(1)).isEqualTo(1);
        }
        assertThat(counter.add(1)).isEqualTo(1);
        Counter closed = actors.counter();
        closed.close();
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> actors.lead(closed));
        try (Region region = Region.open()) {
            Until until = new Until(region);
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> actors.perhaps(Optional.of(closed), Optional.of(n -> n)));
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> actors.either(Optional.of(closed), Optional.empty()));
            try (Region inner = Region.open();
                    Watch watch = actors.lead(until)) {
                BoundedStep step = new BoundedStep(inner);
                assertThatExceptionOfType(RegionException.class).isThrownBy(() -> watch.through(step));
            }
        }
        counter.close();
        kept.assertIs(0);
    }

    /** A closure that says for how long it is there. */
    private record BoundedStep(Region region) implements Watch.ThroughStep, Bounded {
        @Override
        public long call(long by) {
            return by;
        }
    }

    /** Keeps what it meets. */
    private record Met(Region region, List<Total> all) implements Meeting, Bounded {
        @Override
        public void meet(Total total) {
            all.add(total);
        }

        @Override
        public void close() {}
    }

    private void introduced() {
        List<Total> all = new ArrayList<>();
        try (Region region = Region.open()) {
            Met met = new Met(region, all);
            Counter counter = actors.counter();
            counter.add(3);
            Total seen = actors.look(counter);
            try (Region inner = Region.open()) {
                actors.introduce(seen, new Met(inner, all));
                assertThat(all.getLast().total()).isEqualTo(3);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(seen::close);
            }
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(() -> all.getLast().total());
            seen.close();
            counter.close();
            actors.introduce(new OwnActors.Fixed(8, new AtomicInteger()), met);
            assertThat(all.getLast().total()).isEqualTo(8);
            kept.assertIs(1);
        }
        kept.assertIs(0);
        assertThatExceptionOfType(RegionClosedException.class)
                .isThrownBy(() -> all.getLast().total());
    }

    private void soon() {
        Counter counter = actors.counter();
        counter.add(3);
        Async<Long> soon = actors.soon(counter, n -> n + 1);
        kept.assertIs(1);
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> counter.add(1));
        assertThat(soon.join()).isEqualTo(4);
        kept.assertIs(0);
        assertThat(counter.add(1)).isEqualTo(4);
        Async<Long> dropped = actors.soon(new Own(1), n -> n);
        dropped.close();
        kept.assertIs(0);
        counter.close();
    }
}
