package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern EXPORTS = Pattern.compile("(?s)/// The library `\\w+`\\..*?pub trait (\\w+)");

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

    /** A library's name is that of a trait, which stands where what the module uses itself does. */
    @ParameterizedTest
    @ValueSource(strings = {"t", "f", "o", "g", "vec", "future", "pin", "fn_mut", "option", "library", "exports", "rt"})
    void aLibraryMayBeCalledAsWhatTheModuleUses(String library) throws Exception {
        assertCompiles(library, "Point", "Shape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"T", "F", "O", "G", "Tag", "T0"})
    void soMayATypeAndAnInterface(String name) throws Exception {
        assertCompiles("named", name, "Shape");
        assertCompiles("named", "Point", name);
    }

    private static void assertCompiles(String library, String struct, String face) throws Exception {
        Path place = Files.createTempDirectory(folder, library);
        Path descriptor = Files.writeString(place.resolve("named.yaml"), """
            abi: 1
            library: %s
            version: 1.0.0
            types:
              %2$s: {struct: {a: u8, s: String}}
              Event: {evolves: append, storage: 48, enum: {None: , Some: "(u32, u8)"}}
            interfaces:
              %3$s:
                methods:
                  m: "fn(&self, p: %2$s) -> u8"
                  n: "fn(&mut self, o: Box<dyn %3$s>) -> %2$s"
                  k: {sig: "fn(&self) -> Arc<dyn %3$s>", optional: true}
            exports:
              f: "fn(x: &dyn %3$s, y: &mut dyn %3$s) -> Box<dyn %3$s>"
              g: "fn(x: &mut dyn FnMut(%2$s) -> %2$s, y: &dyn Fn(u8), z: Box<dyn FnOnce(u8)>) -> Vec<%2$s>"
              h: "async fn(x: Option<u8>) -> Result<u8, String>"
              i: "fn(x: Arc<%2$s>, f: fn(%2$s) -> u8) -> Box<dyn Fn(%2$s) -> u8>"
              j: "fn(e: Event) -> Arc<dyn %3$s>"
            imports: {log: "fn(p: %2$s)"}
            """.formatted(library, struct, face));
        String module = Files.readString(NativeBuild.generateRust(descriptor, place));
        Matcher trait = EXPORTS.matcher(module);
        assertThat(trait.find()).isTrue();
        String author = """
            #![allow(unused)]
            pub mod abi;
            mod author {
                use super::abi::{self, *};
                use ::core::future::Future;
                use ::std::sync::Arc;
                struct Author;
                impl abi::TRAIT for Author {
                    // the exports
                }
                abi::export!(Author);
            }
            """;
        Files.writeString(
                place.resolve("author.rs"),
                author.replace("TRAIT", trait.group(1))
                        .replace("// the exports\n", Rust.unimplemented(module, trait.group(1))));

        Tool.Run run = Rust.rustc(
                place, "--edition", "2021", "--crate-type", "cdylib", "--emit", "metadata", "-o", "x", "author.rs");

        assertThat(run.text()).isEmpty();
    }
}
