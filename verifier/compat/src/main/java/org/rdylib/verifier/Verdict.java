package org.rdylib.verifier;

import java.util.List;
import java.util.stream.Stream;
import org.rdylib.spec.Severity;

/**
 * Whether a host and a plugin may be linked, and why not.
 *
 * @param unload the policy under which it was judged
 * @param findings in {@link Finding#ORDER}
 * @param identical whether the two copies say the same
 * @param isolable under {@link Unload#ISOLATED}, the calls that can go from process to process, by name; else none
 */
public record Verdict(Unload unload, List<Finding> findings, boolean identical, List<String> isolable) {

    public Verdict {
        findings = List.copyOf(findings);
        isolable = List.copyOf(isolable);
    }

    /** The same with what else was found, of a library's file. */
    public Verdict with(List<Finding> more) {
        return new Verdict(
                unload,
                Stream.concat(findings.stream(), more.stream())
                        .sorted(Finding.ORDER)
                        .toList(),
                identical,
                isolable);
    }

    /** Whether they may be linked: nothing that was found is an error. */
    public boolean isCompatible() {
        return findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
    }
}
