package org.rdylib.conformance.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rdylib.conformance.Tool;

/**
 * Texts that somebody else wrote, as packages of npm, at the versions and with the hashes of {@code
 * fixtures/package-lock.json}. They are fetched once and kept below {@code target}.
 */
final class NpmFixtures {

    private static final Path LOCKED = Path.of("fixtures");
    private static final Path FETCHED = Path.of("target", "fixtures");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");

    private NpmFixtures() {}

    /** The folder of a package. */
    static synchronized Path of(String name) throws IOException {
        if (!isFetched()) {
            fetch();
        }
        return FETCHED.resolve("node_modules").resolve(name);
    }

    private static boolean isFetched() throws IOException {
        Path done = FETCHED.resolve("node_modules").resolve(".done");
        return Files.exists(done)
                && Files.readString(done).equals(Files.readString(LOCKED.resolve("package-lock.json")));
    }

    private static void fetch() throws IOException {
        Files.createDirectories(FETCHED);
        for (String file : FILES) {
            Files.copy(LOCKED.resolve(file), FETCHED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Tool.require("npm");
        Tool.Run run = Tool.attempt(FETCHED, "npm", "ci", "--ignore-scripts", "--prefer-offline");
        if (run.exit() != 0) {
            Tool.missing("the fixtures could not be fetched: " + run.text());
        }
        Files.copy(
                LOCKED.resolve("package-lock.json"),
                FETCHED.resolve("node_modules").resolve(".done"),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
