package org.rdylib.spec.check;

import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.internal.Rarities;
import org.rdylib.spec.internal.Rarities.Rarity;

/**
 * A leaf is called without a thread transition, during which the JVM cannot be entered again: it is a plain function, and
 * takes nothing through which it could call back. What it is given to own, its caller's code would free.
 */
final class Leaves {

    private Leaves() {}

    static void check(Descriptor descriptor, Rarities rarities, Problems problems) {
        if (!rarities.has(Rarity.LEAF)) {
            return;
        }
        Set<String> callable = callable(descriptor);
        for (Export export : descriptor.exports()) {
            if (export.isLeaf()) {
                leaf(export, callable, problems);
            }
        }
    }

    private static void leaf(Export export, Set<String> callable, Problems problems) {
        if (export.signature().convention() != Convention.C) {
            problems.error(
                    Code.LEAF,
                    export.signature().at(),
                    "a leaf is called as a plain function: only an `extern \"C\"` function can be one",
                    "write `extern \"C\" fn`, or leave `leaf` out");
            return;
        }
        for (Parameter parameter : export.signature().parameters()) {
            if (callsBack(parameter.type(), callable)) {
                problems.error(
                        Code.LEAF,
                        parameter.at(),
                        "a leaf cannot call back, and `" + parameter.name() + "` brings code of its caller's",
                        "leave `leaf` out, or pass references to plain data only");
            }
        }
    }

    private static Set<String> callable(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            Types.forEachField(declaration, field -> {
                if (callsBack(field, Set.of())) {
                    spread.mark(declaration.name());
                }
                Types.forEach(field, part -> {
                    if (part instanceof Type.Named n) {
                        spread.from(n.name(), declaration.name());
                    }
                });
            });
        }
        return spread.all();
    }

    private static boolean callsBack(Type type, Set<String> callable) {
        boolean[] found = {false};
        Types.forEach(
                type,
                part -> found[0] |= switch (part) {
                    case Type.Function _, Type.Closure _, Type.InterfaceObject _ -> true;
                    case Type.Handle _ -> false;
                    case Type.Boxed _, Type.Shared _, Type.Vector _, Type.Text _ -> true;
                    case Type.Named n -> callable.contains(n.name());
                    case Type _ -> false;
                });
        return found[0];
    }
}
