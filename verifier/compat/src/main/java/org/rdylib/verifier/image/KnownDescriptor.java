package org.rdylib.verifier.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A descriptor of which somebody has a copy and its fingerprint already. A library's note that is the same, byte for byte,
 * is neither hashed nor decoded again: nothing else takes so long where a library is loaded first. Nor are its annotations
 * read, which are several times as long.
 */
public final class KnownDescriptor {

    private final byte[] binding;
    private final byte[] fingerprint;

    /**
     * A descriptor.
     *
     * @param binding the canonical form's binding text
     * @param fingerprint what is taken to be the SHA-256 of that
     */
    public KnownDescriptor(String binding, byte[] fingerprint) {
        this.binding = binding.getBytes(StandardCharsets.UTF_8);
        this.fingerprint = fingerprint.clone();
    }

    /** How long the binding text is, in bytes. */
    int length() {
        return binding.length;
    }

    /** Whether a note of these bytes holds it: the fingerprint, the binding text, a line feed and something. */
    boolean isIn(byte[] note) {
        int line = fingerprint.length + binding.length;
        return note.length > line
                && note[line] == '\n'
                && Arrays.equals(note, 0, fingerprint.length, fingerprint, 0, fingerprint.length)
                && Arrays.equals(note, fingerprint.length, line, binding, 0, binding.length);
    }
}
