package org.rdylib.loader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.loader.UnlinkableLibraryException;
import org.rdylib.spec.Code;
import org.rdylib.spec.layout.Target;

/** What JVMs call the systems and machines that they run on: {@code os.name} and {@code os.arch} of OpenJDK's builds. */
class RunningTargetTest {

    @ParameterizedTest
    @CsvSource({"Linux, amd64, X86_64_LINUX_GNU", "Linux, aarch64, AARCH64_LINUX_GNU"})
    void aLinuxLoadsTheLibrariesOfItsOwnTarget(String system, String architecture, Target target) {
        assertThat(RunningTarget.of(system, architecture)).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X, aarch64",
        "Windows 11, amd64",
        "Linux, i386",
        "Linux, x86",
        "Linux, arm",
        "Linux, ppc64le",
        "Linux, riscv64",
        "FreeBSD, amd64",
        "'', ''"
    })
    void anyOtherIsRefusedByNameWithWhatThereIs(String system, String architecture) {
        assertThatExceptionOfType(UnlinkableLibraryException.class)
                .isThrownBy(() -> RunningTarget.of(system, architecture))
                .withMessageContaining(system + " " + architecture)
                .withMessageContaining("x86_64 and aarch64")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OTHER_MACHINE));
    }

    @Test
    void theTargetIsFoundUnderEveryLocale() {
        java.util.Locale before = java.util.Locale.getDefault();
        try {
            java.util.Locale.setDefault(java.util.Locale.of("tr"));
            assertThat(RunningTarget.of("LINUX", "amd64")).isEqualTo(Target.X86_64_LINUX_GNU);
        } finally {
            java.util.Locale.setDefault(before);
        }
    }
}
