package org.rdylib.conformance.fuzzing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.image.DescriptorNote;
import org.rdylib.verifier.image.LibraryImage;
import org.rdylib.verifier.image.LibraryImageException;
import org.rdylib.verifier.image.Machine;

/**
 * Whatever bytes are taken for a shared library: it is read or refused, and so is each descriptor in it. Hashes are set
 * right first, or the fuzzer would never come behind them.
 */
class LibraryFuzzTest {

    /** Of a note in little-endian order: the type, and the name with its padding. */
    private static final byte[] MARK = "\1\0\0\0rdylib\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int HASH = 32;

    @FuzzTest(maxDuration = "10m")
    void isReadOrRefused(byte[] bytes) {
        LibraryImage image;
        try {
            image = LibraryImage.read(ByteBuffer.wrap(withHashes(bytes)), Machine.X86_64);
        } catch (LibraryImageException e) {
            Texts.require(e.getMessage() != null && !e.getMessage().isBlank(), "a refusal without a word");
            return;
        }
        for (DescriptorNote note : image.notes()) {
            Texts.require(Arrays.equals(note.fingerprint(), sha256(note.binding())), "a hash that was not checked");
            note.abortsOnPanic();
            isNamedOrRefused(note);
            isDescribedOrRefused(note);
        }
    }

    private static void isNamedOrRefused(DescriptorNote note) {
        try {
            note.library();
        } catch (LibraryImageException e) {
            Texts.require(e.getMessage() != null && !e.getMessage().isBlank(), "a refusal without a word");
        }
    }

    private static void isDescribedOrRefused(DescriptorNote note) {
        try {
            CanonicalForm.of(Canonical.read(note.binding(), note.annotations(), "fuzzed.so", Target.X86_64_LINUX_GNU));
        } catch (InvalidDescriptorException e) {
            Texts.require(!e.diagnostics().isEmpty(), "a refusal without a word");
        }
    }

    /** The bytes, with the right hash in each note that is whole. */
    static byte[] withHashes(byte[] original) {
        byte[] bytes = original.clone();
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int mark = 8; mark + MARK.length + HASH <= bytes.length; mark++) {
            if (!Arrays.equals(bytes, mark, mark + MARK.length, MARK, 0, MARK.length)) {
                continue;
            }
            int start = mark + MARK.length;
            long end = start + Integer.toUnsignedLong(words.getInt(mark - 4));
            int line = start + HASH;
            while (line < Math.min(end, bytes.length) && bytes[line] != '\n') {
                line++;
            }
            System.arraycopy(sha256(Arrays.copyOfRange(bytes, start + HASH, line)), 0, bytes, start, HASH);
        }
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
