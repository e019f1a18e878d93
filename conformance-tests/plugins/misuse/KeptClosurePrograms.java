package org.rdylib.conformance.misuse;

import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.loader.Region;

/** Closures of Java's that a library keeps. */
final class KeptClosurePrograms extends Subject {

    KeptClosurePrograms(Libraries libraries) {
        super(libraries);
        add("a Java `FnMut` is entered again", this::reentered);
        add("a Java `FnMut` that waits is entered by another thread", this::twoThreads);
        add("a Java `FnOnce` is called twice", this::onceTwice);
        add("a Java closure is called after it was dropped", this::dropped);
        add("a Java closure is called after its region was closed", this::outlived);
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
