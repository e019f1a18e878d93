package org.rdylib.spec.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.rdylib.spec.canonical.Tree.Entry;
import org.rdylib.spec.canonical.Tree.Listing;
import org.rdylib.spec.canonical.Tree.Mapping;
import org.rdylib.spec.canonical.Tree.Text;

/**
 * All single edits of a descriptor: each key and value removed, renamed, exchanged with its neighbour, and whatever the
 * language knows added; in each text of Rust each token removed, replaced by every other one, and every one inserted. Most
 * of what comes out is no descriptor.
 */
final class Edits {

    private static final Pattern TOKEN = Pattern.compile("'?\\w+|\"C\"|->|::|[^\\s\\w]");

    /** Every token of the language, and the names that the descriptors of the tests declare. */
    private static final List<String> TOKENS = List.of(
            "'a",
            "'b",
            "'static",
            "'dylib",
            "'_",
            "&",
            "mut",
            "*",
            "const",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            ",",
            ";",
            ":",
            "+",
            "->",
            "u8",
            "u32",
            "i64",
            "usize",
            "bool",
            "char",
            "f32",
            "str",
            "CStr",
            "String",
            "Box",
            "Arc",
            "Vec",
            "Option",
            "Result",
            "()",
            "fn",
            "extern \"C\"",
            "unsafe",
            "async",
            "dyn",
            "Fn",
            "FnMut",
            "FnOnce",
            "Future",
            "Output",
            "=",
            "for",
            "for<'z>",
            "where",
            "Send",
            "Sync",
            "Clone",
            "Const",
            "Portable",
            "self",
            "return",
            "null",
            "as",
            "c_int",
            ".data",
            ".length",
            ".code",
            ".drop",
            "data",
            "Self",
            "x",
            "0",
            "2",
            "3",
            "A",
            "S",
            "T<'a>",
            "I",
            "J<'a>",
            "geo::P");

    private static final List<Entry> ADDED = List.of(
            entry("packed", "1"),
            entry("packed", "2"),
            entry("align", "8"),
            entry("align", "16"),
            entry("repr", "u16"),
            entry("repr", "i8"),
            entry("evolves", "append"),
            entry("storage", "32"),
            entry("storage", "64"),
            new Entry("bounds", new Listing(List.of(new Text("Send")))),
            new Entry("bounds", new Listing(List.of(new Text("Clone")))),
            entry("optional", "true"),
            entry("leaf", "true"),
            entry("symbol", "other"),
            entry("ok", "1"),
            new Entry("c", new Listing(List.of())),
            new Entry("c", new Listing(List.of(new Text("2 as u8")))),
            entry("failed", "3"),
            entry("kept", "ok"),
            new Entry("calls", new Mapping(List.of())),
            entry("default", "1"),
            entry("doc", "Words."),
            entry("added", "u8"),
            entry("Added", "7"),
            entry("Added", "(u8)"),
            entry("added", "fn()"),
            entry("added", "fn(&self)"),
            new Entry("Added", new Mapping(List.of(new Entry("struct", new Mapping(List.of(entry("a", "u8"))))))),
            new Entry("Added", new Mapping(List.of(new Entry("methods", new Mapping(List.of()))))),
            new Entry("on_unload", new Mapping(List.of(entry("threads", "detached")))),
            new Entry("on_unload", new Mapping(List.of(entry("threads", "joined"), entry("shutdown", "stop")))));

    private final BiConsumer<String, Tree> edited;

    private Edits(BiConsumer<String, Tree> edited) {
        this.edited = edited;
    }

    /** Gives every edit of {@code tree}, with a word on what was edited. */
    static void forEach(Tree tree, BiConsumer<String, Tree> edited) {
        new Edits(edited).of(tree);
    }

    private static Entry entry(String key, String value) {
        return new Entry(key, new Text(value));
    }

    private void of(Tree tree) {
        switch (tree) {
            case Mapping mapping -> mapping(mapping.entries());
            case Listing listing -> listing(listing.items());
            case Text text -> text(text.text());
        }
    }

    private void mapping(List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            int at = i;
            Entry e = entries.get(i);
            edited.accept("without a key", new Mapping(without(entries, i)));
            edited.accept("a key renamed", replaced(entries, i, new Entry(renamed(e.key()), e.value())));
            if (i > 0) {
                List<Entry> swapped = new ArrayList<>(without(entries, i));
                swapped.add(i - 1, e);
                edited.accept("neighbours exchanged", new Mapping(swapped));
            }
            forEach(e.value(), (what, v) -> edited.accept(what, replaced(entries, at, new Entry(e.key(), v))));
            if (e.value() instanceof Text text) {
                // A value that stands alone may get company.
                for (String key : List.of("sig", "type")) {
                    for (Entry added : ADDED) {
                        Mapping both = new Mapping(List.of(new Entry(key, text), added));
                        edited.accept("a key added", replaced(entries, i, new Entry(e.key(), both)));
                    }
                }
            }
        }
        for (Entry added : ADDED) {
            List<Entry> more = new ArrayList<>(entries);
            more.add(added);
            edited.accept("a key added", new Mapping(more));
        }
    }

    private static Mapping replaced(List<Entry> entries, int at, Entry entry) {
        List<Entry> replaced = new ArrayList<>(entries);
        replaced.set(at, entry);
        return new Mapping(replaced);
    }

    private static String renamed(String key) {
        return key.contains("<") ? key.replace("<", "2<") : key + "2";
    }

    private static <T> List<T> without(List<T> all, int at) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(at);
        return rest;
    }

    private void listing(List<Tree> items) {
        for (int i = 0; i < items.size(); i++) {
            edited.accept("without an item", new Listing(without(items, i)));
        }
        for (String bound : List.of("Send", "Sync", "Clone", "Const", "Portable")) {
            List<Tree> more = new ArrayList<>(items);
            more.add(new Text(bound));
            edited.accept("an item added", new Listing(more));
        }
    }

    private void text(String text) {
        List<String> tokens =
                TOKEN.matcher(text).results().map(MatchResult::group).toList();
        for (int i = 0; i < tokens.size(); i++) {
            edited.accept("without a token", joined(without(tokens, i)));
            for (String token : TOKENS) {
                List<String> replaced = new ArrayList<>(tokens);
                replaced.set(i, token);
                edited.accept("a token replaced", joined(replaced));
            }
        }
        for (int i = 0; i <= tokens.size(); i++) {
            for (String token : TOKENS) {
                List<String> more = new ArrayList<>(tokens);
                more.add(i, token);
                edited.accept("a token added", joined(more));
            }
        }
        for (String value : List.of("none", "detached", "1.2.3", "Send", "19", "true", "false", "i16", "None")) {
            edited.accept("another value", new Text(value));
        }
    }

    private static Tree joined(List<String> tokens) {
        String text = String.join(" ", tokens);
        return new Text(text.replace(" :: ", "::").replace(" . ", "."));
    }
}
