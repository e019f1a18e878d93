package org.rdylib.codegen.c;

import java.util.List;
import java.util.stream.Collectors;

/** C's own headers, and one of glibc's that others of its bring along. */
final class CHeaders {

    private static final List<String> HEADERS = List.of(
            "assert",
            "complex",
            "ctype",
            "errno",
            "fenv",
            "float",
            "inttypes",
            "iso646",
            "limits",
            "locale",
            "math",
            "setjmp",
            "signal",
            "stdalign",
            "stdarg",
            "stdatomic",
            "stdbool",
            "stddef",
            "stdint",
            "stdio",
            "stdlib",
            "stdnoreturn",
            "string",
            "tgmath",
            "threads",
            "time",
            "uchar",
            "wchar",
            "wctype",
            "sys/sysmacros");

    /** In C++ they are others, or those of C cannot be included beside them. */
    private static final List<String> NOT_IN_CXX = List.of("complex", "stdatomic", "stdnoreturn", "tgmath");

    private CHeaders() {}

    /** The lines that include all that {@code compiler} has. */
    static String includes(String compiler) {
        return HEADERS.stream()
                .filter(h -> !compiler.endsWith("++") || !NOT_IN_CXX.contains(h))
                .map(h -> "#include <" + h + ".h>\n")
                .collect(Collectors.joining());
    }
}
