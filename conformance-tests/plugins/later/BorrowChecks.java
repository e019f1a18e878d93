package org.rdylib.conformance.later;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.Async;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionInUseException;
import org.rdylib.loader.Text;

/** A future that borrows: from regions, and from the object that it is of. */
final class BorrowChecks extends LaterChecks {

    BorrowChecks(Later later) {
        super(later);
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "one that nobody waits for is dropped with its region", this::dropped);
        put(checks, "a region is not closed while a future of it is waited for", this::waited);
        put(checks, "a region of all threads is not closed while a future of it is waited for", this::shared);
        put(checks, "a future of two regions ends with the first", this::shorter);
        put(checks, "an object is not changed or closed while a future of it is waited for", this::object);
        put(checks, "a future of an object that nobody waits for ends with its borrow", this::loan);
        put(checks, "a future is dropped with the region of its object", this::regionOfObject);
    }

    private void dropped() {
        Async<Text> future;
        try (Region region = Region.open()) {
            future = later.part(Way.KEPT, 1, region.text("a b"), region.text(" "));
            assertThat(futures()).isEqualTo(1);
        }
        assertThat(futures()).isZero();
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(future::join);
    }

    private void waited() {
        Tasks tasks = new Tasks();
        Region region = Region.open();
        CompletableFuture<Text> begun =
                later.part(Way.KEPT, 1, region.text("a b"), region.text(" ")).start(tasks);
        tasks.run();
        assertThatExceptionOfType(RegionInUseException.class)
                .isThrownBy(region::close)
                .satisfies(thrown ->
                        assertThat(thrown.uses()).singleElement().asString().startsWith("part()@"));
        later.wake(false);
        tasks.run();
        assertThat(begun.join()).hasToString("a");
        CompletableFuture<Text> cancelled =
                later.part(Way.KEPT, 1, region.text("a b"), region.text(" ")).start(tasks);
        cancelled.cancel(false);
        region.close();
    }

    private void shared() throws Throwable {
        Tasks tasks = new Tasks();
        Region region = Region.openShared();
        Async<Text> future = later.sentPart(Way.KEPT, 1, region.text("a b"));
        CompletableFuture<Text> begun = future.start(tasks);
        OtherThread.run(tasks::run);
        assertThatExceptionOfType(RegionInUseException.class).isThrownBy(region::close);
        later.wake(true);
        later.join();
        OtherThread.run(tasks::run);
        assertThat(begun.join()).hasToString("a");
        later.sentPart(Way.KEPT, 1, region.text("a b"));
        region.close();
        assertThat(futures()).isZero();
    }

    private void shorter() {
        try (Region outer = Region.open()) {
            Async<Text> future;
            try (Region inner = Region.open()) {
                future = later.part(Way.ITSELF, 1, outer.text("a b"), inner.text(" "));
            }
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(future::join);
        }
    }

    private void object() {
        Tasks tasks = new Tasks();
        try (Store store = later.open(Way.SILENT, 0).join().orElseThrow()) {
            CompletableFuture<Long> reading = store.get(Way.KEPT).start(tasks);
            tasks.run();
            assertThat(store.value()).as("shared beside it").isEqualTo(5);
            assertThat(store.get(Way.SILENT)).as("the same").isNotNull();
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> store.set(Way.SILENT, 1));
            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(store::close);
            later.wake(false);
            tasks.run();
            assertThat(reading).isCompletedWithValue(5L);
            CompletableFuture<Long> writing = store.set(Way.KEPT, 6).start(tasks);
            tasks.run();
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(store::value)
                    .withMessageMatching(
                            "Store@.* is used while Store.set\\(\\)@.* borrows from it, and is waited for");
            writing.cancel(false);
            later.wake(false);
            assertThat(store.value()).isEqualTo(5);
        }
    }

    private void loan() {
        try (Store store = later.open(Way.SILENT, 0).join().orElseThrow()) {
            Async<Long> writing = store.set(Way.KEPT, 6);
            assertThat(store.value()).isEqualTo(5);
            assertThatThrownBy(writing::join).isInstanceOf(ObjectDroppedException.class);
            assertThat(futures()).isZero();
        }
    }

    private void regionOfObject() {
        Async<Long> left;
        try (Store store = later.open(Way.SILENT, 0).join().orElseThrow()) {
            left = store.get(Way.KEPT);
        }
        assertThat(futures()).isZero();
        assertThatThrownBy(left::join).isInstanceOf(ObjectDroppedException.class);
    }
}
