package org.rdylib.conformance.teams;

import java.util.concurrent.atomic.AtomicInteger;

/** One of Java's, which counts how often it was closed. */
record OwnWorker(long rate, AtomicInteger closed) implements Worker {

    OwnWorker(long rate) {
        this(rate, new AtomicInteger());
    }

    @Override
    public long work(long hours) {
        return rate * hours;
    }

    @Override
    public void train() {
        throw new UnsupportedOperationException("train");
    }

    @Override
    public long retire() {
        return rate;
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    int closings() {
        return closed.get();
    }
}
