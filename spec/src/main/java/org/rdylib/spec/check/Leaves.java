package org.rdylib.spec.check;

import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Rarities;
import org.rdylib.spec.Rarities.Rarity;

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
        BroughtCode code = BroughtCode.of(descriptor);
        for (Export export : descriptor.exports()) {
            if (export.isLeaf()) {
                leaf(export, code, problems);
            }
        }
    }

    private static void leaf(Export export, BroughtCode code, Problems problems) {
        if (export.signature().convention() != Convention.C) {
            problems.error(
                    Code.LEAF,
                    export.signature().at(),
                    "a leaf is called as a plain function: only an `extern \"C\"` function can be one",
                    "write `extern \"C\" fn`, or leave `leaf` out");
            return;
        }
        for (Parameter parameter : export.signature().parameters()) {
            if (code.isBroughtBy(parameter.type())) {
                problems.error(
                        Code.LEAF,
                        parameter.at(),
                        "a leaf cannot call back, and `" + parameter.name() + "` brings code of its caller's",
                        "leave `leaf` out, or pass references to plain data only");
            }
        }
    }
}
