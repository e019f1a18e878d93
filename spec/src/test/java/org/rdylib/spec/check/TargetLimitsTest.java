package org.rdylib.spec.check;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.spec.Code;
import org.rdylib.spec.layout.Target;

/**
 * What is refused on some targets and not on others. That the limits are those of Java's linkers is held against the JDK
 * by the conformance tests.
 */
class TargetLimitsTest {

    private static final String TEXT = """
        abi: 1
        library: sample
        version: 1.0.0
        types:
          Bytes1008: {struct: {bytes: "[u8; 1008]"}}
          Bytes1016: {struct: {bytes: "[u8; 1016]"}}
          Bytes16: {struct: {a: u64, b: u8}}
          Bytes20: {struct: {a: u32, b: "[u64; 2]"}, packed: 4}
          Doubles: {struct: {a: f64, b: "[f64; 3]"}}
          FiveFloats: {struct: {a: "[f32; 5]"}}
          Wide: {struct: {a: u8}, align: 32}
        exports:
          f: "SIGNATURE"
        """;

    private static final String JAVA = "x86_64-linux-gnu aarch64-linux-gnu x86_64-windows-msvc aarch64-macos";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fn(a: Bytes1008)                    | ''                                             | ''
        fn(a: Bytes1016)                    | x86_64-linux-gnu                               | RDY0115
        fn(a: &Bytes1016) -> Bytes1016      | ''                                             | ''
        fn(a: Bytes20)                      | JAVA                                           | RDY0115
        fn(a: Wide)                         | JAVA                                           | RDY0115
        extern "C" fn() -> u128             | JAVA i686-linux-gnu                            | RDY0115 RDY0124
        fn(a: &u128)                        | i686-linux-gnu                                 | RDY0124
        fn(a: &[Option<(i128, u8)>])        | i686-linux-gnu                                 | RDY0124
        fn(a: &dyn Fn(&u128) -> bool)       | i686-linux-gnu                                 | RDY0124
        fn(a: Option<[u8; 2147483647]>)     | x86_64-linux-gnu i686-linux-gnu wasm32         | RDY0115 RDY0004
        """)
    void isRefusedExactlyOn(String signature, String targets, String codes) {
        List<String> refusing = List.of(targets.replace("JAVA", JAVA).split(" ", -1));
        Set<String> found = new HashSet<>();
        for (Target target : Target.values()) {
            Checked checked = Descriptors.read("sample.yaml", text(signature), List.of(target));
            boolean isRefused = refusing.contains(target.triple());
            assertThat(checked.descriptor().isEmpty())
                    .as("%s on %s: %s", signature, target.triple(), checked.diagnostics())
                    .isEqualTo(isRefused);
            checked.diagnostics().forEach(d -> {
                assertThat(d.message()).contains(target.triple());
                found.add(d.code().id());
            });
        }
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(codes.isEmpty() ? Set.of() : Set.of(codes.split(" ", -1)));
    }

    /** How many arguments of a kind the linkers take: 252 slots, of 4 bytes each. */
    @ParameterizedTest
    @CsvSource({
        "u32, 252, 252, 252, 252",
        "u64, 126, 126, 126, 126",
        "f32, 252, 252, 252, 252",
        "&str, 63, 63, 63, 63",
        "Bytes16, 63, 63, 126, 63", // two eightbytes; by address on Windows
        "Doubles, 31, 31, 126, 31", // four eightbytes, four registers on arm64; by address on Windows
        "FiveFloats, 50, 126, 126, 126", // 20 bytes: five slots; too many for arm64's registers
        "Bytes1008, 1, 126, 126, 126",
    })
    void asManyArgumentsAreTakenAsTheLinkerHasSlotsFor(String type, int linux, int arm, int windows, int mac) {
        assertThat(greatestCount(type, Target.X86_64_LINUX_GNU)).isEqualTo(linux);
        assertThat(greatestCount(type, Target.AARCH64_LINUX_GNU)).isEqualTo(arm);
        assertThat(greatestCount(type, Target.X86_64_WINDOWS_MSVC)).isEqualTo(windows);
        assertThat(greatestCount(type, Target.AARCH64_MACOS)).isEqualTo(mac);
        // Of references not so many that a signature could not tell their lifetimes apart.
        int more = Math.min(300, 4 * mac);
        assertThat(isFine(type, more, Target.I686_LINUX_GNU)).isTrue();
        assertThat(isFine(type, more, Target.WASM32)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aStructIsAlignedToNoMoreThanTheTargetDoes(Target target) {
        Checked greatest = aligned(target.greatestAlign(), target);
        assertThat(greatest.descriptor()).as("%s", greatest.diagnostics()).isPresent();
        assertThat(aligned(1 << 28, target).descriptor().isPresent()).isEqualTo(target.greatestAlign() == 1 << 28);
    }

    @Test
    void anAlignmentThatATargetHasNotIsReportedWhereTheStructIs() {
        Checked checked = aligned(16384, Target.X86_64_WINDOWS_MSVC);
        assertThat(checked.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.NOT_ON_TARGET);
            assertThat(d.place().line()).isEqualTo(5);
            assertThat(d.message())
                    .isEqualTo("x86_64-windows-msvc has no `align: 16384`: its C compilers align to no more than 8192");
            assertThat(d.help()).contains("write `align: 8192`");
        });
    }

    private static Checked aligned(int align, Target target) {
        String text = """
            abi: 1
            library: sample
            version: 1.0.0
            types:
              Aligned: {struct: {a: u8}, align: %d}
            exports: {f: "fn(a: &Aligned)"}
            """.formatted(align);
        return Descriptors.read("sample.yaml", text, List.of(target));
    }

    @Test
    void whatSeveralTargetsRefuseIsReportedOnce() {
        Checked checked = Descriptors.read("sample.yaml", text("fn(a: Wide, b: Bytes1016)"), List.of(Target.values()));
        assertThat(checked.diagnostics()).hasSize(2);
        assertThat(checked.descriptor()).isEmpty();
    }

    @Test
    void aCheckedDescriptorKnowsItsTargets() {
        List<Target> targets = List.of(Target.WASM32, Target.AARCH64_MACOS);
        Checked checked = Descriptors.read("sample.yaml", text("fn()"), targets);
        assertThat(checked.descriptor().orElseThrow().targets()).isEqualTo(targets);
    }

    private static int greatestCount(String type, Target target) {
        int least = 1;
        int beyond = 300;
        while (beyond - least > 1) {
            int middle = (least + beyond) / 2;
            if (isFine(type, middle, target)) {
                least = middle;
            } else {
                beyond = middle;
            }
        }
        return least;
    }

    private static boolean isFine(String type, int count, Target target) {
        String parameters =
                IntStream.range(0, count).mapToObj(i -> "a" + i + ": " + type).collect(joining(", "));
        return Descriptors.read("sample.yaml", text("fn(" + parameters + ")"), List.of(target))
                .descriptor()
                .isPresent();
    }

    private static String text(String signature) {
        return TEXT.replace("SIGNATURE", signature.replace("\"", "\\\""));
    }
}
