package org.rdylib.spec.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;

/** The scalars that a value is made of: on them depends in which registers it is passed. */
public final class Leaves {

    /** AAPCS64: so many floating-point numbers of one type are passed in registers, each in its own. */
    private static final int HOMOGENEOUS = 4;

    private Leaves() {}

    /**
     * A scalar, tag or word within a value. Those of different variants overlap.
     *
     * @param isFloating whether it is a floating-point number
     * @param offset from the start of the value, in bytes
     * @param size in bytes
     */
    public record Leaf(boolean isFloating, long offset, long size) {}

    /** Tells each leaf of a value, in the order of its layout; every element of an array. */
    public static void forEach(Layouts layouts, Type type, Consumer<Leaf> action) {
        forEach(layouts, type, 0, action);
    }

    private static void forEach(Layouts layouts, Type type, long offset, Consumer<Leaf> action) {
        switch (type) {
            case Type.Scalar s -> action.accept(leaf(s.kind(), offset, layouts.of(s)));
            case Type.Array a -> {
                long stride = layouts.of(a.element()).size();
                for (long i = 0; i < a.length(); i++) {
                    forEach(layouts, a.element(), offset + i * stride, action);
                }
            }
            case Type other -> {
                Layout layout = layouts.of(other);
                if (layout.slots().isEmpty()) {
                    action.accept(new Leaf(false, offset, layout.size()));
                }
                for (Slot slot : layout.slots()) {
                    switch (slot.content()) {
                        case Slot.Content.Value v -> forEach(layouts, v.type(), offset + slot.offset(), action);
                        case Slot.Content.Tag _, Slot.Content.BuiltIn _ ->
                            action.accept(new Leaf(false, offset + slot.offset(), slot.size()));
                    }
                }
            }
        }
    }

    private static Leaf leaf(ScalarKind kind, long offset, Layout layout) {
        return new Leaf(kind == ScalarKind.F32 || kind == ScalarKind.F64, offset, layout.size());
    }

    /**
     * Whether a value consists of one to four floating-point numbers of one type, and of nothing else: AAPCS64's
     * <i>homogeneous floating-point aggregate</i> (section 5.9.5), which both arm64 conventions pass in registers of their
     * own.
     */
    public static boolean areHomogeneous(Layouts layouts, Type type) {
        if (layouts.of(type).size() > HOMOGENEOUS * (long) Double.BYTES) {
            return false;
        }
        List<Leaf> leaves = new ArrayList<>();
        forEach(layouts, type, leaves::add);
        return !leaves.isEmpty()
                && leaves.size() <= HOMOGENEOUS
                && leaves.stream().allMatch(Leaf::isFloating)
                && leaves.stream().mapToLong(Leaf::size).distinct().count() == 1;
    }
}
