package org.rdylib.conformance.plugins;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rdylib.conformance.Tool;

/** Builds Rust as its author would, with {@code cargo}, from the sources of crates that Debian's packages install. */
final class CargoBuild {

    /** Where Debian's packages {@code librust-…-dev} put the sources of crates. */
    private static final Path CRATES = Path.of("/usr/share/cargo/registry");

    private CargoBuild() {}

    /** The sources of a crate; the test is skipped, or fails, where they are not installed. */
    static Path crate(String name, String version) {
        Path crate = CRATES.resolve(name + "-" + version);
        if (!Files.isDirectory(crate)) {
            Tool.missing(crate + " is missing: Debian's package librust-" + name + "-dev has it");
        }
        return crate;
    }

    /**
     * Copies a workspace, and leaves alone what is the same already: cargo builds again what is newer.
     *
     * @param folder takes the copy
     */
    static void copy(Path workspace, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(workspace)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            write(folder.resolve(workspace.relativize(file).toString()), Files.readAllBytes(file));
        }
    }

    /** Writes a file that is not the same already. */
    static void write(Path file, byte[] content) throws IOException {
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
    }

    /**
     * Waits until no other JVM of this build works in a workspace: one that several tests share, and that may be built with
     * other options between a build and the use of what it made.
     *
     * @return closed when the workspace is left to others
     */
    static Closeable alone(Path workspace) throws IOException {
        Files.createDirectories(workspace);
        FileChannel channel =
                FileChannel.open(workspace.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    /**
     * Builds a workspace without a registry. What its author writes and what is generated must have no warnings.
     *
     * @param options for {@code cargo build}
     * @return the folder of what was built
     */
    static Path release(Path workspace, String... options) {
        Tool.require("rustc");
        Tool.require("cargo");
        // Of stable Rust, and into this folder whatever the environment says.
        List<String> environment = List.of(
                "env",
                "-u",
                "RUSTC_BOOTSTRAP",
                "-u",
                "CARGO_TARGET_DIR",
                "-u",
                "CARGO_BUILD_TARGET",
                "RUSTFLAGS=-Dwarnings");
        List<String> build = List.of("cargo", "build", "--offline", "--release", "--quiet");
        String[] command = Stream.of(environment, build, List.of(options))
                .flatMap(List::stream)
                .toArray(String[]::new);
        Tool.run(workspace, command);
        return workspace.resolve("target").resolve("release");
    }
}
