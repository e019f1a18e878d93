package org.rdylib.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/** {@code rdylib check}: is each of these descriptors well-formed? What is hard to change later is noted. */
final class CheckCommand {

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    /** What is noted of a descriptor that is in order. */
    static List<Diagnostic> notes(CheckedDescriptor descriptor) {
        List<Diagnostic> notes = new ArrayList<>(UnloadNotes.of(descriptor));
        notes.addAll(PaddingNotes.of(descriptor));
        return notes;
    }

    int run(List<Path> files, List<Target> targets, ReportFormat format) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (Path file : files) {
            Checked checked = Descriptors.read(file, targets);
            diagnostics.addAll(checked.diagnostics());
            checked.descriptor().map(CheckCommand::notes).ifPresent(diagnostics::addAll);
        }
        Optional<String> undecided = diagnostics.stream()
                .filter(d -> d.code() == Code.UNREADABLE)
                .findFirst()
                .map(d -> d.place().file() + ": " + d.message());
        switch (format) {
            case text -> {
                if (!diagnostics.isEmpty()) {
                    console.out().println(DiagnosticReport.text(diagnostics, console.paint()));
                }
            }
            case json ->
                console.out().println(Json.write(json -> {
                    json.writeStartObject();
                    undecided.ifPresentOrElse(
                            why -> json.writeStringProperty("undecided", why),
                            () -> json.writeBooleanProperty("holds", !DiagnosticReport.hasError(diagnostics)));
                    json.writeName("findings");
                    DiagnosticReport.json(json, diagnostics);
                    json.writeEndObject();
                }));
            case sarif -> console.out().println(SarifReport.of(diagnostics, ToolVersion.number(), undecided));
        }
        if (undecided.isPresent()) {
            return ExitCode.UNDECIDED;
        }
        return DiagnosticReport.hasError(diagnostics) ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
    }
}
