package org.rdylib.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for a Java that is new enough: where the environment points, then where the discovery of Maven's toolchains
 * looks. A home says its version in its file {@code release}; no Java is started to find out.
 *
 * @param environment the environment variables
 * @param home the user's home folder
 * @param root the folder that system folders are below
 * @param system the name of the operating system, as in {@code os.name}
 */
public record JdkSearch(Map<String, String> environment, Path home, Path root, String system) {
    /** The oldest release that rdylib runs on. */
    public static final int NEEDED = 25;

    private static final List<String> NAMED_FIRST = List.of("JAVA_HOME", "JAVA" + NEEDED + "_HOME");
    private static final Pattern HOME_VARIABLE = Pattern.compile("JAVA\\w*_HOME(_\\w+)?");
    private static final Pattern VERSION_LINE = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)[^\"]*\"");

    private static final List<String> BELOW_HOME = List.of(
            ".jdks",
            ".m2/jdks",
            ".sdkman/candidates/java",
            ".gradle/jdks",
            ".jenv/versions",
            ".jbang/cache/jdks",
            ".asdf/installs/java",
            ".jabba/jdk",
            ".local/share/mise/installs/java",
            "Library/Java/JavaVirtualMachines",
            "scoop/apps");

    private static final List<String> BELOW_ROOT = List.of(
            "usr/jdk",
            "usr/java",
            "usr/local/java",
            "opt/java",
            "opt/hostedtoolcache",
            "usr/lib/jvm",
            "usr/lib64/jvm",
            "Library/Java/JavaVirtualMachines",
            "Program Files/Amazon Corretto",
            "Program Files/BellSoft",
            "Program Files/Eclipse Adoptium",
            "Program Files/Java",
            "Program Files/Zulu",
            "hostedtoolcache/windows");

    /** Keeps a copy of the environment. */
    public JdkSearch {
        environment = Map.copyOf(environment);
    }

    /**
     * The search of this machine.
     *
     * @return a search with this process's environment, home folder and file system
     */
    public static JdkSearch ofThisMachine() {
        Path home = Path.of(System.getProperty("user.home", "")).toAbsolutePath();
        Path root = Optional.ofNullable(home.getRoot()).orElse(home);
        return new JdkSearch(System.getenv(), home, root, System.getProperty("os.name", ""));
    }

    /**
     * The program to start.
     *
     * @return the first {@code java} that the environment points to and that is new enough, else the one of the lowest
     *     sufficient release among those installed
     */
    public Optional<Path> java() {
        return pointedTo()
                .findFirst()
                .or(() -> installed().min(Comparator.comparingInt(Jdk::release)))
                .map(Jdk::java);
    }

    private Stream<Jdk> pointedTo() {
        return environment.keySet().stream()
                .filter(name -> HOME_VARIABLE.matcher(name).matches())
                .sorted(Comparator.comparingInt(JdkSearch::rank).thenComparing(Comparator.naturalOrder()))
                .map(environment::get)
                .filter(value -> !value.isBlank())
                .flatMap(value -> jdk(Path.of(value)).stream());
    }

    private static int rank(String variable) {
        int named = NAMED_FIRST.indexOf(variable);
        return named < 0 ? NAMED_FIRST.size() : named;
    }

    private Stream<Jdk> installed() {
        return Stream.concat(
                        BELOW_HOME.stream().map(home::resolve),
                        BELOW_ROOT.stream().map(root::resolve))
                .flatMap(JdkSearch::homes)
                .flatMap(folder -> jdk(folder).stream());
    }

    /** The homes in a folder of several: its children, what a Mac keeps inside of them, and a tool cache's levels. */
    private static Stream<Path> homes(Path folder) {
        List<Path> children = children(folder);
        if (folder.toString().contains("hostedtoolcache")) {
            return children.stream().flatMap(tool -> children(tool).stream()).flatMap(v -> children(v).stream());
        }
        return children.stream().flatMap(child -> Stream.of(child, child.resolve("Contents/Home")));
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            return List.of(); // a folder that is not there, or not for us
        }
    }

    private Optional<Jdk> jdk(Path folder) {
        boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        Path java = folder.resolve("bin").resolve(windows ? "java.exe" : "java");
        return Files.isExecutable(java)
                ? Optional.of(new Jdk(release(java), java)).filter(Jdk::isNewEnough)
                : Optional.empty();
    }

    /**
     * Whether rdylib runs on it.
     *
     * @param java the program {@code java} of a JDK
     * @return whether the JDK says that it is of a sufficient release
     */
    public static boolean isNewEnough(Path java) {
        return new Jdk(release(java), java).isNewEnough();
    }

    /** The release of the JDK that a program belongs to; 0 where it does not say. */
    private static int release(Path java) {
        try {
            Matcher version = VERSION_LINE.matcher(
                    Files.readString(java.resolve("../../release").normalize()));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private record Jdk(int release, Path java) {
        boolean isNewEnough() {
            return release >= NEEDED;
        }
    }
}
