package org.rdylib.verifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.spec.Code;

/** Whatever a file holds, reading it ends in an image or in a {@link LibraryImageException}, and soon. */
class HostileImageTest {

    private static final String BINDING = "{\"abi\":1,\"library\":\"a\"}";
    private static final Set<Code> EXPECTED = EnumSet.of(
            Code.NOT_A_LIBRARY, Code.TRUNCATED_LIBRARY, Code.OTHER_MACHINE, Code.MALFORMED_NOTE, Code.HASH_MISMATCH);

    @TempDir
    Path folder;

    @Test
    void every_truncation_is_refused() throws Exception {
        byte[] bytes = library();
        for (int length = 0; length < bytes.length; length++) {
            Optional<Code> code = read(ByteBuffer.wrap(bytes, 0, length));
            assertThat(code)
                    .as("the first %d of %d bytes", length, bytes.length)
                    .contains(length < 4 ? Code.NOT_A_LIBRARY : Code.TRUNCATED_LIBRARY);
        }
    }

    @ParameterizedTest
    @CsvSource({"62,64,false", "20,32,true"})
    void mutations_are_read_or_refused(int number, int bits, boolean big) throws Exception {
        Machine machine = new Machine(number, bits, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long seed = Long.getLong("rdylib.seed", 20260101);
        System.out.println("HostileImageTest " + machine + ": -Drdylib.seed=" + seed);
        Random random = new Random(seed);
        Set<Code> seen = EnumSet.noneOf(Code.class);
        int accepted = 0;
        byte[][] originals = {
            new ElfWriter(machine).write(BINDING, "{}", "libm.so.6").array(), library()
        };
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = originals[machine.equals(Machine.X86_64) ? i % 2 : 0].clone();
            int edits = 1 + random.nextInt(3);
            for (int e = 0; e < edits; e++) {
                mutate(bytes, random);
            }
            Optional<Code> code = read(ByteBuffer.wrap(bytes), machine);
            code.ifPresent(seen::add);
            accepted += code.isEmpty() ? 1 : 0;
        }
        // A mutation that nobody notices proves nothing, and neither does one kind of refusal.
        assertThat(accepted).isBetween(100, 19_000);
        assertThat(seen).containsAll(EXPECTED);
    }

    /** Overwrites 1, 2, 4 or 8 bytes of the headers or of anything, with a number that breaks sums or with noise. */
    private static void mutate(byte[] bytes, Random random) {
        int size = 1 << random.nextInt(4);
        int reach = random.nextBoolean() ? Math.min(0x300, bytes.length) : bytes.length;
        int at = random.nextInt(reach - size);
        long[] numbers = {
            0, 1, -1, 7, Long.MAX_VALUE, Long.MIN_VALUE, 0x7fff_ffffL, 0xffff_ffffL, bytes.length, 1L << 40
        };
        long value = random.nextBoolean() ? random.nextLong() : numbers[random.nextInt(numbers.length)];
        boolean big = random.nextBoolean();
        for (int i = 0; i < size; i++) {
            bytes[at + i] = (byte) (value >> (8 * (big ? size - 1 - i : i)));
        }
    }

    @Test
    void sizes_that_a_file_claims_are_not_believed() {
        for (long claim : new long[] {-1, Long.MAX_VALUE, Long.MIN_VALUE, 0x7fff_ffffL, 0xffff_ffffL, 1L << 40}) {
            for (int segment = 0; segment < 3; segment++) {
                for (int field : new int[] {8, 32}) {
                    ByteBuffer bytes = small();
                    bytes.putLong(64 + 56 * segment + field, claim);
                    assertRefused(Code.TRUNCATED_LIBRARY, bytes);
                }
            }
            ByteBuffer bytes = small();
            bytes.putLong(32, claim);
            assertRefused(Code.TRUNCATED_LIBRARY, bytes);
            bytes = small();
            bytes.putLong(40, claim).putShort(58, (short) 64).putShort(60, (short) 9);
            assertRefused(Code.TRUNCATED_LIBRARY, bytes);
        }
        for (int field : new int[] {0, 4}) {
            ByteBuffer bytes = small();
            bytes.putInt(0x200 + field, -1);
            assertRefused(Code.MALFORMED_NOTE, bytes);
        }
    }

