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
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionException;

/** It is lent in the fields of structs: passed, answered, and in callbacks both ways. */
record FieldChecks(Sessions sessions) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what is lent in a struct is lent for the call", this::forCalls);
        checks.put("what keeps what was lent in a struct keeps it from being closed", this::kept);
        checks.put("what the library lends in a struct is Java's until it is used otherwise", this::viewed);
        checks.put("what is lent in a struct comes back, and is no more than that", this::back);
        checks.put("a callback is lent a struct until it returns", this::seen);
        checks.put("a callback has alone what it is lent as &mut in a struct", this::edited);
        checks.put("a callback answers with a struct of what it is lent", this::chosen);
        checks.put("a callback answers with what it has made of what it is lent", this::made);
        checks.put("an object of Java's has what it is lent until it answers", this::lent);
        checks.put("an object of either side's is lent structs", this::desks);
        return checks;
    }

    private void forCalls() {
        try (Db one = sessions.make(3);
                Db other = sessions.make(4);
                Desk desk = sessions.desk()) {
            assertThat(sessions.report(SessionsDriver.options(one))).isEqualTo(6);
            assertThat(sessions.report(SessionsDriver.options(one, other))).isEqualTo(14);
            assertThat(sessions.report(SessionsDriver.options(one, one))).isEqualTo(12);
            assertThat(desk.sum(SessionsDriver.options(other, one))).isEqualTo(14);
            assertThat(sessions.edit(new Edit(one, 5))).isEqualTo(8);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sessions.report(new Options(one, Optional.of(other), -1)));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sessions.edit(new Edit(one, -1)));
            assertThat(sessions.edit(new Edit(one, 1))).isEqualTo(9);
        }
    }

    private void kept() {
        try (Db one = sessions.make(3);
                Db other = sessions.make(4)) {
            try (Cursor cursor = sessions.session(SessionsDriver.options(one, other))) {
                assertThat(sessions.read(cursor)).isEqualTo(14);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(other::close);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> sessions.edit(new Edit(one, 1)));
                assertThat(sessions.get(other)).isEqualTo(4);
            }
            assertThat(sessions.edit(new Edit(one, 1))).isEqualTo(4);
        }
    }

    private void viewed() {
        try (Db db = sessions.make(3)) {
            Options lent = sessions.options(db);
            assertThat(sessions.get(lent.db())).isEqualTo(3);
            assertThat(lent.other()).isEmpty();
            assertThat(sessions.report(lent)).isEqualTo(3);
            try (Cursor cursor = sessions.session(lent)) {
                assertThat(sessions.read(cursor)).isEqualTo(3);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(db::close);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> sessions.edit(new Edit(db, 1)));
            }
            assertThatExceptionOfType(ObjectSharedException.class)
                    .isThrownBy(() -> sessions.edit(new Edit(lent.db(), 1)));
            assertThat(sessions.edit(new Edit(db, 1))).isEqualTo(4);
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sessions.get(lent.db()));
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sessions.report(lent));
        }
    }

    private void back() {
        try (Db one = sessions.make(3);
                Db other = sessions.make(4)) {
            Options back = sessions.same(SessionsDriver.options(one, other));
            assertThat(back.scale()).isEqualTo(2);
            assertThat(sessions.get(back.db())).isEqualTo(3);
            assertThat(back.other()).map(sessions::get).contains(4L);
            assertThat(sessions.report(back)).isEqualTo(14);
            Options again = sessions.same(back);
            assertThat(sessions.report(again)).isEqualTo(14);
            assertThatExceptionOfType(ObjectSharedException.class)
                    .isThrownBy(() -> sessions.edit(new Edit(again.db(), 1)));
            // It ends with what is used otherwise.
            assertThat(sessions.edit(new Edit(one, 1))).isEqualTo(4);
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sessions.get(back.db()));
        }
    }

    private void seen() {
        List<Options> left = new ArrayList<>();
        List<Cursor> cursors = new ArrayList<>();
        try (Db own = sessions.make(10)) {
            assertThat(sessions.seen(5, options -> {
                        left.add(options);
                        cursors.add(sessions.session(options));
                        assertThat(sessions.read(cursors.getFirst())).isEqualTo(15);
                        assertThatExceptionOfType(ObjectSharedException.class)
                                .isThrownBy(() -> sessions.edit(new Edit(options.db(), 1)));
                        assertThat(sessions.report(SessionsDriver.options(options.db(), own)))
                                .isEqualTo(30);
                        return sessions.report(options) + sessions.get(options.db());
                    }))
                    .isEqualTo(15 + 5);
            assertThatExceptionOfType(RegionClosedException.class)
                    .isThrownBy(() -> sessions.get(left.getFirst().db()));
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> sessions.read(cursors.getFirst()));
        }
    }

    private void edited() {
        List<Db> left = new ArrayList<>();
        assertThat(sessions.edited(5, edit -> {
                    left.add(edit.db());
                    assertThat(sessions.edit(edit)).isEqualTo(7);
                    assertThat(sessions.edit(new Edit(edit.db(), 3))).isEqualTo(10);
                    assertThat(sessions.report(SessionsDriver.options(edit.db(), edit.db())))
                            .isEqualTo(40);
                }))
                .isEqualTo(10);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sessions.get(left.getFirst()));
    }

    private void chosen() {
        try (Db one = sessions.make(1);
                Db other = sessions.make(2)) {
            assertThat(sessions.chosen(one, other, options -> options)).isEqualTo(3);
            assertThat(sessions.chosen(
                            one, other, options -> new Options(options.other().orElseThrow(), Optional.empty(), 5)))
                    .isEqualTo(10);
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> sessions.chosen(one, other, options -> SessionsDriver.options(one)))
                    .withMessageContaining("is lent for as long as a callback's caller says");
            Options lent = sessions.options(one);
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> sessions.chosen(
                            one, other, options -> new Options(options.db(), Optional.of(lent.db()), 1)));
            // Nothing of it is in use any more.
            assertThat(sessions.edit(new Edit(one, 1))).isEqualTo(2);
        }
    }

    private void made() {
        try (Db one = sessions.make(3)) {
            assertThat(sessions.made(one, sessions::session)).isEqualTo(3);
            assertThat(sessions.made(one, options -> sessions.session(sessions.same(options))))
                    .isEqualTo(3);
            assertThat(sessions.edit(new Edit(one, 1))).isEqualTo(4);
        }
    }

    private void lent() {
        List<Db> left = new ArrayList<>();
        assertThat(sessions.lend(new OwnDesk(sessions, left), 4)).isEqualTo(4);
        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sessions.get(left.getFirst()));
    }

    /** Answers with what it was given. */
    private record OwnDesk(Sessions sessions, List<Db> left) implements Desk {

        @Override
        public long sum(Options options) {
            return sessions.report(options);
        }

        @Override
        public Outcome open(Opened opened) {
            return new Outcome.Both(opened.db(), Optional.of(sessions.make(opened.warnings() + 100)));
        }

        @Override
        public Cursor cursor(List<Db> dbs) {
            left.addAll(dbs);
            return sessions.cursor(dbs);
        }

        @Override
        public void close() {}
    }

    private void desks() {
        assertThat(sessions.work(new OwnDesk(sessions, new ArrayList<>()), 4)).isEqualTo(8 + 5 + 101);
        try (Desk desk = sessions.desk()) {
            assertThat(sessions.work(desk, 4)).isEqualTo(8 + 5 + 1);
            assertThat(sessions.work(desk, 4)).isEqualTo(1 + 8 + 5 + 1);
            assertThat(desk.open(sessions.open(1))).isInstanceOfSatisfying(Outcome.Both.class, both -> {
                assertThat(sessions.get(both.first())).isEqualTo(1);
                assertThat(both.second()).isEmpty();
                both.first().close();
            });
        }
    }
}
