package org.rdylib.spec.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.syntax.Node.Entry;
import org.rdylib.spec.syntax.Node.Mapping;
import org.rdylib.spec.syntax.Node.Scalar;
import org.rdylib.spec.syntax.Node.Sequence;

/** One mapping of a descriptor whose keys the language knows: takes them one by one, and reports what is left. */
final class Section {

    /** Begins the advice on a key that belongs nowhere. */
    private static final String NOTHING = "nothing: ";

    private final Mapping mapping;
    /** What has these keys, with its article: {@code a struct}. */
    private final String what;

    private final Place at;
    private final Diagnostics errors;
    /** The keys that have been asked for: few. */
    private final List<String> offered = new ArrayList<>();

    Section(Mapping mapping, String what, Place at, Diagnostics errors) {
        this.mapping = mapping;
        this.what = what;
        this.at = at;
        this.errors = errors;
    }

    boolean has(String key) {
        return mapping.get(key).isPresent();
    }

    /** The value of a key, if it is there. */
    Optional<Node> take(String key) {
        offered.add(key);
        return mapping.get(key);
    }

    /** The value of a key that must be there. */
    Optional<Node> require(String key, String help) {
        Optional<Node> value = take(key);
        if (value.isEmpty()) {
            errors.add(Code.MISSING_KEY, at, what + " needs the key `" + key + "`", help);
        }
        return value;
    }

