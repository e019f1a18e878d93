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
     * @param adds whether it is a member that was not there before
     * @param removed what was taken away: the part itself, if it is a member, or what hosts could count on of it
     */
    record Detail(
            String part, Optional<String> before, Optional<String> after, boolean adds, Optional<String> removed) {

        private static Detail ofProperty(String part, Optional<String> before, Optional<String> after) {
            return new Detail(part, before, after, false, Optional.empty());
        }

        private static Detail ofMember(String part, Optional<Outline.Member> before, Optional<Outline.Member> after) {
            boolean lostDefault = before.filter(Outline.Member::hasDefault).isPresent()
                    && after.filter(Outline.Member::hasDefault).isEmpty();
            return new Detail(
                    part,
                    before.map(Outline.Member::text),
                    after.map(Outline.Member::text),
                    before.isEmpty(),
                    after.isEmpty()
                            ? Optional.of(part)
                            : Optional.of("the default of " + part).filter(_ -> lostDefault));
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

    /** What was taken away, whoever used it: {@code export run}, or {@code field end of type Span}. */
    List<String> removed() {
        return after.isEmpty()
                ? List.of(what)
                : details.stream()
                        .flatMap(d -> d.removed().stream())
                        .map(part -> part + " of " + what)
                        .toList();
    }

    /** All changes: of what the old version has, in its order, then what the new one adds. */
    static List<Change> between(Outline old, Outline now) {
        Map<String, Outline.Item> all = new LinkedHashMap<>(old.items());
        now.items().forEach(all::putIfAbsent);
        List<Change> changes = new ArrayList<>();
        for (String what : all.keySet()) {
            Optional<Outline.Item> before = Optional.ofNullable(old.items().get(what));
            Optional<Outline.Item> after = Optional.ofNullable(now.items().get(what));
            List<Detail> details =
                    before.isPresent() && after.isPresent() ? details(before.get(), after.get()) : List.of();
            if (before.isEmpty() || after.isEmpty() || !details.isEmpty()) {
                changes.add(new Change(what, before.map(Outline.Item::at), after.map(Outline.Item::at), details));
            }
        }
        return changes;
    }

    private static List<Detail> details(Outline.Item before, Outline.Item after) {
        List<Detail> details = new ArrayList<>();
        each(
                before.properties(),
                after.properties(),
                (property, was, is) -> details.add(Detail.ofProperty(property, was, is)));
        if (!after.kind().equals(Outline.IMPORT)) {
            each(before.members(), after.members(), (member, was, is) -> details.add(Detail.ofMember(member, was, is)));
        }
        List<String> order = common(before, after);
        List<String> now = common(after, before);
        if (!order.equals(now)) {
            details.add(Detail.ofProperty(
                    "order of " + after.kind() + "s",
                    Optional.of(String.join(", ", order)),
                    Optional.of(String.join(", ", now))));
        }
        return details;
    }

    /** Passes on what is not the same in both, in the order of the older, and what the newer adds. */
    private static <T> void each(Map<String, T> before, Map<String, T> after, Part<T> change) {
        Map<String, T> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        for (String part : all.keySet()) {
            Optional<T> was = Optional.ofNullable(before.get(part));
            Optional<T> is = Optional.ofNullable(after.get(part));
            if (!was.equals(is)) {
                change.changed(part, was, is);
            }
        }
    }

    /** The names of the members that both have, in the order of {@code one}. */
    private static List<String> common(Outline.Item one, Outline.Item other) {
        return one.members().keySet().stream()
                .filter(other.members()::containsKey)
                .map(member -> member.substring(one.kind().length() + 1))
                .toList();
    }

    private interface Part<T> {
        void changed(String part, Optional<T> before, Optional<T> after);
    }
}
