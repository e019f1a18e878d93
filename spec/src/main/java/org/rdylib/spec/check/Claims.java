package org.rdylib.spec.check;

import java.util.List;
import java.util.stream.Collectors;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.TypeDeclaration;

/** What a type claims in {@code bounds:}, it has; an opaque one is trusted. */
final class Claims {

    private static final int SHOWN = 8;

    private Claims() {}

    static void check(Descriptor descriptor, AutoBounds bounds, Problems problems) {
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Opaque) {
                continue;
            }
            for (Claim claim : declaration.claims()) {
                List<AutoBounds.Lack> why = bounds.whyNot(declaration.name(), claim.bound());
                if (!why.isEmpty()) {
                    report(declaration, claim, why, problems);
                }
            }
        }
    }

    private static void report(TypeDeclaration declaration, Claim claim, List<AutoBounds.Lack> why, Problems problems) {
        String steps = why.stream().limit(SHOWN).map(AutoBounds.Lack::path).collect(Collectors.joining(" → "));
        String more = why.size() > SHOWN ? " → … (" + (why.size() - SHOWN) + " more)" : "";
        AutoBounds.Lack fault = why.getLast();
        problems.error(
                Code.CLAIM,
                claim.at(),
                "`" + declaration.name() + "` is not `" + claim.bound().spelling() + "`: " + steps + more + " holds "
                        + fault.leaf() + ", which is not `"
                        + fault.bound().spelling() + "`",
                fault.leaf().startsWith("`dyn ")
                        ? "write `+ " + fault.bound().spelling() + "` there, or leave the claim out"
                        : "leave the claim out, or use another type there");
    }
}
