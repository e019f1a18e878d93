package org.rdylib.spec.check;

import java.util.IdentityHashMap;
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
        // One part may be at fault for all, and take long to be put into words.
        IdentityHashMap<AutoBounds.Lack, String> leaves = new IdentityHashMap<>();
        for (TypeDeclaration declaration : descriptor.types()) {
            if (declaration instanceof TypeDeclaration.Opaque) {
                continue;
            }
            for (Claim claim : declaration.claims()) {
                if (problems.isFull()) {
                    return;
                }
                bounds.whyNot(declaration.name(), claim.bound(), SHOWN).ifPresent(way -> {
                    String leaf = leaves.computeIfAbsent(way.fault(), AutoBounds.Lack::leaf);
                    report(declaration, claim, way, leaf, problems);
                });
            }
        }
    }

    private static void report(
            TypeDeclaration declaration, Claim claim, AutoBounds.Way way, String leaf, Problems problems) {
        String steps = way.first().stream().map(AutoBounds.Lack::path).collect(Collectors.joining(" → "));
        String more = way.more() > 0 ? " → … (" + way.more() + " more)" : "";
        AutoBounds.Lack fault = way.fault();
        problems.error(
                Code.CLAIM,
                claim.at(),
                "`" + declaration.name() + "` is not `" + claim.bound().spelling() + "`: " + steps + more + " holds "
                        + leaf + ", which is not `"
                        + fault.bound().spelling() + "`",
                leaf.startsWith("`dyn ")
                        ? "write `+ " + fault.bound().spelling() + "` there, or leave the claim out"
                        : "leave the claim out, or use another type there");
    }
}
