package org.rdylib.conformance.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.spec.Code;

/**
 * What {@code rdylib verify} says of pairs that do not fit, to be read in reviews as the author of a plugin would read
 * it. Each file is about the conformance case of its name. It begins with what its reader did then, having read no more
 * than the report, one remedy a line, each of which must make the pair compatible by itself:
 *
 * <ul>
 *   <li>{@code remedy: as shown}, an edit that the report writes out: every one of them is tried;
 *   <li>{@code remedy: host: old => new}, an edit of one copy, or {@code both:} of both; further ones are behind
 *       {@code ;;};
 *   <li>{@code remedy: the host's copy}, or the plugin's: both sides are built against that one;
 *   <li>{@code remedy: unload: never}, another policy.
 * </ul>
 *
 * <p>To accept a change, run with {@code -Drdylib.goldens=write} and read the difference; a continuous build refuses the
 * switch.
 */
class GoldenReportTest {

    private static final Path GOLDENS = Path.of("src/test/resources/org/rdylib/conformance/reports/golden");

    private static final String REMEDY = "remedy: ";

    private static final Pattern FINDING = Pattern.compile("(?m)^error\\[(RDY\\d+)]");

    private static final Map<String, Case> CASES = new HashMap<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void read() throws IOException {
        Case.all(folder).forEach(c -> CASES.put(c.name().replace('/', '.'), c));
    }

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(GOLDENS)) {
            return files.map(f -> f.getFileName().toString().replace(".txt", "")).sorted().toList().stream();
        }
    }

    private static Case of(String name) {
        return Objects.requireNonNull(CASES.get(name), () -> "there is no case " + name);
    }

    private static String report(Case c) {
        return c.verify("text").out().replace(c.host().getParent() + "/", "");
    }

    private static List<String> remedies(String name) throws IOException {
        return Files.readString(GOLDENS.resolve(name + ".txt"))
                .lines()
                .takeWhile(l -> l.startsWith(REMEDY))
                .map(l -> l.substring(REMEDY.length()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReportedAsItStands(String name) throws IOException {
        Path file = GOLDENS.resolve(name + ".txt");
        String head = remedies(name).stream().map(r -> REMEDY + r + "\n").collect(Collectors.joining());
        String now = head + "\n" + report(of(name));
        if ("write".equals(System.getProperty("rdylib.goldens"))) {
            assertThat(System.getenv("CI")).as("goldens are not written in CI").isNull();
            Files.writeString(file, now);
        }

        assertThat(now).isEqualTo(Files.readString(file));
    }

    /** In each paragraph: what is wrong in one line, where in both copies with a mark, and what to do next. */
    @ParameterizedTest
    @MethodSource("names")
    void everyFindingMarksBothCopiesAndSaysWhatToDo(String name) {
        String report = report(of(name));
        List<String> findings = Arrays.stream(report.split("\n\n"))
                .filter(p -> FINDING.matcher(p).lookingAt())
                .toList();

        assertThat(findings).isNotEmpty().hasSizeLessThanOrEqualTo(2);
        for (String finding : findings) {
            assertThat(finding)
                    .containsPattern("(?m)^  in \\S")
                    .containsPattern("(?m)^the host's copy:\n +--> \\S+:\\d+:\\d+\n +\\|\n *\\d+ \\| .*\n +\\| .*\\^")
                    .containsPattern("(?m)^the plugin's copy:\n +--> \\S+:\\d+:\\d+\n +\\|\n *\\d+ \\| .*\n +\\| .*\\^")
                    .containsPattern("(?m)^help: \\S");
            assertThat(finding.lines().filter(l -> l.startsWith("help: ")).count())
                    .isBetween(1L, 4L);
        }
        assertThat(report).endsWith("incompatible under `unload: " + of(name).unload() + "`\n");
    }

    @ParameterizedTest
    @MethodSource("names")
    void whateverItsReaderDoesMakesThePairCompatible(String name) throws IOException {
        Case c = of(name);
        List<String> remedies = remedies(name);

        assertThat(remedies).isNotEmpty();
        assertThat(remedies.contains("as shown")).isEqualTo(!Fix.of(c).isEmpty());
        for (String remedy : remedies) {
            tried(c, remedy).forEach((what, exit) -> assertThat(exit).as(what).isZero());
        }
    }

    /** The exit codes of what comes of a remedy, by what was done. */
    private static Map<String, Integer> tried(Case c, String remedy) throws IOException {
        Map<String, Integer> exits = new HashMap<>();
        switch (remedy) {
            case "as shown" -> {
                for (Fix fix : Fix.of(c)) {
                    exits.put(fix.toString(), fix.applied(c, "text").exit());
                }
            }
            case "the host's copy" ->
                exits.put(remedy, c.verify(c.host(), c.host(), "text").exit());
            case "the plugin's copy" ->
                exits.put(remedy, c.verify(c.plugin(), c.plugin(), "text").exit());
            case String policy
            when policy.startsWith("unload: ") ->
                exits.put(
                        remedy,
                        Command.run("verify", c.host(), c.plugin(), "--unload", policy.substring(8))
                                .exit());
            case String edits -> exits.put(remedy, edited(c, edits).exit());
        }
        return exits;
    }

    private static Command.Answer edited(Case c, String edits) throws IOException {
        String host = Files.readString(c.host());
        String plugin = Files.readString(c.plugin());
        for (String edit : edits.split(" ;; ", -1)) {
            String side = edit.substring(0, edit.indexOf(": "));
            String[] halves = edit.substring(side.length() + 2).split(" => ");
            assertThat(halves).as(edit).hasSize(2);
            assertThat(side).isIn("host", "plugin", "both");
            host = side.equals("plugin") ? host : replaced(host, halves[0], halves[1]);
            plugin = side.equals("host") ? plugin : replaced(plugin, halves[0], halves[1]);
        }
        return c.verify(
                Files.writeString(c.host().resolveSibling("edited-host.yaml"), host),
                Files.writeString(c.plugin().resolveSibling("edited-plugin.yaml"), plugin),
                "text");
    }

    private static String replaced(String text, String old, String now) {
        assertThat(text).containsOnlyOnce(old);
        return text.replace(old, now);
    }

    @Test
    void everyCodeOfAVerdictIsShown() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String name : names().toList()) {
            FINDING.matcher(report(of(name)))
                    .results()
                    .map((MatchResult r) -> r.group(1))
                    .forEach(shown::add);
        }
        assertThat(names().count()).isGreaterThanOrEqualTo(40);
        assertThat(shown)
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .map(Code::id)
                        .filter(id -> id.matches("RDY0[2-5]\\d\\d"))
                        .toList());
    }
}
