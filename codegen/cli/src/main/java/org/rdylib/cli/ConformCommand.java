package org.rdylib.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** {@code rdylib conform}: is every conformance case judged as it expects? */
final class ConformCommand {

    private final Console console;

    ConformCommand(Console console) {
        this.console = console;
    }

    int run(List<Path> folders, Format format) {
        ConformanceRun run = cases(folders);
        if (run.isEmpty()) {
            throw new CommandException("there is no *.case.yaml below "
                    + folders.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
        console.out()
                .println(
                        switch (format) {
                            case text -> text(run);
                            case json -> json(run);
                        });
        return run.failures().isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private static ConformanceRun cases(List<Path> folders) {
        try {
            return ConformanceRun.of(folders);
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no " + e.getFile());
        } catch (IOException e) {
            throw new CommandException("cannot read " + e.getMessage());
        }
    }

    private static String text(ConformanceRun run) {
        StringBuilder text = new StringBuilder();
        for (ConformanceRun.Failure failure : run.failures()) {
            String sentence = failure.sentence().isEmpty() ? "" : ": " + failure.sentence();
            text.append("%s%s%n".formatted(failure.file(), sentence));
            text.append("  expected %s, found %s%n".formatted(failure.expected(), failure.found()));
            failure.details().forEach(detail -> text.append("    %s%n".formatted(detail)));
        }
        return text
                + "%d passed, %d failed".formatted(run.passed(), run.failures().size());
    }

    private static String json(ConformanceRun run) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("passed", run.passed());
            json.writeArrayPropertyStart("failed");
            for (ConformanceRun.Failure failure : run.failures()) {
                json.writeStartObject();
                json.writeStringProperty("file", failure.file().toString());
                json.writeStringProperty("case", failure.sentence());
                json.writeStringProperty("expected", failure.expected());
                json.writeStringProperty("found", failure.found());
                json.writeArrayPropertyStart("details");
                failure.details().forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
