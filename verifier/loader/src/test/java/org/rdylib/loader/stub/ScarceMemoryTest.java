package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.testing.ChildJvm;
import org.rdylib.loader.testing.ChildProcess;

class ScarceMemoryTest extends MarkedLibraries {

    @Test
    void whatCannotBePassedForLackOfMemoryCanBeLater() {
        ChildProcess.Outcome outcome = ChildJvm.run(
                List.of("--enable-native-access=ALL-UNNAMED", "-Xmx16m", "-XX:+UseSerialGC", "-XX:-UseTLAB", "-Xint"),
                ScarceMemory.class,
                tiny().toString());
        assertThat(outcome.output()).isEqualTo("refused often\n");
        assertThat(outcome.exit()).isZero();
    }
}
