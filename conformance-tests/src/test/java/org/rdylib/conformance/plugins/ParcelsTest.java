package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Owned values cross the boundary in both directions, and each is freed by its maker once, whatever comes in between: the
 * plugin counts what it allocates, and knows what is freed twice.
 */
class ParcelsTest {

    private static final Path DESCRIPTOR =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/parcels.yaml");

    @TestFactory
    Stream<DynamicTest> ownedValuesAreFreedOnce(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "parcels");
    }
}
