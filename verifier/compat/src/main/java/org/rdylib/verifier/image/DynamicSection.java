package org.rdylib.verifier.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.rdylib.spec.Code;

/** A library's dynamic section: what its entries say, and where in the file what they lead to lies. */
final class DynamicSection {

    private static final int MAX_ENTRIES = 1 << 14;
    private static final int MAX_STRINGS = 1 << 10;
    private static final int MAX_STRING = 1 << 14;

    private static final long NULL = 0;
    private static final long STRTAB = 5;
    private static final long STRSZ = 10;

    private record Entry(long tag, long value) {}

    private final ElfFile file;
    private final List<Entry> entries;

    private DynamicSection(ElfFile file, List<Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    static DynamicSection read(ElfFile file) throws LibraryImageException {
        return new DynamicSection(file, entries(file));
    }

    /** Whether its numbers have 64 bits. */
    boolean isWide() {
        return file.machine().bits() == 64;
    }

    private static List<Entry> entries(ElfFile file) throws LibraryImageException {
        ElfFile.Segment segment = dynamic(file);
        int entry = file.machine().bits() / 4;
        if (segment.fileSize() / entry > MAX_ENTRIES) {
            throw ElfFile.damaged("the dynamic section has more than " + MAX_ENTRIES + " entries");
        }
        ByteBuffer table = file.source()
                .bytes(
                        segment.offset(),
                        (int) segment.fileSize(),
                        file.machine().order(),
                        segment.name());
        List<Entry> entries = new ArrayList<>();
        while (table.remaining() >= entry) {
            long tag = word(table, file.machine().bits());
            long value = word(table, file.machine().bits());
            if (tag == NULL) {
                break;
            }
            entries.add(new Entry(tag, value));
        }
        return entries;
    }

    private static ElfFile.Segment dynamic(ElfFile file) throws LibraryImageException {
        for (ElfFile.Segment segment : file.segments()) {
            if (segment.type() == ElfFile.DYNAMIC && segment.fileSize() > 0) {
                return segment;
            }
        }
        throw new LibraryImageException(
                Code.NOT_A_LIBRARY,
                "is not a shared library: it has no dynamic section (a file of debugging symbols has none)");
    }

    private static long word(ByteBuffer table, int bits) {
        return bits == 64 ? table.getLong() : Integer.toUnsignedLong(table.getInt());
    }

    /** The first value of a tag. */
    OptionalLong first(long tag) {
        for (Entry entry : entries) {
            if (entry.tag == tag) {
                return OptionalLong.of(entry.value);
            }
        }
        return OptionalLong.empty();
    }

    /** The strings that the values of a tag name. */
    List<String> strings(long tag) throws LibraryImageException {
        List<Entry> wanted = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.tag == tag) {
                wanted.add(entry);
            }
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        if (wanted.size() > MAX_STRINGS) {
            throw ElfFile.damaged("the dynamic section names more than " + MAX_STRINGS + " libraries");
        }
        Part table = strings();
        List<String> strings = new ArrayList<>();
        for (Entry entry : wanted) {
            strings.add(string(table, entry.value));
        }
        return List.copyOf(strings);
    }

    /** The table of strings. */
    Part strings() throws LibraryImageException {
        Part part = part(first(STRTAB).orElse(0), "the table of the dynamic section's strings");
        long size = first(STRSZ).orElse(0);
        if (size < 0 || size > part.size()) {
            throw part.inNoSegment();
        }
        return new Part(file, part.offset(), size, part.what());
    }

    /** What is mapped from {@code address} on, which may be any bits at all, up to the end of its segment in the file. */
    Part part(long address, String what) throws LibraryImageException {
        for (ElfFile.Segment s : file.segments()) {
            long into = address - s.address();
            if (s.type() == ElfFile.LOAD && into >= 0 && into <= s.fileSize()) {
                return new Part(file, s.offset() + into, s.fileSize() - into, what);
            }
        }
        throw new Part(file, 0, 0, what).inNoSegment();
    }

    /**
     * A part of the file that the dynamic section leads to.
     *
     * @param what it is, as a message names it
     */
    record Part(ElfFile file, long offset, long size, String what) {

        /** Some bytes of it, {@code at} from its start: that may be any number at all, and {@code length} is bounded. */
        ByteBuffer bytes(long at, int length) throws LibraryImageException {
            if (at < 0 || at > size - length) {
                throw ElfFile.damaged(what + " is shorter than it says");
            }
            return file.source().bytes(offset + at, length, file.machine().order(), what);
        }

        /** The four bytes at {@code at}, without a sign. */
        long word(long at) throws LibraryImageException {
            return Integer.toUnsignedLong(bytes(at, Integer.BYTES).getInt(0));
        }

        LibraryImageException inNoSegment() {
            return ElfFile.damaged(what + " lies in no segment");
        }
    }

    private static String string(Part table, long offset) throws LibraryImageException {
        if (offset < 0 || offset >= table.size()) {
            throw ElfFile.damaged("the dynamic section names a string beyond its table");
        }
        int length = (int) Math.min(MAX_STRING, table.size() - offset);
        byte[] bytes = table.bytes(offset, length).array();
        int end = 0;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        if (end == length) {
            throw ElfFile.damaged("a string of the dynamic section does not end");
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
