package org.rdylib.conformance.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rdylib.conformance.Tool;

/**
 * Texts that somebody else wrote, as packages of npm, at the versions and with the hashes of a {@code
 * package-lock.json}. They are fetched once and kept below {@code target}.
 */
enum NpmFixtures {

    /** What the ordinary run needs. */
    ORDINARY("fixtures"),

    /** Some 250 packages, for their READMEs. */
    READMES("fixtures/readmes");

    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");

    private final Path locked;
    private final Path fetched;

    NpmFixtures(String folder) {
        locked = Path.of(folder);
        fetched = Path.of("target").resolve(folder);
    }

    /** The folder of a package that the ordinary run needs. */
    static Path of(String name) throws IOException {
        return ORDINARY.packages().resolve(name);
    }

    /** The folder of all packages. */
    Path packages() throws IOException {
        synchronized (this) {
            if (!isFetched()) {
                fetch();
            }
        }
        return fetched.resolve("node_modules");
    }

    private boolean isFetched() throws IOException {
        Path done = fetched.resolve("node_modules").resolve(".done");
        return Files.exists(done)
                && Files.readString(done).equals(Files.readString(locked.resolve("package-lock.json")));
    }

    private void fetch() throws IOException {
        Files.createDirectories(fetched);
        for (String file : FILES) {
            Files.copy(locked.resolve(file), fetched.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Tool.require("npm");
        Tool.Run run = Tool.attempt(fetched, "npm", "ci", "--ignore-scripts", "--prefer-offline");
        if (run.exit() != 0) {
            Tool.missing("the fixtures could not be fetched: " + run.text());
        }
        Files.copy(
                locked.resolve("package-lock.json"),
                fetched.resolve("node_modules").resolve(".done"),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
