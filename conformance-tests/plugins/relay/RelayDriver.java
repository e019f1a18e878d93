package org.rdylib.conformance.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Async;
import org.rdylib.loader.Bounded;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;

/** A host and a plugin in Rust that wait for one another's futures; after each scenario, nothing of either is left. */
public final class RelayDriver implements PluginChecks {

    private Function<String, CompletableFuture<String>> now = CompletableFuture::completedFuture;

    private Relay relay;

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        relay = Relay.load(library, zone -> Async.of(now.apply(zone)));
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        put(checks, "an async fn of Rust's is awaited", this::awaited);
        put(checks, "what it borrows stays as long as it does", this::borrowed);
        put(checks, "Rust awaits an async import, which is ready or not", this::imported);
        put(checks, "an exception of an import comes through Rust's await as itself", this::thrown);
        put(checks, "Rust awaits futures that it is given", this::given);
        put(checks, "objects with async methods go both ways", this::objects);
        put(checks, "a thread of Rust's wakes Java", this::elsewhere);
        put(checks, "to cancel a future of Rust's cancels the one of Java's that it waits for", this::cancelled);
        put(checks, "a panic within poll is a failure", this::panics);
        put(checks, "many wait for one another at a time", this::many);
        return checks;
    }

    private void put(Map<String, ThrowingCallable> checks, String name, ThrowingCallable check) {
        checks.put(name, () -> {
            HostAccounts ofJava = new HostAccounts();
            now = CompletableFuture::completedFuture;
            check.call();
            assertThat(relay.alive()).as("futures and objects of Rust's").isZero();
            ofJava.assertLevel();
        });
    }

    private static <T> CompletableFuture<T> soon(T value) {
        return CompletableFuture.supplyAsync(() -> value, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
    }

    private void awaited() {
        try (Region region = Region.open()) {
            long[] numbers = {1, 2, 0xFFFF_FFFFL};
            assertThat(relay.sum(Relay.sliceOfU32(region, numbers), 3).join()).isEqualTo(0x1_0000_0002L);
        }
    }

    private void borrowed() {
        try (Region region = Region.open()) {
            Text longest =
                    relay.longest(region.text("one"), region.text("three")).join();
            assertThat(longest).hasToString("three");
        }
    }

    private void imported() {
        try (Region region = Region.open()) {
            Text zone = region.text("UTC");
            assertThat(relay.ask(zone, 2).join()).isEqualTo("UTCUTC");
            now = name -> soon(name + ".");
            assertThat(relay.ask(zone, 3).join()).isEqualTo("UTC.UTC.UTC.");
        }
    }

    private void thrown() {
        try (Region region = Region.open()) {
            IOException thrown = new IOException("no clock");
            now = name -> soon(name).thenCompose(_ -> CompletableFuture.failedFuture(thrown));
            assertThatThrownBy(() -> relay.ask(region.text("UTC"), 1).join()).isSameAs(thrown);
            IllegalStateException early = new IllegalStateException("no clock at all");
            now = _ -> {
                throw early;
            };
            assertThatThrownBy(() -> relay.ask(region.text("UTC"), 1).join()).isSameAs(early);
        }
    }

    private void given() {
        assertThat(relay.both(Async.of(soon(3L)), Optional.empty()).join()).isEqualTo(3);
        assertThat(relay.both(Async.of(soon(3L)), Optional.of(Async.of(soon(4L))))
                        .join())
                .isEqualTo(7);
        assertThat(relay.both(relay.elsewhere(3), Optional.of(relay.elsewhere(4)))
                        .join())
                .as("of futures of its own")
                .isEqualTo(14);
        CompletableFuture<Long> never = new CompletableFuture<>();
        relay.both(Async.of(never), Optional.empty()).close();
        assertThat(never).as("of one that was never polled").isCancelled();
    }

    private static final class Own implements Source, Bounded {

        private final Deque<String> words = new ArrayDeque<>(List.of("a", "b"));
        private final Region region;
        private final Text name;
        private boolean closed;

        Own(Region region, Text name) {
            this.region = region;
            this.name = name;
        }

        @Override
        public Region region() {
            return region;
        }

        @Override
        public Async<Optional<String>> next() {
            return Async.of(soon(Optional.ofNullable(words.poll())));
        }

        @Override
        public Text name() {
            return name;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private void objects() {
        try (Region region = Region.open()) {
            Text text = region.text("one two");
            try (Source source = relay.source(text)) {
                assertThat(source.next().join()).contains("one");
                assertThat(source.name()).hasToString("one two");
            }
            assertThat(relay.drain(relay.source(text)).join()).isEqualTo("one+two of one two");
            Own own = new Own(region, text);
            assertThat(relay.drain(own).join()).isEqualTo("a+b of one two");
            assertThat(own.closed).isTrue();
        }
    }

    private void elsewhere() throws Exception {
        assertThat(relay.elsewhere(21).join()).isEqualTo(42);
        assertThat(relay.elsewhere(22).start(ForkJoinPool.commonPool()).get()).isEqualTo(44);
    }

    private void cancelled() {
        try (Region region = Region.open()) {
            CompletableFuture<String> never = new CompletableFuture<>();
            now = _ -> never;
            Deque<Runnable> tasks = new ArrayDeque<>();
            CompletableFuture<String> asked = relay.ask(region.text("UTC"), 1).start(tasks::add);
            tasks.remove().run();
            assertThat(asked).isNotDone();
            asked.cancel(false);
            assertThat(never).isCancelled();
            assertThat(relay.alive()).isZero();
        }
    }

    private void panics() {
        try (Region region = Region.open()) {
            assertThatExceptionOfType(LibraryFailedException.class)
                    .isThrownBy(() -> relay.panics(region.text("out of order")).join())
                    .withMessage("out of order");
        }
    }

    private void many() {
        CompletableFuture<?>[] all = new CompletableFuture<?>[300];
        for (int i = 0; i < all.length; i++) {
            long n = i;
            all[i] = relay.elsewhere(n)
                    .start(ForkJoinPool.commonPool())
                    .thenAccept(twice -> assertThat(twice).isEqualTo(2 * n));
        }
        CompletableFuture.allOf(all).join();
    }
}
