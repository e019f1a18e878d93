package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.SpentClosureException;
import org.rdylib.loader.Text;
import org.rdylib.loader.stub.HostTargets;
import org.rdylib.loader.stub.Making;

/** A host that gives objects and closures of its own, takes the library's, and looks at both accounts after each scenario. */
public final class ActorsDriver implements PluginChecks {

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A counter of Java's, which knows what becomes of it. */
    private static class Own implements Counter {
        long count;
        int closed;
        boolean finished;

        Own(long count) {
            this.count = count;
        }

        @Override
        public long add(long by) {
            count += by;
            return count;
        }

        @Override
        public long total() {
            return count;
        }

        @Override
        public void each(Counter.EachVisit visit) {
            for (long i = 0; i < count && visit.call(i); i++) {
                assertThat(i).isNotNegative();
            }
        }

        @Override
        public String finish() {
            finished = true;
            return "own " + count;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private record Fixed(long total, AtomicInteger closed) implements Total {
        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private interface Inspection {
        long inspect(Counter counter, Optional<Counter> given, Actors.InspectStep step);
    }

    private final class Host implements Actors.Imports {
        @Override
        public Counter make(long start) {
            made = new Own(start);
            return made;
        }

        @Override
        public long inspect(Counter counter, Optional<Counter> given, Actors.InspectStep step) {
            return inspection.inspect(counter, given, step);
        }
    }

    private Actors actors;
    private Own made = new Own(0);
    private Inspection inspection = (counter, given, step) -> 0;

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        actors = Actors.load(library, new Host());
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a Java object is lent for a call", this::lent);
        checks.put("a Java object is given, and dropped by the library", this::given);
        checks.put("self: Box<Self> consumes a Java object", this::consumed);
        checks.put("a Java object that throws reaches the caller as itself", this::throwing);
        checks.put("Java objects in lists and structs", this::nested);
        checks.put("a Java object is bounded by its own region", this::bounded);
        checks.put("an object that is Sync is used on the library's threads", this::threads);
        checks.put("counted objects of both sides", this::counted);
        checks.put("a confined object cannot be passed where others may use it", this::notSending);
        checks.put("a sendable object goes to another thread, one at a time", this::sendable);
        checks.put("a sendable object in a shared region outlives its thread", this::sharedRegion);
        checks.put("a closure is kept until it is dropped", this::kept);
        checks.put("a kept closure that runs is not entered again", this::reentered);
        checks.put("a FnOnce of Java's is called once or dropped", this::javaOnce);
        checks.put("closures of the library are called and closed", this::libraryClosures);
        checks.put("a FnOnce of the library's is called once", this::libraryOnce);
        checks.put("closures of both sides hold one another", this::composed);
        checks.put("closures on the library's threads", this::scattered);
        checks.put("what a callback is lent and given", this::inspected);
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            long targets = HostTargets.living();
            long pieces = Making.living();
            long refused = HostTargets.refused();
            check.call();
            actors.release();
            assertThat(actors.living()).as("what the library has made").isZero();
            assertThat(HostTargets.living())
                    .as("what the library has of Java's")
                    .isEqualTo(targets);
            assertThat(HostTargets.refused()).as("drops of what was not there").isEqualTo(refused);
            assertThat(Making.living())
                    .as("memory that the library has of Java's")
                    .isEqualTo(pieces);
        }));
        return accounted;
    }

    private static void elsewhere(ThrowingCallable action) throws Throwable {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                action.call();
            } catch (Throwable t) {
                thrown.set(t);
            }
        });
        thread.join();
        if (thrown.get() != null) {
            throw thrown.get();
        }
    }

    private void lent() {
        Own own = new Own(0);
        // 0 + 1 + 2 added; then 3 + (0 + 1 + 2)
        assertThat(actors.drive(own, 3)).isEqualTo(6);
        assertThat(own.count).isEqualTo(3);
        assertThat(own.closed).isZero();
        assertThat(actors.totalOf(new Fixed(41, new AtomicInteger()))).isEqualTo(42);
        try (Counter theirs = actors.counter()) {
            assertThat(actors.drive(theirs, 3)).isEqualTo(6);
        }
    }

    private void given() {
        Own own = new Own(10);
        try (Counter wrapped = actors.wrap(own)) {
            assertThat(wrapped.add(2)).isEqualTo(14);
            assertThat(wrapped.total()).isEqualTo(14);
            List<Long> seen = new ArrayList<>();
            wrapped.each(n -> seen.add(n) && n < 2);
            assertThat(seen).containsExactly(0L, 1L, 2L);
            assertThat(own.closed).isZero();
        }
        assertThat(own.closed).isEqualTo(1);
        Own twice = new Own(1);
        try (Counter wrapped = actors.wrap(actors.wrap(twice))) {
            assertThat(wrapped.add(1)).isEqualTo(5);
        }
        assertThat(twice.closed).isEqualTo(1);
    }

    private void consumed() {
        Own own = new Own(5);
        assertThat(actors.end(own)).isEqualTo("own 5");
        assertThat(own.finished).isTrue();
        assertThat(own.closed).as("a consumed object is not dropped").isZero();
        Own inner = new Own(6);
        Counter wrapped = actors.wrap(inner);
        assertThat(wrapped.finish()).isEqualTo("doubled own 6");
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(wrapped::total);
        assertThat(actors.end(actors.counter())).isEqualTo("plain 0");
    }

    private void throwing() {
        Own own = new Own(0) {
            @Override
            public long add(long by) {
                throw new Refused();
            }
        };
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> actors.drive(own, 1));
        try (Counter wrapped = actors.wrap(own)) {
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> wrapped.add(1));
            assertThat(wrapped.total()).isZero();
        }
        assertThat(own.closed).isEqualTo(1);
        Own ending = new Own(0) {
            @Override
            public String finish() {
                throw new Refused();
            }
        };
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> actors.end(ending));
    }

    private void nested() {
        Own first = new Own(1);
        Own second = new Own(2);
        Counter theirs = actors.counter();
        Optional<Counter> last = actors.join(new Team("three", List.of(first, theirs, second)));
        assertThat(first.closed).isEqualTo(1);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(theirs::total);
        try (Counter joined = last.orElseThrow()) {
            assertThat(joined.total()).isEqualTo(2);
            assertThat(second.closed).isZero();
        }
        assertThat(second.closed).isEqualTo(1);
        assertThat(actors.join(new Team("none", List.of()))).isEmpty();
        Own unused = new Own(0);
        assertThatThrownBy(() -> actors.join(new Team("\uD800", List.of(unused))))
                .isInstanceOf(IllegalArgumentException.class);
        Counter busy = actors.counter();
        assertThatThrownBy(() -> actors.join(new Team("twice", List.of(unused, busy, busy))))
                .isInstanceOf(ObjectBusyException.class);
        assertThat(unused.closed).as("what was never given is not dropped").isZero();
        assertThat(busy.total()).isZero();
        busy.close();
    }

    /** Words that borrow from a region, and say so. */
    private record Borrowed(Region region, List<Text> words, AtomicInteger at) implements Words, Bounded {
        @Override
        public Optional<Text> next() {
            int next = at.getAndIncrement();
            return next < words.size() ? Optional.of(words.get(next)) : Optional.empty();
        }

        @Override
        public Text name() {
            return words.getFirst();
        }

        @Override
        public void close() {}
    }

    private void bounded() {
        try (Region region = Region.open()) {
            List<Text> words = List.of(region.text("one"), region.text("two"));
            assertThat(actors.count(new Borrowed(region, words, new AtomicInteger())))
                    .isEqualTo(new Pair<>(2L, "one/one/two"));
            try (Region shorter = Region.open()) {
                List<Text> other = List.of(shorter.text("short"));
                assertThatThrownBy(() -> actors.count(new Borrowed(region, other, new AtomicInteger())))
                        .isInstanceOf(org.rdylib.loader.RegionException.class);
            }
            assertThat(actors.count(actors.named(region.text("a b c")))).isEqualTo(new Pair<>(3L, "a b c/a/b/c"));
        }
    }

    private void threads() {
        ConcurrentSkipListSet<String> names = new ConcurrentSkipListSet<>();
        Total own = new Total() {
            @Override
            public long total() {
                names.add(Thread.currentThread().toString());
                return 5;
            }

            @Override
            public void close() {}
        };
        assertThat(actors.onThreads(own, 4)).isEqualTo(20);
        assertThat(names).isNotEmpty().doesNotContain(Thread.currentThread().toString());
        Total failing = new Total() {
            @Override
            public long total() {
                throw new Refused();
            }

            @Override
            public void close() {}
        };
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> actors.onThreads(failing, 2));
        try (Total theirs = actors.shared(3)) {
            assertThat(actors.onThreads(theirs, 4)).isEqualTo(12);
        }
    }

    private void counted() throws Throwable {
        AtomicInteger closed = new AtomicInteger();
        Total own = new Fixed(4, closed);
        Total theirs = actors.shared(3);
        Total sum = actors.sum(List.of(own, theirs, own, theirs));
        assertThat(sum.total()).isEqualTo(14);
        elsewhere(() -> assertThat(sum.total()).isEqualTo(14));
        theirs.close();
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(theirs::total);
        assertThat(sum.total()).isEqualTo(14);
        assertThat(closed).hasValue(0);
        Total same = actors.same(sum);
        sum.close();
        assertThat(same.total()).isEqualTo(14);
        elsewhere(same::close);
        assertThat(closed).as("one for each time that it was given").hasValue(2);
        try (Total back = actors.same(own)) {
            assertThat(back.total()).isEqualTo(4);
        }
        assertThat(closed).hasValue(3);
    }

    private void notSending() {
        try (Counter confined = actors.counter()) {
            List<Throwable> thrown = new ArrayList<>();
            Total own = new Fixed(1, new AtomicInteger());
            assertThat(actors.totalOf(own)).isEqualTo(2);
            assertThatThrownBy(() -> elsewhere(confined::total)).isInstanceOf(WrongThreadException.class);
            assertThat(thrown).isEmpty();
        }
        try (Total shared = actors.shared(1)) {
            assertThat(actors.totalOf(shared)).isEqualTo(2);
        }
    }

    private void sendable() throws Throwable {
        Counter counter = actors.sendable();
        elsewhere(() -> assertThat(counter.add(2)).isEqualTo(2));
        assertThat(counter.add(1)).isEqualTo(3);
        counter.each(n -> {
            assertThatThrownBy(() -> elsewhere(counter::total)).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> elsewhere(() -> counter.add(1))).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> elsewhere(counter::close)).isInstanceOf(ObjectBusyException.class);
            return false;
        });
        elsewhere(counter::close);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(counter::total);
    }

    private void sharedRegion() throws Throwable {
        Region region = Region.openShared();
        AtomicReference<Words> left = new AtomicReference<>();
        elsewhere(() -> left.set(actors.named(region.text("one two"))));
        assertThat(left.get().next().map(Text::toString)).contains("one");
        assertThat(actors.living()).isEqualTo(1);
        Text name = left.get().name();
        assertThat(name).hasToString("one two");
        assertThatThrownBy(() -> elsewhere(() -> left.get().next())).isInstanceOf(ObjectBusyException.class);
        assertThat(left.get().next().map(Text::toString)).contains("two");
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(name::toString);
        region.close();
        assertThat(actors.living()).as("dropped, though its thread has ended").isZero();
        assertThatExceptionOfType(ObjectDroppedException.class)
                .isThrownBy(() -> left.get().next());
        try (Region confined = Region.open()) {
            Words here = actors.named(confined.text("here"));
            assertThatThrownBy(() -> elsewhere(here::next)).isInstanceOf(WrongThreadException.class);
        }
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
        elsewhere(() -> assertThat(actors.fire(4, false)).contains(9L));
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
        elsewhere(() -> assertThat(adder.call(2)).isEqualTo(6));
        elsewhere(adder::close);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> adder.call(1));
        try (Actors.SequenceClosure sequence = actors.sequence(7)) {
            assertThat(sequence.call()).isEqualTo(7);
            assertThat(sequence.call()).isEqualTo(8);
            assertThatThrownBy(() -> elsewhere(sequence::call)).isInstanceOf(WrongThreadException.class);
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

    private void inspected() {
        AtomicReference<Counter> kept = new AtomicReference<>();
        AtomicReference<Counter> lent = new AtomicReference<>();
        inspection = (counter, given, step) -> {
            lent.set(counter);
            given.ifPresent(kept::set);
            counter.add(100);
            long stepped = step.call(1);
            assertThatExceptionOfType(SpentClosureException.class).isThrownBy(() -> step.call(1));
            return stepped;
        };
        assertThat(actors.borrowing(0)).isEqualTo(2 + 101);
        assertThat(made.count).isEqualTo(1);
        assertThat(made.closed).isEqualTo(1);
        assertThat(kept.get()).isNull();
        assertThatExceptionOfType(RegionClosedException.class)
                .isThrownBy(() -> lent.get().total());
        assertThat(actors.borrowing(5)).isEqualTo(2 + 106);
        try (Counter own = kept.get()) {
            assertThat(own.total()).isEqualTo(7);
        }
        inspection = (counter, given, step) -> {
            given.ifPresent(Counter::close);
            step.close();
            throw new Refused();
        };
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> actors.borrowing(1));
        inspection = (counter, given, step) -> {
            given.ifPresent(Counter::close);
            assertThatExceptionOfType(ObjectSharedException.class).isThrownBy(() -> counter.finish());
            step.close();
            return 0;
        };
        assertThat(actors.borrowing(1)).isEqualTo(2);
    }
}
