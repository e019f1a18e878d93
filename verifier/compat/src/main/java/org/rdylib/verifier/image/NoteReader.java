package org.rdylib.verifier.image;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;

/**
 * Finds the descriptors among the notes of a library.
 *
 * <p>A note is three words (the sizes of name and descriptor, and the type), the name and the descriptor, the latter
 * two and the next note each at a multiple of the segment's step, counted from the note's start: as binutils and the
 * dynamic linkers read them ({@code ELF_NOTE_DESC_OFFSET}). Ours are named {@code rdylib} and of type 1.
 */
final class NoteReader {

    /** More than any descriptor: its source text has at most 16 MiB. */
    static final int MAX_DESCRIPTOR_BYTES = 64 << 20;

    /** A library has a handful; more would only cost time. */
    static final int MAX_NOTES = 1 << 16;

    private static final byte[] NAME = {'r', 'd', 'y', 'l', 'i', 'b', 0};
    private static final int TYPE = 1;
    private static final int HEADER = 12;

    private final ElfFile file;
    private final Optional<KnownDescriptor> known;
    private final List<DescriptorNote> found = new ArrayList<>();
    private int notes;
    private long descriptorBytes;

    private NoteReader(ElfFile file, Optional<KnownDescriptor> known) {
        this.file = file;
        this.known = known;
    }

    static List<DescriptorNote> read(ElfFile file, Optional<KnownDescriptor> known) throws LibraryImageException {
        NoteReader reader = new NoteReader(file, known);
        for (ElfFile.Segment segment : file.segments()) {
            if (segment.type() == ElfFile.NOTE) {
                reader.segment(segment);
            }
        }
        return List.copyOf(reader.found);
    }

    private void segment(ElfFile.Segment segment) throws LibraryImageException {
        long step = segment.align() == 8 ? 8 : 4;
        long end = segment.fileSize();
        long at = 0;
        while (end - at >= HEADER) {
            if (++notes > MAX_NOTES) {
                throw malformed("there are more than " + MAX_NOTES + " notes");
            }
            ByteBuffer header = bytes(segment, at, HEADER);
            long nameSize = Integer.toUnsignedLong(header.getInt(0));
            long size = Integer.toUnsignedLong(header.getInt(4));
            long descriptor = at + roundUp(HEADER + nameSize, step);
            // Without a descriptor, the name's padding may be missing at the segment's end.
            if (nameSize > end - at - HEADER || (size > 0 && size > end - descriptor)) {
                throw malformed("the note at " + (segment.offset() + at) + " is longer than its segment");
            }
            if (nameSize == NAME.length
                    && header.getInt(8) == TYPE
                    && Arrays.equals(bytes(segment, at + HEADER, NAME.length).array(), NAME)) {
                found.add(note(segment, descriptor, size));
            }
            at = descriptor + roundUp(size, step);
        }
    }

    private DescriptorNote note(ElfFile.Segment segment, long at, long size) throws LibraryImageException {
        descriptorBytes += size;
        if (descriptorBytes > MAX_DESCRIPTOR_BYTES) {
            throw malformed("more than " + MAX_DESCRIPTOR_BYTES + " bytes of descriptors");
        }
        if (size < DescriptorNote.HASH) {
            throw malformed("the note has " + size + " bytes, and a hash alone has " + DescriptorNote.HASH);
        }
        if (known.isPresent()) {
            Pieces pieces = new Pieces(file.source(), segment.offset() + at, size, name(segment));
            if (known.get().begins(pieces)) {
                return DescriptorNote.of(known.get(), pieces.next(DescriptorNote.TOLD));
            }
        }
        byte[] bytes = bytes(segment, at, (int) size).array();
        int line = DescriptorNote.HASH;
        while (line < bytes.length && bytes[line] != '\n') {
            line++;
        }
        HashCheck hash = new HashCheck(bytes, line);
        if (known.isPresent()) {
            hash.begin();
        } else {
            hash.require();
        }
        try {
            requireTexts(bytes, line);
        } catch (LibraryImageException e) {
            hash.require();
            throw e;
        }
        return new DescriptorNote(bytes, line, hash);
    }

    private static void requireTexts(byte[] note, int line) throws LibraryImageException {
        if (line == note.length) {
            throw malformed("the note has no annotations");
        }
        utf8(note, DescriptorNote.HASH, line - DescriptorNote.HASH);
        utf8(note, line + 1, note.length - line - 1);
    }

    private ByteBuffer bytes(ElfFile.Segment segment, long at, int length) throws LibraryImageException {
        return file.source().bytes(segment.offset() + at, length, file.machine().order(), name(segment));
    }

    private static String name(ElfFile.Segment segment) {
        return "a note of " + segment.name();
    }

    private static long roundUp(long value, long step) {
        return (value + step - 1) / step * step;
    }

    private static void utf8(byte[] bytes, int from, int length) throws LibraryImageException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8");
        }
    }

    private static LibraryImageException malformed(String what) {
        return new LibraryImageException(Code.MALFORMED_NOTE, "has a malformed descriptor: " + what);
    }
}
