package org.rdylib.conformance.calls;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.rdylib.conformance.rust.Rust;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/**
 * The author of a plugin in Rust: as that in C does, but each value is looked at and made by what its type implements. Of
 * what is tested it uses the generated module alone: the functions of its traits.
 */
final class RustAuthor {

    private static final Pattern FUNCTION = Pattern.compile("(?s)fn (\\w+)(.*?)\\{ todo!\\(\\) \\}");

    private final Descriptor descriptor;
    private final Data data;
    private final String module;
    private final StringBuilder source = new StringBuilder("""
        #![allow(unused_variables, unused_mut, unused_imports, non_camel_case_types, clippy::all)]
        mod abi;
        mod places;
        use std::{ffi::CStr, sync::Arc};
        use crate::{abi::*, places::{choice, make_elements, see_default, see_upper, tagged, Alive, Made, Seen}};

        struct Plugin;
        abi::export!(Plugin);

        """);

    private RustAuthor(Data data, String module) {
        this.descriptor = data.descriptor().descriptor();
        this.data = data;
        this.module = module;
    }

    /**
     * The root of the plugin's crate, beside the modules {@code abi} and {@code places}.
     *
     * @param module the generated one
     * @param trait what its author implements
     */
    static String write(Data data, String module, String trait) {
        RustAuthor author = new RustAuthor(data, module);
        RustValues values = new RustValues(data, author.source);
        author.descriptor.types().forEach(values::declared);
        String exports = FUNCTION.matcher(Rust.unimplemented(module, trait)).replaceAll(author::export);
        return author.source
                .append("impl ")
                .append(trait)
                .append(" for Plugin {\n")
                .append(exports)
                .append("}\n")
                .toString();
    }

    private String export(MatchResult head) {
        Export export = descriptor.exports().stream()
                .filter(e -> e.name().equals(head.group(1)))
                .findFirst()
                .orElseThrow();
        String body;
        if (Boundary.isCaller(export)) {
            Import called = Boundary.called(export, descriptor);
            body = call(
                    new Code.Entry(called.name(), "", called.signature()),
                    imported(called.name()),
                    "abi::" + called.name() + "(%s)");
        } else {
            body = body(new Code.Entry(export.name(), "", export.signature()), RustSignature.of(head.group(2)));
        }
        return Matcher.quoteReplacement("fn " + export.name() + head.group(2) + "{\n" + body + "}\n");
    }

    private RustSignature imported(String name) {
        String head = "    pub fn " + name;
        int at = Pattern.compile(head + "\\b")
                .matcher(module)
                .results()
                .findFirst()
                .orElseThrow()
                .end();
        return RustSignature.of(module.substring(at));
    }

    // ---- What this side gives ----

    /** Something that the other side may call, of a type that the generated module writes so. */
    private String give(Code code, String type) {
        String path = code.path();
        String value = code.isObject() ? object(code) : closure(code, RustSignature.in(type));
        String alive = "let alive = Alive::new(\"" + path + "\");\n";
        return switch (code.holder()) {
            case SHARED -> "&" + value;
            case EXCLUSIVE -> "&mut " + value;
            case BOX -> "{\n" + alive + "Box::new(" + value + ")\n}";
            case ARC -> "{\n" + alive + "Arc::new(" + value + ")\n}";
            case FUNCTION -> "wire::Function::of(" + value + ")";
        };
    }

    private String closure(Code code, RustSignature types) {
        Code.Entry entry = code.entries().getFirst();
        boolean isFunction = code.holder() == Code.Holder.FUNCTION;
        String parameters = IntStream.range(0, entry.signature().parameters().size())
                .mapToObj(i -> Boundary.name(entry.signature().parameters().get(i), i)
                        + (isFunction ? ": " + types.parameters().get(i) : ""))
                .collect(joining(", "));
        return (code.holder().isOwner() ? "move |" : "|") + parameters + "|"
                + (isFunction ? " -> " + types.result() : "")
                + " {\n"
                + (code.holder().isOwner() ? "let _ = &alive;\n" : "")
                + body(entry, types) + "}";
    }

