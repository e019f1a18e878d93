package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.syntax.Node.Scalar;

/** What a limit says is read, and one more is not. */
@Timeout(120)
class LimitsTest {

    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";

    private static List<Code> codes(String text) {
        return DescriptorReader.read("hostile.yaml", text).diagnostics().stream()
                .map(Diagnostic::code)
                .toList();
    }

    /** As many types as the largest boundary that verdicts are measured on, of a size that is not unusual. */
    @Test
    void twentyThousandTypesOfTwentyFieldsWithTheirDocumentationAreRead() {
        StringBuilder text = new StringBuilder(HEAD + "types:\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("  T%d<'a>:\n    doc: What is known of such a thing, and for how long.\n    struct:\n"
                    .formatted(i));
            for (int k = 0; k < 20; k++) {
                text.append("      field_%d: %s\n".formatted(k, k % 5 == 0 ? "\"Option<&'a str>\"" : "u32"));
            }
        }
        text.append("exports:\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("  f%1$d: \"fn<'a>(from: &'a str, with: &'a T%1$d<'a>) -> &'a str\"\n".formatted(i));
        }
        Parsed parsed = DescriptorReader.read("many.yaml", text.toString());
        assertThat(parsed.diagnostics()).isEmpty();
        assertThat(parsed.descriptor().orElseThrow().types()).hasSize(20_000);
    }

    private static String types(int count) {
        StringBuilder text = new StringBuilder(HEAD + "types:\n");
        for (int i = 0; i < count; i++) {
            text.append("  T").append(i).append(": {struct: {a: u8}}\n");
        }
        return text.toString();
    }

    @Test
    void aMappingHasAsManyEntriesAsTheLimitSays() {
        assertThat(codes(types(YamlTree.MAX_ENTRIES))).isEmpty();
        Diagnostic refused = onlyOne(types(YamlTree.MAX_ENTRIES + 1));
        assertThat(refused.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(refused.place().toString()).isEqualTo("hostile.yaml:" + (YamlTree.MAX_ENTRIES + 5) + ":3");
        assertThat(refused.message()).isEqualTo("this mapping has more than 32768 entries");
        assertThat(refused.help()).hasValueSatisfying(help -> assertThat(help).contains("`uses:`"));
    }

    @Test
    void aListHasAsManyItemsAsTheLimitSays() {
        String fits = "a,".repeat(YamlTree.MAX_ENTRIES);
        assertThat(codes(HEAD + "foo: [" + fits + "]\n")).containsExactly(Code.UNKNOWN_KEY);
        Diagnostic refused = onlyOne(HEAD + "foo: [" + fits + "a]\n");
        assertThat(refused.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(refused.place().toString()).isEqualTo("hostile.yaml:4:" + (2 * YamlTree.MAX_ENTRIES + 7));
    }

    @Test
    void valuesAreCountedExactly() {
        // The file itself, its three values and the list of lists.
        int left = YamlTree.MAX_NODES - 5;
        StringBuilder lists = new StringBuilder();
        while (left > 0) {
            int items = Math.min(left - 1, 30_000);
            lists.append('[').append("a,".repeat(items)).append("],");
            left -= items + 1;
        }
        assertThat(codes(HEAD + "foo: [" + lists + "]\n")).containsExactly(Code.UNKNOWN_KEY);
        assertThat(codes(HEAD + "foo: [" + lists + "a]\n")).containsExactly(Code.TOO_LARGE);
    }

    @Test
    void whoMakesTooManyMistakesIsToldOfTheFirstAndNothingElseIsLookedAt() {
        StringBuilder text = new StringBuilder(HEAD + "types:\n");
        for (int i = 0; i <= YamlTree.MAX_DIAGNOSTICS; i++) {
            text.append("  T").append(i).append(": {struct: {a: \"Vec<\"}}\n");
        }
        List<Diagnostic> found = Descriptors.read("hostile.yaml", text + "exports: {f: \"fn(x: Nothing)\"}\n")
                .diagnostics();
        assertThat(found).hasSize(YamlTree.MAX_DIAGNOSTICS + 1);
        assertThat(found.getLast().code()).isEqualTo(Code.TOO_LARGE);
        assertThat(found.getLast().place().line()).isEqualTo(YamlTree.MAX_DIAGNOSTICS + 5);
        assertThat(found.subList(0, YamlTree.MAX_DIAGNOSTICS))
                .extracting(Diagnostic::code)
                .containsOnly(Code.TYPE_SYNTAX);
    }

    private static Diagnostic onlyOne(String text) {
        List<Diagnostic> found = DescriptorReader.read("hostile.yaml", text).diagnostics();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static String listed(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", "));
    }

    @Test
    void aTypeHasAsManyLifetimesAsTheLimitSays() {
        IntFunction<String> head = count -> "T<" + listed(count, i -> "'a" + i) + ">";
        List<Diagnostic> errors = new ArrayList<>();
        assertThat(TypeParser.head(Scalar.of("t", head.apply(64)), errors::add)).isPresent();
        assertThat(TypeParser.head(Scalar.of("t", head.apply(65)), errors::add)).isEmpty();
        assertThat(errors).extracting(Diagnostic::code).containsExactly(Code.TOO_LARGE);
        assertThat(errors.getFirst().place().column()).isEqualTo(head.apply(65).indexOf("'a64") + 1);
    }

    @ParameterizedTest
    @CsvSource({"fn(%s), p%d: u8", "fn(x: fn(%s)), p%d: u8", "fn(x: &mut dyn FnMut(%s)), T%d"})
    void aFunctionHasAsManyParametersAsTheLimitSays(String around, String parameter) {
        IntFunction<String> signature = count -> around.formatted(listed(count, parameter::formatted));
        List<Diagnostic> errors = new ArrayList<>();
        assertThat(TypeParser.signature(Scalar.of("s", signature.apply(1_000)), errors::add))
                .isPresent();
        assertThat(TypeParser.signature(Scalar.of("s", signature.apply(1_001)), errors::add))
                .isEmpty();
        assertThat(errors).extracting(Diagnostic::code).containsExactly(Code.TOO_LARGE);
        assertThat(errors.getFirst().place().column())
                .isEqualTo(signature.apply(1_001).indexOf(parameter.formatted(1_000)) + 1);
    }
}
