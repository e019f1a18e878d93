package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Style;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Builds the tree of one file from Jackson's tokens.
 *
 * <p>Jackson reports no anchor on a scalar, drops tags, gives an alias as its name and lets the last of two equal keys
 * win; so what a node begins with is looked up in the source, and keys are compared here.
 */
final class TreeBuilder {

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .loadSettings(LoadSettings.builder()
                    .setCodePointLimit(Integer.MAX_VALUE)
                    .setParseComments(false)
                    .build())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxDocumentLength(-1)
                    .build())
            .build();

    /** The parser reads ahead of the token that it gives, in chunks and over comments. */
    private static final int READ_AHEAD = YamlTree.MAX_SCALAR + YamlTree.MAX_SCALAR;

    private final Source source;
    private final LimitedReader reader;
    private final YAMLParser parser;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private int flowDepth;
    /** What begins before this offset was part of a type without quotes, and is not read a second time. */
    private int misreadUntil;
    /** Where the last anchor, alias or tag was reported: a mapping and its first key begin at the same one. */
    private int lastFeature = -1;
    /** Where the token that was read last ends. */
    private int lastEnd;

    TreeBuilder(Source source) {
        this.source = source;
        this.reader = new LimitedReader(source.text(), READ_AHEAD);
        this.parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), reader);
    }

    YamlTree build() {
        try (parser) {
            JsonToken first = next();
            if (first == null) {
                return failed(Diagnostic.error(
                        Code.YAML_SYNTAX, source.place(0, 1), "there is nothing in this file", "begin with `abi: 1`"));
            }
            Node root = value(first, 1);
            if (next() != null) {
                report(
                        Diagnostic.error(
                                Code.YAML_FEATURE,
                                source.place(tokenStart(), tokenStart() + 1),
                                "a second document begins here",
                                "keep one document to a file"),
                        tokenStart());
            }
            return new YamlTree(Optional.of(root), diagnostics);
        } catch (TooDeepException e) {
            return failed(Diagnostic.error(
                    Code.TOO_LARGE,
                    e.place(),
                    "mappings and lists are nested more than " + YamlTree.MAX_DEPTH + " deep"));
        } catch (JacksonException e) {
            if (reader.exceeded()) {
                return failed(tooLong(YamlErrors.startOfNext(source, lastEnd)));
            }
            Optional<Diagnostic> error = YamlErrors.explain(source, e, tokenStart());
            // What is wrong with a type that has no quotes has been said.
            error.filter(d -> diagnostics.stream()
                            .noneMatch(known -> known.code() == Code.UNQUOTED
                                    && known.place().line() == d.place().line()))
                    .ifPresent(diagnostics::add);
            return new YamlTree(Optional.empty(), diagnostics);
        }
    }

    private YamlTree failed(Diagnostic last) {
        diagnostics.add(last);
        return new YamlTree(Optional.empty(), diagnostics);
    }

    private @Nullable JsonToken next() {
        JsonToken token = parser.nextToken();
        lastEnd = source.offsetOfCodePoint(parser.currentLocation().getCharOffset());
        reader.allow(lastEnd + READ_AHEAD);
        return token;
    }

    private JsonToken require() {
        JsonToken token = next();
        if (token == null) {
            throw new IllegalStateException("the parser ended inside a node");
        }
        return token;
    }

    private int tokenStart() {
        return source.offsetOfCodePoint(parser.currentTokenLocation().getCharOffset());
    }

    private Node value(JsonToken token, int depth) {
        int start = tokenStart();
        boolean container = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        if (container && depth > YamlTree.MAX_DEPTH) {
            throw new TooDeepException(source.place(start, start + 1));
        }
        boolean flowOutside = flowDepth > 0;
        feature(start, container);
        return switch (token) {
            case START_OBJECT -> mapping(start, depth);
            case START_ARRAY -> sequence(start, depth, flowOutside);
            default -> scalar(start);
        };
    }

    private Node mapping(int start, int depth) {
        boolean flow = opensFlow('{');
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Scalar> keys = new HashMap<>();
        while (require() != JsonToken.END_OBJECT) {
            int keyStart = tokenStart();
            int untilBefore = misreadUntil;
            feature(keyStart, false);
            Scalar key = scalar(keyStart);
            Node value = value(require(), depth + 1);
            if (keyStart >= untilBefore) {
                add(new Node.Entry(key, value), entries, keys);
            }
        }
        closeFlow(flow);
        Place at = flow || entries.isEmpty()
                ? source.place(start, flow ? lastEnd : start + 1)
                : entries.getFirst().key().at();
        return new Node.Mapping(entries, at);
    }

    private void add(Node.Entry entry, List<Node.Entry> entries, Map<String, Scalar> keys) {
        Scalar key = entry.key();
        if (key.text().equals("<<") && key.style() == Style.PLAIN) {
            report(
                    Diagnostic.error(
                            Code.YAML_FEATURE,
                            key.at(),
                            "there are no merge keys here",
                            "write out what is to be merged"),
                    key.start());
            return;
        }
        Scalar first = keys.putIfAbsent(key.text(), key);
        if (first == null) {
            entries.add(entry);
            return;
        }
        report(
                Diagnostic.error(
                        Code.DUPLICATE_KEY,
                        key.at(),
                        Names.quote(key.text()) + " is a key of this mapping already, at "
                                + first.at().line() + ":" + first.at().column(),
                        "rename or remove one of them"),
                key.start());
    }

    private Node sequence(int start, int depth, boolean flowOutside) {
        boolean flow = opensFlow('[');
        List<Node> items = new ArrayList<>();
        for (JsonToken token = require(); token != JsonToken.END_ARRAY; token = require()) {
            items.add(value(token, depth + 1));
        }
        closeFlow(flow);
        return new Node.Sequence(source, start, items, source.place(start, flow ? lastEnd : start + 1), flowOutside);
    }

    /** Whether the mapping or list that begins at this token is in braces or brackets. */
    private boolean opensFlow(char sign) {
        boolean flow = flowDepth > 0 || (lastEnd > 0 && source.at(lastEnd - 1) == sign);
        flowDepth += flow ? 1 : 0;
        return flow;
    }

    private void closeFlow(boolean flow) {
        flowDepth -= flow ? 1 : 0;
    }

    private Scalar scalar(int start) {
        int end = Math.max(start, lastEnd);
        String text = parser.getString();
        char first = start < end ? source.at(start) : ' ';
        Style style = switch (first) {
            case '\'' -> Style.SINGLE_QUOTED;
            case '"' -> Style.DOUBLE_QUOTED;
            case '|' -> Style.LITERAL;
            case '>' -> Style.FOLDED;
            default -> Style.PLAIN;
        };
        if (source.codePoints(start, end) > YamlTree.MAX_SCALAR) {
            report(tooLong(start), start);
        }
        Scalar scalar = new Scalar(source, start, end, style, text, flowDepth > 0);
        OptionalInt bad = style == Style.DOUBLE_QUOTED ? BadCharacters.firstIn(text, 0) : OptionalInt.empty();
        if (bad.isPresent()) {
            int at = bad.getAsInt();
            report(
                    Diagnostic.error(
                            Code.YAML_SYNTAX,
                            scalar.place(at, at + 1),
                            BadCharacters.name(text.charAt(at)) + " cannot stand in a descriptor"),
                    start);
        }
        if (style == Style.PLAIN && scalar.inFlow()) {
            splitAtComma(scalar);
        }
        return scalar;
    }

    /** {@code {a: Result<u32, E>}}: the scalar ends at the comma, and {@code E>} becomes a key. */
    private void splitAtComma(Scalar scalar) {
        if (scalar.start() < misreadUntil || (source.at(scalar.end()) != ',' && source.at(scalar.end()) != '[')) {
            return;
        }
        Misread.Span meant = Misread.value(source, scalar.start(), true);
        if (meant.to() > scalar.end() && Misread.isRust(meant.text())) {
            String where = source.at(scalar.end()) == ',' ? "the comma" : "the bracket";
            misread(meant, "YAML ends this value at " + where);
        }
    }

    /** Looks for an anchor, alias or tag where a node begins. */
    private void feature(int start, boolean container) {
        char first = source.at(start);
        boolean empty = !container && start >= lastEnd;
        if (empty || start == lastFeature || (first != '&' && first != '*' && first != '!')) {
            return;
        }
        lastFeature = start;
        Misread.Span meant = Misread.value(source, start, flowDepth > 0);
        String kind = first == '&' ? "an anchor" : first == '*' ? "an alias" : "a tag";
        if (first != '!' && Misread.isRust(meant.text())) {
            misread(meant, "YAML reads this as " + kind);
            return;
        }
        int end = start;
        while (end < source.text().length()
                && !Character.isWhitespace(source.at(end))
                && ",]}".indexOf(source.at(end)) < 0) {
            end++;
        }
        report(
                Diagnostic.error(
                        Code.YAML_FEATURE,
                        source.place(start, end),
                        "this is " + kind + ", and descriptors have none",
                        first == '!' ? "leave it out" : "write the value out, or quote it if it is meant as text"),
                start);
    }

    private void misread(Misread.Span meant, String why) {
        report(Misread.unquoted(meant, why), meant.from());
        misreadUntil = Math.max(misreadUntil, meant.to());
    }

    private void report(Diagnostic diagnostic, int offset) {
        if (offset >= misreadUntil) {
            diagnostics.add(diagnostic);
        }
    }

    private Diagnostic tooLong(int start) {
        return Diagnostic.error(
                Code.TOO_LARGE,
                source.place(start, start + 1),
                "the text that begins here is longer than 64 KiB",
                "a longer text does not belong into a descriptor");
    }

    private static final class TooDeepException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Place place;

        TooDeepException(Place place) {
            super(null, null, false, false);
            this.place = place;
        }

        Place place() {
            return place;
        }
    }
}
