package org.rdylib.verifier;

import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;
import org.rdylib.spec.Edit;
import org.rdylib.spec.Place;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Renders a verdict as JSON. */
final class JsonReport {

    private final Verdict verdict;

    JsonReport(Verdict verdict) {
        this.verdict = verdict;
    }

    String render() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("verdict", verdict.isCompatible() ? "compatible" : "incompatible");
            json.writeStringProperty("unload", verdict.unload().spelling());
            json.writeBooleanProperty("identical", verdict.identical());
            json.writeArrayPropertyStart("findings");
            verdict.findings().forEach(f -> finding(json, f));
            json.writeEndArray();
            if (verdict.unload() == Unload.ISOLATED) {
                json.writeArrayPropertyStart("isolable");
                verdict.isolable().forEach(json::writeString);
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void finding(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("code", finding.code().id());
        json.writeStringProperty("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("path", finding.path());
        json.writeStringProperty("message", finding.message());
        place(json, "host", Optional.of(finding.host().value()));
        place(json, "plugin", Optional.of(finding.plugin().value()));
        json.writeArrayPropertyStart("chain");
        for (Step step : finding.chain()) {
            json.writeStartObject();
            json.writeStringProperty("longer", step.longer());
            json.writeStringProperty("shorter", step.shorter());
            json.writeStringProperty("why", step.why());
            place(json, "host", step.host());
            place(json, "plugin", step.plugin());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("help");
        finding.help().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("mends");
        finding.inHost().value().forEach(mend -> mend(json, "host", mend));
        finding.inPlugin().value().forEach(mend -> mend(json, "plugin", mend));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void mend(JsonGenerator json, String copy, Mend mend) {
        json.writeStartObject();
        json.writeStringProperty("copy", copy);
        json.writeStringProperty("purpose", mend.purpose());
        json.writeArrayPropertyStart("edits");
        for (Edit edit : mend.edits()) {
            json.writeStartObject();
            place(json, "place", Optional.of(edit.place()));
            json.writeStringProperty("replacement", edit.replacement());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void place(JsonGenerator json, String name, Optional<Place> place) {
        json.writeName(name);
        place.ifPresentOrElse(
                p -> {
                    json.writeStartObject();
                    json.writeStringProperty("file", p.file());
                    json.writeNumberProperty("line", p.line());
                    json.writeNumberProperty("column", p.column());
                    json.writeNumberProperty("length", p.length());
                    json.writeEndObject();
                },
                json::writeNull);
    }
}
