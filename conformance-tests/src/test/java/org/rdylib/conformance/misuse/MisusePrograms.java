package org.rdylib.conformance.misuse;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.loader.RdylibException;
import org.rdylib.spec.Descriptor;
import org.rdylib.verifier.Verdict;

/**
 * The programs of {@code plugins/misuse}, built once: the libraries, and a jar with the stubs and all that they need. From
 * an archive of its classes, each JVM starts in two thirds of the time.
 */
final class MisusePrograms {

    private static final String PACKAGE = "org.rdylib.conformance.misuse";
    private static final int SECONDS = 60;

    /** For a JVM that begins and ends soon. */
    private static final List<String> SOON = List.of("-XX:TieredStopAtLevel=1");

    /** What the JVM's last compiler makes of all that a call passes through, from the first call on. */
    private static final List<String> COMPILED = List.of(
            "-Xcomp",
            "-XX:-TieredCompilation",
            "-XX:CompileCommand=quiet",
            "-XX:CompileOnly=org.rdylib::*",
            "-XX:CompileOnly=java.lang.foreign::*",
            "-XX:CompileOnly=java.lang.invoke::*",
            "-XX:CompileOnly=jdk.internal.foreign::*");

    private final Path folder;
    private final Path libraries;
    private final Path inRust;
    private final Path jar;
    private final Path archive;

    private MisusePrograms(Path folder) {
        this.folder = folder;
        this.libraries = folder.resolve("libraries");
        this.inRust = folder.resolve("in-rust");
        this.jar = folder.resolve("misuse.jar");
        this.archive = folder.resolve("misuse.jsa");
    }

    /**
     * Builds all.
     *
     * @param folder takes what is built
     */
    static MisusePrograms build(Path folder) throws Exception {
        MisusePrograms programs = new MisusePrograms(folder);
        MisuseLibraries libraries = new MisuseLibraries(folder);
        libraries.buildInC(programs.libraries);
        libraries.buildInRust(programs.inRust);
        programs.buildJar();
        programs.run(
                with("-XX:ArchiveClassesAtExit=" + programs.archive, SOON),
                programs.libraries,
                "a library is called after it was closed twice");
        return programs;
    }

    private void buildJar() throws Exception {
        Path classes = NativeBuild.classes(
                folder, MisuseLibraries.descriptors(PACKAGE), NativeBuild.files(MisuseLibraries.SOURCES, ".java"));
        List<String> arguments =
                new ArrayList<>(List.of("--create", "--file", jar.toString(), "-C", classes.toString(), "."));
        for (Path module : modules()) {
            if (Files.isDirectory(module)) {
                arguments.addAll(List.of("-C", module.toString(), "org"));
            }
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        java.io.PrintStream output = new java.io.PrintStream(said, true, StandardCharsets.UTF_8);
        int exit = ToolProvider.findFirst("jar").orElseThrow().run(output, output, arguments.toArray(String[]::new));
        if (exit != 0) {
            throw new IOException("jar: " + said.toString(StandardCharsets.UTF_8));
        }
    }

    /** What all programs do, each in a few words. */
    List<String> names() {
        return names(libraries);
    }

    /** What those do that are run with libraries in Rust, too. */
    List<String> namesInRust() {
        return names(inRust);
    }

    private List<String> names(Path libraries) {
        return run(SOON, libraries).output().lines().toList();
    }

    /** Runs one in a JVM of its own. */
    Ending run(String name) {
        return run(with("-XX:SharedArchiveFile=" + archive, SOON), libraries, name);
    }

    /** The same in a JVM that compiles for the long run what it has seen to be done often. */
    Ending runLong(String name) {
        return run(with("-XX:SharedArchiveFile=" + archive, List.of()), libraries, name);
    }

    /** The same with libraries in Rust, where all is compiled for the long run at once. */
    Ending runInRust(String name) {
        return run(with("-XX:SharedArchiveFile=" + archive, COMPILED), inRust, name);
    }

    private static List<String> with(String archive, List<String> options) {
        return Stream.concat(Stream.of(archive), options.stream()).toList();
    }

    /**
     * How a program ended.
     *
     * @param exit its status; -1 if it did not end in time
     * @param output what it printed
     * @param errors what it printed as errors
     */
    record Ending(int exit, String output, String errors) {}

    private Ending run(List<String> options, Path libraries, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Xss512k",
                "-XX:MaxJavaStackTraceDepth=20",
                "-Xlog:disable", // an archive of classes has something to say about native access, and works
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Dstderr.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8"));
        command.addAll(options);
        try {
            command.addAll(List.of("-cp", classPath(), PACKAGE + ".Misuse", libraries.toString()));
            command.addAll(Arrays.asList(arguments));
            return ended(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Ending ended(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("misuse", ".txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        Thread watchdog = Thread.ofVirtual().start(() -> endAtLast(process));
        try (InputStream output = process.getInputStream()) {
            String printed = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            boolean inTime = watchdog.isAlive();
            return new Ending(inTime ? exit : -1, printed, Files.readString(errors));
        } finally {
            watchdog.interrupt();
            Files.delete(errors);
        }
    }

    private static void endAtLast(Process process) {
        try {
            TimeUnit.SECONDS.sleep(SECONDS);
            process.destroyForcibly();
        } catch (InterruptedException _) {
            // It has ended.
        }
    }

    /** The modules of rdylib that stubs need: folders, unless they have been packaged. */
    private static List<Path> modules() throws URISyntaxException {
        List<Path> modules = new ArrayList<>();
        for (Class<?> type : List.of(RdylibException.class, Verdict.class, Descriptor.class)) {
            modules.add(Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        return modules;
    }

    private String classPath() throws URISyntaxException {
        Stream<String> packaged =
                modules().stream().filter(Files::isRegularFile).map(Path::toString);
        Stream<String> others = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> path.contains("jackson") || path.contains("snakeyaml"));
        return Stream.of(Stream.of(jar.toString()), packaged, others)
                .flatMap(paths -> paths)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
