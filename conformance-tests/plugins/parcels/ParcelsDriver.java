package org.rdylib.conformance.parcels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.Pair;

/** A host that takes and gives owned values, and looks at the accounts of both sides after each scenario. */
public final class ParcelsDriver implements PluginChecks {

    private final Host host = new Host();

    private static final class Host implements Parcels.Imports {
        private ThrowingCallable answering = () -> {};

        @Override
        public Pair<String, byte[]> answer(String name, byte[] bytes) {
            try {
                answering.call();
            } catch (RuntimeException | Error thrown) {
                throw thrown;
            } catch (Throwable thrown) {
                throw new AssertionError(thrown);
            }
            assertThat(bytes).containsExactly(1, 2, 3);
            return new Pair<>(name.equals("?") ? ParcelsChecks.UNPAIRED : "hello " + name, new byte[] {4});
        }
    }

    /** What the library asks of its host. */
    private static final class Imports extends ParcelsChecks {
        private final Host host;

        Imports(Parcels parcels, Host host) {
            super(parcels);
            this.host = host;
        }

        @Override
        void addTo(Map<String, ThrowingCallable> checks) {
            put(checks, "an import gives and takes owned values", this::imports);
        }

        private void imports() {
            assertThat(parcels.askHost("you")).isEqualTo("hello you");
            assertThatThrownBy(() -> parcels.askHost("?")).isInstanceOf(IllegalArgumentException.class);
            IllegalStateException thrown = new IllegalStateException("no answer");
            host.answering = () -> {
                throw thrown;
            };
            assertThatThrownBy(() -> parcels.askHost("you")).isSameAs(thrown);
            host.answering = () -> {};
        }
    }

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Parcels parcels = Parcels.load(library, host);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        Stream.of(
                        new ReceivedValues(parcels),
                        new ReceivedObjects(parcels),
                        new EventValues(parcels),
                        new MadeValues(parcels),
                        new Imports(parcels, host))
                .forEach(subject -> subject.addTo(checks));
        return checks;
    }
}
