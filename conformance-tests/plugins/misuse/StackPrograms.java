package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.conformance.misuse.honest.Counter;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.loader.Region;

/** Programs that use up the stack. */
@SuppressWarnings("InfiniteRecursion") // it is what they are about
final class StackPrograms extends Subject {

    /** After how many runs the JVM has compiled something, as a rule. */
    private static final int COMPILED = 20_000;

    StackPrograms(Libraries libraries) {
        super(libraries);
        add("callbacks and calls recur without end", () -> recur(honest()));
        add("callbacks and calls of two libraries recur without end", () -> recur(honest(), unruly()));
        add("a callback is made where little stack is left", this::callback);
        add("a callback that calls is made where little stack is left", this::callbackThatCalls);
        add("an object is used where little stack is left", this::object);
        add("a region is used where little stack is left", this::region);
        add("an import is called where little stack is left", this::imported);
        add("a callback recurs without end", () -> honest().apply(StackPrograms::endless, 1));
        add("an import recurs without end", this::endlessImport);
        add("a callback on a thread of the library's recurs without end", this::onThread);
        add("callbacks and calls recur without end on a thread of the library's", this::recurOnThread);
        add("callbacks and calls recur without end on a virtual thread", this::onVirtualThread);
        add("what is dropped drops another without end", this::dropped);
    }

    private static void recur(Honest honest) {
        honest.apply(
                n -> {
                    recur(honest);
                    return n;
                },
                1);
    }

    private static void recur(Honest honest, Unruly unruly) {
        honest.apply(
                n -> {
                    unruly.through(() -> recur(honest, unruly));
                    return n;
                },
                1);
    }

    /**
     * Does something until it is compiled, with all that it calls, and then again at each depth on the way back from where the
     * stack was used up.
     */
    static void deepening(Runnable action) {
        for (int i = 0; i < COMPILED; i++) {
            action.run();
        }
        descend(action);
    }

    private static void descend(Runnable action) {
        try {
            descend(action);
        } catch (StackOverflowError overflow) {
            action.run();
            throw overflow;
        }
    }

    /** What a library was about to give when the stack was used up, it has given: it stays. */
    private void leave() {
        libraries.leave();
    }

    private void callback() {
        Honest honest = honest();
        deepening(() -> honest.apply(n -> n, 1));
    }

    private void callbackThatCalls() {
        Honest honest = honest();
        deepening(() -> honest.apply(n -> honest.apply(m -> m, n), 1));
    }

    private void object() {
        Honest honest = honest();
        leave();
        deepening(() -> {
            try (Counter counter = honest.counter()) {
                counter.watch(counter::total);
            }
        });
    }

    private void region() {
        Honest honest = honest();
        leave();
        deepening(() -> {
            try (Region region = Region.open()) {
                honest.words(region.text("one two")).next();
            }
        });
    }

    private void imported() {
        Honest honest = honest();
        deepening(() -> {
            honest.panic("name");
            honest.panic("make");
        });
    }

    private static long endless(long n) {
        return endless(n + 1) + 1;
    }

    private void endlessImport() {
        libraries.name = n -> String.valueOf(endless(n));
        honest().panic("name");
    }

    private void onThread() {
        unruly().onThread(() -> endless(1), 512);
    }

    private void recurOnThread() {
        Unruly unruly = unruly();
        Honest honest = honest();
        unruly.onThread(() -> recur(honest), 512);
    }

    private void onVirtualThread() throws Throwable {
        Honest honest = honest();
        List<Throwable> thrown = new ArrayList<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        recur(honest);
                    } catch (Throwable t) {
                        thrown.add(t);
                    }
                })
                .join();
        throw thrown.getFirst();
    }

    /** What is kept drops what was kept before, whose end keeps another, until there is no stack left for it. */
    private void dropped() {
        Honest honest = honest();
        int[] dropped = {0};
        honest.keep(dropping(honest, dropped));
        honest.release();
        libraries.leave();
        throw new StackOverflowError("after " + (dropped[0] > 50 ? "more than 50" : dropped[0]) + " drops");
    }

    private static Honest.KeepStep dropping(Honest honest, int[] dropped) {
        return new Honest.KeepStep() {
            @Override
            public long call(long n) {
                return n;
            }

            @Override
            public void close() {
                dropped[0]++;
                honest.keep(dropping(honest, dropped));
                honest.release();
            }
        };
    }
}
