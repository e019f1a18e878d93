package org.rdylib.spec.syntax;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.syntax.Repairs.Repair;

/**
 * Rust types that stand in a YAML file without quotes, where YAML takes them for something else: {@code &'a str} is an
 * anchor to it, {@code *const T} an alias, {@code [T]} a list, {@code fn(x: u8)} a mapping, and between braces {@code
 * Result<u32, E>} ends at its comma.
 */
final class Misread {

    private static final Pattern FUNCTION = Pattern.compile("(async +)?(unsafe +)?(extern +\"C\" +)?fn *[(<].*");
    private static final Pattern REFERENCE = Pattern.compile("&(mut\\b|'[A-Za-z_]).*");

    /** A head whose lifetimes YAML takes for something else: with a comma between braces, or a colon. */
    private static final Pattern HEAD = Pattern.compile("[A-Za-z_]\\w*<'\\w+ *[,:][\\w',:+ ]*>(?=:( |$))");

    /** Longer ones are not looked at: a line may have megabytes. */
    private static final int MAX_LENGTH = 2048;

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
        int lineEnd = Math.min(source.endOf(source.lineOf(start)), start + MAX_LENGTH);
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

    /** Whether the text is meant as a type or signature, though it may have mistakes of its own. */
    static boolean isRust(String text) {
        boolean begins =
                FUNCTION.matcher(text).matches() || REFERENCE.matcher(text).matches();
        return (begins && isBalanced(text)) || TypeParser.reads(text);
    }

    private static boolean isBalanced(String text) {
        int depth = 0;
        for (char c : text.replace("->", "").toCharArray()) {
            if ("([{<".indexOf(c) >= 0) {
                depth++;
            } else if (")]}>".indexOf(c) >= 0 && --depth < 0) {
                return false;
            }
        }
        return depth == 0 && !text.replace("\"C\"", "").contains("\"");
    }

    /** The diagnostic for the value that made the YAML parser fail at {@code problem}, if it is Rust unquoted. */
    static Optional<Repair> behind(Source source, int problem) {
        int line = source.lineOf(problem);
        int from = Math.max(source.startOf(line), problem - MAX_LENGTH);
        int to = Math.min(source.endOf(line), problem + 1);
        boolean begins = true;
        for (int at = from; at < to; at++) {
            char c = source.at(at);
            boolean blank = c == ' ' || c == '\t';
            if (begins && !blank && c != '-' && c != '{') {
                Optional<Repair> found = behind(source, at, problem);
                if (found.isPresent()) {
                    return found;
                }
            }
            boolean behindSign = at > from && ":,-".indexOf(source.at(at - 1)) >= 0;
            begins = (blank && (begins || behindSign)) || c == '{' || c == '[' || (begins && c == '-');
        }
        return Optional.empty();
    }

    private static Optional<Repair> behind(Source source, int at, int problem) {
        Span whole = value(source, at, false);
        Span inFlow = value(source, at, true);
        char quote = source.at(at);
        if (quote == '"' || quote == '\'') {
            for (Span span : List.of(whole, inFlow)) {
                Optional<Span> inner = inner(span, quote).filter(t -> t.text().indexOf(quote) >= 0 && isRust(t.text()));
                if (inner.isPresent() && span.to() >= problem) {
                    String sign = quote == '"' ? "quotation mark" : "apostrophe";
                    return Optional.of(repair(span, inner.get(), "the " + sign + " inside ends the quoted text"));
                }
            }
        }
        if (quote == '\'' && inFlow.text().matches("'[A-Za-z_]\\w*( [^']*)?")) {
            Span behind = new Span(source, inFlow.from() + 1, inFlow.to());
            return Optional.of(
                    FUNCTION.matcher(behind.text()).matches()
                            ? repair(inFlow, behind, "nothing ends the quoted text")
                            : unquoted(inFlow, "YAML reads the apostrophe as a quotation mark"));
        }
        for (Span span : List.of(whole, inFlow)) {
            boolean covers = span.from() <= problem && problem <= span.to() + 1;
            boolean plain = span.text().chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
            if (covers && !plain && isRust(span.text())) {
                return Optional.of(unquoted(span, "YAML cannot read this"));
            }
        }
        return head(whole).map(span -> unquoted(span, "YAML cannot read this"));
    }

    /** What stands between the quotes around a span, if there are some. */
    private static Optional<Span> inner(Span span, char quote) {
        String text = span.text();
        boolean closed = text.length() > 2 && text.charAt(text.length() - 1) == quote;
        return closed ? Optional.of(new Span(span.source(), span.from() + 1, span.to() - 1)) : Optional.empty();
    }

    /** The head of a declaration at which a span begins, if it does: {@code Pair<'a, 'b>}. */
    private static Optional<Span> head(Span span) {
        Matcher head = HEAD.matcher(span.text());
        return head.lookingAt()
                ? Optional.of(new Span(span.source(), span.from(), span.from() + head.end()))
                : Optional.empty();
    }

    /** The error, with the edit that mends it. */
    static Repair unquoted(Span span, String why) {
        return repair(span, span, "without quotes, " + why);
    }

    private static Repair repair(Span span, Span meant, String message) {
        return new Repair(
                span,
                meant,
                Diagnostic.error(
                        Code.UNQUOTED,
                        span.source().place(span.from(), span.to()),
                        message,
                        "quote it: " + quoted(meant.text())));
    }

    /** A scalar of YAML that says {@code text}. */
    static String quoted(String text) {
        if (!text.contains("\"") && !text.contains("\\")) {
            return "\"" + text + "\"";
        }
        return text.contains("'") ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : "'" + text + "'";
    }
}
