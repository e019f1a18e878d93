package org.rdylib.conformance.rust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdylib.conformance.Tool;
import org.rdylib.spec.layout.Target;

/**
 * Rust's own library for the targets for which it does not come compiled, as far as rustc needs it to check what stands
 * on it: its metadata, made from its sources. A library can only be checked by the compiler that it belongs to; so this
 * is a rustc beside whose library the sources are (Debian's {@code rust-web-src}), which need not be the one that the
 * other tests run.
 *
 * <p>Cargo makes it once, which takes minutes of a processor, and keeps it among what the build has made.
 */
final class TargetLibrary {

    private static final Path FOLDER = Path.of("target/rust-library").toAbsolutePath();

    private final Path rustc;
    private final Path made;
    private final List<Target> missing;

    private TargetLibrary(Path rustc, Path made, List<Target> missing) {
        this.rustc = rustc;
        this.made = made;
        this.missing = missing;
    }

    /** Makes what is not there. Skips the test, or fails it, where there are no sources of a compiler's own version. */
    static TargetLibrary make() throws IOException {
        String why = "there is no rustc with the sources of its library and all that they stand on";
        for (Path rustc : compilers()) {
            Tool.Run run = Tool.attempt(Path.of(""), rustc.toString(), "--print", "sysroot");
            Path libraries = Path.of(run.text().strip()).resolve("lib/rustlib");
            // What the library stands on comes with Debian's sources, and not with those of rustup.
            if (run.exit() == 0 && Files.isDirectory(libraries.resolve("src/rust/library/vendor"))) {
                Optional<String> mismatch = mismatch(rustc, libraries.resolve("src/rust"));
                if (mismatch.isEmpty()) {
                    return make(rustc, libraries);
                }
                why = mismatch.get();
            }
        }
        Tool.missing(why + ": install Debian's `rustc-web` and `rust-web-src`, both of one version");
        throw new IllegalStateException();
    }

    /**
     * Says so where the sources that a compiler finds are those of another one: Debian's packages put all sources into one
     * place, and let a {@code rustc} stand beside {@code rust-web-src}.
     */
    static Optional<String> mismatch(Path rustc, Path sources) throws IOException {
        Path file = sources.resolve("src/version");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String version = Files.readString(file).strip();
        String compiler = Tool.run(Path.of(""), rustc.toString(), "--version").getFirst();
        // `rustc 1.96.0 (…)`, or `rustc 1.97.0-nightly (…)`.
        return compiler.replaceFirst("rustc ([^ -]+).*", "$1").equals(version)
                ? Optional.empty()
                : Optional.of(rustc + " is " + compiler + ", but " + sources + " is of Rust " + version);
    }

    private static TargetLibrary make(Path rustc, Path libraries) throws IOException {
        List<Target> missing = Arrays.stream(Target.values())
                .filter(t -> !Files.isDirectory(libraries.resolve(t.rustTriple())))
                .toList();
        Path sources = libraries.resolve("src/rust/library");
        Tool.require("cargo");
        // The sources are a workspace with tests, which stand on crates that are not there; a crate on top of `std`
        // needs none of these. Its folder is the compiler version's, so that nothing is left of another one's.
        String version =
                Tool.run(Path.of(""), rustc.toString(), "--version").getFirst().replaceAll("[^A-Za-z0-9.]+", "-");
        Path folder = Files.createDirectories(FOLDER.resolve(version));
        Files.createDirectories(folder.resolve(".cargo"));
        Files.writeString(folder.resolve("lib.rs"), "#![feature(no_core)]\n#![no_core]\n");
        Files.writeString(folder.resolve("Cargo.toml"), """
            [package]
            name = "library"
            version = "0.0.0"
            edition = "2024"
            [lib]
            path = "lib.rs"
            [dependencies]
            std = { path = "%1$s/std", default-features = false, features = ["panic-unwind"] }
            [patch.crates-io]
            rustc-std-workspace-core = { path = "%1$s/rustc-std-workspace-core" }
            rustc-std-workspace-alloc = { path = "%1$s/rustc-std-workspace-alloc" }
            [profile.dev]
            debug = false
            incremental = false
            [workspace]
            """.formatted(sources));
        Files.writeString(folder.resolve(".cargo/config.toml"), """
            [build]
            rustc = "%s"
            rustflags = ["-Zforce-unstable-if-unmarked", "-Awarnings"]
            target = [%s]
            target-dir = "made"
            [source.crates-io]
            replace-with = "sources"
            [source.sources]
            directory = "%s/vendor"
            """.formatted(
                        rustc,
                        missing.stream().map(t -> '"' + t.rustTriple() + '"').collect(Collectors.joining(", ")),
                        sources));
        // Nothing in the environment may choose another compiler or other flags.
        Tool.Run run = Tool.attempt(
                folder,
                "env",
                "-u",
                "RUSTC",
                "-u",
                "RUSTFLAGS",
                "-u",
                "CARGO_TARGET_DIR",
                "cargo",
                "check",
                "--offline");
        if (run.exit() != 0) {
            String cargo = Tool.run(Path.of(""), "cargo", "--version").getFirst();
            Tool.missing(cargo + " cannot check the library of " + version + " from its sources; Debian's `cargo-web`"
                    + " belongs to `rustc-web` and `rust-web-src`:\n" + run.text());
        }
        return new TargetLibrary(rustc, folder.resolve("made"), missing);
    }

    private static List<Path> compilers() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "rustc"))
                .filter(Files::isExecutable)
                .distinct()
                .toList();
    }

    /** Checks a library in {@code folder} as the compiler of that target would, whatever comes of it. */
    Tool.Run check(Target target, Path folder, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(rustc.toString(), "--target", target.rustTriple(), "--emit", "metadata"));
        if (missing.contains(target)) {
            command.addAll(List.of(
                    "-L", made.resolve(target.rustTriple() + "/debug/deps").toString()));
        }
        command.addAll(List.of(arguments));
        return Tool.attempt(folder, command.toArray(String[]::new));
    }
}
