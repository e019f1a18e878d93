package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.conformance.Tool;
import org.rdylib.loader.MalformedLibraryException;

/** The system's own zlib, which nobody wrote for this, is called through generated stubs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CLibrariesTest {

    private Path folder;
    private CLibrary zlib;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        this.folder = folder;
        zlib = host("zlib", "ZlibDriver");
    }

    private CLibrary host(String name, String driver) throws Exception {
        Path sources = NativeBuild.PLUGINS.resolve(name);
        return NativeBuild.host(
                Files.createDirectories(folder.resolve(name)),
                sources.resolve(name + ".yaml"),
                "org.rdylib.conformance." + name,
                sources.resolve(driver + ".java"),
                CLibrary.class);
    }

    private static Path library(String name) {
        List<Path> found = Stream.of("/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib")
                .map(folder -> Path.of(folder, name))
                .filter(Files::exists)
                .toList();
        if (found.isEmpty()) {
            Tool.missing(name + " is not installed");
        }
        return found.getFirst();
    }

    private List<String> zlib(String what) throws Exception {
        return zlib.run(what, library("libz.so.1"), folder);
    }

    @Test
    void zlibTellsItsVersion() throws Exception {
        assertThat(zlib("version")).singleElement().asString().matches("1\\.\\d+(\\.\\d+)*");
    }

    /** The check value of CRC-32 for {@code 123456789} is in every catalogue of such codes. */
    @Test
    void checksumsAreThoseOfJava() throws Exception {
        assertThat(zlib("checksums"))
                .containsExactly(
                        "true true", "true true", "true true", "true true", "true true", "true true", "cbf43926");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflated-here-and-inflated-by-java", "deflated-by-java-and-inflated-here"})
    void dataSurvives(String what) throws Exception {
        assertThat(zlib(what)).hasSize(6).containsOnly("true");
    }

    /** {@code Z_DATA_ERROR} is -3. */
    @Test
    void damagedDataIsAnError() {
        assertThatThrownBy(() -> zlib("damaged")).hasMessage("zlib: -3");
    }

    @Test
    void aLibraryWithoutADescriptorIsTrustedOnlyWhereThatIsSaid() {
        assertThatThrownBy(() -> zlib("without-descriptor"))
                .isInstanceOf(MalformedLibraryException.class)
                .hasMessageContaining("has no descriptor")
                .hasMessageContaining("the stub's own as the claim");
    }
}
