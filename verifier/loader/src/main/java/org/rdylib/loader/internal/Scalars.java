package org.rdylib.loader.internal;

import java.lang.reflect.Array;

/**
 * The scalars of a slice, copied at once.
 *
 * @param place where the slice comes from, for messages
 * @param <A> the array that they are copied into and out of
 */
record Scalars<A>(ArrayKind<A> kind, String place) {

    A toArray(NativeElements<?> elements) {
        int mark = elements.region().enter();
        try {
            A array = kind.make(elements.length());
            kind.copy(elements.address(), array, 0, elements.length(), place);
            return array;
        } finally {
            NativeRegion.leave(mark);
        }
    }

    void copy(NativeElements<?> elements, int from, A into, int at, int count) {
        int mark = elements.region().enter();
        try {
            int room = Array.getLength(into);
            if ((from | at | count) < 0 || count > elements.length() - from || count > room - at) {
                throw new IndexOutOfBoundsException(place + ": " + count + " elements from index " + from + " of "
                        + elements.length() + " are copied to index " + at + " of an array of " + room);
            }
            kind.copy(elements.address() + from * kind.stride(), into, at, count, place);
        } finally {
            NativeRegion.leave(mark);
        }
    }

    void replace(NativeElements<?> elements, A values, int at, int to, int count) {
        int mark = elements.region().enter();
        try {
            int given = Array.getLength(values);
            if ((at | to | count) < 0 || count > given - at || count > elements.length() - to) {
                throw new IndexOutOfBoundsException(place + ": " + count + " elements from index " + at
                        + " of an array of " + given + " are copied to index " + to + " of " + elements.length());
            }
            kind.replace(values, at, elements.address() + to * kind.stride(), count, place);
        } finally {
            NativeRegion.leave(mark);
        }
    }
}