    /** An object of a type of its own. */
    private String object(Code code) {
        String own = "Own_" + code.path().replaceAll("\\W", "_");
        boolean isOwned = code.holder().isOwner();
        StringBuilder methods = new StringBuilder();
        FUNCTION.matcher(Rust.unimplemented(module, code.interfaceName()))
                .results()
                .forEach(head -> {
                    Code.Entry entry = code.entries().stream()
                            .filter(e -> e.name().equals(head.group(1)))
                            .findFirst()
                            .orElseThrow();
                    methods.append("fn ")
                            .append(entry.name())
                            .append(head.group(2))
                            .append("{\n")
                            .append(body(entry, RustSignature.of(head.group(2))))
                            .append("}\n");
                });
        source.append("struct %1$s%2$s;\nimpl %3$s for %1$s {\n%4$s}\n\n"
                .formatted(own, isOwned ? "(Alive)" : "", code.interfaceName(), methods));
        return own + (isOwned ? "(alive)" : "");
    }

    // ---- What this side does ----

    /** Calls what came; it is dropped with its variable. */
    private String use(Code code, String type, String variable) {
        StringBuilder used = new StringBuilder("{\nlet mut %1$s = %1$s;\n".formatted(variable));
        for (Code.Entry entry : code.callable()) {
            String function = switch (code.holder()) {
                case FUNCTION -> variable + ".call(%s)";
                case SHARED, EXCLUSIVE, BOX, ARC -> {
                    if (code.isObject()) {
                        yield variable + "." + entry.name() + "(%s)";
                    }
                    // What is lent for a lifetime that has a name.
                    yield variable + (type.startsWith("wire::") ? ".with(|function| function(%s))" : "(%s)");
                }
            };
            used.append("{\n")
                    .append(call(entry, types(code, entry, type), function))
                    .append("}\n");
        }
        return used.append("}\n").toString();
    }

    private RustSignature types(Code code, Code.Entry entry, String type) {
        if (!code.isObject()) {
            return RustSignature.in(type);
        }
        return FUNCTION.matcher(Rust.unimplemented(module, code.interfaceName()))
                .results()
                .filter(head -> head.group(1).equals(entry.name()))
                .map(head -> RustSignature.of(head.group(2)))
                .findFirst()
                .orElseThrow();
    }

