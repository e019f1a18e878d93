package org.rdylib.benchmarks;

import org.rdylib.benchmarks.calls.Calls;

/** The loops of {@link CallLoops} that pass and answer numbers. */
final class ScalarLoops {

    private final Calls field;
    private int a = 3;
    private int b = 4;

    /** Calls of a stub that is a constant, and of one that is in a field. */
    ScalarLoops(Calls field) {
        this.field = field;
    }

    long plainFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ByHand.add(a, b);
        }
        return sum;
    }

    long plainStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CallLoops.CALLS.add(a, b);
        }
        return sum;
    }

    long plainField(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += field.add(a, b);
        }
        return sum;
    }

    long plainAllowed(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CallLoops.ALLOWED.add(a, b);
        }
        return sum;
    }

    long plainJni(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jni.add(a, b);
        }
        return sum;
    }

    long plainJna(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jna.add(a, b);
        }
        return sum;
    }

    long checkedFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ByHand.addChecked(a, b);
        }
        return sum;
    }

    long checkedStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CallLoops.CALLS.addChecked(a, b);
        }
        return sum;
    }

    long checkedField(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += field.addChecked(a, b);
        }
        return sum;
    }

    long checkedAllowed(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CallLoops.ALLOWED.addChecked(a, b);
        }
        return sum;
    }

    long checkedJni(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jni.addChecked(a, b);
        }
        return sum;
    }

    long checkedJna(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Jna.addChecked(a, b);
        }
        return sum;
    }

    long leafFfm(int n) throws Throwable {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += ByHand.addLeaf(a, b);
        }
        return sum;
    }

    long leafStub(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CallLoops.CALLS.addLeaf(a, b);
        }
        return sum;
    }

    long leafField(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += field.addLeaf(a, b);
        }
        return sum;
    }

    long leafAllowed(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += CallLoops.ALLOWED.addLeaf(a, b);
        }
        return sum;
    }
}
