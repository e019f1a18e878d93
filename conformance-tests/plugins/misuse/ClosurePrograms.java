package org.rdylib.conformance.misuse;

import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.loader.Region;

/** Closures of a library's, and Java's that are lent. */
final class ClosurePrograms extends Subject {

    ClosurePrograms(Libraries libraries) {
        super(libraries);
        add("a library's `FnMut` is entered again", this::reentered);
        add("a library's `FnMut` is closed inside its own call", this::closedInside);
        add("a library's `FnOnce` is called twice", this::onceTwice);
        add("a library's closure is called after it was closed", this::closed);
        add("a library's closure is called after its region was closed", this::outlived);
        add("a library's closure is called on another thread, and is not Send", this::elsewhereCalled);
        add("a library calls a closure after the call that lent it", this::stale);
        add("a library calls a closure of one thread on another, after the call that lent it", this::staleElsewhere);
        add("a library calls a closure that is Sync after the call that lent it", this::staleSync);
        add("a library calls a closure as one of another type", this::otherType);
        add("a library calls a closure that was never given to it", () -> neverGiven(1L << 62));
        add("a library calls a closure that no thread has lent", () -> neverGiven(77));
        add("a library calls a kept closure that was never given to it", () -> neverGiven(-1));
        add("a library gives a closure without code", () -> System.out.println(unruly().brokenClosure(1)));
        add("a library passes a null text to a closure", () -> said(1));
        add("a library passes a text to a closure that is not UTF-8", () -> said(2));
        add("a library passes a `bool` to a closure that is none", () -> said(3));
        add("a library passes a variant to a closure that is none", () -> said(4));
    }

    private void reentered() {
        try (Honest.TickerClosure ticker = honest().ticker()) {
            ticker.call(() -> ticker.call(() -> {}));
        }
    }

    private void closedInside() {
        try (Honest.TickerClosure ticker = honest().ticker()) {
            ticker.call(ticker::close);
        }
    }

    private void onceTwice() {
        try (Region region = Region.open()) {
            Honest.GreetingClosure greeting = honest().greeting(region.text("hello"));
            System.out.println(greeting.call("once") + greeting.call("twice"));
        }
    }

    private void closed() {
        Honest.TickerClosure ticker = honest().ticker();
        ticker.close();
        ticker.call(() -> {});
    }

    private void outlived() {
        Honest.GreetingClosure greeting;
        try (Region region = Region.open()) {
            greeting = honest().greeting(region.text("hello"));
        }
        System.out.println(greeting.call("gone"));
    }

    private void elsewhereCalled() throws Throwable {
        try (Honest.TickerClosure ticker = honest().ticker()) {
            elsewhere(() -> ticker.call(() -> {}));
        }
    }

    private void stale() {
        Unruly unruly = unruly();
        unruly.lend(n -> n);
        System.out.println(unruly.call(1, false));
    }

    private void staleElsewhere() {
        Unruly unruly = unruly();
        unruly.lend(n -> n);
        System.out.println(unruly.call(1, true));
    }

    private void staleSync() {
        Unruly unruly = unruly();
        unruly.lendSync(n -> n);
        System.out.println(unruly.call(1, true));
    }

    private void otherType() {
        unruly().otherType(n -> n, () -> {});
    }

    private void neverGiven(long data) {
        System.out.println(unruly().neverGiven(n -> n, data));
    }

    private void said(int how) {
        unruly().say(how, (text, truth, level) -> System.out.println(text + truth + level));
    }
}
