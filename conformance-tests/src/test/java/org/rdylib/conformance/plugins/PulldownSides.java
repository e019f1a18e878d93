package org.rdylib.conformance.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.MarkdownTexts.Markdown;

/**
 * The Rust crate pulldown-cmark twice: as a plugin that Java calls, and in a Rust program that prints what the crate
 * says when it is asked directly.
 *
 * @param plugin not loaded yet
 * @param library the plugin
 * @param counted the same, built to count what it allocates
 * @param program the Rust program
 */
record PulldownSides(PulldownPlugin plugin, Path library, Path counted, Path program) {

    static final Path SOURCES = NativeBuild.PLUGINS.resolve("pulldown");
    static final Path DESCRIPTOR = SOURCES.resolve("pulldown.yaml");
    private static final Path WORKSPACE = Path.of("target", "pulldown").toAbsolutePath();

    /** The crate's sources. */
    static Path crate() {
        return CargoBuild.crate("pulldown-cmark", "0.9.2");
    }

    /**
     * Builds both.
     *
     * @param folder takes what is generated for Java, and the libraries
     */
    static PulldownSides build(Path folder) throws Exception {
        Path workspace = workspace();
        Path counted = library(workspace, folder.resolve("counted.so"), "--features", "pulldown/counted");
        Path library = library(workspace, folder.resolve("plugin.so"));
        Path program = program(workspace, folder);
        PulldownPlugin plugin = NativeBuild.host(
                folder,
                DESCRIPTOR,
                "org.rdylib.conformance.pulldown",
                SOURCES.resolve("PulldownDriver.java"),
                PulldownPlugin.class,
                SOURCES.resolve("Printer.java"),
                SOURCES.resolve("Tally.java"));
        return new PulldownSides(plugin, library, counted, program);
    }

    /** The sources of both, and what is generated for the plugin. */
    static Path workspace() throws Exception {
        crate();
        try (var _ = CargoBuild.alone(WORKSPACE)) {
            CargoBuild.copy(SOURCES, WORKSPACE);
            var generated = RustGenerator.generate(NativeBuild.descriptor(DESCRIPTOR), RustOptions.DEFAULT);
            for (var file : generated.files()) {
                byte[] content = file.text().getBytes(StandardCharsets.UTF_8);
                CargoBuild.write(WORKSPACE.resolve("plugin").resolve("src").resolve(file.path()), content);
            }
        }
        return WORKSPACE;
    }

    private static Path library(Path workspace, Path library, String... options) throws IOException {
        try (var _ = CargoBuild.alone(workspace)) {
            Path built = CargoBuild.release(workspace, options).resolve("libpulldown.so");
            return Files.copy(built, library, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * The Rust program.
     *
     * @param folder takes it
     */
    static Path program(Path workspace, Path folder) throws IOException {
        try (var _ = CargoBuild.alone(workspace)) {
            Path built = CargoBuild.release(workspace, "--package", "reference").resolve("reference");
            return Files.copy(built, folder.resolve("reference"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What the Rust program prints. */
    List<String> ask(String mode, Path corpus, List<Integer> numbers) {
        List<String> command = new ArrayList<>(List.of(program.toString(), mode, corpus.toString()));
        numbers.forEach(number -> command.add(Integer.toString(number)));
        return Tool.run(Path.of(""), command.toArray(String[]::new));
    }

    /** Writes texts as the Rust program reads them. */
    static Path corpus(Path file, List<Markdown> texts) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (Markdown text : texts) {
                byte[] content = text.content().getBytes(StandardCharsets.UTF_8);
                out.write((content.length + " " + text.name() + "\n").getBytes(StandardCharsets.UTF_8));
                out.write(content);
                out.write('\n');
            }
        }
        return file.toAbsolutePath();
    }
}
