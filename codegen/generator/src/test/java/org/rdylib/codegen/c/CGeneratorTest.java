package org.rdylib.codegen.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.SystemTools;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.verifier.image.DescriptorNote;
import org.rdylib.verifier.image.LibraryImage;
import org.rdylib.verifier.image.Machine;

class CGeneratorTest {

    private static final List<String> STRICT = List.of("-Wall", "-Wextra", "-Werror", "-pedantic");

    @TempDir
    Path folder;

    static Stream<Arguments> compilations() {
        return Stream.of("everything", "names", "reserved")
                .flatMap(d -> Stream.of("gcc", "clang")
                        .flatMap(c -> Stream.of("c11", "c17").map(s -> Arguments.of(d, c, s))));
    }

    /** The header asserts the layout of each type, so that compiling it compares two accounts of them. */
    @ParameterizedTest(name = "{0}, {1} -std={2}")
    @MethodSource("compilations")
    void what_is_generated_compiles_without_a_warning(String descriptor, String compiler, String standard)
            throws Exception {
        Path source = write(descriptor).get(1);
        compile(compiler, standard, source, "-c");
        compile(compiler, standard, source, "-c", "-O2", "-fvisibility=hidden");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cxxCompilations")
    void the_header_compiles_as_cxx(String descriptor, String compiler, String standard) throws Exception {
        Path header = write(descriptor).getFirst();
        compile(compiler, standard, header, "-fsyntax-only", "-x", "c++");
    }

    static Stream<Arguments> cxxCompilations() {
        return Stream.of("everything", "names", "reserved")
                .flatMap(d -> Stream.of("g++", "clang++")
                        .flatMap(c -> Stream.of("c++11", "c++20").map(s -> Arguments.of(d, c, s))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc", "clang"})
    void several_headers_stand_side_by_side(String compiler) throws Exception {
        write("everything");
        write("names");
        Path source = Files.writeString(folder.resolve("both.c"), """
            #include "every.h"
            #include "uint8.h"
            #include "every.h"
            int both(void);
            int both(void) { return (int)sizeof(every_Scalars); }
            """);
        compile(compiler, "c11", source, "-c");
    }

    /** A comment that a text of the descriptor had left would declare something. */
    @Test
    void no_text_of_the_descriptor_becomes_code() throws Exception {
        Path header = write("names").getFirst();
        Path preprocessed = folder.resolve("preprocessed");
        compile("gcc", "c11", header, "-E", "-P", "-x", "c", "-o", preprocessed.toString());
        assertThat(Files.readString(preprocessed))
                .contains("uint8_Things")
                .doesNotContain("int library", "int out;", "int joined");
        assertThat(Files.readString(header))
                .contains("int library", "int out;", "int joined", "\\u{202e}", "\\u{2028}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-O0", "-s", "-O2 -ffunction-sections -fdata-sections -Wl,--gc-sections", "-flto -O2 -s"})
    void the_descriptor_is_in_the_library_whatever_the_linker_drops(String flags) throws Exception {
        CheckedDescriptor descriptor = read("everything");
        Path source = write("everything").get(1);
        Path library = folder.resolve("l.so");
        List<String> all = new ArrayList<>(List.of("-shared", "-fPIC", "-o", library.toString()));
        all.addAll(List.of(flags.split(" ")));
        compile("gcc", "c11", source, all.toArray(String[]::new));
        DescriptorNote note = LibraryImage.read(library, Machine.X86_64).descriptor("every");
        CanonicalForm form = CanonicalForm.of(descriptor);
        assertThat(note.binding()).asString(StandardCharsets.UTF_8).isEqualTo(form.binding());
        assertThat(note.annotations()).asString(StandardCharsets.UTF_8).isEqualTo(form.annotations());
    }

    @Test
    void the_same_descriptor_gives_the_same_files() throws Exception {
        assertThat(generate("everything")).isEqualTo(generate("everything"));
    }

    /** Also where the slot itself is a plain function, which cannot fail. */
    @Test
    void what_may_be_missing_is_asked_for_and_called_by_what_can_fail() throws Exception {
        assertThat(generate("everything").files().getFirst().text())
                .contains("bool every_Walker_has_back(const every_Walker_table *self_table) {")
                .contains("RDYLIB_CHECK rdylib_failure *every_Walker_back(void *self, const every_Walker_table"
                        + " *self_table, const char *by, size_t by_length, every_Tuple_u8_u16 *out) {")
                .contains(
                        "RDYLIB_CHECK rdylib_failure *every_Walker_raw_back(const void *self, const every_Walker_table"
                                + " *self_table, uint8_t by, uint32_t *out) {")
                .contains("bool every_has_perhaps_now(void) {")
                .contains("RDYLIB_CHECK rdylib_failure *every_perhaps_now(uint64_t *out) {");
    }

    /** The sanitizer would see a slot read that is not there. */
    @Test
    void what_is_missing_is_never_called() throws Exception {
        Path source = write("everything").get(1);
        Path program = folder.resolve("program");
        Path author = Path.of(Objects.requireNonNull(CGeneratorTest.class.getResource("optional.c"))
                .toURI());
        compile(
                "gcc",
                "c11",
                source,
                author.toString(),
                "-g",
                "-fsanitize=address,undefined",
                "-fno-sanitize-recover=all",
                "-o",
                program.toString());
        SystemTools.run(List.of(program.toString()));
    }

    @Test
    void a_checked_function_takes_words_and_a_place_for_its_result() throws Exception {
        assertThat(generate("everything").files().getFirst().text())
                .contains("rdylib_failure *every_walker(const char *text, size_t text_length, void *base,"
                        + " const every_Walker_table *base_table, every_Walker *out);")
                .contains("rdylib_failure *every_nothing(void);")
                .contains("rdylib_failure *every_array(uint16_t *out);")
                .contains("double every_plain(uint8_t a, const char *b, size_t b_length, const every_Packed *c);")
                .contains("rdylib_failure *another_symbol(uint8_t *out);");
    }

    @Test
    void what_is_counted_is_cloned_and_what_is_only_lent_is_not_dropped() throws Exception {
        String header = CGenerator.generate(
                        Descriptors.read("held.yaml", """
                            abi: 1
                            library: held
                            version: 1.0.0
                            types:
                              Kept: {struct: {call: "Arc<dyn Fn(u8) -> u8 + Send + Sync + 'static>"}}
                            interfaces:
                              Lent: {methods: {read: "fn(&self)"}}
                              Owned: {methods: {read: "fn(&self)"}}
                              Counted: {methods: {clone: "fn(&self)"}}
                            exports:
                              f: "fn(a: &dyn Lent, b: Option<Box<dyn Owned>>, c: Vec<Arc<dyn Counted>>, d: &dyn Counted)"
                              g: "fn(a: &mut dyn FnMut(u16), b: Kept)"
                            """).descriptor().orElseThrow())
                .files()
                .getFirst()
                .text();

        assertThat(header)
                .contains("void held_Owned_drop(void *self, const held_Owned_table *self_table) {")
                .contains("void held_Counted_drop(void *self, const held_Counted_table *self_table) {")
                .contains(
                        "rdylib_failure *held_Counted_clone(const void *self, const held_Counted_table *self_table) {")
                .contains("held_Counted held_Counted_clone_(const void *self, const held_Counted_table *self_table) {")
                .contains("held_Kept_call held_Kept_call_clone(const void *self, const held_Kept_call_table"
                        + " *self_table) {")
                .doesNotContain("held_Lent_drop", "held_Lent_clone", "held_Owned_clone", "held_g_a_drop");
        compile("gcc", "c11", Files.writeString(folder.resolve("held.h"), header), "-fsyntax-only", "-x", "c");
        compile("g++", "c++11", Files.writeString(folder.resolve("held.h"), header), "-fsyntax-only", "-x", "c++");
    }

    @Test
    void a_comment_tells_all_kinds_that_closures_of_one_type_are_of() throws Exception {
        assertThat(CGenerator.generate(
                                Descriptors.read("kinds.yaml", """
                                    abi: 1
                                    library: kinds
                                    version: 1.0.0
                                    exports:
                                      f: "fn(a: Box<dyn FnMut(u8)>, b: Box<dyn FnOnce(u16)>, c: Vec<Box<dyn FnMut(u8)>>)"
                                      g: "fn(a: &dyn Fn(u16), b: &dyn Fn(u32), c: Box<dyn FnMut(Box<dyn FnOnce(i8)>)>)"
                                    """).descriptor().orElseThrow())
                        .files()
                        .getFirst()
                        .text())
                .contains(
                        "/* dyn FnMut(u8) */", "/* Vec<Box<dyn FnMut(u8)>> */", "/* The functions of dyn FnMut(u8) */")
                .contains("/* dyn Fn/FnOnce(u16) */", "/* dyn Fn(u32) */", "/* dyn FnMut(Box<dyn FnOnce(i8)>) */");
    }

    private CheckedDescriptor read(String name) throws URISyntaxException {
        Checked checked =
                Descriptors.read(Path.of(Objects.requireNonNull(CGeneratorTest.class.getResource(name + ".yaml"))
                        .toURI()));
        assertThat(checked.diagnostics()).as("of " + name).isEmpty();
        return checked.descriptor().orElseThrow();
    }

    private Generated generate(String name) throws URISyntaxException {
        Generated generated = CGenerator.generate(read(name));
        assertThat(generated.diagnostics()).isEmpty();
        return generated;
    }

    /** The header and the source. */
    private List<Path> write(String name) throws IOException, URISyntaxException {
        List<Path> written = new ArrayList<>();
        for (SourceFile file : generate(name).files()) {
            written.add(Files.writeString(folder.resolve(file.path()), file.text()));
        }
        return written;
    }

    private void compile(String compiler, String standard, Path source, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(compiler, "-std=" + standard, "-I" + folder));
        command.addAll(STRICT);
        command.addAll(List.of(flags));
        if (!List.of(flags).contains("-o") && !List.of(flags).contains("-fsyntax-only")) {
            command.addAll(List.of("-o", folder.resolve("out.o").toString()));
        }
        command.add(source.toString());
        SystemTools.run(command);
    }
}
