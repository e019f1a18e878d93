package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.testing.OtherThread;

/**
 * What an object of several threads has lent ends where it is used otherwise: what is done in the course of that may use the
 * object, or wait for another thread that does.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoansEndTest extends MarkedLibraries {

    private final Region region = Region.openShared();
    private final List<Class<?>> thrown = new ArrayList<>();
    private Library library;
    private int dropped;

    @BeforeEach
    void load() {
        library = Tiny.load(tiny(), Tiny.DESCRIPTOR);
    }

    /** How it comes to be lent, so that the region of something that is to be dropped is the answer. */
    enum Lending {
        /** A method answers with what borrows from it. */
        BORROWED,
        /** It is passed to a call that may keep it, and views what it has. */
        KEPT;

        NativeRegion of(ForeignObject object, Region region) {
            if (this == BORROWED) {
                CallFrame frame = object.enterShared();
                try {
                    return (NativeRegion) object.lendShared();
                } finally {
                    object.leaveShared(frame);
                }
            }
            CallFrame frame = object.library().enter();
            try {
                Region kept = frame.keeping(region);
                object.passShared(frame, object.library(), Sending.SEND_SYNC, kept);
                frame.handOver();
                return ((NativeRegion) kept).lasting();
            } finally {
                frame.close();
            }
        }
    }

    private ForeignObject object() {
        MemorySegment table = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 5);
        table.setAtIndex(ValueLayout.JAVA_LONG, 3, 8);
        Terms terms = Terms.object(Terms.Holder.EXCLUSIVE, Sending.SEND_SYNC);
        return new ForeignObject(library, region, 8, table.address(), List.of(), "Cell", "cell()", terms);
    }

    private static void take(ForeignObject object) {
        object.leaveExclusive(object.enterExclusive());
    }

    private static void share(ForeignObject object) {
        object.leaveShared(object.enterShared());
    }

    private void note(@Nullable Throwable failed) {
        thrown.add(failed == null ? Void.class : failed.getClass());
    }

    @ParameterizedTest
    @EnumSource
    void whoUsesTheObjectMeanwhileIsNotMadeToWait(Lending how) throws Exception {
        ForeignObject object = object();
        Adoption _ = how.of(object, region).keep(() -> {
            dropped++;
            note(catchThrowable(() -> OtherThread.run(() -> take(object))));
            note(catchThrowable(() -> OtherThread.run(() -> share(object))));
            note(catchThrowable(() -> share(object)));
            note(catchThrowable(() -> take(object)));
        });
        take(object);
        assertThat(dropped).isEqualTo(1);
        assertThat(thrown)
                .containsExactly(ObjectBusyException.class, Void.class, Void.class, ObjectBusyException.class);
    }
}
