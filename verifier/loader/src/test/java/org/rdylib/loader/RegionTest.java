package org.rdylib.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.rdylib.loader.stub.Memory;
import org.rdylib.loader.stub.Regions;
import org.rdylib.loader.stub.Views;
import org.rdylib.loader.testing.OtherThread;

class RegionTest {

    /** A use of a value that belongs to a region. */
    record Use(String name, Uses<Region> prepare) {

        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    interface Uses<T> {
        ThrowingCallable of(T value);
    }

    private static Use ofText(String name, Uses<Text> use) {
        return new Use("Text." + name, region -> use.of(region.text("häß")));
    }

    private static Use ofCText(String name, Uses<CText> use) {
        return new Use("CText." + name, region -> use.of(region.cText("häß")));
    }

    static final List<Use> USES = List.of(
            new Use("Region.text", region -> () -> region.text("")),
            new Use("Region.cText", region -> () -> region.cText("")),
            ofText("length", text -> text::length),
            ofText("charAt", text -> () -> text.charAt(0)),
            ofText("subSequence", text -> () -> text.subSequence(0, 1)),
            ofText("isEmpty", text -> text::isEmpty),
            ofText("toString", text -> text::toString),
            ofText("hashCode", text -> text::hashCode),
            ofText("equals", text -> () -> text.equals(Region.forever().text(""))),
            ofText("byteLength", text -> text::byteLength),
            ofText("toBytes", text -> text::toBytes),
            ofText("slice", text -> () -> text.slice(0, 1)),
            ofText("address", text -> () -> Views.address(text)),
            ofText("chars", text -> () -> text.chars().sum()),
            ofCText("byteLength", text -> text::byteLength),
            ofCText("toBytes", text -> text::toBytes),
            ofCText("toString", text -> text::toString),
            ofCText("hashCode", text -> text::hashCode),
            ofCText("equals", text -> () -> text.equals(Region.forever().cText(""))),
            ofCText("address", text -> () -> Views.address(text)),
            new Use("Ref.get", region -> longRef(region)::get),
            new Use("Ref.address", region -> {
                Ref<Long> ref = longRef(region);
                return () -> Views.address(ref, "i64");
            }),
            new Use("Slice.get", region -> {
                Slice<Long> slice = longSlice(region, List.of(1L));
                return () -> slice.get(0);
            }),
            new Use("Slice.size", region -> longSlice(region, List.of())::size),
            new Use("Slice.iterator", region -> {
                Slice<Long> slice = longSlice(region, List.of(1L));
                return () -> slice.iterator().next();
            }),
            new Use("Slice.address", region -> {
                Slice<Long> slice = longSlice(region, List.of());
                return () -> Views.address(slice, "i64");
            }));

    private static Ref<Long> longRef(Region region) {
        return Views.newRef(region, 8, 8, 7L, (value, at) -> Memory.putLong(at, value), Memory::getLong, "i64");
    }

    private static Slice<Long> longSlice(Region region, List<Long> values) {
        return Views.newSlice(
                region,
                8,
                8,
                values,
                (value, at) -> Memory.putLong(at, value),
                (start, i) -> Memory.getLong(start + 8 * i),
                "i64");
    }

    @ParameterizedTest
    @FieldSource("USES")
    void nothingThatBelongsToARegionCanBeUsedAfterIt(Use use) throws Throwable {
        ThrowingCallable later;
        try (Region region = Region.open()) {
            later = use.prepare().of(region);
            later.call();
        }
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(later).withMessageContaining("is closed");
    }

    @ParameterizedTest
    @FieldSource("USES")
    void nothingThatBelongsToARegionCanBeUsedOnAnotherThread(Use use) {
        try (Region region = Region.open()) {
            ThrowingCallable later = use.prepare().of(region);
            assertThatExceptionOfType(WrongThreadException.class).isThrownBy(() -> OtherThread.run(later));
        }
    }

    @Test
    void aRegionIsClosedByItsOwnThread() {
        try (Region region = Region.open()) {
            assertThatExceptionOfType(WrongThreadException.class)
                    .isThrownBy(() -> OtherThread.run(region::close))
                    .withMessageMatching("Region\\[of thread .*] belongs to Thread.*, and is used on Thread.*");
            assertThat(region.isOpen()).isTrue();
        }
    }

    @Test
    void theYoungestRegionIsClosedFirst() {
        Region older = Region.open();
        Region younger = Region.open();
        assertThatExceptionOfType(RegionException.class)
                .isThrownBy(older::close)
                .withMessageContaining("opened later");
        assertThat(older.isOpen()).isTrue();
        younger.close();
        older.close();
        assertThat(Stream.of(older, younger).map(Region::isOpen)).containsOnly(false);
    }

    @Test
    void aRegionCanBeClosedTwice() {
        Region region = Region.open();
        region.close();
        region.close();
        assertThat(region.isOpen()).isFalse();
    }

