package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;

/** What a region drops first, and which regions drop something at once. */
class RegionOrderTest {

    static Stream<Supplier<Region>> opened() {
        return Stream.of(Region::open, Region::openShared);
    }

    @ParameterizedTest
    @MethodSource("opened")
    void whatIsKeptToTheEndIsDroppedAfterWhatIsOlder(Supplier<Region> opened) {
        List<String> dropped = new ArrayList<>();
        try (Region opening = opened.get()) {
            NativeRegion region = (NativeRegion) opening;
            Adoption _ = region.keepToEnd(() -> dropped.add("kept while there was nothing"));
            Adoption _ = region.adopt(() -> dropped.add("older"));
            Adoption middle = region.keepToEnd(() -> dropped.add("released"));
            Adoption last = region.keepToEnd(() -> dropped.add("released, too"));
            Adoption _ = region.keepToEnd(() -> dropped.add("kept"));
            Adoption _ = region.adopt(() -> dropped.add("newer"));
            middle.release();
            last.release();
        }
        assertThat(dropped).containsExactly("newer", "older", "kept while there was nothing", "kept");
    }

    @ParameterizedTest
    @MethodSource("opened")
    void closuresAreDroppedAfterWhatMayCallThemAndBeforeMemoryThatTheyMayRead(Supplier<Region> opened) {
        List<String> dropped = new ArrayList<>();
        try (Region opening = opened.get()) {
            NativeRegion region = (NativeRegion) opening;
            Adoption _ = region.keepClosure(() -> dropped.add("closure while there was nothing"));
            Adoption first = region.keepMemory(() -> dropped.add("released"));
            Adoption second = region.keepMemory(() -> dropped.add("released, too"));
            Adoption _ = region.keepClosure(() -> dropped.add("closure"));
            Adoption _ = region.adopt(() -> dropped.add("newer"));
            first.release();
            Adoption third = region.keepClosure(() -> dropped.add("released closure"));
            second.release();
            Adoption _ = region.keepClosure(() -> dropped.add("closure while there was no memory"));
            third.release();
            Adoption _ = region.keepMemory(() -> dropped.add("memory"));
            Adoption _ = region.keepClosure(() -> dropped.add("newest closure"));
        }
        assertThat(dropped)
                .containsExactly(
                        "newer",
                        "closure while there was nothing",
                        "closure",
                        "closure while there was no memory",
                        "newest closure",
                        "memory");
    }

    @Test
    void whatADestructorLeavesOpenEndsBeforeWhatIsOlder() {
        List<String> dropped = new ArrayList<>();
        // It is refused to close the outer one if any is left.
        try (Region _ = Region.open();
                Region region = Region.open()) {
            NativeRegion closed = (NativeRegion) region;
            Adoption _ = closed.adopt(() -> dropped.add("older"));
            Adoption _ = closed.adopt(() -> leave(dropped, "throws", () -> {
                throw new IllegalStateException("left");
            }));
            Adoption _ = closed.adopt(() -> leave(dropped, "left", () -> leave(dropped, "left by that", () -> {})));
            Adoption _ = closed.adopt(() -> dropped.add("newer"));
            assertThatIllegalStateException().isThrownBy(region::close).withMessage("left");
        }
        assertThat(dropped).containsExactly("newer", "left", "left by that", "throws", "older");
    }

    @Test
    void allThatADestructorLeavesOpenEndsWhereOneThrows() {
        List<String> dropped = new ArrayList<>();
        Region region = Region.open();
        Adoption _ = ((NativeRegion) region).adopt(() -> {
            leave(dropped, "older", () -> {});
            leave(dropped, "younger", () -> {
                throw new IllegalStateException("younger");
            });
        });
        assertThatIllegalStateException().isThrownBy(region::close).withMessage("younger");
        assertThat(dropped).containsExactly("younger", "older");
        assertThat(region.isOpen()).isFalse();
    }

    @Test
    void whatIsLeftOpenWhereTheStackIsUsedUpEndsWhenTheRegionIsClosedAgain() {
        List<String> dropped = new ArrayList<>();
        boolean[] exhausting = {true};
        // It is refused to close the outer one if any is left.
        try (Region _ = Region.open();
                Region region = Region.open()) {
            Adoption _ = ((NativeRegion) region).adopt(() -> dropped.add("older"));
            Adoption _ = ((NativeRegion) region).adopt(() -> {
                leave(dropped, "left", () -> {});
                leave(() -> {
                    if (exhausting[0]) {
                        exhaust(0);
                    }
                    leave(dropped, "left by that", () -> dropped.add("left last"));
                });
            });
            assertThatExceptionOfType(StackOverflowError.class).isThrownBy(region::close);
            exhausting[0] = false;
            try (Region opened = Region.open()) {
                assertThat(opened.isOpen()).isTrue();
                assertThatExceptionOfType(RegionException.class).isThrownBy(region::close);
            }
            assertThat(dropped).isEmpty();
        }
        assertThat(dropped).containsExactly("left by that", "left last", "left", "older");
    }

