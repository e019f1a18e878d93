package org.rdylib.conformance.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.syntax.Node;
import org.rdylib.spec.syntax.YamlTree;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A descriptor, good or bad, as two readers see it.
 *
 * @param name what it is called in messages
 * @param data as an editor reads it, by YAML's core schema, which knows numbers and truth values
 * @param checked what the parser and the checks behind it make of it
 */
record Document(String name, JsonNode data, Checked checked) {

    /** Errors of structure, which a schema can see. */
    private static final Set<Code> STRUCTURE =
            EnumSet.of(Code.WRONG_SHAPE, Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.BAD_VALUE, Code.EMPTY_TYPE);

    /** Errors of YAML's own, which an editor has of its own or has not. */
    private static final Set<Code> YAML =
            EnumSet.of(Code.YAML_SYNTAX, Code.YAML_FEATURE, Code.DUPLICATE_KEY, Code.TOO_LARGE, Code.UNQUOTED);

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JSON.getNodeFactory();

    /** A document that is a text in YAML. */
    static Document of(String name, String yaml) {
        return new Document(name, load(yaml), Descriptors.read(name, yaml));
    }

    /** A document that is a file, with all that it uses. */
    static Document of(Path file) throws IOException {
        return new Document(file.toString(), load(Files.readString(file)), Descriptors.read(file));
    }

    /** A document that is data, which the parser gets as JSON; what it uses is looked for beside {@code origin}. */
    static Document of(String name, JsonNode data, Path origin) {
        YamlTree tree = YamlTree.read(name, data.toString());
        boolean isWhole = tree.diagnostics().isEmpty();
        return isWhole && tree.root().orElseThrow() instanceof Node.Mapping descriptor
                ? of(name, data, descriptor, origin)
                : new Document(name, data, Descriptors.read(name, data.toString()));
    }

    /** A document that is part of another. */
    static Document of(String name, JsonNode data, Node.Mapping mapping, Path file) {
        return new Document(name, data, Descriptors.read(mapping, file));
    }

    /** Reads YAML as editors do: snakeyaml-engine's own composer and core schema, nothing of ours. */
    static JsonNode load(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return json(new Load(settings).loadFromString(yaml));
    }

    private static JsonNode json(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                ObjectNode object = NODES.objectNode();
                map.forEach((k, v) -> object.set(String.valueOf(k), json(v)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = NODES.arrayNode();
                list.forEach(v -> array.add(json(v)));
                yield array;
            }
            case null -> NODES.nullNode();
            case Object scalar -> JSON.valueToTree(scalar);
        };
    }

    /** What the parser and the checks find. */
    List<Diagnostic> found() {
        return checked.diagnostics();
    }

    boolean isWellFormed() {
        return checked.descriptor().isPresent();
    }

    /** Whether the parser finds what the schema should see. */
    boolean hasErrorOfStructure() {
        return found().stream().anyMatch(Document::isOfStructure);
    }

    /** The one range that is part of Rust's syntax. */
    private static boolean isOfStructure(Diagnostic found) {
        return STRUCTURE.contains(found.code()) && !found.message().endsWith("is no length of an array");
    }

    /** Whether what the parser finds may stem from a reading of YAML that no editor shares. */
    boolean isReadAlike() {
        return found().stream().noneMatch(d -> YAML.contains(d.code()));
    }

    /** The rules of structure that it breaks: each its code and message, but for what the message quotes. */
    Set<String> rules() {
        return found().stream()
                .filter(Document::isOfStructure)
                .map(d -> d.code().id() + " " + d.message().replaceAll("`[^`]*`", "`…`"))
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return name + ": " + data + " " + found();
    }
}
