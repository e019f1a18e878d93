package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** A library is given its own objects back: all of them or none, and what then reaches nobody is dropped. */
class HandingOverTest extends MarkedLibraries {

    private static final List<Long> DROPPED = new ArrayList<>();
    private static LongUnaryOperator cloned = data -> data;
    private static LongConsumer dropping = _ -> {};
    private static @Nullable Library calling;

    private final Arena arena = Arena.ofShared();
    private final long at = arena.allocate(64, 8).address();
    private final MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, 5);
    private final Region region = Region.open();
    private Library library;

    @BeforeEach
    void load() {
        DROPPED.clear();
        cloned = data -> data;
        dropping = _ -> {};
        library = Library.load(tiny(), Tiny.host(Tiny.DESCRIPTOR), Unload.ALLOWED);
        calling = library;
        FunctionDescriptor drop = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG);
        FunctionDescriptor clone = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        table.setAtIndex(
                ValueLayout.JAVA_LONG,
                0,
                Upcalls.stub(lookup, Entry.unnoted("dropped", drop), arena).address());
        table.setAtIndex(
                ValueLayout.JAVA_LONG,
                1,
                Upcalls.stub(lookup, Entry.unnoted("cloned", clone), arena).address());
        table.setAtIndex(ValueLayout.JAVA_LONG, 3, 8);
    }

    @AfterEach
    void nothingIsLeftOfTheLibrary() {
        region.close();
        library.close();
        arena.close();
    }

    @SuppressWarnings("unused") // called through the table
    private static void dropped(long data) {
        DROPPED.add(data);
        Upcall upcall = Upcall.enter(Objects.requireNonNull(calling));
        try {
            dropping.accept(data);
            upcall.leave();
        } catch (Throwable thrown) {
            Upcall.fail(upcall, thrown);
        }
    }

    @SuppressWarnings("unused") // called through the table
    private static long cloned(long data) {
        return cloned.applyAsLong(data);
    }

    private ForeignObject object(Receiving received, Region until, Terms.Holder holder, long data) {
        Terms terms = Terms.object(holder, Sending.CONFINED);
        return new ForeignObject(received, until, data, table.address(), List.of(), "Echo", "echo()", terms);
    }

    private ForeignObject object(Terms.Holder holder, long data) {
        CallFrame frame = library.enter();
        ForeignObject made = object(frame.receive(library), region, holder, data);
        frame.close();
        return made;
    }

    /** What the library is told to count it cannot; what was counted before, and given, it does not get. */
    @Test
    void whatCannotBeCountedIsRefusedAndNothingIsGiven() {
        cloned = data -> data == 3 ? 0 : data;
        ForeignObject given = object(Terms.Holder.BOX, 1);
        ForeignObject uncounted = object(Terms.Holder.ARC, 3);
        ForeignObject counted = object(Terms.Holder.ARC, 2);
        CallFrame frame = library.enter();
        frame.giving().give(given, Sending.CONFINED, false, at);
        frame.giving().give(uncounted, Sending.CONFINED, true, at + 16);
        frame.giving().give(counted, Sending.CONFINED, true, at + 32);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(frame::handOver)
                .withMessageMatching("Echo@3 of thread .*: an object that is null when it is cloned");
        frame.close();
        assertThat(DROPPED).containsExactly(2L);
        for (ForeignObject object : List.of(given, uncounted, counted)) {
            object.leaveShared(object.enterShared());
        }
        region.close();
        assertThat(DROPPED).containsExactly(2L, 2L, 3L, 1L);
    }

    @Test
    void theLibraryIsGivenWhatItsCloneHasAnswered() {
        cloned = data -> data + 100;
        ForeignObject counted = object(Terms.Holder.ARC, 1);
        CallFrame frame = library.enter();
        frame.giving().give(counted, Sending.CONFINED, true, at);
        frame.handOver();
        assertThat(Memory.getLong(at)).isEqualTo(101);
        frame.close();
        assertThat(DROPPED).isEmpty();
    }

    /** It is given one more, and what the callback has of it is dropped: where that throws, there is no answer. */
    @Test
    void whatACallbackAnswersWithIsDroppedWhereDroppingItsOwnThrows() {
        CallFrame around = library.enter();
        Upcall upcall = Upcall.enter(library);
        Receiving received = upcall.receive();
        ForeignObject counted = object(received, upcall.chosen("'t"), Terms.Holder.ARC, 1);
        ForeignObject given = object(received, upcall.chosen("'t"), Terms.Holder.BOX, 2);
        received.complete();
        received.close();
        upcall.making().give(counted, Sending.CONFINED, true, at);
        upcall.making().give(given, Sending.CONFINED, false, at + 16);
        dropping = data -> {
            throw new IllegalStateException("dropped " + data);
        };
        Throwable thrown = catchThrowable(upcall::leave);
        dropping = _ -> {};
        upcall.thrown = thrown;
        upcall.describe();
        assertThat(HostFailures.take(upcall.failure)).isSameAs(thrown);
        around.close();
        assertThat(thrown).hasMessage("dropped 1");
        assertThat(DROPPED).containsExactlyInAnyOrder(1L, 1L, 2L);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(given::enterShared);
    }
}
