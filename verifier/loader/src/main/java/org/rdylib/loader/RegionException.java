package org.rdylib.loader;

/**
 * A region was used against the rules: closed out of order or while a call is inside, or passed where a longer one is
 * needed.
 */
public class RegionException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public RegionException(String message) {
        super(message);
    }
}
