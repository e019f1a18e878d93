package org.rdylib.loader.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Libraries that tests compile from C. */
public final class CLibrary {

    private final Path folder;
    private final List<String> sources = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();

    private CLibrary(Path folder) {
        this.folder = folder;
    }

    /** A library that is built in {@code folder}. */
    public static CLibrary in(Path folder) {
        return new CLibrary(folder);
    }

    /** Adds C source text. */
    public CLibrary source(String text) {
        sources.add(text);
        return this;
    }

    /** Adds a C source that stands beside the loader's tests. */
    public CLibrary resource(String name) {
        return source(text(name));
    }

    /** Adds a descriptor note as the design lays it out. */
    public CLibrary note(String binding, String annotations) {
        byte[] hashed = binding.getBytes(StandardCharsets.UTF_8);
        return note(sha256(hashed), binding + "\n" + annotations);
    }

    /** Adds a descriptor note with a hash of the test's choice. */
    public CLibrary note(byte[] hash, String texts) {
        byte[] text = texts.getBytes(StandardCharsets.UTF_8);
        int size = (text.length + 3) / 4 * 4;
        return source("""
            #include <stdint.h>
            __attribute__((section(".note.rdylib"), aligned(4), used)) static const struct {
              uint32_t namesz, descsz, type; char name[8]; unsigned char hash[32], text[%d];
            } note_%d = {7, 32 + %d, 1, "rdylib", {%s}, {%s}};
            """.formatted(size, sources.size(), text.length, bytes(hash), bytes(text)));
    }

    /** Adds a flag for the compiler. */
    public CLibrary flag(String flag) {
        flags.add(flag);
        return this;
    }

    /**
     * Compiles it. Without a compiler the test fails on CI, and is skipped elsewhere.
     *
     * @return the library
     */
    public Path build(String name) {
        Path library = folder.resolve(name);
        try {
            Path source = Files.writeString(folder.resolve(name + ".c"), String.join("\n", sources));
            List<String> command = new ArrayList<>(List.of("cc", "-std=gnu11", "-shared", "-fPIC", "-O1", "-Wall"));
            command.addAll(List.of("-o", library.toString(), source.toString()));
            command.addAll(flags);
            ChildProcess.Outcome outcome = run(command);
            assertThat(outcome.exit()).as(outcome.output()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return library;
    }

    private static ChildProcess.Outcome run(List<String> command) {
        try {
            return ChildProcess.run(command);
        } catch (UncheckedIOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            return abort("no C compiler: " + e.getMessage());
        }
    }

    private static String bytes(byte[] bytes) {
        List<String> numbers = new ArrayList<>();
        for (byte b : bytes) {
            numbers.add(Integer.toString(b & 0xFF));
        }
        return numbers.stream().collect(Collectors.joining(","));
    }

    /** The SHA-256 of {@code bytes}. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** A file that stands beside the loader's tests. */
    public static String text(String name) {
        try (InputStream in = CLibrary.class.getResourceAsStream("/org/rdylib/loader/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
