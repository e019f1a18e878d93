package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Style;

/**
 * Builds the tree of a text as nearly every author writes one, and of canonical forms: of ASCII's printable characters;
 * mappings by indentation, and mappings and lists in braces and brackets; keys and texts on one line each, plain or in
 * quotes, with no other escapes than JSON's common ones; texts of several lines behind {@code |}.
 *
 * <p>It is the tree that {@link TreeBuilder} would build, to the place of each node, without YAML's whole grammar: that
 * takes most of the time of reading, leaves ten times the tree's own size in garbage between its nodes, and costs a JVM
 * that has just started hundreds of classes. Of any other text, be it wrong or merely unusual, there is none here: what is
 * wrong {@link TreeBuilder} says, and nobody else. Tests hold the two against each other over all descriptors that there
 * are, and over changed ones.
 */
final class PlainTree {

    /** YAML has no longer keys on one line. */
    private static final int MAX_KEY = 1000;

    /** More blanks and comments in a row are for the YAML parser to accept: it reads a limited part of a file ahead. */
    private static final int MAX_BLANK = 32 << 10;

    private final Source source;
    private final String text;
    private int at;
    /** Where the line begins in which {@link #at} is. */
    private int lineStart;

    private int nodes;
    /** How many braces and brackets are open. */
    private int flowDepth;

    private PlainTree(Source source) {
        this.source = source;
        this.text = source.text();
    }

