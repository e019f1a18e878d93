package org.rdylib.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdylib.spec.Code;

/** {@code rdylib explain}: what a code means; without one, what codes there are. */
final class ExplainCommand {

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    int run(Optional<String> code, Format format) {
        code.map(ExplainCommand::find).ifPresentOrElse(c -> explain(c, format), () -> list(format));
        return ExitCode.HOLDS;
    }

    private void explain(Code code, Format format) {
        Page page = Page.of(code).orElseThrow(() -> new CommandException("there is no page about " + code.id()));
        console.out()
                .println(
                        switch (format) {
                            case text -> page.text(console.paint());
                            case json ->
                                Json.write(json -> {
                                    json.writeStartObject();
                                    json.writeStringProperty("code", code.id());
                                    json.writeStringProperty("title", code.title());
                                    json.writeStringProperty("markdown", page.markdown());
                                    json.writeEndObject();
                                });
                        });
    }

    private void list(Format format) {
        List<Code> codes = List.of(Code.values());
        console.out()
                .println(
                        switch (format) {
                            case text ->
                                codes.stream()
                                        .map(c -> console.paint().strong(c.id()) + "  " + c.title())
                                        .collect(Collectors.joining("\n"));
                            case json ->
                                Json.write(json -> {
                                    json.writeStartArray();
                                    for (Code code : codes) {
                                        json.writeStartObject();
                                        json.writeStringProperty("code", code.id());
                                        json.writeStringProperty("title", code.title());
                                        json.writeEndObject();
                                    }
                                    json.writeEndArray();
                                });
                        });
    }

    /** {@code RDY0302}, {@code rdy0302} or {@code 302}. */
    private static Code find(String text) {
        String digits = text.toUpperCase(Locale.ROOT).replaceFirst("^RDY", "");
        return Arrays.stream(Code.values())
                .filter(c ->
                        digits.matches("[0-9]{1,4}") && c.id().equals("RDY" + "0".repeat(4 - digits.length()) + digits))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        "there is no code " + text + "; `rdylib explain` lists those that there are"));
    }
}