    @Test
    void regionsOfDifferentThreadsDoNotNest() throws Throwable {
        try (Region region = Region.open()) {
            OtherThread.run(() -> {
                Region other = Region.open();
                other.close();
            });
            assertThat(region.isOpen()).isTrue();
        }
    }

    @Test
    void whatAnOlderRegionIsGivenSurvivesTheYounger() {
        try (Region older = Region.open()) {
            List<Text> texts = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                try (Region younger = Region.open()) {
                    younger.text("younger " + i);
                    texts.add(older.text("older " + i));
                    younger.text("younger still " + i);
                }
                older.text("another");
            }
            for (int i = 0; i < 100; i++) {
                assertThat(texts.get(i)).hasToString("older " + i);
            }
        }
    }

    @Test
    void aRegionHoldsMoreThanItsFirstPieceOfMemory() {
        try (Region region = Region.open()) {
            List<Text> texts = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                texts.add(region.text("x".repeat(i)));
            }
            for (int i = 0; i < 2_000; i++) {
                assertThat(texts.get(i)).hasToString("x".repeat(i));
            }
        }
    }

    @Test
    void theRegionOfStaticIsEveryonesAndNeverCloses() throws Throwable {
        Text text = Region.forever().text("for ever");
        OtherThread.run(() -> assertThat(text).hasToString("for ever"));
        assertThatExceptionOfType(RegionException.class).isThrownBy(Region.forever()::close);
        assertThat(Region.forever().isOpen()).isTrue();
    }

    @Test
    void textIsReadAsItsCharactersAndItsBytes() {
        try (Region region = Region.open()) {
            Text text = region.text("aß🦀");
            assertThat(text.byteLength()).isEqualTo(7);
            assertThat(text.length()).isEqualTo(4);
            assertThat(text.charAt(1)).isEqualTo('ß');
            assertThat(text.subSequence(2, 4)).hasToString("🦀");
            assertThat(text.slice(1, 3)).hasToString("ß");
            assertThat(text.slice(7, 7)).hasToString("");
            assertThat(text.toBytes()).hasSize(7).startsWith('a');
            assertThat(text.slice(0, 7).equals(text)).isTrue();
            assertThat(text.slice(0, 7)).hasSameHashCodeAs(text);
            assertThat(text.equals(region.text("other"))).isFalse();
        }
    }

    @Test
    void aSliceOfTextBeginsAndEndsBetweenCharacters() {
        try (Region region = Region.open()) {
            Text text = region.text("aß🦀");
            for (int inside : List.of(2, 4, 5, 6)) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> text.slice(inside, 7));
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> text.slice(0, inside));
            }
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> text.slice(3, 8));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> text.slice(3, 1));
        }
    }

    @Test
    void whatUtf8CannotSayIsRefused() {
        try (Region region = Region.open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> region.text("a\uD800b"));
            assertThatIllegalArgumentException().isThrownBy(() -> region.cText("a\uDC00"));
            assertThatIllegalArgumentException().isThrownBy(() -> region.cText("a\0b"));
            assertThat(region.text("why? 🦀?")).hasToString("why? 🦀?");
        }
    }

    @Test
    void aCTextHasBytesUpToItsZero() {
        try (Region region = Region.open()) {
            CText text = region.cText("häß");
            assertThat(text).hasToString("häß");
            assertThat(text.byteLength()).isEqualTo(5);
            assertThat(Memory.getByte(Views.address(text) + 5)).isZero();
            assertThat(Views.cText(region, Views.address(text), "here")).isEqualTo(text);
        }
    }

    @Test
    void aRegionThatWasOpenedEarlierOutlivesTheLater() {
        try (Region a = Region.open();
                Region b = Region.open()) {
            Regions.requireOutlives(a, b, "'a: 'b");
            Regions.requireOutlives(a, a, "'a: 'a");
            Regions.requireOutlives(Region.forever(), a, "'static: 'a");
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> Regions.requireOutlives(b, a, "'b: 'a"))
                    .withMessageContaining("'b: 'a");
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> Regions.requireOutlives(a, Region.forever(), "'a: 'static"));
            assertThat(Regions.shortest(a, b)).isSameAs(b);
            assertThat(Regions.shortest(b, a)).isSameAs(b);
            assertThat(Regions.shortest(a, Region.forever())).isSameAs(a);
        }
    }

    @Test
    void aSliceIsAListOfWhatWasPutIn() {
        try (Region region = Region.open()) {
            assertThat(longSlice(region, List.of(1L, -2L, Long.MAX_VALUE))).containsExactly(1L, -2L, Long.MAX_VALUE);
            assertThat(longSlice(region, List.of())).isEmpty();
            assertThat(longRef(region).get()).isEqualTo(7L);
        }
    }
}
