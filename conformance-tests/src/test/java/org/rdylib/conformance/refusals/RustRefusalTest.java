package org.rdylib.conformance.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.conformance.plugins.RustBuild;
import org.rdylib.loader.IncompatibleLibraryException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.LoadException;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.spec.Code;
import org.rdylib.verifier.Unload;

/** What is refused of libraries in C is refused of those in Rust, however little rustc and strip have left of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RustRefusalTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("refusals");

    /** How a library is built. */
    enum Build {
        DEBUG(),
        STRIPPED_BY_RUSTC("-O", "-Cstrip=symbols"),
        WITHOUT_UNUSED_SECTIONS("-O", "-Clink-arg=-Wl,--gc-sections"),
        OPTIMIZED_AT_LINK_TIME("-O", "-Clto=fat", "-Ccodegen-units=1", "-Cstrip=symbols"),
        STRIPPED() {
            @Override
            void finish(Path library) {
                Tool.require("strip");
                Tool.run(Path.of(""), "strip", "-s", library.toString());
            }
        };

        @SuppressWarnings("ImmutableEnumChecker") // List.of's are
        private final List<String> flags;

        Build(String... flags) {
            this.flags = List.of(flags);
        }

        void finish(Path library) {}
    }

    private Witness witness;
    private GreeterHost host;

    @TempDir
    Path folder;

    @BeforeAll
    void build(@TempDir Path shared) throws Exception {
        host = NativeBuild.host(
                shared,
                SOURCES.resolve("greeter.yaml"),
                "org.rdylib.conformance.greeter",
                SOURCES.resolve("GreeterDriver.java"),
                GreeterHost.class);
    }

    @BeforeEach
    void forget() throws IOException {
        witness = new Witness();
    }

    private Path library(Path sources, String name, Build build, String... flags) throws Exception {
        List<String> all = new java.util.ArrayList<>(build.flags);
        all.addAll(List.of(flags));
        Path library = RustBuild.plugin(
                folder,
                sources.resolve(name + ".yaml"),
                Map.of(
                        "lib.rs", SOURCES.resolve("lib.rs"),
                        "witness.rs", SOURCES.resolve("witness.rs"),
                        "plugin.rs", sources.resolve(name + ".rs")),
                all);
        build.finish(library);
        return library;
    }

    /** Without this, the others would prove nothing: the host can load, and the witness sees. */
    @ParameterizedTest
    @EnumSource
    void a_library_that_fits_is_opened_and_does_what_it_says(Build build) throws Exception {
        try (GreeterHost.Linked greeter = host.load(library(SOURCES, "greeter", build), Unload.NEVER)) {
            assertThat(witness.sawOne()).isTrue();
            assertThat(greeter.after("good morning", "good ")).isEqualTo("morning");
            assertThat(greeter.after("guten Morgen", "good ")).isEqualTo("guten Morgen");
            assertThat(greeter.loudness(4_000_000_000L, 0.25)).isEqualTo(1e9);
            assertThat(greeter.lines("a\nb\nc", 2)).containsExactly("1: a", "2: b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_older_layout(Build build) throws Exception {
        incompatible("older-layout", build, Code.LAYOUT_DIFFERS, Code.FIELDS_DIFFER);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBUG", "OPTIMIZED_AT_LINK_TIME"})
    void a_callback_with_another_signature(Build build) throws Exception {
        incompatible("other-callback", build, Code.PARAMETERS_DIFFER);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBUG", "OPTIMIZED_AT_LINK_TIME"})
    void an_answer_that_borrows_from_the_wrong_argument(Build build) throws Exception {
        incompatible("wrong-argument", build, Code.OUTLIVES_NOT_PROMISED);
    }

    private void incompatible(String plugin, Build build, Code... expected) throws Exception {
        Path library = library(SOURCES.resolve(plugin), "greeter", build);
        IncompatibleLibraryException refusal = refused(library, IncompatibleLibraryException.class);
        assertThat(refusal.verdict().findings()).extracting(f -> f.code()).containsAnyOf(expected);
    }

    @Test
    void a_literal_for_a_host_that_keeps_it_for_ever() throws Exception {
        Path sources = SOURCES.resolve("keeper");
        Path library = library(sources, "keeper", Build.STRIPPED_BY_RUSTC);
        KeeperHost keeper = NativeBuild.host(
                folder,
                sources.resolve("keeper.yaml"),
                "org.rdylib.conformance.keeper",
                sources.resolve("KeeperDriver.java"),
                KeeperHost.class);
        IncompatibleLibraryException refusal =
                catchThrowableOfType(IncompatibleLibraryException.class, () -> keeper.motto(library, Unload.ALLOWED));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(Code.STATIC_NOT_PROMISED);
        witness.assertSawNothing();

        assertThat(keeper.motto(library, Unload.NEVER)).hasToString("festina lente");
        assertThat(witness.sawOne()).isTrue();
    }

    @Test
    void a_damaged_library() throws Exception {
        byte[] bytes = Files.readAllBytes(library(SOURCES, "greeter", Build.OPTIMIZED_AT_LINK_TIME));
        byte[] renamed = bytes.clone();
        int at = new String(renamed, StandardCharsets.ISO_8859_1).indexOf("\"version\":\"2.0.0\"");
        assertThat(at).isNotNegative();
        renamed[at + 11] = '3';
        assertThat(refused(write(renamed), MalformedLibraryException.class).code())
                .isEqualTo(Code.HASH_MISMATCH);
        for (int length : new int[] {bytes.length - 1, bytes.length / 2, 20}) {
            assertThat(refused(write(Arrays.copyOf(bytes, length)), MalformedLibraryException.class)
                            .code())
                    .as("%d bytes", length)
                    .isEqualTo(Code.TRUNCATED_LIBRARY);
        }
        byte[] foreign = bytes.clone();
        foreign[18] = (byte) 183;
        assertThat(refused(write(foreign), UnlinkableLibraryException.class).code())
                .isEqualTo(Code.OTHER_MACHINE);
    }

    /** An exception of Java's could not unwind through it: the process would end. */
    @Test
    void a_library_that_cannot_unwind_is_given_no_callbacks() throws Exception {
        Path aborting = library(SOURCES, "greeter", Build.DEBUG, "-Cpanic=abort");
        UnlinkableLibraryException refusal = refused(aborting, UnlinkableLibraryException.class);
        assertThat(refusal.code()).isEqualTo(Code.PANIC_ABORTS);
        assertThat(refusal).hasMessageContaining("panic=abort").hasMessageContaining("each");
    }

    @Test
    void a_library_that_cannot_unwind_is_linked_where_it_calls_nobody() throws Exception {
        Path sources = SOURCES.resolve("keeper");
        Path library = library(sources, "keeper", Build.DEBUG, "-Cpanic=abort");
        KeeperHost keeper = NativeBuild.host(
                folder,
                sources.resolve("keeper.yaml"),
                "org.rdylib.conformance.keeper",
                sources.resolve("KeeperDriver.java"),
                KeeperHost.class);
        assertThat(keeper.motto(library, Unload.NEVER)).hasToString("festina lente");
    }

    @Test
    void a_panic_is_an_exception_with_its_message() throws Exception {
        try (GreeterHost.Linked greeter =
                host.load(library(SOURCES, "greeter", Build.STRIPPED_BY_RUSTC), Unload.NEVER)) {
            assertThatExceptionOfType(LibraryFailedException.class)
                    .isThrownBy(() -> greeter.after("the test", "panic"))
                    .withMessageContaining("asked to panic by the test");
            assertThat(greeter.after("good morning", "good ")).isEqualTo("morning");
        }
    }

    @Test
    void an_exception_comes_back_as_itself_and_the_frames_between_are_left() throws Exception {
        try (GreeterHost.Linked greeter = host.load(library(SOURCES, "greeter", Build.DEBUG), Unload.NEVER)) {
            assertThat(greeter.loudness(0, 0)).isZero();
            IllegalStateException thrown = new IllegalStateException("from Java");
            assertThat(catchThrowable(() -> greeter.visit("a\nb", (line, number) -> {
                        throw thrown;
                    })))
                    .isSameAs(thrown);
            assertThat(greeter.loudness(0, 0)).as("guards dropped").isEqualTo(2);
        }
    }

    @Test
    void a_library_is_unloaded_unless_a_call_is_inside() throws Exception {
        Path library = library(SOURCES, "greeter", Build.STRIPPED_BY_RUSTC);
        GreeterHost.Linked greeter = host.load(library, Unload.ALLOWED);
        assertThat(greeter.visit("a", (line, number) -> catchThrowable(greeter::close) != null))
                .isEqualTo(1);
        assertThat(greeter.after("good morning", "good ")).isEqualTo("morning");
        greeter.close();
        assertThat(greeter.isUnloaded()).isTrue();
        assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(library.toString());
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("library.so"), bytes);
    }

    private <T extends LoadException> T refused(Path library, Class<T> type) {
        T refusal = catchThrowableOfType(type, () -> host.load(library, Unload.NEVER));
        assertThat(refusal).as("what loading throws").isNotNull();
        assertThat(refusal).hasMessageContaining(library.getFileName().toString());
        witness.assertSawNothing();
        return refusal;
    }
}
