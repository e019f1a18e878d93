package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
