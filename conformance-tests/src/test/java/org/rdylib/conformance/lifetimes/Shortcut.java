package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Difference;
import org.rdylib.verifier.internal.Comparison;
import org.rdylib.verifier.internal.Policy;
import org.rdylib.verifier.internal.Rules;

/** That passing over what both copies say alike changes nothing of what is found. */
public final class Shortcut {

    private Shortcut() {}

    /** Compares with it and without, under every policy. */
    public static void missesNothing(CheckedDescriptor host, CheckedDescriptor plugin, String what) {
        for (Policy policy : Policy.values()) {
            Copy here = Copy.of(Side.HOST, host);
            Copy there = Copy.of(Side.PLUGIN, plugin);
            Comparison.Result quick = Comparison.compare(here, there, policy, Target.X86_64_LINUX_GNU, Rules.STANDARD);
            Comparison.Result whole =
                    Comparison.compareAll(here, there, policy, Target.X86_64_LINUX_GNU, Rules.STANDARD);
            assertThat(told(quick)).as("%s, %s", policy, what).isEqualTo(told(whole));
            assertThat(quick.isolable()).as("%s, %s", policy, what).isEqualTo(whole.isolable());
        }
    }

    private static List<String> told(Comparison.Result result) {
        return result.differences().stream().map(Shortcut::told).toList();
    }

    private static String told(Difference d) {
        return "%s at %s and %s, by %s: %s %s %s %s %s"
                .formatted(
                        d.code(),
                        d.host(),
                        d.plugin(),
                        d.path(),
                        d.message(),
                        d.chain().stream()
                                .map(c -> c.longer() + ": " + c.shorter() + " "
                                        + c.origin().why())
                                .toList(),
                        d.help(),
                        d.advice(),
                        d.candidates().get().stream()
                                .map(c -> c.side() + " " + c.purpose() + " " + c.edits())
                                .toList());
    }
}
