package org.rdylib.spec.canonical;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Edit;
import org.rdylib.spec.Export;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.syntax.TypePrinter;

class CanonicalFormTest {

    private static final String MARKDOWN = """
        abi: 1
        library: markdown
        version: 1.2.0
        doc: A CommonMark pull parser.
        types:
          Tag<'src>:
            enum:
              Paragraph:
              Heading: {level: u8, id: "Option<&'src str>"}
              Link: "(&'src str, &'src str)"
              Rule: 9
          Span:
            doc: A byte range.
            struct: {start: u32, end: u32}
        interfaces:
          Events<'src>:
            methods:
              next: "fn(&mut self) -> Option<Tag<'src>>"
              span: "fn(&self) -> Span"
        exports:
          parse: "fn<'t>(text: &'t str) -> Box<dyn Events<'t> + 't>"
          on_link:
            doc: Calls `visit` for every link.
            sig: "fn<'l, 'w>(text: &'w str, visit: &mut dyn FnMut(&str, Span) -> bool, f: fn(&u8)) -> &'l str where 'w: 'l"
            symbol: md_links
        imports:
          log: "fn(message: &str)"
          abort: "unsafe fn()"
        """;

    @Test
    void theBindingTextIsTheDescriptorWithAllThatWasLeftOut() throws Exception {
        assertThat(form(MARKDOWN).binding())
                .isEqualTo("{\"abi\":1,\"library\":\"markdown\",\"version\":\"1.2.0\","
                        + "\"types\":{\"Span\":{\"struct\":{\"start\":\"u32\",\"end\":\"u32\"}},"
                        + "\"Tag<'a>\":{\"enum\":{\"Paragraph\":0,"
                        + "\"Heading\":{\"level\":\"u8\",\"id\":\"Option<&'a str>\"},"
                        + "\"Link\":\"(&'a str, &'a str)\",\"Rule\":9},\"repr\":\"u8\"}},"
                        + "\"interfaces\":{\"Events<'a>\":{\"methods\":{"
                        + "\"next\":\"fn<'b>(&'b mut self) -> Option<Tag<'a>>\","
                        + "\"span\":\"fn<'b>(&'b self) -> Span\"}}},"
                        + "\"exports\":{\"on_link\":{\"sig\":\"fn<'a, 'b, 'c>(text: &'a str, "
                        + "visit: &'b mut (dyn for<'d> FnMut(&'d str, Span) -> bool + 'b), "
                        + "f: for<'d> fn(&'d u8)) -> &'c str where 'a: 'c\",\"symbol\":\"md_links\"},"
                        + "\"parse\":\"fn<'a>(text: &'a str) -> Box<dyn Events<'a> + 'a>\"},"
                        + "\"imports\":{\"log\":\"fn<'a>(message: &'a str)\",\"abort\":\"unsafe fn()\"}}");
    }

    @Test
    void theFingerprintIsTheSha256OfTheBindingBytes() throws Exception {
        CanonicalForm form = form(MARKDOWN);
        assertThat(form.fingerprint())
                .isEqualTo(MessageDigest.getInstance("SHA-256")
                        .digest(form.binding().getBytes(UTF_8)));
    }

    @Test
    void bothTextsAreOneLineEach() throws Exception {
        CanonicalForm form = form(MARKDOWN.replace("A byte range.", "\"Two\\nlines\\r\\tand more.\""));
        assertThat(form.binding() + form.annotations()).doesNotContain("\n").doesNotContain("\r");
    }

    @Test
    void theBindingTextReadsBackToTheSameBytes() throws Exception {
        CanonicalForm form = form(MARKDOWN);
        CheckedDescriptor again = read(form);
        assertThat(CanonicalForm.of(again)).isEqualTo(form);
        assertThat(CanonicalForm.of(Descriptors.require("again.json", form.binding()))
                        .binding())
                .isEqualTo(form.binding());
    }

