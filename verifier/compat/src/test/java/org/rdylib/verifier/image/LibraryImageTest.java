package org.rdylib.verifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Code;

class LibraryImageTest {

    private static final String BINDING = "{\"abi\":1,\"exports\":{\"library\":\"no\"},\"library\":\"sämple\"}";
    private static final String ANNOTATIONS = "{\"doc\":\"Für alle.\"}";
    private static final String FUNCTION = "int f(void) { return 1; }\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"-g", "-s", "-Wl,--gc-sections", "-s -Wl,--gc-sections -ffunction-sections -fdata-sections -O2"})
    void a_note_survives_what_linkers_drop(String flags) throws Exception {
        Path library = Cc.library(folder, "l.so", Cc.note("n", BINDING, ANNOTATIONS) + FUNCTION, flags.split(" "));
        assertIsTheNote(LibraryImage.read(library, Machine.X86_64).descriptor());
    }

    @Test
    void a_note_survives_strip() throws Exception {
        Path library = Cc.library(folder, "l.so", Cc.note("n", BINDING, ANNOTATIONS) + FUNCTION, "-g");
        Cc.run(List.of("strip", "-s", library.toString()));
        assertIsTheNote(LibraryImage.read(library, Machine.X86_64).descriptor());
    }

    @Test
    void a_note_is_read_from_an_open_channel_and_from_bytes() throws Exception {
        Path library = Cc.library(folder, "l.so", Cc.note("n", BINDING, ANNOTATIONS) + FUNCTION);
        try (FileChannel channel = FileChannel.open(library)) {
            channel.position(7);
            assertIsTheNote(
                    LibraryImage.read(channel, Machine.X86_64, Optional.empty()).descriptor());
            assertThat(channel.position()).isEqualTo(7);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(library));
        assertIsTheNote(LibraryImage.read(bytes, Machine.X86_64).descriptor());
        assertThat(bytes.position()).isZero();
    }

    private static void assertIsTheNote(DescriptorNote note) throws LibraryImageException {
        assertThat(note.binding()).asString(StandardCharsets.UTF_8).isEqualTo(BINDING);
        assertThat(note.annotations()).asString(StandardCharsets.UTF_8).isEqualTo(ANNOTATIONS);
        assertThat(note.fingerprint()).isEqualTo(Cc.sha256(BINDING));
        assertThat(note.library()).isEqualTo("sämple");
    }

    @Test
    void notes_of_others_are_stepped_over() throws Exception {
        String source = Cc.raw("a", "GNU", 1, new byte[7], 4)
                + Cc.raw("b", "rdylib", 2, new byte[9], 4)
                + Cc.raw("c", "rdylibs", 1, new byte[0], 4)
                + Cc.note("n", BINDING, ANNOTATIONS)
                + Cc.raw("d", "x", 1, new byte[1], 4)
                + FUNCTION;
        assertIsTheNote(LibraryImage.read(Cc.library(folder, "l.so", source, "-Wl,--build-id"), Machine.X86_64)
                .descriptor());
    }

    @Test
    void in_a_segment_aligned_to_8_the_steps_are_8() throws Exception {
        String source = Cc.raw("a", "someone", 1, new byte[3], 8)
                + Cc.note("n", BINDING, ANNOTATIONS, Cc.sha256(BINDING), 8)
                + FUNCTION;
        assertIsTheNote(LibraryImage.read(Cc.library(folder, "l.so", source), Machine.X86_64)
                .descriptor());
    }

    @Test
    void what_the_library_needs_is_told() throws Exception {
        Cc.library(folder, "libdep.so", FUNCTION, "-Wl,-soname,libdep.so.1");
        Path library = Cc.library(
                folder,
                "l.so",
                "int f(void); int g(void) { return f(); }",
                "-Wl,-soname,l.so.2",
                "-L" + folder,
                "-ldep",
                "-Wl,-rpath,$ORIGIN/deps:/opt/x");
        Dependencies dependencies = LibraryImage.read(library, Machine.X86_64).dependencies();
        assertThat(dependencies.soname()).contains("l.so.2");
        assertThat(dependencies.needed()).startsWith("libdep.so.1");
        assertThat(dependencies.runPath()).containsExactly("$ORIGIN/deps", "/opt/x");
        assertThat(dependencies.runPath(library)).containsExactly(folder + "/deps", "/opt/x");
    }

    @Test
    void one_of_several_descriptors_is_chosen_by_name() throws Exception {
        String a = "{\"abi\":1,\"library\":\"a\"}";
        String b = "{\"abi\":1,\"library\":\"b\"}";
        Path library = Cc.library(folder, "l.so", Cc.note("a", a, "{}") + Cc.note("b", b, "{}") + FUNCTION);
        LibraryImage image = LibraryImage.read(library, Machine.X86_64);
        assertThat(image.descriptor("b").binding())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(b);
        assertRefused(Code.AMBIGUOUS_DESCRIPTOR, "none was chosen: a, b", image::descriptor);
        assertRefused(Code.NO_DESCRIPTOR, "no descriptor of the library c, only of a, b", () -> image.descriptor("c"));
    }

