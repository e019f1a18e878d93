package org.rdylib.conformance.regions;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A library in C whose functions answer with what is always there: whom they borrow from is what their signatures say. */
final class Plugin {

    private static final Pattern EXPORT =
            Pattern.compile("RDYLIB_EXPORT RDYLIB_CHECK (rdylib_failure \\*sample_(\\w+))\\(([^;]*)\\);");
    private static final Pattern METHOD =
            Pattern.compile("^  rdylib_failure \\*\\(\\*(\\w+)\\)\\(([^;]*)\\);", Pattern.MULTILINE);

    private Plugin() {}

    /** Its source, for what the generated header declares. */
    static String source(String header) {
        String methods = METHOD.matcher(header)
                .results()
                .map(method -> "static rdylib_failure *" + method.group(1) + body(method.group(2)))
                .collect(Collectors.joining());
        String names =
                METHOD.matcher(header).results().map(method -> method.group(1)).collect(Collectors.joining(", "));
        String exports = EXPORT.matcher(header).results().map(Plugin::export).collect(Collectors.joining());
        return """
            #include "sample.h"
            #include <stdlib.h>
            #include <string.h>
            static sample_Cell cell(void);
            static void fill(void *out, size_t size) {
              static const rdylib_str word = {"word", 4};
              for (size_t at = 0; at < size; at += sizeof word) memcpy((char *)out + at, &word, sizeof word);
            }
            %s%sstatic sample_Cell cell(void) {
              static const sample_Cell_table table = sample_Cell_TABLE(char, free, %s);
              return sample_Cell_of(malloc(1), &table);
            }
            """.formatted(methods, exports, names);
    }

    private static String export(MatchResult export) {
        return export.group(1) + body(export.group(3));
    }

    private static String body(String parameters) {
        String answer = parameters.endsWith("sample_Cell *out")
                ? "  *out = cell();\n"
                : parameters.endsWith("*out") ? "  fill(out, sizeof *out);\n" : "";
        return "(" + parameters + ") {\n" + answer + "  return NULL;\n}\n";
    }
}
