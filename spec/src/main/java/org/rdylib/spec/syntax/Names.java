package org.rdylib.spec.syntax;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.ScalarKind;

/** Which words are names, and which word was probably meant. */
final class Names {

    static final int MAX_LENGTH = 255;

    /** Rust's keywords, strict and reserved, of all editions. */
    private static final Set<String> KEYWORDS = Set.of(
            "Self",
            "abstract",
            "as",
            "async",
            "await",
            "become",
            "box",
            "break",
            "const",
            "continue",
            "crate",
            "do",
            "dyn",
            "else",
            "enum",
            "extern",
            "false",
            "final",
            "fn",
            "for",
            "gen",
            "if",
            "impl",
            "in",
            "let",
            "loop",
            "macro",
            "match",
            "mod",
            "move",
            "mut",
            "override",
            "priv",
            "pub",
            "ref",
            "return",
            "self",
            "static",
            "struct",
            "super",
            "trait",
            "true",
            "try",
            "type",
            "typeof",
            "unsafe",
            "unsized",
            "use",
            "virtual",
            "where",
            "while",
            "yield");

    /** What a type expression means by itself. */
    private static final Set<String> BUILT_IN = Set.of(
            "bool",
            "char",
            "u8",
            "u16",
            "u32",
            "u64",
            "u128",
            "i8",
            "i16",
            "i32",
            "i64",
            "i128",
            "usize",
            "isize",
            "f32",
            "f64",
            "str",
            "CStr",
            "String",
            "Box",
            "Arc",
            "Vec",
            "Option",
            "Result",
            "Fn",
            "FnMut",
            "FnOnce",
            "Future",
            "Send",
            "Sync",
            "Clone",
            "Const",
            "Portable");

    /** The names of {@code core::ffi} that the language has no use for, with what to write instead. */
    static final Map<String, String> C_OTHERS = Map.of(
            "c_float", "write `f32`",
            "c_double", "write `f64`",
            "c_void", "declare what it points to, `Name: opaque`, and write `&Name`");

    /** The crates whose paths authors paste along with a type. */
    static final Set<String> RUST_ITSELF = Set.of("std", "core", "alloc");

    /** What no type or interface can be called. */
    private static final Set<String> TYPES_OF_THE_LANGUAGE = typesOfTheLanguage();

    private static final Set<String> LIFETIMES = Set.of("static", "dylib", "_");

    private Names() {}

    private static Set<String> typesOfTheLanguage() {
        Set<String> names = new HashSet<>(BUILT_IN);
        names.addAll(C_OTHERS.keySet());
        for (ScalarKind kind : ScalarKind.values()) {
            names.add(kind.spelling());
        }
        return Set.copyOf(names);
    }

    /** What is wrong with a name of a field, variant, method, export, parameter or library. */
    static Optional<String> complaint(String name) {
        if (name.isEmpty()) {
            return Optional.of("a name is missing");
        }
        if (!isIdentifier(name)) {
            return Optional.of(
                    quote(name) + " is not a name: a letter or `_`, then letters, digits and `_`, all of ASCII");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("a name has at most " + MAX_LENGTH + " characters, this one has " + name.length());
        }
        if (name.equals("_")) {
            return Optional.of("`_` is not a name");
        }
        return KEYWORDS.contains(name) ? Optional.of(quote(name) + " is a keyword of Rust") : Optional.empty();
    }

    /** The name that is most like a word of ASCII which is none, if that has a letter. */
    static Optional<String> mended(String word) {
        if (!word.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        String joined = word.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
        String name = KEYWORDS.contains(joined) ? joined + "_" : joined.replaceAll("^(?=[0-9])", "_");
        boolean hasLetter = !name.replaceAll("[^A-Za-z]", "").isEmpty();
        return hasLetter && complaint(name).isEmpty() ? Optional.of(name) : Optional.empty();
    }

    private static boolean isIdentifier(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** What is wrong with a name of a type or interface. */
    static Optional<String> typeComplaint(String name) {
        return complaint(name)
                .or(() -> TYPES_OF_THE_LANGUAGE.contains(name)
                        ? Optional.of(quote(name) + " is a type of the language itself")
                        : Optional.empty());
    }

    /** What is wrong with a namespace of {@code uses:}. */
    static Optional<String> namespaceComplaint(String name) {
        return typeComplaint(name)
                .or(() -> RUST_ITSELF.contains(name)
                        ? Optional.of(quote(name) + " is a namespace of Rust itself")
                        : Optional.empty());
    }

    /** What is wrong with the name of a lifetime that is declared, given without its apostrophe. */
    static Optional<String> lifetimeComplaint(String name) {
        if (LIFETIMES.contains(name)) {
            return Optional.of("`'" + name + "` is a lifetime of the language itself");
        }
        return complaint(name).map(c -> c.replaceFirst("^`", "`'"));
    }

    /** The word among {@code known} that {@code word} was probably meant to be. */
    static Optional<String> similar(String word, Collection<String> known) {
        int best = Math.max(1, Math.min(3, word.length() / 3)) + 1;
        String found = "";
        for (String candidate : known) {
            int distance = distance(word, candidate, best);
            if (distance < best) {
                best = distance;
                found = candidate;
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** In backquotes, and shortened where it is long. */
    static String quote(String text) {
        String line = text.replaceAll("\\s+", " ");
        boolean fits = line.codePointCount(0, line.length()) <= 60;
        return "`" + (fits ? line : line.substring(0, line.offsetByCodePoints(0, 56)) + " …") + "`";
    }

    /** The Damerau-Levenshtein distance of neighbours, or {@code limit} where it is at least that. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return Math.min(limit, d[a.length()][b.length()]);
    }
}
