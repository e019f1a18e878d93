package org.rdylib.spec.check;

import java.util.Set;
import java.util.function.Consumer;
import org.rdylib.spec.Code;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Passing;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.layout.TooLargeException;

/**
 * What Java's linker cannot pass by value: packed and over-aligned structs, 128-bit integers, more than 252 slots of
 * arguments in all (so no struct over 1008 bytes), and objects larger than the target has.
 *
 * <p>A JVM slot holds 4 bytes: an {@code int} takes one, a {@code long} or an address two, a struct as many as its
 * eightbytes do, however it is passed in the end. (Measured on JDK 25 with {@code Linker.downcallHandle} and {@code
 * upcallStub}; an upcall without a result has one slot more.)
 */
final class LinkerLimits {

    private static final int SLOTS = 252;
    private static final int ADDRESS = 2;

    private final Layouts layouts;
    private final Target target;
    private final Set<String> unpassable;
    private final Problems problems;

    private LinkerLimits(Descriptor descriptor, Declarations declarations, Target target, Problems problems) {
        this.layouts = new Layouts(declarations, target);
        this.target = target;
        this.unpassable = unpassable(descriptor);
        this.problems = problems;
    }

    /** Checks a descriptor in which nothing else is wrong. */
    static void check(Descriptor descriptor, Declarations declarations, Target target, Problems problems) {
        new LinkerLimits(descriptor, declarations, target, problems).check(descriptor);
    }

    private void check(Descriptor descriptor) {
        int before = problems.count();
        descriptor.types().forEach(this::size);
        if (problems.count() == before) {
            descriptor.types().stream()
                    .flatMap(d -> Types.fieldTypes(d).stream())
                    .forEach(this::signaturesIn);
            Signatures.of(descriptor).forEach(s -> {
                signature(s, s.receiver().isPresent());
                Types.parts(s).forEach(this::signaturesIn);
            });
        }
    }

    private void size(TypeDeclaration declaration) {
        try {
            layouts.ofType(declaration.name());
        } catch (TooLargeException e) {
            problems.error(
                    Code.TOO_LARGE, declaration.at(), "a value of `" + declaration.name() + "` is " + e.getMessage());
        }
    }

    private void signaturesIn(Type type) {
        Types.forEach(type, part -> {
            switch (part) {
                case Type.Function f -> signature(f.signature(), false);
                case Type.Closure c -> signature(c.signature(), true);
                case Type _ -> {}
            }
        });
    }

    private void signature(Signature signature, boolean withObject) {
        try {
            slots(signature, withObject);
        } catch (TooLargeException e) {
            problems.error(Code.TOO_LARGE, signature.at(), "a value in this signature is " + e.getMessage());
        }
    }

    private void slots(Signature signature, boolean withObject) {
        long slots = (withObject ? ADDRESS : 0) + resultSlots(signature);
        for (Parameter parameter : signature.parameters()) {
            switch (Passing.of(parameter.type())) {
                case Passing.InTwoWords _ -> slots += 2 * ADDRESS;
                case Passing.ByValue(Type type) -> {
                    long own = slots(type);
                    if (own > SLOTS) {
                        tooMany(type, "a value of " + layouts.of(type).size() + " bytes");
                        return;
                    }
                    passable(type);
                    slots += own;
                }
            }
        }
        if (slots > SLOTS) {
            problems.error(
                    Code.LINKER_LIMIT,
                    signature.at(),
                    "the arguments take " + slots + " slots, and Java's linker has " + SLOTS
                            + " (one for up to 4 bytes, two for up to 8)",
                    "pass a struct by reference instead");
        }
    }

    private long resultSlots(Signature signature) {
        return switch (signature.convention()) {
            case CHECKED -> signature.result() instanceof Type.Unit ? 0 : ADDRESS;
            case C -> {
                passable(signature.result());
                yield signature.result() instanceof Type.Scalar ? 0 : ADDRESS;
            }
        };
    }

    private long slots(Type type) {
        long size = layouts.of(type).size();
        long rest = size % 8;
        return size / 8 * 2 + (rest == 0 ? 0 : rest <= 4 ? 1 : 2);
    }

    private void tooMany(Type type, String what) {
        problems.error(
                Code.LINKER_LIMIT,
                type.at(),
                what + " cannot be passed by value: Java's linker takes at most 1008",
                "pass a reference to it");
    }

    /** Reports a value that holds what the linker refuses to describe. */
    private void passable(Type type) {
        if (refused(type)) {
            problems.error(
                    Code.LINKER_LIMIT,
                    type.at(),
                    "Java's linker on " + target.triple()
                            + " passes no packed or aligned struct and no 128-bit integer by value",
                    "pass a reference to it");
        }
    }

    private boolean refused(Type type) {
        boolean[] found = {false};
        forEachInline(type, part -> found[0] |= is128(part) || (part instanceof Type.Named n && holds(n)));
        return found[0];
    }

    private boolean holds(Type.Named named) {
        return unpassable.contains(named.name());
    }

    private static boolean is128(Type type) {
        return type instanceof Type.Scalar(var kind, var _) && (kind == ScalarKind.U128 || kind == ScalarKind.I128);
    }

    private static Set<String> unpassable(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Struct s
                    && (s.packed().isPresent() || s.align().isPresent())) {
                spread.mark(s.name());
            }
            for (Type field : Types.fieldTypes(declaration)) {
                forEachInline(field, part -> {
                    if (is128(part)) {
                        spread.mark(declaration.name());
                    } else if (part instanceof Type.Named n) {
                        spread.from(n.name(), declaration.name());
                    }
                });
            }
        }
        return spread.all();
    }

    private static void forEachInline(Type type, Consumer<Type> action) {
        action.accept(type);
        Types.inlineParts(type).forEach(p -> forEachInline(p, action));
    }
}
