package org.rdylib.maven;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What sources are generated for.
 *
 * @param descriptor its descriptor
 * @param javaPackage the package of the sources
 */
record Boundary(Path descriptor, String javaPackage) {

    /** With the package of the folder that the descriptor lies in: of {@code a/b/c.yaml} it is {@code javaPackage.a.b}. */
    static Boundary ofFolder(Path root, Path descriptor, String javaPackage) {
        Path folders = root.relativize(descriptor.resolveSibling("."));
        var names = StreamSupport.stream(folders.normalize().spliterator(), false)
                .map(Path::toString)
                .filter(name -> !name.isEmpty());
        return new Boundary(
                descriptor, Stream.concat(Stream.of(javaPackage), names).collect(Collectors.joining(".")));
    }
}
