package org.rdylib.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Paint;
import org.rdylib.spec.Severity;
import org.rdylib.spec.Snippet;
import tools.jackson.core.JsonGenerator;

/** Renders what is wrong with descriptors. */
final class DiagnosticReport {

    private DiagnosticReport() {}

    /** Nobody reads more at once. */
    private static final int SHOWN = 100;

    /** One paragraph for each diagnostic: what, where, the marked line, and how to mend it; of many, of the first. */
    static String text(List<Diagnostic> diagnostics, Paint paint) {
        String shown =
                diagnostics.stream().limit(SHOWN).map(d -> paragraph(d, paint)).collect(Collectors.joining("\n\n"));
        return diagnostics.size() > SHOWN ? shown + "\n\nand " + (diagnostics.size() - SHOWN) + " more" : shown;
    }

    private static String paragraph(Diagnostic diagnostic, Paint paint) {
        String kind = severity(diagnostic) + "[" + diagnostic.code().id() + "]";
        String help = diagnostic
                .help()
                .map(h -> "\n" + paint.margin("  = ") + paint.help("help") + ": " + Snippet.visible(h))
                .orElse("");
        return paint.of(diagnostic.severity(), kind) + paint.strong(": " + Snippet.visible(diagnostic.message())) + "\n"
                + Snippet.of(diagnostic.place(), paint) + help;
    }

    /** The same as an array of objects. */
    static void json(JsonGenerator json, List<Diagnostic> diagnostics) {
        json.writeStartArray();
        for (Diagnostic diagnostic : diagnostics) {
            json.writeStartObject();
            json.writeStringProperty("code", diagnostic.code().id());
            json.writeStringProperty("severity", severity(diagnostic));
            json.writeStringProperty("file", diagnostic.place().file());
            json.writeNumberProperty("line", diagnostic.place().line());
            json.writeNumberProperty("column", diagnostic.place().column());
            json.writeNumberProperty("length", diagnostic.place().length());
            json.writeStringProperty("message", diagnostic.message());
            diagnostic.help().ifPresent(help -> json.writeStringProperty("help", help));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Whether there is an error among them. */
    static boolean hasError(List<Diagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    private static String severity(Diagnostic diagnostic) {
        return diagnostic.severity().name().toLowerCase(Locale.ROOT);
    }
}
