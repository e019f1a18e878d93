package org.rdylib.loader;

import java.util.ArrayList;
import java.util.List;

/**
 * A region was closed while it is in use: a future that borrows from it is awaited; or, if it is one of several threads, a
 * call is inside that was given something of it, an object in it belongs to another thread or is being dropped by one, or a
 * region is open that it has to outlive. It is as open as before.
 */
public final class RegionInUseException extends RegionException {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> uses;

    /**
     * With what is in use.
     *
     * @param region which
     * @param uses each in a few words
     */
    public RegionInUseException(Region region, List<String> uses) {
        super(region + " cannot be closed, it is in use:\n  " + String.join("\n  ", uses));
        this.uses = new ArrayList<>(uses);
    }

    /** What is in use, each in a few words; of many, some. */
    public List<String> uses() {
        return List.copyOf(uses);
    }
}
