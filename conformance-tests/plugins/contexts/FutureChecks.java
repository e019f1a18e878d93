package org.rdylib.conformance.contexts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rdylib.loader.Async;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionInUseException;
import org.rdylib.loader.Text;
import org.rdylib.loader.stub.Making;

/** What is lent behind references stays lent to a future that works with it later. */
record FutureChecks(Contexts contexts) {

    private void assertTaken(Log book) {
        assertThatExceptionOfType(ObjectBusyException.class)
                .isThrownBy(() -> contexts.turn(new Turn(book, 1), () -> {}));
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(book::close);
    }

    void joined() {
        Notes notes = new Notes();
        long pieces = Making.living();
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            Async<Long> future = contexts.reported(ContextsDriver.context(region, notes, book), 2);
            assertTaken(book);
            assertThat(future.join()).isEqualTo(3 + 1 + 20);
            assertThat(Making.living()).isEqualTo(pieces);
            assertThat(contexts.turn(new Turn(book, 1), () -> {})).isEqualTo(2);
            assertThat(contexts.round(List.of(notes, book), 3).join()).isEqualTo(4 + 3 + 5);
            assertThat(contexts.round(List.of(), 2).join()).isZero();
        }
        assertThat(notes.notes()).containsExactly("name", "name", "name", "round", "round");
    }

    void started() {
        Notes notes = new Notes();
        Deque<Runnable> tasks = new ArrayDeque<>();
        try (Log book = contexts.logbook()) {
            Region region = Region.open();
            CompletableFuture<Text> named = contexts.named(
                            new Desk(ContextsDriver.context(region, book), List.of(notes, book)), 2)
                    .start(tasks::add);
            assertTaken(book);
            tasks.remove().run();
            assertThatExceptionOfType(RegionInUseException.class).isThrownBy(region::close);
            while (!tasks.isEmpty()) {
                assertTaken(book);
                tasks.remove().run();
            }
            Text name = named.join();
            assertThat(name).hasToString("name");
            assertThat(book.note("beside")).isEqualTo(3);
            region.close();
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(name::toString);
        }
        assertThat(notes.notes()).containsExactly("name", "name");
    }

    void dropped() {
        Notes notes = new Notes();
        long pieces = Making.living();
        try (Log book = contexts.logbook()) {
            Async<Text> future;
            try (Region region = Region.open()) {
                Async<Long> closed = contexts.reported(ContextsDriver.context(region, notes, book), 1);
                assertTaken(book);
                closed.close();
                assertThat(contexts.turn(new Turn(book, 1), () -> {})).isEqualTo(1);
                future = contexts.named(new Desk(ContextsDriver.context(region, book), List.of(notes)), 1);
                assertTaken(book);
            }
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(future::join);
            assertThat(Making.living()).isEqualTo(pieces);
            assertThat(contexts.turn(new Turn(book, 1), () -> {})).isEqualTo(2);
        }
        assertThat(notes.notes()).isEmpty();
    }

    void failing() {
        try (Region region = Region.open();
                Log book = contexts.logbook()) {
            Async<Long> future = contexts.reported(ContextsDriver.context(region, book, new Refusing()), 1);
            assertThatExceptionOfType(Refusing.Refused.class).isThrownBy(future::join);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> contexts.reported(
                            new Context(book, region.text("wrong"), -1, Optional.empty(), x -> x), 1));
            // Nothing of it is lent any more.
            assertThat(contexts.turn(new Turn(book, 1), () -> {})).isEqualTo(3);
        }
    }
}
