package org.rdylib.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BoundaryTest {
    private static final Path ROOT = Path.of("/project/src/main/abi");

    @Test
    void theFoldersBelowTheRootAreThePackage() {
        assertThat(packageOf("one.yaml")).isEqualTo("demo");
        assertThat(packageOf("a/one.yaml")).isEqualTo("demo.a");
        assertThat(packageOf("a/b/one.yaml")).isEqualTo("demo.a.b");
    }

    private static String packageOf(String descriptor) {
        return Boundary.ofFolder(ROOT, ROOT.resolve(descriptor), "demo").javaPackage();
    }
}
