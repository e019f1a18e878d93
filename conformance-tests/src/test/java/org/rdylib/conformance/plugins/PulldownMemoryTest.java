package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.MarkdownTexts.Markdown;

/**
 * The memory checkers have nothing to say about the Markdown plugin, driven by a host in C in every way there is; and that
 * host counts what the Rust program counts.
 */
class PulldownMemoryTest {

    private static final int NONE = 0;
    private static final int ALL = 0b111_1110;

    @Test
    void sanitizer_and_valgrind_find_nothing(@TempDir Path folder) throws Exception {
        Tool.require("valgrind");
        Tool.require("cc");
        Path workspace = PulldownSides.workspace();
        NativeBuild.generateC(PulldownSides.DESCRIPTOR, folder);
        List<Markdown> texts = new ArrayList<>(MarkdownTexts.extensions(PulldownSides.crate()));
        texts.addAll(MarkdownTexts.commonMark());
        Path corpus = PulldownSides.corpus(folder.resolve("corpus"), texts);
        Path program = PulldownSides.program(workspace, folder);
        List<String> expected = new ArrayList<>();
        for (int options : new int[] {NONE, ALL}) {
            expected.add(Tool.run(Path.of(""), program.toString(), "time", corpus.toString(), "" + options, "1")
                    .getLast());
        }
        // Under the one checker, and under the other.
        expected.addAll(List.copyOf(expected));

        Path script = PulldownSides.SOURCES.resolve("memory").resolve("check.sh");
        List<String> said = Tool.run(
                Path.of(""),
                "env",
                "-u",
                "CARGO_BUILD_TARGET",
                "sh",
                script.toString(),
                workspace.toString(),
                folder.toString(),
                folder.toString(),
                corpus.toString());
        assertThat(said).isEqualTo(expected);
    }
}
