package org.rdylib.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Paint;

/**
 * What there is to know of a code: a Markdown file beside this class, {@code codes/RDY0302.md}. It says what the rule means
 * and what would go wrong without it, and shows what breaks it, and the same mended.
 *
 * <p>Examples are fenced blocks: <code>```yaml host</code> and <code>```yaml plugin</code> for a pair, <code>```yaml</code>
 * for one descriptor, <code>```hex</code> for a library's bytes. Those below the heading that begins with "Mended" are
 * mended. A heading says {@code under `unload: allowed`} or {@code for `wasm32`} where it matters. A descriptor without
 * {@code abi:} is shown without its head.
 *
 * @param markdown the file's text
 */
record Page(Code code, String markdown) {

    private static final String FENCE = "```";

    /** The page of {@code code}; empty if it has none. */
    static Optional<Page> of(Code code) {
        try (var in = Page.class.getResourceAsStream("codes/" + code.id() + ".md")) {
            return in == null ? Optional.empty() : Optional.of(new Page(code, new String(in.readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An example of the page.
     *
     * @param heading what stands above it
     * @param kind what follows the fence: {@code yaml host}
     */
    record Example(String heading, String kind, String text) {

        /** What the kind of a descriptor begins with that is one of several files. */
        static final String FILE = "yaml title=";

        /** Whether it is an example of how it should be. */
        boolean isMended() {
            return heading.startsWith("Mended");
        }
    }

    /** The fenced blocks, in order. */
    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        String heading = "";
        Optional<String> kind = Optional.empty();
        StringBuilder text = new StringBuilder();
        for (String line : markdown.lines().toList()) {
            if (kind.isPresent() && line.equals(FENCE)) {
                examples.add(new Example(heading, kind.get(), text.toString()));
                kind = Optional.empty();
            } else if (kind.isPresent()) {
                text.append(line).append('\n');
            } else if (line.startsWith(FENCE)) {
                kind = Optional.of(line.substring(FENCE.length()));
                text.setLength(0);
            } else if (line.startsWith("## ")) {
                heading = line.substring(3);
            }
        }
        return examples;
    }

    /** The page for a terminal: headings stand out, examples are indented, what a pair's halves are is said. */
    String text(Paint paint) {
        List<String> lines = new ArrayList<>();
        boolean inExample = false;
        for (String line : markdown.lines().toList()) {
            if (inExample && line.equals(FENCE)) {
                inExample = false;
            } else if (inExample) {
                lines.add(line.isEmpty() ? "" : "    " + line);
            } else if (line.startsWith(FENCE)) {
                inExample = true;
                caption(line.substring(FENCE.length())).ifPresent(lines::add);
            } else if (line.startsWith("#")) {
                lines.add(paint.strong(line.substring(line.indexOf(' ') + 1)));
            } else {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }

    private static Optional<String> caption(String kind) {
        return switch (kind) {
            case "yaml host" -> Optional.of("  the host's copy:");
            case "yaml plugin" -> Optional.of("  the plugin's copy:");
            case String file
            when file.startsWith(Example.FILE) -> Optional.of("  " + file.substring(Example.FILE.length()) + ":");
            default -> Optional.empty();
        };
    }
}
