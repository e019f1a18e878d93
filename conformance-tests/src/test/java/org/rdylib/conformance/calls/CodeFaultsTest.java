package org.rdylib.conformance.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Faults in what is generated for objects, functions, closures and types that grow are found by the calls, too: in what is
 * passed to the one that was given, by either side, and in what the copies have in common or have not.
 */
class CodeFaultsTest {

    private static final String BOUNDARY = RandomBoundary.HEAD + """
          A: {evolves: append, struct: {f0: u32, f1: u32}}
          G: {evolves: append, storage: 16, enum: {V0: "(u32, u32)", V1: }}
        interfaces:
          I:
            methods:
              m0: "fn(&self, q0: u32, q1: u32) -> u64"
        exports:
          right: "fn(p0: &mut dyn I, p1: Box<dyn FnMut(u32) -> u32>, p2: fn(u8) -> u32) -> Arc<dyn I>"
          object: "fn(p0: &dyn I)"
          made: "fn() -> Box<dyn I>"
          function: "fn() -> fn(u32, u32) -> u64"
          called: "fn(p0: fn(u32, u32, u8))"
          closure: "fn() -> Box<dyn Fn(u32, u32) -> u64>"
          shared: "fn(p0: Arc<dyn Fn(u32, u32, u16) -> u64>)"
          variant: "fn(p0: G) -> G"
          grown: "fn(p0: &A) -> Box<A>"
        """;

    // What is loaded stays loaded.
    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static List<String> foundInC;
    private static List<String> foundInRust;

    @BeforeAll
    static void plantFaults() throws Exception {
        String longer =
                BOUNDARY.replace("f1: u32}}", "f1: u32, f2: {type: u64, default: 5}, f3: {type: u64, default: 6}}}");
        foundInC = Trial.of(
                        BOUNDARY,
                        longer,
                        Side.C,
                        folder.resolve("c"),
                        all(List.of(
                                swapped(
                                        "calls_I_m0(const void *self, const calls_I_table *self_table, ",
                                        "uint32_t q",
                                        ", "),
                                swapped("(*calls_function_result)(", "uint32_t a", ", "),
                                FaultsTest.replacing(
                                        "(*calls_called_p0)(uint32_t a0", "(*calls_called_p0)(uint16_t a0"),
                                swapped(
                                        "calls_closure_result_call(void *self, const calls_closure_result_table"
                                                + " *self_table, ",
                                        "uint32_t a",
                                        ", "),
                                swapped("self_table->call(self, ", "a", ", a2, "),
                                FaultsTest.replacing(
                                        "calls_G_V0 = 0,\n  calls_G_V1 = 1", "calls_G_V0 = 1,\n  calls_G_V1 = 0"),
                                swapped("", "  uint32_t f", ";\n"),
                                FaultsTest.replacing(
                                        "  uint64_t f2;\n  uint64_t f3;", "  uint64_t f3;\n  uint64_t f2;"),
                                header -> header.replaceAll("(?m)^RDYLIB_ASSERT\\(.*\\);$", ""))))
                .found();
        foundInRust = Trial.of(
                        BOUNDARY,
                        longer,
                        Side.RUST,
                        folder.resolve("rust"),
                        all(List.of(
                                swapped("<T as I>::m0(&*data.cast::<T>(), ", "q", ")"),
                                swapped("call(object.data, ", "q", ", out)"),
                                swapped("rt::zero_sized::<G_>()(", "a", ")"),
                                swapped("rt::leave_unit(|| call(", "a", ", a2)"),
                                swapped("(*data.cast::<F>())(", "a", ")"),
                                swapped("call(object.data, ", "a", ", a2, out)"),
                                FaultsTest.replacing(
                                        "V0(u32, u32) = 0,\n        V1 = 1,", "V0(u32, u32) = 1,\n        V1 = 0,"),
                                FaultsTest.replacing(
                                        "pub f0: u32,\n        pub f1: u32,", "pub f1: u32,\n        pub f0: u32,"),
                                FaultsTest.replacing(
                                        "pub f2: u64,\n        pub f3: u64,", "pub f3: u64,\n        pub f2: u64,"),
                                module -> module.replaceAll("(?m)^ *::core::assert!\\(.*offset_of!\\(A, .*\\);$", ""))))
                .found();
    }

    private static UnaryOperator<String> all(List<UnaryOperator<String>> faults) {
        return faults.stream()
                .reduce((one, other) -> text -> other.apply(one.apply(text)))
                .orElseThrow();
    }

    /** What is called 0 and what is called 1, the other way about. */
    private static UnaryOperator<String> swapped(String before, String name, String after) {
        String between = after.startsWith(";") ? ";\n" : ", ";
        return FaultsTest.replacing(
                before + name + "0" + between + name + "1" + after, before + name + "1" + between + name + "0" + after);
    }

    private static List<String> found(Side side, String export) {
        return (side == Side.C ? foundInC : foundInRust)
                .stream().filter(f -> f.contains(" " + export + "(")).toList();
    }

    private static void isFound(Side side, String export, String who, String place) {
        String path = export + place;
        assertThat(found(side, export))
                .hasSize(2)
                .anySatisfy(f -> assertThat(f)
                        .startsWith(who + " got " + path + "0) byte ")
                        .endsWith("those bytes belong to " + path + "1)"))
                .anySatisfy(f -> assertThat(f)
                        .startsWith(who + " got " + path + "1) byte ")
                        .endsWith("those bytes belong to " + path + "0)"));
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNoFaultNoneIsFound(Side side) {
        assertThat(found(side, "right")).noneMatch(f -> !f.contains(".m0("));
    }

    @ParameterizedTest
    @EnumSource
    void argumentsOfAMethodThatAreSwapped(Side side) {
        isFound(side, "object", "Java", "(p0).m0(q");
        isFound(side, "made", "the plugin", "().m0(q");
    }

    @ParameterizedTest
    @EnumSource
    void argumentsOfAFunctionThatAreSwapped(Side side) {
        isFound(side, "function", "the plugin", "()(q");
    }

    @Test
    void argumentsOfAFunctionOfJavasThatAreNotWhole() {
        assertThat(found(Side.C, "called")).hasSize(1).allMatch(f -> f.startsWith("Java got called(p0)(q0) byte 2: "));
        isFound(Side.RUST, "called", "Java", "(p0)(q");
    }

    @ParameterizedTest
    @EnumSource
    void argumentsOfAClosureThatAreSwapped(Side side) {
        isFound(side, "closure", "the plugin", "()(q");
        isFound(side, "shared", "Java", "(p0)(q");
    }

    @ParameterizedTest
    @EnumSource
    void variantsThatAreSwapped(Side side) {
        assertThat(found(side, "variant"))
                .isNotEmpty()
                .allMatch(f -> f.matches("(the plugin|Java) got variant\\((p0)?\\)# .*"));
    }

    @ParameterizedTest
    @EnumSource
    void fieldsThatAreSwappedInAStructThatHasGrown(Side side) {
        assertThat(found(side, "grown"))
                .anyMatch(f -> f.matches("the plugin got grown\\(p0\\)\\.\\*\\.f0 byte .*belong to .*f1"))
                .anyMatch(f -> f.matches("Java got grown\\(\\)\\.\\*\\.f1 byte .*belong to .*f0"));
    }

    @ParameterizedTest
    @EnumSource
    void aDefaultThatIsAnotherFields(Side side) {
        assertThat(found(side, "grown"))
                .anyMatch(f ->
                        f.equals("the plugin got grown(p0).*.f2 byte 0: 0600000000000000 instead of 0500000000000000"));
    }
}
