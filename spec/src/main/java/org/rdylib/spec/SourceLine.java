package org.rdylib.spec;

import java.util.OptionalInt;

/**
 * A source line as it is shown: cut to a window around what is marked, if it is long.
 *
 * @param shown the text of the window
 * @param first the column, from 0, of the first character of the line that is shown
 * @param before how many characters are shown before that
 * @param last the column, from 0, behind the last character that is shown
 * @param length the whole line's length in code points; of one that goes on far behind what is shown, the greatest there is
 */
record SourceLine(String shown, int first, int before, int last, int length) {

    /** How many code points of a source line are shown at most. */
    private static final int WINDOW = 100;

    private static final String CUT = "…";

    /**
     * The line of {@code place}, cut so that its mark is seen. It is looked at up to the mark and little more: a hostile
     * line is as long as its file.
     */
    static SourceLine around(Place place) {
        String line = place.text();
        int at = 0;
        int mark = 0;
        while (mark < place.column() - 1 && at < line.length()) {
            at += Character.charCount(line.codePointAt(at));
            mark++;
        }
        int behind = codePoints(line, at, WINDOW);
        int length = behind < WINDOW ? mark + behind : Integer.MAX_VALUE;
        int markEnd = (int) Math.max(mark + 1L, Math.min((long) mark + place.length(), length));
        int from =
                length <= WINDOW || markEnd <= WINDOW ? 0 : Math.max(0, Math.min(mark - WINDOW / 4, length - WINDOW));
        int start = line.offsetByCodePoints(at, from - mark);
        int count = codePoints(line, start, WINDOW);
        int end = line.offsetByCodePoints(start, count);
        String before = from > 0 ? CUT : "";
        String after = end < line.length() ? CUT : "";
        int[] window = line.substring(start, end)
                .codePoints()
                .map(SourceLine::printable)
                .toArray();
        String shown = before + new String(window, 0, count) + after;
        return new SourceLine(shown.stripTrailing(), from, before.length(), from + count, length);
    }

    /** The number of code points from {@code start} on, or {@code limit} if there are more. */
    private static int codePoints(String line, int start, int limit) {
        int count = 0;
        for (int at = start; count < limit && at < line.length(); count++) {
            at += Character.charCount(line.codePointAt(at));
        }
        return count;
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
