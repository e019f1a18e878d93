package org.rdylib.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.syntax.YamlTree;

/**
 * Descriptors as large as a file may be, each to meet one rule at its worst: what is wrong is found where it stands, the
 * report is bounded, and no rule follows a chain again for each of its links.
 */
@Timeout(300)
class HostileDescriptorTest {

    private static final int MANY = 20_000;
    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";

    private static String repeated(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    /** Types in a chain; {@code type} gives the type of a field that holds the next. */
    private static String chain(String keys, String type, String end) {
        return HEAD + "types:\n"
                + repeated(
                        MANY,
                        i -> "  T%d: {%sstruct: {a: \"%s\"}}\n"
                                .formatted(i, keys, type.formatted(i + 1 < MANY ? "T" + (i + 1) : end)));
    }

    private static Arguments of(String name, Code code, int line, String text) {
        return Arguments.of(Named.of(name, text), code, line);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                of("unknown types", Code.UNKNOWN_NAME, 5, chain("", "U", "u8")),
                of(
                        "unknown interfaces",
                        Code.UNKNOWN_NAME,
                        5,
                        HEAD + "interfaces:\n"
                                + repeated(
                                        MANY,
                                        i -> "  I%d: {methods: {m: \"fn(&self) -> &dyn U%d\"}}\n".formatted(i, i))),
                of("undeclared lifetimes", Code.UNDECLARED_LIFETIME, 5, chain("", "&'a u8", "")),
                of(
                        "claims that fail at the end of a chain",
                        Code.CLAIM,
                        5,
                        chain("bounds: [Send, Sync, Clone, Const], ", "Box<%s>", "dyn Fn()")),
                of("an infinite chain", Code.INFINITE_TYPE, MANY + 4, chain("", "Option<%s>", "T0")),
                of("append structs by value", Code.APPEND_BY_VALUE, 5, chain("evolves: append, ", "%s", "u8")),
                of(
                        "leaves that call back through a chain",
                        Code.LEAF,
                        MANY + 6,
                        chain("", "Box<%s>", "dyn Fn()") + "exports:\n"
                                + repeated(
                                        MANY,
                                        i -> "  f%d: {sig: 'extern \"C\" fn(a: &T%d)', leaf: true}\n".formatted(i, i))),
                of(
                        "raw pointers at the end of a chain",
                        Code.NOT_HERE,
                        MANY + 6,
                        chain("", "Box<%s>", "*const u8") + "exports:\n"
                                + repeated(MANY, i -> "  f%d: 'fn(a: &T%d)'\n".formatted(i, i))),
                of(
                        "one discriminant",
                        Code.DISCRIMINANT,
                        8,
                        HEAD + "types:\n  T:\n    enum:\n" + repeated(MANY, i -> "      V" + i + ": 1\n")),
                of(
                        "unknown bounds",
                        Code.BAD_VALUE,
                        5,
                        HEAD + "types:\n  T: {struct: {a: u8}, bounds: [" + repeated(MANY, i -> "Sent" + i + ", ")
                                + "]}\n"),
                of(
                        "unknown keys",
                        Code.UNKNOWN_KEY,
                        5,
                        HEAD + "types:\n" + repeated(MANY, i -> "  T" + i + ": {strukt: {a: u8}, enum: {A: }}\n")),
                of(
                        "variants beyond the storage",
                        Code.STORAGE,
                        10,
                        HEAD + "types:\n  T<'a>:\n    evolves: append\n    storage: 8\n    repr: u32\n    enum:\n"
                                + repeated(MANY, i -> "      V" + i + ": \"(&'a str)\"\n")),
                of(
                        "defaults of sixty thousand digits",
                        Code.DEFAULT,
                        8,
                        HEAD + "types:\n  T:\n    evolves: append\n    struct:\n"
                                + repeated(
                                        200,
                                        i -> "      a%d: {type: u32, default: %s}\n".formatted(i, "9".repeat(60_000)))),
                of(
                        "one symbol",
                        Code.DUPLICATE_SYMBOL,
                        6,
                        HEAD + "exports:\n" + repeated(MANY, i -> "  f" + i + ": {sig: fn(), symbol: s}\n")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isReportedAtItsPlace(String text, Code code, int line) {
        List<Diagnostic> found = Descriptors.read("hostile.yaml", text).diagnostics();
        assertThat(found).hasSizeBetween(1, 2 * (YamlTree.MAX_DIAGNOSTICS + 1));
        assertThat(found.stream()
                        .filter(d -> d.code() == code)
                        .findFirst()
                        .orElseThrow()
                        .place()
                        .line())
                .isEqualTo(line);
        assertThat(found).allSatisfy(d -> assertThat(d.message()).hasSizeLessThan(1_000));
    }

    static Stream<Named<String>> wellFormed() {
        return Stream.of(
                Named.of("types by value", chain("", "%s", "u8")),
                Named.of("claims that hold", chain("bounds: [Send, Sync, Clone, Const], ", "Box<%s>", "u8")),
                Named.of("types that grow", chain("evolves: append, bounds: [Send], ", "Box<%s>", "u8")),
                Named.of(
                        "types that each hold the next twice, behind a pointer",
                        HEAD + "types:\n"
                                + repeated(
                                        MANY / 10,
                                        i -> "  T%1$d: {struct: {a: \"Vec<T%2$d>\", b: \"Vec<T%2$d>\"}}\n"
                                                .formatted(i, i + 1))
                                + "  T" + MANY / 10
                                + ": {struct: {a: u8}}\nexports: {f: \"fn(a: &T0, f: &mut dyn FnMut(&T0))\"}\n"),
                Named.of(
                        "optional leaves",
                        HEAD + "exports:\n"
                                + repeated(
                                        MANY,
                                        i -> "  f%d: {sig: 'extern \"C\" fn(a: &[u8])', leaf: true, optional: true}\n"
                                                .formatted(i))));
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void isCheckedAndHasACanonicalForm(String text) {
        Checked checked = Descriptors.read("large.yaml", text);
        assertThat(checked.diagnostics()).isEmpty();
        assertThat(CanonicalForm.of(checked.descriptor().orElseThrow()).binding())
                .isNotEmpty();
    }

    /** Those that are left out count, and those of function types. */
    @ParameterizedTest
    @ValueSource(strings = {"fn(x: (%s))", "fn(x: fn((%s)))", "async fn(x: (%s))"})
    void aSignatureHasAsManyLifetimesAsTheLimitSays(String signature) {
        // The future of an `async fn` has one of its own.
        int most = signature.startsWith("async") ? 254 : 255;
        assertThat(Descriptors.read("many.yaml", ofReferences(signature, most)).diagnostics())
                .extracting(Diagnostic::code)
                .doesNotContain(Code.TOO_LARGE);
        assertThat(Descriptors.read("many.yaml", ofReferences(signature, most + 1))
                        .diagnostics())
                .filteredOn(d -> d.code() == Code.TOO_LARGE)
                .singleElement()
                .satisfies(d -> assertThat(d.message()).startsWith("this signature has 256 lifetimes"));
    }

    private static String ofReferences(String signature, int count) {
        return HEAD + "exports: {f: \"" + signature.formatted("&u8, ".repeat(count)) + "\"}\n";
    }

    @Test
    void ofManyCyclesThatShareAStartEachIsReportedOnce() {
        String text = HEAD + "types:\n"
                + repeated(500, i -> "  T%d: {struct: {a: T%d, b: T0}}\n".formatted(i, (i + 1) % 500));
        List<Diagnostic> found = Descriptors.read("hostile.yaml", text).diagnostics();
        assertThat(found)
                .hasSize(501)
                .allSatisfy(d -> assertThat(d.code()).isEqualTo(Code.INFINITE_TYPE))
                .extracting(Diagnostic::message)
                .contains(
                        "`T0` would contain itself: T0.b → T0",
                        "`T0` would contain itself: T0.a → T1.a → T2.b → T0",
                        "`T0` would contain itself: T0.a → T1.a → T2.a → T3.a → T4.a → T5.a → T6.a → T7.a → … (492"
                                + " more) → T0");
    }

    /** Who uses what none of it is needs no list of all the rest. */
    @Test
    void whatIsBeyondTheReportIsNotLookedFor() {
        String text = HEAD + "types:\n" + repeated(MANY, i -> "  T%d: {struct: {a: U%d}}\n".formatted(i, i))
                + "exports: {f: \"fn(x: (), x: &'a u8)\"}\n";
        List<Diagnostic> found = Descriptors.read("hostile.yaml", text).diagnostics();
        assertThat(found).hasSize(YamlTree.MAX_DIAGNOSTICS + 1);
        assertThat(found.subList(0, YamlTree.MAX_DIAGNOSTICS))
                .extracting(Diagnostic::code)
                .containsOnly(Code.UNKNOWN_NAME);
        assertThat(found.getLast().code()).isEqualTo(Code.TOO_LARGE);
    }

    /** What doubles with each type soon has more bytes than a computer. */
    @Test
    void aTypeThatDoublesAThousandTimesIsTooLarge() {
        String text = HEAD + "types:\n"
                + repeated(1_000, i -> "  T%1$d: {struct: {a: T%2$d, b: T%2$d}}\n".formatted(i, i + 1))
                + "  T1000: {struct: {a: u8}}\n";
        List<Diagnostic> found = Descriptors.read("hostile.yaml", text).diagnostics();
        assertThat(found).isNotEmpty().extracting(Diagnostic::code).containsOnly(Code.TOO_LARGE);
    }
}
