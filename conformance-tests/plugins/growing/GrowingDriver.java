package org.rdylib.conformance.growing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.AbsentFunctionException;
import org.rdylib.loader.stub.Making;
import org.rdylib.verifier.Unload;

/** A host that asks whether a library is new enough, and one that does not ask. */
public final class GrowingDriver implements PluginChecks {

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        boolean newer = library.toString().contains("newer");
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        for (Unload unload : new Unload[] {Unload.NEVER, Unload.ALLOWED}) {
            Growing growing = Growing.load(library, unload);
            String version = (newer ? "newer" : "older") + ", " + unload + ": ";
            checks.put(version + "an optional export", () -> export(growing, newer));
            checks.put(version + "an optional method", () -> method(growing, newer));
            checks.put(version + "a leaf", () -> leaf(growing));
            checks.put(version + "is closed", growing::close);
        }
        return checks;
    }

    private static void export(Growing growing, boolean newer) {
        long made = Making.living();
        assertThat(growing.hasMore()).isEqualTo(newer);
        if (newer) {
            assertThat(growing.more("four")).isEqualTo(4);
        } else {
            assertThatExceptionOfType(AbsentFunctionException.class)
                    .isThrownBy(() -> growing.more("four"))
                    .withMessage("growing has no more");
        }
        assertThat(Making.living()).as("what was given, or not, is gone").isEqualTo(made);
    }

    private static void method(Growing growing, boolean newer) {
        try (Counter counter = growing.counter(3)) {
            assertThat(counter.total()).isEqualTo(3);
            assertThat(counter.hasReset()).isEqualTo(newer);
            if (newer) {
                assertThat(counter.reset()).isEqualTo(3);
                assertThat(counter.total()).isZero();
            } else {
                assertThatExceptionOfType(AbsentFunctionException.class)
                        .isThrownBy(counter::reset)
                        .withMessageContaining("has no Counter.reset");
                assertThat(counter.total()).isEqualTo(3);
            }
        }
    }

    private static void leaf(Growing growing) {
        assertThat(growing.sum(4_000_000_000L, 5)).isEqualTo(4_000_000_005L);
    }
}
