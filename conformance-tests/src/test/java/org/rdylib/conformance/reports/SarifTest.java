package org.rdylib.conformance.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.schema.Edits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code --format sarif} writes is SARIF 2.1.0 by the standard's own schema, holds to what the standard says beyond
 * its schema, and has what GitHub's viewer demands ({@link GitHubDemands}): of every case and every broken descriptor.
 */
class SarifTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Schema STANDARD = standard();

    /** Every log, by what was asked. */
    private static final Map<String, JsonNode> LOGS = new TreeMap<>();

    private static final List<Case> CASES = new ArrayList<>();

    @TempDir
    private static Path folder;

    /** The schema as the standard has it, in somebody else's jar. */
    private static Schema standard() {
        try (InputStream in = SarifTest.class.getClassLoader().getResourceAsStream("schema/sarif-schema-2.1.0.json")) {
            JsonNode schema = JSON.readTree(Objects.requireNonNull(in));
            assertThat(schema.path("title").asString()).contains("(SARIF) Version 2.1.0");
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_7,
                            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build()))
                    .getSchema(schema);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void ask() throws IOException {
        CASES.addAll(Case.all(folder));
        for (Case c : CASES) {
            LOGS.put("verify " + c, JSON.readTree(c.verify("sarif").out()));
        }
        LOGS.put("check all", check(CASES.stream().map(Case::host).toArray(Path[]::new)));
        for (Path file : Broken.files()) {
            LOGS.put("check " + file, check(file));
        }
        LOGS.put(
                "verify nothing",
                JSON.readTree(Command.run("verify", folder.resolve("a"), folder.resolve("b"), "--format", "sarif")
                        .out()));
    }

    private static JsonNode check(Path... files) {
        List<Object> words = new ArrayList<>(List.of("check", "--format", "sarif"));
        words.addAll(List.of(files));
        return JSON.readTree(Command.run(words.toArray()).out());
    }

    @Test
    void everyLogIsByTheSchemaOfTheStandard() {
        assertThat(LOGS).hasSizeGreaterThan(500);
        assertThat(LOGS)
                .allSatisfy((asked, log) ->
                        assertThat(STANDARD.validate(log)).as(asked).isEmpty());
    }

    @Test
    void gitHubsViewerHasAllThatItDemands() {
        assertThat(LOGS)
                .allSatisfy((asked, log) ->
                        assertThat(GitHubDemands.unmet(log)).as(asked).isEmpty());
    }

    /** Else the two tests above would prove nothing. */
    @Test
    void whatIsDemandedIsMissedWhereItIsLeftOut() {
        JsonNode log = LOGS.values().stream()
                .filter(l -> l.toString().contains("codeFlows") && l.toString().contains("fixes"))
                .min((a, b) ->
                        Integer.compare(a.toString().length(), b.toString().length()))
                .orElseThrow();
        for (String part : GitHubDemands.PARTS) {
            String where = "without " + part;
            JsonNode without = Edits.of(log, JSON.createObjectNode()).stream()
                    .filter(e -> e.what().equals(where))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(where))
                    .make()
                    .get();
            assertThat(GitHubDemands.unmet(without)).as(where).isNotEmpty();
        }
        long refused = Edits.of(log, JSON.createObjectNode()).stream()
                .filter(e -> !STANDARD.validate(e.make().get()).isEmpty())
                .count();
        assertThat(refused).as("edits that the schema refuses").isGreaterThan(1_000);
    }

    /** Each location is in a file, and marks something in it: SARIF 2.1.0, 3.29.4 and 3.30. */
    @Test
    void everyRegionIsPartOfItsFile() {
        assertThat(LOGS).allSatisfy((asked, log) -> {
            for (JsonNode location : log.findValues("physicalLocation")) {
                Optional<List<String>> lines =
                        lines(location.at("/artifactLocation/uri").asString());
                if (lines.isEmpty()) {
                    continue; // what is reported is that it cannot be read
                }
                JsonNode region = location.get("region");
                int line = region.get("startLine").asInt();
                assertThat(line).as(asked).isBetween(1, Math.max(1, lines.get().size() + 1));
                String text = line > lines.get().size() ? "" : lines.get().get(line - 1);
                int end = Math.max(2, text.codePointCount(0, text.length()) + 2);
                assertThat(region.get("endColumn").asInt())
                        .as("%s: %s", asked, location)
                        .isBetween(region.get("startColumn").asInt() + 1, end);
                assertThat(region.get("endLine").asInt()).isEqualTo(line);
            }
        });
    }

    private static Optional<List<String>> lines(String uri) {
        try {
            return Optional.of(Files.readString(Path.of(Path.of("").toUri().resolve(uri)))
                    .lines()
                    .map(l -> l.replace("\ufeff", ""))
                    .toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** 3.27.6 and 3.49: a result's rule is the one that is at its index. */
    @Test
    void everyResultPointsToItsRule() {
        assertThat(LOGS).allSatisfy((asked, log) -> {
            JsonNode rules = log.at("/runs/0/tool/driver/rules");
            for (JsonNode result : log.at("/runs/0/results")) {
                assertThat(rules.get(result.get("ruleIndex").asInt()).get("id"))
                        .as(asked)
                        .isEqualTo(result.get("ruleId"));
            }
        });
    }

    /** 3.11.5 and 3.11.6: braces are doubled, and a link's number is the id of one location of the result. */
    @Test
    void messagesAreLiteralButForTheirLinks() {
        assertThat(LOGS).allSatisfy((asked, log) -> {
            for (JsonNode message : log.findValues("message")) {
                String text = message.get("text").asString();
                assertThat(text.replace("{{", "").replace("}}", "")).as(asked).doesNotContain("{", "}");
            }
            for (JsonNode result : log.at("/runs/0/results")) {
                JsonNode related = result.path("relatedLocations");
                String text = result.at("/message/text").asString();
                assertThat(text.lines().filter(l -> l.matches("\\[the (host|plugin)'s copy]\\(1\\)")))
                        .as(asked)
                        .hasSize(related.size());
                related.forEach(
                        location -> assertThat(location.get("id").asInt()).isEqualTo(1));
            }
        });
    }

    /** 3.55: whoever applies a fix as the standard says mends what it is a fix of. */
    @Test
    void everyFixMends() throws IOException {
        int fixes = 0;
        for (Case c : CASES) {
            int before = Fix.results(c.verify("sarif")).size();
            for (Fix fix : Fix.of(c)) {
                fixes++;
                assertThat(Fix.results(fix.applied(c, "sarif")).size())
                        .as("%s: %s", c, fix)
                        .isLessThan(before);
            }
        }
        System.out.printf("sarif: %d logs, %d fixes%n", LOGS.size(), fixes);
        assertThat(fixes).isGreaterThan(100);
    }

    /** RFC 3986: whatever a file is called, its URI leads back to it. */
    @Test
    void filesOfAnyNameAreFoundByTheirUri() throws IOException {
        for (String name : List.of("a b.yaml", "ä.yaml", "%41.yaml", "a:b.yaml", "#a?b.yaml", "[a].yaml", "日本.yaml")) {
            Path file = Files.writeString(folder.resolve(name), "abi: 1\n");
            Path relative = Path.of("").toAbsolutePath().relativize(file);
            for (Path given : List.of(file, relative)) {
                String uri = check(given)
                        .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asString();
                URI found = Path.of("").toUri().resolve(uri);
                assertThat(Path.of(found).normalize()).as(uri).isEqualTo(file);
            }
        }
        assertThat(List.of("a:b.yaml", "%41.yaml")).allSatisfy(name -> {
            String uri = check(Path.of(name)) // there is none: what matters is how it is called
                    .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                    .asString();
            assertThat(Path.of(Path.of("").toUri().resolve(uri)))
                    .isEqualTo(Path.of(name).toAbsolutePath());
        });
    }
}
