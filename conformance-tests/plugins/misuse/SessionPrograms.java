package org.rdylib.conformance.misuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.misuse.sessions.Cursor;
import org.rdylib.conformance.misuse.sessions.Db;
import org.rdylib.conformance.misuse.sessions.Edit;
import org.rdylib.conformance.misuse.sessions.Opened;
import org.rdylib.conformance.misuse.sessions.Options;
import org.rdylib.conformance.misuse.sessions.Outcome;
import org.rdylib.conformance.misuse.sessions.Pool;
import org.rdylib.conformance.misuse.sessions.Sessions;
import org.rdylib.conformance.misuse.sessions.Setup;
import org.rdylib.loader.Pair;
import org.rdylib.loader.Region;
import org.rdylib.verifier.Unload;

/** What only the library looks into is lent and moved within other values. */
final class SessionPrograms extends Subject {

    SessionPrograms(Libraries libraries) {
        super(libraries);
        addLent();
        addAttached();
        addOfStructs();
        addMoved();
        addBehind();
        addForCallers();
    }

    private void addLent() {
        add(
                "an opaque value is closed while something keeps a list that it is in",
                () -> kept((_, _, db) -> db.close()));
        add(
                "an opaque value is changed while something keeps a list that it is in",
                () -> kept((sessions, _, db) -> sessions.add(new Pair<>(db, 1L))));
        add(
                "an opaque value is used by another thread while something keeps a list that it is in",
                () -> kept((sessions, _, db) -> elsewhere(() -> System.out.println(sessions.get(db)))));
        add(
                "an opaque value is closed during a call that has it in a list",
                () -> one((sessions, db) -> during(sessions, List.of(db), db::close)));
        add(
                "an opaque value is used during a call that has it as `&mut` within a tuple",
                () -> one((sessions, db) -> System.out.println(
                        sessions.during(new Pair<>(db, 1L), List.of(), () -> System.out.println(sessions.get(db))))));
        add(
                "an opaque value is passed as `&mut` within a tuple, and as `&` in a list",
                () -> one((sessions, db) ->
                        System.out.println(sessions.during(new Pair<>(db, 1L), List.of(db), () -> {}))));
        add(
                "an opaque value of another library is passed within a tuple",
                () -> one((sessions, _) -> {
                    try (Sessions others = libraries.sessions(Unload.ALLOWED);
                            Db other = others.make(1)) {
                        System.out.println(sessions.times(new Pair<>(other, 2L)));
                    }
                }));
        add(
                "an opaque value is passed in a list after it was closed",
                () -> one((sessions, db) -> {
                    db.close();
                    System.out.println(sessions.sum(List.of(db)));
                }));
        add(
                "an opaque value is passed in a list by a thread that is not its own",
                () -> kept((sessions, cursor, _) -> elsewhere(() -> {
                    try (Cursor merged = sessions.merged(List.of(cursor))) {
                        System.out.println(sessions.read(merged));
                    }
                })));
        add(
                "an opaque value is closed while another keeps it that was passed it in a list",
                () -> kept((sessions, cursor, _) -> {
                    try (Cursor merged = sessions.merged(List.of(cursor))) {
                        cursor.close();
                        System.out.println(sessions.read(merged));
                    }
                }));
        add("a library is unloaded while something keeps a list of its opaque values", () -> {
            libraries.leave();
            Sessions sessions = libraries.sessions(Unload.ALLOWED);
            Db db = sessions.make(7);
            Cursor cursor = sessions.cursor(List.of(db));
            sessions.close();
            System.out.println(sessions.read(cursor));
        });
    }

    private void addAttached() {
        add(
                "an opaque value is closed while it is attached within a list",
                () -> attached((sessions, pool, db) -> {
                    sessions.attach(pool, List.of(db));
                    db.close();
                    System.out.println(sessions.pooled(pool));
                }));
        add(
                "an opaque value is read while it is attached as `&mut` within a list",
                () -> attached((sessions, pool, db) -> {
                    sessions.have(pool, List.of(new Pair<>(db, 1L)));
                    System.out.println(sessions.get(db));
                }));
        add(
                "an opaque value is attached twice as `&mut` within a list",
                () -> attached((sessions, pool, db) -> {
                    sessions.have(pool, List.of(new Pair<>(db, 1L), new Pair<>(db, 1L)));
                    System.out.println(sessions.pooled(pool));
                }));
        add(
                "an opaque value is attached within a list to what ends later",
                () -> attached((sessions, pool, db) -> {
                    sessions.attach(pool, List.of(sessions.options(db).db()));
                    System.out.println(sessions.pooled(pool));
                }));
        add("an opaque value is lent within a tuple for its library's life, and closed", () -> {
            libraries.leave();
            Sessions sessions = libraries.sessions(Unload.NEVER);
            Db db = sessions.make(7);
            sessions.pin(new Pair<>(db, 0L));
            db.close();
        });
    }