    @SuppressWarnings("InfiniteRecursion") // until there is no more stack
    private static int exhaust(int depth) {
        return exhaust(depth + 1) + depth;
    }

    /** Opens a region, and leaves it open, with something to drop. */
    private static void leave(List<String> dropped, String name, Runnable more) {
        leave(() -> {
            dropped.add(name);
            more.run();
        });
    }

    private static void leave(Droppable what) {
        Adoption _ = ((NativeRegion) Region.open()).adopt(what);
    }

    @Test
    void whatThrowsTheSameTwiceKeepsNothingFromBeingDropped() {
        List<String> dropped = new ArrayList<>();
        IllegalStateException same = new IllegalStateException("same");
        Region region = Region.open();
        Adoption _ = ((NativeRegion) region).adopt(() -> dropped.add("older"));
        for (int i = 0; i < 2; i++) {
            Adoption _ = ((NativeRegion) region).adopt(() -> {
                throw same;
            });
        }
        assertThatIllegalStateException().isThrownBy(region::close).isSameAs(same);
        assertThat(dropped).containsExactly("older");
        assertThat(region.isOpen()).isFalse();
    }

    @Test
    void whatIsBeingClosedIsNotLeasedAnyMore() {
        List<Boolean> leased = new ArrayList<>();
        try (Region inner = Region.open();
                Region region = Region.openShared()) {
            NativeRegion closed = (NativeRegion) region;
            Adoption _ = closed.adopt(() -> leased.add(closed.ensureOutlives((NativeRegion) inner)));
        }
        assertThat(leased).containsExactly(false);
    }

    @Test
    void ofTwoRegionsOneAtMostKeepsTheOtherOpen() {
        try (Region one = Region.openShared();
                Region other = Region.openShared()) {
            KeepingRegion kept = new KeepingRegion((NativeRegion) one);
            kept.callEnded();
            assertThat(kept.ensureOutlives((NativeRegion) other)).isTrue();
            assertThat(((NativeRegion) other).ensureOutlives(kept)).isFalse();
        }
    }

    @Test
    void whatEndsWithTheFirstOfTwoMayEndWithEither() {
        try (Region outer = Region.open();
                Region one = Region.openShared();
                Region other = Region.openShared();
                Region inner = Region.open()) {
            NativeRegion both = NativeRegion.shortest((NativeRegion) one, (NativeRegion) other);
            assertThat(both.outlives((NativeRegion) one)).isFalse();
            assertThat(both.mayEndWith((NativeRegion) one)).isTrue();
            assertThat(both.mayEndWith((NativeRegion) other)).isTrue();
            assertThat(both.mayEndWith(both)).isTrue();
            assertThat(both.mayEndWith((NativeRegion) outer)).isFalse();
            assertThat(((NativeRegion) inner).mayEndWith((NativeRegion) outer)).isFalse();
            assertThat(((NativeRegion) outer).mayEndWith((NativeRegion) inner)).isTrue();
            KeepingRegion kept = new KeepingRegion((NativeRegion) outer);
            assertThat(kept.mayEndWith((NativeRegion) inner)).isFalse();
            assertThat(kept.ensureOutlives((NativeRegion) inner)).isTrue();
            assertThat(kept.mayEndWith((NativeRegion) inner)).isTrue();
            kept.callEnded();
        }
    }

    @Test
    void whatIsNeededOfTwoIsReleasedOfBothWhereOneThrows() {
        List<String> givenBack = new ArrayList<>();
        try (Region one = Region.openShared();
                Region other = Region.openShared()) {
            List<KeepingRegion> kept =
                    List.of(new KeepingRegion((NativeRegion) one), new KeepingRegion((NativeRegion) other));
            for (KeepingRegion each : kept) {
                Adoption _ = each.keep(() -> {
                    givenBack.add("a place");
                    throw new IllegalStateException("no value");
                });
            }
            Adoption need =
                    NativeRegion.shortest(kept.getFirst(), kept.getLast()).need();
            kept.forEach(KeepingRegion::callEnded);
            assertThatIllegalStateException().isThrownBy(need::release);
            assertThat(givenBack).hasSize(2);
        }
    }
}
