package org.rdylib.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
 * <p>Other places of the same file are marked with dashes. A long line is cut to a window around the marked part;
 * characters that would upset a terminal are replaced.
 */
public final class Snippet {

    private Snippet() {}

    /**
     * A part of a source line that is marked.
     *
     * @param label what is written beside the mark; may be empty
     */
    public record Mark(Place place, String label) {}

    /** The place's rendering, without a line break at its end; only the first line where the source line is not known. */
    public static String of(Place place) {
        return of(place, Paint.PLAIN);
    }

    /** The same, painted. */
    public static String of(Place place, Paint paint) {
        return of(new Mark(place, ""), List.of(), paint);
    }

    /**
     * One place, and others that have to do with it; those of other files, and those of lines that are not known, are
     * left out.
     */
    public static String of(Mark main, List<Mark> others, Paint paint) {
        SortedMap<Integer, List<Mark>> lines = new TreeMap<>();
        List<Mark> all = new ArrayList<>(List.of(main));
        all.addAll(others);
        all.stream()
                .filter(m -> m.place().file().equals(main.place().file())
                        && !m.place().text().isEmpty())
                .forEach(m -> lines.computeIfAbsent(m.place().line(), _ -> new ArrayList<>())
                        .add(m));
        int width = Integer.toString(lines.isEmpty() ? main.place().line() : lines.lastKey())
                .length();
        List<String> shown = new ArrayList<>();
        shown.add(
                paint.margin(" ".repeat(width) + "--> ") + visible(main.place().toString()));
        if (!lines.isEmpty()) {
            shown.add(margin(width, "", paint).stripTrailing());
        }
        int previous = 0;
        for (var line : lines.entrySet()) {
            if (previous > 0 && line.getKey() > previous + 1) {
                shown.add(paint.margin("..."));
            }
            previous = line.getKey();
            SourceLine source = SourceLine.around(line.getValue().getFirst().place());
            shown.add(margin(width, Integer.toString(line.getKey()), paint) + source.shown());
            rows(line.getValue(), main, source, paint).forEach(row -> shown.add(margin(width, "", paint) + row));
        }
        return String.join("\n", shown);
    }

    /**
     * The line as it is after the edits, which are all in one line, with what is new underlined: {@code +} where it is
     * added, {@code ~} where it replaces something.
     *
     * @return without a line break at its end; nothing where the line is not known
     */
    public static String edited(List<Edit> edits, Paint paint) {
        Place place = edits.getFirst().place();
        if (place.text().isEmpty()) {
            return "";
        }
        StringBuilder line = new StringBuilder();
        List<Mark> marks = new ArrayList<>();
        int[] old = place.text().codePoints().toArray();
        int at = 0;
        int column = 1;
        for (Edit edit : edits.stream()
                .sorted(Comparator.comparingInt(e -> e.place().column()))
                .toList()) {
            int from = edit.place().column() - 1;
            line.append(new String(old, at, from - at));
            column += from - at;
            String replaced = edit.replaced();
            String text = edit.replacement();
            boolean inserted = text.startsWith(replaced);
            int kept = inserted ? replaced.length() : 0;
            line.append(text);
            if (text.length() > kept) {
                Place added = new Place(place.file(), place.line(), column + kept, text.length() - kept, "");
                marks.add(new Mark(added, inserted ? "+" : "~"));
            }
            column += text.codePointCount(0, text.length());
            at = from + replaced.codePointCount(0, replaced.length());
        }
        line.append(new String(old, at, old.length - at));
        Place whole = new Place(
                place.file(),
                place.line(),
                marks.isEmpty() ? 1 : marks.getFirst().place().column(),
                1,
                line.toString());
        SourceLine source = SourceLine.around(whole);
        int width = Integer.toString(place.line()).length();
        List<String> shown = new ArrayList<>();
        shown.add(margin(width, Integer.toString(place.line()), paint) + source.shown());
        StringBuilder row = new StringBuilder();
        for (Mark mark : marks) {
            source.indent(mark.place()).ifPresent(indent -> {
                row.append(" ".repeat(Math.max(0, indent - row.length())));
                row.append(mark.label().repeat(source.length(mark.place())));
            });
        }
        if (!row.isEmpty()) {
            String marked = row.toString().strip();
            shown.add(margin(width, "", paint) + " ".repeat(row.length() - marked.length()) + paint.help(marked));
        }
        return String.join("\n", shown);
    }

    private static String margin(int width, String number, Paint paint) {
        return paint.margin(" ".repeat(width - number.length()) + number + " |") + " ";
    }

    /** The marks below a line, in as many rows as they need beside one another. */
    private static List<String> rows(List<Mark> marks, Mark main, SourceLine source, Paint paint) {
        SortedMap<Integer, List<Mark>> byColumn = new TreeMap<>();
        for (Mark mark : marks) {
            source.indent(mark.place())
                    .ifPresent(indent -> byColumn.computeIfAbsent(indent, _ -> new ArrayList<>())
                            .add(mark));
        }
        List<Row> rows = new ArrayList<>();
        byColumn.forEach((indent, here) -> {
            boolean isMain = here.contains(main);
            int length =
                    here.stream().mapToInt(m -> source.length(m.place())).max().orElse(1);
            String labels = String.join(
                    ", ",
                    here.stream()
                            .map(Mark::label)
                            .filter(l -> !l.isEmpty())
                            .distinct()
                            .toList());
            String text = (isMain ? "^" : "-").repeat(length) + (labels.isEmpty() ? "" : " " + labels);
            Row row = rows.stream()
                    .filter(r -> r.end < indent || r.end == 0)
                    .findFirst()
                    .orElseGet(() -> {
                        Row added = new Row();
                        rows.add(added);
                        return added;
                    });
            row.text.append(" ".repeat(indent - row.end)).append(isMain ? paint.error(text) : paint.margin(text));
            row.end = indent + text.length();
        });
        return rows.stream().map(r -> r.text.toString()).toList();
    }

    private static final class Row {
        private final StringBuilder text = new StringBuilder();
        private int end;
    }

    /**
     * {@code text} with every character replaced that would upset a terminal: for what comes from a file and is printed.
     * Line breaks are such characters, too.
     */
    public static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().map(SourceLine::printable).forEach(visible::appendCodePoint);
        return visible.toString();
    }
}
