package org.rdylib.spec.layout;

import java.util.ArrayList;
import java.util.List;

/** Lays parts out one after the other, as C does for a struct, several times over for a union. */
final class Aggregate {

    private final Target target;
    /** No part is aligned to more than this. */
    private final long packed;

    private final List<Slot> slots = new ArrayList<>();
    private long end;
    private long size;
    private long align = 1;

    Aggregate(Target target, long packed) {
        this.target = target;
        this.packed = packed;
    }

    static Aggregate natural(Target target) {
        return new Aggregate(target, Long.MAX_VALUE);
    }

    /** Puts a part at the first aligned offset behind what was put before. */
    Aggregate put(String path, long partSize, long partAlign, Slot.Content content) {
        long effective = Math.min(partAlign, packed);
        long offset = roundUp(end, effective);
        end = within(offset, partSize);
        size = Math.max(size, end);
        align = Math.max(align, effective);
        slots.add(new Slot(path, offset, partSize, content));
        return this;
    }

    /** Makes room for a part of which nothing more is to be said: {@code uint64_t[N/8]} of an append enum. */
    Aggregate reserve(long partSize, long partAlign) {
        end = within(roundUp(end, partAlign), partSize);
        size = Math.max(size, end);
        align = Math.max(align, partAlign);
        return this;
    }

    Aggregate put(String path, Layout part, Slot.Content content) {
        return put(path, part.size(), part.align(), content);
    }

    /** Lets the following parts overlap the previous ones: they begin at {@code offset} or after. */
    Aggregate restartAt(long offset) {
        end = offset;
        return this;
    }

    Aggregate alignedTo(long least) {
        align = Math.max(align, least);
        return this;
    }

    Layout finish() {
        return new Layout(roundUp(size, align), align, slots);
    }

    private long within(long offset, long partSize) {
        if (partSize > target.greatestSize() - offset) {
            throw new TooLargeException(target);
        }
        return offset + partSize;
    }

    private long roundUp(long offset, long to) {
        if (offset > target.greatestSize() - (to - 1)) {
            throw new TooLargeException(target);
        }
        return (offset + to - 1) & -to;
    }
}
