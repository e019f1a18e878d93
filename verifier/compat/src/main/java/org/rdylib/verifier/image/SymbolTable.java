package org.rdylib.verifier.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A library's dynamic symbols, looked up as the dynamic linker does it when a program asks for one by its name: by the
 * library's own hash table, of GNU's kind if there is one. What it says is believed as little as the rest of the file.
 */
final class SymbolTable {

    /** How many symbols are compared at most for all names together: a file that asks for more wants to cost time. */
    static final int MOST_STEPS = 1 << 20;

    private static final long HASH = 4;
    private static final long SYMTAB = 6;
    private static final long GNU_HASH = 0x6ffffef5L;
    private static final long VERSYM = 0x6ffffff0L;

    /** Of kinds of symbols, those that have an address: no type, object, function, common, thread-local, indirect. */
    private static final int ADDRESSED = 1 | 1 << 1 | 1 << 2 | 1 << 5 | 1 << 6 | 1 << 10;

    private static final int THREAD_LOCAL = 6;

    /** Of bindings: global, weak, unique. */
    private static final int VISIBLE = 1 << 1 | 1 << 2 | 1 << 10;

    private static final int UNDEFINED = 0;
    private static final int ABSOLUTE = 0xfff1;

    /** Of the number of a symbol's version: that the name alone does not mean it. */
    private static final int HIDDEN = 0x8000;

    private final boolean wide;
    private final DynamicSection.Part symbols;
    private final DynamicSection.Part strings;
    private final Optional<DynamicSection.Part> versions;
    private final Buckets buckets;
    private int steps;

    /** Where the search for a name begins, and how it goes on. */
    private interface Buckets {

        /** The index of the first symbol that may have the name; 0 if there is none. */
        long first(byte[] name) throws LibraryImageException;

        /** Whether the symbol at {@code index} may have it. */
        boolean mayBe(long index, byte[] name) throws LibraryImageException;

        /** The index of the next; 0 if there is none. */
        long next(long index) throws LibraryImageException;
    }

    private SymbolTable(
            boolean wide,
            DynamicSection.Part symbols,
            DynamicSection.Part strings,
            Optional<DynamicSection.Part> versions,
            Buckets buckets) {
        this.wide = wide;
        this.symbols = symbols;
        this.strings = strings;
        this.versions = versions;
        this.buckets = buckets;
    }

