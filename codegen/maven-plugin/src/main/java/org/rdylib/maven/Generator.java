package org.rdylib.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;

/** Writes the sources for one descriptor. */
@FunctionalInterface
interface Generator {
    /**
     * Generates.
     *
     * @param boundary what to generate for, with the descriptor as complaints shall name it
     * @param folder where the sources go: an empty folder of their own
     * @return how it went
     * @throws MojoFailureException if that is no package
     * @throws IOException if the generator could not be run at all
     * @throws InterruptedException if the build was interrupted
     */
    Outcome generate(Boundary boundary, Path folder) throws MojoFailureException, IOException, InterruptedException;

    /**
     * How it went.
     *
     * @param succeeded whether the sources are there
     * @param output what the generator said about its work
     * @param complaints what it complained about
     */
    record Outcome(boolean succeeded, List<String> output, List<String> complaints) {}
}
