package org.rdylib.spec.canonical;

import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CCall;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Claim;
import org.rdylib.spec.DefaultValue;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Export;
import org.rdylib.spec.Field;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Unloading;
import org.rdylib.spec.Variant;
import org.rdylib.spec.layout.CArguments;
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
        unloading(d.onUnload());
        section("types", sorted(d.types(), TypeDeclaration::name), this::type);
        section("interfaces", sorted(d.interfaces(), InterfaceDeclaration::name), this::declared);
        section("exports", sorted(d.exports(), Export::name), e -> export(d, e));
        // Imports are slots of a table: their order is part of it.
        section("imports", d.imports(), i -> function(i.name(), i.signature(), List.of(), Terms.of(i.isOptional())));
        json.writeEndObject();
    }

    private void unloading(Unloading unloading) {
        if (unloading.threads() != Unloading.Threads.NONE) {
            json.writeName("on_unload");
            json.writeStartObject();
            json.writeStringProperty("threads", unloading.threads().spelling());
            unloading.shutdown().ifPresent(s -> json.writeStringProperty("shutdown", s));
            json.writeEndObject();
        }
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
        switch (declaration) {
            case TypeDeclaration.Opaque o -> opaque(o, names);
            case TypeDeclaration.Struct _, TypeDeclaration.Enum _ -> open(declaration, names);
        }
    }

    /** What the library alone looks into: its one word, or a mapping of what it claims. */
    private void opaque(TypeDeclaration.Opaque opaque, LifetimeNames names) {
        if (opaque.covariant().isEmpty()
                && opaque.claims().isEmpty()
                && opaque.drop().isEmpty()) {
            json.writeString("opaque");
            return;
        }
        json.writeStartObject();
        json.writeName("opaque");
        json.writeStartObject();
        if (!opaque.covariant().isEmpty()) {
            json.writeArrayPropertyStart("covariant");
            names.named(opaque.covariant()).stream()
                    .map(Lifetime.Named::toString)
                    .sorted()
                    .forEach(json::writeString);
            json.writeEndArray();
        }
        claims(opaque);
        opaque.drop().ifPresent(s -> json.writeStringProperty("drop", s));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void open(TypeDeclaration declaration, LifetimeNames names) {
        json.writeStartObject();
        switch (declaration) {
            case TypeDeclaration.Opaque _ -> {}
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
        evolution(declaration);
        claims(declaration);
        json.writeEndObject();
    }

    private void evolution(TypeDeclaration declaration) {
        if (declaration.evolution() == Evolution.APPEND) {
            json.writeStringProperty("evolves", "append");
        }
        if (declaration instanceof TypeDeclaration.Enum e) {
            e.storage().ifPresent(n -> json.writeNumberProperty("storage", n));
        }
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
            String type = TypePrinter.print(names.type(field.type()));
            Optional<String> value = field.defaultValue().map(DefaultValue::text);
            if (value.isEmpty()) {
                json.writeStringProperty(field.name(), type);
                continue;
            }
            json.writeName(field.name());
            json.writeStartObject();
            json.writeStringProperty("type", type);
            json.writeStringProperty("default", value.get());
            json.writeEndObject();
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
        json.writeStartObject();
        json.writeName("methods");
        json.writeStartObject();
        declared.methods()
                .forEach(m -> function(m.name(), m.signature(), declared.lifetimes(), Terms.of(m.isOptional())));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void export(Descriptor descriptor, Export export) {
        Optional<String> symbol = export.symbol().filter(s -> !s.equals(descriptor.library() + "_" + export.name()));
        Optional<CEntry> c = CArguments.unusual(export);
        function(
                export.name(),
                export.signature(),
                List.of(),
                new Terms(export.isOptional(), export.isLeaf(), symbol, c));
    }

    /** What may be said of a function beside its signature. */
    private record Terms(boolean isOptional, boolean isLeaf, Optional<String> symbol, Optional<CEntry> c) {

        static Terms of(boolean isOptional) {
            return new Terms(isOptional, false, Optional.empty(), Optional.empty());
        }

        boolean isEmpty() {
            return !isOptional && !isLeaf && symbol.isEmpty() && c.isEmpty();
        }
    }

    /** A signature alone, where there is nothing else to say. */
    private void function(String name, Signature signature, List<LifetimeParameter> around, Terms terms) {
        String text = TypePrinter.print(new LifetimeNames(around).signature(signature));
        json.writeName(name);
        if (terms.isEmpty()) {
            json.writeString(text);
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("sig", text);
        if (terms.isOptional()) {
            json.writeBooleanProperty("optional", true);
        }
        if (terms.isLeaf()) {
            json.writeBooleanProperty("leaf", true);
        }
        terms.symbol().ifPresent(s -> json.writeStringProperty("symbol", s));
        terms.c().ifPresent(this::c);
        json.writeEndObject();
    }

    /** The arguments alone, where C's answer is what the function returns. */
    private void c(CEntry entry) {
        json.writeName("c");
        if (!entry.hasTerms()) {
            arguments(entry.arguments());
            return;
        }
        json.writeStartObject();
        json.writeName("pass");
        arguments(entry.arguments());
        entry.ok().ifPresent(ok -> json.writeNumberProperty("ok", ok));
        if (!entry.calls().isEmpty()) {
            json.writeName("calls");
            json.writeStartObject();
            entry.calls().forEach(this::call);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void call(CCall call) {
        json.writeName(call.closure());
        if (!call.hasTerms()) {
            arguments(call.arguments());
            return;
        }
        json.writeStartObject();
        json.writeName("pass");
        arguments(call.arguments());
        call.failed().ifPresent(failed -> json.writeNumberProperty("failed", failed));
        if (call.isKeptIfOk()) {
            json.writeStringProperty("kept", "ok");
        }
        json.writeEndObject();
    }

    private void arguments(List<CArgument> arguments) {
        json.writeStartArray();
        arguments.forEach(argument -> json.writeString(argument.toString()));
        json.writeEndArray();
    }
}
