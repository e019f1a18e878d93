package org.rdylib.conformance.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.conformance.Tool;
import org.rdylib.spec.layout.Target;

/** The greatest {@code align:} that is said of a target is one that clang has there. */
class GreatestAlignTest {

    /** Beyond it is what gcc does not know. */
    private static final int GREATEST_OF_ALL = 1 << 28;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void clangAlignsToItAndToNoMore(Target target) throws IOException {
        int greatest = target.greatestAlign();
        Tool.Run within = compile(greatest, target);
        assertThat(within.exit()).as(within.text()).isZero();
        if (greatest < GREATEST_OF_ALL) {
            assertThat(compile(2 * greatest, target).text())
                    .contains("requested alignment must be " + greatest + " bytes or smaller");
        }
    }

    private Tool.Run compile(int align, Target target) throws IOException {
        Tool.require("clang");
        Path source = Files.writeString(
                folder.resolve("aligned.c"), "struct __attribute__((aligned(%d))) S { char a; };%n".formatted(align));
        return Tool.attempt(folder, "clang", "-target", target.clangTriple(), "-fsyntax-only", source.toString());
    }
}