    /** Empty if it has no hash table, without which the linker finds nothing. */
    static Optional<SymbolTable> of(DynamicSection section) throws LibraryImageException {
        Optional<Buckets> buckets = buckets(section);
        if (buckets.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong versions = section.first(VERSYM);
        return Optional.of(new SymbolTable(
                section.isWide(),
                section.part(section.first(SYMTAB).orElse(0), "the table of symbols"),
                section.strings(),
                versions.isPresent()
                        ? Optional.of(section.part(versions.getAsLong(), "the table of symbols' versions"))
                        : Optional.empty(),
                buckets.get()));
    }

    private static Optional<Buckets> buckets(DynamicSection section) throws LibraryImageException {
        OptionalLong gnu = section.first(GNU_HASH);
        if (gnu.isPresent()) {
            return GnuBuckets.of(section.part(gnu.getAsLong(), "the hash table of symbols"), section.isWide());
        }
        OptionalLong old = section.first(HASH);
        return old.isPresent()
                ? OldBuckets.of(section.part(old.getAsLong(), "the hash table of symbols"))
                : Optional.empty();
    }

    /**
     * Whether the library defines a symbol of that name.
     *
     * @throws LibraryImageException if a table is damaged
     */
    boolean defines(String name) throws LibraryImageException {
        byte[] bytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
        for (long at = buckets.first(bytes); at != 0; at = buckets.next(at)) {
            if (++steps > MOST_STEPS) {
                throw ElfFile.damaged("to look symbols up takes more than " + MOST_STEPS + " steps");
            }
            if (buckets.mayBe(at, bytes) && isDefined(at, bytes)) {
                return true;
            }
        }
        return false;
    }

    private boolean isDefined(long index, byte[] name) throws LibraryImageException {
        int size = wide ? 24 : 16;
        ByteBuffer symbol = symbols.bytes(index * size, size);
        int info = symbol.get(wide ? 4 : 12) & 0xff;
        int section = symbol.getShort(wide ? 6 : 14) & 0xffff;
        long value = wide ? symbol.getLong(8) : symbol.getInt(4);
        int kind = info & 0xf;
        boolean hasAddress = section != UNDEFINED
                && (value != 0 || section == ABSOLUTE || kind == THREAD_LOCAL)
                && (ADDRESSED >> kind & 1) != 0
                && (VISIBLE >> (info >> 4) & 1) != 0;
        return hasAddress && isNamed(Integer.toUnsignedLong(symbol.getInt(0)), name) && isMeantByName(index);
    }

    /** What ends before the table does has another name. */
    private boolean isNamed(long at, byte[] name) throws LibraryImageException {
        return at <= strings.size() - name.length
                && Arrays.equals(strings.bytes(at, name.length).array(), name);
    }

    private boolean isMeantByName(long index) throws LibraryImageException {
        if (versions.isEmpty()) {
            return true;
        }
        int version = versions.get().bytes(2 * index, 2).getShort(0) & 0xffff;
        return (version & HIDDEN) == 0 || (version & ~HIDDEN) < 2;
    }

    /** {@code DT_GNU_HASH}: symbols of one bucket lie side by side. */
    private record GnuBuckets(DynamicSection.Part table, long buckets, long offset, long start, long chains)
            implements Buckets {

        private static final int HEADER = 16;

        static Optional<Buckets> of(DynamicSection.Part table, boolean wide) throws LibraryImageException {
            long buckets = table.word(0);
            long start = HEADER + table.word(8) * (wide ? 8 : 4);
            return buckets == 0
                    ? Optional.empty()
                    : Optional.of(new GnuBuckets(table, buckets, table.word(4), start, start + 4 * buckets));
        }

        @Override
        public long first(byte[] name) throws LibraryImageException {
            long first = table.word(start + 4 * (hash(name) % buckets));
            return first < offset ? 0 : first;
        }

        @Override
        public boolean mayBe(long index, byte[] name) throws LibraryImageException {
            return chain(index) >> 1 == hash(name) >> 1;
        }

        @Override
        public long next(long index) throws LibraryImageException {
            return (chain(index) & 1) == 0 ? index + 1 : 0;
        }

        private long chain(long index) throws LibraryImageException {
            return table.word(chains + 4 * (index - offset));
        }

        private static long hash(byte[] name) {
            int hash = 5381;
            for (int i = 0; i < name.length - 1; i++) {
                hash = hash * 33 + (name[i] & 0xff);
            }
            return Integer.toUnsignedLong(hash);
        }
    }

    /** {@code DT_HASH}: each symbol names the next of its bucket. */
    private record OldBuckets(DynamicSection.Part table, long buckets) implements Buckets {

        private static final int HEADER = 8;

        static Optional<Buckets> of(DynamicSection.Part table) throws LibraryImageException {
            long buckets = table.word(0);
            return buckets == 0 ? Optional.empty() : Optional.of(new OldBuckets(table, buckets));
        }

        @Override
        public long first(byte[] name) throws LibraryImageException {
            return table.word(HEADER + 4 * (hash(name) % buckets));
        }

        @Override
        public boolean mayBe(long index, byte[] name) {
            return true;
        }

        @Override
        public long next(long index) throws LibraryImageException {
            return table.word(HEADER + 4 * (buckets + index));
        }

        private static long hash(byte[] name) {
            long hash = 0;
            for (int i = 0; i < name.length - 1; i++) {
                hash = (hash << 4) + (name[i] & 0xff);
                long high = hash & 0xf0000000L;
                hash = (hash ^ high >> 24) & ~high & 0xffffffffL;
            }
            return hash;
        }
    }
}
