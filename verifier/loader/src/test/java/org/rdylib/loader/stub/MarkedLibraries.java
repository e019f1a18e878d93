package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.loader.LoadException;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.spec.Code;

/** Loads libraries that leave a mark when any of their code runs. */
abstract class MarkedLibraries {

    static final String ANSWER = """
        #include <fcntl.h>
        #include <stdint.h>
        #include <unistd.h>
        __attribute__((constructor)) static void mark(void) { close(open(MARK, O_CREAT | O_WRONLY, 0600)); }
        int32_t tiny_answer(void) { return 42; }
        """;

    @TempDir
    Path folder;

    Path mark;

    @BeforeEach
    void chooseMark() {
        mark = folder.resolve("mark");
    }

    final CLibrary library(String source) {
        return CLibrary.in(folder).source(source).flag("-DMARK=\"" + mark + "\"");
    }

    final Path tiny() {
        return Tiny.note(library(ANSWER), Tiny.DESCRIPTOR).build("libtiny.so");
    }

    final <E extends LoadException> E refused(Class<E> type, Code code, ThrowingCallable load) {
        E thrown = catchThrowableOfType(type, load);
        assertThat(thrown).as("thrown").isNotNull();
        assertThat(thrown.code()).as(thrown.getMessage()).isEqualTo(code);
        assertThat(mark).as("what the library's constructor makes").doesNotExist();
        return thrown;
    }
}
