package org.rdylib.verifier.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;

/** Collects differences, one for each root cause: what is met again by another way is not said twice. */
final class Findings {

    private record Root(Code code, Place host, Place plugin, String what) {}

    private final Map<Root, Difference> all = new LinkedHashMap<>();
    private int noticed;

    /** A difference of structure between what {@code one} side and the other have; one is enough for two places. */
    void structure(Code code, Side one, Place here, Place there, Path path, String message, String... help) {
        structure("", code, one, here, there, path, message, help);
    }

    /**
     * The same, where a place can hold several: a whole declaration is one place where only a library tells of it.
     *
     * @param what tells them apart; the same in whatever direction the difference is met
     */
    void structure(
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
                        List.of()));
    }

    /** What {@code producer} may leave out, the other side counts on. */
    void optional(Side producer, Place given, Place wanted, Path path, String name) {
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
    void lifetime(Difference difference) {
        add(difference.message(), difference);
    }

    /** How many differences were noticed so far, those that were known already included. */
    int noticed() {
        return noticed;
    }

    List<Difference> all() {
        return List.copyOf(all.values());
    }

    private void add(String what, Difference difference) {
        noticed++;
        all.putIfAbsent(new Root(difference.code(), difference.host(), difference.plugin(), what), difference);
    }
}
