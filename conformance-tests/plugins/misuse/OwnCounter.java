package org.rdylib.conformance.misuse;

import org.rdylib.conformance.misuse.honest.Counter;

/** A counter of Java's. */
class OwnCounter implements Counter {

    private long count;

    @Override
    public long add(long by) {
        count += by;
        return count;
    }

    @Override
    public long total() {
        return count;
    }

    @Override
    public void change(Counter.ChangeInside inside) {
        inside.call();
    }

    @Override
    public void watch(Counter.WatchInside inside) {
        inside.call();
    }

    @Override
    public String finish() {
        return "own " + count;
    }

    @Override
    public void close() {}
}
