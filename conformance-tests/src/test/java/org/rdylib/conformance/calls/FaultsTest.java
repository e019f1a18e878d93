package org.rdylib.conformance.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Faults in what is generated are found by the calls, and told by function, parameter, field and byte. */
class FaultsTest {

    private static final String BOUNDARY = RandomBoundary.HEAD + """
          S: {struct: {f0: u16, f1: u16, f2: u32}}
          G: {struct: {g0: u8, g1: u8, g2: u32}}
          E: {enum: {A: 5, B: 6, C: 7}, repr: u16}
        exports:
          right: "fn(p0: u32, p1: u32, p2: (u8, u32), p3: &str) -> u64"
          two: "fn(p0: u32, p1: u32) -> u64"
          part: "fn(p0: S) -> S"
          gap: "fn(p0: G) -> G"
          behind: "fn(p0: &mut [S])"
          tag: "fn(p0: E, p1: E) -> E"
          back: "fn(p0: &mut dyn FnMut(u64, S) -> u64)"
          text: "fn(p0: &str, p1: &[u16]) -> String"
        """;

    // What is loaded stays loaded.
    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static List<String> foundInC;

    @BeforeAll
    static void plantFaults() throws Exception {
        Stream<UnaryOperator<String>> faults = Stream.of(
                replacing("two(uint32_t p0, uint32_t p1", "two(uint32_t p1, uint32_t p0"),
                replacing("  uint16_t f0;\n  uint16_t f1;", "  uint16_t f1;\n  uint16_t f0;"),
                replacing("  uint8_t g0;\n  uint8_t g1;", "  uint8_t g0;\n  uint8_t gap;\n  uint8_t g1;"),
                replacing("calls_E_A = 5,\n  calls_E_B = 6,", "calls_E_A = 6,\n  calls_E_B = 5,"),
                replacing(
                        "size_t p0_length, const uint16_t *p1, size_t p1_",
                        "size_t p1_length, const uint16_t *p1, size_t p0_"),
                header -> header.replaceAll("(?m)^RDYLIB_ASSERT\\(.*\\);$", ""));
        UnaryOperator<String> all = faults.reduce((one, other) -> text -> other.apply(one.apply(text)))
                .orElseThrow();
        foundInC = Trial.of(BOUNDARY, Side.C, folder.resolve("c"), all).found();
    }

    /** The same text with one thing in it replaced, which must be there. */
    static UnaryOperator<String> replacing(String one, String other) {
        return text -> {
            assertThat(text).contains(one);
            return text.replace(one, other);
        };
    }

    private static List<String> found(String export) {
        return foundInC.stream().filter(f -> f.contains(" " + export + "(")).toList();
    }

    @Test
    void whereThereIsNoFaultNoneIsFound() {
        assertThat(foundInC).noneMatch(f -> f.contains("right("));
    }

    @Test
    void twoParametersThatAreSwapped() {
        assertThat(found("two")).hasSize(2);
        assertThat(found("two").getFirst())
                .startsWith("the plugin got two(p0) byte 0: ")
                .endsWith("those bytes belong to two(p1)");
        assertThat(found("two").getLast())
                .startsWith("the plugin got two(p1) byte 0: ")
                .endsWith("those bytes belong to two(p0)");
    }

    @Test
    void twoParametersThatAreSwappedInRust() throws Exception {
        List<String> found = Trial.of(
                        BOUNDARY,
                        Side.RUST,
                        folder.resolve("rust"),
                        replacing("calls_two(p0: u32, p1: u32", "calls_two(p1: u32, p0: u32"))
                .found();
        assertThat(found).hasSize(2);
        assertThat(found.getFirst())
                .startsWith("the plugin got two(p0) byte 0: ")
                .endsWith("those bytes belong to two(p1)");
    }

    @Test
    void fieldsThatAreSwapped() {
        assertThat(found("part"))
                .anyMatch(f -> f.matches("the plugin got part\\(p0\\)\\.f0 byte .: .*belong to part\\(p0\\)\\.f1"))
                .anyMatch(f -> f.matches("Java got part\\(\\)\\.f1 byte .: .*belong to part\\(\\)\\.f0"));
        assertThat(found("back")).anyMatch(f -> f.startsWith("Java got back(p0)(q1).f0 byte "));
        assertThat(found("behind"))
                .anyMatch(f -> f.startsWith("the plugin got behind(p0)[0].f0 byte "))
                .anyMatch(f -> f.startsWith("Java got behind(p0)'[0].f0 byte "));
    }

    @Test
    void aFieldThatIsAByteFurtherOn() {
        assertThat(found("gap"))
                .hasSize(2)
                .anyMatch(f -> f.startsWith("the plugin got gap(p0).g1 byte 0: "))
                .anyMatch(f -> f.startsWith("Java got gap().g1 byte 0: "));
    }

    @Test
    void aTagThatIsWrong() {
        assertThat(found("tag"))
                .isNotEmpty()
                .allMatch(f -> f.matches("the plugin got tag\\(p[01]\\)# byte 0: 0[56]0+ instead of 0[56]0+")
                        || f.matches("Java got tag\\(\\)# [01] instead of [01]"));
    }

    @Test
    void aLengthThatIsAnothers() {
        assertThat(found("text"))
                .anyMatch(f -> f.startsWith("the plugin got text(p0) byte "))
                .anyMatch(f -> f.startsWith("the plugin got text(p1)# byte 0: "));
    }
}
