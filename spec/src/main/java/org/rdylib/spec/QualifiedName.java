package org.rdylib.spec;

/**
 * The name of a type or interface: alone, {@code Span}, where the descriptor's own library declares it, or with the
 * library whose it is, {@code geometry::Point}. (In a descriptor that has not been linked yet, what stands before the
 * colons is a namespace of the file's.)
 */
public final class QualifiedName {

    private static final String SEPARATOR = "::";

    private QualifiedName() {}

    /** {@code qualifier::name}. */
    public static String of(String qualifier, String name) {
        return qualifier + SEPARATOR + name;
    }

    /** Whether {@code name} is another library's. */
    public static boolean isQualified(String name) {
        return name.contains(SEPARATOR);
    }

    /** What stands before the colons; the empty text where there are none. */
    public static String qualifier(String name) {
        int at = name.indexOf(SEPARATOR);
        return at < 0 ? "" : name.substring(0, at);
    }

    /** The name itself, without the library. */
    public static String simple(String name) {
        int at = name.indexOf(SEPARATOR);
        return at < 0 ? name : name.substring(at + SEPARATOR.length());
    }
}
