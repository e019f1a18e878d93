package org.rdylib.conformance.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code diff} lists is what differs between the two binding texts, of the pair of every conformance case. */
class DiffTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> KINDS =
            Map.of("types", "type ", "interfaces", "interface ", "exports", "export ", "imports", "import ");

    /** A declaration whose value is a mapping: it begins there, or in the next line. */
    private static final Pattern MAPPING =
            Pattern.compile("(?m)^( {2}[A-Za-z_][^:\\n]*(?:::[^:\\n]*)?:)(?: \\{(?=\\S)|\\n(?= {4}\\S))");

    /** An export or import that is its signature alone. */
    private static final Pattern SIGNATURE = Pattern.compile("(?m)^( {2}\\w+: )(\"(?:[^\"\\\\]|\\\\.)*\")$");

    @TempDir
    private static Path folder;

    private static List<Case> cases = List.of();

    @BeforeAll
    static void read() throws IOException {
        cases = Case.all(folder).stream().filter(Case::isWellFormed).toList();
        assertThat(cases).hasSizeGreaterThan(300);
    }

    @Test
    void itListsExactlyTheDeclarationsWhoseBindingTextDiffers() {
        int listed = 0;
        int alike = 0;
        for (Case c : cases) {
            for (List<Path> versions : List.of(List.of(c.host(), c.plugin()), List.of(c.plugin(), c.host()))) {
                CheckedDescriptor old = read(versions.getFirst());
                CheckedDescriptor now = read(versions.getLast());
                if (old.descriptor().library().equals(now.descriptor().library())) {
                    Map<String, String> different = differences(old, now);
                    assertThat(changes(versions.getFirst(), versions.getLast()))
                            .as(c.name())
                            .isEqualTo(different);
                    listed += different.size();
                    alike += different.isEmpty() ? 1 : 0;
                }
            }
        }
        assertThat(listed).isGreaterThan(400);
        assertThat(alike).isGreaterThan(100);
    }

    /** Documentation, comments and empty lines, put into each descriptor of the cases wherever they may stand. */
    @Test
    void itListsNothingOfWhatIsSaidInDocumentationAndComments() throws IOException {
        int documented = 0;
        for (Case c : cases) {
            for (Path file : List.of(c.host(), c.plugin())) {
                String text = Files.readString(file);
                Path edited = Files.writeString(file.resolveSibling("documented.yaml"), documented(text));
                assertThat(changes(file, edited)).as("%s%n%s", c.name(), edited).isEmpty();
                documented += Files.readString(edited).contains("doc: ") ? 1 : 0;
            }
        }
        assertThat(documented).isGreaterThan(cases.size() * 19 / 10);
    }

    private static String documented(String text) {
        if (text.contains("doc:")) {
            return "# a comment\n" + text.replace("doc: ", "doc: Or so ");
        }
        String mappings = MAPPING.matcher(text)
                .replaceAll(match -> match.group().endsWith("{")
                        ? "$1 {doc: \"what it is\", "
                        : "$1\n    # a comment\n    doc: what it is\n");
        return "# a comment\n" + SIGNATURE.matcher(mappings).replaceAll("$1{sig: $2, doc: it is said}\n\n# a comment");
    }

    private static CheckedDescriptor read(Path file) {
        return Descriptors.read(file).descriptor().orElseThrow();
    }

    /** What {@code diff} says has been added, removed or changed. */
    private static Map<String, String> changes(Path old, Path now) {
        Command.Answer answer = Command.run("diff", old, now, "--format", "json");
        assertThat(answer.exit()).as(answer.out()).isIn(0, 1);
        JsonNode said = JSON.readTree(answer.out());
        Map<String, String> changes = new TreeMap<>();
        said.path("changes")
                .forEach(c ->
                        changes.put(c.path("what").asString(), c.path("change").asString()));
        assertThat(changes).as(answer.out()).hasSize(said.path("changes").size());
        assertThat(said.path("release").asString().equals("none")).isEqualTo(changes.isEmpty());
        return changes;
    }

    private static Map<String, String> differences(CheckedDescriptor old, CheckedDescriptor now) {
        JsonNode before = JSON.readTree(CanonicalForm.bindingOf(old));
        JsonNode after = JSON.readTree(CanonicalForm.bindingOf(now));
        Map<String, String> one = declarations(before);
        Map<String, String> other = declarations(after);
        Set<String> all = new HashSet<>(one.keySet());
        all.addAll(other.keySet());
        Map<String, String> differences = new TreeMap<>();
        for (String name : all) {
            if (!one.containsKey(name)) {
                differences.put(name, "added");
            } else if (!other.containsKey(name)) {
                differences.put(name, "removed");
            } else if (!Objects.equals(one.get(name), other.get(name))) {
                differences.put(name, "changed");
            }
        }
        List<String> imports = new ArrayList<>(before.path("imports").propertyNames());
        List<String> others = new ArrayList<>(after.path("imports").propertyNames());
        imports.retainAll(after.path("imports").propertyNames());
        others.retainAll(before.path("imports").propertyNames());
        if (!imports.equals(others)) {
            differences.put("imports", "changed");
        }
        return differences;
    }

    /** The bytes that the binding text has for each declaration, its name and lifetimes included. */
    private static Map<String, String> declarations(JsonNode binding) {
        Map<String, String> all = new TreeMap<>();
        all.put("on_unload", binding.path("on_unload").toString());
        KINDS.forEach((key, kind) -> binding.path(key)
                .properties()
                .forEach(p -> all.put(kind + p.getKey().replaceFirst("<.*", ""), p.getKey() + ": " + p.getValue())));
        return all;
    }
}
