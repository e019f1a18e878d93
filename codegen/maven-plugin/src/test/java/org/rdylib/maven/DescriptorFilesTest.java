package org.rdylib.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DescriptorFilesTest {
    private final Path temp;
    private final Path folder;

    DescriptorFilesTest(@TempDir Path temp) {
        this.temp = temp;
        this.folder = temp.resolve("abi");
    }

    @Test
    void yamlFilesAreFoundAtAnyDepthInOrder() throws IOException {
        Path b = file("abi/b.yaml");
        Path a = file("abi/deep/down/a.yaml");
        file("abi/notes.txt");
        assertThat(DescriptorFiles.below(folder, List.of())).containsExactly(b, a);
    }

    @Test
    void whatCannotBeReadIsLeftToTheGeneratorToSay() throws IOException {
        Path a = file("abi/a.yaml");
        Path gone = Files.createSymbolicLink(folder.resolve("gone.yaml"), Path.of("nowhere"));
        Files.createDirectory(folder.resolve("folder.yaml"));
        assertThat(DescriptorFiles.below(folder, List.of())).containsExactly(a, gone);
    }

    @Test
    void aFolderThatIsNotThereHasNone() throws IOException {
        assertThat(DescriptorFiles.below(folder, List.of())).isEmpty();
    }

    @Test
    void linksToFoldersAreFollowedAlsoIfTheFolderItselfIsOne() throws IOException {
        file("shared/a.yaml");
        file("more/b.yaml");
        Files.createSymbolicLink(folder, Path.of("shared"));
        Files.createSymbolicLink(temp.resolve("shared/more"), temp.resolve("more"));
        assertThat(DescriptorFiles.below(folder, List.of()))
                .containsExactly(folder.resolve("a.yaml"), folder.resolve("more/b.yaml"));
    }

    @Test
    @Timeout(10)
    void aLinkToAFolderAboveEnds() throws IOException {
        Path a = file("abi/deep/a.yaml");
        Files.createSymbolicLink(folder.resolve("deep/up"), folder);
        assertThat(DescriptorFiles.below(folder, List.of())).containsExactly(a);
    }

    @Test
    void whatIsHiddenIsLeftOut() throws IOException {
        Path a = file("abi/a.yaml");
        Files.createSymbolicLink(folder.resolve(".#a.yaml"), Path.of("someone@somewhere.1"));
        file("abi/.old/b.yaml");
        assertThat(DescriptorFiles.below(folder, List.of())).containsExactly(a);
    }

    @Test
    void theFolderItselfMayBeHidden() throws IOException {
        Path a = file(".abi/a.yaml");
        assertThat(DescriptorFiles.below(temp.resolve(".abi"), List.of())).containsExactly(a);
    }

    @Test
    void whatIsExcludedIsLeftOut() throws IOException {
        Path a = file("abi/a.yaml");
        Path other = file("abi/deep/shared.yaml");
        file("abi/shared/deep/b.yaml");
        assertThat(DescriptorFiles.below(folder, List.of("shared/**"))).containsExactly(a, other);
        assertThat(DescriptorFiles.below(folder, List.of("a.yaml", "shared/**", "*/shared.yaml")))
                .isEmpty();
    }

    private Path file(String name) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.createFile(file);
    }
}
