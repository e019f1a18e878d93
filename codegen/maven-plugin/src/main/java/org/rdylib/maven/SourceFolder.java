package org.rdylib.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder of generated sources, together with a list of the files that were put there. A file whose content has not
 * changed is not touched, so that it is not compiled again; one that is no longer generated is deleted, unless it was
 * not put there by us.
 *
 * @param root the folder
 * @param list the file with the list, which stands elsewhere
 */
record SourceFolder(Path root, Path list) {
    /**
     * Makes the folder have these files.
     *
     * @param sources by path below the folder, with slashes, where the content is
     * @return how many files were written or deleted
     * @throws IOException if the folder cannot be read or written
     */
    int update(Map<String, Path> sources) throws IOException {
        Set<String> before = listed();
        Set<String> both = new TreeSet<>(before);
        both.addAll(sources.keySet());
        write(both); // first, so that a build that dies on the way leaves nothing behind unlisted

        int changes = 0;
        for (var source : sources.entrySet()) {
            byte[] content = Files.readAllBytes(source.getValue());
            Path file = root.resolve(source.getKey());
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
                Files.createDirectories(file.resolveSibling("."));
                Files.write(file, content);
                changes++;
            }
        }
        for (String gone : before) {
            if (!sources.containsKey(gone) && Files.deleteIfExists(root.resolve(gone))) {
                changes++;
            }
        }
        write(new TreeSet<>(sources.keySet()));
        return changes;
    }

    private Set<String> listed() throws IOException {
        return Files.exists(list) ? new TreeSet<>(Files.readAllLines(list)) : Set.of();
    }

    private void write(Set<String> names) throws IOException {
        List<String> lines = List.copyOf(new TreeSet<>(names));
        Files.createDirectories(list.resolveSibling("."));
        Files.write(list, lines);
    }
}
