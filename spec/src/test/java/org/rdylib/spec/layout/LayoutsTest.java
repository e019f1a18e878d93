package org.rdylib.spec.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.spec.Type;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;

/** Sizes and offsets that a prototype in C and Rust had, by hand; random ones are compared elsewhere. */
class LayoutsTest {

    private static final String TEXT = """
        abi: 1
        library: sample
        version: 1.0.0
        types:
          Level: {enum: {H1: 1, H2: 2}}
          Tag<'s>:
            enum:
              Paragraph:
              Heading: {level: Level, id: "Option<&'s str>"}
              Link: "(&'s str, &'s str)"
          Row: {struct: {a: u8, b: u32, c: u8}}
          Tight: {struct: {a: u8, b: u32, c: u8}, packed: 2}
          Wide: {struct: {a: u8}, align: 32}
          Probe<'s>:
            struct: {tag: "Tag<'s>", answer: "Result<u32, Level>", maybe: "Option<u64>", pair: "(u8, u16)"}
          Grows<'s>: {enum: {A: "(u8, u32)", B: "(&'s str)", C: }, evolves: append, storage: 40}
          GrowsFlat: {enum: {A, B}, repr: u16, evolves: append, storage: 8}
          GrowsInteger: {enum: {A, B}, repr: u16, evolves: append}
        interfaces:
          I: {methods: {m: "fn(&self)"}}
        exports:
          f: "fn(a: TYPE)"
        """;

    private Layouts layouts;

    @BeforeEach
    void read() throws Exception {
        layouts = new Layouts(descriptor("u8"), Target.X86_64_LINUX_GNU);
    }

    private static CheckedDescriptor descriptor(String parameter) throws Exception {
        return Descriptors.require("sample.yaml", TEXT.replace("TYPE", parameter));
    }

    @ParameterizedTest
    @CsvSource({
        "Level, 1, 1",
        "Tag, 40, 8",
        "Row, 12, 4",
        "Tight, 8, 2",
        "Wide, 32, 32",
        "Probe, 72, 8",
        "Grows, 40, 8",
        "GrowsFlat, 8, 8",
        "GrowsInteger, 2, 2",
    })
    void sizeAndAlignment(String name, long size, long align) {
        assertThat(layouts.ofType(name)).extracting(Layout::size, Layout::align).containsExactly(size, align);
    }

    @ParameterizedTest
    @CsvSource({
        "Tag, tag, 0, 1",
        "Tag, Heading.level, 1, 1",
        "Tag, Heading.id, 8, 16",
        "Tag, Link.0, 8, 16",
        "Tag, Link.1, 24, 16",
        "Row, c, 8, 1",
        "Tight, b, 2, 4",
        "Tight, c, 6, 1",
        "Probe, answer, 40, 8",
        "Probe, maybe, 48, 16",
        "Probe, pair, 64, 4",
        "Grows, tag, 0, 1",
        "Grows, A.1, 4, 4",
        "Grows, B.0, 8, 16",
        "GrowsFlat, tag, 0, 2",
    })
    void offsetsAndSizesOfParts(String name, String path, long offset, long size) {
        Slot slot = layouts.ofType(name).slot(path).orElseThrow();
        assertThat(slot).extracting(Slot::offset, Slot::size).containsExactly(offset, size);
    }

    @Test
    void aPayloadOfAResultBeginsAtItsOwnAlignment() {
        Slot answer = layouts.ofType("Probe").slot("answer").orElseThrow();
        Layout result = layouts.of(((Slot.Content.Value) answer.content()).type());
        assertThat(result.slot("Ok.0").orElseThrow().offset()).isEqualTo(4);
        assertThat(result.slot("Err.0").orElseThrow().offset()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        &str                     | data length
        &[u8]                    | data length
        Option<&str>             | data length
        &dyn I                   | data table
        Box<dyn I>               | data table
        Arc<dyn I>               | data table
        Option<Box<dyn I>>       | data table
        &mut dyn FnMut()         | data table
        &u8                      | -
        &CStr                    | -
        Box<u8>                  | -
        Option<Arc<u8>>          | -
        Box<str>                 | -
        String                   | -
        fn()                     | -
        Row                      | -
        Option<u64>              | -
        """)
    void whatIsPassedInTwoWords(String type, String words) throws Exception {
        Type parameter = descriptor(type)
                .descriptor()
                .exports()
                .getFirst()
                .signature()
                .parameters()
                .getFirst()
                .type();
        String passed = switch (Passing.of(parameter)) {
            case Passing.InTwoWords(Word first, Word second) -> first.label() + " " + second.label();
            case Passing.ByValue _ -> "-";
        };
        assertThat(passed).isEqualTo(words);
    }
}
