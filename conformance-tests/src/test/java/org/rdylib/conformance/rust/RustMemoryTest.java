package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;

/**
 * What a plugin in Rust is given and gives, owned values, objects, closures and failures, is freed by its maker once,
 * whatever fails on the way; the memory checkers say so.
 */
class RustMemoryTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("memory");

    @Test
    void sanitizersAndValgrindFindNothingButWhatIsPlanted(@TempDir Path folder) throws Exception {
        Tool.require("cc");
        Tool.require("valgrind");
        Rust.requireAddressSanitizer();
        Path generated = Files.createDirectory(folder.resolve("generated"));
        NativeBuild.generateC(SOURCES.resolve("memory.yaml"), generated);
        NativeBuild.generateRust(SOURCES.resolve("memory.yaml"), generated);

        assertThat(Tool.run(
                        Path.of(""),
                        "sh",
                        SOURCES.resolve("sanitize.sh").toString(),
                        generated.toString(),
                        folder.toString()))
                .containsExactly("all checks hold", "all checks hold");
    }
}
