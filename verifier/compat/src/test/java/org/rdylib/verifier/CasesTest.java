package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.Node;
import org.rdylib.spec.syntax.YamlTree;

/** The conformance cases, which were reasoned out by hand: {@code conformance-tests/cases}. */
class CasesTest {

    private static final Path CASES = Path.of("..", "..", "conformance-tests", "cases");

    static Stream<String> groups() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).sorted().toList().stream();
        }
    }

    /** Where a case names codes, it names them all. */
    @ParameterizedTest
    @MethodSource("groups")
    void eachCaseHasTheVerdictAndTheCodesThatItNames(String group) throws IOException {
        try (Stream<Path> files = Files.walk(CASES.resolve(group))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".case.yaml"))
                    .sorted()
                    .toList()) {
                judge(file);
            }
        }
    }

    private static void judge(Path file) throws IOException {
        var root = (Node.Mapping) YamlTree.read(file).root().orElseThrow();
        Optional<CheckedDescriptor> host = descriptor(root, "host", file);
        Optional<CheckedDescriptor> plugin = descriptor(root, "plugin", file);
        String expect = text(root, "expect");
        if (host.isEmpty() || plugin.isEmpty()) {
            assertThat(expect).as(file.toString()).isEqualTo("invalid");
            return;
        }
        Verdict verdict = Verifier.verify(
                new Host<>(host.get()), new Plugin<>(plugin.get()), unload(root), Target.X86_64_LINUX_GNU);
        assertThat(verdict.isCompatible() ? "compatible" : "incompatible")
                .as("%s: %s", file, verdict.findings())
                .isEqualTo(expect);
        List<String> codes = codes(root);
        if (!codes.isEmpty()) {
            var found = new TreeSet<String>();
            verdict.findings().forEach(f -> found.add(f.code().id()));
            assertThat(found).as(file.toString()).containsExactlyInAnyOrderElementsOf(codes);
        }
    }

    private static Optional<CheckedDescriptor> descriptor(Node.Mapping root, String key, Path file) {
        return Descriptors.read((Node.Mapping) root.get(key).orElseThrow(), file)
                .descriptor();
    }

    /** {@code never}, where a case does not say. */
    private static Unload unload(Node.Mapping root) {
        return root.get("unload").isEmpty()
                ? Unload.NEVER
                : Unload.of(text(root, "unload")).orElseThrow();
    }

    private static String text(Node.Mapping root, String key) {
        return ((Node.Scalar) root.get(key).orElseThrow()).text();
    }

    private static List<String> codes(Node.Mapping root) {
        return root.get("codes").stream()
                .flatMap(n -> ((Node.Sequence) n).items().stream())
                .map(n -> ((Node.Scalar) n).text())
                .toList();
    }
}
