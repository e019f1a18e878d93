package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.Descriptors;

/** What is read as JSON is what YAML reads of it, place by place; and canonical forms are. */
class JsonTreeTest {

    private static final String TEXT = """
        abi: 1
        library: sample
        version: 1.0.0
        on_unload: {threads: joined, shutdown: stop}
        types:
          Tag<'x>: {enum: {A: , B: "(&'x str, [u8; 3])", C: {c: "Option<&'x str>"}, D: -3}, repr: i16}
          Row: {struct: {a: u8, b: {type: "&'static str", default: 'a "quoted" \\ and'}}, evolves: append, bounds: [Send]}
          Wide: {struct: {a: u8}, align: 32}
          H: {opaque: {drop: close}}
        interfaces:
          I<'x>: {methods: {m: "fn(&mut self, a: Tag<'x>) -> Option<Tag<'x>>", n: {sig: "fn(&self)", optional: true}}}
        exports:
          stop: "fn()"
          f: "fn<'a, 'b>(a: &'a mut dyn FnMut(&str) -> bool, b: &'b u8) -> Box<dyn I<'b> + 'b> where 'b: 'a"
          c: {sig: 'extern "C" fn(h: &H, t: &str) -> c_int', symbol: c_c, c: [h, t.data, t.length as c_int, null]}
          rows: "fn(row: &Row, wide: &Wide)"
        imports:
          g: "unsafe fn(p: *const u8)"
        """;

    @Test
    void canonicalFormsAreReadAsJson() throws Exception {
        String text = CanonicalForm.bindingOf(Descriptors.require("sample.yaml", TEXT));
        assertThat(text).contains("\\\"", "\\\\", ":true", ":-3");

        assertThat(DescriptorReader.readJson("x", text)).contains(DescriptorReader.read("x", text));
    }

    @Test
    void whateverIsReadAsJsonIsWhatYamlReads() throws Exception {
        String text = CanonicalForm.bindingOf(Descriptors.require("sample.yaml", TEXT));
        long seed = Long.getLong("rdylib.seed", System.nanoTime());
        Random random = new Random(seed);
        int read = 0;
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            StringBuilder changed = new StringBuilder(text);
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                int at = random.nextInt(changed.length());
                int from = random.nextInt(changed.length());
                int to = Math.min(changed.length(), from + random.nextInt(6));
                switch (random.nextInt(4)) {
                    case 0 -> changed.deleteCharAt(at);
                    case 1 -> changed.insert(at, changed.substring(from, to));
                    case 2 -> changed.setCharAt(at, changed.charAt(from));
                    default -> changed.setCharAt(at, (char) random.nextInt(random.nextInt(10) == 0 ? 0x1_0000 : 0x80));
                }
            }
            Optional<Parsed> json = DescriptorReader.readJson("x", changed.toString());
            if (json.isPresent()) {
                read++;
                assertThat(json.get())
                        .as("seed %d: %s", seed, changed)
                        .isEqualTo(DescriptorReader.read("x", changed.toString()));
            }
        }
        System.out.printf("seed %d: %d of %d changed texts are read as JSON%n", seed, read, count);
        assertThat(read).isBetween(count / 10, count * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "1",
                "{\"abi\":1}{}",
                "{\"abi\":1} ",
                "{\"abi\" :1}",
                "{\"abi\":1,}",
                "{abi:1}",
                "{\"abi\":01}",
                "{\"abi\":1.0}",
                "{\"abi\":+1}",
                "{\"abi\":null}",
                "{\"abi\":false}",
                "{\"abi\":\"\\u0031\"}",
                "{\"abi\":\"\t\"}",
                "{\"abi\":\"\u00e4\"}",
                "{\"abi\":1,\"abi\":1}",
                "{\"abi\":\"1",
                "{\"abi\":[1}",
                "{\"abi\":\n1}"
            })
    void anythingElseIsLeftToYaml(String text) {
        assertThat(DescriptorReader.readJson("x", text)).isEmpty();
    }

    @Test
    void whatIsNestedTooDeepIsLeftToYaml() {
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);

        assertThat(DescriptorReader.readJson("x", deep)).isEmpty();
    }
}