    @Test
    void two_descriptors_of_one_library_are_refused() throws Exception {
        String source = Cc.note("a", BINDING, "{}") + Cc.note("b", BINDING, ANNOTATIONS) + FUNCTION;
        Path library = Cc.library(folder, "l.so", source);
        assertRefused(Code.AMBIGUOUS_DESCRIPTOR, "several descriptors of one library: 2 notes, of sämple", library);
    }

    @Test
    void a_library_without_a_note_has_no_descriptor() throws Exception {
        LibraryImage image = LibraryImage.read(Cc.library(folder, "l.so", FUNCTION), Machine.X86_64);
        assertThat(image.notes()).isEmpty();
        assertRefused(Code.NO_DESCRIPTOR, "no note of rdylib", image::descriptor);
        assertRefused(Code.NO_DESCRIPTOR, "no note of rdylib", () -> image.descriptor("a"));
        assertRefused(Code.NO_DESCRIPTOR, "is built with the generated LIBRARY_abi.c", image::descriptor);
    }

    @Test
    void a_changed_descriptor_does_not_match_its_hash() throws Exception {
        String source = Cc.note("n", BINDING, ANNOTATIONS, Cc.sha256(BINDING + " "), 4) + FUNCTION;
        assertRefused(Code.HASH_MISMATCH, "does not match its hash", Cc.library(folder, "l.so", source));
    }

    @Test
    void a_known_descriptor_is_told_by_every_byte_and_by_its_fingerprint() throws Exception {
        byte[] bytes = BINDING.getBytes(StandardCharsets.UTF_8);
        KnownDescriptor known = new KnownDescriptor(List.of(BINDING), Cc.sha256(BINDING));
        for (String binding : List.of(BINDING, BINDING + " ", BINDING.substring(1), BINDING.replace('b', 'c'), "")) {
            Path library = Cc.library(folder, "l.so", Cc.note("n", binding, ANNOTATIONS) + FUNCTION);
            DescriptorNote note = read(library, known).descriptor();
            note.requireIntact();
            assertThat(note.binding()).asString(StandardCharsets.UTF_8).isEqualTo(binding);
            assertThat(note.fingerprint()).isEqualTo(Cc.sha256(binding));
            assertThat(note.isKnown()).isEqualTo(binding.equals(BINDING));
            if (note.isKnown()) {
                assertThatIllegalStateException().isThrownBy(note::annotations);
            } else {
                assertThat(note.annotations()).asString(StandardCharsets.UTF_8).isEqualTo(ANNOTATIONS);
            }
            assertThat(LibraryImage.read(library, Machine.X86_64).descriptor().isKnown())
                    .isFalse();
        }
        String changed = Cc.note("n", BINDING, ANNOTATIONS, Cc.sha256(BINDING + " "), 4) + FUNCTION;
        Path library = Cc.library(folder, "changed.so", changed);
        DescriptorNote damaged = read(library, known).descriptor();
        assertRefused(Code.HASH_MISMATCH, "does not match its hash", damaged::requireIntact);
        byte[] alone = ByteBuffer.allocate(32 + bytes.length)
                .put(Cc.sha256(BINDING))
                .put(bytes)
                .array();
        Path without = Cc.library(folder, "without.so", Cc.raw("n", "rdylib", 1, alone, 4) + FUNCTION);
        assertRefused(Code.MALFORMED_NOTE, "no annotations", () -> read(without, known));
    }

    @Test
    void a_known_descriptor_says_whether_panics_abort() throws Exception {
        KnownDescriptor known = new KnownDescriptor(List.of(BINDING), Cc.sha256(BINDING));
        String abort = "{\"build\":{\"panic\":\"abort\"},\"tool\":\"t\"}";
        for (String annotations : List.of(abort, ANNOTATIONS, "")) {
            Path library = Cc.library(folder, "l.so", Cc.note("n", BINDING, annotations) + FUNCTION);
            DescriptorNote note = read(library, known).descriptor();
            assertThat(note.isKnown()).isTrue();
            assertThat(note.abortsOnPanic()).isEqualTo(annotations.equals(abort));
        }
    }

    private static LibraryImage read(Path library, KnownDescriptor known) throws Exception {
        try (FileChannel channel = FileChannel.open(library)) {
            return LibraryImage.read(channel, Machine.X86_64, Optional.of(known));
        }
    }

    @Test
    void a_malformed_note_of_ours_is_refused() throws Exception {
        byte[] onlyBinding = new byte[32 + 2];
        System.arraycopy(Cc.sha256("{}"), 0, onlyBinding, 0, 32);
        onlyBinding[32] = '{';
        onlyBinding[33] = '}';
        byte[] notText = new byte[32 + 2];
        System.arraycopy(Cc.sha256(""), 0, notText, 0, 32);
        notText[32] = '\n';
        notText[33] = (byte) 0xff;
        assertRefused(
                Code.MALFORMED_NOTE,
                "no annotations",
                Cc.library(folder, "a.so", Cc.raw("n", "rdylib", 1, onlyBinding, 4)));
        assertRefused(
                Code.MALFORMED_NOTE, "not UTF-8", Cc.library(folder, "b.so", Cc.raw("n", "rdylib", 1, notText, 4)));
        assertRefused(
                Code.MALFORMED_NOTE,
                "a hash alone has 32",
                Cc.library(folder, "c.so", Cc.raw("n", "rdylib", 1, new byte[31], 4)));
        String tooLong = Cc.note("n", BINDING, ANNOTATIONS).replaceFirst("= \\{7, \\d+,", "= {7, 0x7fffffff,");
        assertRefused(Code.MALFORMED_NOTE, "longer than its segment", Cc.library(folder, "d.so", tooLong));
    }

