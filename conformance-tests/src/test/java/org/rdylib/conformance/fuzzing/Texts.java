package org.rdylib.conformance.fuzzing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;

/** What is true of every text that was read, and of every place in it. */
final class Texts {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Texts() {}

    /** Bytes as text; those that are no UTF-8 as the halves of surrogate pairs that an API may be given. */
    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
        for (int i = text.indexOf("\uFFFD"); i >= 0; i = text.indexOf("\uFFFD", i)) {
            text.setCharAt(i, i % 2 == 0 ? '\uD800' : '\uDC00');
        }
        return text.toString();
    }

    /** The diagnostics' places lie inside the text, show its line, and come in order. */
    static void requirePlaces(List<Diagnostic> found, String text) {
        String withoutMark = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<String> lines = Arrays.asList(withoutMark.split("\r\n|\r|\n", -1));
        for (Diagnostic diagnostic : found) {
            requirePlace(diagnostic, lines);
        }
        require(found.stream().sorted(Diagnostic.ORDER).toList().equals(found), "out of order: " + found);
    }

    private static void requirePlace(Diagnostic diagnostic, List<String> lines) {
        Place at = diagnostic.place();
        require(at.line() >= 1 && at.line() <= lines.size(), diagnostic + " is not in the text");
        String line = lines.get(at.line() - 1);
        require(at.text().equals(line), diagnostic + " shows `" + at.text() + "` for `" + line + "`");
        int length = line.codePointCount(0, line.length());
        require(
                at.column() >= 1 && at.length() >= 1 && at.column() + at.length() - 1 <= length + 1,
                diagnostic + " is beyond the end of its line, of " + length + " characters");
    }

    /** Fails with {@code message} unless {@code holds}. */
    static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
