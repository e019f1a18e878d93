package org.rdylib.spec.canonical;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A descriptor as plain data: what a text editor would change. */
sealed interface Tree {

    record Mapping(List<Entry> entries) implements Tree {}

    record Listing(List<Tree> items) implements Tree {}

    /** Text, or a number or truth value as it is written. */
    record Text(String text) implements Tree {}

    record Entry(String key, Tree value) {}

    /** The tree of a text in JSON. */
    static Tree read(String json) {
        try (JsonParser parser = Json.parser(json)) {
            parser.nextToken();
            return value(parser);
        }
    }

    private static Tree value(JsonParser json) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            List<Entry> entries = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                json.nextToken();
                entries.add(new Entry(key, value(json)));
            }
            return new Mapping(entries);
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Tree> items = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(json));
            }
            return new Listing(items);
        }
        return new Text(json.getString());
    }

    /** In JSON, in which every value that can be no type is written without quotes, as an author would. */
    default String written() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            write(json);
        }
        return text.toString();
    }

    private void write(JsonGenerator json) {
        switch (this) {
            case Mapping m -> {
                json.writeStartObject();
                m.entries().forEach(e -> {
                    json.writeName(e.key());
                    e.value().write(json);
                });
                json.writeEndObject();
            }
            case Listing l -> {
                json.writeStartArray();
                l.items().forEach(i -> i.write(json));
                json.writeEndArray();
            }
            case Text t -> {
                if (t.text().matches("-?\\d+|true|false")) {
                    json.writeRawValue(t.text());
                } else {
                    json.writeString(t.text());
                }
            }
        }
    }
}
