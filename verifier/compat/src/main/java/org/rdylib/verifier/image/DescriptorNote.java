package org.rdylib.verifier.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.rdylib.spec.Code;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A descriptor as a library carries it: two lines of JSON of which the first has been checked against its hash. */
public final class DescriptorNote {

    /** How the annotations of a library begin that was built with {@code panic=abort}. */
    private static final byte[] ABORTS = "{\"build\":{\"panic\":\"abort\"}".getBytes(StandardCharsets.UTF_8);

    /** How many bytes of annotations say whether panics abort: those, and one more. */
    static final int TOLD = ABORTS.length + 1;

    /** How many bytes the hash has, with which a note begins. */
    static final int HASH = 32;

    private final byte[] note;
    private final int line;
    private final boolean known;

    /**
     * A note.
     *
     * @param note its bytes, which nobody changes: they may be megabytes, of which most libraries' are never copied
     * @param line where its first line ends
     * @param known whether it is one of which somebody had a copy
     */
    DescriptorNote(byte[] note, int line, boolean known) {
        this.note = note;
        this.line = line;
        this.known = known;
    }

    /** The canonical form's binding text in UTF-8, a copy. */
    public byte[] binding() {
        return Arrays.copyOfRange(note, HASH, line);
    }

    /**
     * The canonical form's annotations in UTF-8, a copy.
     *
     * @throws IllegalStateException if the descriptor is {@linkplain #isKnown known}: they were not read
     */
    public byte[] annotations() {
        if (known) {
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
        return known;
    }

    /**
     * The name of the library that the binding describes. Nothing else of it is looked at.
     *
     * @throws LibraryImageException {@link Code#MALFORMED_NOTE} if it names none
     */
    public String library() throws LibraryImageException {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), note, HASH, line - HASH)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                for (String key = json.nextName(); key != null; key = json.nextName()) {
                    JsonToken value = json.nextToken();
                    if (key.equals("library") && value == JsonToken.VALUE_STRING) {
                        return json.getString();
                    }
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new LibraryImageException(
                    Code.MALFORMED_NOTE, "has a malformed descriptor: not JSON: " + e.getOriginalMessage());
        }
        throw new LibraryImageException(
                Code.MALFORMED_NOTE, "has a malformed descriptor: it does not say of which library it is");
    }

    /** The fingerprint's first bytes and the binding's length: enough to tell two apart in a log. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(note, 0, 8) + ", "
                + new String(note, HASH, line - HASH, StandardCharsets.UTF_8).length() + " characters";
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
