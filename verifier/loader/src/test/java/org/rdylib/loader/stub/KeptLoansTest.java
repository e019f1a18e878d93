package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.Mut;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.NativeRegion;

/** What a library is lent of an object for the lifetimes of calls, {@code fn<'c>(cell: &'c dyn Cell)}. */
class KeptLoansTest extends MarkedLibraries {

    private static final int CALLS = 1000;

    private final Arena arena = Arena.ofConfined();
    private final Region region = Region.open();
    private Library library;
    private ForeignObject cell;

    @BeforeEach
    void make() {
        library = Tiny.load(tiny(), Tiny.DESCRIPTOR);
        cell = object();
    }

    @AfterEach
    void close() {
        region.close();
        library.close();
        arena.close();
    }

    /** One without methods, which the library has lent. */
    private ForeignObject object() {
        MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, 5);
        table.setAtIndex(ValueLayout.JAVA_LONG, 3, 8);
        Terms terms = Terms.object(Terms.Holder.EXCLUSIVE, Sending.CONFINED);
        return new ForeignObject(library, region, 8, table.address(), List.of(), "Cell", "cell()", terms);
    }

    /** What a library does with what it makes for a lifetime. */
    private static final class Made implements Droppable {
        boolean dropped;

        @Override
        public void dropByRegion() {
            dropped = true;
        }

        @Override
        public boolean isForeign() {
            return true;
        }

        @Override
        public String toString() {
            return "what was made";
        }
    }

    /** A call that shares the cell, and others, for a lifetime that ends with {@code outer}, which is the answer. */
    private NativeRegion share(Region outer, ForeignObject... objects) {
        CallFrame frame = library.enter();
        try {
            Region kept = frame.keeping(outer);
            for (ForeignObject object : objects) {
                object.passShared(frame, library, Sending.CONFINED, kept);
            }
            frame.handOver();
            return (NativeRegion) kept;
        } finally {
            frame.close();
        }
    }

    /** A call that has it alone. */
    private static void take(ForeignObject object) {
        object.leaveExclusive(object.enterExclusive());
    }

    private static void assertEnded(NativeRegion kept) {
        assertThatExceptionOfType(RegionClosedException.class)
                .isThrownBy(kept::check)
                .withMessage(
                        "Region[borrowed from Cell] is closed: what Cell lends lasts until Cell is used otherwise, or"
                                + " ends");
        assertThat(kept.isOpen()).isFalse();
    }

    @Test
    void oneLoanServesForAllCallsThatNothingIsLeftOf() {
        List<NativeRegion> viewed = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            viewed.add(share(region, cell));
            assertThat(cell.lent.keptLoans()).isEqualTo(1);
        }
        viewed.forEach(NativeRegion::check);
        take(cell);
        assertThat(cell.lent.keptLoans()).isZero();
        viewed.forEach(KeptLoansTest::assertEnded);
        share(region, cell).check();
        assertThat(cell.lent.keptLoans()).isEqualTo(1);
    }

    @Test
    void itServesForSeveralObjectsAndEndsWithEach() {
        ForeignObject other = object();
        NativeRegion first = share(region, cell);
        for (int i = 0; i < CALLS; i++) {
            share(region, cell, other);
        }
        NativeRegion both = share(region, other, cell);
        assertThat(cell.lent.keptLoans() + other.lent.keptLoans()).isEqualTo(2);
        take(other);
        assertEnded(both);
        first.check();
        take(cell);
        assertEnded(first);
    }

    @Test
    void itIsNotEndedWhileSomethingIsLeftOfOneOfThem() {
        Made made = new Made();
        Adoption adoption = share(region, cell).adopt(made);
        share(region, cell);
        assertThat(cell.lent.keptLoans()).isEqualTo(1);
        assertThatExceptionOfType(ObjectBusyException.class)
                .isThrownBy(() -> take(cell))
                .withMessageEndingWith("while what was made borrows from it");
        adoption.release();
        take(cell);
        assertThat(made.dropped).isFalse();
    }

    @Test
    void whatIsMadeOfAViewLaterKeepsItAgain() {
        NativeRegion kept = share(region, cell);
        share(region, cell);
        Adoption adoption = kept.adopt(new Made());
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> take(cell));
        adoption.release();
        try (Region inner = Region.open()) {
            assertThat(kept.ensureOutlives((NativeRegion) inner)).isTrue();
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> take(cell))
                    .withMessageEndingWith("while it is lent");
        }
        take(cell);
        assertEnded(kept);
    }

    @Test
    void whatEndsWithAnotherRegionIsLentForItself() {
        NativeRegion outer = share(region, cell);
        try (Region inner = Region.open()) {
            NativeRegion kept = share(inner, cell);
            share(inner, cell);
            assertThat(cell.lent.keptLoans()).isEqualTo(2);
            kept.check();
        }
        assertThat(cell.lent.keptLoans()).isEqualTo(1);
        outer.check();
    }

    @Test
    void aCallThatIsRefusedHasLentNothing() {
        CallFrame frame = library.enter();
        cell.passShared(frame, library, Sending.CONFINED, frame.keeping(region));
        NativeRegion inside = share(region, cell);
        Made made = new Made();
        Adoption adoption = inside.adopt(made);
        frame.close();
        assertThat(cell.lent.keptLoans()).isEqualTo(1);
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> take(cell));
        adoption.release();
        take(cell);
        assertThat(cell.lent.keptLoans()).isZero();
    }

    @Test
    void whatIsPassedToACallIsHeldThoughOneInsideWasPassedItToo() {
        CallFrame sharing = cell.enterShared();
        NativeRegion lent = (NativeRegion) cell.lendShared();
        cell.leaveShared(sharing);
        assertHeldByCalls(lent);
        assertHeldByCalls(share(region, cell));
    }

    private void assertHeldByCalls(NativeRegion viewed) {
        CallFrame frame = library.enter();
        viewed.hold();
        CallFrame inside = library.enter();
        viewed.hold();
        inside.close();
        assertThatExceptionOfType(ObjectBusyException.class)
                .isThrownBy(() -> cell.passExclusive(frame, library, Sending.CONFINED))
                .withMessageEndingWith("while a call is running that may have been given what it had lent");
        frame.close();
        viewed.check();
        take(cell);
        assertThat(viewed.isOpen()).isFalse();
    }

    @Test
    void whatHasItAloneIsNoLoanForOthers() {
        CallFrame frame = library.enter();
        Region kept = frame.keeping(region);
        cell.passExclusive(frame, library, Sending.CONFINED, kept);
        frame.handOver();
        frame.close();
        ((NativeRegion) kept).check();
        NativeRegion shared = share(region, cell);
        assertEnded((NativeRegion) kept);
        shared.check();
        assertThat(cell.lent.keptLoans()).isEqualTo(1);
    }

    private ForeignOpaque opaque() {
        return ForeignOpaque.borrowedExclusively(new Receiving(library), region, 8, "Db", "db()");
    }

    @Test
    void whatIsOpaqueIsInUseUntilTheCallIsOverThatHasItWithinSomethingElse() {
        ForeignOpaque db = opaque();
        long at = arena.allocate(ValueLayout.JAVA_LONG).address();
        CallFrame frame = library.enter();
        NativeRegion kept = (NativeRegion) frame.keeping(region);
        frame.giving().lendShared(db, kept, at);
        assertThat(Memory.getLong(at)).isEqualTo(8);
        frame.handOver();
        assertThatExceptionOfType(ObjectBusyException.class)
                .isThrownBy(db::close)
                .withMessageEndingWith("is closed inside a call that it is passed to");
        Adoption adoption = kept.adopt(new Made());
        frame.close();
        assertThatExceptionOfType(ObjectBusyException.class)
                .isThrownBy(db::close)
                .withMessageEndingWith("is closed while what was made borrows from it");
        adoption.release();
        db.close();
    }

    @Test
    void whatIsOpaqueIsLentAloneOnceAndOfACallThatIsRefusedNotAtAll() {
        ForeignOpaque db = opaque();
        ForeignOpaque shared = ForeignOpaque.borrowed(new Receiving(library), region, 16, "Db", "db()");
        long at = arena.allocate(ValueLayout.JAVA_LONG).address();
        CallFrame frame = library.enter();
        Region kept = frame.keeping(region);
        frame.giving().lendExclusive(db, kept, at);
        assertThatExceptionOfType(ObjectBusyException.class)
                .isThrownBy(() -> frame.giving().lendExclusive(db, kept, at));
        assertThatExceptionOfType(ObjectBusyException.class)
                .isThrownBy(() -> frame.giving().lendShared(db, kept, at));
        assertThatExceptionOfType(ObjectSharedException.class)
                .isThrownBy(() -> frame.giving().lendExclusive(shared, kept, at));
        frame.close();
        assertThat(db.lent.keptLoans() + shared.lent.keptLoans()).isZero();
        db.close();
    }

    @Test
    void oneLoanServesForAllReferencesOfACall() {
        ForeignObject[] same = new ForeignObject[CALLS];
        Arrays.fill(same, cell);
        CallFrame refused = library.enter();
        Region kept = refused.keeping(region);
        for (ForeignObject object : same) {
            object.passShared(refused, library, Sending.CONFINED, kept);
            assertThat(cell.lent.keptLoans()).isEqualTo(1);
        }
        refused.close();
        assertThat(cell.lent.keptLoans()).isZero();
        NativeRegion viewed = share(region, same);
        assertThat(cell.lent.keptLoans()).isEqualTo(1);
        viewed.check();
        take(cell);
        assertEnded(viewed);
    }

    @Test
    void whatACallHasIsGivenBackWhateverIsThrownMeanwhile() {
        Mut<Long> place = Mut.of(1L);
        Mut<Long> other = Mut.of(2L);
        CallFrame frame = library.enter();
        assertThat(frame.borrow(place)).isEqualTo(1);
        assertThat(frame.borrow(other)).isEqualTo(2);
        for (String message : List.of("first", "second")) {
            frame.keepArray(new byte[1], region, "bytes").leaves(() -> {
                throw new IllegalStateException(message);
            });
        }
        cell.passShared(frame, library, Sending.CONFINED);
        List<String> released = new ArrayList<>();
        frame.releaseLast(() -> released.add("last"));
        frame.releaseLast(() -> {
            throw new IllegalStateException("third");
        });
        assertThatIllegalStateException()
                .isThrownBy(frame::close)
                .withMessage("first")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("second", "third"));
        assertThat(released).containsExactly("last");
        assertThat(place.get() + other.get()).isEqualTo(3);
        take(cell);
    }
}
