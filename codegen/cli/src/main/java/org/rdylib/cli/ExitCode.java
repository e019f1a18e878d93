package org.rdylib.cli;

/** What the process answers with; each means the same for every command. */
final class ExitCode {

    /** What was asked holds. */
    static final int HOLDS = 0;

    /** What was asked does not hold, and the findings say why. */
    static final int DOES_NOT_HOLD = 1;

    /** It could not be decided: bad usage, input that cannot be read or that makes no sense, a part not built yet. */
    static final int UNDECIDED = 2;

    /** How a command's help tells of {@link #UNDECIDED}. */
    static final String TWO = "2:it could not be decided";

    private ExitCode() {}
}
