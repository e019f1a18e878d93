package org.rdylib.codegen.c;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text of a descriptor as a C comment, out of which nothing of it gets. */
final class Comments {

    private static final int WIDTH = 110;

    private Comments() {}

    /** A comment of those paragraphs, without the empty ones; no lines where all are empty. */
    static List<String> of(List<String> paragraphs) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            if (paragraph.isBlank()) {
                continue;
            }
            if (!lines.isEmpty()) {
                lines.add("");
            }
            paragraph.strip().lines().forEach(line -> wrap(escape(line.stripTrailing()), lines));
        }
        if (lines.isEmpty()) {
            return List.of();
        }
        if (lines.size() == 1) {
            return List.of("/* " + lines.getFirst() + " */");
        }
        List<String> comment = new ArrayList<>();
        comment.add("/*");
        lines.forEach(line -> comment.add(line.isEmpty() ? " *" : " * " + line));
        comment.add(" */");
        return comment;
    }

    static List<String> of(String first, Optional<String> doc) {
        return of(List.of(first, doc.orElse("")));
    }

    static List<String> of(Optional<String> doc) {
        return of(List.of(doc.orElse("")));
    }

    private static void wrap(String line, List<String> into) {
        String rest = line;
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            if (rest.substring(0, Math.max(space, 0)).isBlank()) {
                break;
            }
            into.add(rest.substring(0, space).stripTrailing());
            rest = rest.substring(space + 1).stripLeading();
        }
        into.add(rest);
    }

    /**
     * Keeps a comment from ending or beginning within the text, also by trigraphs ({@code ??/} is a backslash, which
     * joins lines), and shows what would not be seen, such as marks that turn the direction of writing.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            char last = escaped.isEmpty() ? ' ' : escaped.charAt(escaped.length() - 1);
            if ((c == '/' && last == '*') || (c == '*' && last == '/') || (c == '?' && last == '?')) {
                escaped.append(' ');
            }
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> escaped.append(c == '\t' ? " " : "\\u{%x}".formatted(c));
                default -> escaped.appendCodePoint(c);
            }
        });
        if (!escaped.isEmpty() && escaped.charAt(escaped.length() - 1) == '\\') {
            escaped.append('.');
        }
        return escaped.toString();
    }
}
