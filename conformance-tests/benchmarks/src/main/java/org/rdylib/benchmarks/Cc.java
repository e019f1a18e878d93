package org.rdylib.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The system's C compiler. */
public final class Cc {

    private Cc() {}

    /** A library of nothing but a descriptor's note, gone with the JVM. */
    public static Path libraryOf(byte[] fingerprint, String texts) throws IOException {
        Path folder = Files.createTempDirectory("rdylib-benchmarks");
        Path note = folder.resolve("note");
        try (OutputStream out = Files.newOutputStream(note)) {
            out.write(fingerprint);
            out.write(texts.getBytes(StandardCharsets.UTF_8));
        }
        Path source = Files.writeString(folder.resolve("note.s"), """
            .section .note.rdylib, "a", @note
            .balign 4
            .long 7, 1f - 0f, 1
            .asciz "rdylib"
            .balign 4
            0: .incbin "note"
            1: .balign 4
            """);
        link(folder, "libnote.so", List.of("note.s"));
        Path library = folder.resolve("libnote.so");
        List.of(folder, note, source, library).forEach(made -> made.toFile().deleteOnExit());
        return library;
    }

    /** Makes the shared library {@code folder/made} of {@code arguments}: sources and options. */
    static void link(Path folder, String made, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("cc", "-std=c11", "-O2", "-Wall", "-shared", "-fPIC", "-o", made));
        command.addAll(arguments);
        Process cc = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        try {
            if (cc.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed in " + folder);
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }
}
