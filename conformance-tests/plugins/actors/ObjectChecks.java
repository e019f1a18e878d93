package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.actors.OwnActors.Borrowed;
import org.rdylib.conformance.actors.OwnActors.Fixed;
import org.rdylib.conformance.actors.OwnActors.Own;
import org.rdylib.conformance.actors.OwnActors.Refused;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.Text;

/** Objects of the host in the library, and of the library in the host. */
final class ObjectChecks {

    private final Actors actors;

    ObjectChecks(Actors actors) {
        this.actors = actors;
    }

    /** Each with its name. */
    Map<String, ThrowingCallable> all() {
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
        return checks;
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
        OtherThread.run(() -> assertThat(sum.total()).isEqualTo(14));
        theirs.close();
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(theirs::total);
        assertThat(sum.total()).isEqualTo(14);
        assertThat(closed).hasValue(0);
        Total same = actors.same(sum);
        sum.close();
        assertThat(same.total()).isEqualTo(14);
        OtherThread.run(same::close);
        assertThat(closed).as("one for each time that it was given").hasValue(2);
        try (Total back = actors.same(own)) {
            assertThat(back.total()).isEqualTo(4);
        }
        assertThat(closed).hasValue(3);
    }

    private void notSending() {
        try (Counter confined = actors.counter()) {
            Total own = new Fixed(1, new AtomicInteger());
            assertThat(actors.totalOf(own)).isEqualTo(2);
            assertThatThrownBy(() -> OtherThread.run(confined::total)).isInstanceOf(WrongThreadException.class);
        }
        try (Total shared = actors.shared(1)) {
            assertThat(actors.totalOf(shared)).isEqualTo(2);
        }
    }

    private void sendable() throws Throwable {
        Counter counter = actors.sendable();
        OtherThread.run(() -> assertThat(counter.add(2)).isEqualTo(2));
        assertThat(counter.add(1)).isEqualTo(3);
        counter.each(n -> {
            assertThatThrownBy(() -> OtherThread.run(counter::total)).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> OtherThread.run(() -> counter.add(1))).isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> OtherThread.run(counter::close)).isInstanceOf(ObjectBusyException.class);
            return false;
        });
        OtherThread.run(counter::close);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(counter::total);
    }

    private void sharedRegion() throws Throwable {
        Region region = Region.openShared();
        AtomicReference<Words> left = new AtomicReference<>();
        OtherThread.run(() -> left.set(actors.named(region.text("one two"))));
        assertThat(left.get().next().map(Text::toString)).contains("one");
        assertThat(actors.living()).isEqualTo(1);
        Text name = left.get().name();
        assertThat(name).hasToString("one two");
        assertThatThrownBy(() -> OtherThread.run(() -> left.get().next())).isInstanceOf(ObjectBusyException.class);
        assertThat(left.get().next().map(Text::toString)).contains("two");
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(name::toString);
        region.close();
        assertThat(actors.living()).as("dropped, though its thread has ended").isZero();
        assertThatExceptionOfType(ObjectDroppedException.class)
                .isThrownBy(() -> left.get().next());
        try (Region confined = Region.open()) {
            Words here = actors.named(confined.text("here"));
            assertThatThrownBy(() -> OtherThread.run(here::next)).isInstanceOf(WrongThreadException.class);
        }
    }
}
