package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * A raw pointer is a promise that the descriptor cannot state, so it stands only in {@code unsafe} signatures, and in
 * types that no other signature mentions.
 */
final class RawPointers {

    private RawPointers() {}

    static void check(Descriptor descriptor, Problems problems) {
        Set<String> raw = typesWithPointers(descriptor);
        Signatures.of(descriptor).forEach(s -> signature(s, raw, problems));
    }

    private static void signature(Signature signature, Set<String> raw, Problems problems) {
        if (signature.isUnsafe()) {
            return;
        }
        String help = "make the signature `unsafe fn`, or say what the pointer means: `&T`, `Option<&T>`, `Box<T>`";
        Types.parts(signature)
                .forEach(t -> forEachSafe(t, part -> {
                    switch (part) {
                        case Type.Pointer p ->
                            problems.error(
                                    Code.NOT_HERE, p.at(), "a raw pointer stands only in `unsafe` signatures", help);
                        case Type.Named n
                        when raw.contains(n.name()) ->
                            problems.error(
                                    Code.NOT_HERE,
                                    n.at(),
                                    "`" + n.name() + "` holds a raw pointer, so it stands only in `unsafe` signatures",
                                    help);
                        case Type _ -> {}
                    }
                }));
    }

    private static Set<String> typesWithPointers(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            Types.fieldTypes(declaration)
                    .forEach(t -> forEachSafe(t, part -> {
                        switch (part) {
                            case Type.Pointer _ -> spread.mark(declaration.name());
                            case Type.Named n -> spread.from(n.name(), declaration.name());
                            case Type _ -> {}
                        }
                    }));
        }
        return spread.all();
    }

    /** Every type within {@code type}, but for what stands in an {@code unsafe fn} type. */
    private static void forEachSafe(Type type, Consumer<Type> action) {
        Deque<Type> open = new ArrayDeque<>();
        open.push(type);
        while (!open.isEmpty()) {
            Type next = open.pop();
            action.accept(next);
            if (!(next instanceof Type.Function f && f.signature().isUnsafe())) {
                Types.parts(next).forEach(open::push);
            }
        }
    }
}
