package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.IncompatibleLibraryException;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LoadException;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.loader.UnloadPolicyException;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.loader.testing.ChildProcess;
import org.rdylib.spec.Code;
import org.rdylib.verifier.Unload;

/** Loading, and everything that is refused; the libraries here leave a mark when any of their code runs. */
class LoadTest {

    private static final String ANSWER = """
        #include <fcntl.h>
        #include <stdint.h>
        #include <unistd.h>
        __attribute__((constructor)) static void mark(void) { close(open(MARK, O_CREAT | O_WRONLY, 0600)); }
        int32_t tiny_answer(void) { return 42; }
        """;

    @TempDir
    private Path folder;

    private Path mark;

    @BeforeEach
    void chooseMark() {
        mark = folder.resolve("mark");
    }

    private CLibrary library(String source) {
        return CLibrary.in(folder).source(source).flag("-DMARK=\"" + mark + "\"");
    }

    private Path tiny() {
        return Tiny.note(library(ANSWER), Tiny.DESCRIPTOR).build("libtiny.so");
    }

    private <E extends LoadException> E refused(Class<E> type, Code code, ThrowingCallable load) {
        E thrown = catchThrowableOfType(type, load);
        assertThat(thrown).as("thrown").isNotNull();
        assertThat(thrown.code()).as(thrown.getMessage()).isEqualTo(code);
        assertThat(mark).as("what the library's constructor makes").doesNotExist();
        return thrown;
    }

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

