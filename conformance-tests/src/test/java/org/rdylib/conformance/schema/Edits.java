package org.rdylib.conformance.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every edit of a document's structure: each value becomes one of each other kind, each key goes, moves or is renamed,
 * and each key of the language comes to where it may not belong.
 */
public final class Edits {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JSON.getNodeFactory();

    private static final List<JsonNode> VALUES = List.of(
            NODES.nullNode(),
            NODES.booleanNode(true),
            NODES.numberNode(1),
            NODES.numberNode(5),
            NODES.numberNode(12),
            NODES.numberNode(-8),
            NODES.numberNode(1L << 29),
            NODES.numberNode(1L << 30),
            NODES.numberNode(1.5),
            NODES.stringNode(""),
            NODES.stringNode("some text"),
            NODES.stringNode("1a"),
            NODES.stringNode("8"),
            NODES.stringNode("/"),
            NODES.stringNode("true"),
            NODES.arrayNode(),
            NODES.arrayNode().add("u8"),
            NODES.arrayNode().add("Send").add("Send"),
            NODES.arrayNode().add(NODES.objectNode()),
            NODES.objectNode(),
            NODES.objectNode().put("nothing_of_the_kind", "u8"));

    private static final List<String> NAMES = List.of(
            "1a",
            "",
            "a-b",
            "a b",
            "ä",
            "_",
            "true",
            "u8",
            "x".repeat(255),
            "x".repeat(256),
            "A<a>",
            "A<'a",
            "A<'a>>",
            "A<'static>",
            "A<'dylib>",
            "A<'_>",
            "A<'type>",
            "A<'1>",
            "A<>",
            " A <'a, 'b,> ",
            "A<'a 'b>",
            "A<'" + "x".repeat(256) + ">",
            "A<'typed>");

    /**
     * One edit.
     *
     * @param what what it does
     * @param make makes the edits document
     */
    public record Edit(String what, Supplier<JsonNode> make) {}

    private final JsonNode original;
    private final Map<String, Set<JsonNode>> keys = new LinkedHashMap<>();
    private final List<Edit> edits = new ArrayList<>();

    private Edits(JsonNode original, JsonNode vocabulary) {
        this.original = original;
        collect(vocabulary);
    }

    /** All edits of {@code original}; what comes into it is taken from there and from {@code vocabulary}. */
    public static List<Edit> of(JsonNode original, JsonNode vocabulary) {
        Edits all = new Edits(original, vocabulary);
        all.values("", original);
        return all.edits;
    }

    private void collect(JsonNode node) {
        node.properties().forEach(p -> {
            keys.computeIfAbsent(p.getKey(), _ -> new LinkedHashSet<>()).add(p.getValue());
            collect(p.getValue());
        });
    }

    private void values(String pointer, JsonNode node) {
        for (JsonNode value : VALUES) {
            if (!value.equals(node)) {
                replace(pointer, value);
            }
        }
        if (node.isString()) {
            replace(pointer, NODES.stringNode(node.stringValue() + "x"));
            replace(pointer, NODES.stringNode(node.stringValue().replace("self", "me")));
        }
        switch (node) {
            case ObjectNode object -> {
                entries(pointer, object);
                object.properties().forEach(p -> values(pointer + "/" + escaped(p.getKey()), p.getValue()));
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    values(pointer + "/" + i, array.get(i));
                }
            }
            default -> {}
        }
    }

    private void entries(String pointer, ObjectNode object) {
        for (String key : object.propertyNames()) {
            add("without " + pointer + "/" + key, pointer, () -> {
                ObjectNode without = object.deepCopy();
                without.remove(key);
                return without;
            });
            for (String name : NAMES) {
                add(pointer + "/" + key + " is called " + name, pointer, () -> renamed(object, key, name));
            }
        }
        keys.forEach((key, values) -> values.stream()
                .filter(v -> !object.has(key))
                .limit(2)
                .forEach(v -> add(
                        pointer + " with " + key,
                        pointer,
                        () -> object.deepCopy().set(key, v))));
    }

    private static ObjectNode renamed(ObjectNode object, String key, String name) {
        ObjectNode renamed = NODES.objectNode();
        object.properties().forEach(p -> renamed.set(p.getKey().equals(key) ? name : p.getKey(), p.getValue()));
        return renamed;
    }

    private void replace(String pointer, JsonNode value) {
        add(pointer + " is " + value, pointer, () -> value);
    }

    private void add(String what, String pointer, Supplier<JsonNode> value) {
        edits.add(new Edit(what, () -> pointer.isEmpty() ? value.get() : with(pointer, value.get())));
    }

    private JsonNode with(String pointer, JsonNode value) {
        JsonNode copy = original.deepCopy();
        int last = pointer.lastIndexOf('/');
        String key = pointer.substring(last + 1);
        switch (copy.at(pointer.substring(0, last))) {
            case ObjectNode parent -> parent.set(key.replace("~1", "/").replace("~0", "~"), value);
            case ArrayNode parent -> parent.set(Integer.parseInt(key), value);
            case JsonNode other -> throw new AssertionError(pointer + " is in " + other);
        }
        return copy;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
