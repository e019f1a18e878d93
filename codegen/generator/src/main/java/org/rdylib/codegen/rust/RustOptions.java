package org.rdylib.codegen.rust;

import java.util.List;
import java.util.Set;

/**
 * Where the generated module stands.
 *
 * @param module its path from the crate's root, {@code markdown::abi}; the file is called after its last segment
 */
public record RustOptions(String module) {

    private static final Set<String> KEYWORDS = Set.of(
            "as",
            "async",
            "await",
            "break",
            "const",
            "continue",
            "crate",
            "dyn",
            "else",
            "enum",
            "extern",
            "false",
            "fn",
            "for",
            "gen",
            "if",
            "impl",
            "in",
            "let",
            "loop",
            "match",
            "mod",
            "move",
            "mut",
            "pub",
            "ref",
            "return",
            "self",
            "Self",
            "static",
            "struct",
            "super",
            "trait",
            "true",
            "type",
            "unsafe",
            "use",
            "where",
            "while",
            "abstract",
            "become",
            "box",
            "do",
            "final",
            "macro",
            "override",
            "priv",
            "try",
            "typeof",
            "unsized",
            "virtual",
            "yield");

    /** The module {@code abi} at the crate's root. */
    public static final RustOptions DEFAULT = new RustOptions("abi");

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if it is no path of module names
     */
    public RustOptions {
        for (String segment : module.split("::", -1)) {
            if (KEYWORDS.contains(segment)) {
                throw new IllegalArgumentException(
                        "`" + segment + "` is a keyword of Rust and names no module; give the"
                                + " path from the crate's root without `crate::`, such as `markdown::abi`");
            }
            if (!segment.matches("[A-Za-z_][A-Za-z0-9_]*") || segment.equals("_")) {
                throw new IllegalArgumentException("`" + module + "` is no path of modules such as `markdown::abi`");
            }
        }
    }

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    /** The segments of the path. */
    List<String> segments() {
        return List.of(module.split("::"));
    }

    /** The module's own name. */
    String name() {
        return segments().getLast();
    }
}
