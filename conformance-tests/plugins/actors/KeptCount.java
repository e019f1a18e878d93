package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;

import org.rdylib.loader.stub.HostTargets;

/** How many of Java's objects and closures the library has, but for what other hosts of this process have given it before. */
final class KeptCount {

    private final long before = HostTargets.living();

    void assertIs(int count) {
        assertThat(HostTargets.living() - before)
                .as("what the library has of Java's")
                .isEqualTo(count);
    }
}
