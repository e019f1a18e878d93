package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The verdicts of {@code forwarding.txt} and {@code subtyping.txt}. */
class ForwardingTest {

    private static final String DECLARATIONS = """
        types:
          Held: {struct: {text: "&'static str"}}
          Borrowed: {struct: {text: "&'dylib str"}}
          Tag<'s>: {struct: {name: "&'s str"}}
        """;

    @TestFactory
    Stream<DynamicTest> exports() {
        return Corpus.lines("forwarding.txt")
                .map(line -> DynamicTest.dynamicTest(line.toString(), () -> {
                    Pair pair = Pair.exporting(line.left(), line.right()).with(DECLARATIONS);

                    assertThat(pair.codes())
                            .as(() -> Report.text(pair.verify()))
                            .isEqualTo(line.codes());
                }));
    }

    /** An import is an export in a mirror: what speaks of no 'static is judged the same with the sides exchanged. */
    @TestFactory
    Stream<DynamicTest> imports() {
        return Corpus.lines("forwarding.txt")
                .filter(line -> !line.mentionsStatic())
                .map(line -> DynamicTest.dynamicTest(line.toString(), () -> {
                    Pair pair = Pair.importing(line.right(), line.left()).with(DECLARATIONS);

                    assertThat(pair.codes())
                            .as(() -> Report.text(pair.verify()))
                            .isEqualTo(line.codes());
                }));
    }

    @TestFactory
    Stream<DynamicTest> fields() {
        return Corpus.lines("subtyping.txt")
                .map(line -> DynamicTest.dynamicTest(line.toString(), () -> {
                    String head = """
                        exports: {f: "unsafe fn<'f, 'g>() -> S<'f, 'g>"}
                        interfaces: {I: {methods: {m: fn(&self)}}}
                        types:
                          S<'f, 'g>:
                            struct: {f: "&'f u8", g: "&'g u8", %s x: "%s"}
                        """;
                    String related = line.options().contains("f:g") ? "w: \"&'g &'f u8\"," : "";
                    Pair pair = new Pair(head.formatted(related, line.right()), head.formatted(related, line.left()));
                    Verdict verdict = pair.verify(Unload.NEVER);

                    assertThat(verdict.isCompatible())
                            .as(() -> Report.text(verdict))
                            .isEqualTo(line.isAccepted());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyDescriptorFitsItselfWhereTheLibraryStays() {
        return Corpus.lines("forwarding.txt")
                .flatMap(line -> Stream.of(line.left(), line.right()))
                .distinct()
                .map(signature -> DynamicTest.dynamicTest(signature, () -> {
                    Verdict exported = Pair.exporting(signature, signature)
                            .with(DECLARATIONS)
                            .verify(Unload.NEVER);
                    Verdict imported = Pair.importing(signature, signature)
                            .with(DECLARATIONS)
                            .verify(Unload.NEVER);

                    assertThat(List.of(exported.findings(), imported.findings()))
                            .as(() -> Report.text(exported) + Report.text(imported))
                            .allMatch(List::isEmpty);
                }));
    }
}
