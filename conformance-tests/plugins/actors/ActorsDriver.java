package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.actors.OwnActors.Own;
import org.rdylib.conformance.actors.OwnActors.Refused;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.OtherLibraryException;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.SpentClosureException;

/** A host that gives objects and closures of its own, takes the library's, and looks at both accounts after each scenario. */
public final class ActorsDriver implements PluginChecks {

    private interface Inspection {
        long inspect(Counter counter, Optional<Counter> given, Actors.InspectStep step);
    }

    private final class Host implements Actors.Imports {
        @Override
        public Counter make(long start) {
            made = new Own(start);
            return made;
        }

        @Override
        public long inspect(Counter counter, Optional<Counter> given, Actors.InspectStep step) {
            return inspection.inspect(counter, given, step);
        }
    }

    private Actors actors;
    private Own made = new Own(0);
    private Inspection inspection = (counter, given, step) -> 0;

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        actors = Actors.load(library, new Host());
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>(new ObjectChecks(actors).all());
        checks.putAll(new ClosureChecks(actors).all());
        checks.putAll(new HoldingChecks(actors).all());
        checks.putAll(new DropChecks(actors).all());
        checks.putAll(new KeepingChecks(actors).all());
        checks.putAll(new MissingChecks(actors).all());
        checks.putAll(new OwnedChecks(actors).all());
        checks.put("an object of another library's is refused", () -> ofAnother(library));
        checks.put("what a callback is lent and given", this::inspected);
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            HostAccounts ofJava = new HostAccounts();
            check.call();
            actors.release();
            assertThat(actors.living()).as("what the library has made").isZero();
            ofJava.assertLevel();
        }));
        return accounted;
    }

    /** The file is loaded again, from a copy: its types are the same, and what it makes is another library's. */
    private void ofAnother(Path library) throws IOException {
        Path copy = library.resolveSibling("copy.so");
        Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
        try (Actors other = Actors.load(copy, new Host());
                Counter counter = other.counter();
                Total total = other.shared(3)) {
            Own own = new Own(1);
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> actors.drive(counter, 1),
                    () -> actors.wrap(counter),
                    () -> actors.join(new Team("mixed", List.of(own, counter))),
                    () -> actors.same(total),
                    () -> actors.sum(List.of(total, total)))) {
                assertThatExceptionOfType(OtherLibraryException.class).isThrownBy(call);
            }
            assertThat(own.closed).as("what was not given").isZero();
            assertThat(counter.add(2)).isEqualTo(2);
            assertThat(total.total()).isEqualTo(3);
            assertThat(other.living()).isEqualTo(2);
        }
        try (Actors other = Actors.load(copy, new Host())) {
            assertThat(other.living()).isZero();
        }
    }

    private void inspected() {
        AtomicReference<Counter> kept = new AtomicReference<>();
        AtomicReference<Counter> lent = new AtomicReference<>();
        inspection = (counter, given, step) -> {
            lent.set(counter);
            given.ifPresent(kept::set);
            counter.add(100);
            long stepped = step.call(1);
            assertThatExceptionOfType(SpentClosureException.class).isThrownBy(() -> step.call(1));
            return stepped;
        };
        assertThat(actors.borrowing(0)).isEqualTo(2 + 101);
        assertThat(made.count).isEqualTo(1);
        assertThat(made.closed).isEqualTo(1);
        assertThat(kept.get()).isNull();
        assertThatExceptionOfType(RegionClosedException.class)
                .isThrownBy(() -> lent.get().total());
        assertThat(actors.borrowing(5)).isEqualTo(2 + 106);
        try (Counter own = kept.get()) {
            assertThat(own.total()).isEqualTo(7);
        }
        inspection = (counter, given, step) -> {
            given.ifPresent(Counter::close);
            step.close();
            throw new Refused();
        };
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> actors.borrowing(1));
        inspection = (counter, given, step) -> {
            given.ifPresent(Counter::close);
            assertThatExceptionOfType(ObjectSharedException.class).isThrownBy(() -> counter.finish());
            step.close();
            return 0;
        };
        assertThat(actors.borrowing(1)).isEqualTo(2);
        AtomicReference<Total> view = new AtomicReference<>();
        inspection = (counter, given, step) -> {
            given.ifPresent(Counter::close);
            view.set(counter.view());
            step.close();
            return view.get().total();
        };
        assertThat(actors.borrowing(1)).isEqualTo(2 + 2);
        assertThatExceptionOfType(ObjectDroppedException.class)
                .as("what was made of what was lent")
                .isThrownBy(() -> view.get().total());
    }
}
