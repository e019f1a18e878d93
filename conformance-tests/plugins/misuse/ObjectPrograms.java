package org.rdylib.conformance.misuse;

import java.util.List;
import org.rdylib.conformance.misuse.honest.Counter;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.honest.Team;
import org.rdylib.conformance.misuse.honest.Total;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.loader.Region;

/** Objects of a library, and Java's. */
final class ObjectPrograms extends Subject {

    ObjectPrograms(Libraries libraries) {
        super(libraries);
        add("an object is closed twice, and used", this::closed);
        add("an object is used after it was given back", this::given);
        add("an object is used after its last method", this::finished);
        add("an object is given back twice", this::givenTwice);
        add("an object is given back twice by one call", this::givenTwiceAtOnce);
        add("one `&mut` object is passed twice", this::exclusiveTwice);
        add("an object is passed as `&` and as `&mut`", this::sharedAndExclusive);
        add("a `&mut self` method is entered again", this::reentered);
        add("a `&self` method is called inside a `&mut self` method", this::sharedInside);
        add("a `&mut self` method is called inside a `&self` method", this::exclusiveInside);
        add("an object is dropped inside its own call", this::closedInside);
        add("an object is consumed inside its own call", this::finishedInside);
        add("an object is passed inside its own call", this::passedInside);
        add("an object is used on another thread, and is not Send", this::elsewhereUsed);
        add("an object is closed on another thread, and is not Send", this::elsewhereClosed);
        add("two threads are in an object that is not Sync", this::twoThreads);
        add("an object that another thread uses is closed", this::closedDuring);
        add("an object that was only lent is given away", this::lentGiven);
        add("an object of a `Box` is passed as one of an `Arc`", this::notCounted);
        add("a Java object is used after the call that lent it", this::staleObject);
        add("a Java object's `&mut self` method is entered again", this::ownReentered);
        add("a Java object is used on a thread of the library's, and is not Sync", this::ownElsewhere);
        add("a Java object is used after it was dropped", this::ownDropped);
        add("a library gives an object without a table", () -> wrong(5));
        add("a library gives an object with too few methods", () -> wrong(2));
        add("a library gives an object that cannot be dropped", () -> wrong(3));
    }

    private void closed() {
        Counter counter = honest().counter();
        counter.close();
        counter.close();
        System.out.println(counter.total());
    }

    private void given() {
        Honest honest = honest();
        Counter counter = honest.counter();
        if (honest.end(counter).equals("at 0")) {
            counter.total();
        }
    }

    private void finished() {
        Counter counter = honest().counter();
        counter.add(counter.finish().length());
    }

    private void givenTwice() {
        Honest honest = honest();
        Counter counter = honest.counter();
        System.out.println(honest.end(counter) + honest.end(counter));
    }

    private void givenTwiceAtOnce() {
        Honest honest = honest();
        try (Counter counter = honest.counter()) {
            honest.join(new Team("twins", List.of(counter, counter)));
        }
    }

    private void exclusiveTwice() {
        Honest honest = honest();
        try (Counter counter = honest.counter()) {
            honest.exchange(counter, counter);
        }
    }

    private void sharedAndExclusive() {
        Honest honest = honest();
        try (Counter counter = honest.counter()) {
            honest.compare(counter, counter);
        }
    }

    private void reentered() {
        try (Counter counter = honest().counter()) {
            counter.change(() -> counter.change(() -> {}));
        }
    }

    private void sharedInside() {
        try (Counter counter = honest().counter()) {
            counter.change(() -> System.out.println(counter.total()));
        }
    }

    private void exclusiveInside() {
        try (Counter counter = honest().counter()) {
            counter.watch(() -> counter.add(1));
        }
    }

    private void closedInside() {
        try (Counter counter = honest().counter()) {
            counter.watch(counter::close);
        }
    }

    private void finishedInside() {
        try (Counter counter = honest().counter()) {
            counter.watch(() -> System.out.println(counter.finish()));
        }
    }

    private void passedInside() {
        Honest honest = honest();
        try (Counter counter = honest.counter()) {
            counter.change(() -> honest.drive(counter, 3));
        }
    }

    private void elsewhereUsed() throws Throwable {
        try (Counter counter = honest().counter()) {
            elsewhere(counter::total);
        }
    }

    private void elsewhereClosed() throws Throwable {
        try (Counter counter = honest().counter()) {
            elsewhere(counter::close);
        }
    }

    private void twoThreads() throws Throwable {
        try (Counter counter = honest().sendable()) {
            during(wait -> counter.watch(wait::run), counter::total);
        }
    }

    private void closedDuring() throws Throwable {
        try (Counter counter = honest().sendable()) {
            during(wait -> counter.change(wait::run), counter::close);
        }
    }

    private void lentGiven() {
        Honest honest = honest();
        honest.lend(lent -> System.out.println(honest.end(lent)));
    }

    private void notCounted() {
        Honest honest = honest();
        try (Total alone = honest.alone(3)) {
            System.out.println(honest.sum(List.of(alone)));
        }
    }

    /** A counter for the unruly library. */
    private static class Own implements org.rdylib.conformance.misuse.unruly.Counter {
        @Override
        public long add(long by) {
            return by;
        }

        @Override
        public long total() {
            return 0;
        }

        @Override
        public void close() {}
    }

    private void staleObject() {
        Unruly unruly = unruly();
        unruly.lendCounter(new Own());
        System.out.println(unruly.add(1, false));
    }

    private void ownReentered() {
        Unruly unruly = unruly();
        unruly.giveCounter(new Own() {
            @Override
            public long add(long by) {
                return unruly.add(by + 1, false);
            }
        });
        System.out.println(unruly.add(1, false));
    }

    private void ownElsewhere() {
        Unruly unruly = unruly();
        unruly.giveCounter(new Own());
        System.out.println(unruly.total(true));
    }

    private void ownDropped() {
        Unruly unruly = unruly();
        unruly.giveCounter(new Own());
        unruly.dropCounter();
        System.out.println(unruly.total(false));
    }

    private void wrong(int how) {
        try (Region region = Region.open()) {
            System.out.println(unruly().broken(how) + region.toString());
        }
    }
}
