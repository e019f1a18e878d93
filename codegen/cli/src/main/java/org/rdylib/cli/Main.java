package org.rdylib.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code rdylib}.
 *
 * <p>It exits with 0 where what was asked holds, 1 where it does not, and 2 where that could not be decided: a failure
 * of the tool looks neither like success nor like a finding.
 */
@Command(
        name = "rdylib",
        description = "Checks, compares and generates from descriptions of shared libraries.",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        exitCodeOnInvalidInput = Main.UNDECIDED,
        exitCodeOnExecutionException = Main.UNDECIDED,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it holds", "1:it does not hold", "2:it could not be decided"})
public final class Main implements Runnable {
    /** The exit code for "it holds". */
    static final int HOLDS = 0;

    /** The exit code for "it does not hold". */
    static final int DOES_NOT_HOLD = 1;

    /** The exit code for "it could not be decided". */
    static final int UNDECIDED = 2;

    @Spec
    private CommandSpec spec;

    private Main() {
        spec = CommandSpec.create(); // picocli puts the real one in its place
    }

    /**
     * Runs the command and ends the JVM.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(run(out, err, arguments));
    }

    /**
     * Runs the command.
     *
     * @param out where results go
     * @param err where complaints go
     * @param arguments the command line
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        try {
            return new CommandLine(new Main())
                    .setOut(out)
                    .setErr(err)
                    .setExecutionExceptionHandler((failure, _, _) -> failed(failure, err))
                    .execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return failed(e, err);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    /** An error of ours: whatever users can do wrong has been reported by the command itself. */
    private static int failed(Throwable failure, PrintWriter err) {
        err.println("rdylib: " + failure);
        if (Boolean.getBoolean("rdylib.trace")) {
            failure.printStackTrace(err);
        }
        return UNDECIDED;
    }
}
