package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;

/** What a region drops is dropped after all that may use it, wherever that belongs. */
class EarlyEndTest {

    private final Region opened = Region.open();
    private final NativeRegion region = (NativeRegion) opened;
    private final List<String> dropped = new ArrayList<>();

    @AfterEach
    void close() {
        opened.close();
    }

    /** The lifetime of a call that is over. */
    private static KeepingRegion kept(NativeRegion outer) {
        KeepingRegion kept = new KeepingRegion(outer);
        kept.callEnded();
        return kept;
    }

    private void own(NativeRegion owner, String name) {
        Adoption _ = owner.adopt(() -> dropped.add(name));
    }

    /** What is lent for that lifetime. */
    private void lend(NativeRegion owner, NativeRegion until, String name) {
        until.lends(new NativeRegion.Lent(Optional.of(owner), true));
        Adoption _ = owner.adopt(() -> {
            until.endEarly();
            dropped.add(name);
        });
    }

    @Test
    void whatALifetimeHasComeToOutliveEndsBeforeWhatIsLentForIt() {
        KeepingRegion longer = kept(region);
        KeepingRegion shorter = kept(region);
        own(shorter, "older");
        assertThat(longer.ensureOutlives(shorter)).isTrue();
        lend(region, longer, "lent");
        opened.close();
        assertThat(dropped).containsExactly("older", "lent");
    }

    /** One of the two is refused where the other is so already, also where two threads ask at the same time. */
    @Test
    void nothingIsLentForWhatComesToOutliveItsHomeMeanwhile() throws InterruptedException {
        try (Region outer = Region.openShared();
                Region home = Region.openShared()) {
            KeepingRegion kept = kept((NativeRegion) outer);
            boolean[] does = new boolean[2];
            Thread outliving = Thread.ofPlatform().unstarted(() -> does[0] = kept.ensureOutlives((NativeRegion) home));
            Thread lending = Thread.ofPlatform()
                    .unstarted(
                            () -> does[1] = kept.lends(new NativeRegion.Lent(Optional.of((NativeRegion) home), true)));
            // It is taken once it has been looked at what is lent.
            synchronized (((SharedRegion) outer).leases()) {
                outliving.start();
                await(outliving);
                lending.start();
                await(lending);
            }
            outliving.join();
            lending.join();
            assertThat(does).containsExactly(true, false);
        }
    }

    private static void await(Thread thread) {
        while (thread.getState() != Thread.State.BLOCKED && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }

    @Test
    void nobodyUsesItFromThenOn() {
        KeepingRegion kept = kept(region);
        kept.check();
        kept.endEarly();
        assertThat(kept.isOpen()).isFalse();
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(kept::check);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(kept::enter);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(kept::hold);
    }

    @Test
    void lifetimesThatAreTheSameEndOnce() {
        KeepingRegion one = kept(region);
        KeepingRegion other = kept(region);
        assertThat(one.ensureOutlives(other)).isTrue();
        assertThat(other.ensureOutlives(one)).isTrue();
        assertThat(one.mayEndWith(region)).isFalse();
        assertThat(one.mayEndWith(other)).isTrue();
        own(one, "one");
        own(other, "other");
        lend(region, one, "lent");
        opened.close();
        assertThat(dropped).containsExactlyInAnyOrder("one", "other", "lent").endsWith("lent");
    }

    @Test
    void whatIsLentForALifetimeIsLentForAllThatThatOutlives() {
        KeepingRegion home = kept(region);
        KeepingRegion longest = kept(region);
        KeepingRegion middle = kept(region);
        assertThat(longest.ensureOutlives(middle)).isTrue();
        longest.lends(new NativeRegion.Lent(Optional.of(home), true));
        assertThat(middle.ensureOutlives(home)).as("what drops it").isFalse();
        KeepingRegion last = kept(region);
        assertThat(middle.ensureOutlives(last)).isTrue();
        assertThat(last.ensureOutlives(home)).isFalse();
        assertThat(last.mayEndWith(home)).isFalse();
        assertThat(last.ensureOutlives(kept(region))).isTrue();
    }

    @Test
    void ofTwoRegionsThatOneEndsWhichIsEnding() {
        LoanRegion lasting = new LoanRegion(region, "Old", false, false);
        try (Region inner = Region.open()) {
            NativeRegion young = (NativeRegion) inner;
            LoanRegion ending = new LoanRegion(young, "Young", false, false);
            own(lasting, "lasting");
            for (NativeRegion both :
                    List.of(NativeRegion.shortest(lasting, ending), NativeRegion.shortest(ending, lasting))) {
                own(both, "both");
                lend(young, both, "lent");
            }
        }
        assertThat(dropped).containsExactly("both", "both", "lent", "lent");
        assertThat(lasting.isOpen()).isTrue();
        lasting.close();
        assertThat(dropped).endsWith("lasting");
    }

    @Test
    void whatOneThrowsKeepsNothingFromBeingDropped() {
        KeepingRegion longer = kept(region);
        KeepingRegion shorter = kept(region);
        assertThat(longer.ensureOutlives(shorter)).isTrue();
        for (NativeRegion owner : List.of(longer, shorter)) {
            own(owner, "older");
            Adoption _ = owner.adopt(() -> {
                throw new IllegalStateException("thrown");
            });
        }
        assertThatIllegalStateException().isThrownBy(longer::endEarly).withMessage("thrown");
        assertThat(dropped).containsExactly("older", "older");
        opened.close();
        assertThat(dropped).hasSize(2);
    }

    @Test
    void whatFindsTooLittleStackIsDroppedTheNextTime() {
        KeepingRegion kept = kept(region);
        own(kept, "older");
        boolean[] exhausting = {true};
        Adoption _ = kept.adopt(() -> {
            if (exhausting[0]) {
                throw new StackOverflowError();
            }
            dropped.add("newer");
        });
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(kept::endEarly);
        assertThat(dropped).isEmpty();
        assertThat(kept.isOpen()).isTrue();
        exhausting[0] = false;
        kept.endEarly();
        assertThat(dropped).containsExactly("newer", "older");
    }

    @Test
    void whatIsJavasIsDroppedAfterAllElse() {
        Adoption _ = region.adopt(() -> dropped.add("older"));
        Adoption _ = region.keep(() -> dropped.add("Java's"));
        KeepingRegion kept = kept(region);
        own(kept, "newer");
        Adoption _ = kept.keep(() -> dropped.add("lent for it"));
        opened.close();
        assertThat(dropped).containsExactly("newer", "lent for it", "older", "Java's");
    }
}
