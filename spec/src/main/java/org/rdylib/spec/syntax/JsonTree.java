package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Style;

/**
 * Builds the tree of a text that is JSON as binding texts are: of ASCII's printable characters, without spaces between
 * them, with integers for numbers and no word but {@code true}. It is the tree that {@link TreeBuilder} would build, to
 * the place of each node, without YAML's grammar, which costs a JVM that has just started hundreds of classes. Of any
 * other text, wrong or merely unusual, there is none: {@link TreeBuilder} says what it is.
 */
final class JsonTree {

    /** YAML has no longer keys on one line. */
    private static final int MAX_KEY = 1000;

    private final Source source;
    private final String text;
    private int at;
    private int nodes;

    private JsonTree(Source source) {
        this.source = source;
        this.text = source.text();
    }

    /** The tree of a text that has one, with a mapping at its root. */
    static Optional<Mapping> of(Source source) {
        boolean isPrintable =
                source.isPlain() && source.lineCount() == 1 && source.text().indexOf('\t') < 0;
        if (!isPrintable || source.text().length() > YamlTree.MAX_FILE) {
            return Optional.empty();
        }
        JsonTree tree = new JsonTree(source);
        if (tree.next() != '{') {
            return Optional.empty();
        }
        Optional<Node> root = tree.mapping(1);
        return root.isPresent() && tree.at == tree.text.length() && root.get() instanceof Mapping mapping
                ? Optional.of(mapping)
                : Optional.empty();
    }

    /** The next character; a line feed, which is in no such text, behind the last one. */
    private char next() {
        return source.at(at);
    }

    private Optional<Node> value(int depth) {
        if (++nodes > YamlTree.MAX_NODES || depth > YamlTree.MAX_DEPTH) {
            return Optional.empty();
        }
        return switch (next()) {
            case '{' -> mapping(depth);
            case '[' -> sequence(depth);
            case '"' -> text();
            default -> word();
        };
    }

    private Optional<Node> mapping(int depth) {
        int start = at++;
        DistinctEntries entries = new DistinctEntries();
        if (next() == '}') {
            at++;
            return Optional.of(new Mapping(List.of(), source.place(start, at)));
        }
        while (true) {
            int keyStart = at;
            Optional<Node> key = text();
            boolean isTooLong = at - keyStart > MAX_KEY || entries.all().size() == YamlTree.MAX_ENTRIES;
            if (key.isEmpty() || isTooLong || next() != ':') {
                return Optional.empty();
            }
            at++;
            Optional<Node> value = value(depth + 1);
            if (value.isEmpty()
                    || !(key.get() instanceof Scalar scalar)
                    || entries.add(new Node.Entry(scalar, value.get())).isPresent()) {
                return Optional.empty();
            }
            char behind = next();
            at++;
            if (behind == '}') {
                return Optional.of(new Mapping(entries.all(), source.place(start, at)));
            }
            if (behind != ',') {
                return Optional.empty();
            }
        }
    }

    private Optional<Node> sequence(int depth) {
        int start = at++;
        List<Node> items = new ArrayList<>();
        if (next() == ']') {
            at++;
            return Optional.of(new Node.Sequence(source, start, items, source.place(start, at), true));
        }
        while (true) {
            Optional<Node> item = value(depth + 1);
            if (item.isEmpty() || items.size() == YamlTree.MAX_ENTRIES) {
                return Optional.empty();
            }
            items.add(item.get());
            char behind = next();
            at++;
            if (behind == ']') {
                return Optional.of(new Node.Sequence(source, start, items, source.place(start, at), true));
            }
            if (behind != ',') {
                return Optional.empty();
            }
        }
    }

    private Optional<Node> text() {
        if (next() != '"') {
            return Optional.empty();
        }
        int start = at++;
        StringBuilder unescaped = new StringBuilder(0);
        int plainFrom = at;
        while (next() != '"') {
            if (at >= text.length()) {
                return Optional.empty();
            }
            if (next() == '\\') {
                unescaped.append(text, plainFrom, at);
                at++;
                switch (next()) {
                    case '"' -> unescaped.append('"');
                    case '\\' -> unescaped.append('\\');
                    case 'n' -> unescaped.append('\n');
                    case 'r' -> unescaped.append('\r');
                    case 't' -> unescaped.append('\t');
                    default -> {
                        return Optional.empty();
                    }
                }
                plainFrom = at + 1;
            }
            at++;
        }
        String rest = text.substring(plainFrom, at);
        String said = unescaped.isEmpty() ? rest : unescaped.append(rest).toString();
        at++;
        return at - start > YamlTree.MAX_SCALAR
                ? Optional.empty()
                : Optional.of(new Scalar(source, start, at, Style.DOUBLE_QUOTED, said, true));
    }

    /** An integer, or {@code true}. */
    private Optional<Node> word() {
        int start = at;
        while (next() != ',' && next() != '}' && next() != ']' && at < text.length()) {
            at++;
        }
        String word = text.substring(start, at);
        return word.equals("true") || isInteger(word)
                ? Optional.of(new Scalar(source, start, at, Style.PLAIN, word, true))
                : Optional.empty();
    }

    /** Whether it is one as JSON writes it, and not longer than any that could mean something. */
    private static boolean isInteger(String word) {
        int first = word.startsWith("-") ? 1 : 0;
        int digits = word.length() - first;
        if (digits < 1 || digits > MAX_KEY || (digits > 1 && word.charAt(first) == '0')) {
            return false;
        }
        for (int i = first; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
