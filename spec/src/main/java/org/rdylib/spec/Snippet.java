package org.rdylib.spec;

/**
 * A place shown as compilers show it: the file and line, the source line, and carets below what is meant.
 *
 * <pre>
 *   --&gt; markdown.yaml:12:16
 *    |
 * 12 |       Text: "(&amp;'src strr)"
 *    |                     ^^^^
 * </pre>
 *
 * <p>A long line is cut to a window around the marked part; characters that would upset a terminal are replaced.
 */
public final class Snippet {

    /** How many code points of a source line are shown at most. */
    private static final int WINDOW = 100;

    private static final String CUT = "…";

    private Snippet() {}

    /** The place's rendering, without a line break at its end; only the first line where the source line is not known. */
    public static String of(Place place) {
        String number = Integer.toString(place.line());
        String margin = " ".repeat(number.length());
        String head = margin + "--> " + visible(place.toString());
        if (place.text().isEmpty()) {
            return head;
        }
        Window window = Window.around(place);
        return String.join(
                "\n",
                head,
                margin + " |",
                number + " | " + window.shown,
                margin + " | " + " ".repeat(window.indent) + "^".repeat(window.carets));
    }

    /**
     * {@code text} with every character replaced that would upset a terminal: for what comes from a file and is printed.
     * Line breaks are such characters, too.
     */
    public static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().map(Snippet::printable).forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private record Window(String shown, int indent, int carets) {

        static Window around(Place place) {
            int[] line = place.text().codePoints().map(Snippet::printable).toArray();
            int mark = Math.min(place.column() - 1, line.length);
            int markEnd = Math.max(mark + 1, Math.min(mark + place.length(), line.length));
            int from = line.length <= WINDOW || markEnd <= WINDOW
                    ? 0
                    : Math.max(0, Math.min(mark - WINDOW / 4, line.length - WINDOW));
            int to = Math.min(line.length, from + WINDOW);
            String before = from > 0 ? CUT : "";
            String after = to < line.length ? CUT : "";
            String shown = before + new String(line, from, to - from) + after;
            int carets = Math.max(1, Math.min(markEnd, to) - mark);
            return new Window(shown.stripTrailing(), before.length() + mark - from, carets);
        }
    }

    private static int printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR ->
                c == '\t' ? ' ' : '\uFFFD';
            default -> c;
        };
    }
}
