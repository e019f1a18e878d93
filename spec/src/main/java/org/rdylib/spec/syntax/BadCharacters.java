package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;

/** Characters that no text of a descriptor has: control characters, halves of surrogate pairs, noncharacters. */
final class BadCharacters {

    /** A binary file has more of them than anyone wants to read about. */
    private static final int MAX_REPORTED = 10;

    private BadCharacters() {}

    /** The first in each of the lines that have one. */
    static List<Diagnostic> in(Source source) {
        if (source.isPlain()) {
            return List.of();
        }
        List<Diagnostic> found = new ArrayList<>();
        String text = source.text();
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        while (found.size() < MAX_REPORTED) {
            OptionalInt bad = firstIn(text, at);
            if (bad.isEmpty()) {
                break;
            }
            int offset = bad.getAsInt();
            found.add(Diagnostic.error(
                    Code.YAML_SYNTAX,
                    source.place(offset, offset + 1),
                    name(text.charAt(offset)) + " cannot stand in a descriptor"));
            int line = source.lineOf(offset);
            if (line + 1 == source.lineCount()) {
                break;
            }
            at = source.startOf(line + 1);
        }
        return found;
    }

    /** The offset of the first from {@code from} on. */
    static OptionalInt firstIn(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r') {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            boolean control = c < ' ' || (c >= 0x7F && c < 0xA0);
            if (control || Character.isSurrogate(c) || c == '\uFEFF' || c >= '\uFFFE') {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    static String name(char c) {
        if (c == '\uFEFF') {
            return "a byte order mark behind the first character";
        }
        String kind = Character.isSurrogate(c) ? "half of a surrogate pair" : "the control character";
        return "%s U+%04X".formatted(c >= '\uFFFE' ? "the noncharacter" : kind, (int) c);
    }
}
