package org.rdylib.spec.syntax;

import java.util.Optional;
import java.util.regex.Pattern;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;

/**
 * Rust types that stand in a YAML file without quotes, where YAML takes them for something else: {@code &'a str} is an
 * anchor to it, {@code *const T} an alias, {@code [T]} a list, {@code fn(x: u8)} a mapping, and between braces {@code
 * Result<u32, E>} ends at its comma.
 */
final class Misread {

    private static final Pattern FUNCTION = Pattern.compile("(unsafe +)?(extern +\"C\" +)?fn *[(<].*");
    private static final Pattern REFERENCE = Pattern.compile("&(mut\\b|'[A-Za-z_]).*");

    private Misread() {}

    /** A part of the source. */
    record Span(Source source, int from, int to) {
        String text() {
            return source.text().substring(from, to);
        }

        boolean isEmpty() {
            return from >= to;
        }
    }

    /** What the author of a line probably meant as the value that begins at {@code start}. */
    static Span value(Source source, int start, boolean inFlow) {
        int lineEnd = source.endOf(source.lineOf(start));
        int depth = 0;
        int at = start;
        while (at < lineEnd) {
            char c = source.at(at);
            if (c == '#' && at > start && source.at(at - 1) == ' ') {
                break;
            }
            boolean arrow = c == '>' && source.at(at - 1) == '-';
            boolean closes = c == ')' || c == ']' || c == '}' || (c == '>' && !arrow);
            if (inFlow && depth == 0 && (c == ',' || c == '}' || c == ']')) {
                break;
            }
            if (c == '(' || c == '[' || c == '{' || c == '<') {
                depth++;
            } else if (closes && depth > 0) {
                depth--;
            }
            at++;
        }
        while (at > start && (source.at(at - 1) == ' ' || source.at(at - 1) == '\t')) {
            at--;
        }
        return new Span(source, start, at);
    }

    /** Whether the text is meant as a type or signature. */
    static boolean isRust(String text) {
        return FUNCTION.matcher(text).matches() || REFERENCE.matcher(text).matches() || TypeParser.reads(text);
    }

    /**
     * The value on one line that made the YAML parser fail at {@code problem}, if it is Rust that lacks its quotes.
     */
    static Optional<Span> onLineOf(Source source, int problem) {
        int line = source.lineOf(problem);
        int from = source.startOf(line);
        int to = source.endOf(line);
        int flowDepth = 0;
        boolean begins = true;
        for (int at = from; at < to; at++) {
            char c = source.at(at);
            if (begins && c != ' ' && c != '-' && c != '{' && c != '"') {
                Optional<Span> found = candidate(source, at, problem, flowDepth > 0);
                if (found.isPresent()) {
                    return found;
                }
            }
            boolean blank = c == ' ' || c == '\t';
            boolean behindSign = at > from && ":,-".indexOf(source.at(at - 1)) >= 0;
            begins = (blank && (begins || behindSign)) || c == '{' || (c == '[' && flowDepth > 0);
            flowDepth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return Optional.empty();
    }

    private static Optional<Span> candidate(Source source, int at, int problem, boolean inFlow) {
        Span span = value(source, at, inFlow);
        boolean covers = span.from() <= problem && problem <= span.to() + 1;
        boolean harmless = span.text().chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        return covers && !harmless && isRust(span.text()) ? Optional.of(span) : Optional.empty();
    }

    /** The error, with the edit that mends it. */
    static Diagnostic unquoted(Span span, String why) {
        return Diagnostic.error(
                Code.UNQUOTED,
                span.source().place(span.from(), span.to()),
                "without quotes, " + why,
                "quote it: " + quoted(span.text()));
    }

    /** A scalar of YAML that says {@code text}. */
    static String quoted(String text) {
        if (!text.contains("\"") && !text.contains("\\")) {
            return "\"" + text + "\"";
        }
        return text.contains("'") ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : "'" + text + "'";
    }
}
