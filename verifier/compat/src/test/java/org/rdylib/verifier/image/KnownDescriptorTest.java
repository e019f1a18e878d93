package org.rdylib.verifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Code;

/** A long one, which is read in several pieces of 64 KiB, and compared in parts of any length. */
class KnownDescriptorTest {

    private static final String TEXT = "{\"ä–𐐀\":1}".repeat(12_000);
    private static final int LENGTH = TEXT.getBytes(StandardCharsets.UTF_8).length;
    private static final byte[] FINGERPRINT = Cc.sha256(TEXT);

    /** Where the note begins in what is read. */
    private static final int OFFSET = 13;

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 65_536, 1_000_000})
    void it_is_told_by_every_byte_whatever_its_parts(int part) throws LibraryImageException {
        KnownDescriptor known = new KnownDescriptor(parts(TEXT, part), FINGERPRINT);
        Pieces same = pieces(note("{and more}"));

        assertThat(LENGTH).isGreaterThan(2 * 65_536);
        assertThat(known.begins(same)).isTrue();
        assertThat(same.next(4)).asString(StandardCharsets.UTF_8).isEqualTo("{and");
        assertThat(same.next(100)).asString(StandardCharsets.UTF_8).isEqualTo(" more}");
        assertThat(same.next(1)).isEmpty();
        assertThat(known.binding()).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
        for (int at : List.of(0, 31, 32, 65_535, 65_536, 131_071, 131_072, LENGTH + 31, LENGTH + 32)) {
            byte[] changed = note("{}");
            changed[at] ^= 1;
            assertThat(known.begins(pieces(changed))).as("byte %d", at).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 65_536, 1_000_000})
    void it_is_not_in_what_ends_before(int part) throws LibraryImageException {
        KnownDescriptor known = new KnownDescriptor(parts(TEXT, part), FINGERPRINT);
        byte[] note = note("{}");
        for (int end : List.of(32, 33, 65_536, 131_072, LENGTH + 31, LENGTH + 32)) {
            var cut = new Pieces(source(note), OFFSET, end, "a note");
            assertThat(known.begins(cut)).as("%d bytes", end).isFalse();
        }
        assertThat(known.begins(new Pieces(source(note), OFFSET, LENGTH + 33L, "a note")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 70_000})
    void a_file_that_became_shorter_is_truncated(int end) {
        KnownDescriptor known = new KnownDescriptor(List.of(TEXT), FINGERPRINT);
        Source file = Source.of(ByteBuffer.wrap(note("{}"), 0, end));

        assertThatThrownBy(() -> known.begins(new Pieces(file, 0, LENGTH + 33L, "a note")))
                .isInstanceOfSatisfying(
                        LibraryImageException.class, e -> assertThat(e.code()).isEqualTo(Code.TRUNCATED_LIBRARY));
    }

    private static Pieces pieces(byte[] note) {
        return new Pieces(source(note), OFFSET, note.length, "a note");
    }

    private static Source source(byte[] note) {
        return Source.of(ByteBuffer.allocate(OFFSET + note.length + 3).put(OFFSET, note));
    }

    private static byte[] note(String annotations) {
        var note = new ByteArrayOutputStream();
        note.writeBytes(FINGERPRINT);
        note.writeBytes((TEXT + "\n" + annotations).getBytes(StandardCharsets.UTF_8));
        return note.toByteArray();
    }

    private static List<String> parts(String text, int length) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + length);
            if (Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }
}
