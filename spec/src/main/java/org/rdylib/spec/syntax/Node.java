package org.rdylib.spec.syntax;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.spec.Place;

/** A node of a YAML file, and where it stands. Only {@link YamlTree} makes them, and {@link Scalar#of}. */
public sealed interface Node {

    /** Where it stands; the first line of it, where it has several. */
    Place at();

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    /** Text: of plain scalars as it is written ({@code no}, {@code 010}), of others what it stands for. */
    final class Scalar implements Node {

        private final Source source;
        private final int start;
        private final int end;
        private final Style style;
        private final String text;
        private final boolean inFlow;
        private final boolean isMisread;
        private @Nullable ScalarOffsets offsets;

        Scalar(Source source, int start, int end, Style style, String text, boolean inFlow) {
            this(source, start, end, style, text, inFlow, false);
        }

        private Scalar(Source source, int start, int end, Style style, String text, boolean inFlow, boolean isMisread) {
            this.source = source;
            this.start = start;
            this.end = end;
            this.style = style;
            this.text = text;
            this.inFlow = inFlow;
            this.isMisread = isMisread;
        }

        /** What stands in {@code [start, end)} and was reported by the tree already. */
        static Scalar misread(Source source, int start, int end) {
            return new Scalar(source, start, end, Style.PLAIN, source.text().substring(start, end), false, true);
        }

        /** A scalar that is a whole file: {@code text}, from line 1, column 1. */
        public static Scalar of(String file, String text) {
            return new Scalar(new Source(file, text), 0, text.length(), Style.PLAIN, text, false);
        }

        /** What it says. */
        public String text() {
            return text;
        }

        /** How it is written. */
        public Style style() {
            return style;
        }

        /** Whether it stands in quotes, single or double. */
        boolean isQuoted() {
            return style == Style.SINGLE_QUOTED || style == Style.DOUBLE_QUOTED;
        }

        /** Whether nothing is written, or a plain {@code null} or {@code ~}. */
        public boolean isNull() {
            return style == Style.PLAIN && !isMisread && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }

        /**
         * Whether the tree has reported it already, as an anchor, say, or as a type without quotes: {@link #text} is
         * then not what its author meant.
         */
        public boolean isMisread() {
            return isMisread;
        }

        /** Where it stands, quotes included. */
        @Override
        public Place at() {
            return source.place(start, end);
        }

        /** Where the part {@code [from, to)} of its text stands in the file, in offsets of {@link #text}. */
        public Place place(int from, int to) {
            ScalarOffsets known = offsets;
            if (known == null) {
                known = ScalarOffsets.of(this);
                offsets = known;
            }
            return source.place(known.start(from), to > from ? known.end(to - 1) : known.start(from));
        }

        Source source() {
            return source;
        }

        int start() {
            return start;
        }

        int end() {
            return end;
        }

        /** Whether it stands between braces or brackets, where a comma ends a plain scalar. */
        boolean inFlow() {
            return inFlow;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A list. */
    final class Sequence implements Node {

        private final Source source;
        private final int start;
        private final List<Node> items;
        private final Place at;
        private final boolean inFlow;

        Sequence(Source source, int start, List<Node> items, Place at, boolean inFlow) {
            this.source = source;
            this.start = start;
            this.items = List.copyOf(items);
            this.at = at;
            this.inFlow = inFlow;
        }

        /** Its nodes, in order. */
        public List<Node> items() {
            return items;
        }

        @Override
        public Place at() {
            return at;
        }

        Source source() {
            return source;
        }

        int start() {
            return start;
        }

        /** Whether it stands between braces or brackets of another node. */
        boolean inFlow() {
            return inFlow;
        }
    }

    /**
     * Keys and values, no key twice.
     *
     * @param entries in the order in which they are written
     */
    record Mapping(List<Entry> entries, Place at) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The value of a key. */
        public Optional<Node> get(String key) {
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).key().text().equals(key)) {
                    return Optional.of(entries.get(i).value());
                }
            }
            return Optional.empty();
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, Node value) {}
}
