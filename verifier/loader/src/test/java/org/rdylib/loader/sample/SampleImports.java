package org.rdylib.loader.sample;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.stub.Entry;
import org.rdylib.loader.stub.ImportFunction;
import org.rdylib.loader.stub.Library;
import org.rdylib.loader.stub.Upcall;
import org.rdylib.loader.stub.Values;

/** How the library calls the host. */
final class SampleImports {

    private SampleImports() {}

    static List<ImportFunction> of(Library library, Sample.Imports imports) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        return List.of(ImportFunction.of(
                "log",
                lookup,
                new Entry("log", FunctionDescriptor.of(JAVA_LONG, JAVA_BYTE, JAVA_LONG, JAVA_LONG)),
                library,
                Sample.Imports.class,
                imports));
    }

    static long log(Library library, Sample.Imports imports, byte level, long message, long messageLength) {
        @Nullable Upcall upcall = null;
        try {
            upcall = Upcall.enter(library);
            imports.log(
                    SampleMemory.readLevel(level, "log(level)"), Values.string(message, messageLength, "log(message)"));
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
