package org.rdylib.conformance.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.codegen.Generated;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.lifetimes.RandomBoundary;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * Whatever is well-formed is either generated, and compiles without a warning, or refused as what is not supported yet. The
 * descriptors are those that the verifier is tried with, with lifetimes wherever they may stand. {@code -Drdylib.seed} and
 * {@code -Drdylib.stubs} choose others, and more.
 */
class RandomStubsTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int DESCRIPTORS = Integer.getInteger("rdylib.stubs", 300);

    private static final Pattern CLOSURE = Pattern.compile("\\bFn(?:Mut|Once)?\\((\\)?)");

    private static final Pattern METHOD = Pattern.compile("\\bfn<[^<>]*>\\(&'\\w+ (?:mut )?self");

    /** What Java replaces where it is lent that. */
    private static final List<String> OWNED = List.of(
            "String",
            "Vec<u8>",
            "Option<Box<str>>",
            "[String]",
            "Result<String, Vec<&'static str>>",
            "(Arc<u16>, Box<[bool]>)",
            "[Vec<[Option<String>; 2]>]",
            "[(String, &'static str)]");

    /** What a struct may have got later, for its first lifetime. */
    private static final List<String> LATE = List.of(
            "Option<String>",
            "Option<Box<dyn Fn(&u8) -> u8 + 'a>>",
            "Option<Box<dyn Source<'a> + 'a>>",
            "Option<Arc<dyn Source<'a> + 'a>>",
            "Option<Box<Late<'a>>>",
            "Option<fn()>",
            "Option<(u8, Box<dyn FnMut() + 'a>)>",
            "Option<&'a dyn Fn()>",
            "Option<&'a [&'a dyn Fn()]>");

    private static final Pattern STRUCT = Pattern.compile("\"(\\w+)<('a[^>]*)>\": \\{struct: \\{(.*)}}");

    private static final Pattern PLAIN_ANSWER = Pattern.compile("(-> &'\\w+ )(u8|str)\\b");

    /** How often what is refused is looked at anew. */
    private static final int ROUNDS = 4;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @Test
    void inJava(@TempDir Path folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        int generated = 0;
        int lent = 0;
        int replaced = 0;
        int freed = 0;
        for (String drawn : RandomBoundary.texts(random, DESCRIPTORS)) {
            String text = growing(owning(exclusive(drawn)));
            Generated stubs = stubs(text, "first" + generated);
            Generated either = tame(text, stubs, "tame" + generated);
            if (!either.files().isEmpty()) {
                generated++;
                lent += either.files().stream().anyMatch(file -> file.text().contains("MutViews.")) ? 1 : 0;
                replaced += either.files().stream().anyMatch(file -> file.text().contains("upcall.replacing(")) ? 1 : 0;
                freed += either.files().stream().anyMatch(file -> file.text().contains(".freeBox(")) ? 1 : 0;
                sources.addAll(NativeBuild.write(either, folder));
            }
        }
        System.out.printf(
                "stubs of random descriptors: seed %d, %d drawn, %d generated, %d that answer with &mut,"
                        + " %d that replace what is owned, %d with objects in what may grow%n",
                SEED, DESCRIPTORS, generated, lent, replaced, freed);
        assertThat(generated).as("seed %d", SEED).isGreaterThan(DESCRIPTORS / 10);
        assertThat(lent).as("seed %d", SEED).isGreaterThan(DESCRIPTORS / 50);
        assertThat(replaced).as("seed %d", SEED).isPositive();
        assertThat(freed).as("seed %d", SEED).isPositive();
        NativeBuild.compile(sources, Files.createDirectory(folder.resolve("classes")));
    }

    @Test
    void inCAndCxx(@TempDir Path folder) throws IOException {
        Tool.require("gcc");
        Tool.require("g++");
        List<Path> headers = new ArrayList<>();
        List<Path> sources = new ArrayList<>();
        for (String text : RandomBoundary.texts(random, DESCRIPTORS)) {
            List<Path> files = NativeBuild.write(generate(text, () -> CGenerator.generate(descriptor(text))), folder);
            headers.add(files.getFirst());
            sources.add(files.getLast());
        }
        System.out.printf("headers of random descriptors: seed %d, %d drawn%n", SEED, DESCRIPTORS);
        compile(folder, sources, "gcc", "-std=c11");
        compile(folder, headers, "g++", "-std=c++11", "-x", "c++");
    }

    private static void compile(Path folder, List<Path> files, String... compiler) {
        Stream<String> strictly = Stream.of("-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-pedantic");
        Tool.run(
                folder,
                Stream.of(Stream.of(compiler), strictly, files.stream().map(Path::toString))
                        .flatMap(words -> words)
                        .toArray(String[]::new));
    }

    /** What is too rare to be drawn each time, and was generated wrongly once. */
    private static final String RARE = """
        abi: 1
        library: rare
        version: 1.0.0
        types:
          Node: {struct: {next: "Box<dyn Fn() -> Option<Node>>"}}
          Deep<'a, 'b>: {struct: {f: "&'a &'b u8"}}
          Called<'a>: {struct: {f: "(fn(u8)) + 'dylib", a: "&'a u8"}}
        interfaces:
          Source<'x>: {methods: {get: "fn(&self) -> &'x u8"}}
          Made<'x>:
            methods:
              visited: "fn<'a>(&'a self, by: &mut dyn Source<'a>)"
              stepped: "fn<'a>(&'a mut self, by: Option<&mut dyn Source<'a>>) -> u8"
              kept: "fn(&'x self, to: &dyn Source<'x>) -> &'x u8"
              forever: "fn<'s>(&'static self, f: Box<dyn FnMut(&'s &'static u8) + 's>) -> Box<dyn FnMut(Deep<'s, 'x>) + 's>"
              later: "async fn<'s>(&'s self, f: Box<dyn FnMut(&'x str) + 's>) -> u8"
              answering: "fn<'s>(&'s self) -> Box<dyn Fn() -> &'s u8 + 's>"
              asking: "fn<'s>(&'s self) -> Box<dyn Fn(Box<dyn Fn() -> &'s u8 + 's>) -> u8 + 's>"
              viewed: "fn<'b, 's>(&'s self, x: (&'b u8, u8), f: (fn(Box<dyn FnMut(&'b u8) + 's>)) + 'dylib)"
              asked: "fn<'s>(&'s self, f: Box<dyn Fn(Box<dyn Fn() -> &'s u8>)>)"
              lent: "fn<'a, 'b, 's>(&'s self, a: &'a str, b: &'b u8) -> (fn(&'a (dyn Source<'x> + 'b))) + 'dylib"
          Told<'x>:
            methods:
              tell: "async fn<'s>(&'s self, x: &'static &'s &'static u8) -> &'static &'x u8"
              wait: "fn(&self, x: Box<dyn Future<Output = &'x Deep<'x, 'dylib>> + 'x>)"
        exports:
          made: "fn<'x>(x: &'x u8) -> Box<dyn Made<'x> + 'x>"
          lending: "fn<'a, 'b, 'c>(x: Box<dyn Source<'b> + 'a>) -> Box<dyn FnMut(&'a (dyn Source<'c> + 'b)) + 'c>"
          nodes: "fn(node: Node) -> Node"
          calling: "fn<'a>() -> (fn(Called<'a>)) + 'dylib"
          told: "fn<'x>(x: &'x u8, to: Box<dyn Told<'x> + 'x>)"
        """;

    @Test
    void ofWhatIsRareInJava(@TempDir Path folder) throws IOException {
        Generated stubs = stubs(RARE, "rare");
        NativeBuild.compile(NativeBuild.write(stubs, folder), Files.createDirectory(folder.resolve("classes")));
    }

    @Test
    void ofWhatIsRareInC(@TempDir Path folder) throws IOException {
        Tool.require("gcc");
        List<Path> files = NativeBuild.write(CGenerator.generate(descriptor(RARE)), folder);
        compile(folder, List.of(files.getLast()), "gcc", "-std=c11");
    }

    /** With {@code &mut} of what owns and borrows nothing in some answers. */
    private String exclusive(String text) {
        String more = PLAIN_ANSWER
                .matcher(text)
                .replaceAll(answer -> random.nextInt(3) == 0
                        ? answer.group(1) + "mut " + (random.nextBoolean() ? "[u8]" : answer.group(2))
                        : answer.group());
        return isWellFormed(more) ? more : text;
    }

    /** With {@code &mut} of what owns something in what some closures and methods are passed. */
    private String owning(String text) {
        String closures = CLOSURE.matcher(text)
                .replaceAll(closure -> random.nextInt(3) == 0
                        ? closure.group().replace(")", "")
                                + owned()
                                + (closure.group(1).isEmpty() ? ", " : ")")
                        : closure.group());
        String more = METHOD.matcher(closures)
                .replaceAll(method -> random.nextInt(3) == 0 ? method.group() + ", owned: " + owned() : method.group());
        return isWellFormed(more) ? more : text;
    }

    /** With structs that may grow, and have done so, in the {@code Box} that they need. */
    private String growing(String text) {
        String grown = text;
        for (String name : List.of("View", "Sink", "Cell", "Nest")) {
            if (random.nextBoolean()) {
                String late = LATE.get(random.nextInt(LATE.size()));
                String more = grown.replaceAll("\\b" + name + "<[^<>]*>(?!\":)", "Box<$0>");
                more = STRUCT.matcher(more)
                        .replaceAll(struct -> struct.group(1).equals(name)
                                ? "\"%s<%s>\": {evolves: append, struct: {%s, late: {type: \"%s\", default: None}}}"
                                        .formatted(name, struct.group(2), struct.group(3), late.replace("Late", name))
                                : struct.group());
                grown = isWellFormed(more) ? more : grown;
            }
        }
        return grown;
    }

    private String owned() {
        return "&mut " + OWNED.get(random.nextInt(OWNED.size()));
    }

    /**
     * Without what Java cannot say in three descriptors of four, in the lines that are refused, or else in all: then what is
     * around that is tried at least.
     */
    private static Generated tame(String text, Generated refused, String packageName) {
        Generated stubs = refused;
        String tamer = text;
        for (int i = 0; i < ROUNDS && stubs.files().isEmpty(); i++) {
            Set<Integer> lines = stubs.diagnostics().stream()
                    .map(refusal -> refusal.place().line())
                    .collect(Collectors.toSet());
            String next = tame(tamer, lines::contains);
            if (next.equals(tamer) || !isWellFormed(next)) {
                break;
            }
            tamer = next;
            stubs = stubs(next, packageName);
        }
        if (!stubs.files().isEmpty()) {
            return stubs;
        }
        String tamest = tame(text, _ -> true);
        return isWellFormed(tamest) ? stubs(tamest, packageName) : Generated.of(List.of());
    }

    /** @param isRefused whether a line is, counted from 1 */
    private static String tame(String text, IntPredicate isRefused) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = 0; i < lines.size(); i++) {
            if (isRefused.test(i + 1)) {
                lines.set(i, lines.get(i).replaceAll("(&'\\w+ )mut ", "$1").replace(" + Clone", ""));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static Generated stubs(String text, String packageName) {
        Generated stubs = generate(text, () -> JavaGenerator.generate(descriptor(text), new JavaOptions(packageName)));
        boolean isRefused = stubs.files().isEmpty();
        assertThat(stubs.diagnostics())
                .as("seed %d%n%s", SEED, text)
                .matches(refusals -> refusals.isEmpty() != isRefused, isRefused ? "says why" : "says nothing")
                .extracting(Diagnostic::code)
                .allMatch(code -> code == Code.NOT_SUPPORTED);
        return stubs;
    }

    private static Generated generate(String text, Supplier<Generated> generator) {
        try {
            return generator.get();
        } catch (RuntimeException e) {
            throw new AssertionError("seed %d%n%s".formatted(SEED, text), e);
        }
    }

    private static boolean isWellFormed(String text) {
        return checked(text).isPresent();
    }

    private static CheckedDescriptor descriptor(String text) {
        return checked(text).orElseThrow();
    }

    private static Optional<CheckedDescriptor> checked(String text) {
        return Descriptors.read("random.yaml", text, List.of(Target.X86_64_LINUX_GNU))
                .descriptor();
    }
}
