package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.IncompatibleLibraryException;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LoadException;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.loader.UnloadPolicyException;
import org.rdylib.spec.Code;
import org.rdylib.verifier.Unload;

/** Loading: what is opened, which descriptor counts, and what does not fit. */
class LoadTest extends MarkedLibraries {

    @Test
    void aLibraryThatFitsIsOpenedAndCalled() {
        Library library = Tiny.load(tiny(), Tiny.DESCRIPTOR);
        assertThat(mark).exists();
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        assertThat(library).hasToString("tiny");
    }

    @Test
    void aSymbolicLinkIsAsGoodAsTheFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link with ß.so"), tiny());
        assertThat(Tiny.call(Tiny.load(link, Tiny.DESCRIPTOR), "answer")).isEqualTo(42);
    }

    /** To open it again would have the system's linker read what no longer belongs together. */
    @Test
    void aLibraryThatWasWrittenToWhileItIsLoadedIsRefused() throws IOException {
        Path file = tiny();
        Path copy = Files.copy(file, folder.resolve("copy.so"));
        Tiny.load(file, Tiny.DESCRIPTOR);
        assertThat(Tiny.call(Tiny.load(file, Tiny.DESCRIPTOR), "answer")).isEqualTo(42);
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(catchThrowableOfType(UnlinkableLibraryException.class, () -> Tiny.load(file, Tiny.DESCRIPTOR)))
                .hasMessageContaining("was changed while it is loaded")
                .hasMessageContaining("renaming")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CANNOT_OPEN));

        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(Tiny.call(Tiny.load(file, Tiny.DESCRIPTOR), "answer")).isEqualTo(42);
    }

    @Test
    void anInterruptDoesNotKeepALibraryFromBeingLoadedAndIsNotLost() {
        Path file = tiny();
        Thread.currentThread().interrupt();
        Library library = Tiny.load(file, Tiny.DESCRIPTOR);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
    }

    @Test
    void aLibraryThatWasBuiltAgainstAnotherCopyIsRefusedWithTheReport() {
        String other = Tiny.DESCRIPTOR.replace("-> i32", "-> i64");
        Path library = Tiny.note(library(ANSWER), other).build("libother.so");
        IncompatibleLibraryException thrown =
                catchThrowableOfType(IncompatibleLibraryException.class, () -> Tiny.load(library, Tiny.DESCRIPTOR));
        assertThat(thrown.verdict().isCompatible()).isFalse();
        assertThat(thrown.verdict().unload()).isEqualTo(Unload.NEVER);
        assertThat(thrown.report()).contains("answer", "i32", "i64");
        assertThat(thrown).hasMessageContaining("libother.so is incompatible").hasMessageContaining(thrown.report());
        assertThat(mark).doesNotExist();
    }

    /** With another function the stub's copy is not read whole, where there is time for less. */
    @ParameterizedTest
    @ValueSource(strings = {"", "  more: 'extern \"C\" fn() -> i32'\n"})
    void whatTheStubTakesForALeafIsOneWhereTheLibrarySaysSo(String more) {
        String plain = """
            abi: 1
            library: tiny
            version: 1.0.0
            exports:
              answer: {sig: 'extern "C" fn() -> i32'}
            """;
        String leaf = plain.replace("'}", "', leaf: true}");
        Path isNone = Tiny.note(library(ANSWER), plain + more).build("libplain.so");
        Path isOne = Tiny.note(library(ANSWER), leaf + more).build("libleaf.so");
        assertThat(Tiny.load(isNone, leaf).hasLeaves()).isFalse();
        assertThat(Tiny.load(isNone, plain).hasLeaves()).as("all of none").isTrue();
        assertThat(Tiny.load(isOne, leaf).hasLeaves()).isTrue();
        assertThat(Tiny.load(isOne, plain).hasLeaves()).isTrue();
    }

    @Test
    void whatIsKeptForEverIsRefusedWhereTheLibraryMayGo() {
        String descriptor = """
            abi: 1
            library: tiny
            version: 1.0.0
            exports:
              answer: "fn() -> &'static str"
            """;
        Path library = Tiny.note(library(ANSWER), descriptor).build("libstatic.so");
        IncompatibleLibraryException thrown = catchThrowableOfType(
                IncompatibleLibraryException.class,
                () -> Library.load(library, Tiny.host(descriptor), Unload.ALLOWED, _ -> List.of()));
        assertThat(thrown.code()).isEqualTo(Code.STATIC_NOT_PROMISED);
        assertThat(mark).doesNotExist();
        Tiny.load(library, descriptor);
        assertThat(mark).exists();
    }

    @Test
    void isolationIsNotOfferedYet() {
        Path library = tiny();
        assertThat(catchThrowableOfType(
                        UnloadPolicyException.class,
                        () -> Library.load(library, Tiny.host(Tiny.DESCRIPTOR), Unload.ISOLATED, _ -> List.of())))
                .hasMessageContaining("`unload: isolated`");
        assertThat(mark).doesNotExist();
    }

    @Test
    void importsStandInTheOrderOfTheLibrarysOwnCopy() {
        String host = """
            abi: 1
            library: tiny
            version: 1.0.0
            exports:
              answer: 'extern "C" fn() -> i32'
            imports:
              one: "fn()"
              two: "fn()"
            """;
        String plugin = """
            abi: 1
            library: tiny
            version: 1.1.0
            exports:
              more: 'extern "C" fn() -> i32'
              answer: 'extern "C" fn() -> i32'
            imports:
              two: "fn()"
              one: "fn()"
            """;
        Path library = Tiny.note(library("""
            #include <stdint.h>
            struct { void *(*two)(void), *(*one)(void); } const *tiny_imports;
            int32_t tiny_answer(void) { tiny_imports->two(); tiny_imports->one(); return 7; }
            int32_t tiny_more(void) { return 1; }
            """), plugin).build("libnewer.so");
        List<String> called = Tiny.list();
        Library loaded = Library.load(
                library,
                Tiny.host(host),
                Unload.NEVER,
                _ -> List.of(Tiny.note("one", called), Tiny.note("two", called)));
        assertThat(Tiny.call(loaded, "answer")).isEqualTo(7);
        assertThat(called).containsExactly("two", "one");
    }

    @Test
    void theHostIsCalledOnThreadsOfTheLibrarysOwn() {
        String descriptor = Tiny.DESCRIPTOR + "imports: {log: \"fn()\"}\n";
        Path file = Tiny.note(library("""
            #include <pthread.h>
            #include <stdint.h>
            struct failure { void (*drop)(struct failure *); };
            struct { struct failure *(*log)(void); } const *tiny_imports;
            static void *run(void *unused) { (void)unused; return tiny_imports->log(); }
            int32_t tiny_answer(void) {
              pthread_t thread;
              void *result;
              pthread_create(&thread, 0, run, 0);
              pthread_join(thread, &result);
              struct failure *f = result;
              if (f) f->drop(f);
              return f ? 1 : 42;
            }
            """), descriptor).build("libthread.so");
        List<String> called = new CopyOnWriteArrayList<>();
        Library library =
                Library.load(file, Tiny.host(descriptor), Unload.NEVER, _ -> List.of(Tiny.note("log", called)));
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        assertThat(called).containsExactly("log");
    }

    @Test
    void aFileOfTheSameNumberLaterIsNotTakenForAnEarlierOne() throws IOException {
        Path first = tiny();
        Path damaged = Files.write(folder.resolve("damaged.so"), new byte[100]);
        Path second =
                Tiny.note(library(ANSWER.replace("42", "43")), Tiny.DESCRIPTOR).build("libsecond.so");
        Path incomplete = Tiny.note(library("int x;"), Tiny.DESCRIPTOR).build("libincomplete.so");
        Library one = Tiny.load(first, Tiny.DESCRIPTOR);
        assertThatExceptionOfType(LoadException.class).isThrownBy(() -> Tiny.load(damaged, Tiny.DESCRIPTOR));
        assertThatExceptionOfType(LoadException.class).isThrownBy(() -> Tiny.load(incomplete, Tiny.DESCRIPTOR));
        Library two = Tiny.load(second, Tiny.DESCRIPTOR);
        assertThat(Tiny.call(one, "answer")).isEqualTo(42);
        assertThat(Tiny.call(two, "answer")).isEqualTo(43);
    }

    @Test
    void aFileThatWasReplacedUnderTheSameNameIsAnotherLibrary() throws IOException {
        Path file = tiny();
        Library one = Tiny.load(file, Tiny.DESCRIPTOR);
        Path other =
                Tiny.note(library(ANSWER.replace("42", "43")), Tiny.DESCRIPTOR).build("libreplacement.so");
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Library two = Tiny.load(file, Tiny.DESCRIPTOR);
        assertThat(Tiny.call(one, "answer")).isEqualTo(42);
        assertThat(Tiny.call(two, "answer")).isEqualTo(43);
    }

    @Test
    void aLibraryWithImportsBelongsToOneStubAtATime() throws IOException {
        String descriptor = Tiny.DESCRIPTOR + "imports: {log: \"fn()\"}\n";
        Path file = Tiny.note(
                        library(ANSWER.replace("return 42", "tiny_imports->log(); return 42")
                                .replace("int32_t", "struct { void *(*log)(void); } const *tiny_imports; int32_t")),
                        descriptor)
                .build("libonce.so");
        List<String> first = Tiny.list();
        List<String> second = Tiny.list();
        HostDescriptor host = Tiny.host(descriptor);
        Library one = Library.load(file, host, Unload.NEVER, _ -> List.of(Tiny.note("log", first)));
        UnlinkableLibraryException thrown = catchThrowableOfType(
                UnlinkableLibraryException.class,
                () -> Library.load(file, host, Unload.NEVER, _ -> List.of(Tiny.note("log", second))));
        assertThat(thrown).hasMessageContaining("loaded already");
        assertThat(Tiny.call(one, "answer")).isEqualTo(42);
        one.close();
        Library two = Library.load(file, host, Unload.NEVER, _ -> List.of(Tiny.note("log", second)));
        assertThat(Tiny.call(two, "answer")).isEqualTo(42);
        assertThat(first).containsExactly("log");
        assertThat(second).containsExactly("log");
        Path copy = Files.copy(file, folder.resolve("copy.so"));
        Library three = Library.load(copy, host, Unload.NEVER, _ -> List.of(Tiny.note("log", first)));
        assertThat(Tiny.call(three, "answer")).isEqualTo(42);
        assertThat(first).hasSize(2);
    }

    @Test
    void aLibraryWithoutImportsCanBeLoadedTwice() {
        Path file = tiny();
        Library one = Tiny.load(file, Tiny.DESCRIPTOR);
        Library two = Tiny.load(file, Tiny.DESCRIPTOR);
        one.close();
        assertThat(Tiny.call(two, "answer")).isEqualTo(42);
        assertThat(catchThrowableOfType(LibraryClosedException.class, () -> Tiny.call(one, "answer")))
                .hasMessageContaining("tiny");
    }

    @Test
    void ofSeveralDescriptorsTheOneOfTheStubsLibraryCounts() {
        String other = Tiny.DESCRIPTOR.replace("library: tiny", "library: other");
        Path file = Tiny.note(
                        Tiny.note(library(ANSWER + "int other_answer(void) { return 5; }"), other), Tiny.DESCRIPTOR)
                .build("libboth.so");
        assertThat(Tiny.call(Tiny.load(file, Tiny.DESCRIPTOR), "answer")).isEqualTo(42);
        assertThat(Tiny.call(Tiny.load(file, other), "answer")).isEqualTo(5);
        String third = Tiny.DESCRIPTOR.replace("library: tiny", "library: third");
        assertThat(catchThrowableOfType(MalformedLibraryException.class, () -> Tiny.load(file, third)))
                .hasMessageContaining("third");
    }

    @Test
    void aDescriptorCanBeGivenForALibraryWithoutOne() throws IOException {
        Path descriptor = Files.writeString(folder.resolve("tiny.yaml"), Tiny.DESCRIPTOR, StandardCharsets.UTF_8);
        Path without = library(ANSWER).build("libwithout.so");
        HostDescriptor host = Tiny.host(Tiny.DESCRIPTOR);
        Path with = tiny();
        refused(
                MalformedLibraryException.class,
                Code.AMBIGUOUS_DESCRIPTOR,
                () -> Library.load(with, host, Unload.NEVER, _ -> List.of(), descriptor));
        Path broken =
                Files.writeString(folder.resolve("broken.yaml"), "abi: 1\nlibrary: tiny\nversion: 1.0.0\nexpots: {}\n");
        refused(
                MalformedLibraryException.class,
                Code.UNKNOWN_KEY,
                () -> Library.load(without, host, Unload.NEVER, _ -> List.of(), broken));
        Path other = Files.writeString(folder.resolve("other.yaml"), Tiny.DESCRIPTOR.replace("i32", "u32"));
        IncompatibleLibraryException thrown = catchThrowableOfType(
                IncompatibleLibraryException.class,
                () -> Library.load(without, host, Unload.NEVER, _ -> List.of(), other));
        assertThat(thrown.report()).contains("u32");
        assertThat(mark).doesNotExist();
        Library library = Library.load(without, host, Unload.NEVER, _ -> List.of(), descriptor);
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
    }
}
