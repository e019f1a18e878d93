package org.rdylib.loader.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How far {@code toString} of references and slices goes into what they lead to. What a library has made may lead back to
 * where it came from, on and on, or to one place by many ways, and the text has an end all the same: what is being shown
 * already, lies too deep, or is one thing too many, is three dots.
 */
final class Showing {

    /** How many references and slices may be shown inside one another. */
    private static final int DEEPEST = 16;

    /** How many are shown inside the outermost. */
    private static final int MOST = 1_000;

    private static final ThreadLocal<Showing> CURRENT = ThreadLocal.withInitial(Showing::new);

    /** Those that are being shown, outermost first. */
    private final List<Place> shown = new ArrayList<>();

    private int inside;

    private Showing() {}

    /**
     * What is shown.
     *
     * @param elements of a slice; -1 of a reference
     */
    record Place(String type, long address, long elements) {}

    /**
     * The text of what is at a place.
     *
     * @param dots what stands for it where it is not shown
     */
    static String of(Place place, Supplier<String> text, String dots) {
        Showing current = CURRENT.get();
        return place.elements != 0 && current.isLeftOut(place) ? dots : current.show(place, text);
    }

    private boolean isLeftOut(Place place) {
        return shown.size() == DEEPEST || shown.contains(place) || (!shown.isEmpty() && ++inside > MOST);
    }

    private String show(Place place, Supplier<String> text) {
        shown.add(place);
        try {
            return text.get();
        } finally {
            shown.removeLast();
            if (shown.isEmpty()) {
                CURRENT.remove();
            }
        }
    }
}
