package org.rdylib.maven;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/**
 * Generates the sources of all descriptors, into a folder aside first: either all of them arrive, or none.
 *
 * @param basedir the project: the generator is given paths from there, so that sources are the same on every machine
 * @param staging the folder aside
 * @param target the folder of the sources
 * @param generator what generates
 * @param log where to tell what happens
 */
record Generation(Path basedir, Path staging, SourceFolder target, Generator generator, Log log) {

    /** Why a file or folder could not be read or written: of one that is closed, the JDK says only its name. */
    static String reason(IOException e) {
        return e instanceof AccessDeniedException denied
                ? denied.getFile() + " may not be read or written by the user who runs the build"
                : String.valueOf(e.getMessage());
    }

    /**
     * Generates.
     *
     * @param boundaries what to generate for
     * @throws MojoFailureException if a descriptor is at fault, whose complaints have been logged, or if something would
     *     be replaced that may not be
     * @throws IOException if the generator could not be run, or a file could not be read or written
     * @throws InterruptedException if the build was interrupted
     */
    void run(List<Boundary> boundaries) throws MojoFailureException, IOException, InterruptedException {
        Map<String, Path> sources = new TreeMap<>();
        Map<String, Path> origins = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        Complaints complaints = new Complaints(basedir);
        deleteAll(staging);
        for (int i = 0; i < boundaries.size(); i++) {
            Path descriptor = boundaries.get(i).descriptor();
            Path folder = Files.createDirectories(staging.resolve(Integer.toString(i)));
            if (!generate(boundaries.get(i), folder, complaints)) {
                faults.add(descriptor.toString());
                continue;
            }
            for (var source : files(folder).entrySet()) {
                Path other = origins.putIfAbsent(source.getKey(), descriptor);
                if (other != null) {
                    throw new MojoFailureException("Both " + other + " and " + descriptor + " generate "
                            + source.getKey() + ": give each a package of its own, by a folder of its own and"
                            + " <packagePerFolder>true</packagePerFolder>");
                }
                sources.put(source.getKey(), source.getValue());
            }
        }
        if (!faults.isEmpty()) {
            throw new MojoFailureException("Nothing can be generated from " + String.join(", ", faults));
        }
        int changes = target.update(sources);
        deleteAll(staging);
        log.info("Descriptors: " + boundaries.size() + ", sources: " + sources.size() + ", changed: " + changes);
    }

    private boolean generate(Boundary boundary, Path folder, Complaints complaints)
            throws MojoFailureException, IOException, InterruptedException {
        var shown = new Boundary(shown(boundary.descriptor()), boundary.javaPackage());
        var outcome = generator.generate(shown, folder);
        if (outcome.succeeded()) {
            outcome.output().forEach(log::debug);
            complaints.tell(outcome.complaints(), log::warn, log::info);
        } else {
            outcome.output().forEach(log::error);
            complaints.tell(outcome.complaints(), log::error, log::info);
        }
        return outcome.succeeded();
    }

    private Path shown(Path descriptor) {
        return descriptor.startsWith(basedir) ? basedir.relativize(descriptor) : descriptor;
    }

    private static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> result = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            result.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        return result;
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
