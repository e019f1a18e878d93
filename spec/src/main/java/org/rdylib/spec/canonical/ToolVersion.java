package org.rdylib.spec.canonical;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this library, as the build wrote it down. */
final class ToolVersion {

    static final String TEXT = read();

    private ToolVersion() {}

    private static String read() {
        try (InputStream in = Objects.requireNonNull(ToolVersion.class.getResourceAsStream("version.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