    private void addOfStructs() {
        add(
                "an opaque value is changed while something keeps a struct that it is in",
                () -> one((sessions, db) -> {
                    try (Cursor cursor = sessions.session(options(db))) {
                        sessions.edit(new Edit(db, 1));
                        System.out.println(sessions.read(cursor));
                    }
                }));
        add(
                "an opaque value that a library lends in a struct is passed as `&mut` in one",
                () -> one((sessions, db) -> System.out.println(
                        sessions.edit(new Edit(sessions.options(db).db(), 1)))));
        add(
                "an opaque value that a library lends in a struct is used after what lends it was changed",
                () -> one((sessions, db) -> {
                    Options lent = sessions.options(db);
                    sessions.edit(new Edit(db, 1));
                    System.out.println(sessions.report(lent));
                }));
        add(
                "an opaque value comes back in a struct, and is used after it was closed itself",
                () -> one((sessions, db) -> {
                    Options back = sessions.same(options(db));
                    db.close();
                    System.out.println(sessions.get(back.db()));
                }));
        add(
                "an opaque value that a callback is lent in a struct is used after it",
                () -> one((sessions, _) -> {
                    List<Options> left = new ArrayList<>();
                    sessions.seen(7, options -> left.add(options) ? 1 : 0);
                    System.out.println(sessions.report(left.getFirst()));
                }));
        add(
                "what a callback has made of a struct that it is lent is used after it",
                () -> one((sessions, _) -> {
                    List<Cursor> left = new ArrayList<>();
                    sessions.seen(7, options -> left.add(sessions.session(options)) ? 1 : 0);
                    System.out.println(sessions.read(left.getFirst()));
                }));
        add(
                "an opaque value that a callback has as `&mut` in a struct is used after it",
                () -> one((sessions, _) -> {
                    List<Edit> left = new ArrayList<>();
                    sessions.edited(7, left::add);
                    System.out.println(sessions.edit(left.getFirst()));
                }));
        add(
                "a callback answers with a struct with an opaque value of its own",
                () -> one((sessions, db) -> {
                    try (Db other = sessions.make(8)) {
                        System.out.println(sessions.chosen(other, other, _ -> options(db)));
                    }
                }));
    }

    private void addMoved() {
        add(
                "an opaque value is used after it was passed in a struct as the library's",
                () -> one((sessions, db) -> {
                    long _ = sessions.close_(new Opened(db, 0));
                    System.out.println(sessions.get(db));
                }));
        add(
                "an opaque value is passed twice in an enum as the library's",
                () -> one((sessions, db) ->
                        System.out.println(sessions.closed(List.of(new Outcome.Both(db, Optional.of(db)))))));
        add(
                "an opaque value is passed in one struct as the library's, and lent in another",
                () -> one((sessions, db) -> System.out.println(sessions.both(new Opened(db, 0), options(db)))));
        add(
                "an opaque value that a library lends is passed in a struct as the library's",
                () -> one((sessions, db) -> System.out.println(
                        sessions.close_(new Opened(sessions.options(db).db(), 0)))));
        add(
                "an opaque value is passed in a struct as the library's while something borrows from it",
                () -> kept((sessions, cursor, db) ->
                        System.out.println(sessions.close_(new Opened(db, 0)) + sessions.read(cursor))));
        add(
                "an opaque value is passed in a struct as the library's during a call that has it",
                () -> one((sessions, db) ->
                        during(sessions, List.of(db), () -> System.out.println(sessions.close_(new Opened(db, 0))))));
        add(
                "a callback answers in a struct with an opaque value that its call has",
                () -> one((sessions, db) -> during(
                        sessions,
                        List.of(db),
                        () -> System.out.println(sessions.trade(new Outcome.Failed(0), _ -> new Opened(db, 0))))));
    }

    private void addBehind() {
        add(
                "an opaque value is closed while something keeps what leads to it",
                () -> one((sessions, db) -> {
                    try (Cursor cursor = sessions.setUp(new Setup(options(db), List.of(db)))) {
                        db.close();
                        System.out.println(sessions.read(cursor));
                    }
                }));
        add(
                "an opaque value is changed while something keeps a list of references to it",
                () -> one((sessions, db) -> {
                    try (Cursor cursor = sessions.every(List.of(db))) {
                        sessions.edit(new Edit(db, 1));
                        System.out.println(sessions.read(cursor));
                    }
                }));
        add(
                "an opaque value of a list that a library lends is used after what lends that was closed",
                () -> one((sessions, db) -> {
                    List<Db> left;
                    try (Cursor cursor = sessions.cursor(List.of(db))) {
                        left = sessions.listed(cursor);
                    }
                    System.out.println(sessions.get(left.getFirst()));
                }));
        add(
                "an opaque value of a list that a callback is lent is used after it",
                () -> one((sessions, _) -> {
                    List<Db> left = new ArrayList<>();
                    sessions.shown(7, (_, dbs) -> left.addAll(dbs) ? 1 : 0);
                    System.out.println(sessions.all(left));
                }));
    }

    private void addForCallers() {
        add(
                "an opaque value is closed that a callback has lent by way of another call",
                () -> one((sessions, db) -> {
                    Db own = sessions.make(8);
                    libraries.leave();
                    sessions.chosen(db, db, _ -> sessions.same(options(own)));
                    own.close();
                }));
    }

    private static Options options(Db db) {
        return new Options(db, Optional.empty(), 1);
    }

    private static void during(Sessions sessions, List<Db> dbs, Runnable act) {
        try (Db other = sessions.make(8)) {
            System.out.println(sessions.during(new Pair<>(other, 1L), dbs, act::run));
        }
    }

    /** What is done with one. */
    private interface Act {
        void on(Sessions sessions, Db db) throws Throwable;
    }

    private void one(Act act) throws Throwable {
        Sessions sessions = libraries.sessions(Unload.NEVER);
        try (Db db = sessions.make(7)) {
            act.on(sessions, db);
        }
    }

    /** What is done with one, and with something else that has it or may have it. */
    private interface ActOnBoth<T> {
        void on(Sessions sessions, T other, Db db) throws Throwable;
    }

    private void kept(ActOnBoth<Cursor> act) throws Throwable {
        one((sessions, db) -> {
            try (Cursor cursor = sessions.cursor(List.of(db))) {
                act.on(sessions, cursor, db);
                System.out.println(sessions.read(cursor));
            }
        });
    }

    private void attached(ActOnBoth<Pool> act) throws Throwable {
        one((sessions, db) -> {
            try (Region region = Region.open()) {
                act.on(sessions, sessions.pool(region), db);
            }
        });
    }
}
