package org.rdylib.loader.sample;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.stub.ClosureType;
import org.rdylib.loader.stub.Entry;
import org.rdylib.loader.stub.Memory;
import org.rdylib.loader.stub.Upcall;
import org.rdylib.loader.stub.Values;

/** How the library calls the closures that it is lent. */
final class SampleClosures {

    private SampleClosures() {}

    static final class EachWordVisit {
        static final ClosureType<Sample.Visit> TYPE = ClosureType.mutable(
                "each_word(visit)",
                Sample.Visit.class,
                MethodHandles.lookup(),
                new Entry(
                        "call",
                        FunctionDescriptor.of(
                                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, SampleMemory.SPAN, JAVA_LONG)));

        static long call(long data, long arg0, long arg0Length, MemorySegment arg1, long out) {
            @Nullable Upcall upcall = null;
            try {
                upcall = Upcall.enter();
                Sample.Visit visit = upcall.target(TYPE, data);
                boolean result = visit.call(
                        Values.string(arg0, arg0Length, "each_word(visit(0))"), SampleMemory.readSpan(arg1.address()));
                Memory.putBool(out, result);
                return upcall.leave();
            } catch (Throwable thrown) {
                if (upcall == null) {
                    return Upcall.EXHAUSTED;
                }
                upcall.thrown = thrown;
                try {
                    upcall.describe();
                } catch (Throwable _) {
                    // The failure keeps its general message.
                }
                return upcall.failure;
            }
        }
    }

    static final class EachVisit {
        static final ClosureType<Tokens.Visit> TYPE = ClosureType.mutable(
                "Tokens.each(visit)",
                Tokens.Visit.class,
                MethodHandles.lookup(),
                new Entry("call", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG)));

        static long call(long data, long arg0, long arg0Length, long out) {
            @Nullable Upcall upcall = null;
            try {
                upcall = Upcall.enter();
                Tokens.Visit visit = upcall.target(TYPE, data);
                boolean result = visit.call(Values.string(arg0, arg0Length, "Tokens.each(visit(0))"));
                Memory.putBool(out, result);
                return upcall.leave();
            } catch (Throwable thrown) {
                if (upcall == null) {
                    return Upcall.EXHAUSTED;
                }
                upcall.thrown = thrown;
                try {
                    upcall.describe();
                } catch (Throwable _) {
                    // The failure keeps its general message.
                }
                return upcall.failure;
            }
        }
    }
}
