package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Place;
import org.rdylib.spec.syntax.Node.Scalar;

/** An error inside a scalar is placed where its characters stand in the file, however the scalar is written. */
class ScalarPlacesTest {

    private static Scalar scalar(String yaml) {
        YamlTree tree = YamlTree.read("t.yaml", yaml);
        assertThat(tree.diagnostics()).as(yaml).isEmpty();
        Node.Mapping root = (Node.Mapping) tree.root().orElseThrow();
        return (Scalar) root.get("k").orElseThrow();
    }

    private static void assertFound(String yaml, String part, int line, int column, int length) {
        Scalar scalar = scalar(yaml);
        int at = scalar.text().indexOf(part);
        assertThat(at).as("%s in %s", part, scalar.text()).isNotNegative();
        Place place = scalar.place(at, at + part.length());
        assertThat(List.of(place.line(), place.column(), place.length())).containsExactly(line, column, length);
    }

    @Test
    void ofPlainScalars() {
        assertFound("a: 1\nk: one two\n", "two", 2, 8, 3);
        assertFound("k: one\n  two\n\n   three\n", "three", 4, 4, 5);
        assertFound("{j: 1, k: one two}\n", "two", 1, 15, 3);
    }

    @Test
    void ofQuotedScalars() {
        assertFound("k: 'it''s it'\n", "'", 1, 7, 2);
        assertFound("k: 'it''s it'\n", "s it", 1, 9, 4);
        assertFound("k: \"a\\tb\\u0063d\"\n", "\t", 1, 6, 2);
        assertFound("k: \"a\\tb\\u0063d\"\n", "cd", 1, 9, 7);
        assertFound("k: \"one\n  two\n\n  three\"\n", "two", 2, 3, 3);
        assertFound("k: \"one\n  two\n\n  three\"\n", "three", 4, 3, 5);
        assertFound("k: \"one\\\n   two\"\n", "two", 2, 4, 3);
        assertFound("k: \"\\U0001F600x\"\n", "x", 1, 15, 1);
    }

    @Test
    void ofBlockScalars() {
        assertFound("k: |\n  one\n    two\n\n  three\n", "two", 3, 5, 3);
        assertFound("k: |\n  one\n    two\n\n  three\n", "three", 5, 3, 5);
        assertFound("k: >-\n  one\n  two\n\n  three\n   four\n  five\n", "two", 3, 3, 3);
        assertFound("k: >-\n  one\n  two\n\n  three\n   four\n  five\n", "five", 7, 3, 4);
        assertFound("k: |2\n    one\n  two\n", "one", 2, 5, 3);
        assertFound("k: >\n\n  one\n", "one", 3, 3, 3);
    }

    @Test
    void countCodePoints() {
        assertFound("😀: 1\nk: '😀 é two'\n", "two", 2, 9, 3);
        assertFound("{😀: 1, k: two}\n", "two", 1, 11, 3);
        assertFound("\uFEFFk: two\r\nj: 1\r\n", "two", 1, 4, 3);
        assertFound("j: 1\rk: two\r", "two", 2, 4, 3);
    }

    @Test
    void markOnlyTheFirstLineOfWhatGoesOn() {
        assertFound("k: one\n  two three\n", "one two", 1, 4, 3);
    }

    @Test
    void knowTheirLine() {
        assertThat(scalar("j: 1\nk:   'two'  # three\n").place(0, 3).text()).isEqualTo("k:   'two'  # three");
        assertThat(scalar("k: 'two'\n").at().length()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofEveryCharacterOfRandomScalars(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 500; i++) {
            String yaml = "j: 1\nk: " + randomScalar(random) + "\nl: 2\n";
            Scalar scalar = scalar(yaml);
            String[] lines = yaml.split("\n", -1);
            for (int at = 0; at < scalar.text().length(); at++) {
                char c = scalar.text().charAt(at);
                if (Character.isWhitespace(c) || Character.isLowSurrogate(c)) {
                    continue;
                }
                Place place = scalar.place(at, at + 1);
                String there = lines[place.line() - 1].substring(
                        lines[place.line() - 1].offsetByCodePoints(0, place.column() - 1));
                assertThat(there.charAt(0) == c || there.startsWith("\\") || there.startsWith("''"))
                        .as("seed %d, %s at %s of %s, found %s", seed, c, place, yaml, there)
                        .isTrue();
            }
        }
    }

    private static String randomScalar(RandomGenerator random) {
        List<String> words = List.of("one", "t", "fn(x)", "é", "😀", "a,b", "->", "x'y", "q\"r", "\\z", "Box<u8>");
        int style = random.nextInt(5);
        StringBuilder text = new StringBuilder(
                style == 1 ? "'" : style == 2 ? "\"" : style == 3 ? "|\n  " : style == 4 ? ">\n  " : "w");
        int count = random.nextInt(1, 8);
        for (int i = 0; i < count; i++) {
            String word = words.get(random.nextInt(words.size()));
            text.append(
                    switch (style) {
                        case 1 -> word.replace("'", "''");
                        case 2 -> escaped(word, random);
                        default -> word;
                    });
            if (i + 1 < count) {
                text.append(separator(style, random));
            }
        }
        return text + (style == 1 ? "'" : style == 2 ? "\"" : "");
    }

    private static String separator(int style, RandomGenerator random) {
        return switch (random.nextInt(style == 2 ? 7 : 5)) {
            case 0, 1 -> " ";
            case 2 -> "\n  ";
            case 3 -> "\n\n  ";
            case 4 -> style > 2 ? "\n    " : "   \n\n\n   ";
            case 5 -> "\\\n    ";
            default -> "\\t";
        };
    }

    private static String escaped(String word, RandomGenerator random) {
        StringBuilder result = new StringBuilder();
        word.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                result.append('\\').appendCodePoint(c);
            } else if (random.nextInt(6) == 0) {
                result.append("\\U%08X".formatted(c));
            } else if (random.nextInt(6) == 0 && c < 256) {
                result.append("\\x%02x".formatted(c));
            } else {
                result.appendCodePoint(c);
            }
        });
        return result.toString();
    }
}
