package org.rdylib.conformance.rust;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;

/** Rust's tools, and the Rust sources of these tests. */
public final class Rust {

    /** Where the sources are. */
    static final Path SOURCES = NativeBuild.PLUGINS.resolve("rust");

    private Rust() {}

    /** Runs rustc in {@code folder}, whatever comes of it. */
    public static Tool.Run rustc(Path folder, String... arguments) {
        Tool.require("rustc");
        return Tool.attempt(folder, command("rustc", arguments));
    }

    /** Runs clippy in {@code folder} with its default lints, whatever comes of it. */
    static Tool.Run clippy(Path folder, String... arguments) {
        Tool.require("clippy-driver");
        return Tool.attempt(folder, command("clippy-driver", arguments));
    }

    /** Skips the test, or fails it, where this rustc comes without the AddressSanitizer. */
    static void requireAddressSanitizer() {
        Path root = Path.of(rustc(Path.of(""), "--print", "sysroot").text().strip());
        try (Stream<Path> files = Files.walk(root.resolve("lib/rustlib"))) {
            if (files.noneMatch(f -> f.getFileName().toString().endsWith("_rt.asan.a"))) {
                Tool.missing("rustc has no AddressSanitizer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] command(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    /** Puts together what generated modules stand on, as a module of its own. */
    static Path runtime(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String part : List.of(
                "head",
                "failures",
                "values",
                "text",
                "tagged",
                "append",
                "owned",
                "strings",
                "tables",
                "handles",
                "objects",
                "lent",
                "closures",
                "futures")) {
            String name = "/org/rdylib/codegen/rust/rt/" + part + ".rs";
            try (InputStream in = Rust.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name);
                }
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .append("\n");
            }
        }
        return Files.writeString(file, text);
    }

    /**
     * The functions of a trait that a generated module has, without an implementation, as one writes them in an {@code
     * impl}.
     */
    public static String unimplemented(String module, String trait) {
        Matcher m = Pattern.compile("(?ms)^    pub trait " + trait + "(?:: [^{]*)? \\{\\n(.*?)^    \\}")
                .matcher(module);
        if (!m.find()) {
            throw new IllegalArgumentException("no " + trait);
        }
        return m.group(1)
                .replaceAll("(?m)^ *///.*\\n", "")
                .replaceAll("(?m)(-> impl (?:::core::future::)?Future<(?:[^;]|;(?!$))*);$", "$1 { async { todo!() } }")
                .replaceAll("(?m);$", " { todo!() }");
    }
}
