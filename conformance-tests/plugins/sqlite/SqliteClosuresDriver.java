package org.rdylib.conformance.sqlite;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.Result;
import org.rdylib.loader.Unit;
import org.rdylib.loader.stub.HostTargets;

/** What SQLite does with functions of Java's. */
final class SqliteClosuresDriver {

    private static final int UTF8 = 1;

    private SqliteClosuresDriver() {}

    static void run(String what, Sqlite sqlite, Connection connection, List<String> out) {
        switch (what) {
            case "rows" -> {
                out.add(""
                        + each(sqlite, connection, "SELECT id, text FROM word ORDER BY id", (columns, names) -> {
                            out.add(names + " " + columns);
                            return 0;
                        }));
                out.add("" + each(sqlite, connection, "DELETE FROM word WHERE id > 9", (_, _) -> 1));
            }
            case "rows-stopped" ->
                out.add(""
                        + each(sqlite, connection, "SELECT id FROM word ORDER BY id", (columns, _) -> {
                            out.add(columns.getFirst().orElseThrow());
                            return columns.getFirst().equals(Optional.of("2")) ? 1 : 0;
                        }));
            case "rows-that-throw" -> {
                Exception thrown = new Exception("the second row");
                try {
                    each(sqlite, connection, "SELECT id FROM word ORDER BY id", (columns, _) -> {
                        out.add(columns.getFirst().orElseThrow());
                        if (columns.getFirst().equals(Optional.of("2"))) {
                            throw SqliteClosuresDriver.<RuntimeException>sneak(thrown);
                        }
                        return 0;
                    });
                } catch (Exception caught) {
                    out.add("the same: " + (caught == thrown));
                }
                // Nothing of it is left: neither in the stub nor in SQLite.
                out.add(""
                        + each(sqlite, connection, "SELECT 7", (columns, _) -> {
                            out.add(columns.getFirst().orElseThrow());
                            return 0;
                        }));
            }
            case "rows-in-rows" -> {
                try {
                    each(sqlite, connection, "SELECT id FROM word ORDER BY id", (outer, _) -> {
                        out.add("outer " + outer.getFirst().orElseThrow());
                        try {
                            each(sqlite, connection, "SELECT 'inner'", (inner, _) -> {
                                throw new IllegalStateException(inner.getFirst().orElseThrow());
                            });
                        } catch (IllegalStateException thrown) {
                            out.add("caught " + thrown.getMessage());
                        }
                        each(sqlite, connection, "SELECT 'through'", (inner, _) -> {
                            throw new IllegalStateException(inner.getFirst().orElseThrow());
                        });
                        return 0;
                    });
                } catch (IllegalStateException thrown) {
                    out.add("out " + thrown.getMessage());
                }
            }
            case "collation" -> {
                long before = HostTargets.living();
                try (Connection own = SqliteDriver.open(sqlite, ":memory:")) {
                    Compare compare = new Compare(out);
                    out.add("" + sqlite.createCollation(own, "backwards", UTF8, compare));
                    each(
                            sqlite,
                            own,
                            "SELECT v FROM (SELECT 'a' AS v UNION SELECT 'ab' UNION SELECT '') ORDER BY v"
                                    + " COLLATE backwards",
                            (columns, _) -> {
                                out.add(columns.getFirst().orElseThrow());
                                return 0;
                            });
                    out.add("kept " + (HostTargets.living() - before));
                    out.add("" + sqlite.createCollation(own, "backwards", UTF8, (a, b) -> 0));
                    out.add("kept " + (HostTargets.living() - before));
                }
                out.add("kept " + (HostTargets.living() - before));
            }
            case "collation-that-is-missing" -> {
                Connection[] lent = new Connection[1];
                try (Connection own = SqliteDriver.open(sqlite, ":memory:")) {
                    out.add(""
                            + sqlite.onMissingCollation(own, (view, encoding, name) -> {
                                out.add(encoding + " " + name);
                                out.add("" + sqlite.createCollation(view, name, encoding, new Compare(out)));
                                lent[0] = view;
                            }));
                    each(
                            sqlite,
                            own,
                            "SELECT v FROM (SELECT 'a' AS v UNION SELECT 'ab' UNION SELECT '') ORDER BY v"
                                    + " COLLATE backwards",
                            (columns, _) -> {
                                out.add(columns.getFirst().orElseThrow());
                                return 0;
                            });
                    try {
                        sqlite.changes(lent[0]);
                    } catch (RegionClosedException closed) {
                        out.add(closed.getMessage());
                    }
                }
            }
            case "collation-refused" -> {
                long before = HostTargets.living();
                long refused = HostTargets.refused();
                // SQLITE_MISUSE: there is no such encoding.
                out.add("" + sqlite.createCollation(connection, "backwards", 99, new Compare(out)));
                out.add("kept " + (HostTargets.living() - before) + ", refused " + (HostTargets.refused() - refused));
            }
            case "collation-that-throws" -> {
                int[] calls = new int[1];
                sqlite.createCollation(connection, "wrong", UTF8, (a, b) -> {
                    calls[0]++;
                    throw new IllegalStateException("call " + calls[0]);
                });
                try (Statement s =
                        SqliteDriver.prepare(sqlite, connection, "SELECT text FROM word ORDER BY text COLLATE wrong")) {
                    sqlite.step(s);
                } catch (IllegalStateException thrown) {
                    out.add(thrown.getMessage() + ", suppressed " + thrown.getSuppressed().length);
                }
            }
            case "progress" -> {
                int[] calls = new int[1];
                sqlite.onProgress(connection, 10, Optional.of(() -> ++calls[0] == 3 ? 1 : 0));
                // SQLITE_INTERRUPT
                out.add("" + endless(sqlite, connection) + " after " + calls[0]);
                sqlite.onProgress(connection, 10, Optional.of(() -> {
                    throw new IllegalStateException("enough");
                }));
                try {
                    endless(sqlite, connection);
                } catch (IllegalStateException thrown) {
                    out.add(thrown.getMessage());
                }
                sqlite.onProgress(connection, 0, Optional.empty());
                out.add("" + each(sqlite, connection, "SELECT 1", (_, _) -> 0) + " after " + calls[0]);
            }
            case "update" -> {
                sqlite.onUpdate(
                        connection,
                        (kind, database, table, row) -> out.add(kind + " " + database + "." + table + " " + row));
                each(
                        sqlite,
                        connection,
                        "INSERT INTO word VALUES (10, '', 0); DELETE FROM word WHERE id = 1",
                        (_, _) -> 0);
            }
            case "update-that-throws" -> {
                sqlite.onUpdate(connection, (_, _, _, row) -> {
                    throw new IllegalStateException("row " + row);
                });
                try {
                    each(sqlite, connection, "DELETE FROM word WHERE id > 0", (_, _) -> 0);
                } catch (IllegalStateException thrown) {
                    out.add(thrown.getMessage() + ", suppressed " + thrown.getSuppressed().length);
                }
            }
            case "many-rows" -> {
                long[] sum = new long[1];
                each(
                        sqlite,
                        connection,
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
                                + " SELECT i FROM n",
                        (columns, _) -> {
                            sum[0] += Long.parseLong(columns.getFirst().orElseThrow());
                            return 0;
                        });
                out.add("" + sum[0]);
            }
            case "without-stack" -> {
                try {
                    deeper(sqlite, connection);
                } catch (StackOverflowError error) {
                    out.add("StackOverflowError");
                }
                out.add("" + each(sqlite, connection, "SELECT 1", (_, _) -> 0));
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void deeper(Sqlite sqlite, Connection connection) {
        each(sqlite, connection, "SELECT 1", (_, _) -> {
            deeper(sqlite, connection);
            return 0;
        });
    }

    private static Result<Unit, Integer> endless(Sqlite sqlite, Connection connection) {
        return each(
                sqlite,
                connection,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)" + " SELECT count(*) FROM n",
                (_, _) -> 0);
    }

    private static Result<Unit, Integer> each(Sqlite sqlite, Connection connection, String sql, Sqlite.ExecuteRow row) {
        return sqlite.execute(connection, sql, Optional.of(row));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: nothing is cast
    private static <X extends Throwable> X sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** Orders backwards, and tells when it is dropped. */
    private record Compare(List<String> out) implements Sqlite.CreateCollationCompare {

        @Override
        public int call(byte[] a, byte[] b) {
            return Arrays.compare(b, a);
        }

        @Override
        public void close() {
            out.add("dropped");
        }
    }
}
