package org.rdylib.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.maven.Generator.Outcome;

class GenerationTest {
    private final Path project;
    private final Path output;

    GenerationTest(@TempDir Path temp) {
        project = temp.resolve("project");
        output = project.resolve("target/generated-sources/rdylib");
    }

    @Test
    void yamlFilesAreFoundAtAnyDepthInOrder() throws IOException {
        Path b = descriptor("b.yaml", "");
        Path a = descriptor("deep/down/a.yaml", "");
        descriptor("notes.txt", "");
        assertThat(Generation.descriptors(project.resolve("src/main/abi"))).containsExactly(b, a);
    }

    @Test
    void whatCannotBeReadIsLeftToTheGeneratorToSay() throws IOException {
        Path a = descriptor("a.yaml", "");
        Path gone = Files.createSymbolicLink(a.resolveSibling("gone.yaml"), Path.of("nowhere"));
        Files.createDirectory(a.resolveSibling("folder.yaml"));
        assertThat(Generation.descriptors(project.resolve("src/main/abi"))).containsExactly(a, gone);
    }

    @Test
    void aClosedFolderIsNamedAsSuch() {
        assertThat(Generation.reason(new AccessDeniedException("src/main/abi")))
                .isEqualTo("src/main/abi may not be read or written by the user who runs the build");
        assertThat(Generation.reason(new IOException("No space left"))).isEqualTo("No space left");
    }

    @Test
    void aProjectWithoutDescriptorsHasNone() throws IOException {
        assertThat(Generation.descriptors(project.resolve("src/main/abi"))).isEmpty();
    }

    @Test
    void theSourcesOfAllDescriptorsArriveAndNothingElseStays() throws Exception {
        generation().run(List.of(descriptor("a.yaml", "A"), descriptor("b.yaml", "B")));
        assertThat(output.resolve("p/A.java")).hasContent("class A {} // src/main/abi/a.yaml");
        assertThat(output.resolve("p/B.java")).exists();
        assertThat(project.resolve("target/staging")).doesNotExist();
    }

    @Test
    void sourcesGoWhenTheirDescriptorGoes() throws Exception {
        generation().run(List.of(descriptor("a.yaml", "A"), descriptor("b.yaml", "B")));
        generation().run(List.of(descriptor("a.yaml", "A")));
        generation().run(List.of());
        assertThat(output.resolve("p/A.java")).doesNotExist();
        assertThat(output.resolve("p/B.java")).doesNotExist();
    }

    @Test
    void oneFaultyDescriptorLeavesEverythingAsItWas() throws Exception {
        generation().run(List.of(descriptor("a.yaml", "A")));
        var descriptors =
                List.of(descriptor("a.yaml", "New"), descriptor("bad.yaml", "!"), descriptor("worse.yaml", "!"));
        assertThatThrownBy(() -> generation().run(descriptors))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("Nothing can be generated from src/main/abi/bad.yaml, src/main/abi/worse.yaml");
        assertThat(output.resolve("p/A.java")).exists();
        assertThat(output.resolve("p/New.java")).doesNotExist();
    }

    @Test
    void twoDescriptorsThatGenerateOneFileAreAFault() throws IOException {
        var descriptors = List.of(descriptor("a.yaml", "Same"), descriptor("b.yaml", "Same"));
        assertThatThrownBy(() -> generation().run(descriptors))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("Both src/main/abi/a.yaml and src/main/abi/b.yaml generate p/Same.java");
    }

    private Generation generation() {
        var target = new SourceFolder(output, project.resolve("target/list"));
        return new Generation(
                project, project.resolve("target/staging"), target, this::generate, new SystemStreamLog());
    }

    /** A generator of one class, named by the descriptor's text, to which an exclamation mark is a fault. */
    private Outcome generate(Path descriptor, Path folder) throws IOException {
        String name = Files.readString(project.resolve(descriptor));
        if (name.equals("!")) {
            return new Outcome(false, List.of(), List.of(descriptor + ":1:1: a fault"));
        }
        Files.createDirectories(folder.resolve("p"));
        Files.writeString(folder.resolve("p/" + name + ".java"), "class " + name + " {} // " + descriptor);
        return new Outcome(true, List.of(), List.of());
    }

    private Path descriptor(String name, String text) throws IOException {
        Path file = project.resolve("src/main/abi").resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }
}
