package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts that somebody else wrote, with JSON in them, or almost. */
final class JsonTexts {

    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonTexts() {}

    /**
     * A text of JSONTestSuite.
     *
     * @param name {@code y_} begins that of JSON, {@code n_} that of what is none, {@code i_} what may be either
     */
    record Case(String name, String text) {}

    /** JSONTestSuite, in a package that holds it as a JavaScript module. */
    static List<Case> suite() throws IOException {
        String module = Files.readString(NpmFixtures.of("json-test-suite").resolve("data/parsing.js"));
        JsonNode cases = MAPPER.readTree(module.substring(module.indexOf('[')));
        List<Case> all = new ArrayList<>();
        cases.forEach(
                c -> all.add(new Case(c.get("name").asString(), c.get("input").asString())));
        return all;
    }

    /** Files of npm packages and of this repository, by their paths. */
    static Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        List<Path> folders =
                List.of(NpmFixtures.of("json-schema-test-suite"), NpmFixtures.of("lodash"), Path.of("fixtures"));
        for (Path folder : folders) {
            for (Path file : NativeBuild.files(folder, ".json")) {
                files.put(file.toString(), Files.readString(file));
            }
        }
        // The documentation is no JSON, but JSON can hold it.
        Map<String, String> documentation = new LinkedHashMap<>();
        for (Path file : NativeBuild.files(Path.of(".."), ".md")) {
            if (!file.toString().contains("node_modules") && !file.toString().contains("target")) {
                documentation.put(file.toString(), Files.readString(file));
            }
        }
        assertThat(documentation).isNotEmpty();
        files.put("documentation", MAPPER.writeValueAsString(documentation));
        return files;
    }

    /** All of them, each under a name for a message. */
    static void forEach(BiConsumer<String, String> action) throws IOException {
        suite().forEach(c -> action.accept(c.name, c.text));
        files().forEach(action);
    }
}
