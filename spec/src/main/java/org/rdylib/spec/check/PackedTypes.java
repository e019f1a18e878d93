package org.rdylib.spec.check;

import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Field;
import org.rdylib.spec.Rarities;
import org.rdylib.spec.Rarities.Rarity;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** A packed struct holds no struct with {@code align:}, directly or through structs: Rust refuses it (E0588). */
final class PackedTypes {

    private PackedTypes() {}

    static void check(Descriptor descriptor, Rarities rarities, Problems problems) {
        if (!rarities.has(Rarity.PACKED_STRUCT) || !rarities.has(Rarity.ALIGNED_STRUCT)) {
            return;
        }
        Set<String> aligned = holdingAligned(descriptor);
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Struct s && s.packed().isPresent()) {
                for (Field field : s.fields()) {
                    if (field.type() instanceof Type.Named n && aligned.contains(n.name())) {
                        problems.error(
                                Code.NOT_HERE,
                                n.at(),
                                "the packed struct `" + s.name() + "` cannot hold `" + n.name()
                                        + "`, which is or holds a struct with `align:`");
                    }
                }
            }
        }
    }

    private static Set<String> holdingAligned(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Struct s) {
                s.align().ifPresent(_ -> spread.mark(s.name()));
                for (Field field : s.fields()) {
                    if (field.type() instanceof Type.Named n) {
                        spread.from(n.name(), s.name());
                    }
                }
            }
        }
        return spread.all();
    }
}
