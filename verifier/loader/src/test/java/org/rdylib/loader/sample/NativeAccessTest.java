package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.testing.ChildJvm;
import org.rdylib.loader.testing.ChildProcess;

class NativeAccessTest {

    @Test
    void aJvmWithoutNativeAccessIsToldTheOption() {
        ChildProcess.Outcome outcome = ChildJvm.run(
                List.of("--illegal-native-access=deny"),
                WithoutNativeAccess.class,
                SampleLibrary.copy().toString());
        assertThat(outcome.output())
                .isEqualTo("native access is not enabled for the loader: start the JVM with"
                        + " --enable-native-access=ALL-UNNAMED\n");
        assertThat(outcome.exit()).isZero();
    }
}
