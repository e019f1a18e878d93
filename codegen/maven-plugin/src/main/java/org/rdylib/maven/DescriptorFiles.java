package org.rdylib.maven;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Finds descriptors. Symbolic links are followed, as everything else that reads the project does it; what is hidden is
 * left out, since editors keep copies and locks there ({@code .#words.yaml}).
 */
final class DescriptorFiles extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<PathMatcher> excluded;
    private final List<Path> found = new ArrayList<>();

    private DescriptorFiles(Path root, List<String> excludes) {
        this.root = root;
        this.excluded = excludes.stream()
                .map(pattern -> root.getFileSystem().getPathMatcher("glob:" + pattern))
                .toList();
    }

    /**
     * The descriptors below a folder.
     *
     * @param folder the folder, which need not exist
     * @param excludes globs of what is left out, by its path from the folder
     * @return all below it whose names end in {@code .yaml} and that are no folders, in order
     * @throws IOException if it cannot be read
     * @throws PatternSyntaxException if something is no glob
     */
    static List<Path> below(Path folder, List<String> excludes) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var files = new DescriptorFiles(folder, excludes);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, files);
        return files.found.stream().sorted().toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.equals(root) || !isHidden(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    /** Whether it can be read, the generator says. */
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        Path within = root.relativize(file);
        if (file.toString().endsWith(".yaml")
                && !isHidden(file)
                && excluded.stream().noneMatch(pattern -> pattern.matches(within))) {
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    /** A link to a folder that it lies in has nothing that has not been seen. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
        if (why instanceof FileSystemLoopException) {
            return FileVisitResult.CONTINUE;
        }
        throw why;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }
}
