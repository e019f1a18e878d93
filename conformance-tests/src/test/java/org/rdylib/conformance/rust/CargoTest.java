package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;

/** A Cargo project whose build script runs the generator: built without a registry, linked by Java. */
class CargoTest {

    private static final Path PROJECT = Rust.SOURCES.resolve("cargo");

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("unchecked")
    void itsLibraryAnswersJava() throws Exception {
        Tool.require("cargo");
        Path rdylib = folder.resolve("rdylib");
        Files.writeString(
                rdylib,
                "#!/bin/sh\nexec '%s' -classpath '%s' org.rdylib.cli.Main \"$@\"\n"
                        .formatted(
                                ProcessHandle.current().info().command().orElse("java"),
                                absolute(System.getProperty("java.class.path"))));
        assertThat(rdylib.toFile().setExecutable(true)).isTrue();

        Tool.run(
                PROJECT,
                "env",
                "RDYLIB=" + rdylib,
                "CARGO_HOME=" + folder.resolve("home"),
                "RUSTFLAGS=-Dwarnings",
                "cargo",
                "build",
                "--offline",
                "--quiet",
                "--target-dir",
                folder.resolve("target").toString());

        Function<Path, String> driver = NativeBuild.host(
                folder, PROJECT.resolve("tally.yaml"), "tally", PROJECT.resolve("TallyDriver.java"), Function.class);
        assertThat(driver.apply(folder.resolve("target/debug/libtally.so"))).isEqualTo("5 long as as it is");
    }

    private static String absolute(String classPath) {
        StringBuilder absolute = new StringBuilder();
        for (String entry : classPath.split(":", -1)) {
            absolute.append(absolute.isEmpty() ? "" : ":").append(Path.of(entry).toAbsolutePath());
        }
        return absolute.toString();
    }
}
