package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Signature;
import org.rdylib.spec.syntax.Node.Scalar;

/** No input makes the reader throw, hang or run out of memory: all is answered with diagnostics. */
@Timeout(120)
class HostileInputTest {

    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";

    private static List<Code> codes(String text) {
        return DescriptorReader.read("hostile.yaml", text).diagnostics().stream()
                .map(Diagnostic::code)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "", "|\n  ", ">\n  ", "'\n", "\"\\n"})
    void aScalarOfTenMegabytesIsRefusedWhereItBegins(String beginning) {
        String text = HEAD + "doc: " + beginning + "x y\n  ".repeat(2_000_000) + "\n";
        List<Diagnostic> found = DescriptorReader.read("hostile.yaml", text).diagnostics();
        assertThat(found).extracting(Diagnostic::code).containsExactly(Code.TOO_LARGE);
        assertThat(found.getFirst().place().toString()).isEqualTo("hostile.yaml:4:6");
    }

    private static Arguments of(String name, String text, String place, Code code) {
        return Arguments.of(Named.of(name, text), place, code);
    }

    /** Of each kind of hostile input one, and where the first of its kind is wrong. */
    static Stream<Arguments> hostile() {
        String types = HEAD + "types:\n";
        return Stream.of(
                of("anchors", types + "  T: {struct: {a: &b u8}}\n".repeat(500_000), "5:19", Code.YAML_FEATURE),
                of("aliases", HEAD + "doc: [" + "*a,".repeat(2_000_000) + "]\n", "4:7", Code.YAML_FEATURE),
                of("aliases of aliases", laughs(), "1:4", Code.YAML_FEATURE),
                of("tags", types + "  T: {struct: {a: !b u8}}\n".repeat(500_000), "5:19", Code.YAML_FEATURE),
                of("duplicates", types + "  T: {struct: {a: u8}}\n".repeat(500_000), "6:3", Code.DUPLICATE_KEY),
                of("second documents", HEAD + "---\na: b\n".repeat(1_000_000), "5:1", Code.YAML_FEATURE),
                of("ends of documents", HEAD + "...\n---\n".repeat(1_000_000), "6:1", Code.YAML_FEATURE),
                of("depth", "a: " + "[".repeat(10_000_000), "1:67", Code.TOO_LARGE),
                of("indentation", indented(3_000), "65:65", Code.TOO_LARGE),
                of("size", " ".repeat(YamlTree.MAX_FILE + 1), "1:1", Code.TOO_LARGE),
                of("blanks", " ".repeat(YamlTree.MAX_FILE), "1:1", Code.TOO_LARGE),
                of("a lone surrogate", HEAD + "doc: a\ud800b\n", "4:7", Code.YAML_SYNTAX),
                of("the wrong half first", HEAD + "doc: a\udcb3\ud835\n", "4:7", Code.YAML_SYNTAX),
                of("lone surrogates", HEAD + "doc: " + "\udc00 ".repeat(1_000_000), "4:6", Code.YAML_SYNTAX),
                of("an escaped surrogate", HEAD + "doc: \"a\\ud800b\"\n", "4:8", Code.YAML_SYNTAX),
                of("NUL", HEAD + "doc: a\0b\n", "4:7", Code.YAML_SYNTAX),
                of("NULs", "\0".repeat(YamlTree.MAX_FILE), "1:1", Code.YAML_SYNTAX),
                of("control characters", HEAD + "doc: " + "\u0007".repeat(1_000_000), "4:6", Code.YAML_SYNTAX),
                of("a name of 1 MB", HEAD + "library: " + "x".repeat(1 << 20) + "\n", "4:10", Code.TOO_LARGE),
                of(
                        "a key of 1 MB",
                        types + "  " + "T".repeat(1 << 20) + ": {struct: {a: u8}}\n",
                        "5:3",
                        Code.TOO_LARGE),
                of("another", types + "  ? " + "T".repeat(1 << 20) + "\n  : u8\n", "5:3", Code.TOO_LARGE),
                of(
                        "a type of 1 MB",
                        HEAD + "exports: {f: 'fn(x: " + "T".repeat(1 << 20) + ")'}",
                        "4:14",
                        Code.TOO_LARGE),
                of("a long name", types + "  " + "T".repeat(256) + ": {struct: {a: u8}}\n", "5:3", Code.BAD_NAME),
                of("long names", types + longNames(), "5:5", Code.BAD_NAME));
    }

    /** How long each takes, the program {@code HostileInputs} of the benchmarks measures. */
    @ParameterizedTest
    @MethodSource("hostile")
    void isReportedWhereItStands(String text, String place, Code code) {
        List<Diagnostic> found = DescriptorReader.read("hostile.yaml", text).diagnostics();
        assertThat(found.stream()
                        .filter(d -> d.code() == code)
                        .findFirst()
                        .map(d -> d.place().toString()))
                .contains("hostile.yaml:" + place);
        assertThat(found)
                .hasSizeLessThanOrEqualTo(YamlTree.MAX_DIAGNOSTICS + 1)
                .allSatisfy(d -> assertThat(d.message()).hasSizeLessThan(1_000));
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("a: &a [x, x]\n");
        for (char name = 'b'; name <= 'z'; name++) {
            char before = (char) (name - 1);
            text.append("%1$c: &%1$c [*%2$c, *%2$c]\n".formatted(name, before));
        }
        return text.toString();
    }

    private static String indented(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    private static String longNames() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("  ? ").append("T".repeat(60_000)).append(i).append("\n  : {struct: {a: u8}}\n");
        }
        return text.toString();
    }

    @Test
    void aScalarJustBeyondTheLimitIsRefusedAndTheRestRead() {
        String fits = "x".repeat(YamlTree.MAX_SCALAR);
        assertThat(codes(HEAD + "doc: " + fits + "\n")).isEmpty();
        assertThat(codes(HEAD + "doc: " + fits + "x\nfoo: 1\n")).containsExactly(Code.TOO_LARGE, Code.UNKNOWN_KEY);
    }

    /** The parser reads its text by buffers, and a character beyond U+FFFF may lie across the end of one. */
    @Test
    void aPairOfSurrogatesMayStandAnywhere() {
        for (int before = 900; before < 1_100; before++) {
            assertThat(codes(HEAD + "doc: " + "x".repeat(before) + "\ud835\udcb3\n"))
                    .as("after " + before)
                    .isEmpty();
        }
    }

    @Test
    void aLongCommentIsNoScalar() {
        assertThat(codes("# " + "comment\n# ".repeat(10_000) + "\n" + HEAD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "{", "[[{a: "})
    void deepNestingIsRefused(String opening) {
        assertThat(codes("a: \n  " + opening.repeat(200_000))).hasSize(1);
    }

    @Test
    void nestingIsCountedExactly() {
        String inner = "[".repeat(YamlTree.MAX_DEPTH - 1) + "]".repeat(YamlTree.MAX_DEPTH - 1);
        assertThat(codes(HEAD + "foo: " + inner)).containsExactly(Code.UNKNOWN_KEY);
        assertThat(codes(HEAD + "foo: [" + inner + "]")).containsExactly(Code.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&",
                "&'a mut ",
                "Box<",
                "[",
                "(",
                "fn(",
                "fn() -> ",
                "Box<dyn Fn(",
                "*const ",
                "Option<(fn(",
                "A<",
                "dyn "
            })
    void deeplyNestedTypesAreRefused(String opening) {
        List<Diagnostic> errors = new ArrayList<>();
        assertThat(TypeParser.type(Scalar.of("t", opening.repeat(60_000 / opening.length())), errors::add))
                .isEmpty();
        assertThat(errors).hasSize(1);
    }

    @Test
    void typesAreNestedAsDeepAsTheLimitSays() {
        List<Diagnostic> errors = new ArrayList<>();
        String fits = "&".repeat(TypeParser.MAX_DEPTH - 1) + "u8";
        assertThat(TypeParser.type(Scalar.of("t", fits), errors::add)).isPresent();
        assertThat(TypeParser.type(Scalar.of("t", "&" + fits), errors::add)).isEmpty();
        assertThat(errors).extracting(Diagnostic::code).containsExactly(Code.TOO_LARGE);
        assertThat(errors.getFirst().place().column()).isEqualTo(TypeParser.MAX_DEPTH + 1);
    }

    /** The canonical form puts some around types that their author left out. */
    @ParameterizedTest
    @ValueSource(strings = {"&'a (dyn Fn(%s) + 'a)", "fn() -> ((fn(%s)) + 'a)", "((%s,))"})
    void parenthesesAreNotCounted(String around) {
        int levels = around.startsWith("&") ? 2 : around.startsWith("fn") ? 2 : 1;
        String fits = "u8";
        for (int depth = 1; depth + levels <= TypeParser.MAX_DEPTH; depth += levels) {
            fits = around.formatted(fits);
        }
        List<Diagnostic> errors = new ArrayList<>();
        assertThat(TypeParser.type(Scalar.of("t", fits), errors::add)).as(fits).isPresent();
        assertThat(TypeParser.type(Scalar.of("t", around.formatted(fits)), errors::add))
                .isEmpty();
        assertThat(errors).extracting(Diagnostic::code).containsExactly(Code.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&a,",
                "*a,",
                "!a,",
                "&'a u8,",
                "a<,",
                "x,",
                "{},",
                "fn(x,",
                "&'a ",
                "a: b, ",
                "'a',",
                "fn<'a>(x: "
            })
    void aMegabyteOnOneLineIsRead(String part) {
        String text = "a: [" + part.repeat(1_000_000 / part.length()) + "]";
        assertThat(codes(text)).isNotEmpty().hasSizeLessThanOrEqualTo(2 * YamlTree.MAX_DIAGNOSTICS);
    }

    @Test
    void aFileLargerThanTheLimitIsNotRead(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("large.yaml"), new byte[YamlTree.MAX_FILE + 1]);
        assertThat(DescriptorReader.read(file).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("the file is larger than 16 MiB");
        assertThat(codes(" ".repeat(YamlTree.MAX_FILE + 1))).containsExactly(Code.TOO_LARGE);
    }

    @Test
    void whatCannotBeReadIsSaid(@TempDir Path folder) throws IOException {
        assertThat(DescriptorReader.read(folder.resolve("none.yaml")).diagnostics())
                .extracting(Diagnostic::code, Diagnostic::message)
                .containsExactly(org.assertj.core.api.Assertions.tuple(Code.UNREADABLE, "there is no such file"));
        assertThat(DescriptorReader.read(folder).diagnostics())
                .extracting(Diagnostic::message, diagnostic -> diagnostic.help().orElse(""))
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("this is a folder, not a file", "name a file in it"));
        Path latin = Files.write(folder.resolve("latin.yaml"), "abi: 1\ndoc: é".getBytes(StandardCharsets.ISO_8859_1));
        Diagnostic found = DescriptorReader.read(latin).diagnostics().getFirst();
        assertThat(found.message()).isEqualTo("the byte 0xE9 is not UTF-8 here");
        assertThat(found.place().line()).isEqualTo(2);
        assertThat(found.place().column()).isEqualTo(6);
        assertThat(found.help()).hasValue("save the file in UTF-8");
        Path library = Files.write(folder.resolve("library"), new byte[] {'M', 'Z', 0, (byte) 0x90});
        assertThat(DescriptorReader.read(library)
                        .diagnostics()
                        .getFirst()
                        .help()
                        .orElse(""))
                .contains("rdylib inspect");
        Path half = Files.write(folder.resolve("half.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE2, (byte) 0x82});
        assertThat(DescriptorReader.read(half).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.YAML_SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedDescriptorsAreAnsweredWithPlacesInside(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<byte[]> originals = new ArrayList<>();
        originals.add(DescriptorReaderTest.MARKDOWN.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.list(BrokenCorpusTest.FOLDER)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml") && !f.endsWith("empty.yaml"))
                    .sorted()
                    .toList()) {
                originals.add(Files.readAllBytes(file));
            }
        }
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = originals.get(random.nextInt(3) > 0 ? 0 : random.nextInt(originals.size()));
            String text = new String(mutated(bytes, random), StandardCharsets.ISO_8859_1);
            String utf8 = random.nextInt(4) == 0 ? text : new String(mutated(bytes, random), StandardCharsets.UTF_8);
            Parsed parsed;
            try {
                parsed = DescriptorReader.read("mutated.yaml", utf8);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", input " + i + ":\n" + utf8, e);
            }
            List<String> lines = Arrays.asList(utf8.replaceFirst("^\uFEFF", "").split("\r\n|\r|\n", -1));
            for (Diagnostic d : parsed.diagnostics()) {
                assertThat(d.place().text())
                        .as("seed %d, input %d: %s", seed, i, d)
                        .isEqualTo(lines.get(d.place().line() - 1));
                int length = d.place().text().codePointCount(0, d.place().text().length());
                assertThat(d.place().column() + d.place().length() - 1)
                        .as("seed %d, input %d: %s", seed, i, d)
                        .isLessThanOrEqualTo(length + 1);
            }
            parsed.descriptor().ifPresent(HostileInputTest::assertReprintable);
        }
    }

    private static void assertReprintable(Descriptor descriptor) {
        descriptor.exports().forEach(export -> {
            String printed = TypePrinter.print(export.signature());
            List<Diagnostic> errors = new ArrayList<>();
            Signature again = TypeParser.signature(Scalar.of("again", printed), errors::add)
                    .orElseThrow(() -> new AssertionError(printed + ": " + errors));
            assertThat(TypePrinter.print(again)).isEqualTo(printed);
        });
    }

    private static byte[] mutated(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        byte[] signs = "&*!'\"<>[](){},:+-#|%@`?\n\t \r\\=aA0_\u0000".getBytes(StandardCharsets.UTF_8);
        for (int k = random.nextInt(1, 5); k > 0; k--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = signs[random.nextInt(signs.length)];
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = without(bytes, at, Math.min(bytes.length - 1, at + random.nextInt(20)));
                default -> bytes = doubled(bytes, at, Math.min(bytes.length, at + random.nextInt(30)));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] result = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(bytes, to, result, from, bytes.length - to);
        return result;
    }

    private static byte[] doubled(byte[] bytes, int from, int to) {
        byte[] result = new byte[bytes.length + (to - from)];
        System.arraycopy(bytes, 0, result, 0, to);
        System.arraycopy(bytes, from, result, to, bytes.length - from);
        return result;
    }
}
