package org.rdylib.verifier;

import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.internal.Comparison;
import org.rdylib.verifier.internal.Rules;

/**
 * Decides whether a host and a plugin that were built against two copies of a descriptor may be linked.
 *
 * <p>They may where the stub between them, a function whose body is one call, is safe Rust: for an export the host's
 * signature calls the plugin's, for an import the plugin's calls the host's.
 */
public final class Verifier {

    private Verifier() {}

    /**
     * Compares the two copies.
     *
     * @param unload whether the library may be unloaded, which decides what {@code 'dylib} means
     * @param target the platform on which the layouts must agree
     * @throws UnsupportedPolicyException under {@link Unload#ISOLATED}, which this version cannot judge
     */
    public static Verdict verify(
            Host<CheckedDescriptor> host, Plugin<CheckedDescriptor> plugin, Unload unload, Target target) {
        return switch (unload) {
            case NEVER, ALLOWED ->
                new Verdict(unload, Comparison.compare(host, plugin, unload, target, Rules.STANDARD), false);
            case ISOLATED -> throw new UnsupportedPolicyException(unload);
        };
    }
}
