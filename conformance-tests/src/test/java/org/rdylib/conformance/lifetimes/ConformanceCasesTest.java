package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.spec.Code;
import org.rdylib.spec.canonical.Canonical;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.Node;
import org.rdylib.spec.syntax.YamlTree;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.internal.Rules;

/** The cases in {@code cases/}, which were reasoned out by hand, against everybody who has a say. */
class ConformanceCasesTest {

    /** Folders of cases that differ in what the oracle, which knows lifetimes only, does not see. */
    private static final Set<String> BEYOND_LIFETIMES =
            Set.of("bounds", "c", "evolution", "isolation", "layout", "structure", "unloading");

    /** Of these some can be asked about, and not only such as fit: else nobody would have judged what was reasoned out. */
    private static final Set<String> ASKED_BOTH_WAYS = Set.of("futures", "opaque");

    private static final Path CASES = Path.of("cases");

    /** Where rustc says something else, and why. */
    private static final Map<String, Deviation> DEVIATIONS = Map.of(
            "functions/assumption-of-a-binder", Deviation.WANTED_BOUNDS_IGNORED,
            "functions/assumption-of-what-is-chosen", Deviation.WANTED_BOUNDS_IGNORED,
            "functions/assumption-of-one-chosen-of-another", Deviation.WANTED_BOUNDS_IGNORED,
            "functions/call-that-nobody-can-make", Deviation.WANTED_BOUNDS_IGNORED,
            "functions/obligation-of-a-binder", Deviation.GIVEN_BOUNDS_FORGOTTEN,
            "functions/bound-lifetime-beyond-the-library", Deviation.GIVEN_BOUNDS_FORGOTTEN,
            "functions/within-the-library", Deviation.BOUND_WITHIN_THE_LIBRARY);

    @TempDir
    Path directory;

    /** A case of two well-formed descriptors. */
    private record Case(String name, boolean compatible, Verdicts.Read pair) {

        Pair unchecked() {
            return new Pair(
                    Pair.Kind.EXPORT,
                    pair.unload() == Unload.ALLOWED,
                    pair.host().value().descriptor(),
                    pair.plugin().value().descriptor());
        }
    }

    private static List<Case> known = List.of();

    private static synchronized List<Case> wellFormed() throws IOException {
        if (known.isEmpty()) {
            known = List.copyOf(read());
        }
        return known;
    }

