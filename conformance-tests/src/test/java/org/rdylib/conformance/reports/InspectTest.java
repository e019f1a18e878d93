package org.rdylib.conformance.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.conformance.plugins.RustBuild;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code inspect} says of a library's file, {@code readelf} and {@code sha256sum} say, too. */
class InspectTest {

    private static final Path DEMO = Path.of("demo");
    private static final Path GREETER = NativeBuild.PLUGINS.resolve("refusals");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void theSystemsToolsReadTheSameInALibrary() throws Exception {
        Path library = words("-Wl,-soname,libwords.so.1", "-Wl,-rpath,$ORIGIN/lib", "-Wl,--no-as-needed", "-lm");

        Command.Answer answer = Command.run("inspect", "--format", "json", library);

        assertThat(answer.exit()).isZero();
        JsonNode said = JSON.readTree(answer.out());
        assertThat(said.path("target").asString()).isEqualTo("x86_64-linux-gnu");
        Tool.require("readelf");
        List<String> dynamic = Tool.run(folder, "readelf", "-dW", library.toString());
        assertThat(List.of(said.path("soname").asString()))
                .containsExactlyElementsOf(named(dynamic, "SONAME"))
                .containsExactly("libwords.so.1");
        assertThat(strings(said.path("needed")))
                .containsExactlyElementsOf(named(dynamic, "NEEDED"))
                .hasSizeGreaterThan(1);
        assertThat(strings(said.path("run_path")))
                .containsExactlyElementsOf(named(dynamic, "R(?:UN)?PATH"))
                .containsExactly("$ORIGIN/lib");
        JsonNode descriptor = said.path("descriptors").path(0);
        Path binding = Files.write(
                folder.resolve("binding"), descriptor.path("binding").asString().getBytes(UTF_8));
        assertThat(Tool.run(folder, "sha256sum", binding.toString()).getFirst())
                .startsWith(descriptor.path("fingerprint").asString() + " ");
        assertThat(descriptor.path("library").asString()).isEqualTo("words");
        assertThat(descriptor.path("panic_aborts").asBoolean(true)).isFalse();
    }

    @Test
    void aPersonIsToldWhatTheLibraryHas() throws Exception {
        Command.Answer answer = Command.run("inspect", words("-Wl,-soname,libwords.so.1"));

        assertThat(answer.exit()).isZero();
        assertThat(answer.out().lines().map(line -> line.replaceFirst("^\\S*/", "")))
                .satisfies(lines -> {
                    assertThat(lines.getFirst())
                            .startsWith("plugin.so: x86-64 (64 bit, little-endian), soname libwords.so.1");
                    assertThat(lines.get(3)).matches("  fingerprint [0-9a-f]{64}");
                })
                .contains(
                        "words 1.0.0",
                        "  types",
                        "    Span",
                        "  interfaces",
                        "    Cursor",
                        "  exports",
                        "    longest: fn<'t, '1>(text: &'t str, except: &'1 str) -> Option<&'t str>, as words_longest")
                .noneMatch(line -> line.contains("imports") || line.contains("panic"));
    }

    @Test
    void aLibraryWhosePanicsEndTheProcessIsNamedAsSuch() throws Exception {
        Path library = RustBuild.plugin(
                folder,
                GREETER.resolve("greeter.yaml"),
                Map.of(
                        "lib.rs", GREETER.resolve("lib.rs"),
                        "witness.rs", GREETER.resolve("witness.rs"),
                        "plugin.rs", GREETER.resolve("greeter.rs")),
                List.of("-Cpanic=abort"));

        assertThat(Command.run("inspect", library).out()).contains("built with panic=abort: a panic in it ends");
        assertThat(JSON.readTree(Command.run("inspect", "--format", "json", library)
                                .out())
                        .at("/descriptors/0/panic_aborts")
                        .asBoolean(false))
                .isTrue();
    }

    @Test
    void aLibraryThatWasNotMadeForThisIsSaidToHaveNoDescriptor() throws Exception {
        Path source = Files.writeString(folder.resolve("plain.c"), "int plain(void); int plain(void) { return 1; }\n");

        Command.Answer answer = Command.run("inspect", NativeBuild.library(folder, List.of(source)));

        assertThat(answer.exit()).isZero();
        assertThat(answer.out()).contains("no descriptor: it was not made for rdylib");
    }

    /** Its head is that of a library for arm64, after which nothing comes. */
    @Test
    void aDamagedLibraryOfAnyMachineIsNamedAsSuch() throws Exception {
        byte[] arm = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, arm, 0, 7);
        arm[16] = 3;
        arm[18] = (byte) 183;
        Path library = Files.write(folder.resolve("arm.so"), arm);

        Command.Answer answer = Command.run("inspect", "--format", "json", library);

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(JSON.readTree(answer.out()).path("undecided").asString()).contains("RDY060", "arm.so");
    }

    private Path words(String... flags) throws Exception {
        return NativeBuild.plugin(folder, DEMO.resolve("words.yaml"), List.of(DEMO.resolve("words.c")), flags);
    }

    /** The names in brackets in the lines of {@code readelf -d} of a tag. */
    private static List<String> named(List<String> dynamic, String tag) {
        Pattern line = Pattern.compile("\\(" + tag + "\\).*\\[(.*)]");
        return dynamic.stream()
                .map(line::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .toList();
    }

    private static List<String> strings(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(i -> array.path(i).asString())
                .toList();
    }
}
