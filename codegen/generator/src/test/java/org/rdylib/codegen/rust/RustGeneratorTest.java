package org.rdylib.codegen.rust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.rdylib.codegen.SystemTools;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.verifier.image.DescriptorNote;
import org.rdylib.verifier.image.LibraryImage;
import org.rdylib.verifier.image.Machine;

class RustGeneratorTest {

    private static final Path GOLDENS = Path.of("src/test/resources/org/rdylib/codegen/rust/golden");

    @TempDir
    Path folder;

    static Stream<Arguments> compilations() {
        return Stream.of("everything", "names", "markdown", "plain")
                .flatMap(d -> Stream.of("rustc", "clippy-driver")
                        .flatMap(c -> Stream.of("2021", "2024").map(e -> Arguments.of(d, c, e))));
    }

    /** The module asserts the layout of each type, so that compiling it compares two accounts of them. */
    @ParameterizedTest(name = "{0}, {1}, edition {2}")
    @MethodSource("compilations")
    void what_is_generated_compiles_without_a_warning(String name, String compiler, String edition) throws Exception {
        compile(name, compiler, "mod abi;", "--edition", edition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021", "2024"})
    void it_can_be_included_from_elsewhere(String edition) throws Exception {
        compile("markdown", "rustc", "mod abi { include!(\"abi.rs\"); }", "--edition", edition);
    }

    @Test
    void a_module_in_the_wrong_place_is_told_where_it_belongs() throws Exception {
        write("markdown", new RustOptions("deep::abi"));
        Path root = Files.writeString(folder.resolve("lib.rs"), "mod abi;\nmod plugin;\n");
        assertThat(SystemTools.failure(List.of(
                        "rustc",
                        "--edition",
                        "2024",
                        "--crate-type",
                        "cdylib",
                        "--out-dir",
                        folder.toString(),
                        root.toString())))
                .contains("plugin.rs")
                .contains("abi::export!(Plugin);")
                .contains("if it stands elsewhere: `rdylib generate --lang rust --module PATH`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Copt-level=0",
                "-Cstrip=symbols",
                "-Copt-level=3 -Clto=fat -Cstrip=symbols",
                "-Clink-args=-Wl,--gc-sections"
            })
    void the_descriptor_is_in_the_library_whatever_the_linker_drops(String flags) throws Exception {
        DescriptorNote note = note(flags.split(" "));
        CanonicalForm form = CanonicalForm.of(read("markdown"));
        assertThat(note.binding()).asString(StandardCharsets.UTF_8).isEqualTo(form.binding());
        assertThat(note.annotations()).asString(StandardCharsets.UTF_8).isEqualTo(form.annotations());
    }

    @Test
    void a_library_whose_panics_abort_says_so() throws Exception {
        DescriptorNote note = note("-Cpanic=abort");
        assertThat(note.binding())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(CanonicalForm.of(read("markdown")).binding());
        assertThat(note.annotations()).asString(StandardCharsets.UTF_8).startsWith("{\"build\":{\"panic\":\"abort\"},");
        assertThat(note.abortsOnPanic()).isTrue();
    }

    private DescriptorNote note(String... flags) throws Exception {
        List<String> all = new ArrayList<>(List.of("--edition", "2024"));
        all.addAll(List.of(flags));
        compile("markdown", "rustc", "mod abi;", all.toArray(String[]::new));
        return LibraryImage.read(folder.resolve("library.so"), Machine.X86_64).descriptor("markdown");
    }

    /**
     * What is generated, to be read in reviews. To accept a change, run with {@code -Drdylib.goldens=write} and read the
     * difference; a continuous build refuses the switch.
     */
    @ParameterizedTest
    @ValueSource(strings = {"markdown", "plain"})
    void is_generated_as_it_stands(String name) throws Exception {
        Path golden = GOLDENS.resolve(name + ".rs");
        String text = withoutWhatIsNotTheGenerators(
                generate(name, RustOptions.DEFAULT).files().getFirst().text());
        if ("write".equals(System.getProperty("rdylib.goldens"))) {
            assertThat(System.getenv("CI")).as("goldens are not written in CI").isNull();
            Files.createDirectories(GOLDENS);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    /** Places and the tool's version are not, and the runtime is the same in all. */
    private static String withoutWhatIsNotTheGenerators(String text) {
        return text.substring(0, text.indexOf("    mod rt {\n"))
                .replaceAll("(?s)(const ANNOTATIONS: .*?concat!\\().*?\\n( *\\);)", "$1\n$2");
    }

    @Test
    void the_same_descriptor_gives_the_same_file() throws Exception {
        assertThat(generate("everything", RustOptions.DEFAULT)).isEqualTo(generate("everything", RustOptions.DEFAULT));
    }

    @Test
    void what_rust_cannot_say_is_refused_where_it_stands() throws Exception {
        Generated generated = RustGenerator.generate(read("beyond"), RustOptions.DEFAULT);
        assertThat(generated.files()).isEmpty();
        assertThat(generated.diagnostics())
                .extracting(d -> d.place().line() + ":" + d.place().column() + " " + d.message())
                .satisfiesExactly(
                        d -> assertThat(d).startsWith("6:50 `Clone` of an object that the plugin gives is part of"),
                        d -> assertThat(d).startsWith("7:22 `&mut CStr`"),
                        d -> assertThat(d).startsWith("8:44 `c`, which says how a C function that is already there"),
                        d -> assertThat(d).startsWith("9:37 a function type beside another that differs from it"),
                        d -> assertThat(d).startsWith("10:31 `Const` of an object that the plugin gives"),
                        d -> assertThat(d).startsWith("12:24 `Portable` of an object that the plugin gives"),
                        d -> assertThat(d).startsWith("14:3 a `drop` of two opaque types"));
        assertThat(generated.diagnostics()).extracting(Diagnostic::help).allMatch(h -> h.isPresent());
    }

    @Test
    void what_the_helps_say_is_not_refused() throws Exception {
        assertThat(RustGenerator.generate(read("within"), RustOptions.DEFAULT).diagnostics())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a::", "::a", "crate::abi", "a-b", "mod", "a::self", "_", "a b", "a:b"})
    void what_is_no_path_of_a_module_is_refused(String module) {
        assertThatThrownBy(() -> new RustOptions(module)).isInstanceOf(IllegalArgumentException.class);
    }

    private void compile(String name, String compiler, String module, String... flags) throws Exception {
        write(name, RustOptions.DEFAULT);
        Path root = Files.writeString(folder.resolve("lib.rs"), "#![deny(warnings)]\n" + module + "\nmod plugin;\n");
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(List.of(flags));
        command.addAll(List.of(
                "--crate-type", "cdylib", "-o", folder.resolve("library.so").toString(), root.toString()));
        SystemTools.run(command);
    }

    private void write(String name, RustOptions options) throws IOException, URISyntaxException {
        Files.writeString(
                folder.resolve("abi.rs"),
                generate(name, options).files().getFirst().text());
        Files.copy(resource(name + ".rs"), folder.resolve("plugin.rs"));
    }

    private static Generated generate(String name, RustOptions options) throws URISyntaxException {
        Generated generated = RustGenerator.generate(read(name), options);
        assertThat(generated.diagnostics()).isEmpty();
        return generated;
    }

    private static CheckedDescriptor read(String name) throws URISyntaxException {
        Checked checked = Descriptors.read(resource(name + ".yaml"));
        assertThat(checked.descriptor()).as(checked.diagnostics()::toString).isPresent();
        return checked.descriptor().orElseThrow();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(RustGeneratorTest.class.getResource(name), name)
                .toURI());
    }
}
