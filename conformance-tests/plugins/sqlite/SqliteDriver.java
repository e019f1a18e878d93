package org.rdylib.conformance.sqlite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.plugins.CLibrary;
import org.rdylib.loader.CText;
import org.rdylib.loader.Mut;
import org.rdylib.verifier.Unload;

/** A host of the system's SQLite. The test compiles it together with the stubs that it uses. */
public final class SqliteDriver implements CLibrary {

    private static final int ROW = 100;

    @Override
    public List<String> run(String what, Path library, Path folder) throws Exception {
        List<String> out = new ArrayList<>();
        switch (what) {
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
            case "error" -> {
                var place = Mut.of(Optional.<Statement>empty());
                out.add("" + sqlite.prepare(connection, "SELEC 1", -1, place, 0));
                out.add("" + place.get());
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
            case "place-that-is-full" -> {
                Statement s = prepare(sqlite, connection, "SELECT 1");
                sqlite.prepare(connection, "SELECT 2", -1, Mut.of(Optional.of(s)), 0);
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
            default -> throw new IllegalArgumentException(what);
        }
        connection.close();
    }

    private static Connection open(Sqlite sqlite, String name) {
        var place = Mut.of(Optional.<Connection>empty());
        int code = sqlite.open(name, place);
        if (code != 0) {
            throw new IllegalStateException("open: " + code);
        }
        return place.get().orElseThrow();
    }

    private static Statement prepare(Sqlite sqlite, Connection connection, String sql) {
        var place = Mut.of(Optional.<Statement>empty());
        int code = sqlite.prepare(connection, sql, -1, place, 0);
        if (code != 0) {
            throw new IllegalStateException(sqlite.errorMessage(connection).toString());
        }
        return place.get().orElseThrow();
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
