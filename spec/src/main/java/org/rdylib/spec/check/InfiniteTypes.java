package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Place;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * A type whose value would lie within itself: through fields, payloads, {@code Option}, {@code Result}, tuples and
 * arrays, but not through references, pointers and owners. Each such cycle is reported once, with all its steps.
 */
final class InfiniteTypes {

    private static final int SHOWN = 8;

    /** {@code from} holds {@code to} in {@code part}. */
    private record Edge(String from, Part part, String to, Place at) {

        String path() {
            return part.path();
        }
    }

    private final Map<String, List<Edge>> edges = new LinkedHashMap<>();
    private final Problems problems;

    private InfiniteTypes(Descriptor descriptor, Problems problems) {
        this.problems = problems;
        descriptor.types().forEach(d -> edges.putIfAbsent(d.name(), edgesOf(d)));
    }

    static void check(Descriptor descriptor, Names names, Problems problems) {
        if (!isInOrder(descriptor, names)) {
            new InfiniteTypes(descriptor, problems).search();
        }
    }

    /** Whether each type holds only such as are declared before it, as authors usually write them: then none is infinite. */
    private static boolean isInOrder(Descriptor descriptor, Names names) {
        Set<String> before = HashSet.newHashSet(descriptor.types().size());
        boolean[] isInOrder = {true};
        for (TypeDeclaration declaration : descriptor.types()) {
            Types.forEachField(
                    declaration,
                    f -> Types.forEachNamedInline(
                            f,
                            n -> isInOrder[0] &= before.contains(n.name())
                                    || names.type(n.name()).isEmpty()));
            before.add(declaration.name());
        }
        return isInOrder[0];
    }

    private static List<Edge> edgesOf(TypeDeclaration declaration) {
        if (!holdsOthers(declaration)) {
            return List.of();
        }
        List<Edge> found = new ArrayList<>();
        for (Part part : Part.of(declaration)) {
            Types.forEachNamedInline(part.type(), n -> found.add(new Edge(declaration.name(), part, n.name(), n.at())));
        }
        return found;
    }

    private static boolean holdsOthers(TypeDeclaration declaration) {
        boolean[] found = {false};
        Types.forEachField(declaration, f -> Types.forEachNamedInline(f, _ -> found[0] = true));
        return found[0];
    }

    private static final class Visit {
        private final String name;
        private final Iterator<Edge> rest;

        private Visit(String name, List<Edge> edges) {
            this.name = name;
            this.rest = edges.iterator();
        }
    }

    /**
     * Depth first without recursion, since a chain may be as long as the descriptor. An edge back to a type that is
     * still open closes a cycle; every cyclic component has at least one.
     */
    private void search() {
        Map<String, Boolean> open = new HashMap<>();
        Deque<Visit> stack = new ArrayDeque<>();
        Deque<Edge> path = new ArrayDeque<>();
        for (String root : edges.keySet()) {
            if (open.containsKey(root) || edges.getOrDefault(root, List.of()).isEmpty()) {
                continue;
            }
            open.put(root, true);
            stack.push(new Visit(root, edges.getOrDefault(root, List.of())));
            while (!stack.isEmpty()) {
                Visit top = stack.element();
                if (!top.rest.hasNext()) {
                    open.put(top.name, false);
                    stack.pop();
                    path.poll();
                    continue;
                }
                Edge edge = top.rest.next();
                if (!edges.containsKey(edge.to())) {
                    continue;
                }
                Boolean state = open.get(edge.to());
                if (state == null) {
                    open.put(edge.to(), true);
                    path.push(edge);
                    stack.push(new Visit(edge.to(), edges.getOrDefault(edge.to(), List.of())));
                } else if (state) {
                    report(edge, path);
                }
            }
        }
    }

    private void report(Edge closing, Deque<Edge> path) {
        Deque<Edge> cycle = new ArrayDeque<>();
        cycle.push(closing);
        Iterator<Edge> back = path.iterator();
        while (!cycle.element().from().equals(closing.to())) {
            cycle.push(back.next());
        }
        String steps = cycle.stream().limit(SHOWN).map(Edge::path).collect(Collectors.joining(" → "));
        String more = cycle.size() > SHOWN ? " → … (" + (cycle.size() - SHOWN) + " more)" : "";
        problems.error(
                Code.INFINITE_TYPE,
                closing.at(),
                "`" + closing.to() + "` would contain itself: " + steps + more + " → " + closing.to(),
                "put it behind `Box<…>`, `Vec<…>` or a reference");
    }
}
