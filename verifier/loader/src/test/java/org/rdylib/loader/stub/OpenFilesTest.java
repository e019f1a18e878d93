package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.loader.testing.ChildProcess;
import org.rdylib.verifier.Unload;

/** What loading does with files, their names and their descriptors. */
class OpenFilesTest {

    private static final String SOURCE = """
        #include <stdint.h>
        int32_t tiny_answer(void) { return 42; }
        """;

    @TempDir
    private Path folder;

    private Path build(String name) {
        return Tiny.note(CLibrary.in(folder).source(SOURCE), Tiny.DESCRIPTOR).build(name);
    }

    private static Library load(Path file, Unload unload) {
        return Library.load(file, Tiny.host(Tiny.DESCRIPTOR), unload, _ -> List.of());
    }

    private static long descriptors(Path file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(one -> leadsTo(one, file)).count();
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aLibraryThatStaysHasOneDescriptorHoweverOftenItIsLoaded() throws IOException {
        Path file = build("libstaying.so");
        for (int i = 0; i < 5; i++) {
            Library library = load(file, Unload.NEVER);
            assertThat(Tiny.call(library, "answer")).isEqualTo(42);
            library.close();
            Library beside = load(file, Unload.ALLOWED);
            assertThat(Tiny.call(beside, "answer")).isEqualTo(42);
            beside.close();
        }
        assertThat(descriptors(file)).isEqualTo(1);
    }

    @Test
    void aLibraryThatCannotBeBoundHasOneToo() throws IOException {
        Path file = Tiny.note(CLibrary.in(folder).source("int nothing;"), Tiny.DESCRIPTOR)
                .build("libempty.so");
        for (int i = 0; i < 5; i++) {
            for (Unload unload : List.of(Unload.ALLOWED, Unload.NEVER)) {
                assertThatExceptionOfType(UnlinkableLibraryException.class).isThrownBy(() -> load(file, unload));
            }
        }
        assertThat(descriptors(file)).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadsLibraryIsUnloadedAllTheSame() throws IOException {
        Path file = build("libinterrupted.so");
        Thread.currentThread().interrupt();
        Library library = load(file, Unload.ALLOWED);
        library.close();
        assertThat(library.isUnloaded()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(descriptors(file)).isZero();
    }

    @Test
    void aFileIsLoadedWhoseNameIsNotUtf8() {
        Path file = build("libodd.so");
        ChildProcess.Outcome outcome = ChildProcess.run(List.of(
                "sh",
                "-c",
                "cd \"$0\" && odd=\"$(printf 'caf\\351')\" && mkdir \"$odd\" && mv libodd.so \"$odd\" && ln -s"
                        + " \"$odd/libodd.so\" .",
                folder.toString()));
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        Library library = load(file, Unload.ALLOWED);
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        library.close();
        assertThat(library.isUnloaded()).isTrue();
    }
}
