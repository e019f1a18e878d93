package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The host of a plugin, which is compiled by the test and known to it as this. */
public interface PluginChecks {

    /** What holds of the library, each with a name. */
    Map<String, ThrowingCallable> checks(Path library);
}
