package org.rdylib.conformance.linker;

import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * The checker refuses for a target exactly the signatures that Java's linker there does: of this machine, by linking them;
 * of the others, by what the JDK's arrangers make of them. {@code -Drdylib.seed} and {@code -Drdylib.signatures} choose
 * others, and more of them.
 */
@SuppressWarnings("restricted") // it links nothing but asks whether it could
class LinkerLimitsTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int SIGNATURES = Integer.getInteger("rdylib.signatures", 200);

    /** What the method that the VM calls in the end may have at most: the function's address, and 252 slots more. */
    private static final int MOST_SLOTS = 254;

    private static final List<Kind> KINDS = List.of(
            new Kind("u32", JAVA_INT),
            new Kind("i64", JAVA_LONG),
            new Kind("f32", JAVA_FLOAT),
            new Kind("f64", JAVA_DOUBLE),
            new Kind("&str", JAVA_LONG, JAVA_LONG),
            new Kind("Byte", structLayout(JAVA_BYTE)),
            new Kind("Three", structLayout(JAVA_BYTE, JAVA_BYTE, JAVA_BYTE)),
            new Kind("Four", structLayout(JAVA_SHORT, JAVA_SHORT)),
            new Kind("Six", structLayout(JAVA_SHORT, JAVA_SHORT, JAVA_SHORT)),
            new Kind("Eight", structLayout(JAVA_FLOAT, JAVA_FLOAT)),
            new Kind("Twelve", structLayout(JAVA_INT, JAVA_INT, JAVA_INT)),
            new Kind("Sixteen", structLayout(JAVA_LONG, JAVA_BYTE, paddingLayout(7))),
            new Kind("Twenty", structLayout(sequenceLayout(5, JAVA_INT))),
            new Kind("Floats", structLayout(JAVA_FLOAT, JAVA_FLOAT, JAVA_FLOAT)),
            new Kind("Doubles", structLayout(JAVA_DOUBLE, JAVA_DOUBLE, JAVA_DOUBLE, JAVA_DOUBLE)),
            new Kind("Mixed", structLayout(JAVA_DOUBLE, JAVA_DOUBLE, JAVA_FLOAT, paddingLayout(4))),
            new Kind("Large", structLayout(sequenceLayout(502, JAVA_SHORT))),
            new Kind("Largest", structLayout(sequenceLayout(1008, JAVA_BYTE))),
            new Kind("TooLarge", structLayout(sequenceLayout(1009, JAVA_BYTE))));

    private static final String DESCRIPTOR = """
        abi: 1
        library: limits
        version: 1.0.0
        types:
          Byte: {struct: {a: u8}}
          Three: {struct: {a: "[u8; 3]"}}
          Four: {struct: {a: u16, b: i16}}
          Six: {struct: {a: "(u16, u16, u16)"}}
          Eight: {struct: {a: f32, b: f32}}
          Twelve: {struct: {a: u32, b: i32, c: char}}
          Sixteen: {struct: {a: u64, b: bool}}
          Twenty: {struct: {a: "[u32; 5]"}}
          Floats: {struct: {a: f32, b: "(f32, f32)"}}
          Doubles: {struct: {a: "[f64; 2]", b: "(f64, f64)"}}
          Mixed: {struct: {a: "[f64; 2]", b: f32}}
          Large: {struct: {a: "[u16; 502]"}}
          Largest: {struct: {a: "[u8; 1008]"}}
          TooLarge: {struct: {a: "[u8; 1009]"}}
          Packed: {struct: {a: u8, b: u32}, packed: 1}
          Aligned: {struct: {a: u8}, align: 16}
        exports:
          f: "SIGNATURE"
        """;

    /** A type, and what it is to a linker. */
    private record Kind(String type, List<MemoryLayout> layouts) {
        Kind(String type, MemoryLayout... layouts) {
            this(type, List.of(layouts));
        }
    }

    private record Function(String signature, FunctionDescriptor shape) {}

    @ParameterizedTest
    @EnumSource(names = {"X86_64_LINUX_GNU", "AARCH64_LINUX_GNU", "X86_64_WINDOWS_MSVC", "AARCH64_MACOS"})
    void asManyParametersAreTakenAsTheLinkerTakes(Target target) {
        JavaCall.Abi abi = JavaCall.Abi.of(target).orElseThrow();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int refused = 0;
        for (int i = 0; i < SIGNATURES; i++) {
            Function function = function(random);
            OptionalInt slots = JavaCall.slots(abi, function.shape);
            boolean isFitting = slots.isPresent() && slots.getAsInt() <= MOST_SLOTS;
            String about = "seed %d: %s on %s in %s".formatted(SEED, slots, target.triple(), function.signature);
            if (target == Target.X86_64_LINUX_GNU) {
                assertThat(isLinked(function.shape)).as(about).isEqualTo(isFitting);
            }
            assertThat(isAccepted(function.signature, target)).as(about).isEqualTo(isFitting);
            refused += isFitting ? 0 : 1;
        }
        System.out.printf(
                "linker's limits on %s: seed %d, %d signatures, %d refused%n",
                target.triple(), SEED, SIGNATURES, refused);
        assertThat(refused).isBetween(SIGNATURES / 20, SIGNATURES * 9 / 10);
    }

    /** What the linker has no layout for, or refuses: here by linking, elsewhere by the check that its linker begins with. */
    @ParameterizedTest
    @EnumSource(names = {"X86_64_LINUX_GNU", "AARCH64_LINUX_GNU", "X86_64_WINDOWS_MSVC", "AARCH64_MACOS"})
    void packedAndAlignedStructsArePassedByNoLinker(Target target) {
        MemoryLayout packed = structLayout(JAVA_BYTE, JAVA_INT_UNALIGNED);
        MemoryLayout aligned = structLayout(JAVA_BYTE, paddingLayout(15)).withByteAlignment(16);
        for (MemoryLayout layout : List.of(packed, aligned)) {
            FunctionDescriptor shape = FunctionDescriptor.ofVoid(layout);
            assertThat(JavaCall.refusal(JavaCall.Abi.of(target).orElseThrow(), shape))
                    .isPresent();
            if (target == Target.X86_64_LINUX_GNU) {
                assertThat(isLinked(shape)).isFalse();
            }
        }
        FunctionDescriptor plain = FunctionDescriptor.ofVoid(structLayout(JAVA_BYTE));
        assertThat(JavaCall.refusal(JavaCall.Abi.of(target).orElseThrow(), plain))
                .isEmpty();
        assertThat(isAccepted("fn(a: Byte)", target)).isTrue();
        assertThat(isAccepted("fn(a: Packed)", target)).isFalse();
        assertThat(isAccepted("fn(a: Option<Aligned>)", target)).isFalse();
        assertThat(isAccepted("fn(a: u128)", target)).isFalse();
        assertThat(isAccepted("fn(a: &Packed, b: &Aligned, c: &u128)", target)).isTrue();
    }

    /** A function that Java implements is entered through a stub, which has room for whatever a call has room for. */
    @Test
    void whatIsAcceptedCanBeImplementedToo() {
        for (String result : List.of("", " -> u8")) {
            Optional<MemoryLayout> returned = result.isEmpty() ? Optional.empty() : Optional.of(JAVA_BYTE);
            FunctionDescriptor full = shape(Collections.nCopies(252, JAVA_INT), returned);
            assertThat(isAccepted("extern \"C\" fn(" + parameters(252) + ")" + result, Target.X86_64_LINUX_GNU))
                    .isTrue();
            assertThat(isAccepted("extern \"C\" fn(" + parameters(253) + ")" + result, Target.X86_64_LINUX_GNU))
                    .isFalse();
            try (Arena arena = Arena.ofConfined()) {
                Linker.nativeLinker().upcallStub(MethodHandles.empty(full.toMethodType()), full, arena);
            }
        }
    }

    /** What {@code c:} says is passed counts, and nothing of the signature's that it does not say. */
    @ParameterizedTest
    @EnumSource(names = {"X86_64_LINUX_GNU", "AARCH64_LINUX_GNU", "X86_64_WINDOWS_MSVC", "AARCH64_MACOS"})
    void whatCIsPassedCountsAsItDoesForTheLinker(Target target) {
        JavaCall.Abi abi = JavaCall.Abi.of(target).orElseThrow();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int refused = 0;
        for (int i = 0; i < SIGNATURES; i++) {
            List<String> passed = new ArrayList<>(List.of("f.data", "x.length as c_int", "x.data", "f.code", "return"));
            List<MemoryLayout> layouts = new ArrayList<>(List.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
            // About the limit, which constants alone can reach: addresses of two slots, and numbers of one.
            int numbers = random.nextInt(200);
            int addresses = (243 - numbers + random.nextInt(9) - 4) / 2;
            passed.addAll(Collections.nCopies(numbers, "0 as c_uint"));
            layouts.addAll(Collections.nCopies(numbers, JAVA_INT));
            passed.addAll(Collections.nCopies(addresses, random.nextBoolean() ? "null" : "1 as u64"));
            layouts.addAll(Collections.nCopies(addresses, JAVA_LONG));
            FunctionDescriptor shape = shape(layouts, Optional.of(JAVA_INT));
            OptionalInt slots = JavaCall.slots(abi, shape);
            boolean isFitting = slots.isPresent() && slots.getAsInt() <= MOST_SLOTS;
            String signature = "extern \"C\" fn(x: &[u8], f: &mut dyn FnMut(%s)) -> Result<Packed, c_int>"
                    .formatted(String.join(", ", Collections.nCopies(250, "u32")));
            String entry = "{pass: [%s], ok: 0}".formatted(String.join(", ", passed));
            String about = "seed %d: %s on %s in %s".formatted(SEED, slots, target.triple(), entry);
            if (target == Target.X86_64_LINUX_GNU) {
                assertThat(isLinked(shape)).as(about).isEqualTo(isFitting);
            }
            assertThat(isAccepted(signature, entry, target)).as(about).isEqualTo(isFitting);
            refused += isFitting ? 0 : 1;
        }
        assertThat(refused).isBetween(SIGNATURES / 20, SIGNATURES * 9 / 10);
    }

    /** What C calls is entered with the data that it was given, and the parameters that it passes. */
    @Test
    void aClosureThatCCallsTakesAsMuchAsAStub() {
        String entry = "[f.code, f.data]";
        FunctionDescriptor full =
                shape(Collections.nCopies(250, JAVA_INT), Optional.of(JAVA_INT)).insertArgumentLayouts(0, JAVA_LONG);
        try (Arena arena = Arena.ofConfined()) {
            Linker.nativeLinker().upcallStub(MethodHandles.empty(full.toMethodType()), full, arena);
        }
        assertThat(isAccepted(called(250), entry, Target.X86_64_LINUX_GNU)).isTrue();
        assertThat(isAccepted(called(251), entry, Target.X86_64_LINUX_GNU)).isFalse();
    }

    private static String called(int count) {
        return "extern \"C\" fn(f: &mut dyn FnMut(%s) -> c_int)"
                .formatted(String.join(", ", Collections.nCopies(count, "u32")));
    }

    private static String parameters(int count) {
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            parameters.append(i == 0 ? "" : ", ").append('p').append(i).append(": u32");
        }
        return parameters.toString();
    }

    /** A function about the size of the limit. */
    private static Function function(RandomGenerator random) {
        StringBuilder signature = new StringBuilder();
        List<MemoryLayout> layouts = new ArrayList<>();
        Kind most = KINDS.get(random.nextInt(KINDS.size() - 3));
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(40) : random.nextInt(20, 200);
        for (int i = 0; i < count; i++) {
            Kind kind = random.nextInt(3) != 0
                    ? most
                    : KINDS.get(random.nextInt(random.nextInt(10) == 0 ? KINDS.size() : KINDS.size() - 3));
            signature
                    .append(i == 0 ? "" : ", ")
                    .append('p')
                    .append(i)
                    .append(": ")
                    .append(kind.type);
            layouts.addAll(kind.layouts);
        }
        if (random.nextBoolean()) {
            layouts.add(JAVA_LONG);
            return new Function("fn(" + signature + ") -> Twelve", shape(layouts, Optional.of(JAVA_LONG)));
        }
        return new Function("extern \"C\" fn(" + signature + ")", shape(layouts, Optional.empty()));
    }

    private static FunctionDescriptor shape(List<? extends MemoryLayout> parameters, Optional<MemoryLayout> result) {
        FunctionDescriptor shape = FunctionDescriptor.ofVoid(parameters.toArray(MemoryLayout[]::new));
        return result.map(shape::changeReturnLayout).orElse(shape);
    }

    private static boolean isLinked(FunctionDescriptor shape) {
        try {
            Linker.nativeLinker().downcallHandle(shape);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isAccepted(String signature, String c, Target target) {
        return isWellFormed(
                DESCRIPTOR.replace("\"SIGNATURE\"", "{sig: '" + signature.replace("'", "''") + "', c: " + c + "}"),
                target);
    }

    private static boolean isAccepted(String signature, Target target) {
        return isWellFormed(DESCRIPTOR.replace("SIGNATURE", signature.replace("\"", "\\\"")), target);
    }

    private static boolean isWellFormed(String text, Target target) {
        Checked checked = Descriptors.read("limits.yaml", text, List.of(target));
        checked.diagnostics()
                .forEach(d -> assertThat(d.code().id()).as(d.message()).isEqualTo("RDY0115"));
        return checked.descriptor().isPresent();
    }
}
