package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.conformance.plugins.JsonPlugin.Event;
import org.rdylib.conformance.plugins.JsonPlugin.Kind;
import org.rdylib.conformance.plugins.JsonPlugin.Outcome;
import org.rdylib.conformance.plugins.JsonPlugin.Value;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.RegionClosedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON parser in C, linked through generated stubs, gives what Jackson gives, on texts that somebody else wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonPluginTest {

    private static final int DEEP = 1_000_000;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("json");
    private static final List<Path> PARTS = Stream.of("json.c", "parser.c", "escapes.c", "pointer.c")
            .map(SOURCES::resolve)
            .toList();

    /** What RFC 8259 leaves to the parser, Jackson refuses, and the plugin accepts. */
    private static final List<String> LEFT_OPEN =
            List.of("i_object_key_lone_2nd_surrogate.json", "i_structure_UTF-8_BOM_empty_object.json");

    private final List<String> warnings = new ArrayList<>();
    private JsonPlugin plugin;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        Path descriptor = SOURCES.resolve("json.yaml");
        Path library = NativeBuild.plugin(folder, descriptor, PARTS, "-fvisibility=hidden");
        plugin = NativeBuild.host(
                folder,
                descriptor,
                "org.rdylib.conformance.json",
                SOURCES.resolve("JsonDriver.java"),
                JsonPlugin.class);
        plugin.load(library, warnings::add);
    }

    @AfterAll
    void close() {
        if (plugin != null) {
            plugin.close();
        }
    }

    @Test
    void there_are_as_many_texts_as_were_pinned() throws Exception {
        assertThat(JsonTexts.suite()).hasSize(318);
        assertThat(JsonTexts.files()).hasSizeGreaterThanOrEqualTo(66);
        assertThat(JsonTexts.suite().stream().filter(c -> !Offsets.isUnicode(c.text())))
                .isEmpty();
    }

    @Test
    void the_suite_is_accepted_and_rejected_as_its_names_say() throws Exception {
        int accepted = 0;
        int rejected = 0;
        for (JsonTexts.Case c : JsonTexts.suite()) {
            boolean json = plugin.pull(c.text(), DEEP).error().isEmpty();
            if (c.name().startsWith("y_")) {
                assertThat(json).as(c.name()).isTrue();
                accepted++;
            } else if (c.name().startsWith("n_")) {
                assertThat(json).as(c.name()).isFalse();
                rejected++;
            }
        }
        assertThat(accepted).isEqualTo(95);
        assertThat(rejected).isEqualTo(188);
    }

    @Test
    void tokens_that_are_pulled_are_those_of_jackson() throws Exception {
        assertJacksonAgrees(text -> plugin.pull(text, DEEP));
    }

    @Test
    void tokens_that_a_callback_gets_are_those_of_jackson() throws Exception {
        assertJacksonAgrees(text -> plugin.walk(text, _ -> true));
    }

    private static void assertJacksonAgrees(Function<String, Outcome> reader) throws IOException {
        List<String> refusedByJacksonAlone = new ArrayList<>();
        JsonTexts.forEach((name, text) -> {
            Outcome outcome = reader.apply(text);
            Optional<List<Event>> expected = JacksonJudge.read(text);
            if (name.startsWith("i_") && expected.isEmpty() && outcome.error().isEmpty()) {
                refusedByJacksonAlone.add(name);
            } else {
                assertThat(outcome.error().isEmpty()).as(name).isEqualTo(expected.isPresent());
                expected.ifPresent(
                        events -> assertThat(outcome.events()).as(name).isEqualTo(events));
            }
        });
        assertThat(refusedByJacksonAlone).isEqualTo(LEFT_OPEN);
    }

    @Test
    void every_beginning_of_a_text_is_judged_as_jackson_judges_it() throws Exception {
        String text = Files.readString(Path.of("fixtures", "package.json"));
        for (int end = 0; end <= text.length(); end++) {
            String beginning = text.substring(0, end);
            Outcome outcome = plugin.pull(beginning, DEEP);
            assertThat(outcome.error().isEmpty())
                    .as(beginning)
                    .isEqualTo(JacksonJudge.read(beginning).isPresent());
            outcome.error().ifPresent(e -> assertThat(e.name()).as(beginning).isEqualTo("UNEXPECTED_END"));
        }
    }

    @Test
    void numbers_are_the_nearest_doubles_and_exact_integers() throws Exception {
        JsonTexts.forEach((name, text) -> JacksonJudge.read(text).ifPresent(events -> {
            List<Value> values = plugin.numbers(text);
            List<String> written = events.stream()
                    .filter(e -> e.kind() == Kind.NUMBER)
                    .map(e -> e.meaning().orElseThrow())
                    .toList();
            assertThat(values).as(name).hasSameSizeAs(written);
            for (int i = 0; i < written.size(); i++) {
                assertThat(values.get(i)).as(name + ": " + written.get(i)).isEqualTo(value(written.get(i)));
            }
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "-9223372036854775809",
        "-0",
        "0",
        "1e5",
        "1.0",
        "123456789012345678901234567890",
        "2.2250738585072011e-308",
        "5e-324",
        "1e400",
        "-1e400",
        "0.1",
        "179769313486231580793e289",
        "9007199254740993",
        "4.35",
        "100000000000000016777215",
        "1.00000000000000011102230246251565404236316680908203125"
    })
    void an_edge_among_numbers_is_met(String number) {
        assertThat(plugin.numbers(number)).containsExactly(value(number));
    }

    private static Value value(String written) {
        Optional<Long> integer = Optional.empty();
        if (written.matches("-?\\d+")) {
            try {
                integer = Optional.of(Long.parseLong(written));
            } catch (NumberFormatException _) {
                integer = Optional.empty();
            }
        }
        return new Value(Double.parseDouble(written), integer);
    }

    @Test
    void what_a_pointer_finds_is_what_jackson_finds() throws Exception {
        int[] found = {0};
        JsonTexts.forEach((name, text) -> {
            if (JacksonJudge.read(text).isEmpty() || text.length() > 100_000) {
                return;
            }
            JsonNode tree = MAPPER.readTree(text);
            List<String> pointers = new ArrayList<>();
            pointers(tree, "", pointers);
            for (String pointer : pointers.subList(0, Math.min(pointers.size(), 100))) {
                JsonNode expected = tree.at(pointer);
                Optional<JsonNode> actual = plugin.find(text, pointer).map(MAPPER::readTree);
                assertThat(actual).as(name + " " + pointer).contains(expected);
                found[0]++;
            }
            assertThat(plugin.find(text, "/no/such/place")).as(name).isEmpty();
        });
        assertThat(found[0]).isGreaterThan(2_000);
    }

    private static void pointers(JsonNode node, String pointer, List<String> into) {
        into.add(pointer);
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            pointers(node.get(i), pointer + "/" + i, into);
        }
        if (node.isObject()) {
            for (var member : node.properties()) {
                if (Offsets.isUnicode(member.getKey())) {
                    String key = member.getKey().replace("~", "~0").replace("/", "~1");
                    pointers(member.getValue(), pointer + "/" + key, into);
                }
            }
        }
    }

    /** Where the first byte is that no JSON text has after what stands before it. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '§',
            delimiter = '|',
            value = {
                "[1,2|UNEXPECTED_END|4|1|5",
                "[1 2]|UNEXPECTED_BYTE|3|1|4",
                "[1,]|UNEXPECTED_BYTE|3|1|4",
                "{\"a\" 1}|UNEXPECTED_BYTE|5|1|6",
                "{a:1}|UNEXPECTED_BYTE|1|1|2",
                "[tru]|BAD_LITERAL|4|1|5",
                "[01]|BAD_NUMBER|2|1|3",
                "[1.]|BAD_NUMBER|3|1|4",
                "[-]|BAD_NUMBER|2|1|3",
                "[1e+]|BAD_NUMBER|4|1|5",
                "[\"ä\\x\"]|BAD_ESCAPE|5|1|6",
                "[\"\\u12G4\"]|BAD_ESCAPE|6|1|7",
                "[\"a␊\"]|CONTROL_CHARACTER|3|1|4",
                "[] x|TRAILING_TEXT|3|1|4"
            })
    void an_error_tells_its_kind_and_place(String text, String problem, long offset, long line, long column) {
        String actual = text.replace('␊', '\n');
        assertThat(plugin.pull(actual, DEEP).error()).contains(new JsonPlugin.Problem(problem, offset, line, column));
        String below = "\n \r\n" + actual;
        assertThat(plugin.pull(below, DEEP).error())
                .contains(new JsonPlugin.Problem(problem, offset + 4, line + 2, column));
    }

    @Test
    void nesting_is_limited_by_the_caller() {
        assertThat(plugin.pull("[[[]]]", 3).error()).isEmpty();
        assertThat(plugin.pull("[[[]]]", 2).error()).contains(new JsonPlugin.Problem("TOO_DEEP", 2, 1, 3));
        String deep = "[".repeat(DEEP) + "]".repeat(DEEP);
        assertThat(plugin.pull(deep, DEEP).error()).isEmpty();
        assertThat(plugin.pull("[" + deep, DEEP).error().orElseThrow().name()).isEqualTo("TOO_DEEP");
    }

    @Test
    void a_callback_stops_the_walk() {
        List<Event> seen = new ArrayList<>();
        plugin.walk("[1,2,3,4]", event -> {
            seen.add(event);
            return seen.size() < 3;
        });
        assertThat(seen).extracting(e -> e.meaning().orElseThrow()).containsExactly("[", "1", "2");
    }

    @Test
    void what_a_callback_throws_comes_out_as_itself() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> plugin.walk("[1,2]", _ -> {
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(plugin.walk("[1,2]", _ -> true).events()).hasSize(4);
    }

    @Test
    void the_plugin_warns_its_host() {
        warnings.clear();
        assertThat(plugin.pull("\ufeff[1]", DEEP).events()).hasSize(3);
        assertThat(plugin.find("{\"a\":{\"b\":1},\"a\":{\"b\":2}}", "/a/b")).contains("2");
        assertThat(warnings).containsExactly("BYTE_ORDER_MARK at 0", "DUPLICATE_NAME at 13");
    }

    @Test
    void a_violated_contract_is_a_failure() {
        assertThatThrownBy(() -> plugin.find("[]", "no-slash"))
                .isInstanceOf(LibraryFailedException.class)
                .hasMessageContaining("a pointer is empty or begins with '/'");
    }

    @Test
    void nothing_outlives_the_text_that_it_borrows_from() {
        CharSequence found = plugin.strayFind("[\"a\"]", "/0");
        assertThatThrownBy(found::length).isInstanceOf(RegionClosedException.class);
        CharSequence token = plugin.strayToken("[\"a\"]");
        assertThatThrownBy(token::length).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> plugin.strayTokens("[\"a\"]"))
                .isInstanceOfAny(RegionClosedException.class, ObjectDroppedException.class);
    }

    @Test
    void utf_8_is_told_from_what_is_not_as_java_tells_it() {
        long seed = Long.getLong("rdylib.seed", 20260102);
        System.out.println("JsonPluginTest: -Drdylib.seed=" + seed);
        Random random = new Random(seed);
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            if (random.nextInt(3) > 0) {
                String text = new String(Character.toChars(random.nextInt(0x110000))) + "a";
                bytes = text.repeat(2).getBytes(StandardCharsets.UTF_8);
                bytes[random.nextInt(bytes.length)] ^= (byte) (random.nextBoolean() ? 0 : 1 << random.nextInt(8));
            }
            long expected = validUpTo(bytes);
            valid += expected == bytes.length ? 1 : 0;
            assertThat(plugin.validUpTo(bytes)).isEqualTo(expected);
        }
        assertThat(valid).isBetween(1_000, 19_000);
    }

    private static long validUpTo(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        var result = StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length + 1), true);
        return result.isUnderflow() ? bytes.length : in.position();
    }
}
