package org.rdylib.conformance.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.actors.OwnActors.Own;
import org.rdylib.conformance.actors.OwnActors.Refused;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.RegionClosedException;

/** References to objects and closures that may be missing. */
final class MissingChecks {

    private final Actors actors;
    private final KeptCount held = new KeptCount();

    MissingChecks(Actors actors) {
        this.actors = actors;
    }

    /** Each with its name. */
    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("references may be missing", this::missing);
        checks.put("references that are kept may be missing", this::perhaps);
        checks.put("a callback is lent what may be missing", this::offered);
        return checks;
    }

    private void missing() {
        assertThat(actors.either(Optional.empty(), Optional.empty())).isZero();
        Own own = new Own(3);
        assertThat(actors.either(Optional.of(own), Optional.of(n -> 2 * n))).isEqualTo(8);
        assertThat(actors.either(Optional.empty(), Optional.of(n -> n + 7))).isEqualTo(7);
        try (Counter counter = actors.counter()) {
            assertThat(actors.either(Optional.of(counter), Optional.of(n -> {
                        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(counter::total);
                        return n;
                    })))
                    .isEqualTo(1);
            assertThat(counter.total()).isEqualTo(1);
        }
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> actors.either(Optional.empty(), Optional.of(_ -> {
                    throw new Refused();
                })));
    }

    private void perhaps() {
        try (Total none = actors.perhaps(Optional.empty(), Optional.empty())) {
            assertThat(none.total()).isZero();
            held.assertIs(0);
        }
        try (Counter counter = actors.counter()) {
            counter.add(2);
            try (Total seen = actors.perhaps(Optional.of(counter), Optional.of(n -> 10 * n))) {
                assertThat(seen.total()).isEqualTo(20);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> counter.add(1));
                held.assertIs(1);
            }
            assertThat(counter.add(1)).isEqualTo(3);
        }
        try (Total seen = actors.perhaps(Optional.of(new Own(4)), Optional.empty())) {
            assertThat(seen.total()).isEqualTo(4);
            held.assertIs(1);
        }
        held.assertIs(0);
    }

    private void offered() {
        List<Counter> kept = new ArrayList<>();
        assertThat(actors.offer(true, (counter, step) -> {
                    counter.ifPresent(kept::add);
                    return step.orElseThrow().call(counter.orElseThrow().total());
                }))
                .isEqualTo(15);
        assertThatExceptionOfType(RegionClosedException.class)
                .isThrownBy(() -> kept.getFirst().total());
        assertThat(actors.offer(false, (counter, step) -> counter.isPresent() || step.isPresent() ? 1 : 2))
                .isEqualTo(2);
    }
}
