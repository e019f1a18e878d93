package org.rdylib.verifier.image;

import org.rdylib.spec.Code;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the library's name in a binding text. It stands alone, since a JVM that loads a class opens the files of what that
 * catches: three milliseconds, where most libraries are loaded without anybody asking for their names.
 */
final class LibraryName {

    private LibraryName() {}

    /** The name; nothing else is looked at. */
    static String in(byte[] binding) throws LibraryImageException {
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
}
