package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.codegen.rust.RustGenerator;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/**
 * Builds both sides of a boundary from its descriptor as a user would: the plugin with {@code cc}, the host's stubs with
 * {@code javac}. What is generated must compile without a warning on both sides.
 */
public final class NativeBuild {

    /** Where the plugins' sources are. */
    public static final Path PLUGINS = Path.of("plugins");

    private static final List<String> STRICT = List.of("-Wall", "-Wextra", "-Werror", "-pedantic");

    private NativeBuild() {}

    /** A descriptor that is well-formed. */
    public static CheckedDescriptor descriptor(Path file) throws InvalidDescriptorException {
        return Descriptors.require(Descriptors.read(file));
    }

    /** Writes the C side of a descriptor into {@code folder}: the header, and the source that holds the note. */
    public static List<Path> generateC(Path descriptor, Path folder) throws IOException, InvalidDescriptorException {
        return write(CGenerator.generate(descriptor(descriptor)), folder);
    }

    /**
     * Builds a plugin as its author would: the generated header to include, the generated source beside the author's.
     *
     * @param folder takes what is generated, and the library
     */
    public static Path plugin(Path folder, Path descriptor, List<Path> sources, String... flags)
            throws IOException, InvalidDescriptorException {
        List<Path> all = new ArrayList<>(sources);
        all.add(generateC(descriptor, folder).getLast());
        return library(folder, all, flags);
    }

    /** Compiles C sources that include what is in {@code folder} into a library there. */
    public static Path library(Path folder, List<Path> sources, String... flags) throws IOException {
        Path library = folder.resolve("plugin.so");
        List<String> command = new ArrayList<>(List.of("cc", "-std=c11", "-shared", "-fPIC", "-O1", "-g"));
        command.addAll(STRICT);
        command.add("-I" + folder);
        command.addAll(List.of(flags));
        sources.forEach(source -> command.add(source.toString()));
        command.addAll(List.of("-o", library.toString()));
        Tool.require("cc");
        Tool.run(Path.of(""), command.toArray(String[]::new));
        return library;
    }

    /**
     * Builds a plugin in Rust as its author would: the generated module {@code abi} beside the author's files.
     *
     * @param folder takes what is generated, copies of the author's files, and the library
     * @param sources the author's files, the crate's root first
     */
    public static Path rustPlugin(Path folder, Path descriptor, List<Path> sources, String... flags)
            throws IOException, InvalidDescriptorException {
        generateRust(descriptor, folder);
        for (Path source : sources) {
            Files.copy(source, folder.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(
                List.of("rustc", "--edition", "2021", "--crate-type", "cdylib", "-D", "warnings", "-g"));
        command.addAll(List.of(flags));
        command.addAll(
                List.of("-o", "plugin.so", sources.getFirst().getFileName().toString()));
        Tool.require("rustc");
        Tool.run(folder, command.toArray(String[]::new));
        return folder.resolve("plugin.so");
    }

    /** Writes the Rust side of a descriptor, the module {@code abi} of a crate, into {@code folder}. */
    public static Path generateRust(Path descriptor, Path folder) throws IOException, InvalidDescriptorException {
        return generateRust(descriptor(descriptor), RustOptions.DEFAULT, folder);
    }

    /** Writes the Rust side of a descriptor into {@code folder}. */
    public static Path generateRust(CheckedDescriptor descriptor, RustOptions options, Path folder) throws IOException {
        return write(RustGenerator.generate(descriptor, options), folder).getFirst();
    }

    /**
     * Builds a host: the stubs of a descriptor, and a driver that uses them.
     *
     * @param folder takes what is generated, and the classes
     * @param packageName the package of the stubs and of the driver
     * @param driver its source; the class has the file's name and a constructor without parameters
     * @param type what the test knows the driver by
     * @param others sources that the driver needs
     */
    public static <T> T host(
            Path folder, Path descriptor, String packageName, Path driver, Class<T> type, Path... others)
            throws IOException, InvalidDescriptorException, ReflectiveOperationException {
        List<Path> users = new ArrayList<>(List.of(others));
        users.add(driver);
        Path classes = classes(folder, descriptor, packageName, users);
        // The loader stays open: the driver's classes are loaded as they are needed.
        @SuppressWarnings("resource")
        URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, NativeBuild.class.getClassLoader());
        String name = driver.getFileName().toString().replace(".java", "");
        Class<?> found = loader.loadClass(packageName + "." + name);
        return type.cast(found.getDeclaredConstructor().newInstance());
    }

    /**
     * Compiles the stubs of a descriptor and what uses them.
     *
     * @param folder takes what is generated, and the classes
     * @param packageName the package of the stubs
     * @return the folder of the classes
     */
    public static Path classes(Path folder, Path descriptor, String packageName, List<Path> users)
            throws IOException, InvalidDescriptorException {
        return classes(folder, Map.of(packageName, descriptor), users);
    }

    /** Writes the stubs of a descriptor into {@code folder}. */
    public static List<Path> generateJava(Path descriptor, String packageName, Path folder)
            throws IOException, InvalidDescriptorException {
        return write(JavaGenerator.generate(descriptor(descriptor), new JavaOptions(packageName)), folder);
    }

    /** Compiles the stubs of several descriptors, each in a package of its own, and what uses them. */
    public static Path classes(Path folder, Map<String, Path> descriptors, List<Path> users)
            throws IOException, InvalidDescriptorException {
        List<Path> sources = new ArrayList<>(users);
        for (Map.Entry<String, Path> boundary : descriptors.entrySet()) {
            sources.addAll(generateJava(boundary.getValue(), boundary.getKey(), folder.resolve("java")));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(sources, classes);
        return classes;
    }

    /** Compiles sources, the stubs of descriptors among them, without a warning. */
    public static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of(
                "--release",
                "25",
                "-Xlint:all,-path,-processing,-classfile",
                "-Werror",
                "-proc:none",
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
            boolean compiled = compiler.getTask(
                            null, files, problems, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(problems.getDiagnostics()).as("what javac says").isEmpty();
            assertThat(compiled).isTrue();
        }
    }

    /** Writes what was generated; fails where nothing was. */
    public static List<Path> write(Generated generated, Path folder) throws IOException {
        assertThat(generated.diagnostics()).isEmpty();
        List<Path> written = new ArrayList<>();
        for (SourceFile file : generated.files()) {
            Path path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            written.add(Files.writeString(path, file.text()));
        }
        return written;
    }

    /** The Java sources in a folder but the driver. */
    public static Path[] others(Path folder, String driver) throws IOException {
        return files(folder, ".java").stream().filter(p -> !p.endsWith(driver)).toArray(Path[]::new);
    }

    /** All files below a folder whose names end so, in a stable order. */
    public static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(p -> p.toString().endsWith(suffix) && Files.isRegularFile(p))
                    .sorted()
                    .toList();
        }
    }
}
