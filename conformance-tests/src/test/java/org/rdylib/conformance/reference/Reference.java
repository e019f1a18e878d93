package org.rdylib.conformance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The text of the reference. */
final class Reference {

    private Reference() {}

    private static String text() throws IOException {
        return Files.readString(Path.of("..", "spec", "README.md"));
    }

    /** The rows of the table with this head, as their cells; what stands in backquotes is without them. */
    static List<List<String>> table(String head) throws IOException {
        List<List<String>> rows = behind("\n" + head + "\n")
                .lines()
                .skip(1)
                .takeWhile(l -> l.startsWith("|"))
                .map(l -> Arrays.stream(l.substring(2, l.length() - 2).split(" \\| "))
                        .map(c -> c.replaceAll("^`|`$", ""))
                        .toList())
                .toList();
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r).hasSize(head.substring(2).split(" \\| ").length));
        return rows;
    }

    /** The first block of such code behind a text that is there once. */
    static String block(String behind, String language) throws IOException {
        String rest = behind(behind);
        String fence = "```" + language + "\n";
        int start = rest.indexOf(fence) + fence.length();
        return rest.substring(start, rest.indexOf("```", start));
    }

    /** What follows a text that is there once. */
    static String behind(String text) throws IOException {
        String all = text();
        assertThat(all).containsOnlyOnce(text);
        return all.substring(all.indexOf(text) + text.length());
    }
}
