package org.rdylib.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;

/** What only the library looks into is lent and moved within other values. */
public final class SessionsDriver implements PluginChecks {

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Sessions sessions = Sessions.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.putAll(new WithinChecks(sessions, library).all());
        checks.putAll(new FieldChecks(sessions).all());
        checks.putAll(new MovingChecks(sessions).all());
        checks.putAll(new BehindChecks(sessions).all());
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            HostAccounts ofJava = new HostAccounts();
            check.call();
            assertThat(sessions.living()).as("what the library has made").isZero();
            assertThat(sessions.wrong()).as("what was closed after what it had").isZero();
            ofJava.assertLevel();
        }));
        return accounted;
    }

    static Options options(Db db) {
        return new Options(db, Optional.empty(), 2);
    }

    static Options options(Db db, Db other) {
        return new Options(db, Optional.of(other), 2);
    }
}