    private static List<Case> read() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path file : files()) {
            var root = (Node.Mapping) YamlTree.read(file).root().orElseThrow();
            Checked host = descriptor(root, "host", file);
            Checked plugin = descriptor(root, "plugin", file);
            String name =
                    CASES.relativize(file).toString().replace(".case.yaml", "").replace('\\', '/');
            String expect = text(root, "expect");
            assertThat(host.descriptor().isEmpty() || plugin.descriptor().isEmpty())
                    .as(name)
                    .isEqualTo(expect.equals("invalid"));
            if (!expect.equals("invalid")) {
                cases.add(new Case(
                        name,
                        expect.equals("compatible"),
                        new Verdicts.Read(
                                new Host<>(host.descriptor().orElseThrow()),
                                new Plugin<>(plugin.descriptor().orElseThrow()),
                                root.get("unload").isEmpty()
                                        ? Unload.NEVER
                                        : Unload.of(text(root, "unload")).orElseThrow())));
            }
        }
        return cases;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(f -> f.toString().endsWith(".case.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Checked descriptor(Node.Mapping root, String key, Path file) {
        return Descriptors.read((Node.Mapping) root.get(key).orElseThrow(), file);
    }

    private static String text(Node.Mapping root, String key) {
        return ((Node.Scalar) root.get(key).orElseThrow()).text();
    }

    @Test
    void rustcAgreesWhereverItCanBeAsked() throws IOException {
        var oracle = RustOracle.in(directory);
        List<Case> asked = new ArrayList<>();
        List<List<RustPair.Line>> modules = new ArrayList<>();
        for (Case c : wellFormed()) {
            Pair pair = c.unchecked();
            if (BEYOND_LIFETIMES.contains(group(c))) {
                continue;
            }
            try {
                modules.add(RustPair.render(pair.host(), pair.plugin(), pair.unloadable()));
                asked.add(c);
            } catch (Calls.InexpressibleException e) {
                // the copies differ in more than lifetimes, of which Rust knows nothing
                assertThat(c.name()).doesNotStartWith("references/");
            }
        }
        List<Boolean> rustc = oracle.accepts(modules);
        for (int i = 0; i < asked.size(); i++) {
            Case c = asked.get(i);
            assertThat(rustc.get(i))
                    .as("%s%n%s", c.name(), modules.get(i))
                    .isEqualTo(c.compatible() != DEVIATIONS.containsKey(c.name()));
        }
        System.out.printf("rustc was asked about %d cases%n", asked.size());
        for (String group : ASKED_BOTH_WAYS) {
            assertThat(asked.stream().filter(c -> group(c).equals(group)).map(Case::compatible))
                    .as(group)
                    .contains(true, false);
        }
        assertThat(asked).extracting(ConformanceCasesTest::group).contains("uses");
        assertThat(asked).hasSizeGreaterThan(200);
    }

    @Test
    void everyDeviationFromRustcIsOfTheKindThatItIsSaidToBe() throws IOException, Calls.InexpressibleException {
        for (Case c : wellFormed()) {
            if (DEVIATIONS.containsKey(c.name())) {
                assertThat(Deviation.between(c.unchecked(), c.compatible(), !c.compatible()))
                        .as(c.name())
                        .contains(DEVIATIONS.get(c.name()));
            }
        }
        assertThat(Set.copyOf(DEVIATIONS.values()))
                .as("all but the one that is no verdict to conform to: DeviationTest")
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Deviation.NEEDLESSLY_REFUSED)));
    }

    /** A rule without a case that it accepts, or without one that it refuses, would go unnoticed if it said always the same. */
    @Test
    void everyGroupOfCasesHasOneThatFitsAndOneThatDoesNot() throws IOException {
        Map<String, Set<Boolean>> verdicts = new TreeMap<>();
        for (Case c : wellFormed()) {
            verdicts.computeIfAbsent(group(c), _ -> new HashSet<>()).add(c.compatible());
        }
        verdicts.remove("invalid");
        assertThat(verdicts)
                .allSatisfy((group, both) -> assertThat(both).as(group).containsExactlyInAnyOrder(true, false));
        assertThat(files()).hasSizeGreaterThanOrEqualTo(300);
    }

    @Test
    void everyCaseBeginsWithTheReasonForItsVerdict() throws IOException {
        for (Path file : files()) {
            assertThat(Files.readString(file)).as(file.toString()).startsWith("# ");
        }
    }

    /** Each copy of each case, as a library carries it, is read as what has the same two texts again. */
    @Test
    void everyCopyIsWhatItsCanonicalFormReadsAs() throws Exception {
        for (Case c : wellFormed()) {
            for (var copy : List.of(c.pair().host().value(), c.pair().plugin().value())) {
                CanonicalForm form = CanonicalForm.of(copy);
                byte[] binding = form.binding().getBytes(StandardCharsets.UTF_8);
                byte[] annotations = form.annotations().getBytes(StandardCharsets.UTF_8);
                assertThat(CanonicalForm.of(Canonical.read(binding, annotations, c.name(), Target.X86_64_LINUX_GNU)))
                        .as(c.name())
                        .isEqualTo(form);
            }
        }
    }

    /** A code that no case names could be found for another reason, or never, and nobody would notice. */
    @Test
    void everyCaseThatDoesNotFitNamesItsCodesAndEveryCodeOfAVerdictIsNamed() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path file : files()) {
            var root = (Node.Mapping) YamlTree.read(file).root().orElseThrow();
            if (!text(root, "expect").equals("compatible")) {
                assertThat(root.get("codes")).as(file.toString()).isPresent();
            }
            root.get("codes").stream()
                    .flatMap(codes -> ((Node.Sequence) codes).items().stream())
                    .forEach(code -> named.add(((Node.Scalar) code).text()));
        }
        assertThat(named)
                .containsAll(Arrays.stream(Code.values())
                        .map(Code::id)
                        .filter(id -> id.matches("RDY0[2-5]\\d\\d"))
                        .toList());
    }

    /**
     * Of each rule in the registry it is told by cases where it is too lax, and by others where it is too strict: it has
     * one that it refuses and one that it accepts.
     */
    @Test
    void everyRuleHasACaseThatItAcceptsAndOneThatItRefuses() throws IOException {
        Map<String, Set<Boolean>> wronglyAccepted = new TreeMap<>();
        for (Named<Rules> broken : BrokenRules.all().toList()) {
            for (Case c : wellFormed()) {
                if (c.pair().isCompatible(broken.getPayload()) != c.compatible()) {
                    changed(broken.getPayload())
                            .forEach(rule -> wronglyAccepted
                                    .computeIfAbsent(rule, _ -> new HashSet<>())
                                    .add(!c.compatible()));
                }
            }
        }
        assertThat(wronglyAccepted.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Rules.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
        assertThat(wronglyAccepted.remove("parts"))
                .as("nothing is coerced there: that could not be stricter")
                .containsExactly(true);
        assertThat(wronglyAccepted)
                .allSatisfy((rule, both) -> assertThat(both).as(rule).containsExactlyInAnyOrder(true, false));
    }

    /** The rules that are not the standard ones. */
    private static List<String> changed(Rules broken) {
        List<String> changed = new ArrayList<>();
        for (RecordComponent rule : Rules.class.getRecordComponents()) {
            try {
                Object standard = rule.getAccessor().invoke(Rules.STANDARD);
                if (!Objects.equals(standard, rule.getAccessor().invoke(broken))) {
                    changed.add(rule.getName());
                }
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        return changed;
    }

    /** Each copy of each case as a host and a plugin that were built from it, compared as if they were not alike. */
    @Test
    void everyCopyFitsItselfWhereTheLibraryStays() throws IOException {
        for (Case c : wellFormed()) {
            for (var copy : List.of(c.pair().host().value(), c.pair().plugin().value())) {
                var same = new Verdicts.Read(new Host<>(copy), new Plugin<>(copy), Unload.NEVER);
                assertThat(same.findingsOfAll()).as(c.name()).isEmpty();
            }
        }
    }

    @Test
    void nothingOfTheCasesIsMissedByPassingOverWhatIsAlike() throws IOException {
        for (Case c : wellFormed()) {
            Shortcut.missesNothing(c.pair().host().value(), c.pair().plugin().value(), c.name());
        }
    }

    @Test
    void whatIsLeftOfTheCasesIsJudgedAsTheWhole() throws IOException {
        for (Case c : wellFormed()) {
            Remainders.areJudgedAsTheWhole(
                    c.pair().host().value(), c.pair().plugin().value(), c.name());
        }
    }

    private static String group(Case c) {
        return c.name().substring(0, c.name().indexOf('/'));
    }

    @ParameterizedTest
    @MethodSource("org.rdylib.conformance.lifetimes.BrokenRules#all")
    void someCaseNoticesABrokenRule(Rules broken) throws IOException {
        List<String> noticed = wellFormed().stream()
                .filter(c -> c.pair().isCompatible(broken) != c.compatible())
                .map(Case::name)
                .toList();

        assertThat(noticed).isNotEmpty();
    }
}
