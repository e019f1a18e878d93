package org.rdylib.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;

/** A plugin and a host are built and run by the commands of {@code codegen/README.md}, with the jars that it names and no other. */
class HandBuildTest {

    private static final String PAGE = "codegen/README.md";
    private static final Path DEMO = Path.of("demo").toAbsolutePath();
    private static final Path JDK =
            Path.of(System.getProperty("java.home")).resolve("bin").toAbsolutePath();

    private static final String MODULE = "module demo { requires org.rdylib.loader; }";

    @TempDir
    Path folder;

    private final Map<String, String> jars = new LinkedHashMap<>();

    @BeforeEach
    void findJars() throws IOException {
        for (List<Table.Cell> row : rows()) {
            for (String jar : row.getFirst().codes()) {
                jars.put(jar, place(jar));
            }
        }
    }

    /** A jar or folder of classes on the class path of the tests. */
    private static String place(String jar) {
        Map<String, String> folders = Map.of(
                "rdylib-loader", "verifier/loader/target",
                "rdylib-verifier", "verifier/compat/target",
                "rdylib-spec", "spec/target");
        String part = folders.containsKey(jar) ? "/" + folders.get(jar) + "/" : "/" + jar + "-";
        List<String> found = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(part)
                        && (!entry.endsWith(".jar") || entry.matches(".*/" + jar + "-[\\d.]+(-SNAPSHOT)?\\.jar")))
                .toList();
        assertThat(found).as("places of " + jar).hasSize(1);
        return found.getFirst();
    }

    private static List<List<Table.Cell>> rows() throws IOException {
        return Table.of(PAGE, "jars").rows();
    }

    /** The jars that a column of the table wants. */
    private static Set<String> wanted(String mode) throws IOException {
        int column = List.of("javac -cp", "javac -p", "java -cp", "java -p").indexOf(mode) + 1;
        Set<String> wanted = new TreeSet<>();
        for (List<Table.Cell> row : rows()) {
            switch (row.get(column).text()) {
                case "yes" -> wanted.addAll(row.getFirst().codes());
                case "–" -> {}
                default -> throw new IllegalArgumentException(row.toString());
            }
        }
        return wanted;
    }

    private String path(Set<String> names, String... before) {
        List<String> path = new ArrayList<>(List.of(before));
        names.forEach(name -> path.add(jars.get(name)));
        return String.join(File.pathSeparator, path);
    }

    @Test
    void theCommandsOfTheReadmeBuildPlugins() throws Exception {
        Tool.require("cc");
        Tool.require("rustc");
        copy("words.yaml", "words.c", "words.rs");
        List<Readme> builds = Readme.blocks("build");

        assertThat(builds).hasSize(2);
        for (Readme build : builds) {
            Tool.Run run = attempt(here(build.text()) + here("rdylib inspect libwords.so\n"));
            assertThat(run.exit()).as(run.text()).isZero();
            assertThat(run.text()).contains("words 1.0.0");
            Files.delete(folder.resolve("libwords.so"));
        }
    }

    @Test
    void theCommandsBuildAndRunTheExample() throws Exception {
        Tool.require("cc");
        copy("tour.yaml", "tour.c", "Visit.java");
        String commands = here(Readme.blocks(PAGE, "build").getFirst().text());
        assertThat(attempt(commands).text()).endsWith(shown());

        String forgotten = commands.replace("tour.c tour_abi.c", "tour.c");
        assertThat(forgotten).isNotEqualTo(commands);
        Tool.Run refused = attempt(forgotten);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.text()).contains("MalformedLibraryException", "has no descriptor");
    }

    @Test
    void theExamplesPluginInRustDoesTheSame() throws Exception {
        Path plugin = NativeBuild.rustPlugin(folder, DEMO.resolve("tour.yaml"), List.of(DEMO.resolve("tour.rs")));
        Path classes =
                NativeBuild.classes(folder, DEMO.resolve("tour.yaml"), "demo", List.of(DEMO.resolve("Visit.java")));

        // what Rust says of the panic is on standard error
        Tool.Run run = attempt(run("-cp", path(wanted("java -cp"), classes.toString()), "demo.Visit", plugin.toString())
                + " 2>/dev/null");

        assertThat(run.text()).isEqualTo(shown());
    }

    @Test
    void theseJarsAreNeededAndNoOthers() throws Exception {
        Path plugin = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("plugin")),
                DEMO.resolve("words.yaml"),
                List.of(DEMO.resolve("words.c")));
        Path misfit = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("misfit")),
                DEMO.resolve("misfit.yaml"),
                List.of(DEMO.resolve("misfit.c")));
        List<Path> generated = NativeBuild.generateJava(DEMO.resolve("words.yaml"), "demo", folder.resolve("src"));
        String sources = generated.stream().map(Path::toString).collect(Collectors.joining(" ", " ", " "))
                + DEMO.resolve("Demo.java");
        Path module = Files.writeString(folder.resolve("module-info.java"), MODULE);
        String arguments = plugin + " " + misfit + " " + DEMO.resolve("words.c");

        check("javac -cp", names -> JDK.resolve("javac") + " -proc:none -d classes -cp " + path(names) + sources);
        check("java -cp", names -> run("-cp", path(names, "classes"), "demo.Demo", arguments));
        check(
                "javac -p",
                names -> JDK.resolve("javac") + " -proc:none -d modules -p " + path(names) + sources + " " + module);
        check(
                "java -p",
                names -> JDK.resolve("java") + " --enable-native-access=org.rdylib.loader -p " + path(names, "modules")
                        + " -m demo/demo.Demo " + arguments);
    }

    private interface Command {
        String with(Set<String> jars);
    }

    /** Succeeds with all of them, and not without any. */
    private void check(String mode, Command command) throws IOException {
        Set<String> wanted = wanted(mode);
        for (String left : wanted) {
            Set<String> others = new TreeSet<>(wanted);
            others.remove(left);
            assertThat(attempt(command.with(others)).exit())
                    .as(mode + " without " + left)
                    .isNotZero();
        }
        Tool.Run run = attempt(command.with(wanted));
        assertThat(run.exit()).as(mode + ": " + run.text()).isZero();
    }

    private static String run(String... arguments) {
        return JDK.resolve("java") + " --enable-native-access=ALL-UNNAMED " + String.join(" ", arguments);
    }

    /** Commands of a page, for where these programs and jars are. */
    private String here(String commands) throws IOException {
        String rdylib = JDK.resolve("java") + " -cp " + System.getProperty("java.class.path") + " org.rdylib.cli.Main";
        Set<String> used = new TreeSet<>(wanted("javac -cp"));
        used.addAll(wanted("java -cp"));
        return commands.replaceAll("(?m)^rdylib ", rdylib + " ")
                .replaceAll("(?m)^(javac?) ", JDK + "/$1 ")
                .replace("lib/*", path(used));
    }

    private static String shown() throws IOException {
        return Readme.blocks(PAGE, "output").getFirst().text();
    }

    private void copy(String... names) throws IOException {
        for (String name : names) {
            Files.copy(DEMO.resolve(name), folder.resolve(name));
        }
    }

    private Tool.Run attempt(String commands) {
        return Tool.attempt(folder, "sh", "-e", "-c", commands);
    }
}
