package org.rdylib.verifier.image;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Libraries with notes, built by the system's compiler. */
final class Cc {

    private Cc() {}

    /** A note of ours in C, in a variable of that name. */
    static String note(String variable, String binding, String annotations) {
        return note(variable, binding, annotations, sha256(binding), 4);
    }

    static String note(String variable, String binding, String annotations, byte[] hash, int align) {
        byte[] text = (binding + "\n" + annotations).getBytes(StandardCharsets.UTF_8);
        byte[] descriptor = new byte[hash.length + text.length];
        System.arraycopy(hash, 0, descriptor, 0, hash.length);
        System.arraycopy(text, 0, descriptor, hash.length, text.length);
        return raw(variable, "rdylib", 1, descriptor, align);
    }

    /** Any note in C. */
    static String raw(String variable, String name, int type, byte[] descriptor, int align) {
        int nameSize = name.length() + 1;
        int room = roundUp(12 + nameSize, align) - 12;
        StringBuilder bytes = new StringBuilder();
        for (byte b : descriptor) {
            bytes.append(b & 0xff).append(',');
        }
        return """
            static const struct { unsigned n, d, t; char name[%d]; unsigned char bytes[%d]; } %s
              __attribute__((used, aligned(%d), section(".note.rdylib"))) = {%d, %d, %d, "%s", {%s}};
            """.formatted(
                        room,
                        roundUp(descriptor.length, align),
                        variable,
                        align,
                        nameSize,
                        descriptor.length,
                        type,
                        name,
                        bytes);
    }

    private static int roundUp(int value, int step) {
        return (value + step - 1) / step * step;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Compiles {@code source} into {@code folder/name}. */
    static Path compile(Path folder, String name, String source, String... flags) throws IOException {
        Path c = Files.writeString(folder.resolve(name + ".c"), source);
        Path out = folder.resolve(name);
        List<String> command =
                new ArrayList<>(List.of("cc", "-std=c11", "-Wall", "-Werror", c.toString(), "-o", out.toString()));
        command.addAll(List.of(flags));
        run(command);
        return out;
    }

    static Path library(Path folder, String name, String source, String... flags) throws IOException {
        List<String> all = new ArrayList<>(List.of("-shared", "-fPIC"));
        all.addAll(List.of(flags));
        return compile(folder, name, source, all.toArray(String[]::new));
    }

    /** Runs a tool of the system; where there is none, the test is skipped, and fails in CI. */
    static void run(List<String> command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                fail("needs " + command.getFirst(), e);
            }
            abort("needs " + command.getFirst() + ": " + e.getMessage());
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                fail(command + ":\n" + output);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
