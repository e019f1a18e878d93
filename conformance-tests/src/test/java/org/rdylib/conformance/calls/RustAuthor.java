package org.rdylib.conformance.calls;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Field;
import org.rdylib.spec.Import;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/**
 * The author of a plugin in Rust: as that in C does, but each value is looked at and made by what its type implements, for
 * which the author says of each declared type what it is made of.
 */
final class RustAuthor {

    private static final Pattern FUNCTION = Pattern.compile("(?s)fn (\\w+)(.*?)\\{ todo!\\(\\) \\}");

    private final Descriptor descriptor;
    private final StringBuilder source = new StringBuilder("""
        #![allow(unused_variables, unused_mut, unused_imports, clippy::all)]
        mod abi;
        mod places;
        use std::ffi::CStr;
        use crate::{abi::*, places::{choice, make_elements, see_upper, tagged, Made, Seen}};

        struct Plugin;
        abi::export!(Plugin);

        """);

    private RustAuthor(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * The root of the plugin's crate, beside the modules {@code abi} and {@code places}.
     *
     * @param unimplemented the functions of the plugin's trait, as one writes them in an {@code impl}
     */
    static String write(Descriptor descriptor, String trait, String unimplemented) {
        RustAuthor author = new RustAuthor(descriptor);
        descriptor.types().forEach(author::type);
        author.source.append("impl ").append(trait).append(" for Plugin {\n");
        author.source.append(FUNCTION.matcher(unimplemented).replaceAll(author::function));
        return author.source.append("}\n").toString();
    }

    // ---- Types ----

    private void type(TypeDeclaration declaration) {
        String lifetimes = declaration.lifetimes().isEmpty() ? "" : "<'_>";
        String forever = declaration.lifetimes().isEmpty() ? "" : "<'static>";
        String see = "impl Seen for %s%s {\n    fn see(&self, at: &str) {\n%s    }\n}\n\n";
        String make = "impl Made for %s%s {\n    fn make(at: &str) -> Self {\n%s    }\n}\n\n";
        String name = declaration.name();
        switch (declaration) {
            case TypeDeclaration.Opaque o -> throw new IllegalArgumentException(o.name());
            case TypeDeclaration.Struct s -> {
                boolean isPacked = s.packed().isPresent();
                source.append(see.formatted(
                        name,
                        lifetimes,
                        s.fields().stream()
                                .map(f -> isPacked
                                        ? "let %1$s = self.%1$s;\n%2$s"
                                                .formatted(f.name(), see("&" + f.name(), f.name()))
                                        : see("&self." + f.name(), f.name()))
                                .collect(joining())));
                source.append(make.formatted(name, forever, name + " { " + made(s.fields(), "") + " }\n"));
            }
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
                        IntStream.range(0, variants.size())
                                .mapToObj(i -> "%s => %s::%s,\n"
                                        .formatted(
                                                i == variants.size() - 1 ? "_" : Integer.toString(i),
                                                name,
                                                made(variants.get(i))))
                                .collect(joining("", "match choice(at, " + variants.size() + ") {\n", "}\n"))));
            }
        }
    }

    private static String see(String value, String path) {
        return "Seen::see(%s, &format!(\"{at}.%s\"));\n".formatted(value, path);
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

    private static String pattern(Variant variant) {
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

    // ---- Functions ----

    private String function(MatchResult head) {
        Export export = descriptor.exports().stream()
                .filter(e -> e.name().equals(head.group(1)))
                .findFirst()
                .orElseThrow();
        String body;
        if (Boundary.isCaller(export)) {
            Import called = Boundary.called(export, descriptor);
            body = call(called.name(), called.signature(), "abi::" + called.name());
        } else {
            body = body(export.name(), export.signature());
        }
        return Matcher.quoteReplacement("fn " + export.name() + head.group(2) + "{\n" + body + "}\n");
    }

    private static String body(String path, Signature signature) {
        StringBuilder body = new StringBuilder();
        for (Parameter p : signature.parameters()) {
            if (Boundary.closure(p.type()).isEmpty()) {
                body.append(seen(p.type(), p.name(), path + "(" + p.name() + ")"));
            }
        }
        for (Parameter p : signature.parameters()) {
            Boundary.closure(p.type())
                    .ifPresent(c -> body.append("{\n")
                            .append(Boundary.isGiven(p.type()) ? "let mut %1$s = %1$s;\n".formatted(p.name()) : "")
                            .append(call(path + "(" + p.name() + ")", c.signature(), p.name()))
                            .append("}\n"));
        }
        for (Parameter p : signature.parameters()) {
            String format = Boundary.exclusive(p.type())
                    .map(r -> switch (r.target()) {
                        case Type.Slice _ ->
                            "%s.iter_mut().enumerate().for_each(|(i, e)| *e = Made::make(&format!(\"%s[{i}]\")));\n";
                        case Type.Str _ -> "%s.make_ascii_uppercase();\n";
                        case Type _ -> "*%s = Made::make(\"%s.*\");\n";
                    })
                    .orElse("");
            body.append(format.formatted(p.name(), path + "(" + p.name() + ")'"));
        }
        return body.append("Made::make(\"").append(path).append("()\")\n").toString();
    }

    /** Looks at a value through a reference to it, so that it can be dropped afterwards. */
    private static String seen(Type type, String value, String path) {
        return Boundary.exclusive(type).isPresent()
                ? "Seen::behind(&*%s, \"%s\");\n".formatted(value, path)
                : "Seen::see(&%s, \"%s\");\n".formatted(value, path);
    }

    /** Calls a function of the other side. */
    private static String call(String path, Signature signature, String function) {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        String arguments = IntStream.range(0, signature.parameters().size())
                .mapToObj(i -> {
                    Parameter p = signature.parameters().get(i);
                    String name = Boundary.name(p, i);
                    String place = path + "(" + name + ")";
                    if (Boundary.exclusive(p.type()).isEmpty()) {
                        return "Made::make(\"" + place + "\")";
                    }
                    if (Boundary.exclusive(p.type()).orElseThrow().target() instanceof Type.Slice) {
                        before.append("let mut own_%s = make_elements(\"%s\");\n".formatted(name, place));
                        after.append(
                                "own_%s.iter().enumerate().for_each(|(i, e)| Seen::see(e, &format!(\"%s'[{i}]\")));\n"
                                        .formatted(name, place));
                        return "&mut own_" + name + "[..]";
                    }
                    if (Boundary.exclusive(p.type()).orElseThrow().target() instanceof Type.Str) {
                        before.append("let mut own_%s: String = Made::make(\"%s\");\n".formatted(name, place));
                        after.append("see_upper(&own_%s, \"%s\");\n".formatted(name, place));
                        return "&mut own_" + name + "[..]";
                    }
                    before.append("let mut own_%s = Made::make(\"%s.*\");\n".formatted(name, place));
                    after.append("Seen::see(&own_%s, \"%s'.*\");\n".formatted(name, place));
                    return "&mut own_" + name;
                })
                .collect(joining(", "));
        return before + "let answer = " + function + "(" + arguments + ");\n" + after + "Seen::see(&answer, \"" + path
                + "()\");\n";
    }
}