    @Test
    void aFileThatIsNotThereIsUnreadable() {
        assertThat(refused(
                        MalformedLibraryException.class,
                        Code.UNREADABLE,
                        () -> Tiny.load(folder.resolve("none.so"), Tiny.DESCRIPTOR)))
                .hasMessageContaining("none.so")
                .hasMessageContaining("No such file");
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
    void aPathInAnArchiveIsNotTakenForTheFileOfThatName() throws IOException {
        Path file = tiny();
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of("create", "true"))) {
            Path same = archive.getPath(file.toString());
            assertThat(refused(
                            MalformedLibraryException.class, Code.UNREADABLE, () -> Tiny.load(same, Tiny.DESCRIPTOR)))
                    .hasMessageContaining("archive.zip")
                    .hasMessageContaining("copy it to a file");
        }
    }

    @Test
    void aFolderIsNoLibrary() {
        assertThat(refused(
                        MalformedLibraryException.class, Code.NOT_A_LIBRARY, () -> Tiny.load(folder, Tiny.DESCRIPTOR)))
                .hasMessageContaining("a folder");
    }

    @Test
    void aPipeIsNotWaitedFor() {
        Path pipe = folder.resolve("pipe.so");
        assertThat(ChildProcess.run(List.of("mkfifo", pipe.toString())).exit()).isZero();
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> refused(
                        MalformedLibraryException.class, Code.NOT_A_LIBRARY, () -> Tiny.load(pipe, Tiny.DESCRIPTOR)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/null", "/dev/tty"})
    void aDeviceIsNoLibrary(String device) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            LoadException thrown =
                    catchThrowableOfType(LoadException.class, () -> Tiny.load(Path.of(device), Tiny.DESCRIPTOR));
            // Without a terminal /dev/tty cannot even be opened.
            assertThat(thrown.code()).isIn(Code.NOT_A_LIBRARY, Code.UNREADABLE);
        });
    }

    @Test
    void aTextIsNoLibrary() throws IOException {
        Path text = Files.writeString(folder.resolve("text.so"), "INPUT(libc.so.6)\n".repeat(20));
        refused(MalformedLibraryException.class, Code.NOT_A_LIBRARY, () -> Tiny.load(text, Tiny.DESCRIPTOR));
        Path empty = Files.createFile(folder.resolve("empty.so"));
        refused(MalformedLibraryException.class, Code.NOT_A_LIBRARY, () -> Tiny.load(empty, Tiny.DESCRIPTOR));
    }

    @Test
    void aTruncatedLibraryIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(tiny());
        for (int end : List.of(5, 63, 64, 200, 1000, whole.length / 2, whole.length - 1)) {
            Path cut = Files.write(folder.resolve("cut-" + end + ".so"), java.util.Arrays.copyOf(whole, end));
            LoadException thrown = catchThrowableOfType(LoadException.class, () -> Tiny.load(cut, Tiny.DESCRIPTOR));
            assertThat(thrown).as("cut at " + end).isInstanceOf(MalformedLibraryException.class);
            assertThat(mark).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({"12=b7, AArch64", "12=03, i386", "04=01, 32 bit", "05=02 10=00 11=03 12=00 13=3e, big-endian"})
    void aLibraryOfAnotherMachineIsNamed(String changes, String named) throws IOException {
        byte[] bytes = Files.readAllBytes(tiny());
        for (String change : List.of(changes.split(" ", -1))) {
            bytes[Integer.parseInt(change, 0, 2, 16)] = (byte) Integer.parseInt(change, 3, 5, 16);
        }
        Path other = Files.write(folder.resolve("other.so"), bytes);
        LoadException thrown = catchThrowableOfType(LoadException.class, () -> Tiny.load(other, Tiny.DESCRIPTOR));
        assertThat(thrown).isInstanceOf(UnlinkableLibraryException.class).hasMessageContaining(named);
        assertThat(thrown.code()).isEqualTo(Code.OTHER_MACHINE);
        assertThat(mark).doesNotExist();
    }

    @Test
    void aLibraryWithoutADescriptorIsRefused() {
        Path library = library(ANSWER).build("libnone.so");
        refused(MalformedLibraryException.class, Code.NO_DESCRIPTOR, () -> Tiny.load(library, Tiny.DESCRIPTOR));
    }

    @Test
    void aDescriptorThatWasChangedIsRefused() {
        Path library = library(ANSWER).note(new byte[32], "{}\n{}").build("libhash.so");
        refused(MalformedLibraryException.class, Code.HASH_MISMATCH, () -> Tiny.load(library, Tiny.DESCRIPTOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"abi\":1,\"library\":\"tiny\"", "{\"library\":\"tiny\"}", "\u0001", "[]"})
    void aDescriptorThatMakesNoSenseIsRefused(String binding) {
        Path library = library(ANSWER).note(binding, "{}").build("libmalformed.so");
        refused(MalformedLibraryException.class, Code.MALFORMED_NOTE, () -> Tiny.load(library, Tiny.DESCRIPTOR));
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
    void aSymbolThatIsMissingIsNamed() {
        Path library = Tiny.note(library("int tiny_other(void) { return 1; }"), Tiny.DESCRIPTOR)
                .build("libmissing.so");
        assertThat(refused(
                        UnlinkableLibraryException.class,
                        Code.SYMBOL_MISSING,
                        () -> Tiny.load(library, Tiny.DESCRIPTOR)))
                .hasMessageContaining("tiny_answer");
        String importing = Tiny.DESCRIPTOR + "imports: {log: \"fn()\"}\n";
        Path noImports = Tiny.note(library(ANSWER.replace("open(MARK", "open(\"/dev/null\"")), importing)
                .build("libnoimports.so");
        assertThat(refused(
                        UnlinkableLibraryException.class, Code.SYMBOL_MISSING, () -> Tiny.load(noImports, importing)))
                .hasMessageContaining("tiny_imports");
    }

    @Test
    void whatTheLinkerSaysReachesTheUser() {
        Path undefined = Tiny.note(
                        library(ANSWER + "void missing_one(void); void f(void) { missing_one(); }"), Tiny.DESCRIPTOR)
                .build("libundefined.so");
        assertThat(refused(
                        UnlinkableLibraryException.class,
                        Code.CANNOT_OPEN,
                        () -> Tiny.load(undefined, Tiny.DESCRIPTOR)))
                .hasMessageContaining("libundefined.so")
                .hasMessageContaining("undefined symbol: missing_one")
                .hasMessageNotContaining("/proc/self");
    }

    @Test
    void aMissingDependencyIsNamed() throws IOException {
        Path needed =
                CLibrary.in(folder).source("int needed(void) { return 1; }").build("libmissing.so");
        Path library = needing("missing").build("libneeding.so");
        Files.delete(needed);
        assertThat(refused(
                        UnlinkableLibraryException.class, Code.CANNOT_OPEN, () -> Tiny.load(library, Tiny.DESCRIPTOR)))
                .hasMessageContaining("libmissing.so: cannot open shared object file");
    }

    @Test
    void whatALibraryNeedsIsFoundBesideIt() {
        CLibrary.in(folder)
                .source("int needed(void) { return 1; }")
                .flag("-Wl,-soname,libbeside.so")
                .build("libbeside.so");
        Path library = needing("beside").flag("-Wl,-rpath,$ORIGIN").build("libneeding.so");
        assertThat(Tiny.call(Tiny.load(library, Tiny.DESCRIPTOR), "answer")).isEqualTo(42);
    }

    @Test
    void whatALibraryNeedsAndCannotBeFoundBesideItIsExplained() {
        CLibrary.in(folder).source("int needed(void) { return 1; }").build("libnameless.so");
        Path library = needing("nameless").flag("-Wl,-rpath,$ORIGIN").build("libneeding.so");
        assertThat(refused(
                        UnlinkableLibraryException.class, Code.CANNOT_OPEN, () -> Tiny.load(library, Tiny.DESCRIPTOR)))
                .hasMessageContaining("libnameless.so: cannot open shared object file")
                .hasMessageContaining("$ORIGIN")
                .hasMessageContaining("LD_LIBRARY_PATH");
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

    /** Needs a library of that name; names are the process's, so each test has its own. */
    private CLibrary needing(String name) {
        return Tiny.note(
                        library(ANSWER.replace("return 42", "return 41 + needed()")
                                .replace("int32_t", "int needed(void); int32_t")),
                        Tiny.DESCRIPTOR)
                .flag("-L" + folder)
                .flag("-l" + name);
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
