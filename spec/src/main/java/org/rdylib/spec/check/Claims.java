package org.rdylib.spec.check;

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
                bounds.whyNot(declaration.name(), claim.bound(), SHOWN)
                        .ifPresent(way -> report(declaration, claim, way, problems));
            }
        }
    }

    private static void report(TypeDeclaration declaration, Claim claim, AutoBounds.Way way, Problems problems) {
        String steps = way.first().stream().map(AutoBounds.Lack::path).collect(Collectors.joining(" → "));
        String more = way.more() > 0 ? " → … (" + way.more() + " more)" : "";
        AutoBounds.Lack fault = way.fault();
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
