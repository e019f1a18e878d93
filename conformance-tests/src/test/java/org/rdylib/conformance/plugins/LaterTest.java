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
 * Futures of a library are polled where Java says, woken from wherever, and dropped once, whatever comes in between: the
 * plugin counts them, and the wakers that it keeps.
 */
class LaterTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("later");

    private static final Path DESCRIPTOR =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/later.yaml");

    /**
     * What the library in Rust does not do: its author would need unsafe code; and it stays mapped, since {@code
     * std::thread::spawn} leaves a destructor with the thread of Java's that calls it.
     */
    private static final Set<String> NOT_IN_RUST = Set.of(
            "a failure of poll is thrown",
            "what is no future is refused, and dropped where it can be",
            "a waker that was lent, and not cloned, wakes nobody after poll",
            "a waker that was lent, and is dropped, is no more",
            "a library is not unloaded while a future of it lives");

    @TestFactory
    Stream<DynamicTest> futuresGiveTheirResultOrAreDroppedOnce(@TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "later");
    }

    /** The same host, and futures that rustc makes. */
    @TestFactory
    Stream<DynamicTest> thoseOfALibraryInRustToo(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        Path sources = SOURCES.resolve("rust");
        Path library = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust")),
                DESCRIPTOR,
                List.of(sources.resolve("lib.rs"), sources.resolve("plugin.rs")));
        return PluginChecks.host(folder, DESCRIPTOR, "later").testsWithout(NOT_IN_RUST, library);
    }
}
