package org.rdylib.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.rdylib.codegen.SourceFile;

/** Compiles generated sources as strictly as a user could. */
final class Compiling {
    private static final List<String> NEEDED = List.of(
            "org/rdylib/loader/Region.class",
            "org/rdylib/verifier/Unload.class",
            "org/rdylib/spec/Type.class",
            "org/jspecify/annotations/NullMarked.class");

    private Compiling() {}

    /** On the class path, without a warning. */
    static void onClassPath(List<SourceFile> files, Path folder) throws IOException {
        compile(files, folder, "-classpath", path());
    }

    /** In a module that exports them, without a warning. */
    static void inModule(List<SourceFile> files, String packageName, Path folder) throws IOException {
        List<SourceFile> all = new ArrayList<>(files);
        all.add(new SourceFile("module-info.java", """
            module user {
                requires transitive org.rdylib.loader;
                requires static transitive org.jspecify;
                exports %s;
            }
            """.formatted(packageName)));
        compile(all, folder, "--module-path", path());
    }

    private static void compile(List<SourceFile> files, Path folder, String option, String path) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (SourceFile file : files) {
            Path source = folder.resolve("src").resolve(file.path());
            Files.createDirectories(Objects.requireNonNull(source.getParent()));
            Files.writeString(source, file.text());
            sources.add(source);
        }
        JavaCompiler javac = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter output = new StringWriter();
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    option,
                    path,
                    "-d",
                    folder.resolve("classes").toString(),
                    "--release",
                    "25",
                    "-Xlint:all",
                    "-Xdoclint:all,-missing",
                    "-Werror");
            boolean compiled = javac.getTask(
                            output, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(output.toString()).isTrue();
        }
        assertThat(output.toString()).isEmpty();
    }

    private static String path() {
        return NEEDED.stream().map(Compiling::root).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    /** The folder or archive in which a class is found. */
    private static String root(String type) {
        return Stream.of(System.getProperty("java.class.path"), System.getProperty("jdk.module.path"))
                .filter(Objects::nonNull)
                .flatMap(paths -> Stream.of(paths.split(File.pathSeparator)))
                .filter(root -> holds(Path.of(root), type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type));
    }

    private static boolean holds(Path root, String type) {
        if (Files.isDirectory(root)) {
            return Files.exists(root.resolve(type));
        }
        try (var jar = new ZipFile(root.toFile())) {
            return jar.getEntry(type) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
