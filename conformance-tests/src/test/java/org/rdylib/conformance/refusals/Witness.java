package org.rdylib.conformance.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The file that a plugin's constructor writes to: whether any code of it has run. */
final class Witness {

    private final Path file;

    /** A witness who has seen nothing yet. */
    Witness() throws IOException {
        file = Path.of(Objects.requireNonNull(System.getenv("RDYLIB_WITNESS"), "the build sets RDYLIB_WITNESS"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
    }

    /** Whether some library has been opened. */
    boolean sawOne() {
        return Files.exists(file);
    }

    void assertSawNothing() {
        assertThat(file).as("the witness of a library that was opened").doesNotExist();
    }
}
