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
import org.rdylib.loader.stub.Making;

/** It is lent behind references, both ways, with what leads to it for as long as that is kept. */
record BehindChecks(Sessions sessions) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what is behind a reference is lent for the call", this::forCalls);
        checks.put("a list that is kept lasts as long as what keeps it", this::every);
        checks.put("structs that are kept last as long as what keeps them", this::setUp);
        checks.put("of what is refused behind references nothing stays lent", this::refused);
        checks.put("what the library lends in a list is Java's until it is used otherwise", this::listed);
        checks.put("a callback is lent what is behind references until it returns", this::shown);
        return checks;
    }

    private void forCalls() {
        try (Db one = sessions.make(3);
                Db other = sessions.make(4)) {
            assertThat(sessions.reported(SessionsDriver.options(one, other))).isEqualTo(14);
            assertThat(sessions.all(List.of(one, other, one))).isEqualTo(10);
            assertThat(sessions.all(List.of())).isZero();
            assertThat(sessions.edit(new Edit(one, 1))).isEqualTo(4);
        }
    }

    private void every() {
        try (Db one = sessions.make(3);
                Db other = sessions.make(4)) {
            long pieces = Making.living();
            List<Db> dbs = new ArrayList<>(List.of(one, other));
            try (Cursor cursor = sessions.every(dbs)) {
                dbs.clear();
                assertThat(Making.living()).as("the list").isEqualTo(pieces + 1);
                assertThat(sessions.read(cursor)).isEqualTo(7);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(one::close);
            }
            assertThat(sessions.edit(new Edit(other, 1))).isEqualTo(5);
        }
    }

    private void setUp() {
        try (Db one = sessions.make(3);
                Db other = sessions.make(4)) {
            Setup setup = new Setup(SessionsDriver.options(one), List.of(other, other));
            try (Cursor cursor = sessions.setUp(setup)) {
                assertThat(sessions.read(cursor)).isEqualTo(8 + 6);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(one::close);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(() -> sessions.end(other));
                assertThat(sessions.read(cursor)).isEqualTo(8 + 6);
            }
            assertThat(sessions.edit(new Edit(other, 1))).isEqualTo(5);
        }
    }

    private void refused() {
        Db closed = sessions.make(9);
        closed.close();
        try (Db one = sessions.make(3)) {
            long pieces = Making.living();
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> sessions.all(List.of(one, closed)));
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> sessions.every(List.of(one, closed)));
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> sessions.reported(SessionsDriver.options(one, closed)));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sessions.setUp(new Setup(new Options(one, Optional.empty(), -1), List.of(one))));
            assertThat(Making.living()).isEqualTo(pieces);
            assertThat(sessions.edit(new Edit(one, 1))).isEqualTo(4);
        }
    }

    private void listed() {
        try (Db one = sessions.make(3);
                Db other = sessions.make(4)) {
            Db left;
            try (Cursor cursor = sessions.session(SessionsDriver.options(one, other))) {
                List<Db> dbs = sessions.listed(cursor);
                assertThat(dbs).extracting(sessions::get).containsExactly(3L, 4L);
                assertThat(sessions.sum(dbs)).isEqualTo(7);
                left = dbs.getFirst();
                assertThatExceptionOfType(ObjectSharedException.class)
                        .isThrownBy(() -> sessions.edit(new Edit(left, 1)));
            }
            assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sessions.get(left));
        }
    }

    private void shown() {
        List<Db> left = new ArrayList<>();
        assertThat(sessions.shown(5, (options, dbs) -> {
                    left.addAll(dbs);
                    left.add(options.db());
                    assertThat(dbs).extracting(sessions::get).containsExactly(6L, 5L, 6L);
                    assertThat(sessions.all(dbs)).isEqualTo(17);
                    assertThat(sessions.report(options)).isEqualTo(11);
                    try (Cursor cursor = sessions.setUp(new Setup(options, dbs))) {
                        return sessions.read(cursor);
                    }
                }))
                .isEqualTo(17 + 11);
        assertThat(left)
                .hasSize(4)
                .allSatisfy(db ->
                        assertThatExceptionOfType(RegionClosedException.class).isThrownBy(() -> sessions.get(db)));
    }
}
