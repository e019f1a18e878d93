package org.rdylib.cli;

/** What the process answers with; each means the same for every command. */
final class ExitCode {

    /** What was asked holds. */
    static final int HOLDS = 0;

    /** What was asked does not hold, and the findings say why. */
    static final int DOES_NOT_HOLD = 1;

    /** It could not be decided: bad usage, input that cannot be read or that makes no sense, a part not built yet. */
    static final int UNDECIDED = 2;

    private ExitCode() {}
}
