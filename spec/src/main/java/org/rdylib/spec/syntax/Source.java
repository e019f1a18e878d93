package org.rdylib.spec.syntax;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rdylib.spec.Place;

/**
 * The text of a file, and where its offsets are. Offsets are those of {@code String}; the YAML parser and places count
 * code points.
 */
final class Source {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final String text;
    private final int[] lineStarts;
    /** The offsets of the characters that take two {@code char}s, in order. */
    private final int[] pairs;

    /** Whether it is of ASCII's printable characters, tabs and line breaks: nearly always. */
    private final boolean isPlain;

    private final @Nullable String[] lines;
    /** The line that was asked for last: the next place is probably in it too. */
    private int lastLine;

    Source(String file, String text) {
        this.file = file;
        this.text = text;
        int[] starts = new int[16];
        int count = 0;
        boolean plain = true;
        starts[count++] = text.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? 1 : 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F) {
                continue;
            }
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                }
                starts[count++] = i + 1;
            }
            plain &= isBreak(c) || c == '\t';
        }
        this.lineStarts = Arrays.copyOf(starts, count);
        this.isPlain = plain;
        this.pairs = isPlain
                ? new int[0]
                : IntStream.range(0, text.length() - 1)
                        .filter(i -> Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1)))
                        .toArray();
        this.lines = new String[lineStarts.length];
    }

    String text() {
        return text;
    }

    String file() {
        return file;
    }

    /** Whether there is nothing in it that could be a bad character or take two {@code char}s. */
    boolean isPlain() {
        return isPlain;
    }

    /** The character at {@code offset}, or a line feed before the beginning and behind the end. */
    char at(int offset) {
        return offset >= 0 && offset < text.length() ? text.charAt(offset) : '\n';
    }

    /** The offset of the {@code index}th code point. */
    int offsetOfCodePoint(long index) {
        int low = 0;
        int high = pairs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            // The code point index of the pair number `middle`.
            if (pairs[middle] - middle < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.clamp(index + low, 0, text.length());
    }

    /** The line, from 0, that {@code offset} is in; the first, for what stands before it. */
    int lineOf(int offset) {
        int last = lastLine;
        if (offset >= lineStarts[last] && (last + 1 == lineStarts.length || offset < lineStarts[last + 1])) {
            return last;
        }
        int found = Arrays.binarySearch(lineStarts, offset);
        // A byte order mark stands before the first line.
        lastLine = Math.max(0, found >= 0 ? found : -found - 2);
        return lastLine;
    }

    /** The first offset of a line; line 0 begins behind a byte order mark. */
    int startOf(int line) {
        return lineStarts[line];
    }

    /** The offset of the line break that ends a line, or the end of the text. */
    int endOf(int line) {
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
        while (end > lineStarts[line] && isBreak(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    int lineCount() {
        return lineStarts.length;
    }

    /** A line without its line break. */
    String line(int line) {
        String known = lines[line];
        if (known == null) {
            known = text.substring(startOf(line), endOf(line));
            lines[line] = known;
        }
        return known;
    }

    /** The place of {@code [from, to)}, or of as much of it as is in its first line. */
    Place place(int from, int to) {
        int start = Math.clamp(from, lineStarts[0], text.length());
        int line = lineOf(start);
        int lineStart = startOf(line);
        String shown = line(line);
        int end = Math.min(to, Math.max(lineStart + shown.length(), start + 1));
        int column = start - lineStart - pairsBetween(lineStart, start) + 1;
        int length = Math.max(1, end - start - pairsBetween(start, end));
        return new Place(file, line + 1, column, length, shown);
    }

    /** The number of code points in {@code [from, to)}. */
    int codePoints(int from, int to) {
        return to - from - pairsBetween(from, to);
    }

    private int pairsBetween(int from, int to) {
        return pairs.length == 0 ? 0 : firstPairFrom(to) - firstPairFrom(from);
    }

    private int firstPairFrom(int offset) {
        int found = Arrays.binarySearch(pairs, offset);
        return found >= 0 ? found : -found - 1;
    }

    static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
