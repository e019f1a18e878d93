package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Descriptors;

/** What is read plainly is what YAML reads of it, place by place; and canonical forms and most descriptors are. */
class PlainTreeTest {

    private static final String SIGNS = " \n:,-#[]{}'\"|>&*!?%@`.<()~\\\t\r0a";

    private static final String TEXT = """
        # What stands before the first key.
        abi: 1
        library: sample   # its name
        version: 1.0.0
        doc: |
          Two lines, the second
            indented: # no comment

          and a third.

        on_unload: {threads: joined, shutdown: stop}

        types:
          Tag<'x>: {enum: {A: , B: "(&'x str, [u8; 3])", C: {c: "Option<&'x str>"}, D: -3}, repr: i16}
          Row: {struct: {a: u8, b: {type: "&'static str", default: 'a "quoted" \\ and'}}, evolves: append, bounds: [Send]}
          Wide:
            doc: 'it''s aligned'
            struct:
              a: u8
              # between two fields
              "pair": (u8, Option<u16>)
            align: 32
          Colours: {enum: {
              Red, Green ,   # two
              Blue: 7,
            }}
          H: {opaque: {drop: close}}
        interfaces:
          I<'x>: {methods: {m: "fn(&mut self, a: Tag<'x>) -> Option<Tag<'x>>", n: {sig: "fn(&self)", optional: true}}}
        exports:
          stop: fn()
          f: "fn<'a, 'b>(a: &'a mut dyn FnMut(&str) -> bool, b: &'b u8) -> Box<dyn I<'b> + 'b> where 'b: 'a"
          c: {sig: 'extern "C" fn(h: &H, t: &str) -> c_int', symbol: c_c, c: [h, t.data, t.length as c_int, null]}
          rows: "fn(row: &Row, wide: &Wide)"
          none:
        imports:
          g: "unsafe fn(p: *const u8)"
        """;

    /** A tree with all that can be asked of its nodes. */
    private static String described(Node node) {
        return switch (node) {
            case Node.Scalar s -> {
                StringBuilder places = new StringBuilder();
                for (int i = 0; i <= s.text().length(); i++) {
                    places.append(s.place(i, i + 1)).append(' ');
                }
                yield "%s %s %d to %d, in flow %s, misread %s, %s, %s\n"
                        .formatted(
                                s.style(), s.text(), s.start(), s.end(), s.inFlow(), s.isMisread(), whole(s), places);
            }
            case Node.Sequence list ->
                "list %d, in flow %s, %s [%s]"
                        .formatted(
                                list.start(),
                                list.inFlow(),
                                whole(list),
                                String.join(
                                        "",
                                        list.items().stream()
                                                .map(PlainTreeTest::described)
                                                .toList()));
            case Node.Mapping mapping ->
                "mapping %s {%s}"
                        .formatted(
                                whole(mapping),
                                String.join(
                                        "",
                                        mapping.entries().stream()
                                                .map(e -> described(e.key()) + described(e.value()))
                                                .toList()));
        };
    }

    private static String whole(Node node) {
        return node.at() + "+" + node.at().length() + " in " + node.at().text();
    }

    /** Whether a text is read plainly; if so, as YAML reads it. */
    private static boolean isPlain(String text, String what) {
        Optional<Node.Mapping> plain = PlainTree.of(new Source("x", text));
        plain.ifPresent(root -> {
            YamlTree tree = TreeBuilder.build(new Source("x", text));
            assertThat(tree.diagnostics()).as("%s: %s", what, text).isEmpty();
            List<String> ours = described(root).lines().toList();
            List<String> yamls = described(tree.root().orElseThrow()).lines().toList();
            for (int i = 0; i < Math.min(ours.size(), yamls.size()); i++) {
                assertThat(ours.get(i)).as("%s: %s", what, text).isEqualTo(yamls.get(i));
            }
            assertThat(ours).as("%s: %s", what, text).hasSameSizeAs(yamls);
        });
        return plain.isPresent();
    }

    private static String canonical() throws Exception {
        return CanonicalForm.bindingOf(Descriptors.require("sample.yaml", TEXT.replace("  none:\n", "")));
    }

    @Test
    void canonicalFormsAreReadPlainly() throws Exception {
        assertThat(canonical()).contains("\\\"", "\\\\", ":true", ":-3");

        assertThat(isPlain(canonical(), "canonical")).isTrue();
    }

