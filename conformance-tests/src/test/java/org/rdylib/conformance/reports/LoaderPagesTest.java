package org.rdylib.conformance.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.loader.UnlinkableLibraryException;
import tools.jackson.databind.json.JsonMapper;

/** What {@code explain} shows of codes that only a loader finds: built as the page says, the library is refused, or linked. */
class LoaderPagesTest {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PANIC = Pattern.compile("panic = \"(\\w+)\"");

    @TempDir
    Path folder;

    /** Of a dependency that is not there {@code verify} says nothing: it may be where the library is going to be loaded. */
    private static final String OF_THE_SYSTEM = "RDY0608";

    @ParameterizedTest
    @ValueSource(strings = {OF_THE_SYSTEM, "RDY0609", "RDY0611"})
    void whatAPageShowsIsRefusedForThatAndMendedIsLinked(String code) throws Exception {
        String page = new JsonMapper()
                .readTree(Command.run("explain", "--format", "json", code).out())
                .path("markdown")
                .asString();
        String shown = page.substring(page.indexOf("## A library that shows it"), page.indexOf("## Mended"));
        String mended = page.substring(page.indexOf("## Mended"));
        Map<String, String> blocks = new HashMap<>(blocks(shown));
        Path descriptor = Files.writeString(
                folder.resolve("sample.yaml"), "abi: 1\nlibrary: sample\nversion: 1.0.0\n" + blocks.get("yaml"));
        Path classes = NativeBuild.classes(folder, descriptor, "sample", List.of());
        try (var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> stub = loader.loadClass("sample.Sample");

            Path refused = build("refused", descriptor, blocks);
            assertThatThrownBy(() -> load(stub, refused))
                    .isInstanceOfSatisfying(
                            UnlinkableLibraryException.class,
                            e -> assertThat(e.code().id()).isEqualTo(code));
            Command.Answer foreseen = Command.run("verify", descriptor, refused);
            if (!code.equals(OF_THE_SYSTEM)) {
                assertThat(foreseen.exit()).isEqualTo(1);
                assertThat(foreseen.out()).startsWith("error[" + code + "]: ");
            }

            blocks.putAll(blocks(mended));
            Path linked = build("linked", descriptor, blocks);
            assertThatCode(() -> load(stub, linked)).doesNotThrowAnyException();
            assertThat(Command.run("verify", descriptor, linked).exit()).isZero();
        }
    }

    private static Map<String, String> blocks(String text) {
        Map<String, String> blocks = new HashMap<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            blocks.put(block.group(1), block.group(2));
        }
        return blocks;
    }

    private Path build(String name, Path descriptor, Map<String, String> blocks) throws Exception {
        Path own = Files.createDirectories(folder.resolve(name));
        if (blocks.containsKey("rust")) {
            MatchResult panic =
                    PANIC.matcher(blocks.get("toml")).results().findFirst().orElseThrow();
            Path source = Files.writeString(own.resolve("author.rs"), blocks.get("rust"));
            return NativeBuild.rustPlugin(own, descriptor, List.of(source), "-Cpanic=" + panic.group(1));
        }
        return NativeBuild.plugin(
                own, descriptor, List.of(Files.writeString(own.resolve("author.c"), blocks.get("c"))));
    }

    private static void load(Class<?> stub, Path library) throws Throwable {
        try {
            ((AutoCloseable) stub.getMethod("load", Path.class).invoke(null, library)).close();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
