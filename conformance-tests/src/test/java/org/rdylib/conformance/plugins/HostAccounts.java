package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import org.rdylib.loader.stub.HostTargets;
import org.rdylib.loader.stub.Making;

/** What libraries have of Java's, when this is made. A check leaves it as it was. */
public final class HostAccounts {

    private final long targets = HostTargets.living();
    private final long refused = HostTargets.refused();
    private final long pieces = Making.living();
    private final long frees = Making.refused();

    /** Whether they have what they had then, and have asked for nothing else. */
    public void assertLevel() throws InterruptedException {
        assertLevel(0);
    }

    /**
     * The same of a library that misbehaves.
     *
     * @param refusals how many times since it has asked something of what is gone
     */
    public void assertLevel(long refusals) throws InterruptedException {
        System.gc(); // what only a cleaner ends has ended, too, and nothing of it twice
        OtherThread.await(() -> HostTargets.living() == targets);
        assertThat(HostTargets.living()).as("what the library has of Java's").isEqualTo(targets);
        assertThat(HostTargets.refused())
                .as("what it has asked of what is gone")
                .isEqualTo(refused + refusals);
        assertThat(Making.living()).as("memory that it has of Java's").isEqualTo(pieces);
        assertThat(Making.refused()).as("what it has freed in vain").isEqualTo(frees);
    }
}
