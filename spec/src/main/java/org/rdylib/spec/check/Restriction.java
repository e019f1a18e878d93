package org.rdylib.spec.check;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * Something that stands only in some signatures, and in types that no other signature mentions.
 *
 * @param allows whether it may stand in a signature
 * @param isMeant whether a type is such a thing
 * @param report what is said where one stands elsewhere
 */
record Restriction(Predicate<Signature> allows, Predicate<Type> isMeant, Report report) {

    /** The two ways in which one can stand where it may not. */
    interface Report {

        /** It stands there itself. */
        void itself(Type type);

        /** A declared type stands there that holds one. */
        void holder(Type.Named type);
    }

    void check(Descriptor descriptor) {
        Set<String> holding = holding(descriptor);
        for (Signature signature : Types.signatures(descriptor)) {
            if (!allows.test(signature)) {
                Types.forEachPart(signature, t -> restricted(t, holding));
            }
        }
    }

    private void restricted(Type type, Set<String> holding) {
        forEachRestricted(type, part -> {
            if (isMeant.test(part)) {
                report.itself(part);
            } else if (part instanceof Type.Named n && holding.contains(n.name())) {
                report.holder(n);
            }
        });
    }

    private Set<String> holding(Descriptor descriptor) {
        Spread spread = new Spread();
        for (TypeDeclaration declaration : descriptor.types()) {
            Types.forEachField(
                    declaration,
                    t -> forEachRestricted(t, part -> {
                        if (isMeant.test(part)) {
                            spread.mark(declaration.name());
                        } else if (part instanceof Type.Named n) {
                            spread.from(n.name(), declaration.name());
                        }
                    }));
        }
        return spread.all();
    }

    /** Every type within {@code type}, but for what stands in the type of a function where it may stand. */
    private void forEachRestricted(Type type, Consumer<Type> action) {
        action.accept(type);
        if (!(type instanceof Type.Function f && allows.test(f.signature()))) {
            Types.forEachPart(type, part -> forEachRestricted(part, action));
        }
    }
}
