package org.rdylib.spec.layout;

import java.util.Arrays;
import java.util.Optional;
import org.rdylib.spec.ScalarKind;

/**
 * A platform for which layouts are computed. They never depend on the machine that computes them.
 *
 * <p>On every target a scalar's alignment is its size up to {@link #greatestScalarAlign()}; the differences between
 * targets are the size of a pointer and that limit.
 */
public enum Target {
    /** System V, LP64. */
    X86_64_LINUX_GNU("x86_64-linux-gnu", 8, 16);

    private final String triple;
    private final int pointerSize;
    private final int greatestScalarAlign;

    Target(String triple, int pointerSize, int greatestScalarAlign) {
        this.triple = triple;
        this.pointerSize = pointerSize;
        this.greatestScalarAlign = greatestScalarAlign;
    }

    /** The target's name, as {@code --target} takes it. */
    public String triple() {
        return triple;
    }

    /** The size of a data or code pointer and of {@code usize} in bytes. */
    public int pointerSize() {
        return pointerSize;
    }

    /** The alignment of the most aligned scalar in bytes. */
    public int greatestScalarAlign() {
        return greatestScalarAlign;
    }

    /** The size of the greatest object that C and Rust allow, in bytes: half of what a pointer can count. */
    public long greatestSize() {
        return pointerSize == 8 ? Long.MAX_VALUE : Integer.MAX_VALUE;
    }

    /** The target of that name. */
    public static Optional<Target> of(String triple) {
        return Arrays.stream(values()).filter(t -> t.triple.equals(triple)).findFirst();
    }

    /** The size of a scalar in bytes. */
    public int sizeOf(ScalarKind kind) {
        return switch (kind) {
            case BOOL, U8, I8 -> 1;
            case U16, I16 -> 2;
            case CHAR, U32, I32, F32 -> 4;
            case U64, I64, F64 -> 8;
            case U128, I128 -> 16;
            case USIZE, ISIZE -> pointerSize;
        };
    }

    /** The alignment of a scalar in bytes. */
    public int alignOf(ScalarKind kind) {
        return Math.min(sizeOf(kind), greatestScalarAlign);
    }
}
