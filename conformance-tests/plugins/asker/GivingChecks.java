package org.rdylib.conformance.asker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.Async;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Text;

/** Where Java gives a library a future: as an argument, and as the answer of imports, closures and methods. */
final class GivingChecks extends AskerChecks {

    private final AskerDriver.Host host;

    GivingChecks(Asker asker, AskerDriver.Host host) {
        super(asker);
        this.host = host;
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "an import is async", this::imported);
        put(checks, "an import gives owned values later", this::lines);
        put(checks, "a method of an object of Java's is async", this::method);
        put(checks, "a closure gives a future", this::closure);
        put(checks, "a result borrows from what it may, and from nothing else", this::borrowed);
        put(checks, "a closure gives a future for the lifetime of what it is given", this::measured);
        put(checks, "a library gives back a future of Java's, and Java waits for that", this::echoed);
        put(checks, "a library is given a future of its own", this::own);
        put(checks, "a library that waits for a future of its own is woken when that is closed", this::closed);
    }

    private void imported() {
        asker.ask("UTC");
        assertThat(poll()).contains(3L);
        IllegalStateException thrown = new IllegalStateException("no clock");
        host.now = _ -> {
            throw thrown;
        };
        assertThatThrownBy(() -> asker.ask("UTC")).isSameAs(thrown);
        host.now = _ -> Async.of(CompletableFuture.failedStage(thrown));
        asker.ask("UTC");
        assertThatThrownBy(this::poll).isSameAs(thrown);
    }

    private void lines() {
        host.lines = CompletableFuture.completedFuture(List.of("one", "three"));
        assertThat(asker.lines()).isEqualTo(8);
        host.lines = CompletableFuture.supplyAsync(
                () -> List.of("é", ""), CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
        assertThat(asker.lines()).isEqualTo(2);
        host.lines = CompletableFuture.completedFuture(List.of("one", "\uD800"));
        assertThatThrownBy(asker::lines)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lines(): a text with an unpaired surrogate cannot be passed as UTF-8");
    }

    private static final class Own implements Service {

        private final CompletableFuture<Long> later = new CompletableFuture<>();

        @Override
        public Async<Long> fetch(long key) {
            return Async.of(later.thenApply(n -> n + key));
        }

        @Override
        public Async<Long> rename(Text name) {
            // What an async method is given is its own until it returns, like what any other is.
            String copy = name.toString();
            return Async.of(later.thenApply(n -> n + copy.length()));
        }

        @Override
        public void close() {}
    }

    private void method() throws Throwable {
        Own own = new Own();
        asker.serve(own, Optional.empty());
        assertThat(poll()).isEmpty();
        OtherThread.run(() -> own.later.complete(10L));
        assertThat(poll()).contains(14L);
        asker.serve(own, Optional.of("name"));
        assertThat(poll()).contains(14L);
    }

    private void closure() {
        asker.visit(n -> Async.of(CompletableFuture.completedFuture(n * 2)));
        assertThat(poll()).contains(10L);
    }

    private void borrowed() {
        try (Region region = Region.open()) {
            Text text = region.text("half and half");
            Async<Text> part = Async.of(CompletableFuture.completedFuture(text.slice(5, 8)));
            assertThat(asker.part(text, part)).hasToString("and");
            try (Region inner = Region.open()) {
                Async<Text> other = Async.of(CompletableFuture.completedFuture(inner.text("other")));
                assertThatThrownBy(() -> asker.part(text, other))
                        .isInstanceOf(RegionException.class)
                        .hasMessageMatching(
                                "part\\(future\\): the call needs the answer: 'a, but .*; what belongs to the"
                                        + " latter lives long enough");
            }
        }
    }

    private static CompletableFuture<Long> soon(long n) {
        return CompletableFuture.supplyAsync(() -> n, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
    }

    private void measured() {
        assertThat(asker.measure("some text", own -> {
                    String copy = own.toString();
                    return Async.of(CompletableFuture.supplyAsync(
                            () -> (long) copy.length(), CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS)));
                }))
                .isEqualTo(9);
    }

    private void echoed() {
        assertThat(asker.echo(Async.of(soon(5))).join()).isEqualTo(5);
        IllegalStateException thrown = new IllegalStateException("late");
        assertThatThrownBy(() -> asker.echo(Async.of(CompletableFuture.failedFuture(thrown)))
                        .join())
                .isSameAs(thrown);
        CompletableFuture<Long> stage = new CompletableFuture<>();
        asker.echo(Async.of(stage)).close();
        assertThat(stage).isCancelled();
    }

    private void own() {
        Async<Long> theirs = asker.echo(Async.of(soon(5)));
        assertThat(asker.echo(theirs).join()).isEqualTo(5);
        assertThat(asker.finish(asker.echo(Async.of(soon(6))), true)).isEqualTo(6);
        CompletableFuture<Long> stage = new CompletableFuture<>();
        asker.echo(asker.echo(Async.of(stage))).close();
        assertThat(stage).isCancelled();
    }

    private void closed() {
        Async<Long> theirs = asker.echo(Async.of(new CompletableFuture<>()));
        asker.giveSent(Optional.of(theirs));
        assertThat(poll()).isEmpty();
        long woken = woken();
        theirs.close();
        assertThat(woken()).isEqualTo(woken + 1);
        assertThatThrownBy(this::poll).isInstanceOf(ObjectDroppedException.class);
        Async<Long> never = asker.echo(Async.of(new CompletableFuture<>()));
        Deque<Runnable> tasks = new ArrayDeque<>();
        CompletableFuture<Long> begun = asker.echo(never).start(tasks::add);
        tasks.remove().run();
        never.close();
        tasks.remove().run();
        assertThatThrownBy(begun::join).hasCauseInstanceOf(ObjectDroppedException.class);
    }
}