    @Test
    void anOpaqueTypeReadsBackWithItsClaimsAndItsAuthorsLifetimes() throws Exception {
        CanonicalForm form = form("""
            abi: 1
            library: db
            version: 1.0.0
            types:
              Value: {opaque: , doc: A value.}
              Statement<'x, 'db>: {opaque: {drop: db_finalize, bounds: [Sync, Send], covariant: ["'db", "'x"]}}
            exports:
              prepare: "extern \\"C\\" fn<'q>(a: c_long, b: &'q Value) -> Option<Box<Statement<'q, 'q>>>"
            """);
        assertThat(form.binding())
                .contains("\"types\":{\"Statement<'a, 'b>\":{\"opaque\":{\"covariant\":[\"'a\",\"'b\"],"
                        + "\"bounds\":[\"Send\",\"Sync\"],\"drop\":\"db_finalize\"}},\"Value\":\"opaque\"}")
                .contains("\"extern \\\"C\\\" fn<'a>(a: c_long, b: &'a Value) -> Option<Box<Statement<'a, 'a>>>\"");
        CheckedDescriptor again = read(form);
        assertThat(CanonicalForm.of(again)).isEqualTo(form);
        assertThat(((TypeDeclaration.Opaque) again.type("Statement")).covariant())
                .extracting(l -> l.name())
                .containsExactlyInAnyOrder("x", "db");
        assertThat(again.type("Value").doc()).contains("A value.");
    }

    @Test
    void placesAndDocumentationComeFromTheAnnotations() throws Exception {
        CheckedDescriptor again = read(form(MARKDOWN));

        TypeDeclaration.Struct span = (TypeDeclaration.Struct) again.type("Span");
        assertThat(span.doc()).contains("A byte range.");
        assertThat(span.at()).hasToString("markdown.yaml:12:3");
        assertThat(span.at().text()).isEqualTo("  Span:");
        assertThat(span.fields().getLast().at()).hasToString("markdown.yaml:14:26");
        assertThat(span.fields().getLast().type().at()).hasToString("markdown.yaml:14:31");

        Export onLink = again.descriptor().exports().getFirst();
        assertThat(onLink.name()).isEqualTo("on_link");
        assertThat(onLink.doc()).contains("Calls `visit` for every link.");
        assertThat(onLink.at()).hasToString("markdown.yaml:22:3");
        Type visit = onLink.signature().parameters().get(1).type();
        assertThat(onLink.signature().at()).hasToString("markdown.yaml:24:11");
        assertThat(visit.at()).hasToString("markdown.yaml:24:44");
        assertThat(new Edit(visit.at(), "").replaced()).isEqualTo("&mut dyn FnMut(&str, Span) -> bool");
    }

