package org.rdylib.spec.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A property that spreads from a type to all types that use it in some way. Linear in the number of uses. */
final class Spread {

    private final List<Use> uses = new ArrayList<>();
    private final Deque<String> marked = new ArrayDeque<>();

    private record Use(String used, String user) {}

    /** What {@code used} has, {@code user} has too. */
    void from(String used, String user) {
        uses.add(new Use(used, user));
    }

    /** {@code name} has the property by itself. */
    void mark(String name) {
        marked.add(name);
    }

    /** All that have it: of most properties nobody. */
    Set<String> all() {
        if (marked.isEmpty()) {
            return Set.of();
        }
        Map<String, List<String>> users = new HashMap<>();
        uses.forEach(
                u -> users.computeIfAbsent(u.used(), _ -> new ArrayList<>(1)).add(u.user()));
        Set<String> all = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(marked);
        while (!open.isEmpty()) {
            String next = open.remove();
            if (all.add(next)) {
                open.addAll(users.getOrDefault(next, List.of()));
            }
        }
        return all;
    }
}
