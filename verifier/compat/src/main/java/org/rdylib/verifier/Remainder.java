package org.rdylib.verifier;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.canonical.BindingText;
import org.rdylib.spec.canonical.BindingText.Declaration;
import org.rdylib.spec.canonical.BindingText.Section;
import org.rdylib.spec.canonical.BindingText.Words;

/**
 * What is left of two copies to be read, checked and compared, once all that cannot matter has been left out of both. What
 * a JVM that has just started loads is nearly always a library whose copy is the stub's own but for a function or a field;
 * to read all of both takes half a second there.
 *
 * <p>It serves who knows of the host's copy H that it is well-formed and, held against itself under the policy that is
 * asked about, compatible, as a generator does. Nobody vouches for the plugin's copy P. What is promised is this:
 * <em>if both remainders can be {@linkplain org.rdylib.spec.canonical.Canonical#readQuickly read}, are well-formed, and are
 * compatible, then so are H and P.</em> If not, nothing is said, and the whole has to be asked.
 *
 * <p><b>What is kept.</b> Call a declaration of one copy <em>different</em> unless the other copy has it too, in the same
 * section and byte for byte. Kept is, of both copies,
 *
 * <ol>
 *   <li>what is different, and each declaration that leads, by way of the names that declarations mention, to a different
 *       type or interface;
 *   <li>what one of these leads to;
 *   <li>of a type that is kept and mentions {@code FnMut}, all that leads to it, as if it were different;
 *   <li>the exports that {@code on_unload} mentions, and what has the symbol or {@code drop} of something different in P.
 * </ol>
 *
 * The rest, R, is in both copies, byte for byte. It leads to nothing that is different, so that what its names mean is the
 * same in both. A word that is no mention but looks like one only keeps more.
 *
 * <p><b>P is well-formed.</b> H is, and so is what is kept of P, by assumption. Nearly every rule is about one declaration
 * and what it leads to: that names and lifetimes are declared, and each as often as it should; elision; positions;
 * variance and unused lifetimes; bounds and claims; defaults; sizes, storage and what a linker can pass; that nothing lies
 * within itself or recurs; what signatures may mention. What a declaration of R leads to is the same in H, where the rule
 * holds; what a kept one leads to is kept. The rules that are not of this kind are these:
 *
 * <ul>
 *   <li>Names are distinct, in a section, and those of types and interfaces together: that is seen here, of all of P.
 *   <li>Symbols are distinct, and {@code drop} is the symbol of no other function. That is about two declarations at a
 *       time. Two that are the same in H are allowed there; of two of which one is different, the other is kept (4).
 *   <li>A {@code dyn FnMut} is reached by some signature without anything shared on the way, if it is reached at all. One
 *       in a signature is reached by that signature alone. One in a type of R is reached by signatures of R alone, as in H;
 *       one in a type that is kept, by signatures that are kept (3).
 *   <li>{@code shutdown} names an export (4).
 *   <li>A type of another library is there only if it is used. If it is not, it is no part of P, nor asked for.
 *   <li>A descriptor has at most so many bytes and values. The bytes are counted here.
 * </ul>
 *
 * <p><b>They are compatible.</b> The comparison goes through the exports of H, the imports of P and the declarations that
 * these lead to, and finds something where the two copies of one of them do not fit, each in the direction of its values.
 * Those of R are compared in H against H as well, where nothing is found: they, and all that they lead to, are the same. Those
 * that are kept lead to what is kept. That a type goes both ways, or is overwritten, matters only where its copies differ, and
 * then all that leads to it is kept (1). What is missing in one copy is different.
 *
 * <p>{@code RemainderTest} holds this against the whole, over all cases and random pairs.
 */
public final class Remainder {

    /** Longer texts are no descriptors. */
    private static final int MOST_BYTES = 16 << 20;

    /** As many libraries may declare one name: beyond, a word would mention too much. */
    private static final int MOST_OF_ONE_NAME = 16;

    private static final String EXCLUSIVE_CLOSURE = "FnMut";

    private final BindingText host;
    private final BindingText plugin;
    private final List<Node> nodes = new ArrayList<>();
    /** The nodes of each copy's declarations, in its order. */
    private final List<Node> ofHost = new ArrayList<>();

