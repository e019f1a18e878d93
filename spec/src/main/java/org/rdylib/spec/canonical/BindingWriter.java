package org.rdylib.spec.canonical;

import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.syntax.TypePrinter;
import tools.jackson.core.JsonGenerator;

/** Writes what binds: the descriptor itself, in JSON, with all that could be written in several ways written in one. */
final class BindingWriter {

    private final JsonGenerator json;

    private BindingWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(Descriptor descriptor) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            new BindingWriter(json).descriptor(descriptor);
        }
        return text.toString();
    }

    private void descriptor(Descriptor d) {
        json.writeStartObject();
        json.writeNumberProperty("abi", 1);
        json.writeStringProperty("library", d.library());
        json.writeStringProperty("version", d.version().toString());
        section("types", sorted(d.types(), TypeDeclaration::name), this::type);
        section("interfaces", sorted(d.interfaces(), InterfaceDeclaration::name), this::declared);
        section("exports", sorted(d.exports(), Export::name), e -> export(d, e));
        // Imports are slots of a table: their order is part of it.
        section("imports", d.imports(), i -> {
            json.writeName(i.name());
            json.writeString(TypePrinter.print(new LifetimeNames(List.of()).signature(i.signature())));
        });
        json.writeEndObject();
    }

    private static <T> List<T> sorted(List<T> all, Function<T, String> name) {
        return all.stream().sorted(Comparator.comparing(name)).toList();
    }

    private <T> void section(String key, List<T> items, Consumer<T> item) {
        if (!items.isEmpty()) {
            json.writeName(key);
            json.writeStartObject();
            items.forEach(item);
            json.writeEndObject();
        }
    }

    private void head(String name, List<LifetimeParameter> lifetimes) {
        LifetimeNames names = new LifetimeNames(lifetimes);
        json.writeName(name + TypePrinter.generics(names.parameters(lifetimes)));
    }

    private void type(TypeDeclaration declaration) {
        head(declaration.name(), declaration.lifetimes());
        LifetimeNames names = new LifetimeNames(declaration.lifetimes());
        json.writeStartObject();
        switch (declaration) {
            case TypeDeclaration.Struct s -> {
                json.writeName("struct");
                fields(s.fields(), names);
                s.packed().ifPresent(n -> json.writeNumberProperty("packed", n));
                s.align().ifPresent(n -> json.writeNumberProperty("align", n));
            }
            case TypeDeclaration.Enum e -> {
                json.writeName("enum");
                json.writeStartObject();
                e.variants().forEach(v -> variant(v, names));
                json.writeEndObject();
                json.writeStringProperty("repr", e.repr().spelling());
            }
        }
        claims(declaration);
        json.writeEndObject();
    }

    private void claims(TypeDeclaration declaration) {
        if (!declaration.claims().isEmpty()) {
            json.writeArrayPropertyStart("bounds");
            declaration.claims().stream().map(Claim::bound).sorted().forEach(b -> json.writeString(b.spelling()));
            json.writeEndArray();
        }
    }

    private void fields(List<Field> fields, LifetimeNames names) {
        json.writeStartObject();
        for (Field field : fields) {
            json.writeStringProperty(field.name(), TypePrinter.print(names.type(field.type())));
        }
        json.writeEndObject();
    }

    private void variant(Variant variant, LifetimeNames names) {
        json.writeName(variant.name());
        switch (variant.payload()) {
            case Payload.None _ -> json.writeNumber(variant.discriminant());
            // Its discriminant is one more than that of the variant before: no other can be given to it.
            case Payload.Positional p -> json.writeString(positional(names.types(p.types())));
            case Payload.Fields f -> fields(f.fields(), names);
        }
    }

    /** In parentheses without a trailing comma, which a payload of one type does not have. */
    private static String positional(List<Type> types) {
        return types.stream().map(TypePrinter::print).collect(Collectors.joining(", ", "(", ")"));
    }

    private void declared(InterfaceDeclaration declared) {
        head(declared.name(), declared.lifetimes());
        LifetimeNames names = new LifetimeNames(declared.lifetimes());
        json.writeStartObject();
        json.writeName("methods");
        json.writeStartObject();
        declared.methods()
                .forEach(m -> json.writeStringProperty(m.name(), TypePrinter.print(names.signature(m.signature()))));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void export(Descriptor descriptor, Export export) {
        String signature = TypePrinter.print(new LifetimeNames(List.of()).signature(export.signature()));
        String symbol = descriptor.symbolOf(export);
        json.writeName(export.name());
        if (symbol.equals(descriptor.library() + "_" + export.name())) {
            json.writeString(signature);
        } else {
            json.writeStartObject();
            json.writeStringProperty("sig", signature);
            json.writeStringProperty("symbol", symbol);
            json.writeEndObject();
        }
    }
}
