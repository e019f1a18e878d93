package org.rdylib.spec.check;

import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * What brings code of its maker's with it: functions, closures and objects, and what is owned, since its maker frees it. An
 * opaque value does not: its library has the function that drops it.
 */
final class BroughtCode {

    /** The declared types that hold such. */
    private final Set<String> types;

    private BroughtCode(Set<String> types) {
        this.types = types;
    }

    static BroughtCode of(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            Types.forEachField(
                    declaration,
                    field -> Types.forEach(field, part -> {
                        if (brings(part)) {
                            spread.mark(declaration.name());
                        } else if (part instanceof Type.Named n) {
                            spread.from(n.name(), declaration.name());
                        }
                    }));
        }
        return new BroughtCode(spread.all());
    }

    /** Whether a value of the type does, or what it refers to. */
    boolean isBroughtBy(Type type) {
        return Types.contains(type, part -> brings(part) || (part instanceof Type.Named n && types.contains(n.name())));
    }

    private static boolean brings(Type part) {
        return switch (part) {
            case Type.Function _, Type.Closure _, Type.InterfaceObject _ -> true;
            case Type.Boxed _, Type.Shared _, Type.Vector _, Type.Text _ -> true;
            case Type _ -> false;
        };
    }
}
