package org.rdylib.spec;

import java.util.OptionalInt;

/**
 * A source line as it is shown: cut to a window around what is marked, if it is long.
 *
 * @param shown the text of the window
 * @param first the column, from 0, of the first character of the line that is shown
 * @param before how many characters are shown before that
 * @param last the column, from 0, behind the last character that is shown
 * @param length the whole line's length in code points
 */
record SourceLine(String shown, int first, int before, int last, int length) {

    /** How many code points of a source line are shown at most. */
    private static final int WINDOW = 100;

    private static final String CUT = "…";

    /** The line of {@code place}, cut so that its mark is seen. */
    static SourceLine around(Place place) {
        int[] line = place.text().codePoints().map(SourceLine::printable).toArray();
        int mark = Math.min(place.column() - 1, line.length);
        int markEnd = Math.max(mark + 1, Math.min(mark + place.length(), line.length));
        int from = line.length <= WINDOW || markEnd <= WINDOW
                ? 0
                : Math.max(0, Math.min(mark - WINDOW / 4, line.length - WINDOW));
        int to = Math.min(line.length, from + WINDOW);
        String before = from > 0 ? CUT : "";
        String after = to < line.length ? CUT : "";
        String shown = before + new String(line, from, to - from) + after;
        return new SourceLine(shown.stripTrailing(), from, before.length(), to, line.length);
    }

    /** Below which character of the window {@code place} begins; empty where it is not shown. */
    OptionalInt indent(Place place) {
        int mark = Math.min(place.column() - 1, length);
        return mark < first || mark > last ? OptionalInt.empty() : OptionalInt.of(before + mark - first);
    }

    /** How many characters of the window {@code place} takes, at least one. */
    int length(Place place) {
        int mark = Math.min(place.column() - 1, length);
        int markEnd = Math.max(mark + 1, Math.min(mark + place.length(), length));
        return Math.max(1, Math.min(markEnd, last) - mark);
    }

    static int printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR ->
                c == '\t' ? ' ' : '\uFFFD';
            default -> c;
        };
    }
}
