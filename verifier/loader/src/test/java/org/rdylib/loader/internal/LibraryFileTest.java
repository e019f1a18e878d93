package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.loader.testing.CLibrary;

class LibraryFileTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsReadIsWhatWasOpenedThoughTheNameMeansAnotherFileNow() throws IOException {
        Path path = Files.writeString(folder.resolve("library.so"), "what was opened");
        LibraryFile file = LibraryFile.open(path);
        Path other = Files.writeString(folder.resolve("other.so"), "something else, and longer");
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = file.channel()) {
            ByteBuffer bytes = ByteBuffer.allocate(100);
            assertThat(channel.read(bytes)).isEqualTo(15);
            assertThat(new String(bytes.array(), 0, 15, StandardCharsets.UTF_8)).isEqualTo("what was opened");
        }
        file.close();
    }

    @Test
    void whatIsLinkedIsWhatWasOpenedThoughTheNameMeansAnotherFileNow() throws Exception {
        Path path = CLibrary.in(folder).source("int was_opened;").build("library.so");
        LibraryFile file = LibraryFile.open(path);
        Path other = CLibrary.in(folder).source("int something_else;").build("other.so");
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        var handle = DynamicLinker.open(file.linkerName());
        assertThat(DynamicLinker.find(handle, "was_opened")).isPresent();
        assertThat(DynamicLinker.find(handle, "something_else")).isEmpty();
    }

    @Test
    void aFileIsNotPassedOnToProgramsThatTheProcessStarts() throws IOException {
        Path path = Files.writeString(folder.resolve("library.so"), "x");
        LibraryFile file = LibraryFile.open(path);
        String number = Path.of(file.linkerName()).getFileName().toString();
        String flags = Files.readAllLines(Path.of("/proc/self/fdinfo", number)).stream()
                .filter(line -> line.startsWith("flags:"))
                .findFirst()
                .orElseThrow();
        int closeOnExec = 02000000;
        assertThat(Integer.parseInt(flags.substring("flags:".length()).strip(), 8) & closeOnExec)
                .isEqualTo(closeOnExec);
        file.close();
    }
}
