package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rdylib.conformance.Tool;

/** What a test knows a host of a C library by. */
public interface CLibrary {

    /**
     * Does something with the library.
     *
     * @param what which of the things that the host can do
     * @param folder for files of its own
     * @return what came of it
     */
    List<String> run(String what, Path library, Path folder) throws Exception;

    /** The host of {@code name} in {@code driver}, built from all that is in the folder of that name. */
    static CLibrary host(Path folder, String name, String driver) throws Exception {
        Path sources = NativeBuild.PLUGINS.resolve(name);
        return NativeBuild.host(
                Files.createDirectories(folder.resolve(name)),
                sources.resolve(name + ".yaml"),
                "org.rdylib.conformance." + name,
                sources.resolve(driver),
                CLibrary.class,
                NativeBuild.others(sources, driver));
    }

    /** The system's own library of that name; skips the test, or fails it, where there is none. */
    static Path installed(String name) {
        List<Path> found = Stream.of("/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib")
                .map(folder -> Path.of(folder, name))
                .filter(Files::exists)
                .toList();
        if (found.isEmpty()) {
            Tool.missing(name + " is not installed");
        }
        return found.getFirst();
    }
}
