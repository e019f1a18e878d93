package org.rdylib.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.OtherLibraryException;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.verifier.Unload;

/** It is lent within tuples, lists and options that are passed: for a call, or kept. */
record WithinChecks(Sessions sessions, Path library) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what is lent within a tuple, a list or an option is lent for the call", this::forCalls);
        checks.put("what is lent as &mut within a tuple is had alone during the call", this::alone);
        checks.put("what is lent within what is passed is not ended during the call", this::during);
        checks.put("of a call that is refused nothing stays lent", this::refused);
        checks.put("what keeps what was lent within a list keeps it from being closed", this::kept);
        checks.put("what is attached within a list is lent until the region ends", this::attached);
        checks.put("what is attached as &mut is had alone until the region ends", this::had);
        checks.put("what is attached lasts longer than what it is attached to", this::order);
        checks.put("what is dropped first is not lent to what is stored in what is older", this::stored);
        checks.put("an object keeps what its method was lent within a list", this::ofObject);
        checks.put("what was made for a lifetime is lent for no longer", this::merged);
        checks.put("what another library has made is not lent within what is passed", this::others);
        checks.put("a thousand calls leave nothing behind", this::many);
        return checks;
    }

    private void stored() {
        try (Region region = Region.open()) {
            Pool pool = sessions.pool(region);
            Cursor first = sessions.empty(region);
            Cursor merged = sessions.merged(List.of(first));
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> sessions.store(pool, merged));
            assertThat(sessions.read(merged)).isZero();
            sessions.store(pool, sessions.empty(region));
        }
    }

    private void forCalls() {
        try (Db one = sessions.make(3);
                Db other = sessions.make(4)) {
            assertThat(sessions.times(new Pair<>(one, 5L))).isEqualTo(15);
            assertThat(sessions.sum(List.of(one, other, one))).isEqualTo(10);
            assertThat(sessions.sum(List.of())).isZero();
            assertThat(sessions.maybe(Optional.of(new Pair<>(other, 2)))).isEqualTo(8);
            assertThat(sessions.maybe(Optional.empty())).isZero();
            assertThat(sessions.add(new Pair<>(one, 7L))).isEqualTo(10);
            assertThat(sessions.add(new Pair<>(one, 1L))).isEqualTo(11);
        }
    }

    private void alone() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            ThrowingCallable used = () -> sessions.get(one);
            assertThat(sessions.during(
                            new Pair<>(one, 10L),
                            List.of(other),
                            () -> assertThatExceptionOfType(ObjectBusyException.class)
                                    .isThrownBy(used)))
                    .isEqualTo(11 + 2);
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> sessions.during(new Pair<>(one, 1L), List.of(other, one), () -> {}));
            assertThat(sessions.get(one)).isEqualTo(11);
        }
    }

    private void during() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            assertThat(sessions.during(new Pair<>(one, 1L), List.of(other), () -> {
                        assertThat(sessions.get(other)).as("others may look").isEqualTo(2);
                        for (Db db : List.of(one, other)) {
                            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(db::close);
                            assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> sessions.end(db));
                        }
                        assertThatExceptionOfType(ObjectBusyException.class)
                                .isThrownBy(() -> sessions.add(new Pair<>(other, 1L)));
                    }))
                    .isEqualTo(2 + 2);
        }
    }

    private void refused() {
        Db closed = sessions.make(9);
        closed.close();
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> sessions.sum(List.of(one, other, closed)));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sessions.times(new Pair<>(one, -1L)));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sessions.add(new Pair<>(one, -1L)));
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> sessions.cursor(List.of(one, closed)));
            try (Region region = Region.open()) {
                Pool pool = sessions.pool(region);
                assertThatExceptionOfType(ObjectDroppedException.class)
                        .isThrownBy(() -> sessions.attach(pool, List.of(one, closed)));
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(() -> sessions.have(pool, List.of(new Pair<>(one, 1L), new Pair<>(one, 1L))));
                assertThat(sessions.pooled(pool)).isZero();
                // Nothing of them is lent.
                assertThat(sessions.add(new Pair<>(one, 1L))).isEqualTo(2);
            }
        }
    }

    private void kept() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            List<Db> dbs = new ArrayList<>(List.of(one, other));
            try (Cursor cursor = sessions.cursor(dbs)) {
                dbs.clear();
                assertThat(sessions.read(cursor)).isEqualTo(3);
                assertThat(sessions.get(one)).isEqualTo(1);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(one::close);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> sessions.end(other));
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(() -> sessions.add(new Pair<>(other, 1L)));
                try (Cursor second = sessions.cursor(List.of(one))) {
                    assertThat(sessions.read(second)).isEqualTo(1);
                }
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(one::close);
                assertThat(sessions.read(cursor)).isEqualTo(3);
            }
            assertThat(sessions.add(new Pair<>(other, 1L))).isEqualTo(3);
        }
        try (Cursor none = sessions.cursor(List.of())) {
            assertThat(sessions.read(none)).isZero();
        }
    }

    private void attached() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            try (Region region = Region.open()) {
                Pool pool = sessions.pool(region);
                sessions.attach(pool, List.of(one, other));
                sessions.attach(pool, List.of(one));
                assertThat(sessions.pooled(pool)).isEqualTo(4);
                assertThat(sessions.get(one)).isEqualTo(1);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(one::close);
                pool.close();
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(() -> sessions.add(new Pair<>(other, 1L)))
                        .withMessageContaining("it is lent until the end of");
            }
            assertThat(sessions.add(new Pair<>(other, 1L))).isEqualTo(3);
        }
    }

    private void had() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            try (Region region = Region.open()) {
                Pool pool = sessions.pool(region);
                sessions.have(pool, List.of(new Pair<>(one, 10L), new Pair<>(other, 20L)));
                assertThat(sessions.pooled(pool)).isEqualTo(33);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> sessions.get(one));
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(() -> sessions.attach(pool, List.of(other)));
                assertThat(sessions.pooled(pool)).isEqualTo(33);
            }
            assertThat(sessions.get(one)).isEqualTo(11);
        }
    }

    private void order() {
        try (Region outer = Region.open();
                Db db = sessions.make(1)) {
            Pool wide = sessions.pool(outer);
            // What is made within its region ends with that, and is dropped before.
            try (Region inner = Region.open()) {
                Pool narrow = sessions.pool(inner);
                sessions.attach(narrow, List.of(db));
                Options lent = sessions.options(db);
                assertThatExceptionOfType(RegionException.class)
                        .isThrownBy(() -> sessions.attach(wide, List.of(lent.db())));
                assertThatExceptionOfType(ObjectSharedException.class)
                        .isThrownBy(() -> sessions.add(new Pair<>(lent.db(), 1L)));
            }
            assertThat(sessions.pooled(wide)).isZero();
        }
    }

    private void ofObject() {
        try (Db db = sessions.make(4);
                Desk desk = sessions.desk()) {
            try (Cursor cursor = desk.cursor(List.of(db, db))) {
                assertThat(sessions.read(cursor)).isEqualTo(8);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(db::close);
            }
        }
    }

    private void merged() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            try (Cursor first = sessions.cursor(List.of(one));
                    Cursor second = sessions.cursor(List.of(one, other));
                    Cursor both = sessions.merged(List.of(first, second, first))) {
                assertThat(sessions.read(both)).isEqualTo(1 + 3 + 1);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(first::close);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(other::close);
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(() -> sessions.moved(new Pair<>(second, 2L)));
                try (Cursor nested = sessions.merged(List.of(both))) {
                    assertThat(sessions.read(nested)).isEqualTo(5);
                    assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(both::close);
                }
            }
            Cursor cursor = sessions.cursor(List.of(one));
            try (Cursor moved = sessions.moved(new Pair<>(cursor, 2L))) {
                assertThat(sessions.read(moved)).isEqualTo(2);
                assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> sessions.read(cursor));
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(one::close);
            }
            assertThat(sessions.add(new Pair<>(one, 1L))).isEqualTo(2);
        }
    }

    private void others() {
        try (Sessions others = Sessions.load(library, Unload.ALLOWED);
                Db other = others.make(1);
                Db own = sessions.make(2)) {
            assertThatExceptionOfType(OtherLibraryException.class)
                    .isThrownBy(() -> sessions.times(new Pair<>(other, 2L)));
            assertThatExceptionOfType(OtherLibraryException.class)
                    .isThrownBy(() -> sessions.cursor(List.of(own, other)));
            assertThat(others.times(new Pair<>(other, 2L))).isEqualTo(2);
            assertThat(sessions.add(new Pair<>(own, 1L))).isEqualTo(3);
        }
    }

    private void many() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            for (int i = 0; i < 1000; i++) {
                assertThat(sessions.times(new Pair<>(one, 2L)) + sessions.sum(List.of(one, other)))
                        .isEqualTo(5);
                try (Cursor cursor = sessions.cursor(List.of(one, other))) {
                    assertThat(sessions.read(cursor)).isEqualTo(3);
                }
            }
            assertThat(sessions.add(new Pair<>(one, 1L))).isEqualTo(2);
        }
    }
}
