package org.rdylib.loader;

/**
 * A call did not answer: the library failed, by a panic or because of a violated contract.
 *
 * <p>What a Java callback throws is not wrapped in one of these; it comes out of the outer call as itself.
 */
public final class LibraryFailedException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With the failure's own message. */
    public LibraryFailedException(String message) {
        super(message);
    }
}
