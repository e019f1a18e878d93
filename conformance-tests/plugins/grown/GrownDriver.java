package org.rdylib.conformance.grown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.verifier.Unload;

/** A host that has all that the newest library asks for. */
public final class GrownDriver implements PluginChecks {

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        for (Unload unload : new Unload[] {Unload.NEVER, Unload.ALLOWED}) {
            String version = "the newest of both, " + unload + ": ";
            checks.put(version + "imports", with(library, unload, new Answers(), GrownDriver::imports));
            checks.put(version + "an object of Java's", with(library, unload, new Answers(), GrownDriver::listener));
            checks.put(version + "an import that throws", () -> throwing(library, unload));
        }
        return checks;
    }

    private static ThrowingCallable with(
            Path library, Unload unload, Growing.Imports imports, Consumer<Growing> check) {
        return () -> {
            try (Growing growing = Growing.load(library, imports, unload)) {
                check.accept(growing);
                assertThat(growing.living()).as("what the library has made").isZero();
            }
        };
    }

    private static class Answers implements Growing.Imports {
        @Override
        public long answer(long n) {
            return n + 1;
        }

        @Override
        public long again(long n) {
            return n * 100;
        }

        @Override
        public long once(long n) {
            return n * 10_000;
        }
    }

    private static void imports(Growing growing) {
        assertThat(growing.ask(5)).isEqualTo(6 + 500 + 50_000);
    }

    private static void listener(Growing growing) {
        Listener own = new Listener() {
            @Override
            public Level heard(Event event, Level level) {
                return level;
            }

            @Override
            public long ended() {
                return 42;
            }

            @Override
            public void close() {}
        };
        assertThat(growing.tell(own)).isEqualTo("calm here 7 9, ended 42");
        assertThat(growing.keep(own)).isEqualTo("calm here 7 9, ended 42");
    }

    private static void throwing(Path library, Unload unload) throws Throwable {
        IllegalStateException thrown = new IllegalStateException();
        Answers answers = new Answers() {
            @Override
            public long again(long n) {
                throw thrown;
            }
        };
        with(
                        library,
                        unload,
                        answers,
                        growing -> assertThatThrownBy(() -> growing.ask(1)).isSameAs(thrown))
                .call();
    }
}
