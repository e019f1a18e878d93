package org.rdylib.codegen.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.SystemTools;
import org.rdylib.spec.check.Descriptors;

/** Names of a descriptor that C's own headers declare. */
class DeclaredNamesTest {

    private static final Pattern FUNCTION = Pattern.compile("[* ](\\w+) \\((?!\\*)");

    @TempDir
    Path folder;

    /** What fails here is to be added to {@code declared.txt}. */
    @ParameterizedTest(name = "gcc -std={0}")
    @CsvSource({"c11", "gnu11"})
    void every_function_of_the_headers_is_known(String standard) throws IOException {
        Path prototypes = folder.resolve("prototypes");
        run("gcc", standard, CHeaders.includes("gcc"), "-fsyntax-only", "-aux-info", prototypes.toString());

        assertThat(FUNCTION.matcher(Files.readString(prototypes))
                        .results()
                        .map(MatchResult::group)
                        .map(found -> found.substring(1, found.length() - 2))
                        .distinct())
                .hasSizeGreaterThan(500)
                .filteredOn(name -> Scope.ofFile().take(name).equals(name))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} -std={1}")
    @CsvSource({"gcc, c11", "gcc, gnu11", "g++, gnu++17", "clang, gnu11", "clang++, c++17"})
    void what_has_the_symbol_of_a_declaration_compiles_with_all_headers(String compiler, String standard)
            throws Exception {
        String exports = declared().stream()
                .map(name -> "e_%s: {sig: 'fn(a: u8)', symbol: '%<s'}".formatted(name))
                .collect(Collectors.joining(", "));
        compilesWithAllHeaders(compiler, standard, "library: lib, exports: {%s}".formatted(exports));
    }

    @Test
    void what_begins_with_a_librarys_name_is_no_declaration_either() throws Exception {
        compilesWithAllHeaders(
                "gcc",
                "gnu11",
                "library: time, types: {t: {struct: {a: u8}}, r_t: {enum: {A, B}}},"
                        + " exports: {spec: 'fn(a: t, b: r_t)'}, imports: {get: 'fn()'}");
        compilesWithAllHeaders("gcc", "gnu11", "library: on, exports: {exit: 'fn()'}");
        compilesWithAllHeaders("g++", "gnu++17", "library: aligned, exports: {alloc: 'fn(a: u8)'}");
    }

    private void compilesWithAllHeaders(String compiler, String standard, String parts) throws Exception {
        for (SourceFile file : CGenerator.generate(
                        Descriptors.require("lib.yaml", "{abi: 1, version: 1.0.0, " + parts + "}"))
                .files()) {
            Files.writeString(folder.resolve(file.path().endsWith(".h") ? "lib.h" : file.path()), file.text());
        }
        String headers = CHeaders.includes(compiler);
        for (String text : List.of(headers + "#include \"lib.h\"\n", "#include \"lib.h\"\n" + headers)) {
            run(compiler, standard, text, "-fsyntax-only", "-Wall", "-Wextra", "-Werror");
        }
    }

    private static List<String> declared() throws IOException {
        try (var in = Objects.requireNonNull(DeclaredNamesTest.class.getResourceAsStream("declared.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private void run(String compiler, String standard, String text, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(compiler, "-std=" + standard, "-I" + folder));
        command.addAll(List.of(flags));
        command.addAll(List.of("-x", compiler.endsWith("++") ? "c++" : "c"));
        command.add(Files.writeString(folder.resolve("includes"), text).toString());
        SystemTools.run(command);
    }
}
