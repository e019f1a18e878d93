package org.rdylib.verifier.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;
import org.rdylib.verifier.copy.Side;

/** Collects differences, one for each root cause: what is met again by another way is not said twice. */
public final class Findings {

    /** What is left to say where either copy may be the right one. */
    public static final String AGREE = "the two copies must agree on it: build both sides against the same one";

    private record Root(Code code, Place host, Place plugin, String what) {}

    private final Map<Root, Difference> all = new LinkedHashMap<>();
    private int noticed;

    /** A difference of structure between what {@code one} side and the other have; one is enough for two places. */
    public void structure(Code code, Side one, Place here, Place there, Path path, String message, String... help) {
        structure("", code, one, here, there, path, message, help);
    }

    /**
     * The same, where a place can hold several: a whole declaration is one place where only a library tells of it.
     *
     * @param what tells them apart; the same in whatever direction the difference is met
     */
    public void structure(
            String what, Code code, Side one, Place here, Place there, Path path, String message, String... help) {
        add(
                what,
                new Difference(
                        code,
                        one == Side.HOST ? here : there,
                        one == Side.HOST ? there : here,
                        path.toString(),
                        message,
                        List.of(),
                        List.of(help),
                        List.of(),
                        List::of));
    }

    /** What {@code producer} may leave out, the other side counts on. */
    public void optional(Side producer, Place given, Place wanted, Path path, String name) {
        structure(
                Code.OPTIONAL_DIFFERS,
                producer,
                given,
                wanted,
                path,
                "the " + producer.other() + " counts on `" + name + "`, which is optional in the " + producer
                        + "'s copy, so that others of that version may lack it",
                "in the " + producer.other() + "'s copy, mark it with `optional: true` as well, and do without it where"
                        + " it is missing",
                "or, if it is always there, leave `optional` out of the " + producer + "'s copy");
    }

    /** A lifetime that would have to outlive another. */
    public void lifetime(Difference difference) {
        add(difference.message(), difference);
    }

    /**
     * A function type that does not serve for every lifetime: said once, however many lifetimes show it.
     *
     * @param types what tells it from the other function types of the two signatures
     */
    public void notGeneral(Difference difference, Place host, Place plugin, String types) {
        add(new Root(difference.code(), host, plugin, types), difference);
    }

    /** How many differences were noticed so far, those that were known already included. */
    public int noticed() {
        return noticed;
    }

    public List<Difference> all() {
        List<Difference> roots = new ArrayList<>();
        for (Difference difference : all.values()) {
            if (!followsFromAPart(difference)) {
                roots.add(difference);
            }
        }
        return List.copyOf(roots);
    }

    /** A type lacks a bound because one of its parts does: the part's is the more specific one. */
    private boolean followsFromAPart(Difference difference) {
        return difference.code() == Code.BOUND_MISSING
                && all.values().stream()
                        .anyMatch(d -> d.code() == Code.BOUND_MISSING
                                && (d.path().startsWith(difference.path() + ", field ")
                                        || d.path().startsWith(difference.path() + ", variant ")));
    }

    private void add(String what, Difference difference) {
        add(new Root(difference.code(), difference.host(), difference.plugin(), what), difference);
    }

    private void add(Root root, Difference difference) {
        noticed++;
        all.putIfAbsent(root, difference);
    }
}
