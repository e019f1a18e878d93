package org.rdylib.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.rdylib.benchmarks.calls.Calls;
import org.rdylib.benchmarks.calls.Counter;
import org.rdylib.benchmarks.calls.Point;

/** Functions of more than numbers, and methods. */
public class ValueCalls {

    /** A struct of two words, passed and returned by value. */
    public static class StructByValue extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());
        private final Point point = new Point(a, b);

        /** By hand. */
        @Benchmark
        public double ffm() throws Throwable {
            return ByHand.mirror(point).x();
        }

        /** Generated. */
        @Benchmark
        public double stub() {
            return CALLS.mirror(point).x();
        }

        /** By JNI. */
        @Benchmark
        public double jni() {
            return Jni.mirror(point).x();
        }

        /** By JNA. */
        @Benchmark
        public double jna() {
            return Jna.mirror(point).x();
        }
    }

    /** The same struct behind a reference. */
    public static class StructByReference extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());
        private final Point point = new Point(a, b);

        /** By hand. */
        @Benchmark
        public double ffm() throws Throwable {
            return ByHand.norm(point);
        }

        /** Generated. */
        @Benchmark
        public double stub() {
            return CALLS.norm(point);
        }

        /** By JNI. */
        @Benchmark
        public double jni() {
            return Jni.norm(point);
        }

        /** By JNA. */
        @Benchmark
        public double jna() {
            return Jna.norm(point);
        }
    }

    /** A {@code &mut self} method of an object of the library. */
    public static class InterfaceMethod extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());
        private final Counter counter = CALLS.counter();

        /** By hand. */
        @Benchmark
        public long ffm() throws Throwable {
            return ByHand.counterAdd(a);
        }

        /** Generated. */
        @Benchmark
        public long stub() {
            return counter.add(a);
        }
    }

    /** A text that is passed for a call. */
    public static class TextIn extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());
        private final String text = "what a host lends to a library";

        /** By hand. */
        @Benchmark
        public long ffm() throws Throwable {
            return ByHand.spaces(text);
        }

        /** Generated. */
        @Benchmark
        public long stub() {
            return CALLS.spaces(text);
        }

        /** By JNI. */
        @Benchmark
        public long jni() {
            return Jni.spaces(text);
        }

        /** By JNA. */
        @Benchmark
        public long jna() {
            return Jna.spaces(text);
        }
    }

    /** A text that the library owns, read into a {@code String}. */
    public static class TextOut extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());

        /** By hand. */
        @Benchmark
        public String ffm() throws Throwable {
            return ByHand.motto(a);
        }

        /** Generated. */
        @Benchmark
        public String stub() {
            return CALLS.motto(a).toString();
        }

        /** By JNI. */
        @Benchmark
        public String jni() {
            return Jni.motto(a);
        }

        /** By JNA. */
        @Benchmark
        public String jna() {
            return Jna.motto(a);
        }
    }

    /** Both in one call. */
    public static class TextInAndOut extends Row {
        private static final Calls CALLS = Calls.load(Natives.library());
        private final String text = "what a host lends to a library";

        /** By hand. */
        @Benchmark
        public String ffm() throws Throwable {
            return ByHand.translate(text);
        }

        /** Generated. */
        @Benchmark
        public String stub() {
            return CALLS.translate(text).toString();
        }

        /** By JNI. */
        @Benchmark
        public String jni() {
            return Jni.translate(text);
        }

        /** By JNA. */
        @Benchmark
        public String jna() {
            return Jna.translate(text);
        }
    }
}