    @Test
    void descriptorsAreReadPlainlyAsYamlReadsThem() throws IOException {
        List<String> texts = new ArrayList<>(List.of(TEXT));
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/broken"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .forEach(r -> texts.add(r.group(1)));
        long plain = texts.stream().filter(t -> isPlain(t, "corpus")).count();

        System.out.printf("%d of %d descriptors are read plainly%n", plain, texts.size());
        assertThat(plain).isGreaterThan(texts.size() * 7L / 10);
        assertThat(isPlain(TEXT, "sample")).isTrue();
    }

    @Test
    void whateverIsReadPlainlyIsWhatYamlReads() throws Exception {
        long seed = Long.getLong("rdylib.seed", System.nanoTime());
        int count = Integer.getInteger("rdylib.texts", 10_000);
        Random random = new Random(seed);
        for (String text : List.of(canonical(), TEXT)) {
            int read = 0;
            for (int i = 0; i < count; i++) {
                read += isPlain(changed(text, random), "seed " + seed) ? 1 : 0;
            }
            System.out.printf("seed %d: %d of %d changed texts are read plainly%n", seed, read, count);
            assertThat(read).isBetween(count / 10, count * 9 / 10);
        }
    }

    /** A part of a text, so that much is tried in little time, with one to three changes. */
    private static String changed(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int edits = random.nextInt(3); edits >= 0; edits--) {
            int at = random.nextInt(changed.length());
            int from = random.nextInt(changed.length());
            int to = Math.min(changed.length(), from + random.nextInt(20));
            switch (random.nextInt(6)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, changed.substring(from, to));
                case 2 -> changed.setCharAt(at, changed.charAt(from));
                case 3 -> changed.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 4 -> changed.delete(Math.min(from, at), Math.min(Math.min(from, at) + 8, changed.length() - 1));
                default -> changed.setCharAt(at, (char) random.nextInt(random.nextInt(10) == 0 ? 0x1_0000 : 0x80));
            }
        }
        return changed.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "1",
                "{\"abi\":1}{}",
                "{\"abi\" :1}",
                "{\"abi\":+1}",
                "{\"abi\":\"\\u0031\"}",
                "{\"abi\":\"\t\"}",
                "{\"abi\":\"\u00e4\"}",
                "{\"abi\":1,\"abi\":1}",
                "{\"abi\":\"1",
                "{\"abi\":[1}",
                "abi: 1\r\n",
                "abi: 1\nabi: 1\n",
                "abi: 1\n---\n",
                "--- {abi: 1}",
                "abi: 1\n...\n",
                "%YAML 1.2\n---\nabi: 1\n",
                "\uFEFFabi: 1",
                "abi: &a 1",
                "abi: *a",
                "abi: !!int 1",
                "abi: 1\n  2",
                "abi: \"1\n  2\"",
                "abi: >\n  1\n",
                "abi: |-\n  1\n",
                "abi: |\n  1",
                "abi: |\n\n  1\n",
                "abi:\n- 1\n",
                "abi:\n  1\n",
                "? abi\n: 1\n",
                "abi: 1: 2",
                "abi : 1",
                "abi: 'a' b",
                "types: {a: Result<u8, u16>}",
                " abi: 1\nlibrary: x\n",
                "types:\n    T: 1\n  U: 1\n",
                "<<: 1"
            })
    void anythingElseIsLeftToYaml(String text) {
        assertThat(DescriptorReader.readPlain("x", text)).isEmpty();
    }

    @Test
    void whatIsTooLongOrNestedTooDeepIsLeftToYaml() {
        for (String deep :
                List.of("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000), "a: " + "[".repeat(100_000))) {
            assertThat(DescriptorReader.readPlain("x", deep)).isEmpty();
        }
        StringBuilder indented = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            indented.repeat(' ', i).append("a:\n");
        }
        assertThat(DescriptorReader.readPlain("x", indented.toString())).isEmpty();
        for (String large : List.of(
                "doc: " + "x".repeat(70_000),
                "doc: '" + "x".repeat(70_000) + "'",
                "doc: |\n" + "  x\n".repeat(20_000),
                "x".repeat(1100) + ": 1",
                "doc: 1\n" + "#\n".repeat(20_000))) {
            assertThat(DescriptorReader.readPlain("x", large)).isEmpty();
        }
    }
}