    /** The key's own scalar, for places. */
    Scalar key(String name) {
        return mapping.entries().stream()
                .map(Entry::key)
                .filter(k -> k.text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The text of {@code doc:}. */
    Optional<String> doc() {
        Optional<Node> node = take("doc");
        return node.isPresent() ? errors.text(node.get(), "`doc` is text").map(Scalar::text) : Optional.empty();
    }

    /** The value of {@code key: true}; false where it is absent. */
    boolean flag(String key) {
        Optional<Node> node = take(key);
        Optional<Scalar> text =
                node.isPresent() ? errors.text(node.get(), "`" + key + "` is `true` or `false`") : Optional.empty();
        boolean isTrue = text.isPresent() && text.get().text().equals("true");
        if (text.isPresent() && !isTrue && !text.get().text().equals("false")) {
            errors.add(
                    Code.BAD_VALUE,
                    text.get().at(),
                    Names.quote(text.get().text()) + " is neither `true` nor `false`",
                    "write `" + key + ": true`, or leave it out");
        }
        return isTrue;
    }

    /** The entries of a mapping of names; nothing where the key is absent or its value empty. */
    List<Entry> entries(String key, String help) {
        Optional<Node> node = take(key);
        return node.isPresent() ? errors.entries(node.get(), "`" + key + "`", help) : List.of();
    }

    /**
     * Reports the keys that nobody has taken.
     *
     * @param elsewhere those that belong to something else, with what that is
     */
    void close(Map<String, String> elsewhere) {
        for (Entry entry : mapping.entries()) {
            if (errors.isFull()) {
                return;
            }
            Scalar key = entry.key();
            String name = key.text();
            if (offered.contains(name)) {
                continue;
            }
            String quoted = Names.quote(name);
            if (elsewhere.containsKey(name)) {
                errors.add(
                        Code.UNKNOWN_KEY,
                        key.at(),
                        quoted + " is no key of " + what,
                        belongsTo(elsewhere.getOrDefault(name, "")));
            } else {
                // Between braces, `see (a, b)` is `see (a` and then the key `b)`.
                boolean splitText = key.inFlow() && entry.value() instanceof Scalar value && value.isNull();
                String help = splitText && Names.complaint(name).isPresent()
                        ? "between braces, YAML ends a value at a comma: quote the value before"
                        : advice(name);
                errors.add(Code.UNKNOWN_KEY, key.at(), quoted + " is no key of " + what, help);
            }
        }
    }

    private static String belongsTo(String owner) {
        return owner.startsWith(NOTHING) ? owner.substring(NOTHING.length()) : "it is one of " + owner;
    }

    private String advice(String name) {
        return Names.similar(name, offered)
                .map(s -> "did you mean `" + s + "`?")
                .orElseGet(() -> "the keys of " + what + " are " + listed());
    }

    private String listed() {
        List<String> quoted = offered.stream().map(k -> "`" + k + "`").toList();
        return quoted.size() < 2
                ? String.join("", quoted)
                : String.join(", ", quoted.subList(0, quoted.size() - 1)) + " and " + quoted.getLast();
    }

    /** The diagnostics of one descriptor, and the readings that can fail with one. */
    static final class Diagnostics {

        private final List<Diagnostic> found = new ArrayList<>();
        private int misread;

        List<Diagnostic> found() {
            return found;
        }

        /** How many have been found, those included that the tree has reported before. */
        int count() {
            return found.size() + misread;
        }

        /** Whether what else there is to say is not said, so that it need not be looked for. */
        boolean isFull() {
            return found.size() > YamlTree.MAX_DIAGNOSTICS;
        }

        /** Whether the tree has reported this node already. */
        boolean isMisread(Node node) {
            boolean known = node instanceof Scalar scalar && scalar.isMisread();
            misread += known ? 1 : 0;
            return known;
        }

        /** Reports that a node is not what is {@code wanted}. */
        void wrongShape(Node node, String wanted, String help) {
            if (!isMisread(node)) {
                add(Code.WRONG_SHAPE, node.at(), wanted + ", and " + describe(node), help);
            }
        }

        void add(Diagnostic diagnostic) {
            if (found.size() < YamlTree.MAX_DIAGNOSTICS) {
                found.add(diagnostic);
            } else if (found.size() == YamlTree.MAX_DIAGNOSTICS) {
                String message = "this file has more errors, which are not reported";
                found.add(Diagnostic.error(Code.TOO_LARGE, diagnostic.place(), message));
            }
        }

        void add(Code code, Place place, String message) {
            add(Diagnostic.error(code, place, message));
        }

        void add(Code code, Place place, String message, String help) {
            add(Diagnostic.error(code, place, message, help));
        }

        /** Reports a word that is no name, and which is like it. */
        void badName(Scalar word, String complaint, Optional<String> mended) {
            Diagnostic error = Diagnostic.error(Code.BAD_NAME, word.at(), complaint);
            add(mended.map(name -> Diagnostic.error(Code.BAD_NAME, word.at(), complaint, "write `" + name + "`"))
                    .orElse(error));
        }

        /** The node as text, or a report that {@code wanted}. */
        Optional<Scalar> text(Node node, String wanted) {
            if (isMisread(node)) {
                return Optional.empty();
            }
            if (node instanceof Scalar scalar && !scalar.isNull()) {
                return Optional.of(scalar);
            }
            add(Code.WRONG_SHAPE, node.at(), wanted + ", and " + describe(node));
            return Optional.empty();
        }

        /** The type that a node holds. */
        Optional<Type> type(Node node) {
            return rust(node, "a type").flatMap(s -> TypeParser.type(s, this::add));
        }

        /** The node as a scalar that may hold Rust, or a report that it lacks its quotes. */
        Optional<Scalar> rust(Node node, String wanted) {
            if (node instanceof Sequence list) {
                Misread.Span meant = Misread.value(list.source(), list.start(), list.inFlow());
                if (TypeParser.reads(meant.text())) {
                    add(Misread.unquoted(meant, "YAML reads this as a list").diagnostic());
                    return Optional.of(new Scalar(
                            list.source(), meant.from(), meant.to(), Node.Style.PLAIN, meant.text(), list.inFlow()));
                }
            }
            return text(node, wanted + " is wanted here");
        }

        /** The entries of a node that must be a mapping; an empty value is an empty one. */
        List<Entry> entries(Node node, String what, String help) {
            if (node instanceof Mapping mapping) {
                return mapping.entries();
            }
            if (!(node instanceof Scalar scalar && scalar.isNull())) {
                wrongShape(node, what + " is a mapping", help);
            }
            return List.of();
        }

        static String describe(Node node) {
            return switch (node) {
                case Scalar scalar when scalar.isNull() -> "this is empty";
                case Scalar scalar -> "this is text";
                case Sequence list -> "this is a list";
                case Mapping mapping -> "this is a mapping";
            };
        }
    }
}
