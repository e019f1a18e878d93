package org.rdylib.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFolderTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    private final Path root;
    private final Path aside;
    private final SourceFolder folder;

    SourceFolderTest(@TempDir Path temp) {
        root = temp.resolve("generated");
        aside = temp.resolve("aside");
        folder = new SourceFolder(root, temp.resolve("own/list"));
    }

    @Test
    void newFilesArrive() throws IOException {
        assertThat(folder.update(sources("a/A.java", "one", "a/b/B.java", "two")))
                .isEqualTo(2);
        assertThat(root.resolve("a/A.java")).hasContent("one");
        assertThat(root.resolve("a/b/B.java")).hasContent("two");
    }

    @Test
    void anUnchangedFileIsNotTouched() throws IOException {
        folder.update(sources("A.java", "one", "B.java", "two"));
        Files.setLastModifiedTime(root.resolve("A.java"), LONG_AGO);
        Files.setLastModifiedTime(root.resolve("B.java"), LONG_AGO);

        assertThat(folder.update(sources("A.java", "one", "B.java", "three"))).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(root.resolve("A.java"))).isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(root.resolve("B.java"))).isGreaterThan(LONG_AGO);
    }

    @Test
    void aFileThatIsNoLongerGeneratedIsDeletedButOnlyIfItWas() throws IOException {
        folder.update(sources("A.java", "one", "B.java", "two"));
        Files.writeString(root.resolve("Mine.java"), "by hand");

        assertThat(folder.update(sources("B.java", "two"))).isEqualTo(1);
        assertThat(root.resolve("A.java")).doesNotExist();
        assertThat(root.resolve("B.java")).exists();
        assertThat(root.resolve("Mine.java")).exists();
    }

    @Test
    void aFileThatSomeoneDeletedComesBack() throws IOException {
        folder.update(sources("A.java", "one"));
        Files.delete(root.resolve("A.java"));
        assertThat(folder.update(sources("A.java", "one"))).isEqualTo(1);
        assertThat(folder.update(Map.of())).isEqualTo(1);
        assertThat(root.resolve("A.java")).doesNotExist();
    }

    private Map<String, Path> sources(String... namesAndContents) throws IOException {
        Map<String, Path> result = new HashMap<>();
        var parts = List.of(namesAndContents);
        for (int i = 0; i < parts.size(); i += 2) {
            Path file = aside.resolve(parts.get(i));
            Files.createDirectories(file.resolveSibling("."));
            result.put(parts.get(i), Files.writeString(file, parts.get(i + 1)));
        }
        return result;
    }
}
