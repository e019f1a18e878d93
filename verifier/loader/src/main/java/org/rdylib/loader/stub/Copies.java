package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.loader.OtherLibraryException;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.Slice;
import org.rdylib.loader.UnknownVariant;
import org.rdylib.loader.internal.NativeRef;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.NativeSlice;
import org.rdylib.loader.internal.NativeUnknownVariant;
import org.rdylib.loader.internal.RawMemory;

/**
 * What a library's own copy of the descriptor says of the types that may grow, where the stub's says something else: one
 * of them is newer.
 *
 * <p>Of a struct that the library makes, the stub reads the fields that both know, and takes the others for their
 * defaults. Where the library knows more, it is given the stub's fields in a place of the size that the library reads,
 * with the library's defaults behind them. So what Java copies into memory for a library, it reads there as that library
 * does: a field that is missing in the library's copy is its default, whatever Java has put there.
 *
 * <p>What the stub does not know nobody can vouch for to another library: what it consists of, how long that lives (the
 * library's constants end with it), and who may use it. So it goes back to the library that it is of, and to no other, be
 * it another load of the same file. Hence each library has copies of its own, and no two are equal.
 */
public final class Copies {

    /** Those of a library whose copy says what the stub's does. */
    static final Copies SAME = new Copies("", false, Map.of(), Map.of());

    /**
     * A struct as the library knows it.
     *
     * @param fields how many it has
     * @param from where what the stub does not know begins
     * @param added the bytes of that, with every field at its default; empty where the library knows no more
     * @param freer frees what the library has put there, from the struct's address
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Struct(int fields, long size, long align, long from, byte[] added, Optional<Owned.Freer> freer) {}

    /**
     * An enum as the library knows it.
     *
     * @param exclusive the discriminants of variants that hold what there may be only one of
     * @param ofAllThreads those of variants that are {@code Send} and {@code Sync}
     */
    record Variants(Set<Long> exclusive, Set<Long> ofAllThreads) {

        /** All that is known of an enum that both copies know alike: nothing of a variant that neither has. */
        static final Variants UNKNOWN = new Variants(Set.of(), Set.of());
    }

    private final String what;
    private final boolean isNewer;
    private final Map<String, Struct> structs;
    private final Map<String, Variants> enums;

    /**
     * Copies.
     *
     * @param what the types that differ from the stub's, as far as that knows them, spelled out: equal if they are
     * @param isNewer whether there is more in one of them than the stub knows
     * @param structs those that differ from the stub's
     * @param enums the same
     */
    Copies(String what, boolean isNewer, Map<String, Struct> structs, Map<String, Variants> enums) {
        this.what = what;
        this.isNewer = isNewer;
        this.structs = Map.copyOf(structs);
        this.enums = Map.copyOf(enums);
    }

    /** The same, of one library alone. */
    Copies ofOne() {
        return new Copies(what, isNewer, structs, enums);
    }

    private Optional<Struct> struct(String name) {
        return Optional.ofNullable(structs.get(name));
    }

    /** Whether the library knows the field of a struct at an index. */
    public boolean has(String struct, int field) {
        return struct(struct).map(s -> field < s.fields()).orElse(true);
    }

    /** The fields of a struct that both the library and the stub know. */
    Owned.Fields common(String struct) {
        return field -> has(struct, field);
    }

    /**
     * How many bytes to set aside for a struct that the library is to read.
     *
     * @param own its size in the stub's copy
     */
    public long size(String struct, long own) {
        return struct(struct).map(s -> Math.max(own, s.size())).orElse(own);
    }

    /**
     * How a struct that the library is to read has to be aligned.
     *
     * @param own its alignment in the stub's copy
     */
    public long align(String struct, long own) {
        return struct(struct).map(s -> Math.max(own, s.align())).orElse(own);
    }

    /**
     * How a struct of the library's is aligned at least.
     *
     * @param own its alignment in the stub's copy
     */
    public long alignOf(String struct, long own) {
        return struct(struct).map(s -> Math.min(own, s.align())).orElse(own);
    }

    /** Gives the fields of the struct at an address that the stub does not know their defaults. */
    public void complete(String struct, long at) {
        struct(struct)
                .ifPresent(s -> MemorySegment.copy(
                        s.added(), 0, RawMemory.ALL, ValueLayout.JAVA_BYTE, at + s.from(), s.added().length));
    }

    /**
     * What frees a struct that Java has made and the library may have written to, with what it has put into fields that the
     * stub does not know.
     */
    public Owned.Freer freer(String struct) {
        return added(struct)
                .<Owned.Freer>map(added -> at -> freeAdded(added, at))
                .orElse(_ -> {});
    }

    /** The same, where the fields that the stub knows own something, too. */
    public Owned.Freer freer(String struct, Owned.Freer known) {
        return added(struct)
                .<Owned.Freer>map(added -> at -> {
                    known.free(at);
                    freeAdded(added, at);
                })
                .orElse(known);
    }

    /**
     * The same, where there are objects in the fields that the stub knows.
     *
     * @param discarding drops them
     */
    public Owned.Freer freer(String struct, Receiving discarding, Owned.FieldsFreer known) {
        return new Made(this, struct, discarding, known);
    }

