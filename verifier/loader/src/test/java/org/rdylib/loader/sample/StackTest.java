package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.testing.ChildJvm;
import org.rdylib.loader.testing.ChildProcess;

class StackTest {

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-Xshare:auto"})
    void anExhaustedStackIsAnErrorAndNotTheEndOfTheJvm(String mode) {
        ChildProcess.Outcome outcome = ChildJvm.run(
                List.of("--enable-native-access=ALL-UNNAMED", mode),
                DeepRecursion.class,
                SampleLibrary.copy().toString());
        assertThat(outcome.output()).endsWith("survived 2\n");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void noUseOfARegionIsBegunThatCouldNotBeEnded() {
        ChildProcess.Outcome outcome = ChildJvm.run(List.of("--enable-native-access=ALL-UNNAMED"), DeepReads.class);
        assertThat(outcome.output()).endsWith("survived, and 0 regions are in use\n");
        assertThat(outcome.exit()).isZero();
    }

    /** Which methods the compiler has put into which differs from run to run: before it was so, each of six failed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsBegunWhereLittleStackIsLeftIsEnded(long seed) {
        ChildProcess.Outcome outcome =
                ChildJvm.run(List.of("--enable-native-access=ALL-UNNAMED"), DeepReturns.class, Long.toString(seed));
        assertThat(outcome.output()).endsWith("survived, and 0 of 60 rounds left something in use\n");
        assertThat(outcome.exit()).isZero();
    }
}
