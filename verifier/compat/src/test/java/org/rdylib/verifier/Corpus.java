package org.rdylib.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A list of pairs with their verdicts, a line each: {@code accept | left | right}, {@code reject CODE… | left | right}. */
final class Corpus {

    private Corpus() {}

    /** A pair and its verdict. */
    record Line(boolean isAccepted, List<String> options, String left, String right) {

        List<String> codes() {
            return options.stream().filter(o -> o.startsWith("RDY")).toList();
        }

        boolean mentionsStatic() {
            return (left + right).contains("'static")
                    || left.matches(".*\\bfn\\(.*\\bfn\\(.*")
                    || left.contains("Held");
        }

        @Override
        public String toString() {
            return (isAccepted ? "accepts " : "rejects ") + left + " | " + right;
        }
    }

    static Stream<Line> lines(String name) {
        try (InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(l -> !l.isBlank() && !l.startsWith("#")).map(Corpus::line).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        List<String> parts =
                Arrays.stream(text.split(" \\| ")).map(String::strip).toList();
        List<String> words = List.of(parts.get(0).split(" "));
        boolean accepted = switch (words.get(0)) {
            case "accept" -> true;
            case "reject" -> false;
            default -> throw new IllegalArgumentException(text);
        };
        return new Line(accepted, words.subList(1, words.size()), parts.get(1), parts.get(2));
    }
}
