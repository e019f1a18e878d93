package org.rdylib.spec.check;

import org.rdylib.spec.Code;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Rarities;
import org.rdylib.spec.Rarities.Rarity;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * A scalar of C's has another size on another target, which only a C function's own header can want: it stands in {@code
 * extern "C"} signatures, and in types that no other signature mentions.
 */
final class CScalars {

    private CScalars() {}

    static void check(Descriptor descriptor, Rarities rarities, Problems problems) {
        if (rarities.has(Rarity.C_SCALAR)) {
            new Restriction(
                            s -> s.convention() == Convention.C,
                            t -> t instanceof Type.Scalar s && s.kind().isOfC(),
                            report(problems))
                    .check(descriptor);
        }
    }

    private static Restriction.Report report(Problems problems) {
        return new Restriction.Report() {
            @Override
            public void itself(Type type) {
                problems.error(
                        Code.C_SCALAR,
                        type.at(),
                        "`" + TypePrinter.print(type) + "` stands only in `extern \"C\"` signatures",
                        "write a type of one size, `i32` or `u64`, say, or make the signature `extern \"C\" fn`");
            }

            @Override
            public void holder(Type.Named type) {
                problems.error(
                        Code.C_SCALAR,
                        type.at(),
                        "`" + type.name() + "` holds a scalar of C's, so it stands only in `extern \"C\"` signatures",
                        "give its fields types of one size, or make the signature `extern \"C\" fn`");
            }
        };
    }
}
