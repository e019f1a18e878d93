package org.rdylib.conformance.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Result;
import org.rdylib.loader.Triple;
import org.rdylib.loader.stub.Making;

/** Values that are copied, by value and behind references. */
final class PassedValues {

    /** The greatest or least of each scalar. */
    static final Mixed GREATEST = new Mixed(
            true,
            0x10FFFF,
            255,
            Byte.MIN_VALUE,
            65_535,
            Short.MIN_VALUE,
            0xFFFF_FFFFL,
            Integer.MIN_VALUE,
            -1,
            Long.MIN_VALUE,
            -1,
            Long.MIN_VALUE,
            0.5f,
            -0.25);

    private final WideLibrary wide;

    PassedValues(WideLibrary wide) {
        this.wide = wide;
    }

    /** Adds the checks by what they prove. */
    void addTo(Map<String, ThrowingCallable> checks) {
        checks.put("scalars pass unchanged both ways", this::scalars);
        checks.put("what is out of range does not go in", this::ranges);
        checks.put("enums are their discriminants", this::enums);
        checks.put("structs go by value, in registers and in memory", this::byValue);
        checks.put("values go behind references for a call", this::byReference);
        checks.put("arrays of every scalar go as slices", this::arrays);
        checks.put("mutable references are copied in and out", this::muts);
        checks.put("mutable slices are copied in and out", this::mutableSlices);
        checks.put("mutable slices of the library are lent to Java", this::lentSlices);
        checks.put("tuples have any size", this::tuples);
        checks.put("raw pointers are addresses", this::pointers);
    }

