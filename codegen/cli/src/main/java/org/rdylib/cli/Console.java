package org.rdylib.cli;

import java.io.PrintWriter;
import org.rdylib.spec.Paint;

/**
 * Where a command writes.
 *
 * @param out the answer
 * @param err everything else
 * @param paint how answers for people are painted
 */
record Console(PrintWriter out, PrintWriter err, Paint paint) {

    /**
     * How to paint what goes to this process's standard output: not at all if that is no terminal, or one that says that
     * it cannot, or if the user does not want it (https://no-color.org).
     */
    @SuppressWarnings("SystemConsoleNull") // with -Djdk.console=java.base it still does
    static Paint paintOfTerminal() {
        java.io.Console terminal = System.console();
        boolean isTerminal = terminal != null && terminal.isTerminal();
        boolean unwanted = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        boolean isDumb = "dumb".equals(System.getenv("TERM"));
        return isTerminal && !unwanted && !isDumb ? Paint.ANSI : Paint.PLAIN;
    }
}
