package org.rdylib.codegen.java.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;

/** How a name of the language is spelled in Java. Knows nothing of other names; {@link Scope} keeps them apart. */
public final class Identifiers {
    /** The keywords and literals of Java 25, and the words that are restricted somewhere. */
    private static final Set<String> RESERVED = Set.of(
            "_",
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "void",
            "volatile",
            "while",
            "permits",
            "record",
            "sealed",
            "var",
            "when",
            "yield");

    /** The methods of Object, and what the language forbids as the name of a record's component (JLS 8.10.1). */
    public static final Set<String> OF_OBJECT =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private Identifiers() {}

    /** {@code parse_error} and {@code ParseError} as {@code ParseError}. */
    static String type(String name) {
        return legal(words(name).stream().map(Identifiers::capitalised).collect(Collectors.joining()), name);
    }

    /** {@code on_link} and {@code OnLink} as {@code onLink}. */
    public static String member(String name) {
        List<String> words = words(name);
        String camel = IntStream.range(0, words.size())
                .mapToObj(i -> i == 0 ? words.get(i).toLowerCase(Locale.ROOT) : capitalised(words.get(i)))
                .collect(Collectors.joining());
        return legal(camel, name);
    }

    /** {@code TooDeep} as {@code TOO_DEEP}, {@code H1} as itself. */
    static String constant(String name) {
        return legal(
                words(name).stream().map(word -> word.toUpperCase(Locale.ROOT)).collect(Collectors.joining("_")), name);
    }

    /** {@code read_file} as {@code Read_file}: a variable could be called as it is, and would hide the type (JLS 6.4.2). */
    static String typeAsWritten(String name) {
        return capitalised(name);
    }

    /** {@code Text} as {@code text}, so that no type is called like it. */
    static String memberAsWritten(String name) {
        String written = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return isLegal(written) ? written : written + "_";
    }

    /** Whether {@code name} may stand where Java wants the name of a type, a member or a variable. */
    static boolean isLegal(String name) {
        return !name.isEmpty()
                && !RESERVED.contains(name)
                && Character.isJavaIdentifierStart(name.codePointAt(0))
                && name.codePoints().allMatch(Character::isJavaIdentifierPart)
                && name.codePoints().noneMatch(Character::isIdentifierIgnorable);
    }

    /** Whether {@code name} may be a part of a package's name, where restricted words are free. */
    public static boolean isLegalInPackage(String name) {
        return SourceVersion.isName(name, SourceVersion.RELEASE_25) && !name.contains(".") && !name.equals("_");
    }

    private static String legal(String name, String original) {
        String some = name.isEmpty() ? original : name;
        return isLegal(some) ? some : isLegal(some + "_") ? some + "_" : "_" + some;
    }

    /** The words of a name: between underscores, and at each change from lower to upper case. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean ends = i == name.length() || name.charAt(i) == '_' || beginsWord(name, i);
            if (ends && i > start) {
                words.add(name.substring(start, i));
                start = i;
            }
            if (i < name.length() && name.charAt(i) == '_') {
                start = i + 1;
            }
        }
        return words;
    }

    private static boolean beginsWord(String name, int i) {
        if (i == 0 || !Character.isUpperCase(name.charAt(i))) {
            return false;
        }
        boolean afterCapital = Character.isUpperCase(name.charAt(i - 1));
        return !afterCapital || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1)));
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
