package org.rdylib.conformance.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rdylib.conformance.Tool;

/** Asks the C compiler whether the prototypes that are generated for a library call what its own header declares. */
final class CPrototypes {

    private static final Pattern CALLBACK =
            Pattern.compile("typedef .+\\(\\*\\w+\\)\\(void \\*data.*\\);|typedef .+, void \\*data\\);");

    /** What it answers, its name, its parameters and its symbol, where that is not the name. */
    private static final Pattern PROTOTYPE =
            Pattern.compile("RDYLIB_EXPORT (.+?)(\\w+)\\((.*?)\\)(?: __asm__\\(\"(\\w+)\"\\))?;");

    private CPrototypes() {}

    /** Skips the test, or fails it, where the header is missing. */
    static void requireHeader(String header) {
        Tool.require("cc");
        if (!Files.exists(Path.of("/usr/include", header))) {
            Tool.missing(header + " is not installed");
        }
    }

    /** The functions of a generated header, each with its prototype. */
    static List<Matcher> of(Path generated) throws IOException {
        return Files.readString(generated)
                .lines()
                .map(PROTOTYPE::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    /**
     * Calls each function, as its own header has it, with arguments of the types that the generated prototypes have.
     *
     * @param types what the generated types are called in those headers
     * @param addresses what the headers have for addresses that C passes to functions, and for what these answer, where
     *     that is not the generated type
     * @param keepsCodeApart whether addresses of code and of data are told apart, as ISO C does and compilers do not
     */
    static Tool.Run check(
            Path folder,
            List<String> headers,
            Path generated,
            Map<String, String> types,
            Map<String, String> addresses,
            boolean keepsCodeApart)
            throws IOException {
        StringBuilder program = new StringBuilder("#define _GNU_SOURCE\n#include <stddef.h>\n#include <stdint.h>\n");
        headers.forEach(header -> program.append("#include <" + header + ">\n"));
        types.forEach((ours, theirs) -> program.append("#define " + ours + " " + theirs + "\n"));
        for (String callback : callbacks(generated)) {
            program.append(replaced(callback, addresses)).append('\n');
        }
        int number = 0;
        for (Matcher function : of(generated)) {
            String result = function.group(1);
            String called = Objects.requireNonNullElse(function.group(4), function.group(2));
            String parameters =
                    function.group(3).replace("size_t *out", addresses.getOrDefault("size_t *out", "size_t *out"));
            program.append(result + "call_" + number++ + "(" + parameters + ") {\n  "
                    + (result.equals("void ") ? "" : "return ") + called + "(" + names(parameters)
                    + ");\n}\n");
        }
        Path source = Files.writeString(folder.resolve("calls.c"), program);
        return Tool.attempt(
                folder,
                "cc",
                "-std=c11",
                "-fsyntax-only",
                keepsCodeApart ? "-Werror=pedantic" : "-Wno-pedantic",
                "-Wno-discarded-qualifiers",
                "-Werror=incompatible-pointer-types",
                "-Werror=int-conversion",
                "-Werror=conversion",
                source.toString());
    }

    private static String replaced(String text, Map<String, String> all) {
        String replaced = text;
        for (var one : all.entrySet()) {
            replaced = replaced.replace(one.getKey(), one.getValue());
        }
        return replaced;
    }

    /** The types of the functions that C calls. */
    static List<String> callbacks(Path generated) throws IOException {
        return Files.readString(generated)
                .lines()
                .filter(line -> CALLBACK.matcher(line).matches() && !line.contains("rdylib_"))
                .toList();
    }

    private static String names(String parameters) {
        return parameters.equals("void")
                ? ""
                : Arrays.stream(parameters.split(", "))
                        .map(p -> p.replaceFirst("\\)\\(.*\\)$", "").replaceFirst(".*?(\\w+)$", "$1"))
                        .collect(Collectors.joining(", "));
    }
}
