package org.rdylib.conformance.misuse;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.rdylib.conformance.misuse.later.Later;
import org.rdylib.conformance.misuse.later.Store;
import org.rdylib.conformance.misuse.later.Way;
import org.rdylib.loader.Async;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** Futures of a library. */
final class FuturePrograms extends Subject {

    /** Takes tasks that it never runs. */
    private static final Executor IDLE = _ -> {};

    FuturePrograms(Libraries libraries) {
        super(libraries);
        add("a future is asked for its result twice", this::joinedTwice);
        add("a future that is polled by tasks is waited for", this::joinedAfterStart);
        add("a future is waited for inside its own poll", this::joinedInside);
        add("a future is waited for after it was closed", this::closed);
        add("a future is closed while another thread waits for it", this::closedWhileJoined);
        add("a future is waited for after its region was closed", this::closedRegion);
        add("a future is waited for after the object that it borrows from was changed", this::changedObject);
        add("a future is closed while it is being polled", this::closedInside);
        add("a region is closed while a future that borrows from it is waited for", this::regionOfWaiting);
        add("a region of all threads is closed while a future that borrows from it is waited for", this::sharedRegion);
        add("an object is changed while a future that borrows from it is waited for", this::changedWhileWaiting);
        add("an object is closed while a future that borrows from it is waited for", this::closedWhileWaiting);
        add("a region is closed while a future waits that borrows from an object in it", this::regionOfObject);
        add("the result of a future is read after its region was closed", this::resultOfClosed);
        add("a future is polled on another thread, and is not Send", this::polledElsewhere);
        add("a future that borrows from a region of one thread is polled on another", this::borrowedElsewhere);
        add("a future is closed on another thread, and is not Send", this::closedElsewhere);
        add("a future is polled after its library was closed", this::closedLibrary);
        addOfC("a library is unloaded, and a future of it is not closed", this::unloaded);
        addOfC("a future answers with what is neither None nor Some", this::tag);
        addOfC("a library gives a future without code", this::broken);
        addOfC("a future fails", this::failed);
        add("a callback throws inside of poll", this::thrown);
        add("null is passed to run a future's tasks", this::nullExecutor);
    }

    private Later later() {
        return libraries.later(Unload.NEVER);
    }

    private void joinedTwice() {
        Async<Long> future = later().after(Way.ITSELF, 1, 1);
        if (future.join() == 1) {
            System.out.println(future.join());
        }
    }

    private void joinedAfterStart() {
        try (Async<Long> future = later().after(Way.ITSELF, 1, 1)) {
            CompletableFuture<Long> started = future.start(IDLE);
            System.out.println(future.join() + " " + started);
        }
    }

    private void joinedInside() {
        AtomicReference<Async<Long>> future = new AtomicReference<>();
        future.set(later().asking(Way.ITSELF, 1, _ -> future.get().join()));
        System.out.println(future.get().join());
    }

    private void closed() {
        Async<Long> future = later().after(Way.ITSELF, 1, 1);
        future.close();
        System.out.println(future.join());
    }

    private void closedWhileJoined() {
        Async<Long> future = later().sent(Way.SILENT, 1, 1);
        Thread waiting = Thread.currentThread();
        Thread.ofPlatform().start(() -> {
            while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            future.close();
        });
        System.out.println(future.join());
    }

    private void closedRegion() {
        Async<Text> future;
        try (Region region = Region.open()) {
            future = later().part(Way.ITSELF, 1, region.text("a b"), region.text(" "));
        }
        System.out.println(future.join());
    }

    private Store store() {
        return later().open(Way.SILENT, 0).join().orElseThrow();
    }

    private void changedObject() {
        try (Store store = store()) {
            Async<Long> reading = store.get(Way.ITSELF);
            Async<Long> writing = store.set(Way.ITSELF, 1);
            if (writing.join() == 5) {
                System.out.println(reading.join());
            }
        }
    }

    private void closedInside() {
        AtomicReference<Async<Long>> future = new AtomicReference<>();
        future.set(later().asking(Way.ITSELF, 1, n -> {
            future.get().close();
            return n;
        }));
        System.out.println(future.get().join());
    }

    private void regionOfWaiting() {
        Region region = Region.open();
        try (Async<Text> future = later().part(Way.KEPT, 1, region.text("a b"), region.text(" "))) {
            CompletableFuture<Text> started = future.start(IDLE);
            region.close();
            System.out.println(started);
        }
    }

    private void sharedRegion() {
        Region region = Region.openShared();
        try (Async<Text> future = later().sentPart(Way.KEPT, 1, region.text("a b"))) {
            CompletableFuture<Text> started = future.start(IDLE);
            region.close();
            System.out.println(started);
        }
    }

    private void changedWhileWaiting() {
        try (Store store = store();
                Async<Long> reading = store.get(Way.KEPT)) {
            CompletableFuture<Long> started = reading.start(IDLE);
            System.out.println(store.set(Way.ITSELF, 1) + " " + started);
        }
    }

    private void closedWhileWaiting() {
        Store store = store();
        CompletableFuture<Long> started = store.get(Way.KEPT).start(IDLE);
        try {
            store.close();
        } finally {
            started.cancel(false);
            store.close();
        }
    }

    private void regionOfObject() {
        Region region = Region.open();
        try (Store store = later().bound(region.text("text"));
                Async<Long> reading = store.get(Way.KEPT)) {
            CompletableFuture<Long> started = reading.start(IDLE);
            region.close();
            System.out.println(started);
        }
    }

    private void resultOfClosed() {
        Text part;
        try (Region region = Region.open()) {
            part = later().part(Way.ITSELF, 1, region.text("a b"), region.text(" "))
                    .join();
        }
        System.out.println(part);
    }

    private void polledElsewhere() throws Throwable {
        try (Async<Long> future = later().after(Way.ITSELF, 1, 1)) {
            elsewhere(() -> System.out.println(future.join()));
        }
    }

    private void borrowedElsewhere() throws Throwable {
        try (Region region = Region.open()) {
            Async<Text> future = later().sentPart(Way.ITSELF, 1, region.text("a b"));
            elsewhere(() -> System.out.println(future.join()));
        }
    }

    private void closedElsewhere() throws Throwable {
        try (Async<Long> future = later().after(Way.ITSELF, 1, 1)) {
            elsewhere(future::close);
        }
    }

    private void closedLibrary() {
        Later later = later();
        try (Async<Long> future = later.after(Way.ITSELF, 1, 1)) {
            later.close();
            System.out.println(future.join());
        }
    }

    private void unloaded() {
        Later later = libraries.later(Unload.ALLOWED);
        try (Async<Long> future = later.after(Way.ITSELF, 1, 1)) {
            later.close();
            System.out.println(future.join());
        }
    }

    private void tag() {
        System.out.println(later().after(Way.TAG, 1, 1).join());
    }

    private void broken() {
        System.out.println(later().broken(1));
    }

    private void failed() {
        System.out.println(later().after(Way.FAIL, 1, 3).join());
    }

    private void thrown() {
        System.out.println(later().asking(Way.THREAD, 1, _ -> {
                    throw new IllegalStateException("inside of poll");
                })
                .join());
    }

    private void nullExecutor() {
        try (Async<Long> future = later().after(Way.ITSELF, 1, 1)) {
            System.out.println(future.start(NullPrograms.absent()));
        }
    }
}
