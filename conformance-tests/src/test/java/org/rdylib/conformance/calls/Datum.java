package org.rdylib.conformance.calls;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.rdylib.spec.ScalarKind;

/** The value that belongs to a place. */
sealed interface Datum {

    /** The place: {@code f3(p1).f0[2]}. */
    String path();

    /** A scalar, as its bytes in memory. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them, or changes the bytes
    record Scalar(String path, ScalarKind kind, byte[] bytes) implements Datum {}

    /** A text, owned or not. */
    record Text(String path, String text) implements Datum {}

    /** {@code ()}. */
    record Nothing(String path) implements Datum {}

    /** A variant of an enum, {@code None} or {@code Some}, {@code Ok} or {@code Err}. */
    record Choice(String path, int index, List<Datum> parts) implements Datum {}

    /** A variant of an enum that has grown in the copy of who made the value. */
    record Unknown(String path, BigInteger discriminant) implements Datum {}

    /** The fields of a struct, or the elements of a tuple or array. */
    record Parts(String path, List<Datum> parts) implements Datum {}

    /**
     * The elements of a slice or vector, whose number belongs to the place too.
     *
     * @param scalars those in the type of an element, in order: Java has one type for several
     */
    record Elements(String path, List<ScalarKind> scalars, List<Datum> parts) implements Datum {}

    /**
     * What a reference or box points to.
     *
     * @param scalars those in its type, in order
     */
    record Behind(String path, List<ScalarKind> scalars, Datum target) implements Datum {}

    /** Calls {@code action} with every scalar and text in it. */
    default void forEachLeaf(Consumer<Datum> action) {
        switch (this) {
            case Scalar _, Text _ -> action.accept(this);
            case Nothing _, Unknown _ -> {}
            case Choice c -> c.parts.forEach(p -> p.forEachLeaf(action));
            case Parts p -> p.parts.forEach(part -> part.forEachLeaf(action));
            case Elements e -> e.parts.forEach(p -> p.forEachLeaf(action));
            case Behind b -> b.target.forEachLeaf(action);
        }
    }
}
