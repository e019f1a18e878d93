package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.honest.Span;
import org.rdylib.conformance.misuse.honest.Words;
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
        add("an object is used while another thread reads what it had lent there", this::loanElsewhere);
        add("what an object has lent is to hold data", this::loanAllocated);
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

    private void grown() {
        honest().edit((spans, last) -> {
            List<Span> more = new ArrayList<>(spans.get());
            more.add(last.get());
            spans.set(more);
        });
    }
}
