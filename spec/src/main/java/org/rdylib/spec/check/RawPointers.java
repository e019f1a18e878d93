package org.rdylib.spec.check;

import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Rarities;
import org.rdylib.spec.Rarities.Rarity;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * A raw pointer is a promise that the descriptor cannot state, so it stands only in {@code unsafe} signatures, and in
 * types that no other signature mentions.
 */
final class RawPointers {

    private static final String HELP =
            "make the signature `unsafe fn`, or say what the pointer means: `&T`, `Option<&T>`, `Box<T>`";

    private RawPointers() {}

    static void check(Descriptor descriptor, Rarities rarities, Problems problems) {
        if (rarities.has(Rarity.RAW_POINTER)) {
            new Restriction(Signature::isUnsafe, t -> t instanceof Type.Pointer, report(problems)).check(descriptor);
        }
    }

    private static Restriction.Report report(Problems problems) {
        return new Restriction.Report() {
            @Override
            public void itself(Type type) {
                problems.error(Code.NOT_HERE, type.at(), "a raw pointer stands only in `unsafe` signatures", HELP);
            }

            @Override
            public void holder(Type.Named type) {
                problems.error(
                        Code.NOT_HERE,
                        type.at(),
                        "`" + type.name() + "` holds a raw pointer, so it stands only in `unsafe` signatures",
                        HELP);
            }
        };
    }
}
