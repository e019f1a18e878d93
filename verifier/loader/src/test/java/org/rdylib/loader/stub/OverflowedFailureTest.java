package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.verifier.Unload;

/** What becomes of the failure of a callback that there was no stack even to enter. */
class OverflowedFailureTest {

    private static final String DESCRIPTOR = """
        abi: 1
        library: tiny
        version: 1.0.0
        exports:
          drop_here: 'extern "C" fn(failure: i64)'
          drop_there: 'extern "C" fn(failure: i64)'
        """;

    private static final String SOURCE = """
        #include <pthread.h>
        #include <stddef.h>
        struct failure { void (*drop)(struct failure *); };
        static void *drop(void *failure) { ((struct failure *) failure)->drop(failure); return NULL; }
        void tiny_drop_here(void *failure) { drop(failure); }
        void tiny_drop_there(void *failure) {
            pthread_t thread;
            pthread_create(&thread, NULL, drop, failure);
            pthread_join(thread, NULL);
        }
        """;

    private static final MethodHandle DROP = Downcalls.handle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    @TempDir
    private Path folder;

    @Test
    void itIsForTheCallerWhatTheJvmThrowsWhereverThereIsNoStack() {
        assertThat(HostFailures.take(HostFailures.overflowed()))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage(null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereALibrarySwallowsItOnAThreadOfItsOwnThatThreadIsTold(boolean isItsOwn) throws Throwable {
        Path file = Tiny.note(CLibrary.in(folder).source(SOURCE).flag("-pthread"), DESCRIPTOR)
                .build("libtiny.so");
        Library library = Library.load(file, Tiny.host(DESCRIPTOR), Unload.NEVER);
        Queue<Throwable> told = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> told.add(thrown));
        try {
            DROP.invokeExact(library.function(isItsOwn ? "drop_there" : "drop_here"), HostFailures.overflowed());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        if (isItsOwn) {
            assertThat(told).singleElement().isInstanceOf(StackOverflowError.class);
        } else {
            assertThat(told).isEmpty();
        }
        library.close();
    }
}