    private final List<Node> ofPlugin = new ArrayList<>();
    private final Map<String, Node> declared = new HashMap<>();
    private final Map<String, Node> exports = new HashMap<>();
    private final Map<String, Node> imports = new HashMap<>();
    /** Types and interfaces by their names without a library. */
    private final Map<String, List<Node>> bySimpleName = new HashMap<>();
    /** By their first character, the lengths of the words that mean something: a bit for each, the last for all above. */
    private final long[] lengths = new long[128];

    private final Deque<Node> toFollow = new ArrayDeque<>();
    private final Deque<Node> toSpread = new ArrayDeque<>();
    private boolean knowsUsers;

    /** A declaration of one copy or of both. */
    private static final class Node {

        private Optional<Declaration> host = Optional.empty();
        private Optional<Declaration> plugin = Optional.empty();
        private boolean isDifferent = true;
        private boolean isType;
        private boolean isFunction;
        private boolean isKept;
        private boolean keepsUsers;
        private boolean isRead;
        private boolean mentionsExclusiveClosure;
        private final List<Node> mentioned = new ArrayList<>(0);
        private final List<Node> users = new ArrayList<>(0);
    }

    private Remainder(BindingText host, BindingText plugin) {
        this.host = host;
        this.plugin = plugin;
    }

    /**
     * What is left of two binding texts.
     *
     * @param host a text in UTF-8; not to be changed from now on
     * @param plugin the other side's; neither
     * @return empty if one of them is not written as canonical forms are, or if they are of different libraries
     */
    public static Optional<Remainder> of(Host<byte[]> host, Plugin<byte[]> plugin) {
        if (host.value().length > MOST_BYTES || plugin.value().length > MOST_BYTES) {
            return Optional.empty();
        }
        Optional<BindingText> here = BindingText.cut(host.value());
        Optional<BindingText> there = BindingText.cut(plugin.value());
        if (here.isEmpty()
                || there.isEmpty()
                || !here.get().library().equals(there.get().library())) {
            return Optional.empty();
        }
        Remainder remainder = new Remainder(here.get(), there.get());
        if (!remainder.match() || !remainder.index()) {
            return Optional.empty();
        }
        remainder.reduce();
        return Optional.of(remainder);
    }

    /** The binding text of what is left of the host's copy; a new array. */
    public Host<byte[]> host() {
        return new Host<>(host.with(kept(ofHost)));
    }

    /** The binding text of what is left of the plugin's copy; a new array. */
    public Plugin<byte[]> plugin() {
        return new Plugin<>(plugin.with(kept(ofPlugin)));
    }

    /** The names of all that the plugin exports, left out or not, in the order of its copy. */
    public List<String> exports() {
        return names(Section.EXPORTS);
    }

    /** The names of all that the plugin imports, left out or not, in the order of its copy. */
    public List<String> imports() {
        return names(Section.IMPORTS);
    }

    private List<String> names(Section section) {
        List<String> names = new ArrayList<>();
        for (Declaration declaration : plugin.declarations()) {
            if (declaration.section() == section) {
                names.add(declaration.name());
            }
        }
        return List.copyOf(names);
    }

    private static boolean[] kept(List<Node> nodes) {
        boolean[] kept = new boolean[nodes.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = nodes.get(i).isKept;
        }
        return kept;
    }

    /** Finds what is in both copies; whether the names of each are distinct. */
    private boolean match() {
        for (Declaration declaration : host.declarations()) {
            Node node = node(declaration);
            if (node.host.isPresent()) {
                return false;
            }
            node.host = Optional.of(declaration);
            ofHost.add(node);
        }
        for (Declaration declaration : plugin.declarations()) {
            Node node = node(declaration);
            if (node.plugin.isPresent()) {
                return false;
            }
            node.plugin = Optional.of(declaration);
            node.isDifferent = node.host.isEmpty() || !plugin.isSame(declaration, host, node.host.get());
            ofPlugin.add(node);
        }
        return true;
    }

    private Node node(Declaration declaration) {
        Map<String, Node> names = switch (declaration.section()) {
            case TYPES, INTERFACES -> declared;
            case EXPORTS -> exports;
            case IMPORTS -> imports;
        };
        Optional<Node> known = Optional.ofNullable(names.get(declaration.name()));
        if (known.isPresent()) {
            known.get().isType |= declaration.section() == Section.TYPES;
            return known.get();
        }
        Node node = new Node();
        node.isType = declaration.section() == Section.TYPES;
        node.isFunction = declaration.section() == Section.EXPORTS || declaration.section() == Section.IMPORTS;
        names.put(declaration.name(), node);
        nodes.add(node);
        return node;
    }

