package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.honest.Labelled;
import org.rdylib.conformance.misuse.honest.Span;
import org.rdylib.conformance.misuse.honest.Words;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/** What is lent: by objects to Java, and by Java to a call. */
final class LoanPrograms extends Subject {

    LoanPrograms(Libraries libraries) {
        super(libraries);
        add("what `&self` has lent is read after a `&mut self` method", this::sharedLoan);
        add("what `&mut self` has lent is read after another use", this::exclusiveLoan);
        add("what an object has lent is read after the object was closed", this::loanOfClosed);
        add("an object is changed inside a call that was given what it had lent", this::loanPassed);
        add("what an object has lent is passed beside the object, which is passed as `&mut`", this::loanBeside);
        add("what an object has lent is passed before the object, which is passed as `&mut`", this::loanBefore);
        add("what an object has lent is given in a value before the object", this::loanBeforeWithin);
        add("what an object has lent is given in a value behind the object", this::loanBehindWithin);
        add("an object is used while another thread reads what it had lent there", this::loanElsewhere);
        add("what an object has lent is to hold data", this::loanAllocated);
        add("one place is passed twice as `&mut`", this::placeTwice);
        add("a place is read inside the call that it is lent to", this::placeRead);
        add("a place of a text is read inside the call that it is lent to", this::textRead);
        add("a place is changed inside the call that it is lent to", this::placeChanged);
        add("a place is passed inside the call that it is lent to", this::placePassed);
        add("a place is changed by another thread during the call", this::placeElsewhere);
        add("a place is changed after the callback that was given it", this::placeKept);
        add("one array is passed twice as `&mut`", this::arrayTwice);
        add("one array is passed twice as `&mut`, once where it could be missing", this::optionalArrayTwice);
        add("one place is passed twice as `&mut` where it could be missing", this::optionalPlaceTwice);
        add("an array is passed as `&` and as `&mut`", this::arrayShared);
        add("an array is passed inside the call that it is lent to", this::arrayInside);
        add("a callback puts more into a slice than it has room for", this::grown);
    }

    private void sharedLoan() {
        Honest honest = honest();
        try (Region region = Region.open()) {
            Words words = honest.words(region.text("one two"));
            Text current = words.current();
            words.next();
            System.out.println(current);
        }
    }

    private void exclusiveLoan() {
        Honest honest = honest();
        try (Region region = Region.open()) {
            Words words = honest.words(region.text("one two"));
            Text word = words.advance().orElseThrow();
            System.out.println(words.current().length() + word.length());
        }
    }

    private void loanOfClosed() {
        Honest honest = honest();
        try (Region region = Region.open()) {
            Words words = honest.words(region.text("one two"));
            Text current = words.current();
            words.close();
            System.out.println(current);
        }
    }

    private void loanPassed() {
        Honest honest = honest();
        try (Region region = Region.open()) {
            Words words = honest.words(region.text("one two"));
            System.out.println(honest.during(words.current(), words::next));
        }
    }

    private void loanBeside() {
        Honest honest = honest();
        try (Region region = Region.open()) {
            Words words = honest.words(region.text("one two"));
            System.out.println(honest.behind(words, words.current()));
        }
    }

    private void loanBefore() {
        Honest honest = honest();
        try (Region region = Region.open()) {
            Words words = honest.words(region.text("one two"));
            System.out.println(honest.beside(words.current(), words));
        }
    }

    private void loanBeforeWithin() {
        label((words, current) -> new Labelled(current, words, Optional.empty()));
    }

    private void loanBehindWithin() {
        label((words, current) -> new Labelled(Optional.empty(), words, current));
    }

    private void label(BiFunction<Words, Optional<Text>, Labelled> labelled) {
        Honest honest = honest();
        try (Region region = Region.open()) {
            Words words = honest.words(region.text("one two"));
            System.out.println(honest.label(labelled.apply(words, Optional.of(words.current()))));
        }
    }

    private void loanElsewhere() throws Throwable {
        Honest honest = honest();
        try (Region region = Region.openShared()) {
            Words words = honest.sendableWords(region.text("one two"));
            during(
                    wait -> {
                        Text current = words.current();
                        wait.run();
                        current.region().close();
                    },
                    words::next);
        }
    }

    private void loanAllocated() {
        Honest honest = honest();
        try (Region region = Region.open()) {
            System.out.println(
                    honest.words(region.text("one")).current().region().text("more"));
        }
    }

    private void placeTwice() {
        Mut<Long> place = Mut.of(1L);
        honest().addTo(place, place, () -> {});
        System.out.println(place.get());
    }

    private void placeRead() {
        Mut<Long> place = Mut.of(1L);
        honest().addTo(place, Mut.of(2L), () -> System.out.println(place.get()));
    }

    private void placeChanged() {
        Mut<String> place = Mut.of("name");
        honest().append(place, () -> place.set("other"));
        System.out.println(place.get());
    }

    private void placePassed() {
        Honest honest = honest();
        Mut<String> place = Mut.of("name");
        honest.append(place, () -> honest.append(place, () -> {}));
        System.out.println(place.get());
    }

    private void textRead() {
        Mut<String> place = Mut.of("name");
        honest().rewrite(place, _ -> System.out.println(place.get()));
    }

    private void placeElsewhere() throws Throwable {
        Honest honest = honest();
        Mut<String> place = Mut.of("name");
        during(wait -> honest.append(place, wait::run), () -> place.set("other"));
        System.out.println(place.get());
    }

    private void placeKept() {
        List<Mut<Span>> kept = new ArrayList<>();
        honest().edit((spans, last) -> kept.add(last));
        kept.getFirst().set(new Span(1, 2));
    }

    private void arrayTwice() {
        byte[] bytes = new byte[2];
        honest().fill(new byte[] {1, 2}, bytes, bytes, () -> {});
        System.out.println(bytes[0]);
    }

    private void optionalArrayTwice() {
        byte[] bytes = new byte[2];
        honest().fillSome(Optional.of(bytes), bytes, Optional.empty(), Optional.empty());
        System.out.println(bytes[0]);
    }

    private void optionalPlaceTwice() {
        Mut<Long> place = Mut.of(0L);
        honest().fillSome(Optional.empty(), new byte[1], Optional.of(place), Optional.of(place));
        System.out.println(place.get());
    }

    private void arrayShared() {
        byte[] bytes = {1, 2};
        honest().fill(bytes, new byte[2], bytes, () -> {});
        System.out.println(bytes[0]);
    }

    private void arrayInside() {
        Honest honest = honest();
        byte[] bytes = new byte[2];
        honest.fill(
                new byte[] {1}, bytes, new byte[2], () -> honest.fill(new byte[] {2}, new byte[2], bytes, () -> {}));
        System.out.println(bytes[0]);
    }

    private void grown() {
        honest().edit((spans, last) -> {
            List<Span> more = new ArrayList<>(spans.get());
            more.add(last.get());
            spans.set(more);
        });
    }
}
