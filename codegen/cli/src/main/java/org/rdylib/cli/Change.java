package org.rdylib.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Place;

/**
 * What is different in the newer of two versions.
 *
 * @param what a declaration, {@code type Span}
 * @param before where the old version has it
 * @param after where the new version has it
 * @param details what of it has changed, if both have it
 */
record Change(String what, Optional<Place> before, Optional<Place> after, List<Detail> details) {

    Change {
        details = List.copyOf(details);
    }

    /**
     * A part of a declaration.
     *
     * @param part what it is, {@code field start}
     * @param before how it was; empty where it is new
     * @param after how it is; empty where it is gone
     */
    record Detail(String part, Optional<String> before, Optional<String> after) {

        /** The kinds of members; what else is said of a declaration changes it. */
        private static final List<String> MEMBERS = List.of("field ", "variant ", "method ");

        private boolean adds() {
            return before.isEmpty() && MEMBERS.stream().anyMatch(part::startsWith);
        }
    }

    /** In a word. */
    String kind() {
        if (before.isEmpty()) {
            return "added";
        }
        return after.isEmpty() ? "removed" : "changed";
    }

    /** Whether there is something that was not there before: a declaration, or a member of one. */
    boolean adds() {
        return before.isEmpty() || details.stream().anyMatch(Detail::adds);
    }

    /** All changes: of what the old version has, in its order, then what the new one adds. */
    static List<Change> between(Outline old, Outline now) {
        Map<String, Outline.Item> all = new LinkedHashMap<>(old.items());
        now.items().forEach(all::putIfAbsent);
        List<Change> changes = new ArrayList<>();
        for (String what : all.keySet()) {
            Optional<Outline.Item> before = Optional.ofNullable(old.items().get(what));
            Optional<Outline.Item> after = Optional.ofNullable(now.items().get(what));
            List<Detail> details = before.isPresent() && after.isPresent()
                    ? details(before.get().parts(), after.get().parts())
                    : List.of();
            if (before.isEmpty() || after.isEmpty() || !details.isEmpty()) {
                changes.add(new Change(what, before.map(Outline.Item::at), after.map(Outline.Item::at), details));
            }
        }
        return changes;
    }

    private static List<Detail> details(Map<String, String> before, Map<String, String> after) {
        Map<String, String> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        List<Detail> details = new ArrayList<>();
        for (String part : all.keySet()) {
            Optional<String> was = Optional.ofNullable(before.get(part));
            Optional<String> is = Optional.ofNullable(after.get(part));
            if (!was.orElse("").equals(is.orElse(""))) {
                details.add(new Detail(part, was, is));
            }
        }
        List<String> order = common(before, after);
        List<String> now = common(after, before);
        if (!order.equals(now)) {
            details.add(
                    new Detail("order", Optional.of(String.join(", ", order)), Optional.of(String.join(", ", now))));
        }
        return details;
    }

    private static List<String> common(Map<String, String> one, Map<String, String> other) {
        return one.keySet().stream().filter(other::containsKey).toList();
    }
}
