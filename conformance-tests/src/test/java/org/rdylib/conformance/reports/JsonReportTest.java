package org.rdylib.conformance.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.schema.Edits;
import org.rdylib.conformance.schema.SchemaEdits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code --format json} writes is what {@code rdylib schema report} says, of every case and every broken descriptor. */
class JsonReportTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private static final JsonNode SCHEMA = schema();
    private static final Schema RULES = REGISTRY.getSchema(SCHEMA);

    /** Every answer, by what was asked. */
    private static final Map<String, JsonNode> ANSWERS = new TreeMap<>();

    private static JsonNode schema() {
        return JSON.readTree(Command.run("schema", "report").out());
    }

    @BeforeAll
    static void ask(@TempDir Path folder) throws IOException {
        List<Object> hosts = new ArrayList<>(List.of("check", "--format", "json"));
        for (Case c : Case.all(folder)) {
            Command.Answer answer = c.verify("json");
            JsonNode data = JSON.readTree(answer.out());
            assertThat(answer.exit()).as("%s: %s", c, data).isEqualTo(exit(c.expect()));
            assertThat(data.path("verdict").asString("invalid")).as(c.name()).isEqualTo(c.expect());
            ANSWERS.put("verify " + c, data);
            ANSWERS.put("diff " + c, diff(c.host(), c.plugin()));
            hosts.add(c.host());
        }
        ANSWERS.put("check all", JSON.readTree(Command.run(hosts.toArray()).out()));
        for (Path file : Broken.files()) {
            ANSWERS.put(
                    "check " + file,
                    JSON.readTree(Command.run("check", file, "--format", "json").out()));
        }
        ANSWERS.put("diff nothing", diff(folder.resolve("a"), folder.resolve("b")));
        ANSWERS.put(
                "verify nothing",
                JSON.readTree(Command.run("verify", folder.resolve("a"), folder.resolve("b"), "--format", "json")
                        .out()));
    }

    private static JsonNode diff(Path old, Path now) {
        return JSON.readTree(Command.run("diff", old, now, "--format", "json").out());
    }

    private static int exit(String expect) {
        return switch (expect) {
            case "compatible" -> 0;
            case "incompatible" -> 1;
            default -> 2;
        };
    }

    @Test
    void everyAnswerIsByTheSchema() {
        assertThat(ANSWERS).hasSizeGreaterThan(500);
        assertThat(ANSWERS)
                .allSatisfy((asked, answer) ->
                        assertThat(RULES.validate(answer)).as(asked).isEmpty());
    }

    /** A file that both use, both may be shown. */
    @Test
    void noFindingShowsALineOfTheOtherSide() {
        assertThat(ANSWERS)
                .allSatisfy((asked, answer) -> answer.path("findings").forEach(finding -> {
                    assertThat(finding.at("/host/file").asString("")).as(asked).doesNotEndWith("plugin.yaml");
                    assertThat(finding.at("/plugin/file").asString(""))
                            .as(asked)
                            .doesNotEndWith("host.yaml");
                }));
    }

    /** The schema lets members be added; whoever adds one describes it. */
    @Test
    void nothingIsWrittenThatTheSchemaDoesNotDescribe() {
        Schema closed = REGISTRY.getSchema(closed(SCHEMA.deepCopy()));
        assertThat(ANSWERS)
                .allSatisfy((asked, answer) ->
                        assertThat(closed.validate(answer)).as(asked).isEmpty());
    }

    private static JsonNode closed(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(JsonReportTest::closed);
        return schema;
    }

    @Test
    void everyMemberThatTheSchemaDescribesIsWritten() {
        Set<String> described = new HashSet<>();
        described(SCHEMA, described);
        Set<String> written = new HashSet<>();
        ANSWERS.values().forEach(answer -> written(answer, written));

        assertThat(written).containsExactlyInAnyOrderElementsOf(described);
    }

    private static void described(JsonNode schema, Set<String> names) {
        schema.path("properties").propertyNames().forEach(names::add);
        schema.forEach(part -> described(part, names));
    }

    private static void written(JsonNode node, Set<String> names) {
        names.addAll(node.propertyNames());
        node.forEach(part -> written(part, names));
    }

    /** Without a rule an answer passes that is edited so that it breaks the rule, or one is refused that is right. */
    @Test
    void everyRuleOfTheSchemaIsNeeded() {
        List<JsonNode> right = samples();
        List<JsonNode> wrong = right.stream()
                .flatMap(answer -> Edits.of(answer, JSON.createObjectNode()).stream())
                .map(edit -> edit.make().get())
                .filter(answer -> !RULES.validate(answer).isEmpty())
                .toList();
        List<String> idle = new ArrayList<>();
        for (SchemaEdits.Broken rule : SchemaEdits.of(SCHEMA)) {
            Schema broken = REGISTRY.getSchema(rule.schema());
            boolean isNeeded = rule.acceptsMore()
                    ? wrong.stream().anyMatch(a -> broken.validate(a).isEmpty())
                    : ANSWERS.values().stream()
                            .anyMatch(a -> !broken.validate(a).isEmpty());
            if (!isNeeded) {
                idle.add(rule.rule());
            }
        }
        assertThat(idle).isEmpty();
    }

    /** The shortest answer of each kind that has everything which that kind may have. */
    private static List<JsonNode> samples() {
        return Stream.of(
                        List.of("\"verdict\"", "\"mends\":[{", "\"chain\":[{", "\"host\":null"),
                        List.of("\"verdict\"", "\"help\":[\""),
                        List.of("\"plugin\":null"),
                        List.of("\"isolable\":[\""),
                        List.of("\"release\"", "\"old\":{", "\"new\":{", "\"part\"", "\"code\""),
                        List.of("\"release\"", "\"old\":\"u8\"", "\"new\":\"u"),
                        List.of("\"holds\"", "\"help\"", "\"severity\":\"error\""),
                        List.of("\"undecided\"", "\"code\""))
                .map(parts -> ANSWERS.values().stream()
                        .filter(a -> parts.stream().allMatch(a.toString()::contains))
                        .min((a, b) -> Integer.compare(
                                a.toString().length(), b.toString().length()))
                        .orElseThrow(() -> new AssertionError("no answer has " + parts)))
                .toList();
    }
}
