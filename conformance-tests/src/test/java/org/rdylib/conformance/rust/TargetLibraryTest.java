package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of Rust's library are held against the compiler that would check them, before it fails at their first line. */
class TargetLibraryTest {

    @TempDir
    Path folder;

    private Path rustc;

    /** A compiler that says what Debian's say. */
    @BeforeEach
    void writeCompiler() throws IOException {
        rustc = folder.resolve("rustc");
        Files.writeString(
                rustc, "#!/bin/sh\necho 'rustc 1.63.0 (4b91a6ea7 2022-08-08) (built from a source tarball)'\n");
        Files.setPosixFilePermissions(rustc, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder.resolve("src"));
    }

    @Test
    void thoseOfItsOwnVersionAreItsOwn() throws IOException {
        Files.writeString(folder.resolve("src/version"), "1.63.0\n");

        assertThat(TargetLibrary.mismatch(rustc, folder)).isEmpty();
    }

    @Test
    void thoseOfAnotherVersionAreNamed() throws IOException {
        for (String version : List.of("1.96.0", "1.63", "1.6")) {
            Files.writeString(folder.resolve("src/version"), version + "\n");

            assertThat(TargetLibrary.mismatch(rustc, folder))
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains("rustc 1.63.0", folder.toString())
                            .endsWith("Rust " + version));
        }
    }

    @Test
    void thoseWithoutVersionComeWithTheCompiler() throws IOException {
        assertThat(TargetLibrary.mismatch(rustc, folder)).isEmpty();
    }
}