    private void scalars() {
        assertThat(wide.scalars(
                        true,
                        0x10FFFF,
                        255,
                        Byte.MIN_VALUE,
                        65_535,
                        Short.MIN_VALUE,
                        0xFFFF_FFFFL,
                        Integer.MIN_VALUE,
                        -1,
                        Long.MIN_VALUE,
                        -1,
                        Long.MIN_VALUE,
                        0.5f,
                        -0.25))
                .isEqualTo(GREATEST);
        Mixed other = new Mixed(false, 'a', 1, (byte) 2, 3, (short) 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(wide.scalars(false, 'a', 1, (byte) 2, 3, (short) 4, 5, 6, 7, 8, 9, 10, 11, 12))
                .isEqualTo(other);
        assertThatThrownBy(() -> wide.scalars(false, 0xD800, 1, (byte) 2, 3, (short) 4, 5, 6, 7, 8, 9, 10, 11, 12))
                .hasMessageContaining("scalars(c)");
    }

    private void ranges() {
        for (int outside : new int[] {-1, 256}) {
            assertThatThrownBy(
                            () -> wide.scalars(false, 'a', outside, (byte) 2, 3, (short) 4, 5, 6, 7, 8, 9, 10, 11, 12))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("scalars(a8)");
            assertThatThrownBy(() -> wide.byReference(
                            new Vec2(0, 0),
                            new Small(List.of(1, outside, 3)),
                            0,
                            Optional.empty(),
                            new Pair<>(0, 0),
                            "",
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            "",
                            Optional.empty(),
                            new Packed(1, List.of(1L, 2L))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Small.bytes");
        }
        assertThatThrownBy(() -> wide.plainStruct(1, new Span(-1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Span.start");
        assertThatThrownBy(() -> wide.plainText("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    private void enums() {
        assertThat(wide.enums(Wide.B, Neg.MINUS, Top.A, new WideUnion.B(new Span(7, 8))))
                .isEqualTo(new Triple<>(Wide.A, Neg.PLUS, Top.B));
    }

    static Big big(int last, short cell) {
        List<Integer> bytes = new ArrayList<>(IntStream.range(0, 33).boxed().toList());
        bytes.set(32, last);
        return new Big(
                bytes,
                List.of(new Span(1, 2), new Span(5, 6)),
                List.of(List.of((short) 1, cell), List.of((short) -3, (short) 2)));
    }

    private void byValue() {
        assertThat(wide.byValue(
                        new Vec2(1.5f, -2.5f),
                        new Small(List.of(1, 2, 255)),
                        new Span(3, 4),
                        Optional.of(4_000_000_000L),
                        Result.err(0.125),
                        GREATEST,
                        new Pair<>(200, 60_000),
                        big(32, (short) 0),
                        new WideUnion.C()))
                .isEqualTo(big(99, (short) -4));
    }

    private void byReference() {
        assertThat(wide.byReference(
                        new Vec2(1.5f, -2.5f),
                        new Small(List.of(1, 2, 255)),
                        4_000_000_000L,
                        Optional.empty(),
                        new Pair<>(200, 60_000),
                        "deep",
                        List.of(new Span(1, 2), new Span(3, 4)),
                        List.of("a", "", "ž€𝒳"),
                        Optional.of("some"),
                        Optional.empty(),
                        Optional.of(new byte[] {0, 127, -1}),
                        "zero",
                        Optional.empty(),
                        new Packed(9, List.of(10L, 0xFFFF_FFFFL))))
                .isTrue();
    }

    private void arrays() {
        wide.arrays(
                new boolean[] {true, false},
                new int[] {0x1D4B3},
                new byte[] {0, -1},
                new byte[] {-1},
                new int[] {0, 65_535},
                new short[] {-2},
                new long[] {0xFFFF_FFFFL},
                new int[] {-3},
                new long[] {-1},
                new long[] {-4},
                new float[] {0.5f},
                new double[] {0.25},
                new long[0]);
    }

    private void muts() {
        Mut<Integer> a = Mut.of(1);
        Mut<Span> b = Mut.of(new Span(1, 2));
        Mut<Optional<Span>> c = Mut.of(Optional.empty());
        Mut<Boolean> d = Mut.of(false);
        Mut<Pair<Integer, Integer>> e = Mut.of(new Pair<>(1, (int) 'a'));
        wide.muts(a, b, c, d, e);
        assertThat(a.get()).isEqualTo(255);
        assertThat(b.get()).isEqualTo(new Span(1, 20));
        assertThat(c.get()).contains(new Span(1, 20));
        assertThat(d.get()).isTrue();
        assertThat(e.get()).isEqualTo(new Pair<>(1, 0x1D4B3));
    }

    private void mutableSlices() {
        long made = Making.living();
        byte[] a = {1, -1};
        long[] b = {4_000_000_000L};
        boolean[] c = {true, false};
        Mut<List<Span>> d = Mut.of(new ArrayList<>(List.of(new Span(1, 2), new Span(3, 4))));
        Mut<List<String>> e = Mut.of(List.of("one", "two"));
        wide.slices(a, b, c, d, e, new int[0]);
        assertThat(a).containsExactly(200, 255);
        assertThat(b).containsExactly(4_000_000_001L);
        assertThat(c).containsExactly(true, true);
        assertThat(d.get()).containsExactly(new Span(1, 2), new Span(3, 5));
        assertThat(e.get()).containsExactly("one", "the plugin's");
        assertThatThrownBy(() -> wide.slices(a, new long[] {-1}, c, d, e, new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> wide.slices(a, b, c, d, e, new int[0])).hasMessageContaining("a[0] == 1");
        assertThat(Making.living()).isEqualTo(made);
    }

    private void lentSlices() {
        wide.lentSlices((a, b, c) -> {
            assertThat(a).containsExactly(-1, 2);
            assertThat(b.get()).containsExactly(new Span(1, 2), new Span(3, 4));
            assertThat(c).containsExactly(65_535);
            a[1] = 7;
            b.set(List.of(new Span(1, 2), new Span(5, 6)));
            c[0] = 60_000;
        });
        assertThatThrownBy(() -> wide.lentSlices((_, b, _) -> b.set(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 elements instead of 2");
        assertThatThrownBy(() -> wide.lentSlices((_, _, c) -> c[0] = 65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536 is no u16");
    }

    private void tuples() {
        long made = Making.living();
        List<String> changing = new ArrayList<>(List.of("x", "y"));
        var c = new Tuple5<>(List.of(new byte[0], new byte[] {-1}), 1, changing, 2, 3);
        changing.clear();
        assertThat(wide.tuples(new Tuple1<>(200), new Tuple4<>(1, 60_000, 4_000_000_000L, "b"), c))
                .hasToString(
                        "Tuple6[first=255, second=text, third=Optional[17], fourth=0.5, fifth=[1, 2], sixth=[x, y]]");
        assertThat(Making.living()).isEqualTo(made);
    }

    private void pointers() {
        Arena arena = Arena.ofConfined();
        MemorySegment bytes = arena.allocate(4);
        Mut<MemorySegment> seen = Mut.of(MemorySegment.NULL);
        assertThat(wide.fill(bytes, 3, 255, seen)).isEqualTo(MemorySegment.ofAddress(bytes.address() + 3));
        assertThat(seen.get()).isEqualTo(MemorySegment.ofAddress(bytes.address()));
        assertThat(bytes.toArray(ValueLayout.JAVA_BYTE)).containsExactly(255, 255, 255, 0);
        MemorySegment heap = MemorySegment.ofArray(new byte[4]);
        seen.set(MemorySegment.NULL);
        assertThatThrownBy(() -> wide.fill(heap, 3, 255, seen)).isInstanceOf(IllegalArgumentException.class);
        arena.close();
        assertThatThrownBy(() -> wide.fill(bytes, 3, 255, seen)).isInstanceOf(IllegalStateException.class);
    }
}
