package org.rdylib.spec.canonical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What the annotations say about a declaration and those within it. What is missing or makes no sense is left out;
 * only a text that is no JSON object is refused.
 */
record Annotations(
        Optional<Place> at,
        Optional<String> doc,
        List<String> lifetimes,
        Map<String, Map<String, Annotations>> sections,
        Optional<Annotations> signatures) {

    static final Annotations NONE =
            new Annotations(Optional.empty(), Optional.empty(), List.of(), Map.of(), Optional.empty());

    /** Declarations are nested three deep: a type, a variant, a field. */
    private static final int DEPTH = 3;

    Annotations {
        lifetimes = List.copyOf(lifetimes);
        sections = Map.copyOf(sections);
    }

    /** Those of the declaration's signature: its place, and its author's names for its lifetimes. */
    Annotations signature() {
        return signatures.orElse(NONE);
    }

    /** Those of the member {@code name} in a section such as {@code types} or {@code members}. */
    Annotations of(String section, String name) {
        return sections.getOrDefault(section, Map.of()).getOrDefault(name, NONE);
    }

    /**
     * Reads annotations.
     *
     * @param file where they speak of no file
     * @throws JacksonException if they are no JSON object
     */
    static Annotations read(String text, String file) {
        try (JsonParser json = Json.parser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            return new Reader(json, file).read(DEPTH);
        }
    }

    private static final class Reader {
        private final JsonParser json;
        private final String defaultFile;

        private Reader(JsonParser json, String defaultFile) {
            this.json = json;
            this.defaultFile = defaultFile;
        }

        private Annotations read(int depth) {
            String file = defaultFile;
            int line = 0;
            int column = 0;
            int length = 0;
            String text = "";
            Optional<String> doc = Optional.empty();
            List<String> lifetimes = List.of();
            Map<String, Map<String, Annotations>> sections = new HashMap<>();
            Optional<Annotations> signature = Optional.empty();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_OBJECT && key.equals("signature")) {
                    signature = depth > 0 ? Optional.of(new Reader(json, file).read(0)) : skip();
                    continue;
                }
                if (value == JsonToken.START_OBJECT && depth > 0) {
                    sections.put(key, section(file, depth - 1));
                    continue;
                }
                switch (key) {
                    case "file" ->
                        file = string(value).map(Annotations::visible).orElse(file);
                    case "line" -> line = number(value);
                    case "column" -> column = number(value);
                    case "length" -> length = number(value);
                    case "text" ->
                        text = string(value).map(Annotations::visible).orElse("");
                    case "doc" -> doc = string(value);
                    case "lifetimes" -> lifetimes = strings(value);
                    default -> json.skipChildren();
                }
            }
            Optional<Place> at = line < 1 || column < 1 || length < 1
                    ? Optional.empty()
                    : Optional.of(new Place(file, line, column, length, text));
            return new Annotations(at, doc, lifetimes, sections, signature);
        }

        private Map<String, Annotations> section(String file, int depth) {
            Map<String, Annotations> members = new HashMap<>();
            Reader inner = new Reader(json, file);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    members.put(name, inner.read(depth));
                } else {
                    json.skipChildren();
                }
            }
            return members;
        }

        private Optional<Annotations> skip() {
            json.skipChildren();
            return Optional.empty();
        }

        private List<String> strings(JsonToken value) {
            if (value != JsonToken.START_ARRAY) {
                json.skipChildren();
                return List.of();
            }
            List<String> strings = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    strings.add(json.getString());
                } else {
                    json.skipChildren();
                }
            }
            return strings;
        }

        private Optional<String> string(JsonToken value) {
            if (value == JsonToken.VALUE_STRING) {
                return Optional.of(json.getString());
            }
            json.skipChildren();
            return Optional.empty();
        }

        private int number(JsonToken value) {
            if (value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT) {
                return json.getIntValue();
            }
            json.skipChildren();
            return 0;
        }
    }

    /** These texts reach terminals: no control character of theirs may. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> visible.appendCodePoint(Character.isISOControl(c) && c != '\t' ? 0xFFFD : c));
        return visible.toString();
    }
}
