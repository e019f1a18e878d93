package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text of a descriptor as Rust documentation, in which nothing of it becomes code. */
final class Docs {

    private Docs() {}

    /** A doc comment, a line for each line of the text; no lines without text. */
    static List<String> of(Optional<String> doc) {
        List<String> lines = new ArrayList<>();
        doc.map(String::strip)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> text.lines().forEach(line -> lines.add(("/// " + escape(line)).stripTrailing())));
        return lines;
    }

    /** Shows what would not be seen, or is refused by rustc: controls, and marks that turn the direction of writing. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> escaped.append(c == '\t' ? "    " : "\\u{%x}".formatted(c));
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
