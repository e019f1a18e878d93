package org.rdylib.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Finding;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verdict;
import org.rdylib.verifier.Verifier;

/**
 * What becomes of hosts of one version that meet a library of the other.
 *
 * @param judged once for each policy, in order
 */
record Meeting(List<Judged> judged) {

    /** What becomes of them under one policy. */
    record Judged(Outcome outcome, Verdict verdict) {

        Unload unload() {
            return verdict.unload();
        }
    }

    /** What becomes of them. */
    enum Outcome {
        /** They fit. */
        FITS("fits"),
        /** They do not fit, though a library of the host's own version would. */
        BREAKS("breaks"),
        /** Under this policy not even a library of the host's own version fits. */
        NEVER_DID("never did");

        private final String spelling;

        Outcome(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** What is told of a finding. */
    private record Told(String code, String path, String message) {}

    static Meeting of(CheckedDescriptor host, CheckedDescriptor library, Target target) {
        List<Judged> judged = new ArrayList<>();
        for (Unload unload : Unload.values()) {
            Verdict verdict = Verifier.verify(new Host<>(host), new Plugin<>(library), unload, target);
            judged.add(new Judged(outcome(verdict, host, unload, target), verdict));
        }
        return new Meeting(List.copyOf(judged));
    }

    private static Outcome outcome(Verdict verdict, CheckedDescriptor host, Unload unload, Target target) {
        if (verdict.isCompatible()) {
            return Outcome.FITS;
        }
        boolean fittedItsOwn = Verifier.verify(new Host<>(host), new Plugin<>(host), unload, target)
                .isCompatible();
        return fittedItsOwn ? Outcome.BREAKS : Outcome.NEVER_DID;
    }

    /** Whether there is a policy under which they do not fit and once did. */
    boolean breaks() {
        return judged.stream().anyMatch(j -> j.outcome() == Outcome.BREAKS);
    }

    /** What they break by, each once, with the policies under which they do. */
    List<String> reasons() {
        Map<Told, List<String>> policies = new LinkedHashMap<>();
        for (Judged one : judged) {
            if (one.outcome() == Outcome.BREAKS) {
                for (Finding f : one.verdict().findings()) {
                    policies.computeIfAbsent(new Told(f.code().id(), f.path(), f.message()), _ -> new ArrayList<>())
                            .add(one.unload().spelling());
                }
            }
        }
        return policies.entrySet().stream()
                .map(e -> e.getKey().code() + " in " + e.getKey().path() + ": "
                        + e.getKey().message() + " (" + String.join(", ", e.getValue()) + ")")
                .toList();
    }
}
