package org.rdylib.conformance.asker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Async;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.SpentFutureException;
import org.rdylib.verifier.Unload;

/** What a library may not do with a future of Java's. */
final class RefusalChecks extends AskerChecks {

    private final Path library;

    RefusalChecks(Asker asker, Path library) {
        super(asker);
        this.library = library;
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "it is not polled after it gave its result, or failed", this::afterReady);
        put(checks, "it is not polled on another thread, unless it is Send", this::elsewhere);
        put(checks, "it is not polled with what is no waker", this::wakers);
        put(checks, "it is asked for its result by one side", this::bothSides);
        put(checks, "null is no result", this::nothing);
        put(checks, "a library is not unloaded while Java has a waker of it", this::unloaded);
    }

    private void afterReady() {
        asker.give(Async.of(CompletableFuture.completedFuture(7L)));
        assertThat(asker.poll(Waker.COUNTED, false, false)).contains(7L);
        assertThatExceptionOfType(SpentFutureException.class)
                .isThrownBy(this::poll)
                .withMessage("give(future): polled after it gave its result, or a failure");
        asker.give(Async.of(CompletableFuture.failedFuture(new IllegalStateException())));
        assertThatThrownBy(this::poll).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(this::poll).isInstanceOf(SpentFutureException.class);
    }

    private void elsewhere() {
        asker.give(Async.of(new CompletableFuture<>()));
        assertThatThrownBy(() -> asker.poll(Waker.COUNTED, true, true)).isInstanceOf(WrongThreadException.class);
        asker.giveSent(Optional.of(Async.of(CompletableFuture.completedFuture(7L))));
        assertThat(asker.poll(Waker.COUNTED, true, true)).contains(7L);
    }

    private void wakers() {
        Map<Waker, String> wrong = Map.of(
                Waker.NO_DATA, "an object with a null data",
                Waker.NO_TABLE, "an object with a null table",
                Waker.NO_CLONE, "an object of an Arc whose table has no clone",
                Waker.NO_WAKE, "an object whose table has null in slot 0, that of wake");
        wrong.forEach((waker, message) -> {
            asker.give(Async.of(new CompletableFuture<>()));
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> asker.poll(waker, false, true))
                    .withMessage("give(future)(waker): " + message);
        });
    }

    private void bothSides() {
        Async<Long> future = Async.of(CompletableFuture.completedFuture(7L));
        asker.give(future);
        assertThat(future.join()).isEqualTo(7);
        assertThatThrownBy(this::poll).isInstanceOf(SpentFutureException.class);
        AtomicReference<Async<Long>> given = new AtomicReference<>(Async.of(CompletableFuture.completedFuture(7L)));
        asker.give(given.get());
        assertThat(poll()).contains(7L);
        assertThatThrownBy(() -> given.get().join()).isInstanceOf(SpentFutureException.class);
    }

    private void nothing() {
        asker.give(Async.of(CompletableFuture.completedFuture(null)));
        assertThatThrownBy(this::poll)
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the result of a future of Java's: null is passed");
        assertThatThrownBy(() -> asker.visit(_ -> null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("visit(visit)(): null is passed");
    }

    private void unloaded() throws Exception {
        Path copy = Files.copy(library, library.resolveSibling("copy.so"));
        Asker own = Asker.load(copy, new AskerDriver.Host(), Unload.ALLOWED);
        CompletableFuture<Long> stage = new CompletableFuture<>();
        own.giveSent(Optional.of(Async.of(stage)));
        assertThat(own.poll(Waker.COUNTED, true, true)).isEmpty();
        assertThatExceptionOfType(LibraryInUseException.class)
                .isThrownBy(own::close)
                .withMessageContaining("a waker of give_sent(future)");
        stage.complete(7L);
        assertThat(own.poll(Waker.COUNTED, true, true)).contains(7L);
        own.close();
        assertThat(own.isUnloaded()).isTrue();
    }
}
