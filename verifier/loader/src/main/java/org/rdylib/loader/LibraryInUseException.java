package org.rdylib.loader;

import java.util.ArrayList;
import java.util.List;

/**
 * A library that may be unloaded was closed while it is in use: a call is inside, an object of it was not dropped, or a
 * region is open that something of it belongs to. It is as open as before.
 */
public final class LibraryInUseException extends RdylibException {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> uses;

    /**
     * With what is in use.
     *
     * @param library its name
     * @param uses each in a few words
     */
    public LibraryInUseException(String library, List<String> uses) {
        super(library + " cannot be unloaded, it is in use:\n  " + String.join("\n  ", uses));
        this.uses = new ArrayList<>(uses);
    }

    /** What is in use, each in a few words; of many, some. */
    public List<String> uses() {
        return List.copyOf(uses);
    }
}
