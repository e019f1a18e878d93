package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;

/** Nothing is left of many calls, in a JVM of its own whose heap cannot grow. */
class LongRunTest {

    private static final long CALLS = Long.getLong("rdylib.calls", 60_000);

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("actors");

    @Test
    void nothingIsLeftOfManyCallsOfAPluginInC(@TempDir Path folder) throws Exception {
        run(folder, ActorsTest.inC(folder));
    }

    @Test
    void nothingIsLeftOfManyCallsOfAPluginInRust(@TempDir Path folder) throws Exception {
        run(folder, ActorsTest.inRust(folder, "-O"));
    }

    /** After many calls and callbacks all accounts are level, and memory is what it was. */
    private static void run(Path folder, Path library) throws Exception {
        Path classes = NativeBuild.classes(
                folder,
                SOURCES.resolve("actors.yaml"),
                "org.rdylib.conformance.actors",
                List.of(SOURCES.resolve("LongRun.java"), SOURCES.resolve("OwnActors.java")));
        Tool.Run run = Tool.attempt(
                folder,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "org.rdylib.conformance.actors.LongRun",
                library.toAbsolutePath().toString(),
                Long.toString(CALLS));
        System.out.println(run.text());
        assertThat(run.exit()).as(run.text()).isZero();
        assertThat(run.text()).contains(" calls, ").endsWith("[]" + System.lineSeparator());
    }
}
