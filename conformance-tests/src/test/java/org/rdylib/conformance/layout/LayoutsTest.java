package org.rdylib.conformance.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.layout.Fact.Answer;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;
import org.rdylib.spec.layout.Target;

/**
 * Every size, alignment, offset and discriminant of random types is that of the C and Rust compilers: of this machine, by
 * programs that print them, and of each target, by assertions that need only be compiled. {@code -Drdylib.seed} and {@code
 * -Drdylib.types} choose other types, and more of them.
 */
class LayoutsTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int TYPES = Integer.getInteger("rdylib.types", 300);
    private static final int AT_ONCE = 500;

    private static final Path FREESTANDING = Path.of("fixtures/freestanding").toAbsolutePath();

    @TempDir
    Path folder;

    /** Some of the types, all that they are made of, and the descriptor that declares them. */
    private record Batch(RandomTypes types, Expressions expressions, Target target, CheckedDescriptor descriptor) {

        static Stream<Batch> of(Target target) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
            return IntStream.iterate(TYPES, left -> left > 0, left -> left - AT_ONCE)
                    .mapToObj(
                            left -> of(new RandomTypes(random, Math.min(left, AT_ONCE), has128(target), true), target));
        }

        private static boolean has128(Target target) {
            return target != Target.I686_LINUX_GNU;
        }

        private static Batch of(RandomTypes types, Target target) {
            try {
                CheckedDescriptor descriptor =
                        Descriptors.require(Descriptors.read("random.yaml", types.text(), List.of(target)));
                return new Batch(types, new Expressions(types), target, descriptor);
            } catch (InvalidDescriptorException e) {
                throw new AssertionError("seed " + SEED, e);
            }
        }

        /** What is known of the types, by the keys of facts. */
        Map<String, Answer> ours() {
            Layouts layouts = new Layouts(descriptor, target);
            Map<String, Answer> ours = new LinkedHashMap<>();
            expressions.all().forEach((type, name) -> {
                if (hasSize(type)) {
                    Layout layout = layouts.of(type);
                    ours.put(name, new Answer(layout.size(), layout.align()));
                    for (Slot slot : layout.slots()) {
                        ours.put(name + "." + slot.path(), new Answer(slot.offset(), slot.size()));
                    }
                }
            });
            for (TypeDeclaration declaration : descriptor.descriptor().types()) {
                if (declaration instanceof TypeDeclaration.Enum e) {
                    e.variants()
                            .forEach(v -> ours.put(
                                    e.name() + "#" + v.name(),
                                    new Answer(v.discriminant().toString(), "0")));
                }
            }
            return ours;
        }

        private static boolean hasSize(Type type) {
            return switch (type) {
                case Type.Unit _, Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ ->
                    false;
                case Type.Named n -> !n.name().equals(RandomTypes.OPAQUE);
                default -> true;
            };
        }
    }

    @Test
    void layoutsAreThoseOfGcc() throws IOException {
        Tool.require("gcc");
        for (Batch batch : batches(Target.X86_64_LINUX_GNU)) {
            CProgram program = new CProgram(batch.types, batch.expressions);
            Files.writeString(folder.resolve("layouts.c"), program.printing());
            Tool.run(folder, "gcc", "-std=gnu11", "-O0", "-w", "-o", "layouts", "layouts.c");
            compare("gcc", batch, program.facts(), Tool.run(folder, "./layouts"));
        }
    }

    @Test
    void layoutsAreThoseOfRustc() throws IOException {
        Tool.require("rustc");
        for (Batch batch : batches(Target.X86_64_LINUX_GNU)) {
            RustProgram program = new RustProgram(batch.types, batch.expressions);
            Map<String, Answer> ours = batch.ours();
            Files.writeString(folder.resolve("layouts.rs"), program.printing(f -> answer(ours, f)));
            Tool.run(folder, "rustc", "--edition", "2024", "-C", "opt-level=0", "layouts.rs");
            compare("rustc", batch, program.facts(), Tool.run(folder, "./layouts"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void layoutsAreThoseOfClangForEachTarget(Target target) throws IOException {
        Tool.require("clang");
        for (Batch batch : batches(target)) {
            Map<String, Answer> ours = batch.ours();
            CProgram program = new CProgram(batch.types, batch.expressions);
            Path asserts = Files.writeString(folder.resolve("asserts.c"), program.asserting(f -> answer(ours, f)));
            Tool.run(folder, clang(target, "-w", asserts.toString()));
            report("clang -target " + target.clangTriple(), batch, program.facts());
        }
    }

    @ParameterizedTest
    @EnumSource
    void layoutsAreThoseOfRustcForEachTarget(Target target) throws IOException {
        Tool.require("rustc");
        Files.writeString(folder.resolve("asserts.rs"), RustProgram.WITHOUT_LIBRARY);
        Tool.Run alone = Tool.attempt(folder, rustc(target));
        if (alone.exit() != 0) {
            Tool.missing("this rustc wants other lang items than 1.95: " + alone.text());
        }
        for (Batch batch : batches(target)) {
            Map<String, Answer> ours = batch.ours();
            RustProgram program = new RustProgram(batch.types, batch.expressions);
            Files.writeString(folder.resolve("asserts.rs"), program.asserting(f -> answer(ours, f)));
            Tool.run(folder, rustc(target));
            report("rustc --target " + target.rustTriple(), batch, program.facts());
        }
    }

    @Test
    void layoutsAreThoseOfGccFor32Bits() throws IOException {
        Tool.require("gcc");
        for (Batch batch : batches(Target.I686_LINUX_GNU)) {
            Map<String, Answer> ours = batch.ours();
            CProgram program = new CProgram(batch.types, batch.expressions);
            Path asserts = Files.writeString(folder.resolve("asserts.c"), program.asserting(f -> answer(ours, f)));
            Tool.run(folder, "gcc", "-m32", "-ffreestanding", "-std=gnu11", "-fsyntax-only", "-w", asserts.toString());
            report("gcc -m32", batch, program.facts());
        }
    }

    /** The header that a plugin in C includes asserts the layouts of the target that it is compiled for. */
    @ParameterizedTest
    @EnumSource
    void aGeneratedHeaderHoldsOnEachTarget(Target target) throws IOException {
        Tool.require("clang");
        for (Batch batch : batches(target)) {
            for (SourceFile file : CGenerator.generate(batch.descriptor).files()) {
                Files.writeString(folder.resolve(file.path()), file.text());
            }
            Path user = Files.writeString(folder.resolve("user.c"), "#include \"random.h\"\n");
            Tool.run(folder, clang(target, "-Wall", "-Wextra", "-Werror", "-pedantic", user.toString()));
        }
    }

    /** An assertion that is wrong does fail: of each kind, on each target. */
    @ParameterizedTest
    @EnumSource
    void anAssertionThatIsWrongFails(Target target) throws IOException {
        Tool.require("clang");
        Batch batch = batches(target).getFirst();
        CProgram program = new CProgram(batch.types, batch.expressions);
        Map<String, Answer> ours = batch.ours();
        for (Class<? extends Fact> kind : List.of(Fact.Size.class, Fact.Part.class, Fact.Tag.class)) {
            Fact first = program.facts().stream()
                    .filter(kind::isInstance)
                    .findFirst()
                    .orElseThrow();
            Answer right = answer(ours, first);
            Answer wrong = new Answer(right.first() + "1", right.second());
            Path asserts = Files.writeString(
                    folder.resolve("asserts.c"), program.asserting(f -> f.equals(first) ? wrong : answer(ours, f)));
            Tool.Run run = Tool.attempt(folder, clang(target, "-w", asserts.toString()));
            assertThat(run.exit()).isNotZero();
            assertThat(run.text()).contains('"' + first.key() + '"').contains("1 error generated");
        }
    }

    private static String[] rustc(Target target) {
        return new String[] {
            "rustc", "--edition", "2024", "--target", target.rustTriple(), "--emit", "metadata", "asserts.rs"
        };
    }

    private static List<Batch> batches(Target target) {
        return Batch.of(target).toList();
    }

    private String[] clang(Target target, String... more) {
        List<String> command = List.of(
                "clang",
                "-target",
                target.clangTriple(),
                "-std=c11",
                "-fsyntax-only",
                "-ferror-limit=0",
                "-ffreestanding",
                "-nostdlibinc",
                "-isystem",
                FREESTANDING.toString());
        return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static Answer answer(Map<String, Answer> ours, Fact fact) {
        return Optional.ofNullable(ours.get(fact.key()))
                .orElseThrow(() -> new AssertionError("seed " + SEED + ": nothing is known of " + fact));
    }

    private static void compare(String compiler, Batch batch, List<Fact> facts, List<String> lines) {
        Map<String, Answer> theirs = new LinkedHashMap<>();
        lines.forEach(l -> theirs.put(l.substring(0, l.indexOf(' ')), Answer.of(l.split(" ", -1))));
        report(compiler, batch, facts);
        Map<String, Answer> ours = batch.ours();
        ours.keySet().retainAll(theirs.keySet());
        assertThat(theirs).as("seed %d", SEED).hasSize(facts.size()).isEqualTo(ours);
    }

    private static void report(String compiler, Batch batch, List<Fact> facts) {
        Map<Class<?>, Integer> counts = new HashMap<>();
        facts.forEach(f -> counts.merge(f.getClass(), 1, Integer::sum));
        System.out.printf(
                "layouts against %s: seed %d, %d declarations, %d types, %d parts, %d discriminants%n",
                compiler,
                SEED,
                batch.descriptor.descriptor().types().size(),
                counts.getOrDefault(Fact.Size.class, 0),
                counts.getOrDefault(Fact.Part.class, 0),
                counts.getOrDefault(Fact.Tag.class, 0));
        assertThat(facts)
                .hasSizeGreaterThan(3 * batch.descriptor.descriptor().types().size());
    }
}
