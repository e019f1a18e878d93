package org.rdylib.benchmarks;

import org.rdylib.benchmarks.calls.Calls;
import org.rdylib.benchmarks.calls.Point;

/** The same calls by JNI. */
final class Jni {

    static {
        System.load(Natives.glue().toString());
        prepare();
    }

    private Jni() {}

    private static native void prepare();

    static native int add(int a, int b);

    static native int addChecked(int a, int b);

    static native Point mirror(Point p);

    static native double norm(Point p);

    static native long counterAdd(long data, long table, long n);

    static native long spaces(String text);

    static native String motto(int n);

    static native String translate(String text);

    static native int each(int n, Calls.EachVisit visit);

    static native int[] ints();
}
