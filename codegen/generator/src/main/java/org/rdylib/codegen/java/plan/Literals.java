package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Texts of a descriptor as Java's literals. JavaPoet's own begin a new line behind every separator of Unicode's. */
public final class Literals {
    /** How many bytes of modified UTF-8 a constant of a class file can have (JVMS 4.4.7). */
    private static final int LONGEST_CONSTANT = 65_535;

    /** How many characters a literal can have: one takes three bytes at most. */
    public static final int LONGEST = LONGEST_CONSTANT / 3;

    private Literals() {}

    /** An expression for a text of any length: a sum of literals would be one constant again. */
    public static CodeBlock text(String text) {
        List<String> chunks = chunks(text, LONGEST);
        return CodeBlock.of(
                "$L",
                chunks.size() == 1
                        ? of(text)
                        : chunks.stream().map(Literals::of).collect(Collectors.joining(").concat(", "(", ")")));
    }

    /** The text in parts of at most {@code length}, none of which ends between the halves of a character. */
    public static List<String> chunks(String text, int length) {
        List<String> chunks = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = Math.min(text.length(), start + length);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            chunks.add(text.substring(start, end));
            start = end;
        }
        return chunks.isEmpty() ? List.of("") : List.copyOf(chunks);
    }

    /** A literal on one line, in ASCII. */
    public static String of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                // Its number would be read before the line is.
                case '\r' -> literal.append("\\r");
                default -> {
                    if (c >= ' ' && c < 0x7F) {
                        literal.append((char) c);
                    } else {
                        literal.append("\\u%04x".formatted(c));
                    }
                }
            }
        });
        return literal.append('"').toString();
    }
}
