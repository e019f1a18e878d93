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

    private final byte[] binding;
    private final byte[] annotations;
    private final byte[] fingerprint;

    DescriptorNote(byte[] binding, byte[] annotations, byte[] fingerprint) {
        this.binding = binding;
        this.annotations = annotations;
        this.fingerprint = fingerprint;
    }

    /** The canonical form's binding text in UTF-8, a copy. */
    public byte[] binding() {
        return binding.clone();
    }

    /** The canonical form's annotations in UTF-8, a copy. */
    public byte[] annotations() {
        return annotations.clone();
    }

    /** The SHA-256 of {@link #binding()}, a copy. */
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    /**
     * The name of the library that the binding describes. Nothing else of it is looked at.
     *
     * @throws LibraryImageException {@link Code#MALFORMED_NOTE} if it names none
     */
    public String library() throws LibraryImageException {
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), binding)) {
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
        return HexFormat.of().formatHex(fingerprint, 0, 8) + ", " + new String(binding, StandardCharsets.UTF_8).length()
                + " characters";
    }

    /**
     * Whether the library says that it was built so that a panic ends the process ({@code panic=abort} of Rust), and with
     * it a failure of the host's that would unwind its frames. It is the builder's own word, as all annotations are.
     */
    public boolean abortsOnPanic() {
        return annotations.length > ABORTS.length
                && Arrays.equals(annotations, 0, ABORTS.length, ABORTS, 0, ABORTS.length);
    }
}
