package org.rdylib.conformance.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.verifier.RequiredSymbol;
import org.rdylib.verifier.Unload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A library that does not define a symbol is refused by {@code verify} exactly where a loader refuses it: of a library
 * that has all that can be needed, each is hidden in turn.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequiredSymbolsTest {

    private static final String HOST = """
        abi: 1
        library: sample
        version: 1.0.0
        types:
          Config: {struct: {port: u64}, evolves: append}
          Jar: {opaque: {drop: jar_free}}
        exports:
          config: "fn() -> Box<Config>"
          jar: "fn() -> Box<Jar>"
          more: {sig: "fn()", optional: true}
        """;

    private static final String PLUGIN = """
        abi: 1
        library: sample
        version: 1.1.0
        on_unload: {threads: joined, shutdown: stop}
        types:
          Config: {struct: {port: u64, lids: "(u64, Option<Box<Lid>>)"}, evolves: append}
          Jar: {opaque: {drop: jar_free}}
          Lid: {opaque: {drop: lid_free, bounds: [Send, Sync]}}
          Pan: {opaque: {drop: pan_free}}
        exports:
          config: "fn() -> Box<Config>"
          jar: "fn() -> Box<Jar>"
          more: {sig: "fn()", optional: true}
          pan: "fn() -> Box<Pan>"
          stop: "fn()"
        imports:
          log: {sig: "fn()", optional: true}
        """;

    /** Nothing of it is called but {@code stop}. */
    private static final String AUTHOR = """
        void *sample_config(void), *sample_jar(void), *sample_more(void), *sample_pan(void), *sample_stop(void);
        void *jar_free(void), *lid_free(void), *pan_free(void);
        void *sample_config(void) { return 0; }
        void *sample_jar(void) { return 0; }
        void *sample_more(void) { return 0; }
        void *sample_pan(void) { return 0; }
        void *sample_stop(void) { return 0; }
        void *jar_free(void) { return 0; }
        void *lid_free(void) { return 0; }
        void *pan_free(void) { return 0; }
        """;

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Path host;
    private List<Path> sources;
    private URLClassLoader classes;
    private Class<?> stub;

    @BeforeAll
    void build(@TempDir Path shared) throws Exception {
        host = Files.writeString(shared.resolve("host.yaml"), HOST);
        Path plugin = Files.writeString(shared.resolve("plugin.yaml"), PLUGIN);
        Path author = Files.writeString(shared.resolve("author.c"), AUTHOR);
        sources = List.of(NativeBuild.generateC(plugin, shared).getLast(), author);
        Path compiled = NativeBuild.classes(shared, host, "sample", List.of());
        classes = new URLClassLoader(
                new URL[] {compiled.toUri().toURL()}, getClass().getClassLoader());
        stub = classes.loadClass("sample.Sample");
    }

    @AfterAll
    void close() throws Exception {
        classes.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Unload.class,
            names = {"NEVER", "ALLOWED"})
    void aLibraryThatHasThemAllIsLinked(Unload unload) throws Exception {
        Path library = library();

        assertThat(Command.run("verify", host, library, "--unload", unload.spelling())
                        .exit())
                .isZero();
        assertThat(thrownByLoading(library, unload)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "sample_config, NEVER, export config",
        "sample_jar, ALLOWED, export jar",
        "jar_free, NEVER, 'type Jar, drop'",
        "lid_free, NEVER, 'type Lid, drop'",
        "sample_imports, NEVER, imports",
        "sample_stop, ALLOWED, export stop"
    })
    void oneThatHidesWhatIsNeededIsRefusedByBoth(String symbol, Unload unload, String path) throws Exception {
        Path library = hiding(symbol);

        assertThat(thrownByLoading(library, unload))
                .isInstanceOfSatisfying(
                        UnlinkableLibraryException.class,
                        e -> assertThat(e.code().id()).isEqualTo("RDY0609"))
                .hasMessageStartingWith("error[RDY0609]: " + library)
                .hasMessageEndingWith(" does not define the symbol `" + symbol + "`: " + RequiredSymbol.REMEDY);
        Command.Answer answer = Command.run("verify", host, library, "--unload", unload.spelling(), "--format", "json");
        assertThat(answer.exit()).isEqualTo(1);
        JsonNode said = JSON.readTree(answer.out());
        assertThat(said.at("/findings/0/code").asString()).isEqualTo("RDY0609");
        assertThat(said.at("/findings/0/path").asString()).isEqualTo(path);
        assertThat(said.at("/findings/0/message").asString())
                .endsWith("plugin.so does not define the symbol `" + symbol + "`");
        assertThat(said.at("/findings/0/help/0").asString())
                .isEqualTo(RequiredSymbol.REMEDY)
                .startsWith("link what defines it, and see that it is visible (`nm -D`)");
        assertThat(said.path("findings").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"sample_more, NEVER", "sample_pan, ALLOWED", "pan_free, ALLOWED", "sample_stop, NEVER"})
    void oneThatHidesWhatIsNotNeededIsLinkedByBoth(String symbol, Unload unload) throws Exception {
        Path library = hiding(symbol);

        assertThat(Command.run("verify", host, library, "--unload", unload.spelling())
                        .exit())
                .isZero();
        assertThat(thrownByLoading(library, unload)).isNull();
    }

    /** As {@code dlsym} finds them. */
    @Test
    void whatAnotherLibraryDefinesThatIsNeededIsThere() throws Exception {
        Path beside = Files.createDirectory(folder.resolve("beside"));
        Path other = NativeBuild.library(
                beside,
                List.of(Files.writeString(
                        folder.resolve("jar.c"), "void *jar_free(void); void *jar_free(void) { return 0; }\n")),
                "-Wl,-soname," + beside.resolve("plugin.so"));
        Path library = hiding("jar_free", "-Wl,--no-as-needed", other.toString());

        assertThat(Command.run("verify", host, library).exit()).isZero();
        assertThat(thrownByLoading(library, Unload.NEVER)).isNull();

        Files.delete(other);
        Command.Answer answer = Command.run("verify", host, library, "--format", "json");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(JSON.readTree(answer.out()).path("undecided").asString())
                .contains("RDY0609", "does not define jar_free itself", other.toString());
    }

    @Test
    void textAndSarifSayItAndNothingUntrueOfTheDescriptor() throws Exception {
        Path library = hiding("sample_jar");

        assertThat(Command.run("verify", host, library).out())
                .startsWith("error[RDY0609]: ")
                .contains("in export jar", "host.yaml:9:3", "plugin.yaml:12:3")
                .doesNotContain("identical")
                .endsWith("incompatible under `unload: never`\n");
        JsonNode sarif = JSON.readTree(
                Command.run("verify", host, library, "--format", "sarif").out());
        assertThat(sarif.at("/runs/0/results/0/ruleId").asString()).isEqualTo("RDY0609");
    }

    @Test
    void inspectNamesWhatALibraryDoesNotDefine() throws Exception {
        Path library = hiding("pan_free");

        assertThat(Command.run("inspect", library).out()).contains("\n  does not define pan_free: ");
        assertThat(JSON.readTree(Command.run("inspect", "--format", "json", library)
                                .out())
                        .at("/descriptors/0/missing_symbols/0")
                        .asString())
                .isEqualTo("pan_free");
        assertThat(Command.run("inspect", library()).out()).doesNotContain("does not define");
    }

    private Path library(String... flags) throws Exception {
        return NativeBuild.library(folder, sources, withHeader(flags));
    }

    private Path hiding(String symbol, String... flags) throws Exception {
        Path script = Files.writeString(folder.resolve("script"), "{ local: " + symbol + "; };\n");
        String[] all = new String[flags.length + 1];
        all[0] = "-Wl,--version-script=" + script;
        System.arraycopy(flags, 0, all, 1, flags.length);
        return library(all);
    }

    private String[] withHeader(String... flags) {
        String[] all = new String[flags.length + 1];
        all[0] = "-I" + sources.getFirst().getParent();
        System.arraycopy(flags, 0, all, 1, flags.length);
        return all;
    }

    private Throwable thrownByLoading(Path library, Unload unload) {
        return catchThrowable(() -> {
            try {
                ((AutoCloseable)
                                stub.getMethod("load", Path.class, Unload.class).invoke(null, library, unload))
                        .close();
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
