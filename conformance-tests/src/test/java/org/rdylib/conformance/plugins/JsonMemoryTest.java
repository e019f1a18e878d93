package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;

/** The memory checkers have nothing to say about the JSON plugin, driven by a host in C in every way there is. */
class JsonMemoryTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("json");

    @Test
    void sanitizers_and_valgrind_find_nothing(@TempDir Path folder) throws Exception {
        Tool.require("valgrind");
        NativeBuild.generateC(SOURCES.resolve("json.yaml"), folder);
        Path texts = Files.createDirectory(folder.resolve("texts"));
        List<String> command = new ArrayList<>(
                List.of("sh", SOURCES.resolve("check.sh").toString(), folder.toString(), folder.toString()));
        for (JsonTexts.Case c : JsonTexts.suite()) {
            if (c.text().length() < 2_000) {
                command.add(Files.writeString(texts.resolve(c.name()), c.text()).toString());
            }
        }
        int count = command.size() - 4;
        assertThat(count).isGreaterThan(300);
        assertThat(Tool.run(Path.of(""), command.toArray(String[]::new)))
                .containsExactly(count + " files, all checks hold", count + " files, all checks hold");
    }
}
