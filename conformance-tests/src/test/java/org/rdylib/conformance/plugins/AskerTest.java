package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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

    /**
     * What the library in Rust does not do: its author would need unsafe code, or what does not borrow from an argument. A
     * future that is ready the generated code asks no more, and {@code std::thread} keeps the library mapped.
     */
    private static final Set<String> NOT_IN_RUST = Set.of(
            "an import is async",
            "a method of an object of Java's is async",
            "each poll's waker replaces the one before",
            "it is not polled after it gave its result, or failed",
            "it is not polled on another thread, unless it is Send",
            "it is not polled with what is no waker",
            "a library is not unloaded while Java has a waker of it");

    private static final Path ASKER =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/asker.yaml");

    @TestFactory
    Stream<DynamicTest> futuresOfJavasGiveTheirResultOrAreCancelledOnce(
            @TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, ASKER, "asker");
    }

    @TestFactory
    Stream<DynamicTest> soTheyDoInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        Path library = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust")),
                ASKER,
                List.of(NativeBuild.PLUGINS.resolve("asker/asker.rs")));
        return PluginChecks.host(folder, ASKER, "asker").testsWithout(NOT_IN_RUST, library);
    }

    @TestFactory
    Stream<DynamicTest> rustAndJavaAwaitOneAnother(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inRust(folder, NativeBuild.PLUGINS.resolve("relay/relay.yaml"), "relay");
    }
}
