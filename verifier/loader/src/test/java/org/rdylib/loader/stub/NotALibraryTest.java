package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.LoadException;
import org.rdylib.loader.MalformedLibraryException;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.loader.testing.ChildProcess;
import org.rdylib.spec.Code;

/** Files that are no libraries, or none that says what it is. */
class NotALibraryTest extends MarkedLibraries {

    @Test
    void aFileThatIsNotThereIsUnreadable() {
        assertThat(refused(
                        MalformedLibraryException.class,
                        Code.UNREADABLE,
                        () -> Tiny.load(folder.resolve("none.so"), Tiny.DESCRIPTOR)))
                .hasMessageStartingWith("error[RDY0610]: " + folder.resolve("none.so"))
                .hasMessageContaining("No such file");
    }

    /** As the system's linker would, for a name without a folder. */
    @Test
    void aFileIsLookedForWhereItsPathLeadsAndNowhereElse() {
        assertThat(refused(
                        MalformedLibraryException.class,
                        Code.UNREADABLE,
                        () -> Tiny.load(Path.of("libc.so.6"), Tiny.DESCRIPTOR)))
                .hasMessageStartingWith("error[RDY0610]: libc.so.6 cannot be opened: No such file")
                .hasMessageEndingWith("\nit is looked for nowhere else: "
                        + Path.of("libc.so.6").toAbsolutePath() + " was tried");
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
        assertThat(refused(
                        MalformedLibraryException.class, Code.NO_DESCRIPTOR, () -> Tiny.load(library, Tiny.DESCRIPTOR)))
                .hasMessageContaining("NAME_abi.c")
                .hasMessageContaining("abi::export!");
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
}
