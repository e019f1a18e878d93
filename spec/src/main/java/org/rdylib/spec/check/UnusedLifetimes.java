package org.rdylib.spec.check;

import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.TypeDeclaration;

/**
 * A lifetime parameter that says nothing: of a type, one that no value's use depends on (bivariant, so also one that
 * only goes round in a recursive type); of a signature or interface, one that is mentioned nowhere.
 */
final class UnusedLifetimes {

    private UnusedLifetimes() {}

    static void check(TypeDeclaration declaration, List<Variance> variances, Problems problems) {
        for (int i = 0; i < variances.size(); i++) {
            if (variances.get(i) == Variance.BIVARIANT) {
                report(declaration.lifetimes().get(i), problems);
            }
        }
    }

    static void report(LifetimeParameter parameter, Problems problems) {
        problems.error(
                Code.UNUSED_LIFETIME,
                parameter.at(),
                "the lifetime `'" + parameter.name() + "` is never used",
                "leave it out");
    }
}
