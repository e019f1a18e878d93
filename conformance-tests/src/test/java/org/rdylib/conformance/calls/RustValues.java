package org.rdylib.conformance.calls;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/**
 * Of each declared type, what it is made of: then its values can be looked at and made in Rust.
 *
 * @param source takes the {@code impl}s
 */
record RustValues(Data data, StringBuilder source) {

    /** What lets values of a declared type be looked at and made. */
    void declared(TypeDeclaration declaration) {
        String lifetimes = declaration.lifetimes().isEmpty() ? "" : "<'_>";
        String forever = declaration.lifetimes().isEmpty() ? "" : "<'static>";
        String see = "impl Seen for %s%s {\n    fn see(&self, at: &str) {\n%s    }\n}\n\n";
        String make = "impl Made for %s%s {\n    fn make(at: &str) -> Self {\n%s    }\n}\n\n";
        String name = declaration.name();
        switch (declaration) {
            case TypeDeclaration.Opaque o -> throw new IllegalArgumentException(o.name());
            case TypeDeclaration.Struct s -> {
                boolean isPacked = s.packed().isPresent();
                // What the other side's copy lacks is at its default.
                int known = ((TypeDeclaration.Struct) data.other().type(name))
                        .fields()
                        .size();
                source.append(see.formatted(
                        name,
                        lifetimes,
                        IntStream.range(0, s.fields().size())
                                .mapToObj(i -> {
                                    Field f = s.fields().get(i);
                                    return i >= known
                                            ? seeDefault(f)
                                            : isPacked
                                                    ? "let %1$s = self.%1$s;\n%2$s"
                                                            .formatted(f.name(), see("&" + f.name(), f.name()))
                                                    : see("&self." + f.name(), f.name());
                                })
                                .collect(joining())));
                source.append(make.formatted(name, forever, name + " { " + made(s.fields(), "") + " }\n"));
            }
            case TypeDeclaration.Enum e
            when e.evolution() == Evolution.APPEND -> growing(e, see, make, lifetimes, forever);
            case TypeDeclaration.Enum e -> {
                List<Variant> variants = e.variants();
                source.append(see.formatted(
                        name,
                        lifetimes,
                        IntStream.range(0, variants.size())
                                .mapToObj(i -> "%s::%s => if tagged(at, %d, choice(at, %d)) {\n%s}\n"
                                        .formatted(
                                                name,
                                                pattern(variants.get(i)),
                                                i,
                                                variants.size(),
                                                seen(variants.get(i))))
                                .collect(joining("", "match self {\n", "}\n"))));
                source.append(make.formatted(
                        name,
                        forever,
                        chosen(variants.stream()
                                .map(variant -> name + "::" + made(variant))
                                .toList())));
            }
        }
    }

    /** Of a type of its own, with what is known of it: the other side's copy may have other variants. */
    private void growing(TypeDeclaration.Enum e, String see, String make, String lifetimes, String forever) {
        String name = e.name();
        List<Variant> own = e.variants();
        List<Variant> given = ((TypeDeclaration.Enum) data.other().type(name)).variants();
        String wanted =
                given.stream().map(v -> v.discriminant() + "i64 as usize").collect(joining(", ", "[", "]"))
                        + "[choice(at, " + given.size() + ")]";
        boolean isPlain = !e.hasPayload();
        String known = isPlain
                ? ""
                : IntStream.range(0, own.size())
                        .mapToObj(i ->
                                "Some(Known%s::%s) => {\n%s}\n".formatted(name, pattern(own.get(i)), seen(own.get(i))))
                        .collect(joining("", "match self.known() {\n", "None => {}\n}\n"));
        source.append(see.formatted(
                name,
                lifetimes,
                "if tagged(at, self.%s as i64 as usize, %s) {\n%s}\n"
                        .formatted(isPlain ? "0" : "tag()", wanted, known)));
        source.append(make.formatted(
                name,
                forever,
                chosen(own.stream()
                        .map(variant -> isPlain
                                ? name + "::" + variant.name()
                                : "Known" + name + "::" + made(variant) + ".into()")
                        .toList())));
    }

    /** The one of some expressions that the place chooses. */
    private static String chosen(List<String> made) {
        int last = made.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> (i == last ? "_" : Integer.toString(i)) + " => " + made.get(i) + ",\n")
                .collect(joining("", "match choice(at, " + made.size() + ") {\n", "}\n"));
    }

    private static String see(String value, String path) {
        return "Seen::see(%s, &format!(\"{at}.%s\"));\n".formatted(value, path);
    }

    private static String seeDefault(Field field) {
        String text = field.defaultValue().orElseThrow().text();
        String self = "self." + field.name();
        String at = "&format!(\"{at}." + field.name() + "\")";
        return switch (field.type()) {
            case Type.Scalar s -> {
                String came = switch (s.kind()) {
                    case BOOL -> "[" + self + " as u8]";
                    case CHAR -> "(" + self + " as u32).to_le_bytes()";
                    case ScalarKind _ -> self + ".to_le_bytes()";
                };
                yield "see_default(%s, &%s, &%s);\n".formatted(at, came, bytes(Bytes.spelt(s.kind(), text)));
            }
            case Type.Option _ -> "tagged(%s, usize::from(%s.as_ref().is_some()), 0);\n".formatted(at, self);
            case Type.Reference _ ->
                "see_default(%s, %s.as_bytes(), &%s);\n"
                        .formatted(at, self, bytes(text.getBytes(StandardCharsets.UTF_8)));
            case Type type -> throw new IllegalArgumentException(type.at().toString());
        };
    }

    private static String bytes(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> Integer.toString(bytes[i] & 0xFF))
                .collect(joining(", ", "[", "]"));
    }

    private static String make(String path) {
        return "Made::make(&format!(\"{at}." + path + "\"))";
    }

    private static String made(List<Field> fields, String prefix) {
        return fields.stream()
                .map(f -> f.name() + ": " + make(prefix + f.name()))
                .collect(joining(", "));
    }

    private static String made(Variant variant) {
        String prefix = variant.name() + ".";
        return variant.name()
                + switch (variant.payload()) {
                    case Payload.None _ -> "";
                    case Payload.Positional p ->
                        IntStream.range(0, p.types().size())
                                .mapToObj(i -> make(prefix + i))
                                .collect(joining(", ", "(", ")"));
                    case Payload.Fields f -> " { " + made(f.fields(), prefix) + " }";
                };
    }

    static String pattern(Variant variant) {
        return variant.name()
                + switch (variant.payload()) {
                    case Payload.None _ -> "";
                    case Payload.Positional p ->
                        IntStream.range(0, p.types().size())
                                .mapToObj(i -> "a" + i)
                                .collect(joining(", ", "(", ")"));
                    case Payload.Fields f ->
                        f.fields().stream().map(Field::name).collect(joining(", ", " { ", " }"));
                };
    }

    private static String seen(Variant variant) {
        String prefix = variant.name() + ".";
        return switch (variant.payload()) {
            case Payload.None _ -> "";
            case Payload.Positional p ->
                IntStream.range(0, p.types().size())
                        .mapToObj(i -> see("a" + i, prefix + i))
                        .collect(joining());
            case Payload.Fields f ->
                f.fields().stream().map(x -> see(x.name(), prefix + x.name())).collect(joining());
        };
    }
}
