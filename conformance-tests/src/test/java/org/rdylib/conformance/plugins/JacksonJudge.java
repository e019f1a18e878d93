package org.rdylib.conformance.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.plugins.JsonPlugin.Event;
import org.rdylib.conformance.plugins.JsonPlugin.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** What Jackson makes of a text: an implementation of JSON that has nothing to do with the plugin. */
final class JacksonJudge {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JacksonJudge() {}

    /** The tokens of a text; none where it is no JSON. */
    static Optional<List<Event>> read(String text) {
        List<Event> events = new ArrayList<>();
        Offsets offsets = new Offsets(text);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            int depth = 0;
            boolean complete = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                // Jackson reads a sequence of texts where RFC 8259 wants one.
                if (complete) {
                    return Optional.empty();
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                complete = depth == 0;
                int at = (int) json.currentTokenLocation().getCharOffset();
                events.add(new Event(kind(token), meaning(json, token), offsets.bytesUpTo(at), offsets.lineOf(at)));
            }
            return complete ? Optional.of(events) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Kind kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Kind.BEGIN_OBJECT;
            case END_OBJECT -> Kind.END_OBJECT;
            case START_ARRAY -> Kind.BEGIN_ARRAY;
            case END_ARRAY -> Kind.END_ARRAY;
            case PROPERTY_NAME -> Kind.NAME;
            case VALUE_STRING -> Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            case VALUE_NULL -> Kind.NULL;
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new AssertionError(token);
        };
    }

    private static Optional<String> meaning(JsonParser json, JsonToken token) {
        boolean quoted = token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING;
        return Optional.of(json.getString()).filter(text -> !quoted || Offsets.isUnicode(text));
    }
}
