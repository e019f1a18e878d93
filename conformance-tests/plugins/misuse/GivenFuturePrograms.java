package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.rdylib.conformance.misuse.asker.Asker;
import org.rdylib.conformance.misuse.asker.Waker;
import org.rdylib.loader.Async;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** Futures of Java's, which a library is given. */
final class GivenFuturePrograms extends Subject {

    GivenFuturePrograms(Libraries libraries) {
        super(libraries);
        addOfC("a library polls a future of Java's after it was ready", this::polledAfterReady);
        addOfC("a library polls a future of Java's after it failed", this::polledAfterFailure);
        addOfC("a library polls a future of Java's on another thread, and it is not Send", this::polledElsewhere);
        addOfC("a library polls a future of Java's with a waker that cannot be cloned", this::notCloned);
        addOfC("a library polls a future of Java's with a waker without code", this::notWaking);
        add("a future of Java's is waited for by Java, and by the library that has it", this::bothSides);
        add("a future of a library is closed while the library waits for it", this::closed);
        add("a future of Java's gives what lives too short", this::tooShort);
        add("a future of Java's is given a text for its lifetime, and reads it later", this::readLater);
        add("a future of Java's gives null", this::nothing);
        add("null is given as a future", () -> asker().give(NullPrograms.absent()));
        add("a closure answers with null instead of a future", () -> asker().visit(_ -> NullPrograms.absent()));
        add("a future of Java's fails", this::failed);
        add("a library is unloaded while Java has a waker of it", this::unloaded);
    }

    private Asker asker() {
        return libraries.asker(Unload.NEVER);
    }

    private static Async<Long> ready() {
        return Async.of(CompletableFuture.completedFuture(7L));
    }

    private void polledAfterReady() {
        Asker asker = asker();
        asker.give(ready());
        if (asker.poll(Waker.COUNTED, false, false).isPresent()) {
            System.out.println(asker.poll(Waker.COUNTED, false, false));
        }
    }

    private void polledAfterFailure() {
        Asker asker = asker();
        asker.give(Async.of(CompletableFuture.failedFuture(new IllegalStateException("first"))));
        try {
            System.out.println(asker.poll(Waker.COUNTED, false, false));
        } catch (IllegalStateException _) {
            System.out.println(asker.poll(Waker.COUNTED, false, false));
        }
    }

    private void polledElsewhere() {
        Asker asker = asker();
        asker.give(ready());
        System.out.println(asker.poll(Waker.COUNTED, true, true));
    }

    private void notCloned() {
        Asker asker = asker();
        asker.give(Async.of(new CompletableFuture<>()));
        System.out.println(asker.poll(Waker.NO_CLONE, false, true));
    }

    private void notWaking() {
        Asker asker = asker();
        asker.give(Async.of(new CompletableFuture<>()));
        System.out.println(asker.poll(Waker.NO_WAKE, false, true));
    }

    private void bothSides() {
        Asker asker = asker();
        Async<Long> future = ready();
        asker.give(future);
        if (future.join() == 7) {
            System.out.println(asker.poll(Waker.COUNTED, false, true));
        }
    }

    private void closed() {
        Asker asker = asker();
        Async<Long> future = asker.echo(Async.of(new CompletableFuture<>()));
        asker.giveSent(Optional.of(future));
        if (asker.poll(Waker.COUNTED, false, true).isEmpty()) {
            future.close();
            System.out.println(asker.poll(Waker.COUNTED, false, true));
        }
    }

    private void tooShort() {
        Asker asker = asker();
        try (Region region = Region.open()) {
            Text text = region.text("text");
            try (Region inner = Region.open()) {
                System.out.println(asker.part(text, Async.of(CompletableFuture.completedFuture(inner.text("t")))));
            }
        }
    }

    private void readLater() {
        List<Text> given = new ArrayList<>();
        long length = asker().measure("text", text -> {
            given.add(text);
            return Async.of(CompletableFuture.completedFuture(4L));
        });
        System.out.println(length + " " + given.getFirst());
    }

    private void nothing() {
        Asker asker = asker();
        asker.give(Async.of(CompletableFuture.completedFuture(null)));
        System.out.println(asker.poll(Waker.COUNTED, false, true));
    }

    private void failed() {
        System.out.println(
                asker().finish(Async.of(CompletableFuture.failedFuture(new IllegalStateException("later"))), true));
    }

    private void unloaded() {
        Asker asker = libraries.asker(Unload.ALLOWED);
        asker.giveSent(Optional.of(Async.of(new CompletableFuture<>())));
        if (asker.poll(Waker.COUNTED, false, true).isEmpty()) {
            asker.close();
        }
    }
}