    @Test
    void lifetimesAreCalledWhatTheirAuthorCallsThem() throws Exception {
        CheckedDescriptor again = read(form(MARKDOWN));

        assertThat(TypePrinter.print(again.descriptor().exports().getFirst().signature()))
                .isEqualTo(
                        "fn<'w, '1, 'l>(text: &'w str, visit: &'1 mut (dyn for<'2> FnMut(&'2 str, Span) -> bool + '1), "
                                + "f: for<'3> fn(&'3 u8)) -> &'l str where 'w: 'l");
        assertThat(again.interfaceNamed("Events").lifetimes())
                .extracting(LifetimeParameter::name)
                .containsExactly("src");
        assertThat(TypePrinter.print(
                        again.interfaceNamed("Events").methods().getFirst().signature()))
                .isEqualTo("fn<'1>(&'1 mut self) -> Option<Tag<'src>>");
        assertThat(again.type("Tag").lifetimes())
                .extracting(LifetimeParameter::name)
                .containsExactly("src");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"w\",\"1\"]",
                "[\"w\",\"w\",\"l\",\"2\",\"3\"]",
                "[\"w\",\"1\",\"static\",\"2\",\"3\"]",
                "[\"w\",\"1\",\"l\",\"1\",\"3\"]",
                "[\"w\",\"1\",\"l\",\"2\",\"3\",\"4\"]",
                "[\"w\",\"1\",\"l>\",\"2\",\"3\"]",
                "7"
            })
    void namesThatDoNotFitAreNotTaken(String names) throws Exception {
        CanonicalForm form = form(MARKDOWN);
        String annotations = form.annotations().replace("[\"w\",\"1\",\"l\",\"2\",\"3\"]", names);
        assertThat(annotations).isNotEqualTo(form.annotations());

        CheckedDescriptor again = Canonical.read(
                form.binding().getBytes(UTF_8), annotations.getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU);

        assertThat(TypePrinter.print(again.descriptor().exports().getFirst().signature()))
                .startsWith("fn<'a, 'b, 'c>(text: &'a str");
        assertThat(CanonicalForm.of(again).binding()).isEqualTo(form.binding());
    }

    @Test
    void annotationsCannotReachATerminal() throws Exception {
        CanonicalForm form = form(MARKDOWN);
        String hostile = form.annotations().replace("\"text\":\"  Span:\"", "\"text\":\"\\u001b[2J\\nSpan\"");
        CheckedDescriptor again = Canonical.read(
                form.binding().getBytes(UTF_8), hostile.getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU);
        assertThat(again.type("Span").at().text()).isEqualTo("\uFFFD[2J\uFFFDSpan");
    }

    @Test
    void missingAnnotationsLeaveOnlyTheFile() throws Exception {
        CanonicalForm form = form(MARKDOWN);
        CheckedDescriptor again =
                Canonical.read(form.binding().getBytes(UTF_8), "{}".getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU);
        assertThat(again.type("Span").at()).hasToString("lib.so:1:1");
        assertThat(CanonicalForm.of(again).binding()).isEqualTo(form.binding());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fn<'x, 'p, 'q>(x: &'x u8) where 'p: 'static, 'x: 'q",
                "fn<'x, 'p, 'q>(x: &'x u8) where 'x: 'q, 'p: 'static",
                "fn<'x: 'q, 'p, 'q>(x: &'x u8) where 'p: 'static",
                "fn<'p, 'x, 'q>(x: &'x u8) where 'p: 'static, 'x: 'q"
            })
    void theOrderOfPromisesNamesNoLifetimes(String signature) throws Exception {
        CanonicalForm form = form("abi: 1\nlibrary: l\nversion: 1.0.0\nexports:\n  f: \"" + signature + "\"\n");
        assertThat(form.binding()).contains("fn<'a, 'b, 'c>(").contains("where 'a: 'c, 'b: 'static");
        CheckedDescriptor again =
                Canonical.read(form.binding().getBytes(UTF_8), "{}".getBytes(UTF_8), "l.so", Target.X86_64_LINUX_GNU);
        assertThat(CanonicalForm.of(again).binding()).isEqualTo(form.binding());
    }

    @Test
    void whatClosuresAnswerIsThereWhereItIsNotWhatHoldsWithoutIt() throws Exception {
        String text = """
            abi: 1
            library: sample
            version: 1.0.0
            exports:
              each:
                sig: 'extern "C" fn(f: &mut dyn FnMut(u8) -> c_int)'
                c: {pass: [f.data, f.code], calls: {f: {pass: [ARGUMENTS], failed: ANSWER}}}
            """;
        String asUsual = text.replace("ARGUMENTS", "data, 0");
        String otherwise = text.replace("ARGUMENTS", "0, data");

        assertThat(form(asUsual.replace("ANSWER", "0")).binding()).endsWith("\"c\":[\"f.data\",\"f.code\"]}}}");
        assertThat(form(asUsual.replace("ANSWER", "1")).binding())
                .endsWith("\"calls\":{\"f\":{\"pass\":[\"data\",\"0\"],\"failed\":1}}}}}}");
        assertThat(form(otherwise.replace("ANSWER", "0")).binding()).endsWith("\"calls\":{\"f\":[\"0\",\"data\"]}}}}}");
    }

    @Test
    void namesOfLifetimesDoNotRunOut() {
        assertThat(LifetimeNames.name(0)).isEqualTo("a");
        assertThat(LifetimeNames.name(25)).isEqualTo("z");
        assertThat(LifetimeNames.name(26)).isEqualTo("ba");
        // d, y, l, i, b as digits 3, 24, 11, 8, 1
        int dylib = (((3 * 26 + 24) * 26 + 11) * 26 + 8) * 26 + 1;
        assertThat(LifetimeNames.name(dylib - 1)).isEqualTo("dylia");
        assertThat(LifetimeNames.name(dylib)).isEqualTo("dylib_");
        assertThat(List.of(LifetimeNames.name(92), LifetimeNames.name(213))).containsExactly("do_", "if_");
    }

    @Test
    void aFunctionMayHaveAsManyLifetimesAsThereMayBe() throws Exception {
        String type = "&(" + String.join(", ", Collections.nCopies(254, "&u8")) + ")";
        CanonicalForm form = form("abi: 1\nlibrary: many\nversion: 1.0.0\nexports: {f: \"fn(x: " + type + ")\"}\n");
        assertThat(CanonicalForm.of(read(form)).binding()).isEqualTo(form.binding());
    }

    static CanonicalForm form(String text) throws Exception {
        return CanonicalForm.of(Descriptors.require("markdown.yaml", text));
    }

    private static CheckedDescriptor read(CanonicalForm form) throws Exception {
        return Canonical.read(
                form.binding().getBytes(UTF_8), form.annotations().getBytes(UTF_8), "lib.so", Target.X86_64_LINUX_GNU);
    }
}
