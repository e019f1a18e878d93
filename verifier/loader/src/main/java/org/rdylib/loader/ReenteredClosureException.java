package org.rdylib.loader;

/** A library called a {@code FnMut} that was still running. */
public final class ReenteredClosureException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public ReenteredClosureException(String message) {
        super(message);
    }
}