    /** Frees a struct that Java has made: whoever takes objects out of it leaves what its maker alone knows to this. */
    record Made(Copies copies, String struct, Receiving discarding, Owned.FieldsFreer known) implements Owned.Freer {

        @Override
        public void free(long at) {
            known.free(discarding, _ -> true, at);
            copies.added(struct).ifPresent(added -> freeAdded(added, at));
        }

        /** Frees the fields that its library does not know. */
        void freeMissing(long at) {
            known.free(discarding, field -> !copies.has(struct, field), at);
        }
    }

    /** What frees what the library puts into the fields that the stub does not know; empty if they own nothing. */
    Optional<Owned.Freer> added(String struct) {
        return struct(struct).flatMap(Struct::freer);
    }

    private static void freeAdded(Owned.Freer added, long at) {
        // What is only looked through has not been the library's to write to.
        if (!Pieces.isLooking()) {
            added.free(at);
        }
    }

    /**
     * A value of a variant that the stub does not know.
     *
     * @param storage how many bytes it has
     * @param regions of the enum's lifetimes
     */
    public UnknownVariant unknown(String name, long tag, long at, long storage, Region... regions) {
        byte[] bytes = new byte[Math.toIntExact(storage)];
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, at, bytes, 0, bytes.length);
        List<NativeRegion> all =
                Stream.of(regions).map(NativeRegion.class::cast).toList();
        Optional<Thread> owner =
                variants(name).ofAllThreads().contains(tag) ? Optional.empty() : Optional.of(Thread.currentThread());
        return new NativeUnknownVariant(name, this, tag, bytes, all, owner);
    }

    private Variants variants(String name) {
        return enums.getOrDefault(name, Variants.UNKNOWN);
    }

    /**
     * Puts one at an address, for the library.
     *
     * @throws OtherLibraryException if it is of another library
     * @throws IllegalArgumentException if it is of another enum, or if it holds what there may be only one of
     * @throws WrongThreadException on another thread than it was given to, unless it is known to be of all
     */
    @SuppressWarnings("ReferenceEquality") // those of one library
    public void put(UnknownVariant variant, String name, long at) {
        NativeUnknownVariant unknown = (NativeUnknownVariant) variant;
        if (!unknown.type().equals(name)) {
            throw new IllegalArgumentException(unknown + " is passed where one of " + name + " is expected");
        }
        if (unknown.origin() != this) {
            throw new OtherLibraryException(unknown + " is of another library, which may mean something else by it");
        }
        if (variants(name).exclusive().contains(unknown.tag())) {
            throw new IllegalArgumentException(
                    unknown + " holds what there may be only one of: it can be looked at, and not passed on");
        }
        unknown.hold();
        byte[] bytes = unknown.bytes();
        MemorySegment.copy(bytes, 0, RawMemory.ALL, ValueLayout.JAVA_BYTE, at, bytes.length);
    }

    /**
     * The region of a lifetime that an unknown variant may borrow for. One of another enum may have no such lifetime, and
     * {@linkplain #put is refused} for that rather than for how long it lives.
     */
    public static Region region(UnknownVariant variant, int lifetime) {
        List<NativeRegion> regions = ((NativeUnknownVariant) variant).regions();
        return lifetime < regions.size() ? regions.get(lifetime) : Region.forever();
    }

    /** A discriminant that a stub knows no variant for. */
    public static long requireUnknown(String name, long tag, long least, long greatest, long... known) {
        if (tag < least || tag > greatest) {
            throw new IllegalArgumentException(tag + " is no discriminant that " + name + " could have");
        }
        for (long variant : known) {
            if (variant == tag) {
                throw new IllegalArgumentException(tag + " is a known variant of " + name);
            }
        }
        return tag;
    }

    /** What a reference refers to, as {@link Views#address(Ref, String)} has it, where that may have grown. */
    public long address(Ref<?> ref, String type) {
        NativeRef<?> made = (NativeRef<?>) ref;
        requireReadable(made.origin(), type);
        return made.address(type);
    }

    /** Where a slice's elements are, as {@link Views#address(Slice, String)} has it, where what is there may have grown. */
    public long address(Slice<?> slice, String type) {
        NativeSlice<?> made = (NativeSlice<?>) slice;
        requireReadable(made.origin(), type);
        return made.address(type);
    }

    @SuppressWarnings("ReferenceEquality") // those of one library
    private void requireReadable(Object origin, String type) {
        if (origin == this) {
            return;
        }
        if (!(origin instanceof Copies other) || !what.equals(other.what)) {
            throw new OtherLibraryException("a reference to " + type + " is of a library that knows it, or what it"
                    + " leads to, by another version: copy it with the library's own method");
        }
        if (isNewer) {
            throw new OtherLibraryException(
                    "a reference to " + type + " is of another library, and may lead to what this"
                            + " program does not know: copy it with the library's own method");
        }
    }

    @Override
    public String toString() {
        return "Copies[" + what + "]";
    }
}
