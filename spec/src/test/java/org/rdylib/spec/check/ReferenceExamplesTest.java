package org.rdylib.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.layout.Target;

/** The examples in the tables of the reference, {@code spec/README.md}, are examples of what it says. */
class ReferenceExamplesTest {

    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";

    /** What several files show, or a file that cannot be read, or a generator. */
    private static final Set<Code> ELSEWHERE =
            Set.of(Code.USES_CYCLE, Code.USED_LIBRARY, Code.UNUSED_USE, Code.UNREADABLE, Code.NOT_SUPPORTED);

    /** What the examples of lifetimes, variance and bounds speak of. */
    private static final String NAMES = """
        types:
          S<'a>: {struct: {a: "&'a u8"}}
        """;

    private static final String INTERFACES = """
        interfaces:
          I: {methods: {m: "fn(&self)"}}
          J<'a>: {methods: {m: "fn(&self) -> &'a u8"}}
        """;

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The rows of the table with this head, as their cells. */
    private static List<List<String>> table(String head) throws IOException {
        String reference = Files.readString(Path.of("README.md"));
        int start = reference.indexOf("\n" + head + "\n");
        assertThat(start).as(head).isPositive();
        List<List<String>> rows = reference
                .substring(start + 1)
                .lines()
                .takeWhile(l -> l.startsWith("|"))
                .skip(2)
                .map(l -> Arrays.stream(l.substring(1, l.length() - 1).split(" \\| |^ | $"))
                        .map(String::strip)
                        .filter(c -> !c.isEmpty())
                        .toList())
                .toList();
        int width = head.split(" \\| ").length;
        assertThat(rows).isNotEmpty().allSatisfy(r -> assertThat(r).hasSize(width));
        return rows;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(m -> m.group(1)).toList();
    }

    /** What is found in a cell's descriptor, for its own target where it names one. */
    private static List<Code> found(String cell) {
        List<String> parts = codes(cell);
        Target target = parts.size() == 1
                ? Target.X86_64_LINUX_GNU
                : Target.of(parts.getLast()).orElseThrow();
        String text = "{abi: 1, library: sample, version: 1.0.0, " + parts.getFirst() + "}";
        return Descriptors.read("README.md", text, List.of(target)).diagnostics().stream()
                .map(Diagnostic::code)
                .distinct()
                .toList();
    }

    @Test
    void eachRuleIsBrokenByItsExampleAndByNothingElseInIt() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (List<String> row : table("| rule | refused | accepted |")) {
            assertThat(found(row.get(1))).as(row.get(1)).extracting(Code::id).containsExactly(row.get(0));
            assertThat(found(row.get(2))).as(row.get(2)).isEmpty();
            shown.add(row.getFirst());
        }
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Code.values())
                        .filter(c -> c.id().matches("RDY0[01].*") && !ELSEWHERE.contains(c))
                        .map(Code::id)
                        .toList());
    }

    @Test
    void whatIsLeftOutSaysWhatTheReferenceWritesOut() throws Exception {
        for (List<String> row : table("| what is written | what it says |")) {
            String written = codes(row.get(0)).getFirst();
            String meant = codes(row.get(1)).getFirst();
            assertThat(binding(written)).as(written).isEqualTo(binding(meant));
            assertThat(written).isNotEqualTo(meant);
        }
    }

    private static String binding(String signature) throws InvalidDescriptorException {
        String declared = signature.contains("self")
                ? INTERFACES + "  K: {methods: {m: \"" + signature + "\"}}\n"
                : INTERFACES + "exports:\n  f: \"" + signature + "\"\n";
        return CanonicalForm.of(Descriptors.require("README.md", HEAD + NAMES + declared))
                .binding();
    }

    @Test
    void signaturesHaveTheCanonicalTextThatTheReferenceShows() throws Exception {
        for (List<String> row : table("| a signature | its canonical text |")) {
            String text = codes(row.get(1)).getFirst().replace("\"", "\\\"");
            assertThat(CanonicalForm.of(Descriptors.require("README.md", HEAD + exporting(row.get(0))))
                            .binding())
                    .endsWith(",\"exports\":{\"f\":\"" + text + "\"}}");
        }
    }

    private static String exporting(String cell) {
        return "exports:\n  f: '" + codes(cell).getFirst().replace("'", "''") + "'\n";
    }

    @Test
    void parametersTakeAsManySlotsAsTheReferenceSays() throws IOException {
        List<Target> targets = List.of(Target.X86_64_LINUX_GNU, Target.AARCH64_LINUX_GNU, Target.X86_64_WINDOWS_MSVC);
        for (List<String> row : table("| parameter | x86-64 Linux | arm64 Linux | x86-64 Windows |")) {
            for (int i = 0; i < targets.size(); i++) {
                int others = 252 - Integer.parseInt(row.get(i + 1));
                assertThat(besides(others, row.getFirst(), targets.get(i)))
                        .as("%s on %s", row, targets.get(i))
                        .isEmpty();
                assertThat(besides(others + 1, row.getFirst(), targets.get(i)))
                        .as("%s on %s", row, targets.get(i))
                        .containsExactly(Code.LINKER_LIMIT);
            }
        }
    }

    /** What is wrong with a parameter beside so many of one slot each. */
    private static List<Code> besides(int others, String cell, Target target) {
        String parameters =
                IntStream.range(0, others).mapToObj(i -> ", p" + i + ": u32").collect(Collectors.joining());
        String signature = "fn(p: " + codes(cell).getFirst() + parameters + ")";
        return Descriptors.read("README.md", HEAD + "exports:\n  f: \"" + signature + "\"\n", List.of(target))
                .diagnostics()
                .stream()
                .map(Diagnostic::code)
                .toList();
    }

    private static CheckedDescriptor withFields(String type) throws InvalidDescriptorException {
        String bounded = type.contains("'a") ? type : type + ", &'a u8";
        return Descriptors.require(
                "README.md", HEAD + NAMES + "  T<'a>: {struct: {t: \"(" + bounded + ",)\"}}\n" + INTERFACES);
    }

    @Test
    void typesVaryAsTheReferenceSays() throws Exception {
        for (List<String> row : table("| the fields of `T<'a>` | vary |")) {
            for (String type : codes(row.get(0))) {
                assertThat(withFields(type).variancesOf("T"))
                        .as(type)
                        .containsExactly(Variance.valueOf(row.get(1).toUpperCase(Locale.ROOT)));
            }
        }
    }

    @Test
    void typesHaveTheBoundsThatTheReferenceSays() throws Exception {
        for (List<String> row : table("| for example | has |")) {
            Set<Bound> bounds = codes(row.get(1)).stream()
                    .map(b -> Bound.of(b).orElseThrow())
                    .collect(Collectors.toSet());
            for (String type : codes(row.get(0))) {
                CheckedDescriptor checked = withFields(type);
                TypeDeclaration.Struct struct = (TypeDeclaration.Struct) checked.type("T");
                var tuple = (Type.Tuple) struct.fields().getFirst().type();
                assertThat(Arrays.stream(Bound.values())
                                .filter(b -> checked.has(tuple.elements().getFirst(), b)))
                        .as(type)
                        .containsExactlyInAnyOrderElementsOf(bounds);
            }
        }
    }
}
