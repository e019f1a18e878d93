package org.rdylib.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Edit;
import org.rdylib.spec.Paint;
import org.rdylib.spec.Place;
import org.rdylib.spec.Severity;
import org.rdylib.verifier.Finding;
import org.rdylib.verifier.Mend;
import org.rdylib.verifier.Step;
import org.rdylib.verifier.Verdict;
import tools.jackson.core.JsonGenerator;

/**
 * Findings as a SARIF 2.1.0 log with what GitHub's viewer asks for: rules with help, one location for each result, which
 * is a line of a source file. A pair has two places: the one whose text is known comes first, the host's if both are; the
 * other is related, and the message links to it. The chain of a lifetime is a code flow, what would mend it are fixes.
 * There are no fingerprints, by which GitHub knows a result again: its own upload computes them from the sources.
 */
final class SarifReport {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /** What the place of the other copy is called where a message links to it. */
    private static final int OTHER_COPY = 1;

    private final JsonGenerator json;
    private final List<Code> rules;

    private SarifReport(JsonGenerator json, Stream<Code> codes) {
        this.json = json;
        this.rules = codes.distinct().sorted().toList();
    }

    /** What is wrong with descriptors, of a command that came to no answer because of {@code failure}, if there is any. */
    static String of(List<Diagnostic> diagnostics, String version, Optional<String> failure) {
        return Json.write(json -> {
            var report = new SarifReport(json, diagnostics.stream().map(Diagnostic::code));
            report.log(version, failure, () -> diagnostics.forEach(report::diagnostic));
        });
    }

    /** What was found about a pair. */
    static String of(Verdict verdict, String version) {
        return Json.write(json -> {
            var report = new SarifReport(json, verdict.findings().stream().map(Finding::code));
            report.log(version, Optional.empty(), () -> verdict.findings().forEach(report::finding));
        });
    }

