package org.rdylib.verifier.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;

/** Reads a library's dynamic section as far as {@link Dependencies} go. */
final class DynamicReader {

    private static final int MAX_ENTRIES = 1 << 14;
    private static final int MAX_NEEDED = 1 << 10;
    private static final int MAX_STRING = 1 << 14;

    private static final long NULL = 0;
    private static final long NEEDED = 1;
    private static final long STRTAB = 5;
    private static final long STRSZ = 10;
    private static final long SONAME = 14;
    private static final long RPATH = 15;
    private static final long RUNPATH = 29;
    private static final long FLAGS_1 = 0x6ffffffbL;
    private static final long FLAG_1_PIE = 0x08000000L;

    private record Entry(long tag, long value) {}

    private final ElfFile file;
    private final List<Entry> entries;

    private DynamicReader(ElfFile file, List<Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    static Dependencies read(ElfFile file) throws LibraryImageException {
        DynamicReader reader = new DynamicReader(file, entries(file));
        if ((reader.first(FLAGS_1) & FLAG_1_PIE) != 0) {
            throw new LibraryImageException(Code.NOT_A_LIBRARY, "is not a shared library: this is a program");
        }
        List<String> needed = reader.strings(NEEDED);
        List<String> runPath = reader.strings(RUNPATH);
        if (runPath.isEmpty()) {
            runPath = reader.strings(RPATH);
        }
        return new Dependencies(first(reader.strings(SONAME)), needed, folders(runPath));
    }

    private static Optional<String> first(List<String> strings) {
        return strings.isEmpty() ? Optional.empty() : Optional.of(strings.getFirst());
    }

    private static List<String> folders(List<String> paths) {
        List<String> folders = new ArrayList<>();
        for (String path : paths) {
            folders.addAll(List.of(path.split(":", -1)));
        }
        return folders;
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

    /** The first value of a tag; 0 where there is none. */
    private long first(long tag) {
        for (Entry entry : entries) {
            if (entry.tag == tag) {
                return entry.value;
            }
        }
        return 0;
    }

    private List<String> strings(long tag) throws LibraryImageException {
        List<Entry> wanted = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.tag == tag) {
                wanted.add(entry);
            }
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        if (wanted.size() > MAX_NEEDED) {
            throw ElfFile.damaged("the dynamic section names more than " + MAX_NEEDED + " libraries");
        }
        long size = first(STRSZ);
        long table = offsetOf(first(STRTAB), size);
        List<String> strings = new ArrayList<>();
        for (Entry entry : wanted) {
            strings.add(string(table, size, entry.value));
        }
        return List.copyOf(strings);
    }

    /** Where in the file the bytes at {@code address} lie. */
    private long offsetOf(long address, long size) throws LibraryImageException {
        for (ElfFile.Segment s : file.segments()) {
            long into = address - s.address();
            if (s.type() == ElfFile.LOAD
                    && into >= 0
                    && size >= 0
                    && into <= s.fileSize()
                    && size <= s.fileSize() - into) {
                return s.offset() + into;
            }
        }
        throw ElfFile.damaged("the table of the dynamic section's strings lies in no segment");
    }

    private String string(long table, long size, long offset) throws LibraryImageException {
        if (offset < 0 || offset >= size) {
            throw ElfFile.damaged("the dynamic section names a string beyond its table");
        }
        int length = (int) Math.min(MAX_STRING, size - offset);
        byte[] bytes = file.source()
                .bytes(table + offset, length, file.machine().order(), "a string of the dynamic section")
                .array();
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
