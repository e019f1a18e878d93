package org.rdylib.conformance.sqlite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.rdylib.conformance.plugins.CLibrary;
import org.rdylib.loader.CText;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.Result;
import org.rdylib.verifier.Unload;

/** A host of the system's SQLite. The test compiles it together with the stubs that it uses. */
public final class SqliteDriver implements CLibrary {

    private static final int ROW = 100;
    private static final int READWRITE = 2;
    private static final int CREATE = 4;

    @Override
    public List<String> run(String what, Path library, Path folder) throws Exception {
        List<String> out = new ArrayList<>();
        switch (what) {
            case "as-c" -> {
                try (Sqlite sqlite = Sqlite.loadTrusted(library, Unload.NEVER)) {
                    asInC(sqlite, out);
                }
            }
            case "without-descriptor" -> Sqlite.load(library);
            case "unloaded-with-an-open-connection" -> {
                Sqlite sqlite = Sqlite.loadTrusted(library, Unload.ALLOWED);
                Connection connection = open(sqlite, ":memory:");
                try {
                    out.add(Optional.of(sqlite).map(SqliteDriver::refusal).orElseThrow());
                } finally {
                    connection.close();
                    sqlite.close();
                }
            }
            default -> {
                try (Sqlite sqlite = Sqlite.loadTrusted(library, Unload.NEVER)) {
                    run(what, sqlite, library, out);
                }
            }
        }
        return out;
    }

    private static String refusal(AutoCloseable value) {
        try {
            value.close();
            return "closed";
        } catch (Exception refused) {
            return refused.getClass().getSimpleName();
        }
    }