    private void log(String version, Optional<String> failure, Runnable results) {
        json.writeStartObject();
        json.writeStringProperty("$schema", SCHEMA);
        json.writeStringProperty("version", "2.1.0");
        json.writeArrayPropertyStart("runs");
        json.writeStartObject();
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "rdylib");
        json.writeStringProperty("semanticVersion", version);
        json.writeArrayPropertyStart("rules");
        rules.forEach(this::rule);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringProperty("columnKind", "unicodeCodePoints");
        json.writeArrayPropertyStart("invocations");
        invocation(failure);
        json.writeEndArray();
        json.writeArrayPropertyStart("results");
        results.run();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void invocation(Optional<String> failure) {
        json.writeStartObject();
        json.writeBooleanProperty("executionSuccessful", failure.isEmpty());
        failure.ifPresent(why -> {
            json.writeArrayPropertyStart("toolExecutionNotifications");
            json.writeStartObject();
            json.writeStringProperty("level", "error");
            message(why);
            json.writeEndObject();
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    private void rule(Code code) {
        json.writeStartObject();
        json.writeStringProperty("id", code.id());
        text("shortDescription", code.title());
        text("fullDescription", code.title());
        Optional<Page> page = Page.of(code);
        json.writeObjectPropertyStart("help");
        json.writeStringProperty("text", page.map(p -> p.text(Paint.PLAIN)).orElse(code.title()));
        page.ifPresent(p -> json.writeStringProperty("markdown", p.markdown()));
        json.writeEndObject();
        json.writeObjectPropertyStart("defaultConfiguration");
        json.writeStringProperty("level", "error");
        json.writeEndObject();
        json.writeObjectPropertyStart("properties");
        json.writeArrayPropertyStart("tags");
        json.writeString("correctness");
        json.writeEndArray();
        json.writeStringProperty("precision", "very-high");
        json.writeStringProperty("problem.severity", "error");
        json.writeEndObject();
        json.writeEndObject();
    }

    private void diagnostic(Diagnostic diagnostic) {
        String help = diagnostic.help().map(h -> "\nhelp: " + h).orElse("");
        result(diagnostic.code(), diagnostic.severity(), diagnostic.message() + help, diagnostic.place());
        json.writeEndObject();
    }

    private void finding(Finding finding) {
        Place host = finding.host().value();
        Place plugin = finding.plugin().value();
        boolean isPluginFirst = host.text().isEmpty() && !plugin.text().isEmpty();
        Place other = isPluginFirst ? host : plugin;
        String whose = isPluginFirst ? "the host's copy" : "the plugin's copy";
        StringBuilder message =
                new StringBuilder(finding.message()).append("\nin ").append(finding.path());
        finding.help().forEach(h -> message.append("\nhelp: ").append(h));
        message.append("\n[" + whose + "](" + OTHER_COPY + ")");
        result(finding.code(), finding.severity(), message.toString(), isPluginFirst ? plugin : host);
        json.writeArrayPropertyStart("relatedLocations");
        json.writeStartObject();
        json.writeNumberProperty("id", OTHER_COPY);
        place(other, Optional.of(whose));
        json.writeEndObject();
        json.writeEndArray();
        flow(finding.chain());
        fixes(Stream.concat(finding.inHost().value().stream(), finding.inPlugin().value().stream())
                .toList());
        json.writeEndObject();
    }

    /** Begins a result, which the caller ends. */
    private void result(Code code, Severity severity, String message, Place place) {
        json.writeStartObject();
        json.writeStringProperty("ruleId", code.id());
        json.writeNumberProperty("ruleIndex", rules.indexOf(code));
        json.writeStringProperty("level", severity.name().toLowerCase(Locale.ROOT));
        message(message);
        json.writeArrayPropertyStart("locations");
        location(place, Optional.empty());
        json.writeEndArray();
    }

    private void flow(List<Step> chain) {
        if (chain.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("codeFlows");
        json.writeStartObject();
        json.writeArrayPropertyStart("threadFlows");
        json.writeStartObject();
        json.writeArrayPropertyStart("locations");
        for (Step step : chain) {
            String why = step.longer() + ": " + step.shorter() + ", " + step.why();
            Stream.of(step.host(), step.plugin()).flatMap(Optional::stream).forEach(place -> {
                json.writeStartObject();
                json.writeName("location");
                location(place, Optional.of(why));
                json.writeEndObject();
            });
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void fixes(List<Mend> mends) {
        if (mends.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("fixes");
        for (Mend mend : mends) {
            json.writeStartObject();
            text("description", literal(mend.purpose()));
            json.writeArrayPropertyStart("artifactChanges");
            json.writeStartObject();
            artifact(mend.edits().getFirst().place());
            json.writeArrayPropertyStart("replacements");
            for (Edit edit : mend.edits()) {
                json.writeStartObject();
                region("deletedRegion", edit.place());
                text("insertedContent", edit.replacement());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void location(Place place, Optional<String> message) {
        json.writeStartObject();
        place(place, message);
        json.writeEndObject();
    }

    private void place(Place place, Optional<String> message) {
        json.writeObjectPropertyStart("physicalLocation");
        artifact(place);
        region("region", place);
        json.writeEndObject();
        message.ifPresent(this::message);
    }

    private void artifact(Place place) {
        json.writeObjectPropertyStart("artifactLocation");
        json.writeStringProperty("uri", uri(place.file()));
        json.writeEndObject();
    }

    private void region(String name, Place place) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("startLine", place.line());
        json.writeNumberProperty("startColumn", place.column());
        json.writeNumberProperty("endLine", place.line());
        json.writeNumberProperty("endColumn", (long) place.column() + place.length());
        json.writeEndObject();
    }

    private void message(String text) {
        text("message", literal(text));
    }

    /** A text as it stands in a message, where a number in braces is a placeholder: SARIF 2.1.0, 3.11.5. */
    private static String literal(String text) {
        return text.replace("{", "{{").replace("}", "}}");
    }

    private void text(String name, String text) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("text", text);
        json.writeEndObject();
    }

    /** A file's name as the user gave it: relative to where the tool ran, or absolute. */
    private static String uri(String file) {
        String path = file.replace('\\', '/');
        boolean isAbsolute = path.startsWith("/");
        boolean looksLikeScheme = path.split("/", 2)[0].contains(":");
        try {
            return new URI(
                            isAbsolute ? "file" : null,
                            isAbsolute ? "" : null,
                            looksLikeScheme ? "./" + path : path,
                            null)
                    .toASCIIString();
        } catch (URISyntaxException e) {
            return "unknown";
        }
    }
}
