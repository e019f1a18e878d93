package org.rdylib.verifier;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.Severity;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Candidate;
import org.rdylib.verifier.finding.Difference;
import org.rdylib.verifier.internal.Comparison;
import org.rdylib.verifier.internal.Mending;
import org.rdylib.verifier.internal.Policy;
import org.rdylib.verifier.internal.Rules;
import org.rdylib.verifier.region.Constraint;

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
     * @param target the platform on which the layouts must agree; both copies were checked for it
     * @throws IllegalArgumentException if one of them was not
     */
    public static Verdict verify(
            Host<CheckedDescriptor> host, Plugin<CheckedDescriptor> plugin, Unload unload, Target target) {
        Copy here = copy(Side.HOST, host.value(), target);
        Copy there = copy(Side.PLUGIN, plugin.value(), target);
        Policy policy = policy(unload);
        Comparison.Result result = Comparison.compare(here, there, policy, target, Rules.STANDARD);
        Mending mending = new Mending(here, there, policy, target);
        List<Finding> findings = result.differences().stream()
                .map(d -> finding(d, mending.of(d)))
                .sorted(Finding.ORDER)
                .toList();
        // of equal copies there is nothing to find but lifetimes, and what unloading asks
        boolean identical = findings.stream().noneMatch(Verifier::tellsCopiesApart)
                && CanonicalForm.areEqual(host.value(), plugin.value());
        return new Verdict(unload, findings, identical, result.isolable());
    }

    /**
     * Whether {@link #verify} finds the two copies compatible. Nothing is put into words for that.
     *
     * @throws IllegalArgumentException if one of them was not checked for {@code target}
     */
    public static boolean areCompatible(
            Host<CheckedDescriptor> host, Plugin<CheckedDescriptor> plugin, Unload unload, Target target) {
        Copy here = copy(Side.HOST, host.value(), target);
        Copy there = copy(Side.PLUGIN, plugin.value(), target);
        return Comparison.compare(here, there, policy(unload), target, Rules.STANDARD)
                .differences()
                .isEmpty();
    }

    private static Policy policy(Unload unload) {
        return switch (unload) {
            case NEVER -> Policy.RESIDENT;
            case ALLOWED -> Policy.UNLOADABLE;
            case ISOLATED -> Policy.ISOLATED;
        };
    }

    private static boolean tellsCopiesApart(Finding finding) {
        String id = finding.code().id();
        return id.startsWith("RDY02") || id.startsWith("RDY04");
    }

    private static Copy copy(Side side, CheckedDescriptor descriptor, Target target) {
        if (!descriptor.targets().contains(target)) {
            throw new IllegalArgumentException("`" + descriptor.descriptor().library() + "` was checked for "
                    + Target.names(descriptor.targets()) + ", not for " + target.triple());
        }
        return Copy.of(side, descriptor);
    }

    private static Finding finding(Difference difference, List<Candidate> mends) {
        List<String> help = new ArrayList<>(mends.isEmpty() ? difference.advice() : List.of());
        help.addAll(difference.help());
        return new Finding(
                difference.code(),
                Severity.ERROR,
                new Host<>(difference.host()),
                new Plugin<>(difference.plugin()),
                difference.path(),
                difference.message(),
                difference.chain().stream().map(Verifier::step).toList(),
                help,
                new Host<>(mends(mends, Side.HOST)),
                new Plugin<>(mends(mends, Side.PLUGIN)));
    }

    private static List<Mend> mends(List<Candidate> all, Side side) {
        return all.stream()
                .filter(c -> c.side() == side)
                .map(c -> new Mend(c.purpose(), c.edits()))
                .toList();
    }

    private static Step step(Constraint constraint) {
        return new Step(
                constraint.longer().name(),
                constraint.shorter().name(),
                constraint.origin().why(),
                constraint.origin().host(),
                constraint.origin().plugin());
    }
}
