package org.rdylib.spec.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The JSON Schema of the language, for editors: completion, documentation where the pointer hovers, and errors of
 * structure while one types. It knows which keys and values stand where, and of Rust's syntax only how it begins; what
 * it accepts is for {@link DescriptorReader} to read, and what that accepts it accepts.
 */
public final class DescriptorSchema {

    private static final String RESOURCE = "descriptor.schema.json";

    private DescriptorSchema() {}

    /** The schema, in JSON; of draft 7, which all editors know. */
    public static String text() {
        try (InputStream in = DescriptorSchema.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