    private static void run(String what, Sqlite sqlite, Path library, List<String> out) {
        Connection connection = open(sqlite, ":memory:");
        execute(sqlite, connection, "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT, weight REAL)");
        execute(sqlite, connection, "INSERT INTO word VALUES (1, 'one', 0.5), (2, NULL, 2.25), (3, 'drei ✓', -1e300)");
        switch (what) {
            case "query" -> {
                out.add("changes " + sqlite.changes(connection) + ", last " + sqlite.lastInsertRowid(connection));
                try (Statement s = prepare(sqlite, connection, "SELECT id, text, weight FROM word WHERE id >= ?")) {
                    sqlite.bindInt64(s, 1, 2);
                    out.addAll(rows(sqlite, s));
                    sqlite.reset(s);
                    sqlite.bindInt64(s, 1, 3);
                    out.addAll(rows(sqlite, s));
                }
                try (Statement s = prepare(sqlite, connection, "SELECT ? * 2, 9223372036854775807, 'x'")) {
                    sqlite.bindDouble(s, 1, 0.125);
                    out.addAll(rows(sqlite, s));
                }
            }
            case "texts" -> {
                try (Statement s = prepare(sqlite, connection, "SELECT ?1 || ?2, length(?1), ?2")) {
                    out.add("" + sqlite.bindText(s, 1, "a\0ü"));
                    out.add("" + sqlite.bindConstant(s, 2, Region.forever().text("constant")));
                    out.add("" + sqlite.bindText(s, 3, "none"));
                    sqlite.step(s);
                    out.add(sqlite.columnText(s, 2).orElseThrow() + " " + sqlite.columnInt64(s, 1));
                }
            }
            case "executed" -> {
                out.add(""
                        + sqlite.execute(
                                connection,
                                "INSERT INTO word VALUES (4, 'x', 0); DELETE FROM word WHERE id < 3",
                                Optional.empty()));
                out.add("" + sqlite.changes(connection));
                out.add("" + sqlite.execute(connection, "DELETE FROM wort", Optional.empty()));
                out.add(sqlite.errorMessage(connection).toString());
            }
            case "placed" -> {
                var place = Mut.of(Optional.<Statement>empty());
                out.add("" + sqlite.prepareInto(connection, "SELECT 7", place));
                try (Statement s = place.get().orElseThrow()) {
                    out.addAll(rows(sqlite, s));
                }
            }
            case "not-opened" -> {
                out.add("" + sqlite.open("/missing/file", READWRITE));
                // SQLITE_MISUSE: neither read nor written.
                out.add("" + sqlite.open(":memory:", 0));
            }
            case "error" -> {
                out.add("" + sqlite.prepare(connection, "SELEC 1"));
                out.add("" + sqlite.prepare(connection, " -- nothing"));
                sqlite.prepare(connection, "SELEC 1");
                out.add(sqlite.errorMessage(connection).toString());
            }
            case "closed-before-its-statement" -> {
                Statement s = prepare(sqlite, connection, "SELECT 1");
                try {
                    connection.close();
                } catch (RuntimeException refused) {
                    out.add(refused.getClass().getSimpleName());
                    out.add(refused.getMessage().replaceAll("@[0-9a-f]+ of thread [^ ]*", ""));
                }
                out.addAll(rows(sqlite, s));
                s.close();
                connection.close();
                return;
            }
            case "text-kept-over-a-step" -> {
                Statement s = prepare(sqlite, connection, "SELECT text FROM word");
                sqlite.step(s);
                CText text = sqlite.columnText(s, 0).orElseThrow();
                out.add(text.toString());
                sqlite.step(s);
                try {
                    out.add(text.toString());
                } finally {
                    s.close();
                    connection.close();
                }
            }
            case "used-after-close" -> {
                Statement s = prepare(sqlite, connection, "SELECT 1");
                s.close();
                sqlite.step(s);
            }
            case "connection-of-a-statement" -> {
                Statement s = prepare(sqlite, connection, "SELECT 1");
                Connection view = sqlite.connectionOf(s);
                out.add("" + sqlite.changes(view));
                view.close();
                out.addAll(rows(sqlite, s));
                s.close();
            }
            case "connection-on-two-threads" -> {
                Statement s = prepare(sqlite, connection, "SELECT 1");
                out.add(elsewhere(() -> sqlite.changes(connection)));
                out.addAll(rows(sqlite, s));
                s.close();
                out.add(elsewhere(() -> sqlite.changes(connection)));
                out.add(elsewhere(() -> {
                    try (Statement other = prepare(sqlite, connection, "SELECT 2")) {
                        return rows(sqlite, other);
                    }
                }));
                try (Statement again = prepare(sqlite, connection, "SELECT 3")) {
                    out.addAll(rows(sqlite, again));
                }
            }
            case "place-that-is-full" -> {
                Statement s = prepare(sqlite, connection, "SELECT 1");
                sqlite.prepareInto(connection, "SELECT 2", Mut.of(Optional.of(s)));
            }
            case "connection-of-another-load" -> {
                Sqlite other = Sqlite.loadTrusted(library, Unload.NEVER);
                other.changes(connection);
            }
            case "many" -> {
                for (int i = 0; i < 20_000; i++) {
                    try (Connection c = open(sqlite, ":memory:");
                            Statement s = prepare(sqlite, c, "SELECT " + i)) {
                        if (!rows(sqlite, s).equals(List.of(i + "|" + i + "|" + i + ".0"))) {
                            throw new AssertionError("row " + i);
                        }
                    }
                }
                out.add("done");
            }
            default -> SqliteClosuresDriver.run(what, sqlite, connection, out);
        }
        connection.close();
    }

