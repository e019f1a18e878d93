package org.rdylib.benchmarks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.rdylib.benchmarks.calls.Calls;
import org.rdylib.loader.ScalarSlice;

/** A million numbers that lie in the library, copied into an array: a new one, or one that is there. */
final class SliceCopies {

    private final MemorySegment rawInts = ByHand.slice("calls_ints", Integer.BYTES);
    private final MemorySegment rawDoubles = ByHand.slice("calls_doubles", Double.BYTES);
    private final ScalarSlice<Integer, int[]> ints;
    private final ScalarSlice<Double, double[]> doubles;
    private final int[] intoInts;
    private final double[] intoDoubles;

    SliceCopies(Calls calls) {
        this.ints = calls.ints();
        this.doubles = calls.doubles();
        this.intoInts = new int[ints.size()];
        this.intoDoubles = new double[doubles.size()];
    }

    long intsFfm(int n) {
        return rawInts.toArray(ValueLayout.JAVA_INT)[n - 1];
    }

    long intsStub(int n) {
        return ints.toPrimitiveArray()[n - 1];
    }

    long intoIntsFfm(int n) {
        MemorySegment.copy(rawInts, ValueLayout.JAVA_INT, 0, intoInts, 0, intoInts.length);
        return intoInts[n - 1];
    }

    long intoIntsStub(int n) {
        ints.copyTo(intoInts, 0);
        return intoInts[n - 1];
    }

    long doublesFfm(int n) {
        return (long) rawDoubles.toArray(ValueLayout.JAVA_DOUBLE)[n - 1];
    }

    long doublesStub(int n) {
        return (long) doubles.toPrimitiveArray()[n - 1];
    }

    long intoDoublesFfm(int n) {
        MemorySegment.copy(rawDoubles, ValueLayout.JAVA_DOUBLE, 0, intoDoubles, 0, intoDoubles.length);
        return (long) intoDoubles[n - 1];
    }

    long intoDoublesStub(int n) {
        doubles.copyTo(intoDoubles, 0);
        return (long) intoDoubles[n - 1];
    }
}
