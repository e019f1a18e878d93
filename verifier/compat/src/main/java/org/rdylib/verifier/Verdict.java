package org.rdylib.verifier;

import java.util.List;
import org.rdylib.spec.Severity;

/**
 * Whether a host and a plugin may be linked, and why not.
 *
 * @param unload the policy under which it was judged
 * @param findings in {@link Finding#ORDER}
 * @param identical whether the two copies say the same
 */
public record Verdict(Unload unload, List<Finding> findings, boolean identical) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** Whether they may be linked: nothing that was found is an error. */
    public boolean isCompatible() {
        return findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
    }
}
