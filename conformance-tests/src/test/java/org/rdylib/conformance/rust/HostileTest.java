package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.codegen.rust.RustOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.verifier.image.LibraryImage;
import org.rdylib.verifier.image.Machine;

/**
 * Generated modules compile without a warning wherever an author puts them: whatever names the descriptor has, whatever
 * names the author's crate shadows, with another module beside it, and under lints that nobody has on.
 */
class HostileTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("hostile");

    /** Those of rustc's lints that are off, and that authors turn on; clippy's are on in its own run. */
    private static final List<String> STRICT = List.of(
            "-Dwarnings",
            "-Dunsafe_code",
            "-Dmissing_docs",
            "-Dmissing_debug_implementations",
            "-Dmissing_copy_implementations",
            "-Drust_2018_idioms",
            "-Dsingle_use_lifetimes",
            "-Dtrivial_casts",
            "-Dtrivial_numeric_casts",
            "-Dunreachable_pub",
            "-Dunused_lifetimes",
            "-Dunused_qualifications",
            "-Dvariant_size_differences",
            "-Dunsafe_op_in_unsafe_fn",
            "-Dnon_ascii_idents",
            "-Dlet_underscore_drop",
            "-Delided_lifetimes_in_paths",
            "-Dkeyword_idents");

    @TempDir
    static Path folder;

    @BeforeAll
    static void generate() throws Exception {
        Path hostile = NativeBuild.generateRust(SOURCES.resolve("hostile.yaml"), folder);
        NativeBuild.generateRust(
                NativeBuild.descriptor(SOURCES.resolve("other.yaml")), new RustOptions("other"), folder);
        String author = Files.readString(SOURCES.resolve("author.rs"));
        assertThat(author).contains("// the exports\n");
        Files.writeString(
                folder.resolve("author.rs"),
                author.replace("// the exports\n", Rust.unimplemented(Files.readString(hostile), "HostileExports")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021", "2024"})
    void rustcHasNothingToSay(String edition) {
        List<String> arguments = new ArrayList<>(List.of("--edition", edition, "--crate-type", "cdylib"));
        arguments.addAll(STRICT);
        arguments.add("author.rs");

        Tool.Run run = Rust.rustc(folder, arguments.toArray(String[]::new));

        assertThat(run.text()).isEmpty();
    }

    @Test
    void oneLibraryHoldsBothDescriptors() throws Exception {
        Tool.Run run = Rust.rustc(folder, "--edition", "2021", "--crate-type", "cdylib", "-o", "both.so", "author.rs");
        assertThat(run.exit()).as(run.text()).isZero();

        LibraryImage image = LibraryImage.read(folder.resolve("both.so"), Machine.X86_64);

        assertThat(image.notes())
                .extracting(note -> new String(note.binding(), StandardCharsets.UTF_8)
                        .replaceAll("(?s).*?\"library\":\"(\\w+)\".*", "$1"))
                .containsExactlyInAnyOrder("hostile", "other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021", "2024"})
    void norHasClippy(String edition) {
        List<String> arguments = new ArrayList<>(List.of("--edition", edition, "--crate-type", "cdylib"));
        arguments.addAll(
                List.of("-Dwarnings", "-Dclippy::all", "-Dclippy::pedantic", "--emit", "metadata", "author.rs"));

        Tool.Run run = Rust.clippy(folder, arguments.toArray(String[]::new));

        assertThat(run.text()).isEmpty();
    }
}