    @Test
    void many_headers_over_many_notes_cost_no_more_than_the_limit() {
        int headers = 60_000;
        int notes = 4 << 20;
        int start = 64 + headers * 56;
        ByteBuffer bytes = ByteBuffer.allocate(start + notes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, small().array(), 0, 64).putShort(56, (short) headers);
        bytes.put(64, small().array(), 64, 56 * 3);
        for (int i = 3; i < headers; i++) {
            int at = 64 + 56 * i;
            bytes.putInt(at, 4).putLong(at + 8, start).putLong(at + 32, notes).putLong(at + 40, notes);
        }
        // The dynamic section is the writer's, moved.
        byte[] small = small().array();
        int shift = bytes.capacity() - small.length;
        bytes.put(shift, small);
        for (int segment = 0; segment < 3; segment++) {
            int at = 64 + 56 * segment;
            bytes.putLong(at + 8, bytes.getLong(at + 8) + shift);
        }
        assertRefused(Code.MALFORMED_NOTE, bytes.rewind());
    }

    @Test
    void a_file_of_terabytes_is_read_only_where_it_must_be() throws Exception {
        ByteBuffer bytes = small().putLong(64 + 56 + 32, 1L << 39);
        assertThat(assertThrows(LibraryImageException.class, () -> LibraryImage.read(sparse(bytes), Machine.X86_64)))
                .hasMessageContaining("more than 65536 notes");
        bytes.putInt(0x204, -1);
        assertThat(assertThrows(LibraryImageException.class, () -> LibraryImage.read(sparse(bytes), Machine.X86_64)))
                .hasMessageContaining("more than 67108864 bytes");
    }

    /** A file that begins with {@code bytes} and has a hole of a terabyte. */
    private Path sparse(ByteBuffer bytes) throws IOException {
        Path file = folder.resolve("sparse.so");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(bytes.duplicate(), 0);
            channel.write(ByteBuffer.wrap(new byte[1]), 1L << 40);
        }
        return file;
    }

    private static ByteBuffer small() {
        return new ElfWriter(Machine.X86_64).write(BINDING, "{}", "libm.so.6");
    }

    private byte[] library() throws Exception {
        String source = Cc.note("n", BINDING, "{}") + "int f(void) { return 1; }";
        return Files.readAllBytes(Cc.library(folder, "l.so", source));
    }

    private static void assertRefused(Code code, ByteBuffer bytes) {
        assertThat(read(bytes)).contains(code);
    }

    private static Optional<Code> read(ByteBuffer bytes) {
        return read(bytes, Machine.X86_64);
    }

    /** The code of the refusal, if it is refused; whatever else is thrown fails the test. */
    private static Optional<Code> read(ByteBuffer bytes, Machine machine) {
        try {
            LibraryImage image = LibraryImage.read(bytes, machine);
            for (DescriptorNote note : image.notes()) {
                assertThat(note.fingerprint()).isEqualTo(Cc.sha256(new String(note.binding(), StandardCharsets.UTF_8)));
            }
            lookUp(bytes, machine);
            return Optional.empty();
        } catch (LibraryImageException e) {
            return Optional.of(e.code());
        }
    }

    /** Whatever the tables of symbols say, an answer or a refusal comes of it. */
    private static void lookUp(ByteBuffer bytes, Machine machine) throws LibraryImageException {
        Optional<SymbolTable> table = SymbolTable.of(DynamicSection.read(ElfFile.read(Source.of(bytes), machine)));
        if (table.isPresent()) {
            for (String name : List.of("f", "no", "__cxa_finalize")) {
                table.get().defines(name);
            }
        }
    }

    /** A chain of symbols that leads back to itself would be walked for ever. */
    @Test
    void chains_of_symbols_without_end_are_refused() throws Exception {
        byte[] bytes = Files.readAllBytes(Cc.library(
                folder, "chain.so", "int f(void) { return 1; } int g(void) { return 2; }", "-Wl,--hash-style=sysv"));
        ElfFile file = ElfFile.read(Source.of(ByteBuffer.wrap(bytes)), Machine.X86_64);
        DynamicSection.Part hash = DynamicSection.read(file)
                .part(DynamicSection.read(file).first(4).orElseThrow(), "the hash table");
        int words = 2 + (int) (hash.word(0) + hash.word(4));
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 2; i < words; i++) {
            all.putInt((int) hash.offset() + 4 * i, 1);
        }
        assertThat(assertThrows(LibraryImageException.class, () -> lookUp(all, Machine.X86_64)))
                .hasMessageContaining("more than 1048576 steps");
    }
}