    @Test
    void a_name_is_found_in_json_only() throws Exception {
        for (String binding :
                List.of("{\"library\":\"a\"", "[\"library\"]", "{\"library\":1}", "", "\"library\"", "{")) {
            Path library = Cc.library(folder, "l.so", Cc.note("n", binding, "{}"));
            DescriptorNote note = LibraryImage.read(library, Machine.X86_64).descriptor();
            if (binding.startsWith("{\"library\":\"a\"")) {
                assertThat(note.library()).isEqualTo("a");
            } else {
                assertRefused(Code.MALFORMED_NOTE, "malformed descriptor", note::library);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',the file is empty",
        "MZxx,Windows",
        "!<arch>x,static library",
        "#include <x>,does not begin",
        "\u007fEL,does not begin"
    })
    void a_file_of_another_kind_is_no_library(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("f"), content);
        assertRefused(Code.NOT_A_LIBRARY, message, file);
    }

    @Test
    void a_program_an_object_file_and_a_folder_are_no_libraries() throws Exception {
        String main = "int main(void) { return 0; }";
        assertRefused(Code.NOT_A_LIBRARY, "this is a program", Cc.compile(folder, "pie", main, "-fPIE", "-pie"));
        assertRefused(Code.NOT_A_LIBRARY, "this is a program", Cc.compile(folder, "no-pie", main, "-no-pie"));
        assertRefused(Code.NOT_A_LIBRARY, "yet to be linked", Cc.compile(folder, "o", main, "-c"));
        assertRefused(Code.NOT_A_LIBRARY, "a folder", folder);
        assertRefused(Code.UNREADABLE, "does not exist", folder.resolve("nothing"));
    }

    @Test
    void symbols_kept_apart_for_a_debugger_are_no_library() throws Exception {
        Path library = Cc.library(folder, "l.so", Cc.note("n", BINDING, ANNOTATIONS) + FUNCTION, "-g");
        Path symbols = folder.resolve("l.debug");
        Cc.run(List.of("objcopy", "--only-keep-debug", library.toString(), symbols.toString()));
        assertThatThrownBy(() -> LibraryImage.read(symbols, Machine.X86_64)).isInstanceOf(LibraryImageException.class);
    }

    @Test
    void a_library_for_another_machine_is_named_as_that() throws Exception {
        byte[] bytes = Files.readAllBytes(Cc.library(folder, "l.so", Cc.note("n", BINDING, ANNOTATIONS) + FUNCTION));
        byte[] arm = bytes.clone();
        arm[18] = (byte) 183;
        String wanted = ", and x86-64 (64 bit, little-endian) is wanted";
        assertRefused(Code.OTHER_MACHINE, "is a library for AArch64 (64 bit, little-endian)" + wanted, read(arm));
        byte[] narrow = bytes.clone();
        narrow[4] = 1;
        assertRefused(Code.OTHER_MACHINE, "is a library for x86-64 (32 bit, little-endian)" + wanted, read(narrow));
        Machine big = new Machine(22, 64, ByteOrder.BIG_ENDIAN);
        assertRefused(
                Code.OTHER_MACHINE,
                "and S/390 (64 bit, big-endian) is wanted",
                () -> LibraryImage.read(ByteBuffer.wrap(bytes), big));
    }

    @ParameterizedTest
    @CsvSource({"62,64,LITTLE_ENDIAN", "22,64,BIG_ENDIAN", "3,32,LITTLE_ENDIAN", "20,32,BIG_ENDIAN"})
    void both_classes_and_byte_orders_are_read(int number, int bits, String order) throws Exception {
        Machine machine =
                new Machine(number, bits, order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        ByteBuffer bytes = new ElfWriter(machine).write(BINDING, ANNOTATIONS, "libm.so.6");
        LibraryImage image = LibraryImage.read(bytes, machine);
        assertIsTheNote(image.descriptor());
        assertThat(image.machine()).isEqualTo(machine);
        assertThat(image.dependencies().needed()).containsExactly("libm.so.6");
    }

    private static ThrowingCallable read(byte[] bytes) {
        return () -> LibraryImage.read(ByteBuffer.wrap(bytes), Machine.X86_64);
    }

    private static void assertRefused(Code code, String message, Path library) {
        assertRefused(code, message, () -> LibraryImage.read(library, Machine.X86_64));
    }

    private static void assertRefused(Code code, String message, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        LibraryImageException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
