package org.rdylib.cli.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The main class of {@code rdylib.jar}. On a Java that is new enough it calls the command; on an older one it starts the
 * same jar again on a newer one, or says what to install.
 */
public final class Launcher {
    private static final String COMMAND = "org.rdylib.cli.Main";
    /** A command that runs for a second has no use for what pays off in minutes: half the time, a third of the work. */
    private static final List<String> FOR_SHORT_RUNS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final String STARTED_AGAIN = "rdylib.started.again";
    private static final int UNDECIDED = 2;

    private Launcher() {}

    /**
     * Runs the command.
     *
     * @param arguments the command line
     * @throws ReflectiveOperationException if the jar is damaged
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        if (Runtime.version().feature() >= JdkSearch.NEEDED) {
            Class.forName(COMMAND).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } else {
            System.exit(startAgain(List.of(arguments)));
        }
    }

    private static int startAgain(List<String> arguments) {
        if (Boolean.getBoolean(STARTED_AGAIN)) {
            return complain("The Java that was found is an older one than its file 'release' says: "
                    + System.getProperty("java.home"));
        }
        return JdkSearch.ofThisMachine()
                .java()
                .map(java -> run(java, arguments))
                .orElseGet(() -> complain(
                        """
                        rdylib needs Java %1$d or newer. This is Java %2$d, and no newer one was found through JAVA_HOME, \
                        JAVA%1$d_HOME or where JDKs are usually installed.
                        Install one (a package like openjdk-%1$d-jdk, or https://adoptium.net), or let JAVA%1$d_HOME point to \
                        one.\
                        """.formatted(JdkSearch.NEEDED, Runtime.version().feature())));
    }

    private static int run(Path java, List<String> arguments) {
        try {
            List<String> command = new ArrayList<>();
            command.add(java.toString());
            command.addAll(FOR_SHORT_RUNS);
            command.add("-D" + STARTED_AGAIN + "=true");
            command.add("-jar");
            command.add(jar().toString());
            command.addAll(arguments);
            Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process.waitFor();
        } catch (IOException | URISyntaxException e) {
            return complain("rdylib could not start " + java + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return complain("rdylib was interrupted");
        }
    }

    private static Path jar() throws URISyntaxException {
        return Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static int complain(String message) {
        System.err.println(message);
        return UNDECIDED;
    }
}
