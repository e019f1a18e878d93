package org.rdylib.conformance.misuse;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.honest.Counter;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.honest.Labelled;
import org.rdylib.conformance.misuse.honest.Note;
import org.rdylib.conformance.misuse.honest.Team;
import org.rdylib.conformance.misuse.honest.Total;
import org.rdylib.conformance.misuse.honest.Words;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** Programs that do all that there is at each depth of a stack that was used up, after which nothing may be in use. */
final class DeepPrograms extends Subject {

    DeepPrograms(Libraries libraries) {
        super(libraries);
        add("all kinds of calls are made where little stack is left", () -> deepen(Region.open()));
        add("the same with a region of all threads", () -> deepen(Region.openShared()));
    }

    private void deepen(Region region) {
        Honest honest = libraries.honest("copy", Unload.ALLOWED);
        // What a library was about to give when the stack was used up, it has given: it stays.
        libraries.leave();
        Counter counter = honest.counter();
        Words words = honest.words(region.text("some words, of which there are never enough"));
        Honest.TickerClosure ticker = honest.ticker();
        StackOverflowError last = new StackOverflowError("of which there was none");
        for (Runnable action : kinds(honest, region, counter, words, ticker)) {
            try {
                StackPrograms.deepening(action);
            } catch (StackOverflowError overflow) {
                last = overflow;
            }
        }
        counter.add(1);
        counter.close();
        ticker.call(() -> {});
        ticker.close();
        words.close();
        region.close();
        honest.release();
        honest.close();
        if (!honest.isUnloaded()) {
            throw new IllegalStateException("the library stays loaded");
        }
        throw last;
    }

    /** A total of Java's. */
    private record OwnTotal() implements Total {
        @Override
        public long total() {
            return 1;
        }

        @Override
        public void close() {}
    }

    private static List<Runnable> kinds(
            Honest honest, Region region, Counter counter, Words words, Honest.TickerClosure ticker) {
        return List.of(
                // Numbers, texts, structs and places.
                () -> honest.living(),
                () -> honest.motto().length(),
                () -> honest.widened(BigInteger.TEN, "ten"),
                () -> honest.longest(region.text("one"), region.text("other")),
                () -> honest.append(Mut.of("a"), () -> {}),
                () -> honest.addTo(Mut.of(1L), Mut.of(2L), () -> {}),
                () -> honest.fill(new byte[] {1}, new byte[1], new byte[1], honest::living),
                () -> honest.edit((spans, last) -> last.set(spans.get().getFirst())),
                () -> honest.rewrite(Mut.of("four"), text -> text.set("five")),
                // Closures of Java's.
                () -> honest.apply(n -> n, 1),
                () -> honest.apply(n -> honest.apply(m -> m, n), 1),
                () -> honest.ask(Long::toString),
                () -> honest.each("one two", Note.class::isInstance),
                () -> honest.useAdder(n -> n + 1),
                () -> honest.useOnce(text -> text),
                () -> {
                    honest.keep(n -> n + honest.living());
                    honest.fire(1);
                },
                // Objects of Java's.
                () -> honest.drive(new OwnCounter(), 2),
                () -> honest.end(new OwnCounter()),
                () -> honest.join(new Team("two", List.of(new OwnCounter(), new OwnCounter()))),
                () -> honest.sum(List.of(new OwnTotal(), new OwnTotal())),
                () -> honest.panic("make"),
                () -> honest.panic("name"),
                // Objects and closures of the library's.
                () -> counter.change(honest::living),
                () -> counter.watch(counter::total),
                () -> honest.drive(counter, 1),
                () -> honest.compare(counter, new OwnCounter()),
                () -> honest.lend(lent -> lent.add(1)),
                () -> words.push(region.text("more")),
                () -> words.next(),
                () -> ticker.call(() -> {}),
                () -> ticker.call(() -> honest.apply(n -> n, 1)),
                () -> honest.label(new Labelled(
                        Optional.empty(), honest.words(region.text("one two")), Optional.of(region.text("after")))),
                // What is not closed here, for lack of stack, its region closes.
                () -> {
                    Honest.GreetingClosure greeting = honest.greeting(region.text("hello"));
                    greeting.call("you");
                    greeting.close();
                });
    }
}
