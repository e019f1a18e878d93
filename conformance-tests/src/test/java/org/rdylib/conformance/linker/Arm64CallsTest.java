package org.rdylib.conformance.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.rdylib.codegen.SourceFile;
import org.rdylib.codegen.c.CGenerator;
import org.rdylib.codegen.java.JavaGenerator;
import org.rdylib.codegen.java.JavaOptions;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.linker.ClangCall.Signature;
import org.rdylib.conformance.linker.ClangCall.Value;
import org.rdylib.spec.Export;
import org.rdylib.spec.InvalidDescriptorException;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Type;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Passing;
import org.rdylib.spec.layout.Target;
import org.rdylib.spec.layout.Words;

/**
 * On arm64, where nothing of this runs, a generated stub puts each byte of each argument where the generated header makes
 * clang look for it, and takes the result from where it is left: what the JDK's own arranger for arm64 makes of the shape
 * that the stub describes, against what clang compiles. {@code -Drdylib.seed} and {@code -Drdylib.signatures} choose
 * others, and more of them.
 */
class Arm64CallsTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int SIGNATURES = Integer.getInteger("rdylib.signatures", 200);
    private static final int AT_ONCE = 50;

    /** The first function of all: more arguments than there are registers, and small ones among the rest. */
    private static final String FIRST =
            "f0: \"fn(a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64, h: u64, i: u8, j: u16)\"";

    @TempDir
    Path folder;

    @Test
    void stubsAndPluginsAgreeOnLinux() throws Exception {
        assertThat(comparisons(Target.AARCH64_LINUX_GNU, JavaCall.Abi.AARCH64_LINUX))
                .as("seed %d", SEED)
                .allSatisfy(c -> assertThat(c.isEqual()).as(c.text()).isTrue());
    }

    /**
     * Apple's convention gives an argument on the stack no more room than it needs. Stubs pass integers of less than four
     * bytes as four, and the JDK lets each struct begin at a whole word. That is all that differs; no library is loaded
     * there yet.
     */
    @Test
    void onMacOsOnlyPackedArgumentsOnTheStackAreElsewhere() throws Exception {
        List<Comparison> comparisons = comparisons(Target.AARCH64_MACOS, JavaCall.Abi.AARCH64_MACOS);
        assertThat(comparisons)
                .as("seed %d", SEED)
                .allSatisfy(c -> assertThat(c.isEqual() || c.differsBehindPackedArgument())
                        .as(c.text())
                        .isTrue());
        assertThat(comparisons.getFirst().isEqual()).isFalse();
    }

    /** The two accounts of one function. */
    private record Comparison(
            String export,
            String types,
            Signature signature,
            FunctionDescriptor shape,
            JavaCall java,
            ClangCall clang) {

        boolean isEqual() {
            return java.parameters().equals(clang.parameters()) && java.result().equals(clang.result());
        }

        /** Whether the first difference is one of packing; all that follow on the stack are moved by it. */
        boolean differsBehindPackedArgument() {
            int first = IntStream.range(0, signature.parameters().size())
                    .filter(i ->
                            !java.parameters().get(i).equals(clang.parameters().get(i)))
                    .findFirst()
                    .orElseThrow();
            return java.result().equals(clang.result())
                    && isOnStack(first)
                    && (IntStream.rangeClosed(0, first).anyMatch(this::isSmallIntegerOnStack)
                            || (signature.parameters().get(first).isStruct()
                                    && IntStream.range(0, first).anyMatch(this::endsWithinWordOfStack)));
        }

        private boolean isSmallIntegerOnStack(int parameter) {
            Value value = signature.parameters().get(parameter);
            return isOnStack(parameter) && !value.isStruct() && value.size() < Integer.BYTES;
        }

        private boolean endsWithinWordOfStack(int parameter) {
            return isOnStack(parameter) && signature.parameters().get(parameter).size() % Long.BYTES != 0;
        }

        private boolean isOnStack(int parameter) {
            return clang.parameters().get(parameter).bytes().getFirst().startsWith("sp+");
        }

        String text() {
            return export + "\n  is described as " + shape + "\n  Java  " + java + "\n  clang " + clang + "\n" + types;
        }
    }

    private List<Comparison> comparisons(Target target, JavaCall.Abi abi) throws IOException {
        Tool.require("clang");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        List<Comparison> comparisons = new ArrayList<>();
        int values = 0;
        for (int done = 0; done < SIGNATURES; done += AT_ONCE) {
            RandomFunctions functions = new RandomFunctions(random, 20);
            List<String> exports = IntStream.range(0, Math.min(AT_ONCE, SIGNATURES - done))
                    .mapToObj(i -> i == 0 ? FIRST : functions.function("f" + i))
                    .toList();
            CheckedDescriptor all = read(functions.descriptor(exports), target);
            Map<String, ClangCall> clang = compiled(all, target);
            assertThat(clang).hasSize(exports.size());
            for (int i = 0; i < exports.size(); i++) {
                Export export = all.descriptor().exports().get(i);
                Signature signature = signature(new Layouts(all, target), export);
                ClangCall c = Optional.ofNullable(clang.get("random_" + export.name()))
                        .orElseThrow();
                FunctionDescriptor shape = shape(functions.descriptor(List.of(exports.get(i))), target);
                List<Long> sizes = Stream.concat(signature.parameters().stream(), signature.result().stream())
                        .map(Value::size)
                        .toList();
                JavaCall java = JavaCall.of(abi, shape, sizes);
                values += sizes.size();
                comparisons.add(
                        new Comparison(exports.get(i), functions.descriptor(List.of()), signature, shape, java, c));
            }
        }
        System.out.printf(
                "calls on %s: seed %d, %d signatures, %d values%n", target.triple(), SEED, SIGNATURES, values);
        return comparisons;
    }

    private static CheckedDescriptor read(String text, Target target) {
        try {
            return Descriptors.require(Descriptors.read("random.yaml", text, List.of(target)));
        } catch (InvalidDescriptorException e) {
            throw new AssertionError("seed " + SEED + ":\n" + text, e);
        }
    }

    private static FunctionDescriptor shape(String text, Target target) {
        return StubShape.of(JavaGenerator.generate(read(text, target), new JavaOptions("random")));
    }

    /** What the generated prototype of an export is made of. */
    private static Signature signature(Layouts layouts, Export export) {
        List<Value> parameters = new ArrayList<>();
        int word = layouts.target().pointerSize();
        for (Parameter parameter : export.signature().parameters()) {
            switch (Passing.of(parameter.type())) {
                case Passing.InTwoWords _ -> {
                    parameters.add(new Value(word, false));
                    parameters.add(new Value(word, false));
                }
                case Passing.ByValue(Type type) -> parameters.add(value(layouts, type));
            }
        }
        Type result = export.signature().result();
        boolean isUnit = result instanceof Type.Unit;
        return switch (export.signature().convention()) {
            case C -> new Signature(parameters, isUnit ? Optional.empty() : Optional.of(value(layouts, result)));
            case CHECKED -> {
                if (!isUnit) {
                    parameters.add(new Value(word, false));
                }
                yield new Signature(parameters, Optional.of(new Value(word, false)));
            }
        };
    }

    private static Value value(Layouts layouts, Type type) {
        boolean isStruct = !(type instanceof Type.Scalar)
                && Words.of(type).size() != 1
                && !layouts.of(type).slots().isEmpty();
        return new Value(layouts.of(type).size(), isStruct);
    }

    /** Compiles a function of the generated prototype for each export. */
    private Map<String, ClangCall> compiled(CheckedDescriptor descriptor, Target target) throws IOException {
        String header = "";
        for (SourceFile file : CGenerator.generate(descriptor).files()) {
            Files.writeString(folder.resolve(file.path()), file.text());
            header = file.path().endsWith(".h") ? file.text() : header;
        }
        StringBuilder source = new StringBuilder("#include \"random.h\"\n");
        Map<String, Signature> signatures = new LinkedHashMap<>();
        for (Export export : descriptor.descriptor().exports()) {
            String name = "random_" + export.name();
            signatures.put(name, signature(new Layouts(descriptor, target), export));
            source.append(definition(header, name));
        }
        Path file = Files.writeString(folder.resolve("functions.c"), source);
        Path output = folder.resolve("functions.mir");
        Tool.run(
                folder,
                "clang",
                "-target",
                target.clangTriple(),
                "-std=c11",
                "-w",
                "-ffreestanding",
                "-nostdlibinc",
                "-isystem",
                Path.of("fixtures/freestanding").toAbsolutePath().toString(),
                "-O0",
                "-S",
                "-mllvm",
                "-stop-after=irtranslator",
                "-o",
                output.toString(),
                file.toString());
        return ClangCall.of(Files.readAllLines(output), signatures);
    }

    private static String definition(String header, String name) {
        String prototype = header.lines()
                .filter(l -> l.startsWith("RDYLIB_EXPORT") && l.contains(name + "("))
                .findFirst()
                .orElseThrow()
                .replaceAll("RDYLIB_(EXPORT|CHECK) ", "")
                .replace(";", "");
        String result = prototype.substring(0, prototype.indexOf(name)).strip();
        return prototype
                + (result.equals("void")
                        ? " {}\n"
                        : " { " + result + " r; __builtin_memset(&r, 0, sizeof r); return r; }\n");
    }
}
