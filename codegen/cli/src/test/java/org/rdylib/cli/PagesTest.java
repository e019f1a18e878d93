package org.rdylib.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.cli.Page.Example;
import org.rdylib.spec.Code;
import org.rdylib.spec.Paint;
import org.rdylib.spec.Severity;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verdict;
import org.rdylib.verifier.Verifier;

/** Every code has a page, and what the page shows is so: each example is a conformance case. */
class PagesTest {

    /** What only a loader finds, of which the command line has none; the conformance tests build and load what they show. */
    private static final Set<String> LOADED = Set.of("RDY0608", "RDY0609", "RDY0611");

    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";

    private static final String GENERATED = "for `generate --lang java`";

    private static final Pattern POLICY = Pattern.compile("under `unload: (\\w+)`");
    private static final Pattern TARGET = Pattern.compile("for `([\\w-]+)`");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Code.class)
    void aPageSaysWhatItsCodeIs(Code code) {
        Page page = Page.of(code).orElseThrow();

        assertThat(page.markdown()).startsWith("# " + code.id() + ": " + code.title() + "\n\n");
        assertThat(page.markdown().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(140));
        assertThat(page.examples()).isNotEmpty();
    }

    static Stream<Code> broken() {
        return Arrays.stream(Code.values()).filter(code -> !LOADED.contains(code.id()));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatAPageShowsAsBrokenIsFoundToBeThatAndNothingElse(Code code) throws IOException {
        assertThat(codes(examples(code, false))).containsExactly(code.id());
    }

    /** Which these have to be, {@link #whatCanBeBrokenByADescriptorIsShownMendedToo} says. */
    static Stream<Code> mended() {
        return Arrays.stream(Code.values()).filter(code -> !examples(code, true).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("mended")
    void whatAPageShowsAsMendedIs(Code code) throws IOException {
        assertThat(codes(examples(code, true))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatCanBeBrokenByADescriptorIsShownMendedToo(Code code) {
        List<Example> broken = examples(code, false);

        assertThat(examples(code, true).stream().map(Example::kind).filter(k -> !isFurtherFile(code, k)))
                .containsExactlyElementsOf(broken.stream()
                        .map(Example::kind)
                        .filter(k -> k.startsWith("yaml") && !isFurtherFile(code, k))
                        .toList());
    }

    /** Of several files the first is the one that is checked; how many others there are may be what is wrong. */
    private static boolean isFurtherFile(Code code, String kind) {
        return kind.startsWith(Example.FILE)
                && !kind.equals(
                        Page.of(code).orElseThrow().examples().getFirst().kind());
    }

    @Test
    void aPairThatDoesNotFitSaysWhatWouldHappen() {
        for (Code code : Code.values()) {
            if (code.id().matches("RDY0[2-5]\\d\\d")) {
                assertThat(Page.of(code).orElseThrow().markdown()).contains("\n## If it were linked anyway\n");
            }
        }
    }

    @Test
    void explainPrintsThePage() {
        StringWriter out = new StringWriter();

        assertThat(run(out, Paint.PLAIN, "explain", "rdy0302")).isEqualTo(ExitCode.HOLDS);

        assertThat(out.toString())
                .startsWith("RDY0302: a lifetime relation that nobody promises\n\nFor the two to fit,")
                .contains("\n  the host's copy:\n    exports:\n      pick: ")
                .doesNotContain("```", "##");
    }

    @Test
    void explainAloneListsEveryCode() {
        StringWriter out = new StringWriter();

        assertThat(run(out, Paint.PLAIN, "explain")).isEqualTo(ExitCode.HOLDS);

        assertThat(out.toString().lines())
                .containsExactlyElementsOf(Arrays.stream(Code.values())
                        .map(c -> c.id() + "  " + c.title())
                        .toList());
    }

    @Test
    void headingsStandOutOnATerminal() {
        StringWriter out = new StringWriter();

        run(out, Paint.ANSI, "explain", "302");

        assertThat(out.toString()).startsWith("\u001b[1mRDY0302: ");
    }

    @Test
    void anUnknownCodeIsUndecided() {
        for (String code : List.of("RDY0999", "302x", "", "99999", "RDY")) {
            assertThat(run(new StringWriter(), Paint.PLAIN, "explain", code)).isEqualTo(ExitCode.UNDECIDED);
        }
    }

    private static int run(StringWriter out, Paint paint, String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(new StringWriter(), true), paint, arguments);
    }

    private static List<Example> examples(Code code, boolean mended) {
        return Page.of(code).orElseThrow().examples().stream()
                .filter(e -> e.kind().startsWith("yaml") || e.kind().equals("hex"))
                .filter(e -> e.isMended() == mended)
                .toList();
    }

    /** The codes of all errors that are found in the examples: a pair, a descriptor, or a library's bytes. */
    private Set<String> codes(List<Example> examples) throws IOException {
        List<String> kinds = examples.stream().map(Example::kind).toList();
        String heading = examples.getFirst().heading();
        Target target =
                find(TARGET, heading).map(t -> Target.of(t).orElseThrow()).orElse(Target.X86_64_LINUX_GNU);
        Set<String> codes = new TreeSet<>();
        switch (String.join(", ", kinds)) {
            case String one
            when one.equals("yaml") && heading.contains(GENERATED) -> codes.addAll(generated(examples.getFirst()));
            case "yaml" -> codes.addAll(errors(read("sample.yaml", examples.getFirst(), target)));
            case "yaml host, yaml plugin" -> {
                Checked host = read("host.yaml", examples.getFirst(), target);
                Checked plugin = read("plugin.yaml", examples.getLast(), target);
                assertThat(errors(host)).isEmpty();
                assertThat(errors(plugin)).isEmpty();
                Unload unload = find(POLICY, heading)
                        .map(p -> Unload.of(p).orElseThrow())
                        .orElse(Unload.NEVER);
                Verdict verdict = Verifier.verify(
                        new Host<>(host.descriptor().orElseThrow()),
                        new Plugin<>(plugin.descriptor().orElseThrow()),
                        unload,
                        target);
                verdict.findings().forEach(f -> codes.add(f.code().id()));
            }
            case "hex" -> codes.add(ofLibrary(examples.getFirst()));
            case String _
            when kinds.stream().allMatch(k -> k.startsWith(Example.FILE)) -> codes.addAll(errors(several(examples)));
            case String other -> throw new AssertionError("a page shows " + other);
        }
        return codes;
    }

    /** The first of several files, with the others where it looks for them. */
    private Checked several(List<Example> examples) throws IOException {
        Path own = Files.createTempDirectory(folder, "files");
        for (Example example : examples) {
            Path file = own.resolve(example.kind().substring(Example.FILE.length()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, example.text());
        }
        return Descriptors.read(own.resolve(examples.getFirst().kind().substring(Example.FILE.length())));
    }

    /** What the Java generator cannot write. */
    private Set<String> generated(Example example) throws IOException {
        Path file = Files.writeString(folder.resolve("sample.yaml"), HEAD + example.text());
        StringWriter err = new StringWriter();
        Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                "generate",
                "--lang",
                "java",
                "--package",
                "sample",
                "-o",
                folder.resolve("out").toString(),
                file.toString());
        return Pattern.compile("error\\[(RDY\\d{4})\\]")
                .matcher(err.toString())
                .results()
                .map(r -> r.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Checked read(String file, Example example, Target target) {
        String text = example.text();
        return Descriptors.read(file, text.contains("abi:") ? text : HEAD + text, List.of(target));
    }

    private static List<String> errors(Checked checked) {
        return checked.diagnostics().stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .map(d -> d.code().id())
                .distinct()
                .toList();
    }

    private String ofLibrary(Example example) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : example.text().lines().toList()) {
            bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(line));
        }
        Path library = folder.resolve("libsample.so");
        Files.write(library, bytes.toByteArray());
        Path host = folder.resolve("host.yaml");
        Files.write(host, HEAD.getBytes(UTF_8));
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                "verify",
                host.toString(),
                library.toString());
        assertThat(code).isEqualTo(ExitCode.UNDECIDED);
        return find(Pattern.compile("^error\\[(RDY\\d{4})\\]"), err.toString()).orElse(err.toString());
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
