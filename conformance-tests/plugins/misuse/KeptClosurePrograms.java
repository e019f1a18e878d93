package org.rdylib.conformance.misuse;

import java.util.List;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.unruly.Context;
import org.rdylib.conformance.misuse.unruly.Counter;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/** Closures of Java's that a library keeps. */
final class KeptClosurePrograms extends Subject {

    KeptClosurePrograms(Libraries libraries) {
        super(libraries);
        add("a Java `FnMut` is entered again", this::reentered);
        add("a Java `FnMut` that waits is entered by another thread", this::twoThreads);
        add("a Java `FnOnce` is called twice", this::onceTwice);
        add("a Java closure is called after it was dropped", this::dropped);
        add("a Java closure is called after its region was closed", this::outlived);
        add("a library calls a closure that it keeps after the region of it was closed", this::lentOutlived);
        add("a library calls a closure that it keeps after it has dropped what it was lent for", this::lentNoMore);
        add("a library enters a `FnMut` again that it keeps", this::lentReentered);
        add("a library calls a closure that it keeps on a thread of its own", this::lentElsewhere);
        add("a library drops a closure that it was lent", this::lentDropped);
        add("what is viewed of an object that is lent for it is read after the object was changed", this::described);
        add("what is viewed of an object that is lent for it is passed beside the object", this::describedBeside);
        add("a library uses an object of Java's of which it keeps no more than a view", this::describedLater);
        add("a library uses an object after the call that lent a reference to a struct with it", this::lentWithin);
        add("a library uses an object after what kept a reference to a struct with it was closed", this::keptWithin);
        add("a library uses an object of a list after the call that lent that", this::listed);
        add("a library uses an `Arc` of a list after the call, of which it counted none", this::counted);
        add("a library uses an object of a list after what kept that was closed", this::keptListed);
        add("a library drops an object of a list that it was lent", this::listedDropped);
        add("a library uses an object of a list on a thread of its own", this::listedElsewhere);
        add("a Java closure that is not Send is called on a thread of the library's", this::elsewhereCalled);
        add("a Java closure calls what calls it, through two libraries", this::throughTwo);
    }

    private void reentered() {
        Unruly unruly = unruly();
        unruly.give(n -> unruly.call(n + 1, false));
        System.out.println(unruly.call(1, false));
    }

    private void twoThreads() throws Throwable {
        Unruly unruly = unruly();
        Runnable[] waiting = {() -> {}};
        unruly.giveSent(n -> {
            waiting[0].run();
            return n;
        });
        during(
                wait -> {
                    waiting[0] = wait;
                    unruly.call(1, false);
                },
                () -> unruly.call(2, false));
    }

    private void onceTwice() {
        Unruly unruly = unruly();
        unruly.lendOnce(n -> n);
        System.out.println(unruly.call(1, false) + unruly.call(2, false));
    }

    private void dropped() {
        Unruly unruly = unruly();
        unruly.give(n -> n);
        unruly.dropKept();
        System.out.println(unruly.call(1, false));
    }

    private void outlived() {
        Unruly unruly = unruly();
        try (Region region = Region.open()) {
            if (unruly.giveBound(region.text("text"), n -> n).isEmpty()) {
                return;
            }
        }
        System.out.println(unruly.call(1, false));
    }

    private void lentOutlived() {
        Unruly unruly = unruly();
        try (Region region = Region.open()) {
            unruly.lendFor(region.text("text"), n -> n);
            if (unruly.call(1, false) != 1) {
                return;
            }
        }
        System.out.println(unruly.call(2, false));
    }

    private void lentNoMore() {
        Unruly unruly = unruly();
        try (Region region = Region.open()) {
            try (Counter _ = unruly.lendFor(region.text("text"), n -> n)) {
                if (unruly.call(1, false) != 1) {
                    return;
                }
            }
            System.out.println(unruly.call(2, false));
        }
    }

    private void lentReentered() {
        Unruly unruly = unruly();
        try (Region region = Region.open()) {
            unruly.lendFor(region.text("text"), n -> unruly.call(n + 1, false));
            System.out.println(unruly.call(1, false));
        }
    }

    private void lentElsewhere() {
        Unruly unruly = unruly();
        try (Region region = Region.open()) {
            unruly.lendFor(region.text("text"), n -> n);
            System.out.println(unruly.call(1, true));
        }
    }

    private void lentDropped() {
        Unruly unruly = unruly();
        try (Region region = Region.open()) {
            unruly.lendFor(region.text("text"), n -> n);
            unruly.dropKept();
            System.out.println(unruly.call(1, false));
        }
    }

    private void described() {
        Unruly unruly = unruly();
        try (Counter counter = unruly.broken(0)) {
            Text text = unruly.describe(counter);
            if (text.toString().equals("a counter")) {
                counter.add(1);
            }
            System.out.println(text);
        }
    }

    private void describedBeside() {
        Unruly unruly = unruly();
        try (Counter counter = unruly.broken(0)) {
            System.out.println(unruly.beside(unruly.describe(counter), counter));
        }
    }

    /** An object of Java's that a library goes on to use. */
    private record Own() implements Counter {

        @Override
        public long add(long by) {
            return by;
        }

        @Override
        public long total() {
            return 1;
        }

        @Override
        public void close() {
            throw new IllegalStateException("it was never given");
        }
    }

    private void lentWithin() {
        Unruly unruly = unruly();
        unruly.lendContext(new Context(new Own(), 1));
        System.out.println(unruly.total(false));
    }

    private void keptWithin() {
        Unruly unruly = unruly();
        try (Counter _ = unruly.lendContextFor(new Context(new Own(), 1))) {
            if (unruly.total(false) != 1) {
                return;
            }
        }
        System.out.println(unruly.total(false));
    }

    private void listed() {
        Unruly unruly = unruly();
        unruly.lendCounters(List.of(new Own()));
        System.out.println(unruly.total(false));
    }

    private void counted() {
        Unruly unruly = unruly();
        unruly.lendCounted(List.of(new Own()));
        System.out.println(unruly.total(false));
    }

    private void keptListed() {
        Unruly unruly = unruly();
        try (Counter _ = unruly.lendCountersFor(List.of(new Own()))) {
            if (unruly.total(false) != 1) {
                return;
            }
        }
        System.out.println(unruly.total(false));
    }

    private void listedDropped() {
        Unruly unruly = unruly();
        try (Counter _ = unruly.lendCountersFor(List.of(new Own()))) {
            unruly.dropCounter();
            System.out.println(unruly.total(false));
        }
    }

    private void listedElsewhere() {
        Unruly unruly = unruly();
        try (Counter _ = unruly.lendCountersFor(List.of(new Own()))) {
            System.out.println(unruly.total(true));
        }
    }

    private void describedLater() {
        Unruly unruly = unruly();
        Text text = unruly.describe(new Own());
        if (text.toString().equals("a counter")) {
            System.out.println(unruly.total(false));
        }
    }

    private void elsewhereCalled() {
        Unruly unruly = unruly();
        unruly.give(n -> n);
        System.out.println(unruly.call(1, true));
    }

    private void throughTwo() {
        Unruly unruly = unruly();
        Honest honest = honest();
        unruly.give(n -> honest.apply(m -> unruly.call(m, false), n));
        System.out.println(unruly.call(1, false));
    }
}
