package org.rdylib.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Place;
import org.rdylib.spec.Snippet;

/** Renders a verdict as text. */
final class TextReport {

    /** How many findings are shown; those that follow are seldom read before these are mended. */
    private static final int MOST_FINDINGS = 20;

    /** How many links of a chain are shown. */
    private static final int MOST_STEPS = 12;

    private final Verdict verdict;
    private final List<String> lines = new ArrayList<>();

    TextReport(Verdict verdict) {
        this.verdict = verdict;
    }

    String render() {
        if (verdict.identical() && !verdict.isCompatible()) {
            String what = verdict.unload() == Unload.ISOLATED ? "live in a process of its own" : "be unloaded";
            lines.add("both copies are identical; the library cannot " + what + " as described");
            lines.add("");
        }
        List<Finding> findings = verdict.findings();
        findings.stream().limit(MOST_FINDINGS).forEach(this::finding);
        if (findings.size() > MOST_FINDINGS) {
            lines.add("and " + (findings.size() - MOST_FINDINGS) + " more");
            lines.add("");
        }
        if (!verdict.isCompatible() && !verdict.isolable().isEmpty()) {
            lines.add("these calls can go to a process of its own: "
                    + verdict.isolable().stream().limit(MOST_FINDINGS).collect(Collectors.joining(", "))
                    + (verdict.isolable().size() > MOST_FINDINGS
                            ? " and " + (verdict.isolable().size() - MOST_FINDINGS) + " more"
                            : ""));
        }
        lines.add((verdict.isCompatible() ? "compatible" : "incompatible") + " under `unload: "
                + verdict.unload().spelling() + "`");
        return String.join("\n", lines) + "\n";
    }

    private void finding(Finding finding) {
        lines.add(finding.severity().name().toLowerCase(Locale.ROOT) + "["
                + finding.code().id() + "]: " + finding.message());
        lines.add("  in " + finding.path());
        lines.add("the host's copy:");
        lines.add(Snippet.of(finding.host().value()));
        lines.add("the plugin's copy:");
        lines.add(Snippet.of(finding.plugin().value()));
        List<Step> chain = finding.chain();
        if (!chain.isEmpty()) {
            lines.add("because");
            chain.stream().limit(MOST_STEPS).forEach(this::step);
            if (chain.size() > MOST_STEPS) {
                lines.add("  and " + (chain.size() - MOST_STEPS) + " more");
            }
        }
        finding.help().forEach(help -> lines.add("help: " + help));
        lines.add("");
    }

    private void step(Step step) {
        String places = Stream.of(step.host(), step.plugin())
                .flatMap(Optional::stream)
                .map(Place::toString)
                .collect(Collectors.joining(", "));
        lines.add("  `" + step.longer() + ": " + step.shorter() + "`  " + step.why() + " (" + places + ")");
    }
}
