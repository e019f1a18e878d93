package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;

/** An author's mistake is an error of rustc's own, in the author's line, and says what is wrong. */
class MistakesTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("mistakes");

    private static final Pattern ERROR = Pattern.compile("(?m)^(error.*)\\n +--> (.*?):(\\d+):\\d+$");

    @TempDir
    static Path folder;

    @BeforeAll
    static void generate() throws Exception {
        NativeBuild.generateRust(SOURCES.resolve("words.yaml"), folder);
        Files.createDirectory(folder.resolve("inner"));
        Files.copy(folder.resolve("abi.rs"), folder.resolve("inner/abi.rs"));
    }

    @Test
    void withoutAMistakeThereIsNothingToSay() throws IOException {
        assertThat(compile(Files.readString(SOURCES.resolve("right.rs"))).text())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isSaidInTheAuthorsLine(Mistake mistake) throws IOException {
        String text = mistake.in(Files.readString(SOURCES.resolve("right.rs")));

        String said = compile(text).text();

        Matcher first = ERROR.matcher(said);
        assertThat(first.find()).as(said).isTrue();
        assertThat(first.group(1)).as(said).isEqualTo(mistake.error());
        if (!mistake.at().equals("elsewhere")) {
            assertThat(first.group(2)).as(said).isEqualTo("plugin.rs");
            assertThat(text.lines().toList().get(Integer.parseInt(first.group(3)) - 1))
                    .contains(mistake.at());
        }
        mistake.says().forEach(more -> assertThat(said).contains(more));
    }

    private static Tool.Run compile(String text) throws IOException {
        Files.writeString(folder.resolve("plugin.rs"), text);
        return Rust.rustc(folder, "--edition", "2021", "--crate-type", "cdylib", "--emit", "obj", "plugin.rs");
    }

    static List<Mistake> all() throws IOException {
        String[] sections = Files.readString(SOURCES.resolve("mistakes.txt")).split("(?m)^# ");
        List<Mistake> mistakes = new ArrayList<>();
        for (String section : List.of(sections).subList(1, sections.length)) {
            mistakes.add(Mistake.of(section.lines().toList()));
        }
        assertThat(mistakes).hasSizeGreaterThan(15);
        return mistakes;
    }

    /** Lines to replace, and those to replace them by. */
    private record Edit(List<String> old, List<String> by) {}

    /**
     * One mistake.
     *
     * @param at what stands in the line that the error points to; {@code elsewhere} for none of the author's
     * @param error the first line of rustc's first error
     * @param says what else it says
     */
    record Mistake(String name, List<Edit> edits, String at, String error, List<String> says) {

        static Mistake of(List<String> lines) {
            List<Edit> edits = new ArrayList<>();
            List<String> at = new ArrayList<>();
            List<String> error = new ArrayList<>();
            List<String> says = new ArrayList<>();
            char last = ' ';
            for (String line : lines.subList(1, lines.size()).stream()
                    .filter(l -> !l.isEmpty())
                    .toList()) {
                String text = line.substring(Math.min(2, line.length()));
                switch (line.charAt(0)) {
                    case '-' -> {
                        if (last != '-') {
                            edits.add(new Edit(new ArrayList<>(), new ArrayList<>()));
                        }
                        edits.getLast().old().add(text);
                    }
                    case '+' -> edits.getLast().by().add(text);
                    case '@' -> at.add(text);
                    case '!' -> error.add(text);
                    case '~' -> says.add(text);
                    default -> throw new IllegalArgumentException(line);
                }
                last = line.charAt(0);
            }
            if (at.isEmpty()) {
                at.add(edits.getFirst().by().getFirst().strip());
            }
            return new Mistake(lines.getFirst(), edits, at.getFirst(), error.getFirst(), says);
        }

        /** The text with the mistake in it. */
        String in(String text) {
            String edited = text;
            for (Edit edit : edits) {
                String old = String.join("\n", edit.old());
                assertThat(edited.split(Pattern.quote(old), -1)).as(old).hasSize(2);
                edited = edited.replace(old, String.join("\n", edit.by()));
            }
            return edited;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
