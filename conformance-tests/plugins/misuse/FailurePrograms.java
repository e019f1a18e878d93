package org.rdylib.conformance.misuse;

import java.io.IOException;
import org.rdylib.conformance.misuse.honest.Counter;
import org.rdylib.conformance.misuse.honest.Honest;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.loader.Region;

/** What fails in a call, and how it gets to its caller. */
final class FailurePrograms extends Subject {

    FailurePrograms(Libraries libraries) {
        super(libraries);
        add("a library in Rust panics", () -> honest().panic("out of order"));
        add("a library in C fails", () -> unruly().fail(0));
        add("a library fails and does not say why", () -> unruly().fail(1));
        add("a library answers with a failure that is none", () -> unruly().fail(2));
        add("a library answers with a failure where no memory is", () -> unruly().fail(3));
        add("a library answers with a failure that it has answered with before", this::staleFailure);
        add("a callback throws", this::thrown);
        add("a callback throws what is checked", this::checked);
        add("an import throws", this::importThrows);
        add("an object of Java's throws in a library's method", this::ownThrows);
        add("a callback throws through two libraries", this::throughTwo);
        add("a callback throws what a callback threw before", this::thrownAgain);
        add("a callback is out of memory at once", () -> System.out.println(outOfMemory(Integer.MAX_VALUE)));
        add("a callback has used up the memory", this::memoryUsedUp);
        add("a callback throws on a thread of the library's", this::onThread);
        add("a callback ends its thread by an error", this::error);
        add("a closure throws when it is dropped, and is called", this::throwsOnClose);
    }

    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown(String message) {
            super(message);
        }
    }

    private void staleFailure() {
        Unruly unruly = unruly();
        try {
            unruly.failAsBefore(() -> {
                throw new Thrown("the first time");
            });
        } catch (Thrown first) {
            // It is over, and its memory is to be given to others.
        }
        for (int i = 0; i < 50; i++) {
            System.gc();
        }
        unruly.fail(4);
    }

    private void thrown() {
        honest().apply(
                        n -> {
                            throw new Thrown("by a callback");
                        },
                        1);
    }

    private void checked() {
        honest().apply(n -> FailurePrograms.<RuntimeException, Long>sneak(new IOException("checked")), 1);
    }

    @SuppressWarnings("unchecked") // erased: nothing is cast
    private static <X extends Throwable, T> T sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private void importThrows() {
        libraries.name = n -> {
            throw new Thrown("by an import");
        };
        honest().panic("name");
    }

    private void ownThrows() {
        honest().drive(
                        new OwnCounter() {
                            @Override
                            public long add(long by) {
                                throw new Thrown("by an object");
                            }
                        },
                        1);
    }

    /** Java, C, Java, Rust, Java, C, Java. */
    private void throughTwo() {
        Unruly unruly = unruly();
        Honest honest = honest();
        try (Region region = Region.open();
                Counter counter = honest.counter()) {
            unruly.through(() -> counter.watch(() -> unruly.through(() -> honest.during(region.text("held"), () -> {
                throw new Thrown("through two libraries");
            }))));
        }
    }

    private void thrownAgain() {
        Honest honest = honest();
        Thrown once = new Thrown("once and again");
        honest.apply(
                n -> {
                    try {
                        return honest.apply(
                                m -> {
                                    throw once;
                                },
                                n);
                    } catch (Thrown again) {
                        throw again;
                    }
                },
                1);
    }

    private long outOfMemory(int length) {
        return honest().apply(n -> new long[length].length, 1);
    }

    private void memoryUsedUp() {
        System.out.println(honest().apply(
                        n -> {
                            Object[] all = {};
                            while (all.length < 10) {
                                all = new Object[] {all, new long[1 << 16]};
                            }
                            return n;
                        },
                        1));
    }

    private void onThread() {
        unruly().onThread(
                        () -> {
                            throw new Thrown("on a thread of the library's");
                        },
                        512);
    }

    private void error() {
        honest().apply(
                        n -> {
                            throw new AssertionError("an error");
                        },
                        1);
    }

    private void throwsOnClose() {
        Honest honest = honest();
        honest.keep(new Honest.KeepStep() {
            @Override
            public long call(long n) {
                throw new Thrown("when it is called");
            }

            @Override
            public void close() {
                throw new Thrown("when it is dropped");
            }
        });
        System.out.println(honest.fire(1));
    }
}
