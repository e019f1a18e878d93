package org.rdylib.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.syntax.Node;
import org.rdylib.spec.syntax.YamlTree;
import org.rdylib.verifier.Unload;

/**
 * A pair of descriptors and what any implementation of the language must say of it: a file named {@code *.case.yaml}.
 *
 * @param sentence what it shows
 * @param unload the policy under which it is judged; {@code never}, as everywhere, where the file names none
 * @param host the host's copy, not yet read as a descriptor
 * @param plugin the plugin's copy, not yet read as a descriptor
 * @param expect the verdict
 * @param codes codes that must be among what is found
 */
record ConformanceCase(
        String sentence,
        Unload unload,
        Node.Mapping host,
        Node.Mapping plugin,
        ConformanceVerdict expect,
        List<String> codes) {

    private static final Set<String> KEYS = Set.of("case", "unload", "host", "plugin", "expect", "codes");

    ConformanceCase {
        codes = List.copyOf(codes);
    }

    /**
     * The case in a file; empty where it is malformed.
     *
     * @param problems receives what is wrong with it
     */
    static Optional<ConformanceCase> read(YamlTree tree, List<Diagnostic> problems) {
        problems.addAll(tree.diagnostics());
        if (tree.root().isEmpty()) {
            return Optional.empty();
        }
        if (!(tree.root().get() instanceof Node.Mapping mapping)) {
            problems.add(Diagnostic.error(Code.WRONG_SHAPE, tree.root().get().at(), "a case is a mapping"));
            return Optional.empty();
        }
        Optional<ConformanceCase> read = new Reader(mapping, problems).read();
        return problems.isEmpty() ? read : Optional.empty();
    }

    private record Reader(Node.Mapping root, List<Diagnostic> problems) {

        Optional<ConformanceCase> read() {
            root.entries().stream()
                    .filter(e -> !KEYS.contains(e.key().text()))
                    .forEach(e -> problems.add(Diagnostic.error(
                            Code.UNKNOWN_KEY,
                            e.key().at(),
                            "a case has no key '" + e.key().text() + "'")));
            Optional<String> sentence = scalar("case").map(Node.Scalar::text);
            Optional<Unload> unload = root.get("unload").isEmpty()
                    ? Optional.of(Unload.NEVER)
                    : scalar("unload").flatMap(s -> oneOf(s, Unload.values()));
            Optional<Node.Mapping> host = mapping("host");
            Optional<Node.Mapping> plugin = mapping("plugin");
            Optional<ConformanceVerdict> expect = scalar("expect").flatMap(s -> oneOf(s, ConformanceVerdict.values()));
            List<String> codes = codes();
            return problems.isEmpty()
                    ? Optional.of(new ConformanceCase(
                            sentence.orElseThrow(),
                            unload.orElseThrow(),
                            host.orElseThrow(),
                            plugin.orElseThrow(),
                            expect.orElseThrow(),
                            codes))
                    : Optional.empty();
        }

        private Optional<Node> required(String key) {
            Optional<Node> value = root.get(key);
            if (value.isEmpty()) {
                problems.add(Diagnostic.error(Code.MISSING_KEY, root.at(), "a case needs the key '" + key + "'"));
            }
            return value;
        }

        private Optional<Node.Scalar> scalar(String key) {
            return required(key).flatMap(node -> as(node, Node.Scalar.class, key, "text"));
        }

        private Optional<Node.Mapping> mapping(String key) {
            return required(key).flatMap(node -> as(node, Node.Mapping.class, key, "a descriptor"));
        }

        private <T extends Node> Optional<T> as(Node node, Class<T> type, String key, String wanted) {
            if (type.isInstance(node)) {
                return Optional.of(type.cast(node));
            }
            problems.add(Diagnostic.error(Code.WRONG_SHAPE, node.at(), "'" + key + "' is " + wanted));
            return Optional.empty();
        }

        private <E extends Enum<E>> Optional<E> oneOf(Node.Scalar scalar, E[] values) {
            Optional<E> value = Stream.of(values)
                    .filter(v -> spelling(v).equals(scalar.text()))
                    .findFirst();
            if (value.isEmpty()) {
                String all = Stream.of(values).map(Reader::spelling).collect(Collectors.joining(", "));
                problems.add(
                        Diagnostic.error(Code.BAD_VALUE, scalar.at(), "'" + scalar.text() + "' is none of " + all));
            }
            return value;
        }

        private static String spelling(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }

        private List<String> codes() {
            Optional<Node.Sequence> list =
                    root.get("codes").flatMap(node -> as(node, Node.Sequence.class, "codes", "a list of codes"));
            Set<String> known = Stream.of(Code.values()).map(Code::id).collect(Collectors.toSet());
            List<String> codes = new ArrayList<>();
            list.map(Node.Sequence::items).stream().flatMap(List::stream).forEach(item -> {
                if (item instanceof Node.Scalar s && known.contains(s.text())) {
                    codes.add(s.text());
                } else {
                    problems.add(Diagnostic.error(Code.BAD_VALUE, item.at(), "this is no code of rdylib's"));
                }
            });
            return codes;
        }
    }
}
