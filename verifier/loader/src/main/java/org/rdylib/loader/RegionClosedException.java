package org.rdylib.loader;

/** A region, or a value that belongs to it, was used after the region was closed. */
public final class RegionClosedException extends RegionException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public RegionClosedException(String message) {
        super(message);
    }
}