    /** The tree of a text that has one here. */
    static Optional<Mapping> of(Source source) {
        boolean isPrintable = source.isPlain()
                && source.text().indexOf('\t') < 0
                && source.text().indexOf('\r') < 0;
        if (!isPrintable || source.text().length() > YamlTree.MAX_FILE) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PlainTree(source).root());
        } catch (UnusualException e) {
            return Optional.empty();
        }
    }

    private Mapping root() {
        skip();
        Mapping root = next() == '{' ? flowMapping(1, -1) : blockMapping(column(), 1);
        requireBehindValue();
        skip();
        require(at == text.length());
        return root;
    }

    /** The next character; a line feed behind the last one. */
    private char next() {
        return source.at(at);
    }

    private char ahead() {
        return source.at(at + 1);
    }

    private static void require(boolean isUsual) {
        if (!isUsual) {
            throw UnusualException.THE_ONE;
        }
    }

    private int column() {
        return at - lineStart;
    }

    /** Goes to what stands next, over blanks, line breaks and comments. A comment has a blank or nothing before it. */
    private void skip() {
        int from = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                lineStart = at;
            } else if (c == ' ') {
                at++;
            } else if (c == '#' && (at == lineStart || text.charAt(at - 1) == ' ')) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                break;
            }
        }
        require(at - from <= MAX_BLANK);
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    /** Nothing but a comment may follow a value on its line. */
    private void requireBehindValue() {
        int end = at;
        skipSpaces();
        require(next() == '\n' || (next() == '#' && at > end));
    }

    private void count(int depth) {
        require(++nodes <= YamlTree.MAX_NODES && depth <= YamlTree.MAX_DEPTH);
    }

    /** A mapping whose keys all stand in column {@code indent}, from 0. */
    private Mapping blockMapping(int indent, int depth) {
        count(depth);
        DistinctEntries entries = new DistinctEntries();
        do {
            Scalar key = key();
            require(entries.add(new Node.Entry(key, blockValue(indent, depth + 1)))
                    .isEmpty());
            skip();
        } while (at < text.length() && column() == indent);
        require(at == text.length() || column() < indent);
        return new Mapping(entries.all(), entries.all().getFirst().key().at());
    }

    private Node blockValue(int indent, int depth) {
        int behindColon = at;
        skipSpaces();
        if (next() == '\n' || (next() == '#' && at > behindColon)) {
            skip();
            return at < text.length() && column() > indent ? blockMapping(column(), depth) : empty(behindColon);
        }
        require(at > behindColon);
        Node value = next() == '|' ? literal(indent) : valueOnLine(depth, indent);
        skip();
        // Otherwise it goes on.
        require(at == text.length() || column() <= indent);
        return value;
    }

    private Node valueOnLine(int depth, int indent) {
        Node value = value(depth, indent);
        requireBehindValue();
        return value;
    }

    /** What stands behind a key or in a list. */
    private Node value(int depth, int indent) {
        return switch (next()) {
            case '{' -> flowMapping(depth, indent);
            case '[' -> flowSequence(depth, indent);
            case '"', '\'' -> quoted();
            default -> plain(false);
        };
    }

    private Scalar empty(int where) {
        count(0);
        return new Scalar(source, where, where, Style.PLAIN, "", flowDepth > 0);
    }

    private Mapping flowMapping(int depth, int indent) {
        count(depth);
        int start = at++;
        flowDepth++;
        DistinctEntries entries = new DistinctEntries();
        for (boolean more = within(indent, '}'); more; more = another(indent, '}')) {
            Scalar key = flowKey();
            require(entries.add(new Node.Entry(key, flowValue(key, depth + 1, indent)))
                    .isEmpty());
        }
        flowDepth--;
        return new Mapping(entries.all(), source.place(start, at));
    }

    private Node flowSequence(int depth, int indent) {
        count(depth);
        int start = at++;
        boolean isInFlow = flowDepth > 0;
        flowDepth++;
        List<Node> items = new ArrayList<>();
        for (boolean more = within(indent, ']'); more; more = another(indent, ']')) {
            items.add(value(depth + 1, indent));
        }
        flowDepth--;
        return new Node.Sequence(source, start, items, source.place(start, at), isInFlow);
    }

    /** Whether something stands here, and not the bracket that closes, which is taken. */
    private boolean within(int indent, char close) {
        skipInFlow(indent);
        boolean closes = next() == close && at < text.length();
        at += closes ? 1 : 0;
        return !closes;
    }

    /** Whether a comma and something else follows, and not the bracket that closes; both are taken. */
    private boolean another(int indent, char close) {
        skipInFlow(indent);
        if (next() == ',') {
            at++;
            return within(indent, close);
        }
        require(next() == close);
        at++;
        return false;
    }

    /** What goes on below stands further to the right than what it belongs to. */
    private void skipInFlow(int indent) {
        skip();
        require(at < text.length() && column() > indent);
    }

    private Scalar flowKey() {
        return next() == '"' || next() == '\'' ? quoted() : plain(true);
    }

    private Node flowValue(Scalar key, int depth, int indent) {
        if (next() == ':') {
            require(at - key.start() <= MAX_KEY);
            int behindColon = ++at;
            skipInFlow(indent);
            return next() == ',' || next() == '}' ? empty(behindColon) : value(depth, indent);
        }
        skipInFlow(indent);
        require(next() == ',' || next() == '}');
        return empty(at);
    }

    /** A key by indentation, and the colon behind it. */
    private Scalar key() {
        Scalar key = next() == '"' || next() == '\'' ? quoted() : plain(true);
        require(next() == ':' && (ahead() == ' ' || ahead() == '\n') && at - key.start() <= MAX_KEY);
        at++;
        return key;
    }

    /** A text without quotes: to the end of its line, a comment or, between brackets, the next sign that ends it. */
    private Scalar plain(boolean isKey) {
        int start = at;
        require(canBegin(next(), isKey));
        int end = start;
        while (!endsPlain(next(), isKey)) {
            end = next() == ' ' ? end : at + 1;
            at++;
        }
        require(end - start <= YamlTree.MAX_SCALAR);
        boolean isMisread = flowDepth > 0 && next() == ',' && isSplit(start, end);
        require(!isMisread);
        count(0);
        at = end;
        return new Scalar(source, start, end, Style.PLAIN, text.substring(start, end), flowDepth > 0);
    }

    /** Whether YAML has no other meaning for a text that begins so. */
    private boolean canBegin(char c, boolean isKey) {
        return isLetter(c)
                || isDigit(c)
                || (!isKey && (c == '(' || c == '<' || c == '/' || c == '~'))
                // Dots at the beginning of a line may end a document.
                || (!isKey && c == '.' && at > lineStart)
                || (!isKey && c == '-' && (isLetter(ahead()) || isDigit(ahead())));
    }

    private boolean endsPlain(char c, boolean isKey) {
        if (c == ':') {
            boolean ends = ahead() == ' ' || ahead() == '\n' || (flowDepth > 0 && isFlowSign(ahead()));
            require(!ends || isKey);
            return ends;
        }
        if (flowDepth > 0 && isFlowSign(c)) {
            require(c != '[' && c != '{');
            return true;
        }
        return c == '\n' || (c == '#' && text.charAt(at - 1) == ' ');
    }

    /** Whether the comma behind a text between brackets stands within angle brackets or parentheses of it. */
    private boolean isSplit(int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '(') {
                return Misread.value(source, start, true).to() > end;
            }
        }
        return false;
    }

    private static boolean isFlowSign(char c) {
        return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Scalar quoted() {
        int start = at;
        char quote = next();
        at++;
        StringBuilder unescaped = new StringBuilder(0);
        int from = at;
        boolean isClosed = false;
        while (!isClosed) {
            char c = next();
            require(c != '\n');
            boolean isEscape = (c == '\\' && quote == '"') || (c == '\'' && quote == '\'' && ahead() == '\'');
            isClosed = c == quote && !isEscape;
            if (isEscape) {
                unescaped.append(text, from, at).append(quote == '\'' ? quote : escaped(ahead()));
                at++;
                from = at + 1;
            }
            at++;
        }
        String rest = text.substring(from, at - 1);
        String said = unescaped.isEmpty() ? rest : unescaped.append(rest).toString();
        require(at - start <= YamlTree.MAX_SCALAR);
        count(0);
        Style style = quote == '"' ? Style.DOUBLE_QUOTED : Style.SINGLE_QUOTED;
        return new Scalar(source, start, at, style, said, flowDepth > 0);
    }

    /** A text of several lines behind {@code |}, of which the first is not empty. Empty ones behind it are none of it. */
    private Scalar literal(int indent) {
        int start = at++;
        require(next() == '\n');
        at++;
        int margin = spaces(at);
        require(margin > indent && source.at(at + margin) != '\n');
        StringBuilder said = new StringBuilder();
        int emptyLines = 0;
        int lineEnd = text.indexOf('\n', at);
        while (lineEnd >= 0) {
            int blanks = spaces(at);
            if (blanks <= margin && at + blanks == lineEnd) {
                emptyLines++;
            } else if (blanks >= margin) {
                said.repeat('\n', emptyLines).append(text, at + margin, lineEnd + 1);
                emptyLines = 0;
            } else {
                break;
            }
            at = lineEnd + 1;
            lineStart = at;
            lineEnd = text.indexOf('\n', at);
        }
        // Without a line break behind it, the last line has none either.
        require((lineEnd >= 0 || at == text.length()) && at - start <= YamlTree.MAX_SCALAR);
        count(0);
        return new Scalar(source, start, at, Style.LITERAL, said.toString(), false);
    }

    /** How many blanks begin at {@code from}. */
    private int spaces(int from) {
        int end = from;
        while (source.at(end) == ' ') {
            end++;
        }
        return end - from;
    }

    private static char escaped(char c) {
        return switch (c) {
            case '"', '\\' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw UnusualException.THE_ONE;
        };
    }

    /** Ends the reading of a text that is none of these. */
    private static final class UnusualException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final UnusualException THE_ONE = new UnusualException();

        private UnusualException() {
            super(null, null, false, false);
        }
    }
}