    /** Has the names of types and interfaces looked up in words; false if that would be beyond reason. */
    private boolean index() {
        mean(EXCLUSIVE_CLOSURE);
        for (Map.Entry<String, Node> entry : declared.entrySet()) {
            String name = entry.getKey();
            String simple = name.substring(name.lastIndexOf(':') + 1);
            List<Node> all = bySimpleName.getOrDefault(simple, new ArrayList<>(1));
            all.add(entry.getValue());
            bySimpleName.put(simple, all);
            if (all.size() > MOST_OF_ONE_NAME || simple.isEmpty() || simple.charAt(0) >= lengths.length) {
                return false;
            }
            mean(simple);
        }
        return true;
    }

    private void mean(String word) {
        lengths[word.charAt(0)] |= bit(word.length());
    }

    private static long bit(int length) {
        return 1L << Math.min(length, Long.SIZE - 1);
    }

    private void reduce() {
        for (Node node : nodes) {
            if (node.isDifferent) {
                keepWithUsers(node);
            }
        }
        keepExports(host.wordsOfHead());
        keepExports(plugin.wordsOfHead());
        keepNamesakes();
        while (!toSpread.isEmpty() || !toFollow.isEmpty()) {
            if (toSpread.isEmpty()) {
                follow(toFollow.pop());
            } else {
                spread(toSpread.pop());
            }
        }
    }

    /** Those that {@code shutdown} may mean. */
    private void keepExports(Words words) {
        while (words.next()) {
            Optional<Node> export = Optional.ofNullable(exports.get(words.word()));
            if (export.isPresent()) {
                keep(export.get());
            }
        }
    }

    /** What has the symbol of something different, where that is of the plugin's copy. */
    private void keepNamesakes() {
        Set<String> symbols = new HashSet<>();
        for (Node node : ofPlugin) {
            if (node.isDifferent) {
                symbols.add(symbolOf(node));
            }
        }
        symbols.remove("");
        if (!symbols.isEmpty()) {
            for (Node node : ofPlugin) {
                if (!node.isKept && symbols.contains(symbolOf(node))) {
                    keep(node);
                }
            }
        }
    }

    /** The symbol of an export, or of what drops an opaque type, in the plugin's copy; empty where there is none. */
    private String symbolOf(Node node) {
        Declaration declaration = node.plugin.orElseThrow();
        return switch (declaration.section()) {
            case TYPES -> plugin.textOf(declaration, "drop").orElse("");
            case EXPORTS -> {
                Optional<String> symbol = plugin.textOf(declaration, "symbol");
                yield symbol.isPresent()
                        ? symbol.get()
                        : plugin.library().concat("_").concat(declaration.name());
            }
            case INTERFACES, IMPORTS -> "";
        };
    }

    private void keep(Node node) {
        if (!node.isKept) {
            node.isKept = true;
            toFollow.push(node);
        }
    }

    private void keepWithUsers(Node node) {
        keep(node);
        if (!node.isFunction && !node.keepsUsers) {
            node.keepsUsers = true;
            toSpread.push(node);
        }
    }

    private void follow(Node node) {
        read(node);
        for (Node mentioned : node.mentioned) {
            keep(mentioned);
        }
        if (node.isType && node.mentionsExclusiveClosure) {
            keepWithUsers(node);
        }
    }

    private void spread(Node node) {
        if (!knowsUsers) {
            knowsUsers = true;
            for (Node user : nodes) {
                read(user);
                for (Node mentioned : user.mentioned) {
                    mentioned.users.add(user);
                }
            }
        }
        for (Node user : node.users) {
            keepWithUsers(user);
        }
    }

    private void read(Node node) {
        if (!node.isRead) {
            node.isRead = true;
            if (node.host.isPresent()) {
                read(host.words(node.host.get()), node);
            }
            if (node.isDifferent && node.plugin.isPresent()) {
                read(plugin.words(node.plugin.get()), node);
            }
        }
    }

    private void read(Words words, Node node) {
        while (words.next()) {
            if ((lengths[words.first()] & bit(words.length())) != 0) {
                String word = words.word();
                node.mentioned.addAll(bySimpleName.getOrDefault(word, List.of()));
                node.mentionsExclusiveClosure |= word.equals(EXCLUSIVE_CLOSURE);
            }
        }
    }
}
