package org.rdylib.conformance.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The descriptors that are ill-formed, each in its way. */
final class Broken {

    private static final Path FOLDER = Path.of("..", "spec", "src", "test", "resources", "broken");

    private Broken() {}

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }
}
