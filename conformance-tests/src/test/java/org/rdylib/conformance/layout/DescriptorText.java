package org.rdylib.conformance.layout;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.syntax.TypePrinter;

/** Writes random types as a descriptor. */
final class DescriptorText {

    private final RandomTypes types;

    private DescriptorText(RandomTypes types) {
        this.types = types;
    }

    /**
     * The descriptor of {@code types}; it ends with the declarations.
     *
     * @param opaque the opaque types beside them
     */
    static String of(RandomTypes types, List<String> opaque) {
        return new DescriptorText(types).text(opaque);
    }

    private String text(List<String> opaque) {
        StringBuilder text = new StringBuilder("""
            abi: 1
            library: random
            version: 1.0.0
            interfaces:
              I: {methods: {m: "fn(&self)"}}
            types:
            """);
        opaque.forEach(name -> text.append("  " + name + ": {opaque: {drop: random_h_drop}}\n"));
        for (TypeDeclaration declaration : types.all()) {
            text.append("  ").append(declaration.name()).append(":\n");
            if (declaration.evolution() == Evolution.APPEND) {
                text.append("    evolves: append\n");
            }
            switch (declaration) {
                case TypeDeclaration.Struct s -> {
                    s.packed()
                            .ifPresent(
                                    n -> text.append("    packed: ").append(n).append('\n'));
                    s.align()
                            .ifPresent(n -> text.append("    align: ").append(n).append('\n'));
                    text.append("    struct: ").append(fields(s.fields())).append('\n');
                }
                case TypeDeclaration.Enum e -> {
                    e.storage()
                            .ifPresent(
                                    n -> text.append("    storage: ").append(n).append('\n'));
                    text.append("    repr: ").append(e.repr().spelling()).append("\n    enum:\n");
                    e.variants()
                            .forEach(v -> text.append("      ")
                                    .append(v.name())
                                    .append(':')
                                    .append(payload(e.name(), v))
                                    .append('\n'));
                }
                case TypeDeclaration.Opaque _ -> {}
            }
        }
        return text.toString();
    }

    private String payload(String type, Variant variant) {
        return switch (variant.payload()) {
            case Payload.None _ -> types.discriminant(type, variant).replace(" =", "");
            case Payload.Positional p ->
                " " + quoted("(" + p.types().stream().map(TypePrinter::print).collect(joining(", ")) + ")");
            case Payload.Fields f -> " " + fields(f.fields());
        };
    }

    private static String fields(List<Field> fields) {
        return fields.stream()
                .map(f -> f.name() + ": " + quoted(TypePrinter.print(f.type())))
                .collect(joining(", ", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }
}
