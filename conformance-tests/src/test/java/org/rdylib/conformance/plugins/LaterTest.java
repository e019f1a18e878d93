package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Futures of a library are polled where Java says, woken from wherever, and dropped once, whatever comes in between: the
 * plugin counts them, and the wakers that it keeps.
 */
class LaterTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("later");

    private static final Path DESCRIPTOR =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/later.yaml");

    @TestFactory
    Stream<DynamicTest> futuresGiveTheirResultOrAreDroppedOnce(@TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        Path library = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("c")),
                DESCRIPTOR,
                NativeBuild.files(SOURCES, ".c"),
                "-I" + SOURCES,
                "-pthread");
        PluginChecks plugin = NativeBuild.host(
                folder,
                DESCRIPTOR,
                "org.rdylib.conformance.later",
                SOURCES.resolve("LaterDriver.java"),
                PluginChecks.class,
                NativeBuild.others(SOURCES, "LaterDriver.java"));
        return plugin.checks(library).entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.getKey(), () -> check.getValue().call()));
    }
}
