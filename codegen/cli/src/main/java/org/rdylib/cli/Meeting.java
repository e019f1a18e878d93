package org.rdylib.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;
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
        /** Something does not fit that would in a library of the host's own version. */
        BREAKS("breaks"),
        /** Under this policy not even a library of the host's own version fits, for nothing less. */
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

    /** What is told of a finding; the edits that mend it are {@code verify}'s to show. */
    private record Told(String code, String path, String message, List<String> help) {

        static Told of(Finding f) {
            return new Told(f.code().id(), f.path(), f.message(), f.help());
        }
    }

    /**
     * Something that hosts break by.
     *
     * @param text it, with the policies under which they do
     * @param help what could be done about it
     */
    record Reason(String text, List<String> help) {}

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
        Set<Root> known = roots(Verifier.verify(new Host<>(host), new Plugin<>(host), unload, target));
        return known.containsAll(roots(verdict)) ? Outcome.NEVER_DID : Outcome.BREAKS;
    }

    /**
     * A finding as the host's copy knows it. An older host may have nothing of what never fitted in this one's version, so
     * that it breaks by what is found besides.
     */
    private record Root(Code code, Place host) {}

    private static Set<Root> roots(Verdict verdict) {
        return verdict.findings().stream()
                .map(f -> new Root(f.code(), f.host().value()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether there is a policy under which they do not fit and once did. */
    boolean breaks() {
        return judged.stream().anyMatch(j -> j.outcome() == Outcome.BREAKS);
    }

    /** What they break by, each once, with the policies under which they do. */
    List<Reason> reasons() {
        Map<Told, List<String>> policies = new LinkedHashMap<>();
        for (Judged one : judged) {
            if (one.outcome() == Outcome.BREAKS) {
                for (Finding f : one.verdict().findings()) {
                    policies.computeIfAbsent(Told.of(f), _ -> new ArrayList<>())
                            .add(one.unload().spelling());
                }
            }
        }
        return policies.entrySet().stream()
                .map(e -> new Reason(
                        e.getKey().code() + " in " + e.getKey().path() + ": "
                                + e.getKey().message() + " (" + String.join(", ", e.getValue()) + ")",
                        e.getKey().help()))
                .toList();
    }
}
