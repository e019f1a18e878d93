package org.rdylib.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;

/** It is moved in the fields of structs and enums, both ways. */
record MovingChecks(Sessions sessions) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what is answered in a struct or an enum is Java's", this::answered);
        checks.put("what is passed in a struct or an enum is the library's", this::passed);
        checks.put("what is in boxes and lists is moved with them", this::boxed);
        checks.put("what is passed in a struct and refused stays Java's", this::refused);
        checks.put("what is moved cannot be lent by the same call", this::both);
        checks.put("what borrows keeps what is in a struct from being moved", this::borrowed);
        checks.put("a callback is given what is in an enum, and gives it back in a struct", this::traded);
        checks.put("of a callback that fails nothing is the library's", this::failed);
        return checks;
    }

    private void answered() {
        Opened opened = sessions.open(4);
        assertThat(opened.warnings()).isEqualTo(2);
        assertThat(sessions.get(opened.db())).isEqualTo(4);
        opened.db().close();
        assertThat(sessions.outcome(3)).isInstanceOfSatisfying(Outcome.Open.class, open -> {
            assertThat(sessions.get(open.value().db())).isEqualTo(3);
            open.value().db().close();
        });
        assertThat(sessions.outcome(1)).isInstanceOfSatisfying(Outcome.Both.class, both -> {
            assertThat(sessions.get(both.first())).isEqualTo(1);
            assertThat(both.second()).map(sessions::get).contains(2L);
            both.first().close();
            both.second().ifPresent(Db::close);
        });
        assertThat(sessions.outcome(4)).isInstanceOfSatisfying(Outcome.Both.class, both -> {
            assertThat(both.second()).isEmpty();
            both.first().close();
        });
        assertThat(sessions.outcome(2)).isEqualTo(new Outcome.Failed(2));
    }

    private void passed() {
        Db db = sessions.make(6);
        assertThat(sessions.close_(new Opened(db, 1))).isEqualTo(7);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> sessions.get(db));
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> sessions.close_(new Opened(db, 1)));
        db.close();
        assertThat(sessions.close_(sessions.open(8))).isEqualTo(8 + 4);
    }

    private void boxed() {
        Outcome outcome = sessions.boxed(new Opened(sessions.make(5), 2));
        assertThat(outcome).isInstanceOf(Outcome.Open.class);
        List<Outcome> all = new ArrayList<>(List.of(outcome, sessions.outcome(1), sessions.outcome(2)));
        all.add(new Outcome.Both(sessions.make(10), Optional.empty()));
        assertThat(sessions.closed(all)).isEqualTo(5 + 2 + 1 + 2 + 2 + 10);
        assertThat(sessions.closed(List.of())).isZero();
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> sessions.closed(List.of(outcome)));
    }

    private void refused() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sessions.close_(new Opened(one, -1)));
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> sessions.closed(List.of(new Outcome.Both(one, Optional.of(one)))));
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> sessions.closed(
                            List.of(new Outcome.Open(new Opened(one, 0)), new Outcome.Both(other, Optional.of(one)))));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sessions.both(new Opened(one, 1), new Options(other, Optional.empty(), -1)));
            assertThat(sessions.get(one) + sessions.get(other)).isEqualTo(3);
            Options lent = sessions.options(one);
            assertThatExceptionOfType(ObjectSharedException.class)
                    .isThrownBy(() -> sessions.close_(new Opened(lent.db(), 1)));
        }
    }

    private void both() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> sessions.both(new Opened(one, 1), SessionsDriver.options(other, one)));
            assertThat(sessions.both(new Opened(one, 1), SessionsDriver.options(other)))
                    .isEqualTo(4 + 1);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> sessions.get(one));
        }
    }

    private void borrowed() {
        try (Db db = sessions.make(1)) {
            try (Cursor cursor = sessions.session(SessionsDriver.options(db))) {
                assertThatExceptionOfType(ObjectBusyException.class)
                        .isThrownBy(() -> sessions.close_(new Opened(db, 1)));
                assertThat(sessions.read(cursor)).isEqualTo(2);
            }
            Options lent = sessions.options(db);
            assertThat(sessions.close_(new Opened(db, 1))).isEqualTo(2);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> sessions.get(db));
            assertThat(lent.scale()).isEqualTo(1);
        }
    }

    private void traded() {
        assertThat(sessions.trade(sessions.outcome(3), outcome -> ((Outcome.Open) outcome).value()))
                .isEqualTo(4);
        Db own = sessions.make(7);
        assertThat(sessions.trade(sessions.outcome(1), outcome -> {
                    Outcome.Both both = (Outcome.Both) outcome;
                    both.second().ifPresent(Db::close);
                    return new Opened(own, sessions.close_(new Opened(both.first(), 1)));
                }))
                .isEqualTo(7 + 2);
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> sessions.get(own));
    }

    private void failed() {
        List<Outcome> given = new ArrayList<>();
        try (Db own = sessions.make(7)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> sessions.trade(sessions.outcome(3), outcome -> {
                        given.add(outcome);
                        throw new IllegalStateException("no");
                    }));
            assertThat(sessions.closed(given)).isEqualTo(4);
            // What it answers with is taken back.
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sessions.trade(sessions.outcome(2), outcome -> new Opened(own, -1)));
            assertThat(sessions.get(own)).isEqualTo(7);
        }
    }
}
