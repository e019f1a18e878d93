package org.rdylib.loader.stub;

import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Nulls;
import org.rdylib.loader.internal.ValueReplacer;
import org.rdylib.loader.stub.Views.Writer;

/** How a value is written over one that a library has lent: the whole of it, or nothing where it cannot be written. */
public final class Replacing<T> {

    /**
     * Of two threads that write to one place one comes first: a tag of the one and fields of the other are no value. Who reads
     * meanwhile may be told so.
     */
    static final Object ONE_AT_A_TIME = new Object();

    private final ValueReplacer<T> replacer;

    private Replacing(ValueReplacer<T> replacer) {
        this.replacer = replacer;
    }

    ValueReplacer<T> replacer() {
        return replacer;
    }

    /**
     * Of a number, which is written at once, or refused before.
     *
     * @param place where it goes, for messages
     */
    public static <T> Replacing<T> number(Writer<? super T> writer, String place) {
        return new Replacing<>((region, at, value) -> {
            T given = Nulls.refuse(value, place);
            int mark = region.enter();
            try {
                writer.write(given, at);
            } finally {
                NativeRegion.leave(mark);
            }
        });
    }

    /**
     * Of what is made of several, or is a text. Lists in it are the caller's, whose code may do anything: it is written elsewhere
     * first.
     *
     * @param size in bytes
     * @param place where it goes, for messages
     */
    public static <T> Replacing<T> whole(long size, Writer<? super T> writer, String place) {
        return new Replacing<>((region, at, value) -> {
            T given = Nulls.refuse(value, place);
            CallMemory memory = CallMemory.current();
            long mark = memory.mark();
            try {
                long whole = memory.reserve(Math.max(size, 1), Long.BYTES);
                copy(region, at, whole, size);
                writer.write(given, whole);
                copy(region, whole, at, size);
            } finally {
                memory.releaseTo(mark);
            }
        });
    }

    private static void copy(NativeRegion region, long from, long to, long size) {
        int mark = region.enter();
        try {
            synchronized (ONE_AT_A_TIME) {
                Memory.copy(from, to, size);
            }
        } finally {
            NativeRegion.leave(mark);
        }
    }
}
