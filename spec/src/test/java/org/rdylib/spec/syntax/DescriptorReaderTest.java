package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Export;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.Version;

class DescriptorReaderTest {

    static final String MARKDOWN = """
        abi: 1
        library: markdown
        version: 1.2.0
        doc: A CommonMark pull parser.

        types:
          Span:
            doc: A byte range of the source.
            struct: {start: u32, end: {type: u32, doc: Behind the last byte.}}
            align: 8

          Level:
            enum: {H1: 1, H2, H3: 0x10, H4}
            repr: i16

          Tag<'src>:
            enum:
              Paragraph:
              Heading: {level: Level, id: "Option<&'src str>"}
              Link: "(&'src str, &'src str)"

        interfaces:
          Events<'src>:
            doc: The events of one document, in order.
            methods:
              next: "fn(&mut self) -> Option<Tag<'src>>"
              span: {sig: "fn(&self) -> Span", doc: Where the last one stood.}

        exports:
          parse: "fn<'src>(text: &'src str) -> Box<dyn Events<'src> + 'src>"
          on_link:
            doc: Calls `visit` for every link.
            sig: "fn<'src>(text: &'src str, visit: &mut dyn FnMut(&str, Span) -> bool) -> Result<u32, Level>"
            symbol: md_on_link

        imports:
          log: "fn(level: u8, message: &str)"
        """;

    private static Descriptor read(String text) {
        Parsed parsed = DescriptorReader.read("markdown.yaml", text);
        assertThat(parsed.diagnostics()).isEmpty();
        assertThat(parsed.broken()).isEmpty();
        return parsed.descriptor().orElseThrow();
    }

    @Test
    void readsEveryKeyOfTheExample() {
        Descriptor descriptor = read(MARKDOWN);
        assertThat(descriptor.library()).isEqualTo("markdown");
        assertThat(descriptor.version()).isEqualTo(new Version(1, 2, 0));
        assertThat(descriptor.doc()).hasValue("A CommonMark pull parser.");
        assertThat(descriptor.types()).extracting(TypeDeclaration::name).containsExactly("Span", "Level", "Tag");
        assertThat(descriptor.interfaces())
                .extracting(InterfaceDeclaration::name)
                .containsExactly("Events");
        assertThat(descriptor.exports()).extracting(Export::name).containsExactly("parse", "on_link");
        assertThat(descriptor.exports())
                .extracting(descriptor::symbolOf)
                .containsExactly("markdown_parse", "md_on_link");
        assertThat(descriptor.imports()).hasSize(1);
    }

    @Test
    void readsStructs() {
        TypeDeclaration.Struct span =
                (TypeDeclaration.Struct) read(MARKDOWN).types().getFirst();
        assertThat(span.align()).isEqualTo(OptionalInt.of(8));
        assertThat(span.packed()).isEmpty();
        assertThat(span.fields().get(0).doc()).isEmpty();
        assertThat(span.fields().get(1).doc()).hasValue("Behind the last byte.");
        assertThat(TypePrinter.print(span.fields().get(1).type())).isEqualTo("u32");
        assertThat(span.at().line()).isEqualTo(7);
        assertThat(span.fields().get(1).at().column()).isEqualTo(26);
        assertThat(span.fields().get(1).type().at().column()).isEqualTo(38);
    }

    @ParameterizedTest
    @CsvSource({
        "library: Foo-bar, 'write `foo_bar`'",
        "library: 7zip.js, 'write `_7zip_js`'",
        "library: größe, ''",
        "library: type, 'write `type_`'",
        "'{exports: {do-it: \"fn()\"}}', 'write `do_it`'",
        "'{types: {T: {struct: {a b: u8}}}}', 'write `a_b`'",
        "'{types: {T: {enum: {Not-there}}}}', 'write `Not_there`'"
    })
    void whatIsNoNameIsShownOneThatIs(String text, String help) {
        List<Diagnostic> found = DescriptorReader.read("a.yaml", text).diagnostics();
        assertThat(found)
                .filteredOn(diagnostic -> diagnostic.code() == Code.BAD_NAME)
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.help())
                        .isEqualTo(Optional.of(help).filter(h -> !h.isEmpty())));
    }

    @Test
    void countsDiscriminantsOn() {
        TypeDeclaration.Enum level =
                (TypeDeclaration.Enum) read(MARKDOWN).types().get(1);
        assertThat(level.repr()).isEqualTo(ScalarKind.I16);
        assertThat(level.variants())
                .extracting(Variant::discriminant)
                .containsExactly(BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(16), BigInteger.valueOf(17));
        assertThat(level.hasPayload()).isFalse();
    }

    @Test
    void readsPayloads() {
        TypeDeclaration.Enum tag = (TypeDeclaration.Enum) read(MARKDOWN).types().get(2);
        assertThat(tag.lifetimes()).extracting(LifetimeParameter::name).containsExactly("src");
        assertThat(tag.lifetimes().getFirst().at().column()).isEqualTo(7);
        assertThat(tag.repr()).isEqualTo(ScalarKind.U8);
        List<Payload> payloads = tag.variants().stream().map(Variant::payload).toList();
        assertThat(payloads.get(0)).isEqualTo(new Payload.None());
        assertThat(((Payload.Fields) payloads.get(1)).fields()).hasSize(2);
        assertThat(((Payload.Positional) payloads.get(2)).types())
                .extracting(TypePrinter::print)
                .containsExactly("&'src str", "&'src str");
    }

    @Test
    void readsADescriptorInsideAnotherFileWithThatFilesPlaces() {
        String text = """
            case: a sample
            host: {abi: 1, library: sample, version: 1.0.0, exports: {name: "fn() -> &'static str"}}
            """;
        Node root = YamlTree.read("a.case.yaml", text).root().orElseThrow();
        Node host = ((Node.Mapping) root).get("host").orElseThrow();
        Parsed parsed = DescriptorReader.read((Node.Mapping) host);
        assertThat(parsed.diagnostics()).isEmpty();
        Export export = parsed.descriptor().orElseThrow().exports().getFirst();
        assertThat(export.at().toString()).isEqualTo("a.case.yaml:2:59");
        assertThat(export.signature().result().at().toString()).isEqualTo("a.case.yaml:2:74");
        assertThat(export.signature().result().at().length()).isEqualTo(12);
        assertThat(parsed.descriptor().orElseThrow().doc()).isEqualTo(Optional.empty());
    }
}
