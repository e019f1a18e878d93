package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/** What the host implements, and what it throws. */
final class OwnActors {

    private OwnActors() {}

    /** What a host throws of its own accord. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A counter of Java's, which knows what becomes of it. */
    static class Own implements Counter {
        long count;
        int closed;
        boolean finished;
        final AtomicInteger viewsClosed = new AtomicInteger();

        /** The last copy. */
        Optional<Own> copied = Optional.empty();

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
        public Counter copy() {
            Own made = new Own(count);
            copied = Optional.of(made);
            return made;
        }

        @Override
        public Total view() {
            return new Fixed(count, viewsClosed);
        }

        @Override
        public long merge(Counter other, Counter.MergeWith with) {
            count = with.call(count, other.total());
            return count;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** A number that any thread may look at. */
    record Fixed(long total, AtomicInteger closed) implements Total {
        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** Words that borrow from a region, and say so. */
    record Borrowed(Region region, List<Text> words, AtomicInteger at) implements Words, Bounded {
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
}
