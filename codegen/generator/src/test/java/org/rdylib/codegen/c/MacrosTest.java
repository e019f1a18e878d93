package org.rdylib.codegen.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.SystemTools;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/** Names of a descriptor that a C header has for a macro. */
class MacrosTest {

    private static final Pattern MACRO = Pattern.compile("#define (\\w+)(\\(?).*");

    @TempDir
    Path folder;

    /** What fails here is to be added to {@code macros.txt}. */
    @ParameterizedTest(name = "{0} -std={1}")
    @CsvSource({
        "gcc, c11",
        "gcc, gnu11",
        "g++, c++17",
        "g++, gnu++17",
        "clang, c11",
        "clang, gnu11",
        "clang++, c++17",
    })
    void every_macro_of_the_headers_is_known(String compiler, String standard) throws IOException {
        Path macros = folder.resolve("macros");
        run(compiler, standard, CHeaders.includes(compiler), "-E", "-dM", "-o", macros.toString());
        Map<Boolean, List<String>> byKind = Files.readString(macros)
                .lines()
                .map(MACRO::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.partitioningBy(
                        m -> m.group(2).isEmpty(), Collectors.mapping(m -> m.group(1), Collectors.toList())));

        assertThat(byKind.get(true))
                .hasSizeGreaterThan(1000)
                .allMatch(name -> !new Scope().take(name).equals(name));
        assertThat(byKind.get(false))
                .allMatch(name -> !Scope.ofFile().take(name).equals(name))
                .allMatch(name -> !new Scope().take(name).equals(name) || Macros.isReplacedWhereCalled(name));
    }

    @ParameterizedTest(name = "{0} -std={1}")
    @CsvSource({"gcc, c11", "gcc, gnu11", "g++, c++17", "clang, gnu11", "clang++, c++17"})
    void what_is_called_like_a_macro_compiles_after_all_headers(String compiler, String standard) throws Exception {
        CheckedDescriptor descriptor = Descriptors.require("lib.yaml", everything());
        for (SourceFile file : CGenerator.generate(descriptor).files()) {
            Files.writeString(folder.resolve(file.path()), file.text());
        }
        run(
                compiler,
                standard,
                CHeaders.includes(compiler) + "#include \"lib.h\"\n",
                "-fsyntax-only",
                "-Wall",
                "-Wextra",
                "-Werror");
        run(compiler, standard, "#include \"lib.h\"\n", "-fsyntax-only", "-Wall", "-Wextra", "-Werror");
    }

    /** Each as a field, variant, method, parameter, export and import. */
    private static String everything() throws IOException {
        try (InputStream in = Objects.requireNonNull(MacrosTest.class.getResourceAsStream("macros.txt"))) {
            List<String> names = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replace("()", ""))
                    .toList();
            return """
                abi: 1
                library: lib
                version: 1.0.0
                types:
                  Struct: {struct: {%s}}
                  Plain: {enum: {%s}, repr: u16}
                  Union: {enum: {%s}, repr: u16}
                  Nested: {enum: {None: , Some: {%1$s}}}
                interfaces:
                  Interface: {methods: {%s}}
                exports: {f: "fn(s: &Struct, p: Plain, u: &Union, n: &Nested, i: &dyn Interface)", %s}
                imports: {%s}
                """.formatted(
                            each(names, "'%s': u8"),
                            each(names, "'%s': "),
                            each(names, "'%s': '(u8)'"),
                            each(names, "'%s': 'fn(&self, a: &str) -> u8'"),
                            each(names, "'%1$s': 'fn(%1$s: u8, and: &str)'"),
                            each(names, "'%1$s': 'fn(%1$s: &str) -> u8'"));
        }
    }

    private static String each(List<String> names, String entry) {
        return names.stream().map(entry::formatted).collect(Collectors.joining(", "));
    }

    private void run(String compiler, String standard, String text, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(compiler, "-std=" + standard, "-I" + folder));
        command.addAll(List.of(flags));
        command.addAll(List.of("-x", compiler.endsWith("++") ? "c++" : "c"));
        command.add(Files.writeString(folder.resolve("includes"), text).toString());
        SystemTools.run(command);
    }
}
