package org.rdylib.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What changes a fingerprint, and what does not. */
class FingerprintTest {

    private static final String HEAD = """
        abi: 1
        library: sample
        version: 1.0.0
        on_unload: {threads: joined, shutdown: stop}
        """;

    private static final String PLAIN = HEAD + """
        types:
          Span: {struct: {start: u32, end: u32}, bounds: [Clone, Send]}
          Pair<'x, 'y>: {struct: {a: "&'x str", b: "&'y [u8]", s: Span}}
          Packed: {struct: {a: u8, b: u32}, packed: 2}
          Level:
            enum: {H1: 1, H2: 2, H3: 3}
            repr: u16
          Tag<'x>:
            enum:
              None:
              Text: "(&'x str, Span)"
              Link: {to: "Option<&'x str>", at: Span}
          Config<'x>:
            struct:
              name: {type: "&'x str", default: none}
              limit: {type: u32, default: 10}
            evolves: append
          Event<'x>: {enum: {Text: "(&'x str)", Rule: 1}, evolves: append, storage: 32}
          Mode: {enum: {On, Off}, evolves: append}
        interfaces:
          Events<'x>:
            methods:
              next: "fn(&mut self) -> Option<Tag<'x>>"
              span: "fn(&self, of: &'x str) -> Span"
          Sink:
            methods:
              put: {optional: true, sig: "fn(&mut self, tag: &Tag<'_>) -> bool"}
        exports:
          parse: "fn<'x>(text: &'x str) -> Box<dyn Events<'x> + 'x>"
          links: "fn<'x, 'y>(t: &'x str, v: &'y mut dyn FnMut(&str) -> bool) -> &'x str where 'x: 'y"
          fast: "extern \\"C\\" fn(a: u32, p: &mut Pair<'_, '_>) -> u32"
          stop: "fn()"
          halt: "fn()"
          size: {sig: "extern \\"C\\" fn() -> usize", leaf: true}
          feed: "fn(sink: Box<dyn Sink + Send>) -> Result<u32, Level>"
        imports:
          log: {sig: "fn(message: &str)", optional: true}
          now: "unsafe fn() -> u64"
        """;

    /** The declarations of each section. Only those of imports mean something by their order. */
    private static final Map<String, List<String>> BLOCKS = blocks();

    private static Map<String, List<String>> blocks() {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        List<String> declarations = new ArrayList<>();
        for (String line : PLAIN.substring(HEAD.length()).lines().toList()) {
            if (!line.startsWith(" ")) {
                declarations = new ArrayList<>();
                blocks.put(line.replace(":", ""), declarations);
            } else if (!line.startsWith("   ")) {
                declarations.add(line + "\n");
            } else {
                declarations.add(declarations.removeLast() + line + "\n");
            }
        }
        return blocks;
    }

    private static String text(Map<String, List<String>> blocks) {
        StringBuilder text = new StringBuilder(HEAD);
        blocks.forEach((section, declarations) -> {
            text.append(section).append(":\n");
            declarations.forEach(text::append);
        });
        return text.toString();
    }

    @Test
    void presentationDoesNotChangeIt() throws Exception {
        long seed = Long.getLong("rdylib.seed", System.nanoTime());
        Random random = new Random(seed);
        String expected = fingerprint(PLAIN);
        int count = 300;
        for (int i = 0; i < count; i++) {
            String other = presentedOtherwise(random);
            assertThat(fingerprint(other))
                    .as("seed %d, run %d:%n%s", seed, i, other)
                    .isEqualTo(expected);
        }
        System.out.printf("fingerprints: seed %d, %d presentations of one descriptor%n", seed, count);
    }

    private static String presentedOtherwise(Random random) {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        List<String> sections = new ArrayList<>(BLOCKS.keySet());
        Collections.shuffle(sections, random);
        for (String section : sections) {
            List<String> declarations = new ArrayList<>(BLOCKS.getOrDefault(section, List.of()));
            if (!section.equals("imports")) {
                Collections.shuffle(declarations, random);
            }
            declarations.replaceAll(d -> otherwise(d, random));
            blocks.put(section, declarations);
        }
        return text(blocks);
    }

    private static String otherwise(String declaration, Random random) {
        String text = declaration;
        if (random.nextBoolean()) {
            String[] names = {"src", "a", "b", "long_name", "self_", "z9"};
            int first = random.nextInt(names.length);
            String x = names[first];
            String y = names[(first + 1) % names.length];
            text = text.replace("'x", "'\u0001").replace("'y", "'" + y).replace("'\u0001", "'" + x);
        }
        if (random.nextBoolean()) {
            text = text.replace("\n", "   # " + "comment".repeat(random.nextInt(3)) + "\n");
        }
        if (random.nextBoolean()) {
            text = text.replaceFirst("\\{struct", "{doc: \"Said \\\\u00e9.\", struct")
                    .replaceFirst("\n    methods", "\n    doc: Methods.\n    methods")
                    .replaceFirst("\n    enum", "\n    doc: Variants.\n    enum");
        }
        if (random.nextBoolean()) {
            // What elision and default bounds say anyway.
            text = text.replace("(&mut self)", "(&'_ mut self)")
                    .replace("[Clone, Send]", "[Send, Clone]")
                    .replace("default: 10", "default: 0b1010")
                    .replace(", leaf: true", ", optional: false, leaf: true")
                    .replace("(&self, of", "(&'_ self, of")
                    .replace("Send>)", "Send + 'static>)")
                    .replace("\"fn(message: &str)\"", "\"fn<'m>(message: &'m str)\"")
                    .replace("a: u8", "a:   {type: u8, doc: A.}");
        }
        return text;
    }