    private String body(Code.Entry entry, RustSignature types) {
        String path = entry.path();
        List<Parameter> parameters = entry.signature().parameters();
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            if (data.code(p, i, path).isEmpty()) {
                body.append(seen(p.type(), Boundary.name(p, i), Data.place(p, i, path)));
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            String name = Boundary.name(parameters.get(i), i);
            String type = types.parameters().get(i);
            data.code(parameters.get(i), i, path).ifPresent(code -> body.append(use(code, type, name)));
        }
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            String name = Boundary.name(p, i);
            if (Boundary.lends(p.type(), data.descriptor())
                    && data.code(p, i, path).isEmpty()) {
                body.append("let mut %1$s = %1$s;\n".formatted(name));
                leave(p.type(), name, Data.place(p, i, path), body);
            }
        }
        return body.append(made(entry.signature().result(), path + "()", types.result()))
                .append("\n")
                .toString();
    }

    /** Puts other values behind each {@code &mut} in a value that is passed. */
    private void leave(Type type, String value, String path, StringBuilder body) {
        switch (type) {
            case Type.Reference(var _, Mutability m, var _, var _) when m == Mutability.SHARED -> {}
            case Type.Reference(var _, var _, Type.Slice _, var _) ->
                body.append("%s.iter_mut().enumerate().for_each(|(i, e)| *e = Made::make(&format!(\"%s'[{i}]\")));\n"
                        .formatted(value, path));
            case Type.Reference(var _, var _, Type.Str _, var _) ->
                body.append("%s.make_ascii_uppercase();\n".formatted(value));
            case Type.Reference _ -> body.append("*%s = Made::make(\"%s'.*\");\n".formatted(value, path));
            case Type _ when !Boundary.lends(type, data.descriptor()) -> {}
            case Type.Tuple t -> {
                for (int i = 0; i < t.elements().size(); i++) {
                    leave(t.elements().get(i), value + "." + i, path + "." + i, body);
                }
            }
            case Type.Array a -> {
                for (int i = 0; i < a.length(); i++) {
                    leave(a.element(), value + "[" + i + "]", path + "[" + i + "]", body);
                }
            }
            case Type.Option o -> {
                body.append("if let Some(some) = &mut %s {\n".formatted(value));
                leave(o.value(), "(*some)", path + ".Some", body);
                body.append("}\n");
            }
            case Type.Named n -> leave(data.descriptor().type(n.name()), value, path, body);
            case Type _ -> throw new IllegalArgumentException(type.at().toString());
        }
    }

    private void leave(TypeDeclaration declaration, String value, String path, StringBuilder body) {
        switch (declaration) {
            case TypeDeclaration.Struct s ->
                s.fields().forEach(f -> leave(f.type(), value + "." + f.name(), path + "." + f.name(), body));
            case TypeDeclaration.Enum e -> {
                body.append("match &mut %s {\n".formatted(value));
                for (Variant variant : e.variants()) {
                    body.append("%s::%s => {\n".formatted(e.name(), RustValues.pattern(variant)));
                    String prefix = path + "." + variant.name() + ".";
                    switch (variant.payload()) {
                        case Payload.None _ -> {}
                        case Payload.Positional p -> {
                            for (int i = 0; i < p.types().size(); i++) {
                                leave(p.types().get(i), "(*a" + i + ")", prefix + i, body);
                            }
                        }
                        case Payload.Fields f ->
                            f.fields().forEach(x -> leave(x.type(), "(*" + x.name() + ")", prefix + x.name(), body));
                    }
                    body.append("}\n");
                }
                body.append("}\n");
            }
            case TypeDeclaration.Opaque o -> throw new IllegalArgumentException(o.name());
        }
    }

    /** What is given at a place, of a type that the generated module writes so. */
    private String made(Type type, String path, String rust) {
        return data.code(type, path).map(code -> give(code, rust)).orElse("Made::make(\"" + path + "\")");
    }

    /** Looks at a value through a reference to it, so that it can be dropped afterwards. */
    private static String seen(Type type, String value, String path) {
        return Boundary.exclusive(type).isPresent()
                ? "Seen::behind(&*%s, \"%s\");\n".formatted(value, path)
                : "Seen::see(&%s, \"%s\");\n".formatted(value, path);
    }

    /** Calls a function of the other side, in the form of a call with {@code %s} for its arguments. */
    private String call(Code.Entry entry, RustSignature types, String function) {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        List<String> arguments = new ArrayList<>();
        List<Parameter> parameters = entry.signature().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            String place = Data.place(p, i, entry.path());
            Optional<Type.Reference> exclusive = Boundary.exclusive(p.type());
            arguments.add(
                    exclusive.isPresent()
                            ? lent(exclusive.get(), "own_" + Boundary.name(p, i), place, before, after)
                            : made(p.type(), place, types.parameters().get(i)));
        }
        String result = entry.path() + "()";
        return before + "let answer = " + function.formatted(String.join(", ", arguments)) + ";\n" + after
                + data.code(entry.signature().result(), result)
                        .map(code -> use(code, types.result(), "answer"))
                        .orElse("Seen::see(&answer, \"" + result + "\");\n");
    }

    /** What is lent to be written to. */
    private static String lent(
            Type.Reference reference, String own, String place, StringBuilder before, StringBuilder after) {
        return switch (reference.target()) {
            case Type.Slice _ -> {
                before.append("let mut %s = make_elements(\"%s\");\n".formatted(own, place));
                after.append("%s.iter().enumerate().for_each(|(i, e)| Seen::see(e, &format!(\"%s'[{i}]\")));\n"
                        .formatted(own, place));
                yield "&mut " + own + "[..]";
            }
            case Type.Str _ -> {
                before.append("let mut %s: String = Made::make(\"%s\");\n".formatted(own, place));
                after.append("see_upper(&%s, \"%s\");\n".formatted(own, place));
                yield "&mut " + own + "[..]";
            }
            case Type _ -> {
                before.append("let mut %s = Made::make(\"%s.*\");\n".formatted(own, place));
                after.append("Seen::see(&%s, \"%s'.*\");\n".formatted(own, place));
                yield "&mut " + own;
            }
        };
    }
}
