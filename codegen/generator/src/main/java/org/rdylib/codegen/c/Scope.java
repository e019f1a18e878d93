package org.rdylib.codegen.c;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rdylib.codegen.Resources;

/**
 * The names of one C scope. This is the one place where a descriptor's names meet those that C and C++ keep for
 * themselves, and each other: whoever comes second gets underscores at its end. What is reserved for how it begins, like
 * {@code __pad}, no end would free, so it gets a beginning.
 */
final class Scope {

    private static final Set<String> KEYWORDS = Set.of(
            // C11
            "auto",
            "break",
            "case",
            "char",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extern",
            "float",
            "for",
            "goto",
            "if",
            "inline",
            "int",
            "long",
            "register",
            "restrict",
            "return",
            "short",
            "signed",
            "sizeof",
            "static",
            "struct",
            "switch",
            "typedef",
            "union",
            "unsigned",
            "void",
            "volatile",
            "while",
            // C23, C++
            "alignas",
            "alignof",
            "and",
            "and_eq",
            "asm",
            "bitand",
            "bitor",
            "bool",
            "catch",
            "char8_t",
            "char16_t",
            "char32_t",
            "class",
            "co_await",
            "co_return",
            "co_yield",
            "compl",
            "concept",
            "consteval",
            "constexpr",
            "constinit",
            "const_cast",
            "decltype",
            "delete",
            "dynamic_cast",
            "explicit",
            "export",
            "false",
            "friend",
            "mutable",
            "namespace",
            "new",
            "noexcept",
            "not",
            "not_eq",
            "nullptr",
            "operator",
            "or",
            "or_eq",
            "private",
            "protected",
            "public",
            "reinterpret_cast",
            "requires",
            "static_assert",
            "static_cast",
            "template",
            "this",
            "thread_local",
            "throw",
            "true",
            "try",
            "typeid",
            "typename",
            "typeof",
            "typeof_unqual",
            "using",
            "virtual",
            "wchar_t",
            "xor",
            "xor_eq",
            // what the generated header uses of others
            "FILE",
            "free",
            "main",
            "malloc",
            "max_align_t",
            "memcpy",
            "ptrdiff_t",
            "strlen",
            "va_list",
            "vsnprintf",
            "size_t");

    /** What C's own headers declare, which the generated header includes, or an author before or after it. */
    private static final Set<String> DECLARED = Resources.text(Scope.class, "declared.txt")
            .lines()
            .filter(Predicate.not(line -> line.startsWith("#")))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern RESERVED_BEGINNING =
            Pattern.compile("__|_[A-Z]|rdylib_|RDYLIB_|U?INT(PTR|MAX|\\d+)_|S?SIZE_");

    private final boolean isFile;
    private final Set<String> outer;
    private final Set<String> taken = new HashSet<>();

    /** A scope in which those names are taken from the start. */
    Scope(String... taken) {
        this(false, Set.of(), taken);
    }

    /** That of a file, whose functions are declared, defined and called by their names alone. */
    static Scope ofFile() {
        return new Scope(true, Set.of());
    }

    private Scope(boolean isFile, Set<String> outer, String... taken) {
        this.isFile = isFile;
        this.outer = outer;
        this.taken.addAll(Set.of(taken));
    }

    /** A scope within this one, whose names it does not hide: those of types, say. */
    Scope within(String... taken) {
        return new Scope(false, this.taken, taken);
    }

    /** Takes {@code wanted}, or the next free name that is spelled like it. */
    String take(String wanted) {
        String name = beginning(wanted);
        while (isReserved(name) || outer.contains(name) || !taken.add(name)) {
            name += "_";
        }
        return name;
    }

    /** {@code wanted}, so that nothing that begins like it is reserved for that: whatever follows, it can be taken. */
    static String beginning(String wanted) {
        return RESERVED_BEGINNING.matcher(wanted).lookingAt() ? "x_" + wanted : wanted;
    }

    /** Whether {@code name} is no identifier that a program may choose here. */
    private boolean isReserved(String name) {
        return KEYWORDS.contains(name)
                || Macros.isReplaced(name)
                || (isFile && (Macros.isReplacedWhereCalled(name) || DECLARED.contains(name)))
                || name.matches("u?int(_least|_fast)?\\d+_t|u?int(ptr|max)_t");
    }
}
