package org.rdylib.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Paint;
import org.rdylib.spec.Place;
import org.rdylib.spec.Severity;
import org.rdylib.spec.Snippet;
import org.rdylib.spec.Snippet.Mark;

/** Renders a verdict as text. */
final class TextReport {

    /** How many findings are shown; those that follow are seldom read before these are mended. */
    private static final int MOST_FINDINGS = 20;

    /** How many links of a chain are shown. */
    private static final int MOST_STEPS = 12;

    private final Verdict verdict;
    private final Paint paint;
    private final List<String> lines = new ArrayList<>();

    TextReport(Verdict verdict, Paint paint) {
        this.verdict = verdict;
        this.paint = paint;
    }

    String render() {
        if (verdict.identical() && verdict.findings().stream().anyMatch(TextReport::isOfDescription)) {
            String what = verdict.unload() == Unload.ISOLATED ? "live in a process of its own" : "be unloaded";
            lines.add(paint.strong("both copies are identical; the library cannot " + what + " as described"));
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
        String answer = (verdict.isCompatible() ? "compatible" : "incompatible") + " under `unload: "
                + verdict.unload().spelling() + "`";
        lines.add(paint.strong(answer));
        return String.join("\n", lines) + "\n";
    }

    /** Whether it was found in the descriptors, and not in the library's file. */
    private static boolean isOfDescription(Finding finding) {
        return finding.severity() == Severity.ERROR && !finding.code().id().startsWith("RDY06");
    }

    private void finding(Finding finding) {
        Severity severity = finding.severity();
        String kind =
                severity.name().toLowerCase(Locale.ROOT) + "[" + finding.code().id() + "]";
        lines.add(paint.of(severity, kind) + paint.strong(": " + Snippet.visible(finding.message())));
        lines.add("  in " + Snippet.visible(finding.path()));
        List<Step> chain = finding.chain();
        lines.add("the host's copy:");
        lines.add(snippet(finding.host().value(), chain, Step::host));
        lines.add("the plugin's copy:");
        lines.add(snippet(finding.plugin().value(), chain, Step::plugin));
        because(finding);
        finding.inHost().value().forEach(mend -> mend("the host", mend));
        finding.inPlugin().value().forEach(mend -> mend("the plugin", mend));
        finding.help().forEach(help -> lines.add(paint.help("help") + ": " + Snippet.visible(help)));
        lines.add("");
    }

    private void because(Finding finding) {
        List<Step> chain = finding.chain();
        if (chain.isEmpty()) {
            return;
        }
        lines.add("because");
        for (int i = 0; i < Math.min(chain.size(), MOST_STEPS); i++) {
            lines.add(step(chain.get(i), number(chain, i), finding));
        }
        if (chain.size() > MOST_STEPS) {
            lines.add("  and " + (chain.size() - MOST_STEPS) + " more");
        }
    }

    /** The line of {@code main}, with every link of the chain that is in the same file marked by its number. */
    private String snippet(Place main, List<Step> chain, Function<Step, Optional<Place>> side) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < Math.min(chain.size(), MOST_STEPS); i++) {
            String number = number(chain, i);
            side.apply(chain.get(i)).ifPresent(place -> marks.add(new Mark(place, number)));
        }
        return Snippet.of(new Mark(main, ""), marks, paint);
    }

    /** Links are numbered where there are several. */
    private static String number(List<Step> chain, int index) {
        return chain.size() > 1 ? Integer.toString(index + 1) : "";
    }

    private static String step(Step step, String number, Finding finding) {
        String hidden = Stream.of(
                        hidden(step.host(), finding.host().value()),
                        hidden(step.plugin(), finding.plugin().value()))
                .flatMap(Optional::stream)
                .map(Place::toString)
                .collect(Collectors.joining(", "));
        String where = hidden.isEmpty() ? "" : " (" + hidden + ")";
        String label = number.isEmpty() ? "  " : "  " + number + ". ";
        return Snippet.visible(label + "`" + step.longer() + ": " + step.shorter() + "`  " + step.why() + where);
    }

    /** A place that no snippet marks. */
    private static Optional<Place> hidden(Optional<Place> place, Place main) {
        return place.filter(p -> p.text().isEmpty() || !p.file().equals(main.file()));
    }

    private void mend(String whose, Mend mend) {
        lines.add(paint.help("help") + ": " + whose + " could " + mend.purpose() + ":");
        lines.add(Snippet.edited(mend.edits(), paint));
    }
}
