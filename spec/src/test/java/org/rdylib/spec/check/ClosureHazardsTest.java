package org.rdylib.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Method;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.syntax.DescriptorReader;

/**
 * The closure hazards of random descriptors, against their definition written out as a graph: a node for each occurrence of
 * a type and each declared type, twice, before and behind a shared edge, and which nodes lead to which by multiplying the
 * graph with itself until nothing is added.
 */
class ClosureHazardsTest {

    private static final int COUNT = Integer.getInteger("rdylib.hazards", 600);

    /** The graph of the definition. Nodes are numbered; {@code 2n} is node n before, {@code 2n + 1} behind a shared edge. */
    private static final class Graph {
        private final Descriptor descriptor;
        private final boolean calling;
        private final IdentityHashMap<Type, Integer> occurrences = new IdentityHashMap<>();
        private final Map<String, Integer> declared = new HashMap<>();
        private final List<int[]> edges = new ArrayList<>();
        private int nodes;

        Graph(Descriptor descriptor, boolean calling) {
            this.descriptor = descriptor;
            this.calling = calling;
            for (TypeDeclaration d : descriptor.types()) {
                declared.put(d.name(), nodes++);
            }
            descriptor.types().forEach(d -> Types.fieldTypes(d).forEach(t -> Types.forEach(t, this::number)));
            signatures(descriptor).forEach(s -> Types.parts(s).forEach(t -> Types.forEach(t, this::number)));
            for (TypeDeclaration d : descriptor.types()) {
                int from = of(d.name());
                Types.fieldTypes(d).forEach(t -> owned(from, t));
            }
            occurrences.forEach((t, n) -> edges(n, t));
        }

        private void number(Type t) {
            occurrences.put(t, nodes++);
        }

        private void owned(int from, Type to) {
            edge(from, of(to), false);
        }

        private void edge(int from, int to, boolean isShared) {
            edges.add(new int[] {2 * from, 2 * to + (isShared ? 1 : 0)});
            edges.add(new int[] {2 * from + 1, 2 * to + 1});
        }

        /** What a call gives: always, or only where nothing shared has been passed. */
        private void call(int from, Type result, boolean always) {
            int to = of(result);
            if (calling) {
                edges.add(new int[] {2 * from, 2 * to});
                if (always) {
                    edges.add(new int[] {2 * from + 1, 2 * to + 1});
                }
            }
        }

        private void edges(int n, Type type) {
            switch (type) {
                case Type.Reference r -> edge(n, of(r.target()), r.mutability() == Mutability.SHARED);
                case Type.Shared s -> edge(n, of(s.target()), true);
                case Type.Named d -> edge(n, of(d.name()), false);
                case Type.Closure c -> call(n, c.signature().result(), c.kind() == ClosureKind.FN);
                case Type.Function f -> call(n, f.signature().result(), true);
                case Type.InterfaceObject o -> {
                    InterfaceDeclaration i = descriptor.interfaces().stream()
                            .filter(x -> x.name().equals(o.name()))
                            .findFirst()
                            .orElseThrow();
                    for (Method m : i.methods()) {
                        boolean shared = m.signature().receiver().orElseThrow().kind() == Receiver.Kind.SHARED;
                        call(n, m.signature().result(), shared);
                    }
                }
                case Type other -> Types.parts(other).forEach(t -> owned(n, t));
            }
        }

        /** Which nodes are reached from which: the closure of the edges, by squaring. */
        boolean[][] reached() {
            boolean[][] reached = new boolean[2 * nodes][2 * nodes];
            for (int i = 0; i < 2 * nodes; i++) {
                reached[i][i] = true;
            }
            edges.forEach(e -> reached[e[0]][e[1]] = true);
            for (int k = 0; k < 2 * nodes; k++) {
                for (int i = 0; i < 2 * nodes; i++) {
                    for (int j = 0; j < 2 * nodes && reached[i][k]; j++) {
                        reached[i][j] |= reached[k][j];
                    }
                }
            }
            return reached;
        }

        int of(Type type) {
            return occurrences.getOrDefault(type, -1);
        }

        private int of(String name) {
            return declared.getOrDefault(name, -1);
        }
    }

    private static Stream<Signature> signatures(Descriptor d) {
        return Stream.of(
                        d.exports().stream().map(e -> e.signature()),
                        d.imports().stream().map(i -> i.signature()),
                        d.interfaces().stream()
                                .flatMap(i -> i.methods().stream())
                                .map(Method::signature))
                .flatMap(s -> s);
    }

    private static Stream<Type> everywhere(Descriptor d) {
        List<Type> all = new ArrayList<>();
        d.types().forEach(t -> Types.fieldTypes(t).forEach(f -> Types.forEach(f, all::add)));
        signatures(d).forEach(s -> Types.parts(s).forEach(t -> Types.forEach(t, all::add)));
        return all.stream();
    }

