package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Futures of Java's are polled by a library, woken by whoever completes them, and cancelled once where they are dropped before;
 * and those of either side wait for the other's. Both sides count them, and the wakers that they keep.
 */
class AskerTest {

    private static final Path ASKER =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/asker.yaml");

    @TestFactory
    Stream<DynamicTest> futuresOfJavasGiveTheirResultOrAreCancelledOnce(
            @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, ASKER, "asker");
    }

    @TestFactory
    Stream<DynamicTest> rustAndJavaAwaitOneAnother(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inRust(folder, NativeBuild.PLUGINS.resolve("relay/relay.yaml"), "relay");
    }
}
