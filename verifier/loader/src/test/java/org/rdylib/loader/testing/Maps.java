package org.rdylib.loader.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is mapped into the process, as the system tells it. */
public final class Maps {

    private Maps() {}

    /** Whether a file is. */
    public static boolean contain(Path file) {
        try {
            return Files.readString(Path.of("/proc/self/maps"))
                    .contains(file.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
