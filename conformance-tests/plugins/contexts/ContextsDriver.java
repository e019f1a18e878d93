package org.rdylib.conformance.contexts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Text;
import org.rdylib.loader.stub.Making;

/** Objects and closures are lent behind references. */
public final class ContextsDriver implements PluginChecks {

    private final Contexts contexts;

    /** For the one that is made to make others. */
    public ContextsDriver() {
        this(null);
    }

    private ContextsDriver(Contexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        ContextsDriver driver = new ContextsDriver(Contexts.load(library));
        CallbackChecks callbacks = new CallbackChecks(driver.contexts);
        FutureChecks futures = new FutureChecks(driver.contexts);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a struct is lent for a call, with objects and closures", driver::struct);
        checks.put("slices and tuples of objects are lent for a call", driver::slices);
        checks.put("what is lent for a call may be missing", driver::missing);
        checks.put("what fails on the way is taken back", driver::failing);
        checks.put("what is kept of a struct stays lent, and with it the struct", driver::kept);
        checks.put("the reference may be lent for less than what it leads to", driver::briefly);
        checks.put("what is lent for longer is kept for what is made for less", driver::both);
        checks.put("slices and what is owned beside objects are kept", driver::lists);
        checks.put("a struct is lent with structs behind its fields", driver::fields);
        checks.put("what is had alone behind a reference is had by nobody else", driver::alone);
        checks.put("what is answered lasts as long as what it was lent for", driver::answered);
        checks.put("a struct comes back behind a reference", driver::back);
        checks.put("what an object keeps lasts as long as its lifetime, for its destructor too", driver::shelved);
        checks.put(
                "what a callback leaves for its caller's lifetime lasts as long as the library",
                () -> CallbackChecks.left(library));
        checks.put("an object of Java's is lent what Java lends", callbacks::performed);
        checks.put("a closure of Java's is lent what the library has", callbacks::given);
        checks.put("what is lent to a future is lent until it is joined", futures::joined);
        checks.put("what is lent to a future is lent while it is under way, and so is its region", futures::started);
        checks.put("what is lent to a future comes back when that is dropped", futures::dropped);
        checks.put("what is lent to a future comes back when that fails", futures::failing);
        checks.put("a thousand contexts leave nothing behind", driver::many);
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            HostAccounts ofJava = new HostAccounts();
            check.call();
            assertThat(driver.contexts.living()).as("what the library has made").isZero();
            ofJava.assertLevel();
        }));
        return accounted;
    }

    static Context context(Region region, Log log, Log... also) {
        return new Context(log, region.text("name"), 10, List.of(also).stream().findFirst(), level -> 2 * level);
    }

    private void struct() {
        Notes notes = new Notes();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            assertThat(contexts.report(context(region, notes), "a")).isEqualTo(1 + 20);
            assertThat(contexts.report(context(region, notes, notes), "b")).isEqualTo(2 + 3 + 20);
            assertThat(contexts.report(context(region, book, book), "c")).isEqualTo(1 + 2 + 20);
            assertThat(contexts.report(context(region, notes, book), "d")).isEqualTo(4 + 3 + 20);
            assertThat(book.note("e")).isEqualTo(4);
        }
        assertThat(notes.notes()).containsExactly("a", "b", "b", "d");
    }

    private void slices() {
        Notes notes = new Notes();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            assertThat(contexts.all(List.of(notes, book, notes), "a")).isEqualTo(1 + 1 + 2);
            assertThat(contexts.all(List.of(), "b")).isZero();
            assertThat(contexts.each(List.of(context(region, notes), context(region, book, notes)), "c"))
                    .isEqualTo(3 + 20 + 2 + 4 + 20);
            assertThat(contexts.each(List.of(), "d")).isZero();
            assertThat(contexts.times(new Pair<>(book, 7L))).isEqualTo(3 * 7);
            assertThat(contexts.step(List.of(x -> x + 1, x -> 10 * x, x -> x - 3), 4))
                    .isEqualTo(47);
            assertThat(contexts.step(List.of(), 4)).isEqualTo(4);
        }
        assertThat(notes.notes()).containsExactly("a", "a", "c", "c");
    }

    private void missing() {
        Notes notes = new Notes();
        try (Region region = Region.open()) {
            assertThat(contexts.maybe(Optional.of(context(region, notes)))).isEqualTo(1 + 20);
            assertThat(contexts.maybe(Optional.empty())).isZero();
        }
        assertThat(notes.notes()).containsExactly("name");
    }

    private void failing() {
        Notes notes = new Notes();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            assertThatExceptionOfType(Refusing.Refused.class)
                    .isThrownBy(() -> contexts.report(context(region, book, new Refusing()), "a"));
            assertThatExceptionOfType(Refusing.Refused.class)
                    .isThrownBy(() -> contexts.all(List.of(book, new Refusing(), notes), "b"));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> contexts.report(context(region, book, notes), "\uD800"));
            Context wrong = new Context(book, region.text("wrong"), -1, Optional.of(notes), x -> x);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> contexts.maybe(Optional.of(wrong)));
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> contexts.reporter(wrong));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> contexts.desk(new Desk(wrong, List.of(book))));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> contexts.owned(new Pair<>("\uD800", List.of(book))));
            // Nothing of it is lent any more.
            assertThat(contexts.turn(new Turn(book, 1), () -> {})).isEqualTo(3);
        }
        assertThat(notes.notes()).isEmpty();
    }

    private void kept() {
        Notes notes = new Notes();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            long pieces = Making.living();
            try (Steps steps = contexts.reporter(context(region, notes, book))) {
                assertThat(Making.living()).isGreaterThan(pieces);
                assertThat(steps.next()).isEqualTo(1 + 1 + 20);
                assertThat(book.note("shared")).isEqualTo(2);
                assertThat(steps.next()).isEqualTo(2 + 3 + 20);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(book::close);
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(() -> contexts.turn(new Turn(book, 1), () -> {}));
            }
            assertThat(Making.living()).isEqualTo(pieces);
            assertThat(contexts.turn(new Turn(book, 1), () -> {})).isEqualTo(4);
            // It ends with what carries its lifetime.
            Region inner = Region.open();
            Steps steps = contexts.reporter(context(inner, notes));
            assertThat(steps.next()).isEqualTo(3 + 20);
            inner.close();
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(steps::next);
        }
        assertThat(notes.notes()).containsExactly("name", "name", "name");
    }

    private void briefly() {
        Notes notes = new Notes();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            try (Steps steps = contexts.briefly(context(region, notes, book))) {
                assertThat(steps.next()).isEqualTo(1 + 1 + 20);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(book::close);
                assertThat(steps.next()).isEqualTo(2 + 2 + 20);
            }
        }
        assertThat(notes.notes()).containsExactly("name", "name");
    }

    private void both() {
        Notes one = new Notes();
        Notes other = new Notes();
        try (Log book = contexts.logbook();
                Steps steps = contexts.both(new Pair<>(one, 1L), new Pair<>(book, 2L))) {
            assertThat(steps.next()).isEqualTo(1 + 1);
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(book::close);
            assertThat(steps.next()).isEqualTo(2 + 2);
        }
        try (Steps steps = contexts.both(new Pair<>(one, 1L), new Pair<>(other, 2L))) {
            assertThat(steps.next()).isEqualTo(3 + 1);
            assertThat(steps.next()).isEqualTo(4 + 2);
        }
        assertThat(one.notes()).hasSize(4).containsOnly("both");
        assertThat(other.notes()).containsExactly("both", "both");
    }

    private void lists() {
        Notes notes = new Notes();
        try (Log book = contexts.logbook()) {
            List<Log> logs = new ArrayList<>(List.of(notes, book));
            try (Steps steps = contexts.every(logs);
                    Steps owned = contexts.owned(new Pair<>("owned", logs));
                    Steps none = contexts.every(List.of())) {
                logs.clear();
                assertThat(LongStream.generate(steps::next).limit(4)).containsExactly(1L, 1L, 2L, 2L);
                assertThat(owned.next()).isEqualTo(3 + 3);
                assertThat(none.next()).isZero();
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(book::close);
            }
        }
        assertThat(notes.notes()).containsExactly("turn", "turn", "owned");
    }

    private void fields() {
        Notes notes = new Notes();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            Desk desk = new Desk(context(region, book), List.of(notes, book, notes));
            assertThat(contexts.count(desk)).isEqualTo(3);
            try (Steps steps = contexts.desk(desk)) {
                assertThat(steps.next()).isEqualTo(1 + 1 + 2);
                assertThat(steps.next()).isEqualTo(3 + 2 + 4);
            }
        }
        assertThat(notes.notes()).hasSize(4).containsOnly("name");
    }

    private void alone() {
        Notes notes = new Notes();
        assertThat(contexts.turn(new Turn(notes, 2), () -> notes.notes().add("first")))
                .isEqualTo(2 + 3);
        assertThat(notes.notes()).containsExactly("first", "turn", "turn");
        try (Log book = contexts.logbook();
                Log other = contexts.logbook()) {
            ThrowingCallable used = () -> book.note("inside");
            assertThat(contexts.turn(
                            new Turn(book, 1),
                            () -> assertThatExceptionOfType(ObjectBusyException.class)
                                    .isThrownBy(used)))
                    .isEqualTo(1);
            assertThat(contexts.beside(new Turn(book, 0), other)).isEqualTo(2 + 1);
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> contexts.beside(new Turn(book, 0), book));
            assertThat(contexts.beside(new Turn(other, 0), book)).isEqualTo(2 + 3);
            assertThat(contexts.turns(List.of(new Turn(book, 0), new Turn(other, 0))))
                    .isEqualTo(4 + 3);
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> contexts.turns(List.of(new Turn(book, 0), new Turn(book, 0))));
        }
    }

    private void answered() {
        Notes notes = new Notes();
        Region region = Region.open();
        try (Log book = contexts.logbook()) {
            long pieces = Making.living();
            Ref<Long> level = contexts.levelOf(context(region, notes));
            assertThat(Making.living()).as("what is read").isEqualTo(pieces + 1);
            Text name = contexts.nameOf(context(region, book));
            Log log = contexts.logOf(context(region, notes));
            assertThat(level.get()).isEqualTo(10);
            assertThat(name).hasToString("name");
            assertThat(log.note("a")).isEqualTo(1);
            assertThat(contexts.levelOf(context(region, book)).get()).isEqualTo(10);
            log.close();
            region.close();
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(level::get);
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(name::toString);
        }
        assertThat(notes.notes()).containsExactly("a");
    }

    private void back() {
        Notes notes = new Notes();
        Region region = Region.open();
        try (Log book = contexts.logbook()) {
            Context context = contexts.same(context(region, notes, book));
            assertThat(context.name()).hasToString("name");
            assertThat(context.level()).isEqualTo(10);
            assertThat(context.step().call(4)).isEqualTo(8);
            assertThat(context.log().note("a")).isEqualTo(1);
            assertThat(contexts.report(context, "b")).isEqualTo(2 + 1 + 20);
            assertThatExceptionOfType(ObjectSharedException.class)
                    .isThrownBy(() -> contexts.turn(new Turn(context.log(), 1), () -> {}));
            region.close();
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(() -> context.log().note("c"));
        }
        assertThat(notes.notes()).containsExactly("a", "b");
    }

    private void shelved() {
        Notes notes = new Notes();
        long levels = contexts.levels();
        try (Log book = contexts.logbook()) {
            Text name;
            try (Region region = Region.open()) {
                Shelf shelf = contexts.shelf(region);
                shelf.put(context(region, notes));
                shelf.put(context(region, notes, new Refusing()));
                assertThat(shelf.note()).isEqualTo(20);
                assertThat(shelf.names()).map(Text::toString).containsExactly("name", "name");
                name = shelf.names().getFirst();
                // One that ends sooner is not good for it.
                try (Region inner = Region.open()) {
                    assertThatExceptionOfType(RegionException.class).isThrownBy(() -> shelf.put(context(inner, notes)));
                }
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> shelf.put(
                                new Context(notes, region.text("wrong"), -1, Optional.of(book), level -> level)));
                assertThat(shelf.note()).isEqualTo(20);
                assertThat(contexts.levels()).isEqualTo(levels);
            }
            assertThat(contexts.levels()).isEqualTo(levels + 20);
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(name::toString);
        }
        assertThat(notes.notes()).hasSize(4).containsOnly("name");
    }

    private void many() {
        Notes notes = new Notes();
        HostAccounts ofJava = new HostAccounts();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            Context context = context(region, notes, book);
            for (int i = 0; i < 1000; i++) {
                contexts.report(context, "");
                try (Steps one = contexts.reporter(context);
                        Steps other = contexts.briefly(context);
                        Steps third = contexts.desk(new Desk(context, List.of(book, notes)))) {
                    assertThat(one.next() + other.next() + third.next()).isPositive();
                }
            }
            // Before the region ends.
            ofJava.assertLevel();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
