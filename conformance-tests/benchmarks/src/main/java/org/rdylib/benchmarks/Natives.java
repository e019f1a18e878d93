package org.rdylib.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The library that is called, and the glue of those who bind it by JNI: compiled here, once for each JVM. */
final class Natives {

    /** Names the folder of a JVM that has compiled them already. */
    static final String FOLDER = "rdylib.benchmarks.natives";

    private static final List<String> SOURCES = List.of("calls.c", "calls.h", "calls_abi.c", "glue.c");
    private static final Path HOME = prepare();

    private Natives() {}

    static Path folder() {
        return HOME;
    }

    static Path library() {
        return HOME.resolve("libcalls.so");
    }

    static Path glue() {
        return HOME.resolve("libglue.so");
    }

    /** Another file of the same library, which the system opens as another library. */
    static Path copy() {
        try {
            Path copy = Files.createTempFile(HOME, "calls", ".so");
            copy.toFile().deleteOnExit();
            Files.write(copy, Files.readAllBytes(library()));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path prepare() {
        String made = System.getProperty(FOLDER, "");
        if (!made.isEmpty()) {
            return Path.of(made);
        }
        try {
            Path folder = Files.createTempDirectory("rdylib-benchmarks");
            for (String source : SOURCES) {
                try (InputStream in = Natives.class.getResourceAsStream("/native/" + source)) {
                    Files.copy(in, folder.resolve(source));
                }
            }
            Path headers = Path.of(System.getProperty("java.home"), "include");
            Cc.link(folder, "libcalls.so", List.of("calls.c", "calls_abi.c"));
            Cc.link(
                    folder,
                    "libglue.so",
                    List.of("glue.c", "calls.c", "-I" + headers, "-I" + headers.resolve("linux")));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
