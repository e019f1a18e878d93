package org.rdylib.conformance.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A descriptor, of which the two sides have copies of different age.
 *
 * @param structs each with two lifetimes, {@code 'x} and {@code 'y}
 * @param enums likewise
 * @param newer who has the newer copy
 * @param interfaces each with one lifetime, {@code 'x}
 */
record Boundary(
        List<Struct> structs,
        List<Growing> enums,
        Side newer,
        List<Interface> interfaces,
        List<Function> exports,
        List<Function> imports) {

    Boundary {
        structs = List.copyOf(structs);
        enums = List.copyOf(enums);
        interfaces = List.copyOf(interfaces);
        exports = List.copyOf(exports);
        imports = List.copyOf(imports);
    }

    record Struct(String name, List<Term> fields) {
        Struct {
            fields = List.copyOf(fields);
        }

        private String text() {
            return "  \"" + name + "<'x, 'y>\": {struct: "
                    + IntStream.range(0, fields.size())
                            .mapToObj(i -> "f" + i + ": \"" + fields.get(i) + "\"")
                            .collect(Collectors.joining(", ", "{", "}}"));
        }
    }

    /**
     * An enum that may grow; each variant carries one value.
     *
     * @param known how many of the variants the older copy has
     */
    record Growing(String name, List<Term> variants, int known) {
        Growing {
            variants = List.copyOf(variants);
        }

        boolean hasGrown() {
            return known < variants.size();
        }

        List<Term> variants(boolean newer) {
            return newer ? variants : variants.subList(0, known);
        }

        private String text(boolean newer) {
            List<Term> there = variants(newer);
            return "  \"" + name + "<'x, 'y>\": {evolves: append, storage: 64, enum: "
                    + IntStream.range(0, there.size())
                            .mapToObj(i -> "V" + i + ": \"(" + there.get(i) + ",)\"")
                            .collect(Collectors.joining(", ", "{", "}}"));
        }
    }

    record Interface(String name, List<Function> methods) {
        Interface {
            methods = List.copyOf(methods);
        }

        private String text() {
            return "  \"" + name + "<'x>\": {methods: "
                    + methods.stream()
                            .map(m -> m.name() + ": \"" + m.signature("'x") + "\"")
                            .collect(Collectors.joining(", ", "{", "}}"));
        }
    }

    /**
     * An export, import or method.
     *
     * @param receiver {@code &'s self}, or nothing
     */
    record Function(String name, String receiver, List<Term> parameters, Term result) {
        Function {
            parameters = List.copyOf(parameters);
        }

        Stream<Term> types() {
            return Stream.concat(parameters.stream(), Stream.of(result));
        }

        /** What the signature mentions, as often as it does; what is left out is not among them. */
        List<String> mentions() {
            List<String> all = new ArrayList<>();
            types().forEach(t -> t.forEach(part -> part.lifetimes().forEach(all::add)));
            Stream.of(receiver.split("[& ]", -1)).filter(w -> w.startsWith("'")).forEach(all::add);
            all.removeIf(String::isEmpty);
            return all;
        }

        String signature(String... around) {
            Set<String> own = new TreeSet<>(mentions());
            own.removeAll(Set.of("'static", "'dylib"));
            own.removeAll(Set.of(around));
            boolean isUnsafe = types().anyMatch(t -> {
                List<Term> all = new ArrayList<>();
                t.forEach(all::add);
                return all.stream().anyMatch(Term.Raw.class::isInstance);
            });
            List<String> inside = new ArrayList<>();
            if (!receiver.isEmpty()) {
                inside.add(receiver);
            }
            for (int i = 0; i < parameters.size(); i++) {
                inside.add("p" + i + ": " + parameters.get(i));
            }
            return (isUnsafe ? "unsafe " : "") + "fn" + (own.isEmpty() ? "" : "<" + String.join(", ", own) + ">") + "("
                    + String.join(", ", inside) + ") -> " + result;
        }
    }

    /** The copy that {@code side} has. */
    String text(Side side) {
        List<String> lines = new ArrayList<>(List.of("abi: 1", "library: sample", "version: 1.0.0", "types:"));
        lines.add("  H: {opaque: {drop: h_free}}");
        structs.forEach(s -> lines.add(s.text()));
        enums.forEach(e -> lines.add(e.text(side == newer)));
        lines.add("interfaces:");
        interfaces.forEach(i -> lines.add(i.text()));
        lines.add("exports:");
        exports.forEach(f -> lines.add("  " + f.name() + ": \"" + f.signature() + "\""));
        lines.add("imports:");
        imports.forEach(f -> lines.add("  " + f.name() + ": \"" + f.signature() + "\""));
        return String.join("\n", lines) + "\n";
    }

    /** What is in a value of the declared type {@code name} that both sides know. */
    List<Term> known(String name) {
        return contents(name, newer.other());
    }

    /** What is in a value of the declared type {@code name} that {@code maker} makes. */
    List<Term> contents(String name, Side maker) {
        return Stream.concat(
                        structs.stream().filter(s -> s.name().equals(name)).map(Struct::fields),
                        enums.stream().filter(e -> e.name().equals(name)).map(e -> e.variants(maker == newer)))
                .findFirst()
                .orElseThrow();
    }

    Interface interfaceNamed(String name) {
        return interfaces.stream()
                .filter(i -> i.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
