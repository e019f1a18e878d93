package org.rdylib.conformance.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small descriptor, as far as evolution is concerned. */
record Sample(List<Declared> types, List<Interface> interfaces, List<Function> exports, List<Function> imports) {

    Sample {
        types = List.copyOf(types);
        interfaces = List.copyOf(interfaces);
        exports = List.copyOf(exports);
        imports = List.copyOf(imports);
    }

    /** A struct with fields, or an enum with variants of one payload each. */
    record Declared(
            String name, boolean isEnum, boolean grows, int storage, List<String> claims, List<Member> members) {

        Declared {
            claims = List.copyOf(claims);
            members = List.copyOf(members);
        }

        Declared with(List<Member> others) {
            return new Declared(name, isEnum, grows, storage, claims, others);
        }

        private String text() {
            String body = members.stream()
                    .map(m -> m.name() + ": " + (isEnum ? "\"(" + m.type() + ")\"" : m.field()))
                    .collect(Collectors.joining(", ", "{", "}"));
            return "\"" + name + "<'a>\": {" + (isEnum ? "enum: " : "struct: ") + body
                    + (grows ? ", evolves: append" : "")
                    + (storage > 0 ? ", storage: " + storage : "")
                    + (claims.isEmpty() ? "" : ", bounds: " + claims) + "}";
        }
    }

    /** A field or variant. */
    record Member(String name, Term type, Optional<String> defaultValue) {

        private String field() {
            return defaultValue
                    .map(d -> "{type: \"" + type + "\", default: " + d + "}")
                    .orElse("\"" + type + "\"");
        }
    }

    /** An interface. */
    record Interface(String name, List<Function> methods) {

        Interface {
            methods = List.copyOf(methods);
        }

        Interface with(List<Function> others) {
            return new Interface(name, others);
        }

        private String text() {
            return "\"" + name + "<'a>\": {methods: "
                    + methods.stream().map(m -> m.text("fn(&self")).collect(Collectors.joining(", ", "{", "}")) + "}";
        }
    }

    /** An export, import or method. */
    record Function(String name, List<Term> parameters, Term result, boolean isOptional) {

        Function {
            parameters = List.copyOf(parameters);
        }

        private String text(String head) {
            String parameters = Stream.concat(Stream.of(head), numbered()).collect(Collectors.joining(", "));
            String signature = "\"" + parameters + ") -> " + result + "\"";
            return name + ": " + (isOptional ? "{sig: " + signature + ", optional: true}" : signature);
        }

        private Stream<String> numbered() {
            return IntStream.range(0, parameters.size()).mapToObj(i -> "x" + i + ": " + parameters.get(i));
        }
    }

    /** The descriptor's text. */
    String text() {
        List<String> lines = new ArrayList<>(List.of("abi: 1", "library: sample", "version: 1.0.0"));
        section(lines, "types", types.stream().map(Declared::text));
        section(lines, "interfaces", interfaces.stream().map(Interface::text));
        section(lines, "exports", exports.stream().map(f -> f.text("fn<'a>(t: &'a str")));
        section(lines, "imports", imports.stream().map(f -> f.text("fn<'a>(t: &'a str")));
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String key, Stream<String> entries) {
        List<String> all = entries.map(e -> "  " + e).toList();
        if (!all.isEmpty()) {
            lines.add(key + ":");
            lines.addAll(all);
        }
    }

    Declared type(String name) {
        return types.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }

    Optional<Declared> find(String name) {
        return types.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    Interface interfaceNamed(String name) {
        return interfaces.stream()
                .filter(i -> i.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
