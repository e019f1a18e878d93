package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.syntax.Misread.Span;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Style;

/**
 * The types of a file that lack their quotes, read as if they had them. Once one is found, the file is read again with
 * a harmless word in its place, so that the rest can be read, and what its author wrote is taken for what was meant.
 */
final class Repairs {

    private static final int MAX_COUNT = 1000;

    /** How much of the file, in characters, may be read again in all. */
    private static final int MAX_WORK = 4 << 20;

    private final Source source;
    /** The file, with a word of equal length in the place of each repair. */
    private final StringBuilder text;

    private final NavigableMap<Integer, Repair> byStart = new TreeMap<>();
    private long work;

    Repairs(Source source) {
        this.source = source;
        this.text = new StringBuilder(source.text());
    }

    /**
     * A type without quotes.
     *
     * @param span what stands in the file, wrong quotes included
     * @param meant the type within it
     */
    record Repair(Span span, Span meant, Diagnostic diagnostic) {}

    /** The file as the YAML parser is to read it, of the same length and with the same line breaks. */
    CharSequence text() {
        return text;
    }

    /** Makes a repair, which was found after {@code read} characters; false where it cannot help. */
    boolean make(Repair repair, int read) {
        Span span = repair.span();
        work += read;
        if (span.isEmpty() || overlaps(span.from(), span.to()) || byStart.size() >= MAX_COUNT || work > MAX_WORK) {
            return false;
        }
        for (int i = span.from(); i < span.to(); i++) {
            // Characters of two chars stay, so that the parser counts the same code points.
            if (!Character.isSurrogate(text.charAt(i))) {
                text.setCharAt(i, 'x');
            }
        }
        byStart.put(span.from(), repair);
        return true;
    }

    /** What was meant by the scalar that begins at {@code start}, if it was repaired. */
    Optional<Scalar> scalarAt(int start, boolean inFlow) {
        if (byStart.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(byStart.get(start))
                .map(Repair::meant)
                .map(m -> new Scalar(source, m.from(), m.to(), Style.PLAIN, m.text(), inFlow));
    }

    boolean beginsAt(int start) {
        return byStart.containsKey(start);
    }

    /** Whether a part of {@code [from, to)} was replaced. */
    boolean overlaps(int from, int to) {
        if (byStart.isEmpty()) {
            return false;
        }
        Map.Entry<Integer, Repair> before = byStart.lowerEntry(to);
        return before != null && before.getValue().span().to() > from;
    }

    List<Diagnostic> diagnostics() {
        return new ArrayList<>(byStart.values().stream().map(Repair::diagnostic).toList());
    }
}
