package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks lines of Rust that are too long, at the brackets and commas at which rustfmt would. */
final class Wrapping {

    private static final int WIDTH = 100;
    private static final int STEP = 4;
    private static final Pattern CLOSURE = Pattern.compile("((?:move )?\\|[^|]*\\|) ([^{].*)");

    private final int indentation;
    private final List<String> lines = new ArrayList<>();

    private Wrapping(int indentation) {
        this.indentation = indentation;
    }

    /**
     * The line as several, each of at most 100 columns where its brackets allow that.
     *
     * @param line without its indentation, but for what is its own
     */
    static List<String> wrap(String line, int indentation) {
        String code = line.strip();
        // Quotes within a raw literal have no end; in all other lines they have.
        if (code.startsWith("//") || code.startsWith("r#\"") || code.startsWith("\"")) {
            return List.of(line);
        }
        Wrapping wrapping = new Wrapping(indentation);
        wrapping.add(code, line.indexOf(code));
        return wrapping.lines;
    }

    private void add(String code, int inner) {
        String indent = " ".repeat(inner);
        int open = indentation + inner + code.length() > WIDTH ? longest(code) : -1;
        if (open < 0) {
            lines.add(indent + code);
            return;
        }
        int close = match(code, open);
        String content = code.substring(open + 1, close).strip();
        String before = code.substring(0, open + 1);
        String after = code.substring(close);
        if (code.charAt(open) == '{' && !isValue(before)) {
            lines.add(indent + before);
            parts(content, ';', inner);
            add(after, inner);
            return;
        }
        List<String> parts = split(content, ',');
        Matcher closure = CLOSURE.matcher(parts.getLast());
        String head = before + String.join(", ", parts.subList(0, parts.size() - 1)) + (parts.size() > 1 ? ", " : "");
        if (closure.matches() && head.length() + inner + indentation < WIDTH - STEP) {
            lines.add(indent + head + closure.group(1) + " {");
            add(closure.group(2), inner + STEP);
            add("}" + after, inner);
            return;
        }
        lines.add(indent + before);
        parts(content, ',', inner);
        add(after, inner);
    }

    private void parts(String content, char separator, int inner) {
        List<String> parts = split(content, separator);
        for (int i = 0; i < parts.size(); i++) {
            boolean isLast = i + 1 == parts.size();
            boolean isEnded = separator == ',' || !isLast || content.endsWith(";");
            add(parts.get(i) + (isEnded ? separator : ""), inner + STEP);
        }
    }

    /** Whether the brace is that of a struct's value, which has commas within. */
    private static boolean isValue(String before) {
        return before.matches("(.*[ (&])?(\\w+::)*[A-Z]\\w* ?\\{") && !before.contains("->");
    }

    /** The opening bracket, outside of all others, of the longest content; none where there is nothing in brackets. */
    private static int longest(String code) {
        int best = -1;
        int length = 0;
        int from = code.startsWith("#[") ? 2 : 0;
        for (int i = from; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '"') {
                i = code.indexOf('"', i + 1);
            } else if (isOpening(c)) {
                int close = match(code, i);
                if (close < 0) {
                    return -1;
                }
                if (close - i - 1 > length && isBreakable(code, i)) {
                    best = i;
                    length = close - i - 1;
                }
                i = close;
            }
        }
        return best;
    }

    /** Arguments, parameters, blocks and the values of structs; not what groups, nor types of slices and tuples. */
    private static boolean isBreakable(String code, int open) {
        char before = open == 0 ? ' ' : code.charAt(open - 1);
        return switch (code.charAt(open)) {
            case '{' -> true;
            case '(' ->
                Character.isLetterOrDigit(before) || before == '_' || before == '>' || before == ')' || before == '!';
            default -> false;
        };
    }

    private static boolean isOpening(char c) {
        return c == '(' || c == '[' || c == '{';
    }

    private static int match(String code, int open) {
        int depth = 0;
        for (int i = open; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '"') {
                i = code.indexOf('"', i + 1);
            } else if (isOpening(c)) {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The parts between the separators that are in no brackets, those of generics included. */
    private static List<String> split(String content, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        boolean isInClosure = false;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"') {
                i = content.indexOf('"', i + 1);
            } else if (isOpening(c) || c == '<') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}' || (c == '>' && !isArrow(content, i))) {
                depth--;
            } else if (c == '|') {
                isInClosure = !isInClosure;
            } else if (c == separator && depth == 0 && !isInClosure) {
                parts.add(content.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(content.substring(from).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static boolean isArrow(String content, int at) {
        return at > 0 && (content.charAt(at - 1) == '-' || content.charAt(at - 1) == '=');
    }
}
