package org.rdylib.conformance.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.syntax.Node;
import org.rdylib.spec.syntax.YamlTree;

/**
 * A conformance case as a user would have it: two descriptors, in files of their own.
 *
 * @param name its folder and name below {@code cases}
 * @param sentence what it shows
 * @param unload the policy under which it is judged
 * @param expect {@code compatible}, {@code incompatible} or {@code invalid}
 */
record Case(String name, String sentence, String unload, String expect, Path host, Path plugin) {

    private static final Path CASES = Path.of("cases");
    private static final String SUFFIX = ".case.yaml";

    /** All of them, their descriptors written below {@code folder}. */
    static List<Case> all(Path folder) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
                cases.add(in(file, folder));
            }
        }
        return cases;
    }

    private static Case in(Path file, Path folder) throws IOException {
        var root = (Node.Mapping) YamlTree.read(file).root().orElseThrow();
        String name = CASES.relativize(file).toString().replace(SUFFIX, "").replace('\\', '/');
        Path own = Files.createDirectories(folder.resolve(name));
        Path used = file.resolveSibling("files");
        if (Files.isDirectory(used)) {
            copy(used, Files.createDirectories(own.resolve("files")));
        }
        String text = Files.readString(file);
        return new Case(
                name,
                text(root, "case", ""),
                text(root, "unload", "never"),
                text(root, "expect", ""),
                Files.writeString(own.resolve("host.yaml"), block(text, "host")),
                Files.writeString(own.resolve("plugin.yaml"), block(text, "plugin")));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String text(Node.Mapping root, String key, String otherwise) {
        return root.get(key).map(n -> ((Node.Scalar) n).text()).orElse(otherwise);
    }

    /** The lines below {@code key:}, as a file of their own. */
    private static String block(String text, String key) {
        return text.lines()
                        .dropWhile(l -> !l.equals(key + ":"))
                        .skip(1)
                        .takeWhile(l -> l.isEmpty() || l.startsWith(" "))
                        .map(l -> l.replaceFirst("^ {2}", ""))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    boolean isWellFormed() {
        return !expect.equals("invalid");
    }

    /** What {@code rdylib verify} says of it. */
    Command.Answer verify(String format) {
        return verify(host, plugin, format);
    }

    /** What it says of other files under the same policy. */
    Command.Answer verify(Path otherHost, Path otherPlugin, String format) {
        return Command.run("verify", otherHost, otherPlugin, "--unload", unload, "--format", format);
    }

    @Override
    public String toString() {
        return name;
    }
}
