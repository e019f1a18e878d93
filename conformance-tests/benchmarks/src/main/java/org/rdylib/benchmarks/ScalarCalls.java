package org.rdylib.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.rdylib.benchmarks.calls.Calls;

/** Functions of numbers. */
public class ScalarCalls {

    /** As C has it: {@code int32_t add(int32_t, int32_t)}. */
    public static class PlainScalar extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());

        /** By hand. */
        @Benchmark
        public int ffm() throws Throwable {
            return ByHand.add(a, b);
        }

        /** Generated. */
        @Benchmark
        public int stub() {
            return CALLS.add(a, b);
        }

        /** By JNI. */
        @Benchmark
        public int jni() {
            return Jni.add(a, b);
        }

        /** By JNA. */
        @Benchmark
        public int jna() {
            return Jna.add(a, b);
        }
    }

    /** One that may fail: the result comes through memory. */
    public static class CheckedScalar extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());

        /** By hand. */
        @Benchmark
        public int ffm() throws Throwable {
            return ByHand.addChecked(a, b);
        }

        /** Generated. */
        @Benchmark
        public int stub() {
            return CALLS.addChecked(a, b);
        }

        /** By JNI. */
        @Benchmark
        public int jni() {
            return Jni.addChecked(a, b);
        }

        /** By JNA. */
        @Benchmark
        public int jna() {
            return Jna.addChecked(a, b);
        }
    }

    /** One that neither blocks nor calls back; by hand, {@code Linker.Option.critical}. */
    public static class LeafScalar extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());

        /** By hand. */
        @Benchmark
        public int ffm() throws Throwable {
            return ByHand.addLeaf(a, b);
        }

        /** Generated. */
        @Benchmark
        public int stub() {
            return CALLS.addLeaf(a, b);
        }
    }
}