    /** What the definition finds: {@code uncallable LINE:COLUMN}, and {@code recurring FORM}. */
    private static Set<String> defined(Descriptor d) {
        List<Type.Closure> closures = everywhere(d)
                .flatMap(t -> t instanceof Type.Closure c ? Stream.of(c) : Stream.empty())
                .filter(c -> c.kind() == ClosureKind.FN_MUT)
                .toList();
        List<Type> roots = new ArrayList<>();
        signatures(d).forEach(s -> roots.addAll(Types.parts(s)));
        everywhere(d).forEach(t -> called(t).ifPresent(s -> roots.addAll(Types.parts(s))));
        Set<String> found = new TreeSet<>();
        Graph held = new Graph(d, false);
        boolean[][] paths = held.reached();
        for (Type.Closure c : closures) {
            boolean owned = roots.stream().anyMatch(r -> paths[2 * held.of(r)][2 * held.of(c)]);
            boolean shared = roots.stream().anyMatch(r -> paths[2 * held.of(r)][2 * held.of(c) + 1]);
            if (shared && !owned) {
                found.add("uncallable " + place(c));
            }
        }
        Graph called = new Graph(d, true);
        boolean[][] calls = called.reached();
        for (Type.Closure c : closures) {
            for (Parameter p : c.signature().parameters()) {
                for (Type.Closure other : closures) {
                    if (calls[2 * called.of(p.type())][2 * called.of(other) + 1] && form(c).equals(form(other))) {
                        found.add("recurring " + form(c));
                    }
                }
            }
        }
        return found;
    }

    private static Optional<Signature> called(Type type) {
        return switch (type) {
            case Type.Closure c -> Optional.of(c.signature());
            case Type.Function f -> Optional.of(f.signature());
            case Type _ -> Optional.empty();
        };
    }

    private static String place(Type type) {
        return type.at().line() + ":" + type.at().column();
    }

    /** As the author of these descriptors writes it, who gives no lifetimes in closures. */
    private static String form(Type.Closure c) {
        return c.at().text().substring(c.at().column() - 1, c.at().column() - 1 + c.at().length());
    }

    private static Set<String> reported(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(r -> r.message().contains("never be called")
                        ? "uncallable " + r.place().line() + ":" + r.place().column()
                        : "recurring "
                                + r.place()
                                        .text()
                                        .substring(
                                                r.place().column() - 1,
                                                r.place().column()
                                                        - 1
                                                        + r.place().length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String type(Random random, int depth, boolean inField) {
        String lent = inField ? "&'static " : "&";
        return switch (depth == 0 ? random.nextInt(3) : random.nextInt(13)) {
            case 0 -> "u8";
            case 1 -> "Box<A>";
            case 2 -> "Box<B>";
            case 3 -> lent + "A";
            case 4 -> lent + "mut B";
            case 5 -> "Option<" + type(random, depth - 1, inField) + ">";
            case 6 -> "Arc<" + type(random, depth - 1, inField) + ">";
            case 7 -> lent + "mut " + closure(random, depth - 1);
            case 8 -> lent + closure(random, depth - 1);
            case 9, 10 -> "Box<" + closure(random, depth - 1) + ">";
            case 11 -> (random.nextBoolean() ? lent : lent + "mut ") + object(random);
            default -> "Box<" + object(random) + ">";
        };
    }

    private static String object(Random random) {
        return "dyn " + (random.nextBoolean() ? "I" : "J");
    }

    /** Results in closures are of what needs no lifetime, or the closure of nothing at all. */
    private static String closure(Random random, int depth) {
        String kind = random.nextInt(4) == 0 ? "Fn" : "FnMut";
        String parameter = random.nextInt(4) == 0 || depth == 0 ? "" : type(random, depth, false);
        String result = switch (random.nextInt(4)) {
            case 0 -> " -> Box<A>";
            case 1 -> " -> Box<dyn I>";
            default -> "";
        };
        return "(dyn " + kind + "(" + parameter + ")" + result + ")";
    }

    private static String text(Random random) {
        return """
            abi: 1
            library: sample
            version: 1.0.0
            types:
              A: {struct: {n: u8, a: "Option<%s>"}}
              B: {struct: {n: u8, a: "Option<%s>", b: "Option<%s>"}}
            interfaces:
              I: {methods: {m: "fn(%s) -> Option<%s>"}}
              J: {methods: {m: "fn(%s, x: %s)"}}
            exports:
              f: "fn(x: %s, y: %s)"
              g: "fn(x: %s)"
            """.formatted(
                        type(random, 2, true),
                        type(random, 2, true),
                        type(random, 2, true),
                        random.nextBoolean() ? "&self" : "&mut self",
                        type(random, 2, true),
                        random.nextBoolean() ? "&self" : "&mut self",
                        type(random, 2, false),
                        type(random, 3, false),
                        type(random, 2, false),
                        type(random, 2, false));
    }

    @Test
    void areThoseOfTheDefinition() {
        long seed = Long.getLong("rdylib.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<String, Integer> seen = new HashMap<>();
        int compared = 0;
        while (compared < COUNT) {
            String text = text(random);
            List<Diagnostic> diagnostics = Descriptors.read("sample.yaml", text).diagnostics();
            if (diagnostics.stream().anyMatch(d -> d.code() != Code.CLOSURE_HAZARD)) {
                assertThat(diagnostics).as(text).extracting(Diagnostic::code).contains(Code.UNUSED_LIFETIME);
                continue;
            }
            Descriptor d =
                    DescriptorReader.read("sample.yaml", text).descriptor().orElseThrow();
            Set<String> defined = defined(d);
            assertThat(reported(diagnostics)).as("seed %d%n%s", seed, text).isEqualTo(defined);
            defined.forEach(f -> seen.merge(f.substring(0, f.indexOf(' ')), 1, Integer::sum));
            compared++;
        }
        System.out.printf("closure hazards: seed %d, %d descriptors, %s%n", seed, compared, seen);
        assertThat(seen.getOrDefault("uncallable", 0)).isGreaterThan(COUNT / 20);
        assertThat(seen.getOrDefault("recurring", 0)).isGreaterThan(COUNT / 50);
    }
}
