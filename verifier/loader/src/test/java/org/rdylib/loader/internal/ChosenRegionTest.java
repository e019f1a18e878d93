package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;

/** What a callback's caller has chosen ends when nobody knows: only what that has promised outlives it. */
class ChosenRegionTest {

    private final LibraryRegion library = new LibraryRegion("library");
    private final CallbackRegion callback = new CallbackRegion(() -> true);

    private ChosenRegion chosen(NativeRegion... longer) {
        return new ChosenRegion("'a", callback, library, List.of(longer));
    }

    @Test
    void itIsOutlivedByWhatWasPromised() {
        try (Region outer = Region.open();
                Region promised = Region.open();
                Region inner = Region.open()) {
            ChosenRegion longer = chosen((NativeRegion) promised);
            ChosenRegion shorter = chosen(longer);
            for (ChosenRegion region : List.of(longer, shorter)) {
                assertThat(region.outlives(region)).isTrue();
                assertThat(library.ensureOutlives(region)).isTrue();
                assertThat(ImmortalRegion.FOREVER.outlives(region)).isTrue();
                assertThat(((NativeRegion) outer).outlives(region)).isTrue();
                assertThat(((NativeRegion) promised).outlives(region)).isTrue();
                assertThat(((NativeRegion) inner).ensureOutlives(region)).isFalse();
                assertThat(callback.ensureOutlives(region)).isFalse();
                assertThat(region.outlives((NativeRegion) inner)).isFalse();
            }
            assertThat(longer.outlives(shorter)).isTrue();
            assertThat(shorter.ensureOutlives(longer)).isFalse();
            assertThat(chosen().ensureOutlives(chosen())).isFalse();
        }
    }

    @Test
    void whatCouldBeKeptForTheCallbackAloneDoesNotOutliveIt() {
        try (Region shared = Region.openShared()) {
            GuardedRegion lessor = (GuardedRegion) shared;
            assertThat(lessor.ensureOutlives(callback)).isTrue();
            assertThat(lessor.ensureOutlives(chosen())).isFalse();
            callback.end();
        }
    }

    @Test
    void aClosureThatIsLeftForItIsThereAsLongAsTheLibrary() {
        List<String> dropped = new ArrayList<>();
        LibraryRegion caller = new LibraryRegion("caller");
        Adoption _ = new ChosenRegion("'a", callback, caller, List.of()).keepClosure(() -> dropped.add("closure"));
        callback.end();
        assertThat(dropped).isEmpty();
        caller.free();
        assertThat(dropped).containsExactly("closure");
    }

    /** The lifetime of a call, and a region that drops something which is lent for it. */
    private static KeepingRegion lending(NativeRegion outer, NativeRegion home) {
        KeepingRegion kept = new KeepingRegion(outer);
        kept.lends(new NativeRegion.Lent(Optional.of(home), true));
        return kept;
    }

    @Test
    void whatIsLentForACallOutlivesItIfThatOutlivesWhatWasPromised() {
        try (Region outer = Region.open();
                Region promised = Region.open()) {
            NativeRegion older = (NativeRegion) outer;
            NativeRegion region = (NativeRegion) promised;
            ChosenRegion shorter = chosen(chosen(region));
            assertThat(lending(region, region).ensureOutlives(shorter)).isFalse();
            assertThat(lending(older, older).ensureOutlives(shorter)).isTrue();
            assertThat(new KeepingRegion(region).ensureOutlives(shorter)).isTrue();
            KeepingRegion kept = new KeepingRegion(region);
            KeepingRegion lending = lending(region, region);
            assertThat(lending.ensureOutlives(chosen(kept)))
                    .as("what ends with it")
                    .isTrue();
            assertThat(lending.mayEndWith(kept)).isTrue();
        }
    }

    @Test
    void nothingThatIsUsedAfterTheCallbackIsLentForAsLongAsNobodyKnows() {
        ChosenRegion region = chosen();
        KeepingRegion kept = new KeepingRegion(region);
        assertThat(kept.isEndUnknown()).isFalse();
        assertThat(kept.ensureOutlives(chosen(region))).isTrue();
        assertThat(kept.isEndUnknown()).as("it is left with the caller").isTrue();
        KeepingRegion lending = new KeepingRegion(region);
        lending.lends(new NativeRegion.Lent(Optional.empty(), true));
        assertThat(lending.ensureOutlives(region)).isFalse();
        KeepingRegion forGood = lending(ImmortalRegion.FOREVER, region);
        assertThat(forGood.ensureOutlives(region)).isTrue();
        assertThat(forGood.isEndUnknown()).isFalse();
        assertThat(region.mayEndWith(callback))
                .as("that drops what the callback was given")
                .isFalse();
        try (Region opened = Region.open()) {
            NativeRegion both = NativeRegion.shortest(region, (NativeRegion) opened);
            assertThat(both.isEndUnknown()).isTrue();
            assertThat(both.mayEndWith(chosen())).isTrue();
            assertThat(both.mayEndWith((NativeRegion) opened)).isTrue();
        }
    }

    @Test
    void whatEndsWithAnotherLibraryTooIsWithinBoth() {
        LibraryRegion other = new LibraryRegion("other");
        LibraryRegion third = new LibraryRegion("third");
        ChosenRegion region = chosen();
        assertThat(region.leasing(library)).isSameAs(region);
        NativeRegion both = region.leasing(other);
        NativeRegion all = both.leasing(third);
        for (GuardedRegion lessor : List.of(library, other, third)) {
            assertThat(lessor.outlives(all)).isTrue();
        }
        assertThat(region.outlives(all)).isTrue();
        assertThat(all.outlives(region)).isFalse();
        assertThat(all.endsWithCallback()).isTrue();
    }

    @Test
    void itIsOverForJavaWhenTheCallbackIs() {
        ChosenRegion region = chosen();
        region.check();
        assertThatThrownBy(() -> region.allocate(1, 1)).isInstanceOf(RegionException.class);
        assertThatThrownBy(region::close).isInstanceOf(RegionException.class);
        callback.end();
        assertThat(region.isOpen()).isFalse();
        assertThatThrownBy(region::check).isInstanceOf(RegionClosedException.class);
        assertThat(region).hasToString("Region['a of a callback's caller]");
    }
}
