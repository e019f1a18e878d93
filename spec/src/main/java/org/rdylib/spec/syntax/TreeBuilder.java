package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;
import org.rdylib.spec.syntax.Misread.Span;
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
                    .setAllowDuplicateKeys(true)
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

    /** Nobody makes so many mistakes of one kind, but a hostile file could have millions. */
    private static final int MAX_LOOKS = 2000;

    private final Source source;
    private final Repairs repairs;
    private final LimitedReader reader;
    private final YAMLParser parser;
    private final List<Diagnostic> diagnostics;
    private int flowDepth;
    /** Where the last anchor, alias or tag was reported: a mapping and its first key begin at the same one. */
    private int lastFeature = -1;
    /** Where the token that was read last ends. */
    private int lastEnd;

    private int nodes;
    /** How often the rest of a line has been looked at. */
    private int looks;

    private TreeBuilder(Source source, Repairs repairs) {
        this.source = source;
        this.repairs = repairs;
        this.diagnostics = repairs.diagnostics();
        this.reader = new LimitedReader(repairs.text(), READ_AHEAD);
        this.parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), reader);
    }

    /** Reads a file; from the start again, each time that a type without quotes has been found in it. */
    static YamlTree build(Source source) {
        Repairs repairs = new Repairs(source);
        while (true) {
            TreeBuilder builder = new TreeBuilder(source, repairs);
            try {
                return builder.build();
            } catch (UnquotedException e) {
                if (!repairs.make(e.repair, builder.lastEnd)) {
                    return builder.failed(e.repair.diagnostic());
                }
            }
        }
    }

    private YamlTree build() {
        try (parser) {
            JsonToken first = next();
            if (first == null) {
                return failed(Diagnostic.error(
                        Code.YAML_SYNTAX, source.place(0, 1), "there is nothing in this file", "begin with `abi: 1`"));
            }
            Node root = value(first, 1);
            if (next() != null) {
                int second = tokenStart();
                report(Diagnostic.error(
                        Code.YAML_FEATURE,
                        source.place(second, second + 1),
                        "a second document begins here",
                        "keep one document to a file"));
            }
            return new YamlTree(Optional.of(root), diagnostics);
        } catch (StopException e) {
            return failed(e.diagnostic());
        } catch (JacksonException e) {
            if (reader.exceeded()) {
                return failed(tooLong(YamlErrors.startOfNext(source, lastEnd)));
            }
            YamlErrors.Problem problem = YamlErrors.locate(source, e, tokenStart());
            Optional<Repairs.Repair> unquoted = problem.unquoted()
                    .filter(r -> !repairs.overlaps(r.span().from(), r.span().to()));
            if (unquoted.isPresent()) {
                throw new UnquotedException(unquoted.get());
            }
            return failed(problem.diagnostic());
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
            throw new StopException(Diagnostic.error(
                    Code.TOO_LARGE,
                    source.place(start, start + 1),
                    "mappings and lists are nested more than " + YamlTree.MAX_DEPTH + " deep"));
        }
        if (++nodes > YamlTree.MAX_NODES) {
            throw new StopException(Diagnostic.error(
                    Code.TOO_LARGE,
                    source.place(start, start + 1),
                    "the file has more than " + YamlTree.MAX_NODES + " values",
                    YamlTree.DIVIDE));
        }
        boolean flowOutside = flowDepth > 0;
        int before = diagnostics.size();
        feature(start, container);
        boolean misread = diagnostics.size() > before;
        Node node = switch (token) {
            case START_OBJECT -> mapping(start, depth);
            case START_ARRAY -> sequence(start, depth, flowOutside);
            default -> scalar(start);
        };
        // Of a scalar, everything that was reported is about itself.
        return misread || (!container && diagnostics.size() > before)
                ? Scalar.misread(source, start, Math.max(start, lastEnd))
                : node;
    }

    private Node mapping(int start, int depth) {
        boolean flow = opensFlow('{');
        DistinctEntries entries = new DistinctEntries();
        while (require() != JsonToken.END_OBJECT) {
            int keyStart = tokenStart();
            feature(keyStart, false);
            Scalar key = scalar(keyStart);
            if (entries.all().size() == YamlTree.MAX_ENTRIES) {
                throw new StopException(tooMany(key.at(), "this mapping has more than %d entries"));
            }
            Node value = value(require(), depth + 1);
            add(new Node.Entry(key, value), entries);
        }
        closeFlow(flow);
        Place at = flow || entries.all().isEmpty()
                ? source.place(start, flow ? lastEnd : start + 1)
                : entries.all().getFirst().key().at();
        return new Node.Mapping(entries.all(), at);
    }

    private void add(Node.Entry entry, DistinctEntries entries) {
        Scalar key = entry.key();
        if (key.text().equals("<<") && key.style() == Style.PLAIN) {
            String help = "write out what is to be merged";
            report(Diagnostic.error(Code.YAML_FEATURE, key.at(), "there are no merge keys here", help));
            return;
        }
        Optional<Scalar> first = entries.add(entry);
        if (first.isEmpty()) {
            return;
        }
        Place there = first.get().at();
        String where = there.line() + ":" + there.column();
        report(Diagnostic.error(
                Code.DUPLICATE_KEY,
                key.at(),
                Names.quote(key.text()) + " is a key of this mapping already, at " + where,
                "rename or remove one of them"));
    }

    private Node sequence(int start, int depth, boolean flowOutside) {
        boolean flow = opensFlow('[');
        List<Node> items = new ArrayList<>();
        for (JsonToken token = require(); token != JsonToken.END_ARRAY; token = require()) {
            if (items.size() == YamlTree.MAX_ENTRIES) {
                int beyond = tokenStart();
                throw new StopException(tooMany(source.place(beyond, beyond + 1), "this list has more than %d items"));
            }
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
        Optional<Scalar> repaired = repairs.scalarAt(start, flowDepth > 0);
        if (repaired.isPresent()) {
            return repaired.get();
        }
        if (repairs.overlaps(start, end)) {
            return Scalar.misread(source, start, end);
        }
        if (source.codePoints(start, end) > YamlTree.MAX_SCALAR) {
            report(tooLong(start));
        }
        Scalar scalar = new Scalar(source, start, end, style(start, end), text, flowDepth > 0);
        // Those of the source were looked for before; what is as long as its source has no escapes.
        boolean mayHaveEscapes = scalar.style() == Style.DOUBLE_QUOTED && text.length() != end - start - 2;
        OptionalInt bad = mayHaveEscapes ? BadCharacters.firstIn(text, 0) : OptionalInt.empty();
        if (bad.isPresent()) {
            int at = bad.getAsInt();
            String name = BadCharacters.name(text.charAt(at));
            report(Diagnostic.error(
                    Code.YAML_SYNTAX, scalar.place(at, at + 1), name + " cannot stand in a descriptor"));
        }
        if (scalar.style() == Style.PLAIN && scalar.inFlow()) {
            splitAtComma(scalar);
        }
        return scalar;
    }

    private Style style(int start, int end) {
        return switch (start < end ? source.at(start) : ' ') {
            case '\'' -> Style.SINGLE_QUOTED;
            case '"' -> Style.DOUBLE_QUOTED;
            case '|' -> Style.LITERAL;
            case '>' -> Style.FOLDED;
            default -> Style.PLAIN;
        };
    }

    /** {@code {a: Result<u32, E>}}: the scalar ends at the comma, and {@code E>} becomes a key. */
    private void splitAtComma(Scalar scalar) {
        char next = source.at(scalar.end());
        if ((next != ',' && next != '[') || looks > MAX_LOOKS) {
            return;
        }
        Span meant = Misread.value(source, scalar.start(), true);
        if (meant.to() > scalar.end() && ++looks <= MAX_LOOKS && Misread.isRust(meant.text())) {
            String where = next == ',' ? "the comma" : "the bracket";
            throw new UnquotedException(Misread.unquoted(meant, "YAML ends this value at " + where));
        }
    }

    /** Looks for an anchor, alias or tag where a node begins. */
    private void feature(int start, boolean container) {
        char first = source.at(start);
        boolean empty = !container && start >= lastEnd;
        boolean none = first != '&' && first != '*' && first != '!';
        if (empty || start == lastFeature || none || repairs.beginsAt(start)) {
            return;
        }
        lastFeature = start;
        String kind = first == '&' ? "an anchor" : first == '*' ? "an alias" : "a tag";
        boolean goesOnBelow = container && source.lineOf(lastEnd) > source.lineOf(start);
        if (first != '!' && !goesOnBelow && ++looks <= MAX_LOOKS) {
            Span meant = Misread.value(source, start, flowDepth > 0);
            if (Misread.isRust(meant.text())) {
                throw new UnquotedException(Misread.unquoted(meant, "YAML reads this as " + kind));
            }
        }
        int end = start;
        while (end < source.text().length()
                && !Character.isWhitespace(source.at(end))
                && ",]}".indexOf(source.at(end)) < 0) {
            end++;
        }
        report(Diagnostic.error(
                Code.YAML_FEATURE,
                source.place(start, end),
                "this is " + kind + ", and descriptors have none",
                first == '!' ? "leave it out" : "write the value out, or quote it if it is meant as text"));
    }

    private void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
        if (diagnostics.size() >= YamlTree.MAX_DIAGNOSTICS) {
            throw new StopException(Diagnostic.error(
                    Code.TOO_LARGE, diagnostic.place(), "this file has more errors, which are not reported"));
        }
    }

    private static Diagnostic tooMany(Place at, String message) {
        return Diagnostic.error(Code.TOO_LARGE, at, message.formatted(YamlTree.MAX_ENTRIES), YamlTree.DIVIDE);
    }

    private Diagnostic tooLong(int start) {
        return Diagnostic.error(
                Code.TOO_LARGE,
                source.place(start, start + 1),
                "the text that begins here is longer than 64 KiB",
                "a longer text does not belong into a descriptor");
    }

    /** Ends the reading of a file at a type without quotes. */
    private static final class UnquotedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Repairs.Repair repair;

        UnquotedException(Repairs.Repair repair) {
            super(null, null, false, false);
            this.repair = repair;
        }
    }

    /** Ends the reading of a file with a diagnostic. */
    private static final class StopException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Diagnostic diagnostic;

        StopException(Diagnostic diagnostic) {
            super(null, null, false, false);
            this.diagnostic = diagnostic;
        }

        Diagnostic diagnostic() {
            return diagnostic;
        }
    }
}
