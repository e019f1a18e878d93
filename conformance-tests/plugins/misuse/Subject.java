package org.rdylib.conformance.misuse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.unruly.Unruly;

/** Programs about one subject. */
abstract class Subject {

    final Libraries libraries;
    private final Map<String, Program> programs = new LinkedHashMap<>();

    Subject(Libraries libraries) {
        this.libraries = libraries;
    }

    /** All, by what they do. */
    final Map<String, Program> programs() {
        return programs;
    }

    final void add(String what, Program program) {
        programs.put(what, program);
    }

    /** What only a library in C can be asked to do. */
    final void addOfC(String what, Program program) {
        if (libraries.misbehave()) {
            add(what, program);
        }
    }

    final Honest honest() {
        return libraries.honest();
    }

    final Unruly unruly() {
        return libraries.unruly();
    }

    /** Does something on a thread of its own, and throws what it throws. */
    static void elsewhere(Program program) throws Throwable {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name("other").start(() -> {
            try {
                program.run();
            } catch (Throwable t) {
                thrown.set(t);
            }
        });
        thread.join();
        if (thrown.get() != null) {
            throw thrown.get();
        }
    }

    /** What is done inside something, on another thread. */
    interface Inside {
        void run(Runnable wait) throws Throwable;
    }

    /** Begins something on a thread of its own, does {@code meanwhile} while that waits, and lets it end. */
    static void during(Inside other, Program meanwhile) throws Throwable {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name("other").start(() -> {
            try {
                other.run(() -> {
                    inside.countDown();
                    quietly(go::await);
                });
            } catch (Throwable t) {
                thrown.set(t);
            }
        });
        try {
            inside.await();
            meanwhile.run();
        } finally {
            go.countDown();
            thread.join();
            if (thrown.get() != null) {
                thrown.get().printStackTrace();
            }
        }
    }

    /** Does something where nothing checked can be thrown. */
    static void quietly(Program program) {
        try {
            program.run();
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }
}
