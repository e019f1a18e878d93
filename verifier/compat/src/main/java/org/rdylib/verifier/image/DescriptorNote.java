package org.rdylib.verifier.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.rdylib.spec.Code;

/** A descriptor as a library carries it: two lines of JSON of which the first is checked against its hash. */
public final class DescriptorNote {

    /** How the annotations of a library begin that was built with {@code panic=abort}. */
    private static final byte[] ABORTS = "{\"build\":{\"panic\":\"abort\"}".getBytes(StandardCharsets.UTF_8);

    /** How many bytes of annotations say whether panics abort: those, and one more. */
    static final int TOLD = ABORTS.length + 1;

    /** How many bytes the hash has, with which a note begins. */
    static final int HASH = 32;

    private final byte[] note;
    private final int line;
    private final Optional<KnownDescriptor> known;
    private final Optional<HashCheck> hash;

    /**
     * A note that nobody knew.
     *
     * @param note its bytes, which nobody changes
     * @param line where its first line ends
     */
    DescriptorNote(byte[] note, int line, HashCheck hash) {
        this(note, line, Optional.empty(), Optional.of(hash));
    }

    private DescriptorNote(byte[] note, int line, Optional<KnownDescriptor> known, Optional<HashCheck> hash) {
        this.note = note;
        this.line = line;
        this.known = known;
        this.hash = hash;
    }

    /**
     * A note of which somebody had a copy: its text is left where it is, and what is kept here has an empty first line.
     *
     * @param annotations how its annotations begin
     */
    static DescriptorNote of(KnownDescriptor known, byte[] annotations) {
        byte[] note = Arrays.copyOf(known.fingerprint(), HASH + 1 + annotations.length);
        note[HASH] = '\n';
        System.arraycopy(annotations, 0, note, HASH + 1, annotations.length);
        return new DescriptorNote(note, HASH, Optional.of(known), Optional.empty());
    }

    /**
     * Waits until its first line has been checked against its hash, where that goes on beside ({@link
     * LibraryImage#read(java.nio.channels.FileChannel, Machine, Optional)}).
     *
     * @throws LibraryImageException {@link Code#HASH_MISMATCH} if they do not match
     */
    public void requireIntact() throws LibraryImageException {
        if (hash.isPresent()) {
            hash.get().require();
        }
    }

    /** The canonical form's binding text in UTF-8, a copy. */
    public byte[] binding() {
        return known.isPresent() ? known.get().binding() : Arrays.copyOfRange(note, HASH, line);
    }

    /**
     * The canonical form's annotations in UTF-8, a copy.
     *
     * @throws IllegalStateException if the descriptor is {@linkplain #isKnown known}: they were not read
     */
    public byte[] annotations() {
        if (known.isPresent()) {
            throw new IllegalStateException("the annotations of a known descriptor are not read");
        }
        return Arrays.copyOfRange(note, line + 1, note.length);
    }

    /** The SHA-256 of {@link #binding()}, a copy. */
    public byte[] fingerprint() {
        return Arrays.copyOf(note, HASH);
    }

    /** Whether it is the descriptor that was {@linkplain KnownDescriptor known} to who has read it, byte for byte. */
    public boolean isKnown() {
        return known.isPresent();
    }

    /**
     * The name of the library that the binding describes. Nothing else of it is looked at.
     *
     * @throws LibraryImageException {@link Code#MALFORMED_NOTE} if it names none
     */
    public String library() throws LibraryImageException {
        return LibraryName.in(binding());
    }

    /** The fingerprint's first bytes and the binding's length: enough to tell two apart in a log. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(note, 0, 8) + ", " + new String(binding(), StandardCharsets.UTF_8).length()
                + " characters";
    }

    /**
     * Whether the library says that it was built so that a panic ends the process ({@code panic=abort} of Rust), and with
     * it a failure of the host's that would unwind its frames. It is the builder's own word, as all annotations are.
     */
    public boolean abortsOnPanic() {
        int from = line + 1;
        return note.length > from + ABORTS.length
                && Arrays.equals(note, from, from + ABORTS.length, ABORTS, 0, ABORTS.length);
    }
}
