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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("misuse");
    private static final Path UNRULY = NativeBuild.PLUGINS.resolve("unruly");
    private static final Path GOLDENS =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden");
    private static final Path GROWING = NativeBuild.PLUGINS.resolve("growing");
    private static final Path VAULTS = NativeBuild.PLUGINS.resolve("vaults");
    private static final Path COINS = NativeBuild.PLUGINS.resolve("coins");
    private static final Path GROVES = NativeBuild.PLUGINS.resolve("groves");
    private static final Path SHELVES = NativeBuild.PLUGINS.resolve("shelves");
    private static final Path TALENTS = NativeBuild.PLUGINS.resolve("talents");
    private static final Path AGES = NativeBuild.PLUGINS.resolve("ages");
    private static final String PACKAGE = "org.rdylib.conformance.misuse";
    private static final int SECONDS = 60;

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
        programs.buildLibraries();
        programs.buildLibrariesInRust();
        programs.buildJar();
        programs.run(
                List.of("-XX:ArchiveClassesAtExit=" + programs.archive),
                programs.libraries,
                "a library is called after it was closed twice");
        return programs;
    }

    private void buildLibraries() throws Exception {
        Path honest = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("honest")),
                SOURCES.resolve("honest.yaml"),
                List.of(SOURCES.resolve("honest.rs")));
        Path unruly = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("unruly")),
                UNRULY.resolve("unruly.yaml"),
                NativeBuild.files(UNRULY, ".c"),
                "-pthread");
        Path older = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("older")),
                GROWING.resolve("older.yaml"),
                NativeBuild.files(GROWING, ".c"),
                "-DOLDER");
        Path newer = station("newer");
        Map<String, Path> files = Map.of(
                "honest",
                honest,
                "copy",
                honest,
                "unruly",
                unruly,
                "older",
                older,
                "station-older",
                station("older"),
                "station-newer",
                newer,
                "later",
                waiting("later"),
                "asker",
                waiting("asker"),
                "machines",
                waiting("machines"),
                "hooks",
                waiting("hooks"));
        copy(files, libraries);
        copy(
                Map.of(
                        "lending",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("lending")),
                                SOURCES.resolve("lending.yaml"),
                                List.of(SOURCES.resolve("lending.c"))),
                        "vaults",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("vaults")),
                                VAULTS.resolve("vaults.yaml"),
                                NativeBuild.files(VAULTS, ".c"),
                                "-pthread"),
                        "coins",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("coins")),
                                COINS.resolve("coins.yaml"),
                                NativeBuild.files(COINS, ".c")),
                        "talents",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("talents")),
                                TALENTS.resolve("talents.yaml"),
                                NativeBuild.files(TALENTS, ".c"),
                                "-pthread"),
                        "groves",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("groves")),
                                GROVES.resolve("groves.yaml"),
                                NativeBuild.files(GROVES, ".c")),
                        "streams",
                        waiting("streams"),
                        "echoes",
                        waiting("echoes"),
                        "contexts",
                        waiting("contexts"),
                        "sessions",
                        waiting("sessions")),
                libraries);
        Path shelves = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("shelves")),
                SHELVES.resolve("shelves.yaml"),
                NativeBuild.files(SHELVES, ".c"));
        copy(
                Map.of(
                        "slates",
                        waiting("slates"),
                        "studio",
                        waiting("studio"),
                        "station-again",
                        newer,
                        "shelves",
                        shelves),
                libraries);
        Files.writeString(libraries.resolve("text.so"), "no library");
    }

    /** Those of the above that are written in Rust, too: what Java does wrong is refused with either. */
    private void buildLibrariesInRust() throws Exception {
        Path waiting = NativeBuild.PLUGINS.resolve("later/rust");
        copy(
                Map.of(
                        "lending",
                        inRust("lending", SOURCES.resolve("lending.yaml"), SOURCES.resolve("lending.rs")),
                        "vaults",
                        inRust("vaults", VAULTS.resolve("vaults.yaml"), VAULTS.resolve("vaults.rs")),
                        "coins",
                        inRust("coins", COINS.resolve("coins.yaml"), COINS.resolve("coins.rs")),
                        "groves",
                        inRust("groves", GROVES.resolve("groves.yaml"), GROVES.resolve("groves.rs")),
                        "talents",
                        inRust("talents", TALENTS.resolve("talents.yaml"), TALENTS.resolve("talents.rs")),
                        "machines",
                        golden("machines"),
                        "hooks",
                        golden("hooks"),
                        "streams",
                        golden("streams"),
                        "asker",
                        golden("asker"),
                        "later",
                        inRust(
                                "later",
                                GOLDENS.resolve("later.yaml"),
                                waiting.resolve("lib.rs"),
                                waiting.resolve("plugin.rs"))),
                inRust);
        copy(
                Map.of(
                        "echoes",
                        golden("echoes"),
                        "slates",
                        golden("slates"),
                        "studio",
                        golden("studio"),
                        "shelves",
                        inRust("shelves", SHELVES.resolve("shelves.yaml"), SHELVES.resolve("shelves.rs")),
                        "contexts",
                        golden("contexts"),
                        "sessions",
                        golden("sessions")),
                inRust);
    }

    /** One whose descriptor is among the goldens. */
    private Path golden(String name) throws Exception {
        Path source = NativeBuild.PLUGINS.resolve(name).resolve(name + ".rs");
        return inRust(name, GOLDENS.resolve(name + ".yaml"), source);
    }

    private Path inRust(String name, Path descriptor, Path... sources) throws Exception {
        return NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve(name + "-in-rust")), descriptor, List.of(sources));
    }

    private static void copy(Map<String, Path> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Files.copy(file.getValue(), folder.resolve(file.getKey() + ".so"));
        }
    }

    private Path station(String version) throws Exception {
        return NativeBuild.plugin(
                Files.createDirectories(folder.resolve("station-" + version)),
                AGES.resolve(version + ".yaml"),
                NativeBuild.files(AGES, ".c"),
                "-D" + version.toUpperCase(Locale.ROOT));
    }

    /** A library that gives futures or closures, or is given some. */
    private Path waiting(String name) throws Exception {
        Path sources = NativeBuild.PLUGINS.resolve(name);
        return NativeBuild.plugin(
                Files.createDirectories(folder.resolve(name)),
                GOLDENS.resolve(name + ".yaml"),
                NativeBuild.files(sources, ".c"),
                "-I" + sources,
                "-pthread");
    }

    private void buildJar() throws Exception {
        Map<String, Path> descriptors = new HashMap<>(Map.of(
                PACKAGE + ".honest", SOURCES.resolve("honest.yaml"),
                PACKAGE + ".lending", SOURCES.resolve("lending.yaml"),
                PACKAGE + ".vaults", VAULTS.resolve("vaults.yaml"),
                PACKAGE + ".coins", COINS.resolve("coins.yaml"),
                PACKAGE + ".groves", GROVES.resolve("groves.yaml"),
                PACKAGE + ".talents", TALENTS.resolve("talents.yaml"),
                PACKAGE + ".unruly", UNRULY.resolve("unruly.yaml"),
                PACKAGE + ".growing", GROWING.resolve("host.yaml"),
                PACKAGE + ".station", AGES.resolve("older.yaml"),
                PACKAGE + ".shelves", SHELVES.resolve("shelves.yaml")));
        for (String golden : List.of(
                "later",
                "asker",
                "machines",
                "hooks",
                "streams",
                "slates",
                "studio",
                "echoes",
                "contexts",
                "sessions")) {
            descriptors.put(PACKAGE + "." + golden, GOLDENS.resolve(golden + ".yaml"));
        }
        Path classes = NativeBuild.classes(folder, descriptors, NativeBuild.files(SOURCES, ".java"));
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
        return run(List.of(), libraries).output().lines().toList();
    }

    /** Runs one in a JVM of its own. */
    Ending run(String name) {
        return run(List.of("-XX:SharedArchiveFile=" + archive), libraries, name);
    }

    /** The same with libraries in Rust. */
    Ending runInRust(String name) {
        return run(List.of("-XX:SharedArchiveFile=" + archive), inRust, name);
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
                "-XX:TieredStopAtLevel=1",
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
