package org.rdylib.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.codegen.SourceFile;

/**
 * What is generated for some descriptors, to be read in reviews. To accept a change, run with {@code
 * -Drdylib.goldens=write} and read the difference; a continuous build refuses the switch.
 */
class GoldenTest {
    private static final Path GOLDENS = Path.of("src/test/resources/org/rdylib/codegen/java/golden");

    private static final Pattern ANNOTATIONS = Pattern.compile(
            "(List<String> text\\(\\) \\{\\s+return List\\.of\\(\\s+).*?\"\\);(?=\\n        \\})", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("descriptors")
    void isGeneratedAsItStands(String name) throws IOException {
        String packageName = "org.example." + name;
        List<SourceFile> files = Generating.resource("golden/" + name + ".yaml", packageName).stream()
                .map(GoldenTest::withoutAnnotations)
                .toList();
        Path folder = GOLDENS.resolve(name);
        if ("write".equals(System.getProperty("rdylib.goldens"))) {
            assertThat(System.getenv("CI")).as("goldens are not written in CI").isNull();
            write(files, folder);
        }

        assertThat(files).extracting(GoldenTest::fileName).containsExactlyInAnyOrderElementsOf(names(folder));
        for (SourceFile file : files) {
            assertThat(file.text()).as(file.path()).isEqualTo(Files.readString(folder.resolve(fileName(file))));
        }
    }

    @ParameterizedTest
    @MethodSource("descriptors")
    void compilesWithoutAWarning(String name, @TempDir Path onClassPath, @TempDir Path inModule) throws IOException {
        String packageName = "org.example." + name;
        List<SourceFile> files = Generating.resource("golden/" + name + ".yaml", packageName);

        Compiling.onClassPath(files, onClassPath);
        Compiling.inModule(files, packageName, inModule);
    }

    @ParameterizedTest
    @MethodSource("descriptors")
    void isTheSameEachTime(String name) throws IOException {
        assertThat(Generating.resource("golden/" + name + ".yaml", "a.b"))
                .isEqualTo(Generating.resource("golden/" + name + ".yaml", "a.b"));
    }

    static List<String> descriptors() throws IOException {
        return names(GOLDENS).stream()
                .filter(name -> name.endsWith(".yaml"))
                .map(name -> name.substring(0, name.length() - ".yaml".length()))
                .sorted()
                .toList();
    }

    /** Places and the tool's version are not the generator's: a change of them is no change of a golden file. */
    private static SourceFile withoutAnnotations(SourceFile file) {
        return new SourceFile(file.path(), ANNOTATIONS.matcher(file.text()).replaceFirst("$1\"left out here\");"));
    }

    private static String fileName(SourceFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toList());
        }
    }

    private static void write(List<SourceFile> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String old : names(folder)) {
            Files.delete(folder.resolve(old));
        }
        for (SourceFile file : files) {
            Files.writeString(folder.resolve(fileName(file)), file.text());
        }
    }
}
