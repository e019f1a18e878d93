package org.rdylib.conformance.later;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;

/** A host that waits for a library's futures, and looks at the accounts of both sides after each scenario. */
public final class LaterDriver implements PluginChecks {

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Later later = Later.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        Stream.of(
                        new JoinChecks(later),
                        new StartChecks(later),
                        new CancelChecks(later),
                        new BorrowChecks(later),
                        new CloseChecks(later, library))
                .forEach(subject -> subject.addTo(checks));
        return checks;
    }
}
