package org.rdylib.verifier.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.Code;

/** The headers of an ELF shared library, each number of them checked against the file's size. */
record ElfFile(Source source, Machine machine, List<Segment> segments) {

    static final int LOAD = 1;
    static final int DYNAMIC = 2;
    static final int NOTE = 4;

    /** A program header that has bytes in the file or in memory. */
    record Segment(int index, int type, long offset, long address, long fileSize, long memorySize, long align) {
        String name() {
            String kind = switch (type) {
                case LOAD -> "LOAD";
                case DYNAMIC -> "DYNAMIC";
                case NOTE -> "NOTE";
                default -> "type " + Integer.toUnsignedString(type);
            };
            return "segment " + index + " (" + kind + ")";
        }
    }

    private static final int IDENT = 16;
    private static final int EXTENDED_NUMBERING = 0xffff;

    /**
     * Reads the headers.
     *
     * @throws LibraryImageException if the file is no shared library, not for {@code wanted}, or not whole
     */
    static ElfFile read(Source source, Machine wanted) throws LibraryImageException {
        magic(source);
        byte[] ident =
                source.bytes(0, IDENT, ByteOrder.BIG_ENDIAN, "the ELF header").array();
        boolean wide = choose(ident[4], "class");
        ByteOrder order = choose(ident[5], "byte order") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer header = source.bytes(0, wide ? 64 : 52, order, "the ELF header");
        type(header.getShort(16) & 0xffff);
        Machine machine = new Machine(header.getShort(18) & 0xffff, wide ? 64 : 32, order);
        if (!machine.is(wanted)) {
            throw new LibraryImageException(
                    Code.OTHER_MACHINE, "is a library for " + machine + ", and " + wanted + " is wanted");
        }
        sections(source, header, wide);
        return new ElfFile(source, machine, segments(source, header, wide));
    }

    private static void magic(Source source) throws LibraryImageException {
        byte[] start = source.bytes(0, (int) Math.min(8, source.size()), ByteOrder.BIG_ENDIAN, "the file's start")
                .array();
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u007fELF")) {
            return;
        }
        String what;
        if (text.isEmpty()) {
            what = "the file is empty";
        } else if (text.startsWith("MZ")) {
            what = "this is a Windows program or DLL";
        } else if (text.startsWith("!<arch>") || text.startsWith("!<thin>")) {
            what = "this is a static library";
        } else if (text.startsWith("\u00cf\u00fa\u00ed\u00fe")
                || text.startsWith("\u00ce\u00fa\u00ed\u00fe")
                || text.startsWith("\u00ca\u00fe\u00ba\u00be")) {
            what = "this is a Mach-O file or a Java class";
        } else if (text.startsWith("\0asm")) {
            what = "this is a WebAssembly module";
        } else {
            what = "it does not begin as an ELF file does";
        }
        throw new LibraryImageException(Code.NOT_A_LIBRARY, "is not a shared library: " + what);
    }

    /** Whether {@code e_ident}'s byte is 2 rather than 1. */
    private static boolean choose(byte value, String what) throws LibraryImageException {
        if (value != 1 && value != 2) {
            throw damaged("the ELF header has an unknown " + what + ", " + (value & 0xff));
        }
        return value == 2;
    }

    private static void type(int type) throws LibraryImageException {
        String what = switch (type) {
            case 1 -> "this is an object file that has yet to be linked";
            case 2 -> "this is a program";
            case 3 -> "";
            case 4 -> "this is a core dump";
            default -> "its ELF type is " + type;
        };
        if (!what.isEmpty()) {
            throw new LibraryImageException(Code.NOT_A_LIBRARY, "is not a shared library: " + what);
        }
    }

    /** The section headers are not read, but they stand at the end of most files: where they are missing, more may be. */
    private static void sections(Source source, ByteBuffer header, boolean wide) throws LibraryImageException {
        long offset = wide ? header.getLong(40) : Integer.toUnsignedLong(header.getInt(32));
        int entry = header.getShort(wide ? 58 : 46) & 0xffff;
        int count = header.getShort(wide ? 60 : 48) & 0xffff;
        if (offset != 0 && !source.holds(offset, (long) entry * count)) {
            throw source.beyond("the table of section headers", offset, (long) entry * count);
        }
    }

    private static List<Segment> segments(Source source, ByteBuffer header, boolean wide) throws LibraryImageException {
        long offset = wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28));
        int entry = header.getShort(wide ? 54 : 42) & 0xffff;
        int count = header.getShort(wide ? 56 : 44) & 0xffff;
        int size = wide ? 56 : 32;
        if (count == 0 || count == EXTENDED_NUMBERING || entry != size) {
            throw damaged("the ELF header tells of " + count + " program headers of " + entry + " bytes");
        }
        ByteBuffer table = source.bytes(offset, count * size, header.order(), "the table of program headers");
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer at = table.slice(i * size, size).order(header.order());
            Segment segment = wide
                    ? new Segment(
                            i,
                            at.getInt(0),
                            at.getLong(8),
                            at.getLong(16),
                            at.getLong(32),
                            at.getLong(40),
                            at.getLong(48))
                    : new Segment(
                            i,
                            at.getInt(0),
                            Integer.toUnsignedLong(at.getInt(4)),
                            Integer.toUnsignedLong(at.getInt(8)),
                            Integer.toUnsignedLong(at.getInt(16)),
                            Integer.toUnsignedLong(at.getInt(20)),
                            Integer.toUnsignedLong(at.getInt(28)));
            if (segment.type == LOAD || segment.type == DYNAMIC || segment.type == NOTE) {
                check(source, segment);
                segments.add(segment);
            }
        }
        if (!isLoaded(segments)) {
            throw damaged("no part of it would be loaded");
        }
        return List.copyOf(segments);
    }

    private static boolean isLoaded(List<Segment> segments) {
        for (Segment segment : segments) {
            if (segment.type == LOAD) {
                return true;
            }
        }
        return false;
    }

    private static void check(Source source, Segment segment) throws LibraryImageException {
        if (!source.holds(segment.offset, segment.fileSize)) {
            throw source.beyond(segment.name(), segment.offset, segment.fileSize);
        }
        if (segment.type == LOAD && Long.compareUnsigned(segment.fileSize, segment.memorySize) > 0) {
            throw damaged(segment.name() + " is larger in the file than in memory");
        }
    }

    static LibraryImageException damaged(String what) {
        return new LibraryImageException(Code.TRUNCATED_LIBRARY, "is damaged: " + what);
    }
}
