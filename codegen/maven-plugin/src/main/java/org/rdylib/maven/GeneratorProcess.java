package org.rdylib.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;

/**
 * The generator as a process of its own.
 *
 * @param java the program to start
 * @param classPath the command line's jar and what it stands on
 * @param directory the folder that relative descriptors are below
 * @param scratch an existing folder for the output of the process
 */
record GeneratorProcess(Path java, List<Path> classPath, Path directory, Path scratch) implements Generator {

    @Override
    public Outcome generate(Boundary boundary, Path folder)
            throws MojoFailureException, IOException, InterruptedException {
        Path out = scratch.resolve("stdout");
        Path err = scratch.resolve("stderr");
        Process process = new ProcessBuilder(command(boundary, folder))
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            boolean succeeded = process.waitFor() == 0;
            List<String> complaints = Files.readAllLines(err);
            if (!succeeded) {
                checkPackage(boundary.javaPackage(), complaints);
            }
            return new Outcome(succeeded, Files.readAllLines(out), complaints);
        } finally {
            process.destroy(); // where the build was interrupted
        }
    }

    /** Users know nothing of the option, and their descriptor is not at fault. */
    private static void checkPackage(String javaPackage, List<String> complaints) throws MojoFailureException {
        String start = "--package " + javaPackage + ": ";
        for (String line : complaints) {
            if (line.startsWith(start)) {
                throw new MojoFailureException("<javaPackage> (rdylib.javaPackage): " + line.substring(start.length()));
            }
        }
    }

    List<String> command(Boundary boundary, Path folder) {
        return List.of(
                java.toString(),
                // A short run: compile little.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "org.rdylib.cli.Main",
                "generate",
                "--lang",
                "java",
                "--package",
                boundary.javaPackage(),
                "--notes",
                "-o",
                folder.toString(),
                boundary.descriptor().toString());
    }
}
