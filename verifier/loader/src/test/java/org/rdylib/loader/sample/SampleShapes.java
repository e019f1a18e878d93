package org.rdylib.loader.sample;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import org.rdylib.loader.stub.Downcalls;

/**
 * One handle for each shape of function, each made when it is first called. Small integers go as {@code JAVA_INT},
 * extended by the caller as their type says: a compiler may rely on it.
 */
final class SampleShapes {

    private SampleShapes() {}

    static final class JToJ {
        static final MethodHandle HANDLE = Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    }

    static final class JJToJ {
        static final MethodHandle HANDLE = Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    static final class JIToJ {
        static final MethodHandle HANDLE = Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT));
    }

    static final class JJJToJ {
        static final MethodHandle HANDLE =
                Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    static final class JIJToJ {
        static final MethodHandle HANDLE =
                Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));
    }

    static final class JJJJJToJ {
        static final MethodHandle HANDLE = Downcalls.handle(
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    static final class SpanIJToJ {
        static final MethodHandle HANDLE =
                Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, SampleMemory.SPAN, JAVA_INT, JAVA_LONG));
    }

    static final class TokenJToJ {
        static final MethodHandle HANDLE =
                Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, SampleMemory.TOKEN, JAVA_LONG));
    }

    static final class IJToJ {
        static final MethodHandle HANDLE = Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG));
    }

    static final class ToI {
        static final MethodHandle HANDLE = Downcalls.handle(FunctionDescriptor.of(JAVA_INT));
    }

    static final class IIToI {
        static final MethodHandle HANDLE = Downcalls.handle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    }

    static final class SpanToSpan {
        static final MethodHandle HANDLE =
                Downcalls.handle(FunctionDescriptor.of(SampleMemory.SPAN, SampleMemory.SPAN));
    }
}
