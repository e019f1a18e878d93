package org.rdylib.verifier.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.rdylib.spec.Code;

/**
 * Whether a note's first line matches the hash before it. A JVM that has just started looks for who computes that for
 * longer than it takes, so that it can be done on a thread of its own, beside what else is to be found out about the note.
 */
final class HashCheck implements Runnable {

    private final byte[] note;
    private final int line;
    private byte @Nullable [] hash;

    /**
     * A check that has not begun.
     *
     * @param note its bytes, which nobody changes
     * @param line where its first line ends
     */
    HashCheck(byte[] note, int line) {
        this.note = note;
        this.line = line;
    }

    /** Begins it, and does not wait for its end. */
    void begin() {
        Thread thread = new Thread(this, "rdylib-hashing");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError _) {
            // The system has no thread to spare: who waits for the end does it.
        }
    }

    @Override
    public void run() {
        byte[] _ = hash();
    }

    /**
     * Waits for its end, or does it here if it has not begun.
     *
     * @throws LibraryImageException {@link Code#HASH_MISMATCH} if they do not match
     */
    void require() throws LibraryImageException {
        byte[] computed = hash();
        if (!Arrays.equals(note, 0, DescriptorNote.HASH, computed, 0, computed.length)) {
            throw new LibraryImageException(
                    Code.HASH_MISMATCH,
                    "has a descriptor that does not match its hash: the note says "
                            + HexFormat.of().formatHex(note, 0, DescriptorNote.HASH) + ", and the descriptor's is "
                            + HexFormat.of().formatHex(computed));
        }
    }

    /** Computed by the first thread that asks, while others wait. */
    private synchronized byte[] hash() {
        byte[] known = hash;
        if (known == null) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(note, DescriptorNote.HASH, line - DescriptorNote.HASH);
                known = digest.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform has SHA-256", e);
            }
            hash = known;
        }
        return known;
    }
}
