package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.contexts.Context;
import org.rdylib.conformance.misuse.contexts.Contexts;
import org.rdylib.conformance.misuse.contexts.Desk;
import org.rdylib.conformance.misuse.contexts.Log;
import org.rdylib.conformance.misuse.contexts.Shelf;
import org.rdylib.conformance.misuse.contexts.Steps;
import org.rdylib.conformance.misuse.contexts.Task;
import org.rdylib.conformance.misuse.contexts.Turn;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;

/** Objects that are lent behind references to what they are in. */
final class ContextPrograms extends Subject {

    ContextPrograms(Libraries libraries) {
        super(libraries);
        add(
                "an object is passed behind a reference to a struct after it was closed",
                () -> lent((contexts, region, book) -> {
                    book.close();
                    System.out.println(contexts.report(context(region, book), "closed"));
                }));
        add(
                "an object is closed while a call has it behind a reference to a struct",
                () -> lent((contexts, _, book) -> System.out.println(contexts.turn(new Turn(book, 1), book::close))));
        add(
                "an object is closed while something keeps a reference to a struct with it",
                () -> lent((contexts, region, book) -> {
                    try (Steps steps = contexts.reporter(context(region, book))) {
                        book.close();
                        System.out.println(steps.next());
                    }
                }));
        add(
                "an object is closed while something keeps a reference to a struct with it that is borrowed for less",
                () -> lent((contexts, region, book) -> {
                    try (Steps steps = contexts.briefly(context(region, book))) {
                        book.close();
                        System.out.println(steps.next());
                    }
                }));
        add(
                "an object is had as `&mut` while something keeps a slice of objects with it",
                () -> lent((contexts, _, book) -> {
                    try (Steps steps = contexts.every(List.of(book))) {
                        System.out.println(contexts.turn(new Turn(book, 1), () -> {}) + steps.next());
                    }
                }));
        add(
                "an object is used while a call has it as `&mut` behind a reference to a struct",
                () -> lent((contexts, _, book) ->
                        System.out.println(contexts.turn(new Turn(book, 1), () -> book.note("inside")))));
        add(
                "an object is passed as `&mut` twice within one slice of structs",
                () -> lent((contexts, _, book) ->
                        System.out.println(contexts.turns(List.of(new Turn(book, 1), new Turn(book, 1))))));
        add(
                "an object is passed as `&mut` within a struct and beside it",
                () -> lent((contexts, _, book) -> System.out.println(contexts.beside(new Turn(book, 1), book))));
        add(
                "an object is passed behind a reference to a struct on another thread",
                () -> lent((contexts, _, book) ->
                        elsewhere(() -> System.out.println(contexts.times(new Pair<>(book, 1L))))));
        add("an object of a shorter region is kept within a struct for a longer lifetime", this::tooShort);
        add(
                "what keeps references to objects is used after the region of one of them was closed",
                this::tooShortBehind);
        add(
                "what keeps a reference to a struct is used after the region was closed of what is in it",
                () -> lent((contexts, _, book) -> {
                    Region inner = Region.open();
                    Steps steps = contexts.reporter(context(inner, book));
                    inner.close();
                    System.out.println(steps.next());
                }));
        add("what a library answers with of a struct that it was lent is read after that has ended", this::level);
        add("an object in a struct that a callback was given behind a reference is used after it", this::left);
        add("an object in a struct that an object of Java's was given behind a reference is used after it", this::ran);
        add("an object that a callback is lent as `&` behind a reference is passed as `&mut`", this::shared);
        add(
                "a region is closed in a call that has a reference to a struct with what belongs to it",
                () -> lent((contexts, region, book) ->
                        System.out.println(contexts.perform(new Closing(region), context(region, book)))));
    }

    /** What is done with a book. */
    private interface Act {
        void on(Contexts contexts, Region region, Log book) throws Throwable;
    }

    private void lent(Act act) throws Throwable {
        Contexts contexts = libraries.contexts();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            act.on(contexts, region, book);
        }
    }

    private static Context context(Region region, Log book) {
        return new Context(book, region.text("name"), 1, Optional.empty(), level -> level);
    }

    private void tooShort() {
        Contexts contexts = libraries.contexts();
        try (Region outer = Region.open()) {
            Shelf shelf = contexts.shelf(outer);
            try (Region inner = Region.open()) {
                shelf.put(context(outer, contexts.logbook(inner)));
            }
            System.out.println(shelf.note());
        }
    }

    private void tooShortBehind() {
        Contexts contexts = libraries.contexts();
        Steps steps;
        try (Region outer = Region.open();
                Log book = contexts.logbook()) {
            try (Region inner = Region.open()) {
                steps = contexts.desk(new Desk(context(outer, book), List.of(contexts.logbook(inner), book)));
            }
            System.out.println(steps.next());
        }
    }

    private void level() {
        Contexts contexts = libraries.contexts();
        Ref<Long> level;
        try (Log book = contexts.logbook()) {
            try (Region region = Region.open()) {
                level = contexts.levelOf(context(region, book));
                if (level.get() != 1) {
                    return;
                }
            }
        }
        System.out.println(level.get());
    }

    private void left() {
        List<Log> left = new ArrayList<>();
        libraries.contexts().given("given", (context, _) -> left.add(context.log()) ? 1 : 0);
        System.out.println(left.getFirst().note("late"));
    }

    private void shared() {
        Contexts contexts = libraries.contexts();
        System.out.println(contexts.given(
                "given", (context, _) -> contexts.turn(new Turn(context.log(), 1), () -> {})));
    }

    /** Keeps what it is given. */
    private record Keeping(List<Context> left) implements Task {

        @Override
        public long run(Context context, List<Log> others) {
            left.add(context);
            return 0;
        }

        @Override
        public void close() {}
    }

    private void ran() throws Throwable {
        lent((contexts, region, book) -> {
            List<Context> left = new ArrayList<>();
            contexts.perform(new Keeping(left), context(region, book));
            System.out.println(left.getFirst().step().call(1));
        });
    }

    /** Closes a region that it is not to close. */
    private record Closing(Region region) implements Task {

        @Override
        public long run(Context context, List<Log> others) {
            region.close();
            return context.log().note(context.name().toString());
        }

        @Override
        public void close() {}
    }
}
