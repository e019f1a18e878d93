package org.rdylib.conformance.groves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.Pair;

/** A library is lent objects and closures, its own and Java's, within what it is passed. */
record WithinChecks(Groves groves) {

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Refusing() implements Log {

        @Override
        public long note(String text) {
            throw new Refused();
        }

        @Override
        public void close() {}
    }

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("objects are lent within what is passed", this::lentWithin);
        checks.put("closures are lent within what is passed", this::closuresWithin);
        checks.put("what is kept of what is passed stays lent", this::keptWithin);
        checks.put("what is had alone within what is passed is had by nobody else", this::aloneWithin);
        checks.put("what is lent within what is passed comes back", this::back);
        return checks;
    }

    private void lentWithin() {
        List<String> notes = new ArrayList<>();
        Log log = new Notes(notes);
        assertThat(groves.report(new Context(log, 10, Optional.empty()), "a")).isEqualTo(11);
        assertThat(groves.report(new Context(log, 10, Optional.of(log)), "b")).isEqualTo(10 + 2 + 3);
        assertThat(notes).containsExactly("a", "b", "b");
        try (Log book = groves.logbook();
                Tree tree = groves.plant(3)) {
            assertThat(groves.report(new Context(book, 0, Optional.of(book)), "c"))
                    .isEqualTo(3);
            assertThat(groves.report(new Context(book, 0, Optional.of(log)), "d"))
                    .isEqualTo(3 + 4);
            assertThat(book.note("e")).isEqualTo(4);
            assertThat(groves.perform(new Task.Tell(List.of(book, log, book)))).isEqualTo(5 + 5 + 6);
            assertThat(groves.perform(new Task.Tell(List.of()))).isZero();
            assertThat(groves.perform(new Task.Idle())).isZero();
            assertThat(groves.weigh(new Pair<>(groves.root(tree), 7L))).isEqualTo(21);
            assertThat(groves.perform(new Task.Grow(groves.rootMut(tree), 4))).isEqualTo(4);
            assertThat(groves.weigh(new Pair<>(groves.root(tree).child(0).orElseThrow(), 2L)))
                    .isEqualTo(8);
        }
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> groves.report(new Context(new Refusing(), 0, Optional.of(log)), "f"));
        assertThat(notes).doesNotContain("f", "closed");
    }

    private void closuresWithin() {
        List<Long> steps = new ArrayList<>();
        Task.StepBy by = step -> {
            steps.add(step);
            return step * step;
        };
        assertThat(groves.perform(new Task.Step(by, 4))).isEqualTo(9);
        assertThat(steps).containsExactly(0L, 1L, 2L, 3L);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> groves.perform(new Task.Step(
                        _ -> {
                            throw new Refused();
                        },
                        1)));
    }

    private void keptWithin() {
        List<String> notes = new ArrayList<>();
        try (Log book = groves.logbook();
                Walk reporter = groves.reporter(new Context(new Notes(notes), 0, Optional.of(book)))) {
            assertThat(reporter.next()).contains(2L);
            assertThat(book.note("shared")).isEqualTo(2);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(book::close);
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> groves.reported(new Pair<>(book, 0L), () -> {}));
            assertThat(reporter.next()).contains(2L + 3L);
        }
        assertThat(notes).containsExactly("next", "next");
    }

    private void aloneWithin() {
        List<String> notes = new ArrayList<>();
        assertThat(groves.reported(new Pair<>(new Notes(notes), 1L), () -> notes.add("first")))
                .isEqualTo(3);
        assertThat(notes).containsExactly("first", "reported");
        try (Log book = groves.logbook();
                Tree tree = groves.plant(3)) {
            assertThat(groves.reported(
                            new Pair<>(book, 1L),
                            () -> assertThatExceptionOfType(ObjectBusyException.class)
                                    .isThrownBy(() -> book.note("inside"))))
                    .isEqualTo(2);
            assertThat(book.note("after")).isEqualTo(2);
            assertThatExceptionOfType(ObjectSharedException.class)
                    .isThrownBy(() -> groves.perform(new Task.Grow(groves.root(tree), 4)));
            assertThat(groves.root(tree).child(0)).isEmpty();
        }
    }

    private void back() {
        List<String> notes = new ArrayList<>();
        try (Log book = groves.logbook()) {
            Context context = groves.back(new Context(new Notes(notes), 4, Optional.of(book)));
            assertThat(context.level()).isEqualTo(4);
            assertThat(context.log().note("a")).isEqualTo(1);
            assertThat(groves.report(context, "b")).isEqualTo(4 + 2 + 1);
            assertThat(book.note("c")).isEqualTo(2);
            context.log().close();
            context.also().orElseThrow().close();
            assertThat(notes).containsExactly("a", "b");
        }
    }
}
