package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.spec.InvalidDescriptorException;

/**
 * Each way in which a value crosses, between a plugin in Rust and a host in C. The two sides come of one descriptor by
 * generators that know nothing of each other.
 */
class KitTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("kit");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "edition {0}, opt-level {1}")
    @CsvSource({"2021, 0", "2024, 0", "2024, 3"})
    void whatOneSideGivesTheOtherTakes(String edition, int optimized) throws IOException, InvalidDescriptorException {
        Path host = build(edition, "-Copt-level=" + optimized);
        assertThat(Tool.run(folder, host.toString())).endsWith("all checks hold");
    }

    @ParameterizedTest(name = "edition {0}")
    @CsvSource("2024")
    void nothingIsLeftOrUsedAfterItsEnd(String edition) throws IOException, InvalidDescriptorException {
        Tool.require("valgrind");
        Path host = build(edition, "-Copt-level=1");
        Tool.run(
                folder,
                "valgrind",
                "-q",
                "--leak-check=full",
                "--errors-for-leak-kinds=definite",
                "--error-exitcode=9",
                host.toString());
    }

    /** The host, linked with the plugin. */
    private Path build(String edition, String... flags) throws IOException, InvalidDescriptorException {
        Path descriptor = SOURCES.resolve("kit.yaml");
        for (SourceFile file : RustGenerator.generate(NativeBuild.descriptor(descriptor), RustOptions.DEFAULT)
                .files()) {
            Files.writeString(folder.resolve(file.path()), file.text());
        }
        Files.copy(SOURCES.resolve("plugin.rs"), folder.resolve("plugin.rs"));
        Files.writeString(folder.resolve("lib.rs"), "#![deny(warnings)]\nmod abi;\nmod plugin;\n");
        Tool.require("rustc");
        Tool.run(
                folder,
                Stream.concat(
                                Stream.of(
                                        "rustc",
                                        "--edition",
                                        edition,
                                        "--crate-type",
                                        "cdylib",
                                        "-o",
                                        "libkit.so",
                                        "lib.rs"),
                                Stream.of(flags))
                        .toArray(String[]::new));
        NativeBuild.generateC(descriptor, folder);
        Files.copy(SOURCES.resolve("host.c"), folder.resolve("host.c"));
        Tool.require("cc");
        Tool.run(
                folder,
                "cc",
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-g",
                "-o",
                "host",
                "host.c",
                "-L.",
                "-lkit",
                "-Wl,-rpath," + folder.toAbsolutePath());
        return folder.resolve("host");
    }
}
