package org.rdylib.maven;

import java.nio.file.Path;
import java.util.Optional;
import org.rdylib.cli.launcher.JdkSearch;

/**
 * Which Java runs the generator: that of the build's toolchain, else Maven's own, else one that is installed; the first
 * that is new enough.
 *
 * @param ofToolchain the {@code java} of the toolchain, if there is one
 * @param ofMaven the {@code java} that Maven runs on
 * @param search the search for others
 */
record GeneratorJava(Optional<Path> ofToolchain, Path ofMaven, JdkSearch search) {
    Optional<Path> find() {
        return ofToolchain
                .filter(JdkSearch::isNewEnough)
                .or(() -> Optional.of(ofMaven).filter(JdkSearch::isNewEnough))
                .or(search::java);
    }
}
