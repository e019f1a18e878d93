package org.rdylib.spec.canonical;

import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import tools.jackson.core.JsonGenerator;

/**
 * Writes what does not bind: for each declaration its documentation and where its author wrote it, so that a finding
 * about a compiled library can still show the author's text.
 */
final class AnnotationWriter {

    /**
     * How many characters of a source line are worth keeping. A descriptor may stand on one line, which each of its
     * declarations would otherwise carry whole.
     */
    private static final int LONGEST_LINE = 1000;

    private final JsonGenerator json;
    private final String file;

    private AnnotationWriter(JsonGenerator json, String file) {
        this.json = json;
        this.file = file;
    }

    static String write(Descriptor descriptor, String tool) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            new AnnotationWriter(json, descriptor.at().file()).descriptor(descriptor, tool);
        }
        return text.toString();
    }

    private void descriptor(Descriptor d, String tool) {
        json.writeStartObject();
        json.writeStringProperty("tool", tool);
        json.writeStringProperty("file", file);
        note(d.at(), d.doc());
        section("types", sorted(d.types(), TypeDeclaration::name), this::type);
        section("interfaces", sorted(d.interfaces(), InterfaceDeclaration::name), this::declared);
        section(
                "exports",
                sorted(d.exports(), Export::name),
                e -> item(e.name(), e.at(), e.doc(), () -> signature(List.of(), e.signature())));
        section(
                "imports",
                d.imports(),
                i -> item(i.name(), i.at(), i.doc(), () -> signature(List.of(), i.signature())));
        json.writeEndObject();
    }

    private static <T> List<T> sorted(List<T> all, Function<T, String> name) {
        return all.stream().sorted(Comparator.comparing(name)).toList();
    }

    private <T> void section(String key, List<T> items, Consumer<T> each) {
        if (!items.isEmpty()) {
            json.writeName(key);
            json.writeStartObject();
            items.forEach(each);
            json.writeEndObject();
        }
    }

    private void declared(InterfaceDeclaration declaration) {
        item(declaration.name(), declaration.at(), declaration.doc(), () -> {
            lifetimes(names(declaration.lifetimes()));
            section(
                    "members",
                    declaration.methods(),
                    m -> item(m.name(), m.at(), m.doc(), () -> signature(declaration.lifetimes(), m.signature())));
        });
    }

    private static List<String> names(List<LifetimeParameter> lifetimes) {
        return lifetimes.stream().map(LifetimeParameter::name).toList();
    }

    /** Where the signature itself stands, which may be below its name, and what its author calls its lifetimes. */
    private void signature(List<LifetimeParameter> declared, Signature signature) {
        json.writeName("signature");
        json.writeStartObject();
        place(signature.at());
        lifetimes(LifetimeNames.ofAuthor(declared, signature));
        json.writeEndObject();
    }

    private void lifetimes(List<String> names) {
        if (!names.isEmpty()) {
            json.writeArrayPropertyStart("lifetimes");
            names.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    private void type(TypeDeclaration declaration) {
        item(declaration.name(), declaration.at(), declaration.doc(), () -> {
            lifetimes(names(declaration.lifetimes()));
            switch (declaration) {
                case TypeDeclaration.Struct s -> section("members", s.fields(), this::field);
                case TypeDeclaration.Enum e -> section("members", e.variants(), this::variant);
                case TypeDeclaration.Opaque _ -> {}
            }
        });
    }

    private void variant(Variant variant) {
        item(variant.name(), variant.at(), variant.doc(), () -> {
            if (variant.payload() instanceof Payload.Fields f) {
                section("members", f.fields(), this::field);
            }
        });
    }

    private void field(Field field) {
        leaf(field.name(), field.at(), field.doc());
    }

    private void leaf(String name, Place at, Optional<String> doc) {
        item(name, at, doc, () -> {});
    }

    private void item(String name, Place at, Optional<String> doc, Runnable rest) {
        json.writeName(name);
        json.writeStartObject();
        if (!at.file().equals(file)) {
            json.writeStringProperty("file", at.file());
        }
        note(at, doc);
        rest.run();
        json.writeEndObject();
    }

    private void note(Place at, Optional<String> doc) {
        place(at);
        doc.ifPresent(text -> json.writeStringProperty("doc", text));
    }

    private void place(Place at) {
        json.writeNumberProperty("line", at.line());
        json.writeNumberProperty("column", at.column());
        json.writeNumberProperty("length", at.length());
        json.writeStringProperty("text", at.text().length() <= LONGEST_LINE ? at.text() : "");
    }
}
