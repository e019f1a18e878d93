package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.verifier.Unload;

/** Destructors that call a plain import of Java's, which throws: all run, and all that was thrown is told. */
class ThrowingDestructorsTest extends MarkedLibraries {

    private static final List<Long> DROPPED = new ArrayList<>();
    private static @Nullable Library calling;
    private static LongFunction<Throwable> thrown = ThrowingDestructorsTest::told;

    private Library library;

    private final Arena arena = Arena.ofShared();
    private final long at = arena.allocate(64, 8).address();
    private final MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, 5);

    @BeforeEach
    void load() {
        DROPPED.clear();
        thrown = ThrowingDestructorsTest::told;
        library = Library.load(tiny(), Tiny.host(Tiny.DESCRIPTOR), Unload.ALLOWED);
        calling = library;
        MemorySegment drop = Upcalls.stub(
                MethodHandles.lookup(),
                Entry.unnoted("dropped", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG)),
                arena);
        table.setAtIndex(ValueLayout.JAVA_LONG, 0, drop.address());
        table.setAtIndex(ValueLayout.JAVA_LONG, 3, 8);
    }

    @AfterEach
    void nothingIsLeftOfTheLibrary() {
        library.close();
        arena.close();
    }

    @SuppressWarnings("unused") // called through the table
    private static void dropped(long number) {
        DROPPED.add(number);
        Upcall.fail(Upcall.enter(Objects.requireNonNull(calling)), thrown.apply(number));
    }

    private static Throwable told(long number) {
        return new IllegalStateException("told " + number);
    }

    private ForeignObject object(Receiving received, Region region, long number) {
        return new ForeignObject(received, region, number, table.address(), List.of(), "Echo", "echo()", Terms.BOXED);
    }

    @Test
    void whereACallbackAnswersWithSomeOfWhatItWasGiven() {
        CallFrame around = library.enter();
        Upcall upcall = Upcall.enter(library);
        Receiving received = upcall.receive();
        List<ForeignObject> given = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            given.add(object(received, upcall.chosen("'t"), i));
        }
        received.complete();
        received.close();
        upcall.making().give(given.get(0), Sending.CONFINED, false, at);
        upcall.making().give(given.get(1), Sending.CONFINED, false, at + 16);
        Throwable thrown = catchThrowable(upcall::leave);
        upcall.thrown = thrown;
        upcall.describe();
        assertThat(HostFailures.take(upcall.failure)).isSameAs(thrown);
        around.close();
        assertThat(DROPPED).containsExactly(3L, 2L, 1L);
        assertThat(thrown).hasMessage("told 3");
        assertSuppressed(thrown, "told 2");
        assertSuppressed(thrown.getSuppressed()[0], "told 1");
    }

    private static void assertSuppressed(Throwable first, String second) {
        assertThat(first.getSuppressed()).extracting(Throwable::getMessage).containsExactly(second);
    }

    @Test
    void whereACallbackThrowsThatWasGivenSomething() {
        CallFrame around = library.enter();
        Upcall upcall = Upcall.enter(library);
        Receiving received = upcall.receive();
        object(received, upcall.region(), 1);
        object(received, upcall.region(), 2);
        received.complete();
        received.close();
        upcall.thrown = new IllegalStateException("by the callback");
        upcall.describe();
        Throwable thrown = Objects.requireNonNull(HostFailures.take(upcall.failure));
        around.close();
        assertThat(DROPPED).containsExactly(2L, 1L);
        assertThat(thrown).hasMessage("by the callback");
        assertSuppressed(thrown, "told 2");
        assertSuppressed(thrown.getSuppressed()[0], "told 1");
    }

    /** What its class says of being equal is the user's own code. */
    @SuppressWarnings("ThrowableEqualsHashCode") // that is what it is about
    private static final class Unequal extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final boolean throwing;

        Unequal(boolean throwing) {
            this.throwing = throwing;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (throwing) {
                throw new IllegalStateException("asked whether it is equal");
            }
            return false;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private List<ForeignObject> made(Region region) {
        CallFrame around = library.enter();
        Receiving received = around.receive(library);
        List<ForeignObject> made =
                List.of(object(received, region, 1), object(received, region, 2), object(received, region, 3));
        received.complete();
        received.close();
        around.close();
        return made;
    }

    @Test
    void whateverTheExceptionSaysOfBeingEqual() {
        for (boolean throwing : new boolean[] {true, false}) {
            DROPPED.clear();
            Unequal each = new Unequal(throwing);
            thrown = _ -> throwing ? new Unequal(true) : each;
            Region region = Region.open();
            made(region);
            assertThat(catchThrowable(region::close) instanceof Unequal).isTrue();
            assertThat(DROPPED).containsExactly(3L, 2L, 1L);
            assertThat(region.isOpen()).isFalse();
        }
    }

    /** What is dropped before an object, since it borrows from that, is no reason not to drop it. */
    @Test
    void whereTheyBorrowFromWhatIsDroppedAfterThem() {
        for (boolean byRegion : new boolean[] {true, false}) {
            DROPPED.clear();
            Region region = Region.open();
            ForeignObject lending = made(region).getFirst();
            CallFrame lent = lending.enterShared();
            made(lending.lendShared());
            lending.leaveShared(lent);
            Throwable first = catchThrowable(byRegion ? region::close : lending::close);
            assertThat(first).hasMessage("told 3");
            assertThat(DROPPED).endsWith(3L, 2L, 1L, 1L);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(lending::enterShared);
            assertThat(catchThrowable(region::close) == null).isEqualTo(byRegion);
        }
    }

    @Test
    void whereTheyThrowWhatSaysThatThereWasTooLittleStack() {
        thrown = number -> new StackOverflowError("told " + number);
        for (Region region : List.of(Region.open(), Region.openShared())) {
            DROPPED.clear();
            made(region);
            assertThat(catchThrowable(region::close))
                    .isInstanceOf(StackOverflowError.class)
                    .hasMessage("told 3");
            assertThat(DROPPED).containsExactly(3L, 2L, 1L);
            assertThat(region.isOpen()).isFalse();
        }
    }

    /** Nor is anything left of what was made for a lifetime that an object is lent for, which is dropped before that. */
    @Test
    void whereTheyUseWhatIsDroppedAfterThem() {
        for (boolean tooLittle : new boolean[] {false, true}) {
            thrown = number -> tooLittle ? new StackOverflowError("told " + number) : told(number);
            DROPPED.clear();
            Region region = Region.open();
            ForeignObject lent = made(region).getFirst();
            Region inner = Region.open();
            CallFrame frame = library.enter();
            Region kept = frame.keeping(inner);
            lent.passShared(frame, library, Sending.CONFINED, kept);
            frame.handOver();
            made(kept);
            frame.close();
            assertThat(catchThrowable(() -> new Dropping(lent).dropByRegion()))
                    .hasMessage(tooLittle ? "told 1" : "told 3");
            assertThat(DROPPED).containsExactly(3L, 2L, 1L, 1L);
            inner.close();
            assertThat(catchThrowable(region::close)).hasMessage("told 3");
            assertThat(DROPPED).containsExactly(3L, 2L, 1L, 1L, 3L, 2L);
            assertThat(region.isOpen()).isFalse();
        }
    }

    @Test
    void whereWhatADestructorHasLeftOpenThrowsThat() {
        DROPPED.clear();
        Region region = Region.open();
        made(region);
        thrown = number -> {
            if (number == 3) {
                thrown = inner -> new StackOverflowError("told " + inner);
                made(Region.open());
            }
            return new StackOverflowError("told " + number);
        };
        assertThat(catchThrowable(region::close)).hasMessage("told 3");
        assertThat(DROPPED).containsExactly(3L, 3L, 2L, 1L, 2L, 1L);
        assertThat(region.isOpen()).isFalse();
    }

    @Test
    void whatIsOverIsSoThoughNobodyCouldBeToldOfIt() {
        CallFrame around = library.enter();
        Upcall upcall = Upcall.enter(library);
        List<ForeignObject> given = made(upcall.region());
        long key = HostTargets.nextKey();
        StackOverflowError overflow = new StackOverflowError();
        // As a generated handler and its entry do it where not even Upcall.fail can be called.
        upcall.thrown = overflow;
        Exhausted.lost(overflow, key);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(given.getFirst()::enterShared);
        assertThat(catchThrowable(around::rethrow)).isSameAs(overflow);
        around.close();
        Upcall next = Upcall.enter(library);
        assertThat(next.depth).isEqualTo(upcall.depth);
        next.leave();
        assertThat(DROPPED).isEmpty();
        given.forEach(ForeignHandle::destroyed);
    }

    @Test
    void whereACallbackIsGivenWhatThrowsThat() {
        thrown = number -> new StackOverflowError("told " + number);
        CallFrame around = library.enter();
        Upcall upcall = Upcall.enter(library);
        made(upcall.region());
        upcall.thrown = catchThrowable(upcall::leave);
        upcall.describe();
        assertThat(HostFailures.take(upcall.failure)).hasMessage("told 3");
        around.close();
        assertThat(DROPPED).containsExactly(3L, 2L, 1L);
    }

    @Test
    void whatACallbackWasGivenThatFoundNoStackToEndItIsUsedNoMore() {
        CallFrame around = library.enter();
        Upcall upcall = Upcall.enter(library);
        List<ForeignObject> given = made(upcall.region());
        ForeignObject lending = given.getFirst();
        CallMemory memory = CallMemory.current();
        lending.leaveShared(memory, lending.enterShared(memory));
        CallFrame lent = lending.enterShared();
        NativeRegion loan = (NativeRegion) lending.lendShared();
        List<ForeignObject> borrowing = made(loan);
        lending.leaveShared(lent);
        loan.check();
        // Neither is the callback left nor its failure described.
        upcall.thrown = new StackOverflowError();
        assertThat(HostFailures.take(upcall.failure)).isInstanceOf(StackOverflowError.class);
        around.close();
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(loan::check);
        for (ForeignObject object : List.of(lending, given.get(1), borrowing.getFirst())) {
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> object.enterShared(memory));
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(object::enterExclusive);
        }
        given.forEach(ForeignHandle::close);
        assertThat(DROPPED).isEmpty();
        given.forEach(ForeignHandle::destroyed);
        borrowing.forEach(ForeignHandle::destroyed);
    }

    @Test
    void whatTellsNothingIsThrownByTheCallThatItWasThrownIn() {
        CallFrame around = library.enter();
        RuntimeException untold = new RuntimeException("untold") {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("asked what it is");
            }
        };
        Upcall.fail(Upcall.enter(library), untold);
        assertThat(catchThrowable(around::rethrow)).isSameAs(untold);
        around.rethrow();
        around.close();
    }

    /** A region is not closed while that is so; nor is there always memory to see what is so. */
    @Test
    void whatItsRegionCannotDropIsUsedNoMoreAllTheSame() throws InterruptedException {
        Region region = Region.openShared();
        CallFrame around = library.enter();
        Terms terms = Terms.object(Terms.Holder.BOX, Sending.SEND_SYNC);
        ForeignObject object = new ForeignObject(
                around.receive(library), region, 1, table.address(), List.of(), "Echo", "echo()", terms);
        around.close();
        CountDownLatch lent = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread reading = Thread.ofPlatform().daemon().start(() -> {
            CallFrame frame = object.enterShared();
            Region _ = object.lendShared();
            object.leaveShared(frame);
            lent.countDown();
            assertThatNoException().isThrownBy(over::await);
        });
        lent.await();
        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(new Dropping(object)::dropByRegion);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(object::enterShared);
        assertThat(DROPPED).isEmpty();
        over.countDown();
        reading.join();
        object.destroyed();
        region.close();
    }
}
