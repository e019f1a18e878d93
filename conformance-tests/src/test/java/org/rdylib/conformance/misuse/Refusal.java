package org.rdylib.conformance.misuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of the page on exceptions: what a program does, and what it is told.
 *
 * @param exception the section's: its class without the package; empty where the message names it
 * @param program what the program does
 * @param message what it is told, with an ellipsis for what differs
 */
record Refusal(Optional<String> exception, String program, String message) {

    static final Path PAGE = Path.of("../verifier/loader/exceptions.md");

    private static final Pattern SECTION = Pattern.compile("## (.*)");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern ROW = Pattern.compile("\\| (\\S.*?) \\| (`+) ?(.*?) ?\\2 \\|");

    /** All lines of the page, in its order. */
    static List<Refusal> ofPage() throws IOException {
        List<Refusal> refusals = new ArrayList<>();
        Optional<String> exception = Optional.empty();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                Matcher name = NAME.matcher(section.group(1));
                exception = name.matches() ? Optional.of(name.group(1)) : Optional.empty();
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                refusals.add(new Refusal(exception, row.group(1), row.group(3)));
            }
        }
        return refusals;
    }

    /** The names of the sections' exceptions. */
    static List<String> exceptions() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(SECTION::matcher)
                .filter(Matcher::matches)
                .map(section -> NAME.matcher(section.group(1)))
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .toList();
    }

    /** Whether the JVM says this of an exception that leaves {@code main}. */
    Pattern printed() {
        String message = exception()
                        .map(name -> name + (message().isEmpty() ? "" : ": "))
                        .orElse("")
                + message();
        String pattern = message.lines()
                .flatMap(line -> Pattern.compile("…").splitAsStream(line))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(
                "^Exception in thread \"main\" [\\w.$]*\\b" + pattern + (message.endsWith("…") ? ".*" : "") + "$",
                Pattern.MULTILINE);
    }
}
