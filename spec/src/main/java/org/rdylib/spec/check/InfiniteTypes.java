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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * A type whose value would lie within itself: through fields, payloads, {@code Option}, {@code Result}, tuples and
 * arrays, but not through references, pointers and owners. Each such cycle is reported once, with all its steps.
 */
final class InfiniteTypes implements Inspection {

    private static final int SHOWN = 8;

    /** {@code from} holds {@code to} in {@code part}. */
    private record Edge(String from, Part part, String to, Place at) {

        String path() {
            return part.path();
        }
    }

    private final Names names;
    private final Problems problems;
    private final Set<String> before = new HashSet<>();
    private final Map<String, List<Edge>> edges = new LinkedHashMap<>();
    private boolean isInOrder = true;

    InfiniteTypes(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Sees whether it holds only such as are declared before it, as authors usually write them: then none is infinite. */
    @Override
    public void type(TypeDeclaration declaration) {
        if (isInOrder) {
            Types.forEachField(declaration, f -> Types.forEachNamedInline(f, this::holds));
            before.add(declaration.name());
        }
    }

    private void holds(Type.Named named) {
        isInOrder &= before.contains(named.name()) || names.type(named.name()).isEmpty();
    }

    @Override
    public void signature(Signature signature) {
        // It has no values that others could lie within.
    }

    /** Reports the infinite types of a descriptor of which each type has been looked at. */
    void check(Descriptor descriptor) {
        if (!isInOrder) {
            descriptor.types().forEach(d -> edges.putIfAbsent(d.name(), edgesOf(d)));
            search();
        }
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
        Set<String> seen = HashSet.newHashSet(edges.size());
        for (String root : edges.keySet()) {
            if (problems.isFull()) {
                return;
            }
            if (!edges.getOrDefault(root, List.of()).isEmpty() && seen.add(root)) {
                search(root, seen);
            }
        }
    }

    private void search(String root, Set<String> seen) {
        Deque<Visit> stack = new ArrayDeque<>();
        // What leads from each open type to the next, and how many of these lead to it.
        List<Edge> path = new ArrayList<>();
        Map<String, Integer> open = new HashMap<>();
        open.put(root, 0);
        stack.push(new Visit(root, edges.getOrDefault(root, List.of())));
        while (!stack.isEmpty() && !problems.isFull()) {
            Visit top = stack.element();
            if (!top.rest.hasNext()) {
                open.remove(top.name);
                stack.pop();
                if (!path.isEmpty()) {
                    path.removeLast();
                }
                continue;
            }
            Edge edge = top.rest.next();
            List<Edge> further = edges.getOrDefault(edge.to(), List.of());
            Optional<Integer> back = Optional.ofNullable(open.get(edge.to()));
            if (back.isPresent()) {
                report(edge, path.subList(back.get(), path.size()));
            } else if (!further.isEmpty() && seen.add(edge.to())) {
                path.add(edge);
                open.put(edge.to(), path.size());
                stack.push(new Visit(edge.to(), further));
            }
        }
    }

    private void report(Edge closing, List<Edge> before) {
        String steps = Stream.concat(before.stream(), Stream.of(closing))
                .limit(SHOWN)
                .map(Edge::path)
                .collect(Collectors.joining(" → "));
        int all = before.size() + 1;
        String more = all > SHOWN ? " → … (" + (all - SHOWN) + " more)" : "";
        problems.error(
                Code.INFINITE_TYPE,
                closing.at(),
                "`" + closing.to() + "` would contain itself: " + steps + more + " → " + closing.to(),
                "put it behind `Box<…>`, `Vec<…>` or a reference");
    }
}
