package org.rdylib.spec.canonical;

import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.layout.CArguments;
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
        json.writeStringProperty("file", portable(file));
        note(d.at(), d.doc());
        if (!d.onUnload().at().equals(d.at())) {
            key("on_unload", d.onUnload().at());
        }
        section("types", sorted(d.types(), TypeDeclaration::name), this::type);
        section("interfaces", sorted(d.interfaces(), InterfaceDeclaration::name), this::declared);
        section(
                "exports",
                sorted(d.exports(), Export::name),
                e -> item(e.name(), e.at(), e.doc(), () -> {
                    signature(e.at(), List.of(), e.signature());
                    CArguments.unusual(e).ifPresent(c -> key("c", c.at()));
                }));
        section(
                "imports",
                d.imports(),
                i -> item(i.name(), i.at(), i.doc(), () -> signature(i.at(), List.of(), i.signature())));
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
                    m -> item(
                            m.name(),
                            m.at(),
                            m.doc(),
                            () -> signature(m.at(), declaration.lifetimes(), m.signature())));
        });
    }

    private static List<String> names(List<LifetimeParameter> lifetimes) {
        return lifetimes.stream().map(LifetimeParameter::name).toList();
    }

    /** Where the signature itself stands, which may be below its name, its parts, and what its author calls its lifetimes. */
    private void signature(Place name, List<LifetimeParameter> declared, Signature signature) {
        LifetimeNames names = new LifetimeNames(declared);
        Signature canonical = names.signature(signature);
        json.writeName("signature");
        json.writeStartObject();
        if (isInLine(signature.at(), name)) {
            columns(signature.at());
        } else {
            place(signature.at());
        }
        lifetimes(names.replaced());
        marks(signature.at(), Marks.of(canonical));
        json.writeEndObject();
    }

    /**
     * Where in the line of {@code whole} its parts are: pairs of column and length, 0 for what is in another line. Of what
     * stands in several lines none are told.
     */
    private void marks(Place whole, List<Place> parts) {
        if (whole.text().length() > LONGEST_LINE
                || parts.stream().noneMatch(p -> isInLine(p, whole) && !p.equals(whole))) {
            return;
        }
        json.writeArrayPropertyStart("marks");
        for (Place part : parts) {
            boolean isTold = isInLine(part, whole);
            json.writeNumber(isTold ? part.column() : 0);
            json.writeNumber(isTold ? part.length() : 0);
        }
        json.writeEndArray();
    }

    private static boolean isInLine(Place part, Place whole) {
        return part.line() == whole.line() && part.file().equals(whole.file());
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
            section(
                    "bounds",
                    sorted(declaration.claims(), c -> c.bound().spelling()),
                    c -> leaf(c.bound().spelling(), c.at()));
            switch (declaration) {
                case TypeDeclaration.Struct s -> fields(s.fields(), declaration.lifetimes());
                case TypeDeclaration.Enum e ->
                    section("members", e.variants(), v -> variant(v, declaration.lifetimes()));
                case TypeDeclaration.Opaque _ -> {}
            }
        });
    }

    private void variant(Variant variant, List<LifetimeParameter> declared) {
        item(variant.name(), variant.at(), variant.doc(), () -> {
            switch (variant.payload()) {
                case Payload.None _ -> {}
                case Payload.Positional p -> types(variant.at(), p.types(), declared);
                case Payload.Fields f -> fields(f.fields(), declared);
            }
        });
    }

    private void fields(List<Field> fields, List<LifetimeParameter> declared) {
        section(
                "members",
                fields,
                f -> item(f.name(), f.at(), f.doc(), () -> types(f.at(), List.of(f.type()), declared)));
    }

    private void types(Place name, List<Type> types, List<LifetimeParameter> declared) {
        marks(name, Marks.of(new LifetimeNames(declared).types(types)));
    }

    /**
     * What a file is called in a library: as it was named, if that was relative. An absolute path is that of one builder's
     * machine, and would make two builds differ: the descriptor's own is then seen from its folder, and so is what it uses.
     */
    private String portable(String named) {
        try {
            Path path = Path.of(named);
            if (!path.isAbsolute()) {
                return named;
            }
            Path own = Path.of(file).normalize();
            return own.isAbsolute()
                    ? own.resolveSibling("")
                            .relativize(path.normalize())
                            .toString()
                            .replace('\\', '/')
                    : String.valueOf(path.getFileName());
        } catch (InvalidPathException _) {
            return named; // of a text, which is in no file
        }
    }

    /** Where the key of a declaration stands that a finding may be about. */
    private void key(String name, Place at) {
        section("keys", List.of(at), place -> leaf(name, place));
    }

    private void leaf(String name, Place at) {
        item(name, at, Optional.empty(), () -> {});
    }

    private void item(String name, Place at, Optional<String> doc, Runnable rest) {
        json.writeName(name);
        json.writeStartObject();
        if (!at.file().equals(file)) {
            json.writeStringProperty("file", portable(at.file()));
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
        columns(at);
        json.writeStringProperty("text", at.text().length() <= LONGEST_LINE ? at.text() : "");
    }

    private void columns(Place at) {
        json.writeNumberProperty("column", at.column());
        json.writeNumberProperty("length", at.length());
    }
}
