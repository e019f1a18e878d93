package org.rdylib.spec.syntax;

import java.util.Arrays;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Style;

/**
 * The offsets of a text that stands in the source otherwise than it is: the scalar is decoded once more, by YAML's rules
 * for its style, with the offsets kept. What does not decode to the same text (it always should) is placed at the scalar's
 * start.
 */
final class DecodedOffsets implements ScalarOffsets {

    private final String source;
    private final int[] starts;
    private final int[] ends;
    private final StringBuilder decoded = new StringBuilder();
    private int count;

    private DecodedOffsets(String source, int length) {
        this.source = source;
        this.starts = new int[length + 1];
        this.ends = new int[length + 1];
    }

    /**
     * Decodes a scalar.
     *
     * @param from where its text begins, behind the quote
     * @param to where it ends
     */
    static DecodedOffsets of(Scalar scalar, int from, int to) {
        int length = scalar.text().length();
        DecodedOffsets result = new DecodedOffsets(scalar.source().text(), length);
        try {
            switch (scalar.style()) {
                case PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED -> result.flow(from, to, scalar.style());
                case LITERAL, FOLDED -> result.block(scalar, to);
            }
            if (result.count == length && result.decoded.toString().equals(scalar.text())) {
                result.starts[length] = scalar.isQuoted() ? to : length == 0 ? from : result.ends[length - 1];
                result.ends[length] = result.starts[length] + 1;
                return result;
            }
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            // Falls through: the decoder above and the YAML parser disagree.
        }
        Arrays.fill(result.starts, scalar.start());
        Arrays.fill(result.ends, scalar.start() + 1);
        return result;
    }

    @Override
    public int start(int index) {
        return starts[Math.clamp(index, 0, starts.length - 1)];
    }

    @Override
    public int end(int index) {
        return ends[Math.clamp(index, 0, ends.length - 1)];
    }

    private void emit(char c, int from, int to) {
        decoded.append(c);
        starts[count] = from;
        ends[count] = to;
        count++;
    }

    private void emit(int codePoint, int from, int to) {
        for (char c : Character.toChars(codePoint)) {
            emit(c, from, to);
        }
    }

    private void flow(int from, int to, Style style) {
        int i = from;
        while (i < to) {
            char c = source.charAt(i);
            if (c == '\\' && style == Style.DOUBLE_QUOTED) {
                i = escape(i, to);
            } else if (c == '\'' && style == Style.SINGLE_QUOTED) {
                emit('\'', i, i + 2);
                i += 2;
            } else if (isBlank(c) || Source.isBreak(c)) {
                i = whiteSpace(i, to);
            } else {
                emit(c, i, i + 1);
                i++;
            }
        }
    }

    /** Blanks are kept, but not around a line break; a break is a space, and each further one a line feed. */
    private int whiteSpace(int from, int to) {
        int i = from;
        while (i < to && isBlank(source.charAt(i))) {
            i++;
        }
        if (i == to || !Source.isBreak(source.charAt(i))) {
            for (int k = from; k < i; k++) {
                emit(source.charAt(k), k, k + 1);
            }
            return i;
        }
        int firstBreak = i;
        i = afterBreak(i);
        return foldedLines(i, to, firstBreak);
    }

    private int foldedLines(int from, int to, int firstBreak) {
        int i = from;
        boolean blankLines = false;
        while (true) {
            while (i < to && isBlank(source.charAt(i))) {
                i++;
            }
            if (i == to || !Source.isBreak(source.charAt(i))) {
                break;
            }
            emit('\n', i, i + 1);
            blankLines = true;
            i = afterBreak(i);
        }
        if (!blankLines && firstBreak >= 0) {
            emit(' ', firstBreak, firstBreak + 1);
        }
        return i;
    }

    private int afterBreak(int offset) {
        return source.startsWith("\r\n", offset) ? offset + 2 : offset + 1;
    }

    private int escape(int from, int to) {
        char c = source.charAt(from + 1);
        if (Source.isBreak(c)) {
            return foldedLines(afterBreak(from + 1), to, -1);
        }
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        int after = from + 2 + digits;
        if (digits > 0) {
            emit(Integer.parseInt(source, from + 2, after, 16), from, after);
        } else {
            emit(escaped(c), from, after);
        }
        return after;
    }

    private static char escaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 't', '\t' -> '\t';
            case 'n' -> '\n';
            case 'v' -> '\u000B';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'e' -> '\u001B';
            case 'N' -> '\u0085';
            case '_' -> '\u00A0';
            case 'L' -> '\u2028';
            case 'P' -> '\u2029';
            default -> c;
        };
    }

    /** Walks the text and the lines behind the header side by side. */
    private void block(Scalar scalar, int to) {
        Source lines = scalar.source();
        String text = scalar.text();
        int line = lines.lineOf(scalar.start()) + 1;
        int indent = -1;
        int i = 0;
        while (i < text.length()) {
            if (line >= lines.lineCount() || lines.startOf(line) >= to) {
                throw new IndexOutOfBoundsException();
            }
            String content = lines.line(line);
            if (indent < 0 && !content.isBlank()) {
                String first = text.substring(i, endOfFirstLine(text, i));
                indent = commonIndent(content, first);
            }
            int start = Math.min(lines.endOf(line), lines.startOf(line) + Math.max(indent, 0));
            int p = start;
            while (i < text.length() && p < lines.endOf(line) && text.charAt(i) == source.charAt(p)) {
                emit(text.charAt(i++), p, ++p);
            }
            if (p < lines.endOf(line)) {
                throw new IndexOutOfBoundsException();
            }
            boolean folds = scalar.style() == Style.FOLDED;
            if (i < text.length() && (text.charAt(i) == '\n' || (folds && text.charAt(i) == ' '))) {
                emit(text.charAt(i++), p, p + 1);
            }
            line++;
            if (folds && i < text.length() && text.charAt(i) != '\n') {
                // The break before a run of blank lines is not in the text.
                while (line < lines.lineCount() && lines.line(line).isBlank()) {
                    line++;
                }
            }
        }
    }

    private static int endOfFirstLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** How many leading blanks of the line are indentation, given the text that it begins. */
    private static int commonIndent(String line, String text) {
        for (int indent = 0; indent < line.length(); indent++) {
            if (text.startsWith(line.substring(indent))) {
                return indent;
            }
            if (line.charAt(indent) != ' ') {
                break;
            }
        }
        throw new IndexOutOfBoundsException();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
