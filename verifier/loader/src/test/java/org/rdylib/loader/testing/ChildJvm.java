package org.rdylib.loader.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Java programs that must not, or must, bring their JVM down: they run in one of their own. */
public final class ChildJvm {

    private ChildJvm() {}

    /** Runs a main class of the tests, on the class path, with native access for all of it. */
    public static ChildProcess.Outcome run(Class<?> main, String... arguments) {
        return run(List.of("--enable-native-access=ALL-UNNAMED"), main, arguments);
    }

    /** Runs a main class of the tests, on the class path, with these options. */
    public static ChildProcess.Outcome run(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xss512k", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return ChildProcess.run(command);
    }

    private static String classPath() {
        // The tests' own classes are patched into the module, and on neither path.
        Path tests = Path.of("target", "test-classes").toAbsolutePath();
        return Stream.of(
                        tests.toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path"))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
