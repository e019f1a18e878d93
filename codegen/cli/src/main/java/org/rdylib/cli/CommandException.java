package org.rdylib.cli;

/** Ends a command that cannot decide what it was asked; the message is all that the user sees. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CommandException(String message) {
        super(message);
    }
}
