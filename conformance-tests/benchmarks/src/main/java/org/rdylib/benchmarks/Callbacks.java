package org.rdylib.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.rdylib.benchmarks.calls.Calls;

/** Closures of Java's that the library calls. */
public class Callbacks {

    private static final int LOOP = 1000;

    /** One call that calls back once. */
    public static class CallbackOnce extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());
        private final Calls.EachVisit visit = value -> value + 1;

        /** By hand. */
        @Benchmark
        public int ffm() throws Throwable {
            return ByHand.each(1);
        }

        /** Generated. */
        @Benchmark
        public int stub() {
            return CALLS.each(1, visit);
        }

        /** By JNI. */
        @Benchmark
        public int jni() {
            return Jni.each(1, visit);
        }

        /** By JNA. */
        @Benchmark
        public int jna() {
            return Jna.each(1);
        }
    }

    /** One call that calls back a thousand times: the time of each. */
    @OperationsPerInvocation(LOOP)
    public static class CallbackInLoop extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());
        private final Calls.EachVisit visit = value -> value + 1;

        /** By hand. */
        @Benchmark
        public int ffm() throws Throwable {
            return ByHand.each(LOOP);
        }

        /** Generated. */
        @Benchmark
        public int stub() {
            return CALLS.each(LOOP, visit);
        }

        /** By JNI. */
        @Benchmark
        public int jni() {
            return Jni.each(LOOP, visit);
        }

        /** By JNA. */
        @Benchmark
        public int jna() {
            return Jna.each(LOOP);
        }
    }
}
