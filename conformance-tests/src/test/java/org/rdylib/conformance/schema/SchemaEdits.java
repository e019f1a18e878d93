package org.rdylib.conformance.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema with one of its rules broken: left out, so that it accepts more, or without an alternative. */
public final class SchemaEdits {

    /** What refuses: without it, more is accepted. */
    private static final Set<String> REFUSING = Set.of(
            "type",
            "pattern",
            "minLength",
            "minProperties",
            "uniqueItems",
            "multipleOf",
            "minimum",
            "maximum",
            "not",
            "dependencies",
            "then",
            "else",
            "items",
            "propertyNames",
            "enum",
            "allOf",
            "$ref",
            "additionalProperties");

    /** A rule that was broken. */
    public record Broken(String rule, boolean acceptsMore, JsonNode schema) {}

    private final JsonNode schema;
    private final List<Broken> broken = new ArrayList<>();

    private SchemaEdits(JsonNode schema) {
        this.schema = schema;
    }

    public static List<Broken> of(JsonNode schema) {
        SchemaEdits edits = new SchemaEdits(schema);
        edits.rules("", schema, true);
        return edits.broken;
    }

    /**
     * Breaks the rules of one schema.
     *
     * @param positive whether the whole accepts more where this one does: a schema below {@code not} and {@code if}
     *     turns it round
     */
    private void rules(String at, JsonNode rule, boolean positive) {
        if (!(rule instanceof ObjectNode object)) {
            return;
        }
        for (String keyword : List.copyOf(object.propertyNames())) {
            JsonNode value = object.get(keyword);
            String here = at + "/" + keyword;
            if (REFUSING.contains(keyword)) {
                add(here, positive, at, o -> o.remove(keyword));
            }
            switch (keyword) {
                case "required" -> elements(here, at, keyword, (ArrayNode) value, positive);
                case "enum", "type" -> {
                    if (value instanceof ArrayNode array) {
                        elements(here, at, keyword, array, !positive);
                    }
                }
                case "anyOf" -> {
                    elements(here, at, keyword, (ArrayNode) value, !positive);
                    all(here, (ArrayNode) value, positive);
                }
                case "allOf" -> all(here, (ArrayNode) value, positive);
                case "properties" -> {
                    for (String key : List.copyOf(value.propertyNames())) {
                        if (object.has("additionalProperties")) {
                            add(here + "/" + key, !positive, here, o -> o.remove(key));
                        }
                        rules(here + "/" + key, value.get(key), positive);
                    }
                }
                case "definitions" -> value.propertyNames().forEach(k -> rules(here + "/" + k, value.get(k), positive));
                case "items", "propertyNames", "additionalProperties", "then", "else" -> rules(here, value, positive);
                case "not" -> rules(here, value, !positive);
                default -> {}
            }
        }
    }

    private void all(String here, ArrayNode schemas, boolean positive) {
        for (int i = 0; i < schemas.size(); i++) {
            rules(here + "/" + i, schemas.get(i), positive);
        }
    }

    private void elements(String here, String at, String keyword, ArrayNode array, boolean acceptsMore) {
        for (int i = 0; i < array.size(); i++) {
            int index = i;
            add(here + "/" + i, acceptsMore, at, o -> ((ArrayNode) o.get(keyword)).remove(index));
        }
    }

    private void add(String rule, boolean acceptsMore, String at, Edit edit) {
        JsonNode copy = schema.deepCopy();
        edit.make((ObjectNode) copy.at(at));
        broken.add(new Broken(rule, acceptsMore, copy));
    }

    private interface Edit {
        void make(ObjectNode rule);
    }
}