    /** Every single change that means something. */
    static Stream<String> edits() {
        return Stream.of(
                "library: sample=>library: simple",
                "1.0.0=>1.0.1",
                "Span: {struct: {start: u32=>Span: {struct: {start: i32",
                "start: u32, end: u32=>end: u32, start: u32",
                "start: u32, end: u32=>start: u32",
                "start: u32=>begin: u32",
                "shutdown: stop=>shutdown: halt",
                "{threads: joined, shutdown: stop}=>{threads: detached}",
                "{threads: joined, shutdown: stop}=>{threads: none}",
                "default: 10=>default: 11",
                "{type: u32, default: 10}=>u32",
                "default: none=>default: None",
                "storage: 32=>storage: 40",
                "{On, Off}, evolves: append=>{On, Off}",
                "{sig: \"fn(message: &str)\", optional: true}=>\"fn(message: &str)\"",
                "optional: true, sig: \"fn(&mut=>sig: \"fn(&mut",
                "leaf: true=>leaf: false",
                "[Clone, Send]=>[Clone]",
                "[Clone, Send]=>[Clone, Sync]",
                ", bounds: [Clone, Send]=>",
                "a: \"&'x str\", b: \"&'y [u8]\"=>a: \"&'y str\", b: \"&'x [u8]\"",
                "b: \"&'y [u8]\"=>b: \"&'y mut [u8]\"",
                "b: \"&'y [u8]\"=>b: \"&'x [u8]\", c: \"&'y u8\"",
                "&'x str\", b=>&'static str\", c: \"&'x u8\", b",
                "&'x str\", b=>&'x CStr\", b",
                "packed: 2=>packed: 1",
                ", packed: 2=>",
                ", packed: 2=>, align: 8",
                "H2: 2=>H2: 5",
                "H1: 1, H2: 2=>H2: 2, H1: 1",
                "H3: 3=>H4: 3",
                "repr: u16=>repr: i16",
                "    repr: u16\n=>",
                "      None:\n=>      None: 7\n",
                "(&'x str, Span)=>(&'x str,)",
                "(&'x str, Span)=>(Span, &'x str)",
                "Option<&'x str>=>Option<Option<&'x str>>",
                "to: \"Option<&'x str>\"=>to: \"Box<str>\"",
                "(&mut self) -> Option<Tag<'x>>=>(&self) -> Option<Tag<'x>>",
                "(&mut self) -> Option<Tag<'x>>=>(&mut self) -> Option<Tag<'_>>",
                "(&mut self) -> Option<Tag<'x>>=>(self: Box<Self>) -> Option<Tag<'x>>",
                "      span: \"fn(&self, of: &'x str) -> Span\"\n=>",
                "span: \"fn=>spam: \"fn",
                "&Tag<'_>=>&mut Tag<'_>",
                "Box<dyn Events<'x> + 'x>=>Box<dyn Events<'x>>",
                "Box<dyn Events<'x> + 'x>=>Box<dyn Events<'x> + 'dylib>",
                "Box<dyn Events<'x> + 'x>=>Arc<dyn Events<'x> + 'x>",
                "FnMut(&str)=>Fn(&str)",
                "FnMut(&str)=>FnMut(&'x str)",
                "-> &'x str where 'x: 'y=>-> &'y str where 'x: 'y",
                " where 'x: 'y=> where 'y: 'x",
                " where 'x: 'y=>",
                "extern \\\"C\\\" fn(a: u32=>fn(a: u32",
                "(a: u32, p=>(a: u64, p",
                "(a: u32, p: &mut Pair<'_, '_>)=>(p: &mut Pair<'_, '_>, a: u32)",
                "&mut Pair<'_, '_>=>&mut Pair<'static, '_>",
                "Sink + Send=>Sink",
                "Sink + Send=>Sink + Sync",
                "Result<u32, Level>=>Result<Level, u32>",
                "  feed: =>  food: ",
                "  feed: \"fn(sink: Box<dyn Sink + Send>) -> Result<u32, Level>\"=>"
                        + "  feed: {sig: \"fn(sink: Box<dyn Sink + Send>) -> Result<u32, Level>\", symbol: other}",
                "unsafe fn() -> u64=>fn() -> u64");
    }

    @Test
    void theOrderOfImportsIsLayout() throws Exception {
        Map<String, List<String>> swapped = new LinkedHashMap<>(BLOCKS);
        swapped.computeIfPresent("imports", (_, imports) -> imports.reversed());
        assertThat(fingerprint(text(swapped))).isNotEqualTo(fingerprint(PLAIN));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anEditChangesIt(String edit) throws Exception {
        String[] sides = edit.split(Pattern.quote("=>"), -1);
        List<MatchResult> found = Pattern.compile(Pattern.quote(sides[0]))
                .matcher(PLAIN)
                .results()
                .toList();
        assertThat(found).as("the edit is possible").isNotEmpty();
        MatchResult place = found.getFirst();
        String edited = PLAIN.substring(0, place.start()) + sides[1] + PLAIN.substring(place.end());
        assertThat(fingerprint(edited)).isNotEqualTo(fingerprint(PLAIN));
    }

    @Test
    void noTwoEditsHaveOneFingerprint() throws Exception {
        List<String> all = new ArrayList<>();
        for (String edit : edits().toList()) {
            String[] sides = edit.split(Pattern.quote("=>"), -1);
            int at = PLAIN.indexOf(sides[0]);
            all.add(fingerprint(PLAIN.substring(0, at) + sides[1] + PLAIN.substring(at + sides[0].length())));
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    private static String fingerprint(String text) throws Exception {
        return HexFormat.of().formatHex(CanonicalFormTest.form(text).fingerprint());
    }
}
