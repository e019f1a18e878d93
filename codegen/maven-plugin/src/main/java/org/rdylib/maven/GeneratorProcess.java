package org.rdylib.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The generator as a process of its own.
 *
 * @param java the program to start
 * @param classPath the command line's jar and what it stands on
 * @param javaPackage the package of the generated sources
 * @param directory the folder that relative descriptors are below
 * @param scratch an existing folder for the output of the process
 */
record GeneratorProcess(Path java, List<Path> classPath, String javaPackage, Path directory, Path scratch)
        implements Generator {

    @Override
    public Outcome generate(Path descriptor, Path folder) throws IOException, InterruptedException {
        Path out = scratch.resolve("stdout");
        Path err = scratch.resolve("stderr");
        Process process = new ProcessBuilder(command(descriptor, folder))
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            boolean succeeded = process.waitFor() == 0;
            return new Outcome(succeeded, Files.readAllLines(out), Files.readAllLines(err));
        } finally {
            process.destroy(); // where the build was interrupted
        }
    }

    List<String> command(Path descriptor, Path folder) {
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
                javaPackage,
                "-o",
                folder.toString(),
                descriptor.toString());
    }
}
