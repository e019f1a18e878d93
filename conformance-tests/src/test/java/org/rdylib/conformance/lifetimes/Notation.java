package org.rdylib.conformance.lifetimes;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.syntax.TypePrinter;

/** Writes generated descriptors down, so that the pairs go the whole way: text, syntax, checks, verdict. */
final class Notation {

    private Notation() {}

    /** A whole descriptor. */
    static String descriptor(Descriptor d) {
        var text = new StringBuilder("abi: 1\nlibrary: " + d.library() + "\nversion: " + d.version() + "\n");
        section(text, "types", d.types().stream().map(Notation::declaration));
        section(
                text,
                "interfaces",
                d.interfaces().stream()
                        .map(i -> quoted(i.name() + TypePrinter.generics(i.lifetimes())) + ": {methods: "
                                + mapping(i.methods().stream()
                                        .map(m -> m.name() + ": " + quoted(TypePrinter.print(m.signature()))))
                                + "}"));
        section(text, "exports", d.exports().stream().map(e -> function(e.name(), e.signature(), e.isOptional())));
        section(text, "imports", d.imports().stream().map(i -> function(i.name(), i.signature(), i.isOptional())));
        return text.toString();
    }

    private static String function(String name, Signature signature, boolean isOptional) {
        String written = quoted(TypePrinter.print(signature));
        return name + ": " + (isOptional ? "{sig: " + written + ", optional: true}" : written);
    }

    private static void section(StringBuilder text, String key, Stream<String> entries) {
        List<String> all = entries.toList();
        if (!all.isEmpty()) {
            text.append(key).append(":\n");
            all.forEach(e -> text.append("  ").append(e).append('\n'));
        }
    }

    private static String declaration(TypeDeclaration t) {
        String body = switch (t) {
            case TypeDeclaration.Struct s -> "struct: " + fields(s.fields());
            case TypeDeclaration.Opaque _ -> "opaque: ";
            case TypeDeclaration.Enum e ->
                "enum: " + mapping(e.variants().stream().map(Notation::variant));
        };
        return quoted(t.name() + TypePrinter.generics(t.lifetimes())) + ": {" + body + "}";
    }

    private static String variant(Variant v) {
        return v.name() + ": "
                + switch (v.payload()) {
                    case Payload.None _ -> v.discriminant().toString();
                    case Payload.Positional p ->
                        quoted(p.types().stream().map(TypePrinter::print).collect(Collectors.joining(", ", "(", ")")));
                    case Payload.Fields p -> fields(p.fields());
                };
    }

    private static String fields(List<Field> fields) {
        return mapping(fields.stream().map(f -> f.name() + ": " + quoted(TypePrinter.print(f.type()))));
    }

    private static String mapping(Stream<String> entries) {
        return entries.collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
