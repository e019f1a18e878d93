package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;

/** The host of a plugin, which is compiled by the test and known to it as this. */
public interface PluginChecks {

    /** What holds of the library, each with a name. */
    Map<String, ThrowingCallable> checks(Path library);

    /** The same, each as a test of its own. */
    default Stream<DynamicTest> tests(Path library) {
        return checks(library).entrySet().stream().map(PluginChecks::test);
    }

    /** A check as a test. */
    static DynamicTest test(Map.Entry<String, ThrowingCallable> check) {
        return DynamicTest.dynamicTest(check.getKey(), () -> check.getValue().call());
    }
}
