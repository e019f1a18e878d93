package org.rdylib.conformance.reports;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.rdylib.cli.Main;

/** The command {@code rdylib}, run within the test. */
final class Command {

    private Command() {}

    /**
     * What it answered.
     *
     * @param exit 0 where what was asked holds, 1 where it does not, 2 where that could not be decided
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    record Answer(int exit, String out, String err) {}

    static Answer run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Answer(exit, out.toString(), err.toString());
    }
}
