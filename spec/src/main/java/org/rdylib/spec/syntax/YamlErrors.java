package org.rdylib.spec.syntax;

import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;

/** Says in this project's words what the YAML parser could not read, and looks for the missing quotes behind it. */
final class YamlErrors {

    private YamlErrors() {}

    /** Where the next thing begins that is neither white space nor comment. */
    static int startOfNext(Source source, int from) {
        int at = from;
        int end = source.text().length();
        while (at < end) {
            char c = source.at(at);
            if (c == '#' && (at == 0 || Character.isWhitespace(source.at(at - 1)))) {
                at = source.endOf(source.lineOf(at));
            } else if (Character.isWhitespace(c) || c == ':' || c == ',') {
                at++;
            } else {
                return at;
            }
        }
        return from;
    }

    /**
     * An error of YAML's syntax.
     *
     * @param unquoted the type without quotes that is probably behind it
     */
    record Problem(Diagnostic diagnostic, Optional<Repairs.Repair> unquoted) {}

    /** What is wrong where the parser gave up; {@code token} is where the last token began. */
    static Problem locate(Source source, JacksonException error, int token) {
        if (!(error.getCause() instanceof MarkedYamlEngineException cause)) {
            boolean key = error.getOriginalMessage().startsWith("Expected a property name");
            String message = key ? "a key is text, not a mapping or list" : "this is not YAML";
            return new Problem(error(source, token, message, ""), Optional.empty());
        }
        int problem = cause.getProblemMark().map(m -> offset(source, m)).orElse(token);
        int context = cause.getContextMark().map(m -> offset(source, m)).orElse(problem);
        // A quotation that was never meant as one ends at the next apostrophe of the file, lines below.
        boolean longQuote = source.at(token) == '\'' && source.lineOf(token) < source.lineOf(problem);
        Optional<Repairs.Repair> unquoted = (longQuote
                        ? Misread.behind(source, token)
                        : Optional.<Repairs.Repair>empty())
                .or(() -> Misread.behind(source, problem))
                .or(() -> Misread.behind(source, context))
                .or(() -> Misread.behind(source, token));
        Diagnostic diagnostic =
                inOurWords(source, problem, context, nonNull(cause.getProblem()), nonNull(cause.getContext()));
        return new Problem(diagnostic, unquoted);
    }

    /** Whether there is nothing but space before {@code at} in its line. */
    private static boolean indents(Source source, int at) {
        int line = source.text().lastIndexOf('\n', at - 1) + 1;
        return source.text().substring(line, at).isBlank();
    }

    private static Diagnostic inOurWords(Source source, int problem, int context, String what, String doing) {
        boolean atEnd = problem >= source.text().length() || what.contains("<stream end>");
        char found = source.at(problem);
        if (doing.contains("quoted scalar") && what.contains("end of stream")) {
            return error(source, context, "this quoted text has no end", "close it with `" + source.at(context) + "`");
        }
        if (what.contains("unknown escape")) {
            return Diagnostic.error(
                    Code.YAML_SYNTAX,
                    source.place(problem - 1, problem + 1),
                    "`\\" + found + "` is no escape",
                    "write `\\\\` for a backslash, or use single quotes");
        }
        if (what.startsWith("mapping values are not allowed")) {
            return error(
                    source,
                    problem,
                    "a value cannot hold a second `: `",
                    "quote the value, or indent what belongs below it");
        }
        if (what.contains("\\t(TAB)")) {
            return indents(source, problem)
                    ? error(source, problem, "a tab cannot indent YAML", "indent with spaces")
                    : error(source, problem, "a tab cannot stand here", "write spaces");
        }
        if (what.contains("cannot start any token")) {
            return error(source, problem, "no value can begin with `" + found + "`", "quote the value");
        }
        if (what.startsWith("could not find expected ':'")) {
            return error(source, context, "this line is neither `key: value` nor part of a value", "is a `:` missing?");
        }
        if (doing.contains("flow") && atEnd) {
            int open = openBracket(source, context);
            return error(source, open, "this `" + source.at(open) + "` is not closed", "");
        }
        if (doing.contains("flow mapping")) {
            return error(
                    source,
                    problem,
                    "expected `,` or `}` in the mapping in braces",
                    "quote a value that holds `,`, `[`, `]`, `{`, `}` or `: `");
        }
        if (doing.contains("flow sequence")) {
            return error(
                    source,
                    problem,
                    "expected `,` or `]` in the list in brackets",
                    "quote a value that holds `,`, `[`, `]`, `{`, `}` or `: `");
        }
        if (what.startsWith("expected <block end>")) {
            boolean indentation = what.contains("block mapping start") || what.contains("block sequence start");
            return indentation
                    ? error(
                            source,
                            problem,
                            "this line is indented unlike the lines that it belongs to",
                            "align it with the other keys")
                    : error(source, problem, "nothing can follow this value on its line", "quote the whole value");
        }
        if (what.contains("expected the node content")) {
            return error(
                    source,
                    problem,
                    atEnd ? "a value is missing at the end" : "no value can begin with `" + found + "`",
                    "");
        }
        if (doing.contains("anchor") || doing.contains("alias")) {
            return error(source, context, "no value can begin with `" + source.at(context) + "`", "quote the value");
        }
        if (what.contains("<document start>")) {
            return error(source, problem, "nothing can follow the end of the document", "keep one document to a file");
        }
        String plain = what.replace('\'', '`').strip();
        return error(source, problem, plain.isEmpty() ? "this is not YAML" : "this is not YAML: " + plain, "");
    }

    /** The last bracket that is open at the end; {@code otherwise} where that cannot be said. */
    private static int openBracket(Source source, int otherwise) {
        for (int at = Math.min(otherwise, source.text().length() - 1); at >= 0; at--) {
            if (source.at(at) == '{' || source.at(at) == '[') {
                return at;
            }
        }
        return otherwise;
    }

    private static Diagnostic error(Source source, int at, String message, String help) {
        var place = source.place(at, at + 1);
        return help.isEmpty()
                ? Diagnostic.error(Code.YAML_SYNTAX, place, message)
                : Diagnostic.error(Code.YAML_SYNTAX, place, message, help);
    }

    private static int offset(Source source, Mark mark) {
        return source.offsetOfCodePoint(mark.getIndex());
    }

    private static String nonNull(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
