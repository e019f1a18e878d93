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
        List<Optional<Place>> marks,
        Optional<String> doc,
        List<String> lifetimes,
        Map<String, Map<String, Annotations>> sections,
        Optional<Annotations> signatures) {

    static final Annotations NONE =
            new Annotations(Optional.empty(), List.of(), Optional.empty(), List.of(), Map.of(), Optional.empty());

    /** Declarations are nested three deep: a type, a variant, a field. */
    private static final int DEPTH = 3;

    Annotations {
        marks = List.copyOf(marks);
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
     * @return empty if they are no JSON. (That is no exception, since a JVM that loads a class opens the files of what that
     *     catches: who reads none need not have the parser's opened.)
     */
    static Optional<Annotations> read(String text, String file) {
        try (JsonParser json = Json.parser(text)) {
            return Optional.of(
                    json.nextToken() == JsonToken.START_OBJECT ? new Reader(json, file).read(DEPTH, 0, "") : NONE);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static final class Reader {
        private final JsonParser json;
        private final String defaultFile;

        private Reader(JsonParser json, String defaultFile) {
            this.json = json;
            this.defaultFile = defaultFile;
        }

        /** What comes next, which stands in the line around it unless it says another. */
        private Annotations read(int depth, int lineAround, String textAround) {
            String file = defaultFile;
            int line = lineAround;
            String text = textAround;
            int column = 0;
            int length = 0;
            List<Integer> marks = List.of();
            Optional<String> doc = Optional.empty();
            List<String> lifetimes = List.of();
            Map<String, Map<String, Annotations>> sections = new HashMap<>();
            Optional<Annotations> signature = Optional.empty();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_OBJECT && key.equals("signature")) {
                    signature = depth > 0 ? Optional.of(new Reader(json, file).read(0, line, text)) : skip();
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
                    case "marks" -> marks = numbers(value);
                    case "doc" -> doc = string(value);
                    case "lifetimes" -> lifetimes = strings(value);
                    default -> json.skipChildren();
                }
            }
            Optional<Place> at = line < 1 || column < 1 || length < 1
                    ? Optional.empty()
                    : Optional.of(new Place(file, line, column, length, text));
            return new Annotations(at, marks(at, marks), doc, lifetimes, sections, signature);
        }

        private Map<String, Annotations> section(String file, int depth) {
            Map<String, Annotations> members = new HashMap<>();
            Reader inner = new Reader(json, file);
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    members.put(name, inner.read(depth, 0, ""));
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

        /** What pairs of column and length mark in the line of {@code at}; nothing that does not lie in it. */
        private static List<Optional<Place>> marks(Optional<Place> at, List<Integer> numbers) {
            List<Optional<Place>> marks = new ArrayList<>();
            int width =
                    at.map(p -> p.text().codePointCount(0, p.text().length())).orElse(0);
            for (int i = 0; i + 1 < numbers.size(); i += 2) {
                int column = numbers.get(i);
                int length = numbers.get(i + 1);
                boolean lies = column >= 1 && length >= 1 && column <= width && length <= width - column + 1;
                marks.add(at.filter(_ -> lies).map(p -> new Place(p.file(), p.line(), column, length, p.text())));
            }
            return marks;
        }

        private List<Integer> numbers(JsonToken value) {
            if (value != JsonToken.START_ARRAY) {
                json.skipChildren();
                return List.of();
            }
            List<Integer> numbers = new ArrayList<>();
            for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                numbers.add(number(next));
            }
            return numbers;
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

        /** 0 for what is none. */
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
