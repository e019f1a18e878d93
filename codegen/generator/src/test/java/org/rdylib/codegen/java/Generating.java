package org.rdylib.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.SourceFile;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.Descriptors;

/** Generates Java for descriptors in this folder's resources, or given as text. */
public final class Generating {
    private Generating() {}

    static List<SourceFile> resource(String path, String packageName) throws IOException {
        try (InputStream file = Objects.requireNonNull(Generating.class.getResourceAsStream(path), path)) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            Generated generated = text(name, new String(file.readAllBytes(), StandardCharsets.UTF_8), packageName);
            assertThat(generated.diagnostics()).isEmpty();
            return generated.files();
        }
    }

    /** The lines of a resource that say something. */
    public static Stream<String> lines(String path) throws IOException {
        try (InputStream file = Objects.requireNonNull(Generating.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }

    static Generated text(String name, String text, String packageName) {
        Checked checked = Descriptors.read(name, text);
        return JavaGenerator.generate(
                checked.descriptor()
                        .orElseThrow(
                                () -> new AssertionError(checked.diagnostics().toString())),
                new JavaOptions(packageName));
    }

    /** A descriptor of one export. */
    static Generated export(String signature) {
        return text("test.yaml", """
            abi: 1
            library: test
            version: 1.0.0
            exports:
              f: "%s"
            """.formatted(signature), "org.example");
    }
}
