package org.rdylib.conformance.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A change that a report writes out, as SARIF has it (3.55).
 *
 * @param result the index of the result that it mends
 * @param change what is replaced, in one file
 */
record Fix(int result, JsonNode change) {

    private static final JsonMapper JSON = new JsonMapper();

    /** All that are suggested for a case. */
    static List<Fix> of(Case c) {
        List<Fix> all = new ArrayList<>();
        JsonNode results = results(c.verify("sarif"));
        for (int i = 0; i < results.size(); i++) {
            for (JsonNode fix : results.get(i).path("fixes")) {
                assertThat(fix.path("artifactChanges").size()).isEqualTo(1);
                all.add(new Fix(i, fix.at("/artifactChanges/0")));
            }
        }
        return all;
    }

    /** The results of an answer in SARIF. */
    static JsonNode results(Command.Answer answer) {
        return JSON.readTree(answer.out()).at("/runs/0/results");
    }

    /** What is found of the case with this change made. */
    Command.Answer applied(Case c, String format) throws IOException {
        Path file = Path.of(
                Path.of("").toUri().resolve(change.at("/artifactLocation/uri").asString()));
        assertThat(file).isIn(c.host(), c.plugin());
        List<String> lines = new ArrayList<>(Files.readString(file).lines().toList());
        List<JsonNode> replacements = new ArrayList<>();
        change.get("replacements").forEach(replacements::add);
        replacements.sort(Comparator.comparingInt(
                        (JsonNode r) -> r.at("/deletedRegion/startColumn").asInt())
                .reversed());
        for (JsonNode replacement : replacements) {
            JsonNode region = replacement.get("deletedRegion");
            int line = region.get("startLine").asInt() - 1;
            StringBuilder text = new StringBuilder(lines.get(line));
            text.replace(
                    region.get("startColumn").asInt() - 1,
                    region.get("endColumn").asInt() - 1,
                    replacement.at("/insertedContent/text").asString());
            lines.set(line, text.toString());
        }
        Path mended = Files.writeString(file.resolveSibling("mended.yaml"), String.join("\n", lines));
        return file.equals(c.host()) ? c.verify(mended, c.plugin(), format) : c.verify(c.host(), mended, format);
    }
}
