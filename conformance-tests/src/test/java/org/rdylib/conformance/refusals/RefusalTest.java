package org.rdylib.conformance.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.loader.IncompatibleLibraryException;
import org.rdylib.loader.LoadException;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.spec.Code;
import org.rdylib.verifier.Unload;

/** Each of these libraries is wrong in one way, is refused for that, and was never opened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("refusals");
    private static final String WITNESS = "-I" + SOURCES;

    private Witness witness;
    private GreeterHost host;
    private Path fitting;

    @TempDir
    Path folder;

    @BeforeAll
    void build(@TempDir Path shared) throws Exception {
        Path descriptor = SOURCES.resolve("greeter.yaml");
        fitting = NativeBuild.plugin(shared, descriptor, List.of(SOURCES.resolve("greeter.c")), WITNESS);
        host = NativeBuild.host(
                shared,
                descriptor,
                "org.rdylib.conformance.greeter",
                SOURCES.resolve("GreeterDriver.java"),
                GreeterHost.class);
    }

    @BeforeEach
    void forget() throws IOException {
        witness = new Witness();
    }

    /** Without this, the others would prove nothing: the host can load, and the witness sees. */
    @Test
    void a_library_that_fits_is_opened_and_does_what_it_says() throws Exception {
        Path copy = Files.copy(fitting, folder.resolve("copy.so"));
        try (GreeterHost.Linked greeter = host.load(copy, Unload.NEVER)) {
            assertThat(witness.sawOne()).isTrue();
            assertThat(greeter.after("good morning", "good ")).isEqualTo("morning");
            assertThat(greeter.after("guten Morgen", "good ")).isEqualTo("guten Morgen");
            assertThat(greeter.loudness(4_000_000_000L, 0.25)).isEqualTo(1e9);
            assertThat(greeter.lines("a\nb\nc", 2)).containsExactly("1: a", "2: b");
        }
    }

    @Test
    void an_older_layout() throws Exception {
        IncompatibleLibraryException refusal = incompatible("older-layout", Code.LAYOUT_DIFFERS, Code.FIELDS_DIFFER);
        assertThat(refusal.report()).contains("Greeting", "greeter.yaml");
    }

    @Test
    void a_callback_with_another_signature() throws Exception {
        IncompatibleLibraryException refusal = incompatible("other-callback", Code.PARAMETERS_DIFFER);
        assertThat(refusal.report()).contains("each", "visit");
    }

    @Test
    void an_answer_that_borrows_from_the_wrong_argument() throws Exception {
        IncompatibleLibraryException refusal = incompatible("wrong-argument", Code.OUTLIVES_NOT_PROMISED);
        assertThat(refusal.report()).contains("after", "parameter prefix");
    }

    private IncompatibleLibraryException incompatible(String plugin, Code... expected) throws Exception {
        Path sources = SOURCES.resolve(plugin);
        Path library = NativeBuild.plugin(
                folder, sources.resolve("greeter.yaml"), List.of(sources.resolve("greeter.c")), WITNESS);
        IncompatibleLibraryException refusal = refused(library, IncompatibleLibraryException.class);
        assertThat(refusal.verdict().findings()).extracting(f -> f.code()).containsAnyOf(expected);
        return refusal;
    }

    @Test
    void a_literal_for_a_host_that_keeps_it_for_ever() throws Exception {
        Path sources = SOURCES.resolve("keeper");
        Path descriptor = sources.resolve("keeper.yaml");
        Path library = NativeBuild.plugin(folder, descriptor, List.of(sources.resolve("keeper.c")), WITNESS);
        KeeperHost keeper = NativeBuild.host(
                folder,
                descriptor,
                "org.rdylib.conformance.keeper",
                sources.resolve("KeeperDriver.java"),
                KeeperHost.class);
        IncompatibleLibraryException refusal =
                catchThrowableOfType(IncompatibleLibraryException.class, () -> keeper.motto(library, Unload.ALLOWED));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(Code.STATIC_NOT_PROMISED);
        assertThat(refusal.report()).contains("motto", "'static");
        witness.assertSawNothing();

        assertThat(keeper.motto(library, Unload.NEVER)).hasToString("festina lente");
        assertThat(witness.sawOne()).isTrue();
    }

    @Test
    void no_descriptor() throws Exception {
        NativeBuild.generateC(SOURCES.resolve("greeter.yaml"), folder);
        List<Path> sources = List.of(SOURCES.resolve("greeter.c"), SOURCES.resolve("no-descriptor/imports.c"));
        Path library = NativeBuild.library(folder, sources, WITNESS);
        MalformedLibraryException refusal = refused(library, MalformedLibraryException.class);
        assertThat(refusal.code()).isEqualTo(Code.NO_DESCRIPTOR);
        assertThat(refusal).as("what to do about it").hasMessageContaining("`loadTrusted`");
    }

    @Test
    void a_descriptor_that_does_not_match_its_hash() throws Exception {
        byte[] bytes = Files.readAllBytes(fitting);
        int at = indexOf(bytes, "\"version\":\"2.0.0\"");
        bytes[at + 11] = '3';
        assertThat(refused(write(bytes), MalformedLibraryException.class).code())
                .isEqualTo(Code.HASH_MISMATCH);
    }

    @Test
    void a_truncated_file() throws Exception {
        byte[] bytes = Files.readAllBytes(fitting);
        for (int length : new int[] {bytes.length - 1, bytes.length / 2, 64, 20}) {
            Path library = write(Arrays.copyOf(bytes, length));
            MalformedLibraryException refusal = refused(library, MalformedLibraryException.class);
            assertThat(refusal.code()).as("%d bytes", length).isEqualTo(Code.TRUNCATED_LIBRARY);
        }
    }

    @Test
    void a_library_of_another_machine() throws Exception {
        byte[] bytes = Files.readAllBytes(fitting);
        bytes[18] = (byte) 183;
        UnlinkableLibraryException refusal = refused(write(bytes), UnlinkableLibraryException.class);
        assertThat(refusal.code()).isEqualTo(Code.OTHER_MACHINE);
        assertThat(refusal).hasMessageContaining("AArch64").hasMessageContaining("x86-64");
    }

    @Test
    void a_file_that_is_no_library() throws Exception {
        Path library = write("#include <stdio.h>\n".getBytes(StandardCharsets.UTF_8));
        assertThat(refused(library, MalformedLibraryException.class).code()).isEqualTo(Code.NOT_A_LIBRARY);
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

    private static int indexOf(byte[] bytes, String text) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).as("the place of " + text).isNotNegative();
        return at;
    }
}
