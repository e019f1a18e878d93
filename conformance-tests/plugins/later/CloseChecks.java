package org.rdylib.conformance.later;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Async;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.verifier.Unload;

/** A library that is closed, and a future of it. */
final class CloseChecks extends LaterChecks {

    private final Path library;

    CloseChecks(Later later, Path library) {
        super(later);
        this.library = library;
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "a library is not unloaded while a future of it lives", this::unloaded);
        put(checks, "a future of a library that is closed and stays is dropped where it is polled", this::closed);
    }

    private void unloaded() throws Exception {
        Path copy = Files.copy(library, library.resolveSibling("copy.so"));
        Later own = Later.load(copy, Unload.ALLOWED);
        Tasks tasks = new Tasks();
        Async<Long> first = own.after(Way.KEPT, 1, 1);
        CompletableFuture<Long> second = own.sent(Way.KEPT, 1, 2).start(tasks);
        assertThatExceptionOfType(LibraryInUseException.class)
                .isThrownBy(own::close)
                .withMessageContaining("after()@")
                .withMessageContaining("sent()@");
        tasks.run();
        own.wake(true);
        own.join();
        tasks.run();
        assertThat(second).isCompletedWithValue(2L);
        first.close();
        own.close();
        assertThat(own.isUnloaded()).isTrue();
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> own.after(Way.KEPT, 1, 1));
    }

    private void closed() {
        Later other = Later.load(library);
        Tasks tasks = new Tasks();
        Async<Long> joined = other.after(Way.ITSELF, 1, 1);
        CompletableFuture<Long> begun = other.after(Way.KEPT, 1, 1).start(tasks);
        tasks.run();
        other.close();
        assertThatThrownBy(joined::join).isInstanceOf(LibraryClosedException.class);
        later.wake(false);
        tasks.run();
        assertThatThrownBy(begun::join).hasCauseInstanceOf(LibraryClosedException.class);
        assertThat(futures()).isZero();
    }
}
