package org.rdylib.verifier.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the dynamic linker will look for when it opens a library: where that fails, this explains why.
 *
 * @param soname the library's own name
 * @param needed the names of the libraries that it needs, in order
 * @param runPath the folders where they are looked for first, as they are written: {@code $ORIGIN} is the library's own
 */
public record Dependencies(Optional<String> soname, List<String> needed, List<String> runPath) {

    public Dependencies {
        needed = List.copyOf(needed);
        runPath = List.copyOf(runPath);
    }

    /** The folders of {@link #runPath()} for a library that lies at {@code library}. */
    public List<String> runPath(Path library) {
        Path folder = Optional.ofNullable(library.toAbsolutePath().getParent()).orElse(library.toAbsolutePath());
        return runPath.stream()
                .map(entry -> entry.replace("${ORIGIN}", folder.toString()).replace("$ORIGIN", folder.toString()))
                .toList();
    }
}
