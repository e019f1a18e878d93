package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** Destructors that call a plain import of Java's, which throws: all run, and all that was thrown is told. */
class ThrowingDestructorsTest extends MarkedLibraries {

    private static final List<Long> DROPPED = new ArrayList<>();
    private static @Nullable Library calling;

    private Library library;

    private final Arena arena = Arena.ofShared();
    private final long at = arena.allocate(64, 8).address();
    private final MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, 5);

    @BeforeEach
    void load() {
        DROPPED.clear();
        library = Library.load(tiny(), Tiny.host(Tiny.DESCRIPTOR), Unload.ALLOWED);
        calling = library;
        MemorySegment drop = Upcalls.stub(
                MethodHandles.lookup(),
                ThrowingDestructorsTest.class,
                "dropped",
                FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG),
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
        Upcall.fail(Upcall.enter(Objects.requireNonNull(calling)), new IllegalStateException("told " + number));
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
}
