package org.rdylib.verifier.image;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A descriptor of which somebody has a copy and its fingerprint already. A library's note that is the same, byte for byte,
 * is neither hashed nor decoded again: nothing else takes so long where a library is loaded first. Nor is it ever held as a
 * whole, or its annotations read, which are several times as long.
 */
public final class KnownDescriptor {

    private static final byte[] LINE_FEED = {'\n'};

    private final List<String> binding;
    private final byte[] fingerprint;

    /**
     * A descriptor.
     *
     * @param binding the canonical form's binding text, in parts of which none ends between the halves of a character
     * @param fingerprint what is taken to be the SHA-256 of that
     */
    public KnownDescriptor(List<String> binding, byte[] fingerprint) {
        this.binding = List.copyOf(binding);
        this.fingerprint = fingerprint.clone();
    }

    /** What is taken to be its fingerprint, a copy. */
    byte[] fingerprint() {
        return fingerprint.clone();
    }

    /** The binding text in UTF-8, a copy. */
    byte[] binding() {
        return String.join("", binding).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a note begins with it: the fingerprint, the binding text and a line feed. They are passed over as far as so. */
    boolean begins(Pieces note) throws LibraryImageException {
        if (!note.goOnWith(fingerprint)) {
            return false;
        }
        for (String part : binding) {
            if (!note.goOnWith(part.getBytes(StandardCharsets.UTF_8))) {
                return false;
            }
        }
        return note.goOnWith(LINE_FEED);
    }
}