    private static void asInC(Sqlite sqlite, List<String> out) {
        out.add(sqlite.version().toString());
        out.add(code(sqlite.open("/missing/file", READWRITE)));
        try (Connection db = open(sqlite, ":memory:")) {
            out.add("0");
            out.add(code(sqlite.execute(db, "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)", Optional.empty())));
            out.add(sqlite.changes(db) + " " + sqlite.lastInsertRowid(db));
            String sql = "SELECT ?1 || ?2, length(?1), 2.5 * ?3";
            out.add(code(sqlite.prepare(db, sql.substring(0, 4))) + " 0");
            out.add(sqlite.errorMessage(db).toString());
            out.add(code(sqlite.execute(db, "SELECT a, NULL AS n FROM t", Optional.of((columns, names) -> {
                out.add(names.getFirst() + "=" + columns.getFirst().orElseThrow() + " " + names.get(1) + "="
                        + columns.get(1).orElse("NULL"));
                return 0;
            }))));
            out.add(code(sqlite.execute(db, "SELECT a FROM t", Optional.of((columns, _) -> {
                out.add(columns.getFirst().orElseThrow());
                return 1;
            }))));
            out.add(code(sqlite.createCollation(db, "backwards", 1, (a, b) -> Arrays.compare(b, a))));
            out.add(code(sqlite.execute(
                    db,
                    "SELECT v FROM (SELECT 'a' AS v UNION SELECT 'b' UNION SELECT '') ORDER BY v COLLATE backwards",
                    Optional.of((columns, _) -> {
                        out.add(columns.getFirst().orElseThrow());
                        return 0;
                    }))));
            out.add("0 " + (value(sqlite.prepare(db, "")).orElseThrow().isPresent() ? 1 : 0));
            try (Statement s = prepare(sqlite, db, sql)) {
                out.add("0 1");
                out.add(code(sqlite.bindText(s, 1, "üa")));
                out.add(code(sqlite.bindConstant(s, 2, Region.forever().text("constant"))));
                out.add("" + sqlite.bindInt64(s, 3, -9007199254740993L));
                out.add(code(sqlite.bindText(s, 4, "")));
                out.add("" + sqlite.step(s));
                out.add(sqlite.columnText(s, 0).orElseThrow().toString());
                out.add(sqlite.columnInt64(s, 1) + " "
                        + Double.toHexString(sqlite.columnDouble(s, 2)).replaceFirst("p(\\d)", "p+$1"));
                out.add("" + sqlite.step(s));
            }
        }
    }

    /** What a thread of its own answers, or how it is refused. */
    private static String elsewhere(Supplier<Object> task) {
        String[] answer = new String[1];
        try {
            Thread.ofPlatform()
                    .start(() -> {
                        try {
                            answer[0] = task.get().toString();
                        } catch (RuntimeException refused) {
                            answer[0] = refused.getClass().getSimpleName();
                        }
                    })
                    .join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return answer[0];
    }

    private static String code(Result<?, Integer> result) {
        return result instanceof Result.Err<?, Integer>(Integer code) ? code.toString() : "0";
    }

    static Connection open(Sqlite sqlite, String name) {
        return value(sqlite.open(name, READWRITE | CREATE)).orElseThrow();
    }

    static Statement prepare(Sqlite sqlite, Connection connection, String sql) {
        return value(sqlite.prepare(connection, sql)).flatMap(made -> made).orElseThrow();
    }

    private static <T> Optional<T> value(Result<T, Integer> result) {
        return switch (result) {
            case Result.Ok<T, Integer>(T value) -> Optional.of(value);
            case Result.Err<T, Integer> _ -> Optional.empty();
        };
    }

    private static void execute(Sqlite sqlite, Connection connection, String sql) {
        try (Statement statement = prepare(sqlite, connection, sql)) {
            sqlite.step(statement);
        }
    }

    /** Each row: the first column as an integer, the next (or the first) as text, the last as a number. */
    private static List<String> rows(Sqlite sqlite, Statement statement) {
        List<String> rows = new ArrayList<>();
        int last = sqlite.columnCount(statement) - 1;
        while (sqlite.step(statement) == ROW) {
            String text = sqlite.columnText(statement, Math.min(1, last))
                    .map(CText::toString)
                    .orElse("NULL");
            rows.add(sqlite.columnInt64(statement, 0) + "|" + text + "|" + sqlite.columnDouble(statement, last));
        }
        return rows;
    }
}
