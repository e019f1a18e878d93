package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * A scalar of C's has another size on another target, which only a C function's own header can want: it stands in {@code
 * extern "C"} signatures, and in types that no other signature mentions.
 */
final class CScalars {

    private CScalars() {}

    static void check(Descriptor descriptor, Problems problems) {
        Set<String> holding = typesWithCScalars(descriptor);
        Signatures.of(descriptor)
                .filter(s -> s.convention() != Convention.C)
                .forEach(s -> signature(s, holding, problems));
    }

    private static void signature(Signature signature, Set<String> holding, Problems problems) {
        Types.parts(signature)
                .forEach(t -> forEachChecked(t, part -> {
                    switch (part) {
                        case Type.Scalar s
                        when s.kind().isOfC() ->
                            problems.error(
                                    Code.C_SCALAR,
                                    s.at(),
                                    "`" + s.kind().spelling() + "` stands only in `extern \"C\"` signatures",
                                    "write a type of one size, `i32` or `u64`, say, or make the signature `extern"
                                            + " \"C\" fn`");
                        case Type.Named n
                        when holding.contains(n.name()) ->
                            problems.error(
                                    Code.C_SCALAR,
                                    n.at(),
                                    "`" + n.name()
                                            + "` holds a scalar of C's, so it stands only in `extern \"C\"` signatures",
                                    "give its fields types of one size, or make the signature `extern \"C\" fn`");
                        case Type _ -> {}
                    }
                }));
    }

    private static Set<String> typesWithCScalars(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            Types.fieldTypes(declaration)
                    .forEach(t -> forEachChecked(t, part -> {
                        switch (part) {
                            case Type.Scalar s when s.kind().isOfC() -> spread.mark(declaration.name());
                            case Type.Named n -> spread.from(n.name(), declaration.name());
                            case Type _ -> {}
                        }
                    }));
        }
        return spread.all();
    }

    /** Every type within {@code type}, but for what stands in an {@code extern "C" fn} type. */
    private static void forEachChecked(Type type, Consumer<Type> action) {
        Deque<Type> open = new ArrayDeque<>();
        open.push(type);
        while (!open.isEmpty()) {
            Type next = open.pop();
            action.accept(next);
            if (!(next instanceof Type.Function f && f.signature().convention() == Convention.C)) {
                Types.parts(next).forEach(open::push);
            }
        }
    }
}
