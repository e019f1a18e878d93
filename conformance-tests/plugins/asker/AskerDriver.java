package org.rdylib.conformance.asker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Async;

/** A host that gives futures to a library, and looks at the accounts of both sides after each scenario. */
public final class AskerDriver implements PluginChecks {

    /** What the library imports. */
    static final class Host implements Asker.Imports {

        /** What {@code now} answers with. */
        Function<String, Async<Long>> now = zone -> Async.of(CompletableFuture.completedStage((long) zone.length()));

        /** What {@code lines} answers with. */
        CompletableFuture<List<String>> lines = new CompletableFuture<>();

        @Override
        public Async<Long> now(String zone) {
            return now.apply(zone);
        }

        @Override
        public Async<List<String>> lines() {
            return Async.of(lines);
        }
    }

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Host host = new Host();
        Asker asker = Asker.load(library, host);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        Stream.of(new PollChecks(asker), new GivingChecks(asker, host), new RefusalChecks(asker, library))
                .forEach(subject -> subject.addTo(checks));
        return checks;
    }
}
