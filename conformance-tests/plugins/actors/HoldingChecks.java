package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.actors.OwnActors.Own;
import org.rdylib.conformance.actors.OwnActors.Refused;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.Text;

/** Objects that give objects, take objects and closures, and have one another. */
final class HoldingChecks {

    private final Actors actors;

    HoldingChecks(Actors actors) {
        this.actors = actors;
    }

    /** Each with its name. */
    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a Java object gives objects, and takes one with a closure", this::ours);
        checks.put("an object of the library's gives objects", this::theirs);
        checks.put("what an object gives ends with its borrow", this::borrowed);
        checks.put("what an object has lent ends where the object is passed", this::passedOn);
        checks.put("so it does where the object is passed within a value", this::passedOnWithin);
        checks.put("an object of the library's takes an object and a closure of Java's", this::merged);
        checks.put("objects of both sides have one another", this::chained);
        checks.put("a region drops what it has newest first", this::newestFirst);
        return checks;
    }

    private void ours() {
        Own own = new Own(3);
        // 100 times 3, and the 4 of the copy; and the 3 that were there before
        assertThat(actors.explore(own)).isEqualTo(307);
        assertThat(own.count).isEqualTo(304);
        assertThat(own.copied.orElseThrow().count).isEqualTo(4);
        assertThat(own.copied.orElseThrow().closed).isEqualTo(1);
        assertThat(own.viewsClosed).hasValue(1);
        assertThat(own.closed).isZero();
        Own failing = new Own(3) {
            @Override
            public long merge(Counter other, Counter.MergeWith with) {
                throw new Refused();
            }
        };
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> actors.explore(failing));
        assertThat(failing.copied.orElseThrow().closed).isEqualTo(1);
        assertThat(failing.viewsClosed).hasValue(1);
    }

    private void theirs() {
        try (Counter counter = actors.counter()) {
            counter.add(3);
            assertThat(actors.explore(counter)).isEqualTo(307);
            try (Counter copy = counter.copy()) {
                assertThat(copy.add(1)).isEqualTo(305);
            }
            assertThat(counter.total()).isEqualTo(304);
            try (Total seen = counter.view()) {
                assertThat(seen.total()).isEqualTo(304);
                assertThat(actors.totalOf(seen)).isEqualTo(305);
            }
        }
        Own own = new Own(2);
        try (Counter wrapped = actors.wrap(own)) {
            // The copy of one that has another has the copy of that.
            assertThat(actors.explore(wrapped)).isEqualTo(2 + 204);
            try (Total seen = wrapped.view()) {
                assertThat(seen.total()).as("through the library, from Java").isEqualTo(204);
            }
            assertThat(own.viewsClosed).hasValue(2);
        }
        assertThat(own.copied.orElseThrow().closed).isEqualTo(1);
        assertThat(own.closed).isEqualTo(1);
    }

    private void borrowed() {
        try (Counter counter = actors.counter()) {
            Total seen = counter.view();
            Total again = counter.view();
            assertThat(counter.total()).as("shared beside them").isZero();
            assertThat(actors.living()).isEqualTo(3);
            counter.add(1);
            assertThat(actors.living()).as("dropped before it was changed").isEqualTo(1);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(seen::total);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(again::total);
            assertThat(counter.view().total()).isEqualTo(1);
        }
        assertThat(actors.living()).as("dropped with what it is seen through").isZero();
    }

    private void passedOn() {
        Counter counter = actors.counter();
        try (Counter other = actors.counter()) {
            Total seen = counter.view();
            // 0 + 1 + 2 added; then 3 + (0 + 1 + 2)
            assertThat(actors.drive(counter, 3)).isEqualTo(6);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(seen::total);
            Total again = counter.view();
            assertThat(other.merge(counter, (mine, theirs) -> mine + theirs)).isEqualTo(3);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(again::total);
            assertThat(counter.view().total()).isEqualTo(3);
            assertThat(actors.end(counter)).isEqualTo("plain 3");
        }
        assertThat(actors.living()).isZero();
        try (Region region = Region.open()) {
            Words words = actors.named(region.text("ab cd"));
            Text name = words.name();
            assertThat(actors.count(words).first()).isEqualTo(2);
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(name::toString);
        }
    }

    private void passedOnWithin() {
        Counter counter = actors.counter();
        Total seen = counter.view();
        try (Counter joined = actors.join(new Team("one", List.of(counter))).orElseThrow()) {
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(seen::total);
            assertThat(joined.total()).isZero();
        }
        assertThat(actors.living()).isZero();
        try (Region region = Region.open()) {
            Words words = actors.named(region.text("ab cd"));
            Words others = actors.named(region.text("e f g"));
            Text name = words.name();
            Text next = others.next().orElseThrow();
            assertThat(actors.gather(List.of(new Pair<>(10L, words), new Pair<>(1L, others))))
                    .isEqualTo(22);
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(name::toString);
            assertThat(next).as("is the region's, and the library's no more").hasToString("e");
        }
    }

    private void merged() {
        Own own = new Own(4);
        try (Counter counter = actors.counter()) {
            counter.add(3);
            assertThat(counter.merge(own, (mine, theirs) -> 10 * mine + theirs)).isEqualTo(34);
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> counter.merge(own, (mine, theirs) -> {
                        throw new Refused();
                    }));
            assertThat(counter.total()).as("as it was").isEqualTo(34);
            assertThatThrownBy(() -> counter.merge(own, (mine, theirs) -> counter.total()))
                    .isInstanceOf(ObjectBusyException.class);
            assertThatThrownBy(() -> counter.merge(counter, (mine, theirs) -> mine))
                    .isInstanceOf(ObjectBusyException.class);
            try (Counter other = actors.counter()) {
                assertThat(counter.merge(other, (mine, theirs) -> mine - theirs))
                        .isEqualTo(34);
            }
        }
        assertThat(own.closed).isZero();
    }

    /** One of Java's that has one of the library's. */
    private static final class Having extends Own {

        private final Counter other;
        private final List<String> order;

        Having(Counter other, List<String> order) {
            super(0);
            this.other = other;
            this.order = order;
        }

        @Override
        public long add(long by) {
            return other.add(by + 1);
        }

        @Override
        public void close() {
            order.add("outer");
            other.close();
            super.close();
        }
    }

    private void chained() {
        List<String> order = new ArrayList<>();
        Own inner = new Own(0) {
            @Override
            public void close() {
                order.add("inner");
                super.close();
            }
        };
        Having outer = new Having(actors.wrap(inner), order);
        try (Counter all = actors.wrap(outer)) {
            // twice 1, and 1, twice
            assertThat(all.add(1)).isEqualTo(6);
            assertThat(inner.count).isEqualTo(6);
        }
        assertThat(order).containsExactly("outer", "inner");
        assertThat(outer.closed + inner.closed).isEqualTo(2);
    }

    /** Words that say when they are dropped. */
    private record Noting(Region region, String text, List<String> order) implements Words, Bounded {
        @Override
        public Optional<Text> next() {
            return Optional.empty();
        }

        @Override
        public Text name() {
            return region.text(text);
        }

        @Override
        public void close() {
            order.add(text);
        }
    }

    private void newestFirst() {
        List<String> order = new ArrayList<>();
        Region region = Region.open();
        for (String name : List.of("first", "second", "third")) {
            assertThat(actors.hold(new Noting(region, name, order)).name()).hasToString(name);
        }
        Words given = actors.hold(new Noting(region, "given", order));
        assertThat(actors.hold(given).next()).isEmpty();
        try (Region inner = Region.open()) {
            assertThat(actors.hold(new Noting(inner, "inner", order)).next()).isEmpty();
        }
        assertThat(order).containsExactly("inner");
        assertThat(actors.living()).isEqualTo(5);
        region.close();
        assertThat(order).containsExactly("inner", "given", "third", "second", "first");
    }
}
