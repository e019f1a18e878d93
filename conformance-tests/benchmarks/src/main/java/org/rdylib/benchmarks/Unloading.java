package org.rdylib.benchmarks;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rdylib.benchmarks.calls.Calls;
import org.rdylib.benchmarks.calls.Counter;
import org.rdylib.loader.Region;
import org.rdylib.loader.Text;
import org.rdylib.verifier.Unload;

/** The same stubs, of a library that stays and of one that may be unloaded. */
public class Unloading extends Row {

    /** Loaded once, and called by all threads. */
    @State(Scope.Benchmark)
    public static class Loaded {
        /** Under which policy. */
        @Param({"NEVER", "ALLOWED"})
        public Unload unload = Unload.NEVER;

        Calls calls = Calls.load(Natives.library());

        /** A file of its own: one that stays would keep it. */
        @Setup
        public void load() {
            calls = Calls.load(Natives.copy(), unload);
        }

        /** Sees that what may be unloaded can be. */
        @TearDown
        public void unload() {
            calls.close();
            if (calls.isUnloaded() != (unload == Unload.ALLOWED)) {
                throw new IllegalStateException("unloaded: " + calls.isUnloaded());
            }
        }
    }

    /** What each thread has of it. */
    @State(Scope.Thread)
    public static class Mine {
        @Nullable
        Region region;

        @Nullable
        Text text;

        @Nullable
        Counter counter;

        /** Opens them on the thread that uses them. */
        @Setup
        public void open(Loaded loaded) {
            region = Region.open();
            text = region.text("a text of the region's");
            counter = loaded.calls.counter();
        }

        /** Closes them on it. */
        @TearDown
        public void close() {
            counter.close();
            region.close();
        }
    }

    /** A scalar without a region. */
    @Benchmark
    public int plain(Loaded loaded) {
        return loaded.calls.add(a, b);
    }

    /** A leaf. */
    @Benchmark
    public int leaf(Loaded loaded) {
        return loaded.calls.addLeaf(a, b);
    }

    /** On an object. */
    @Benchmark
    public long method(Mine mine) {
        return mine.counter.add(a);
    }

    /** With a region. */
    @Benchmark
    public int region(Loaded loaded, Mine mine) {
        return loaded.calls.rest(mine.text).byteLength();
    }
}
