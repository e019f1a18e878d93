/* What a program in C gets of SQLite, for the host in Java to be held against. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static int row(void *data, int count, char **columns, char **names) {
  (void)data;
  printf("%s=%s %s=%s\n", names[0], columns[0], names[count - 1], columns[1] ? columns[1] : "NULL");
  return 0;
}

static int first(void *data, int count, char **columns, char **names) {
  (void)count;
  (void)names;
  printf("%s\n", columns[0]);
  return *(int *)data;
}

static int backwards(void *data, int n, const void *a, int m, const void *b) {
  (void)data;
  int order = memcmp(b, a, n < m ? n : m);
  return order ? order : m - n;
}

int main(void) {
  int on = 0, stop = 1;
  static const char sql[] = "SELECT ?1 || ?2, length(?1), 2.5 * ?3";
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  int code;
  printf("%s\n", sqlite3_libversion());
  printf("%d\n", sqlite3_open_v2("/missing/file", &db, SQLITE_OPEN_READWRITE, NULL));
  sqlite3_close(db);
  printf("%d\n", sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL));
  printf("%d\n", sqlite3_exec(db, "CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)", NULL, NULL, NULL));
  printf("%d %lld\n", sqlite3_changes(db), sqlite3_last_insert_rowid(db));
  code = sqlite3_prepare_v2(db, sql, 4, &statement, NULL);
  printf("%d %d\n", code, statement != NULL);
  printf("%s\n", sqlite3_errmsg(db));
  printf("%d\n", sqlite3_exec(db, "SELECT a, NULL AS n FROM t", row, NULL, NULL));
  printf("%d\n", sqlite3_exec(db, "SELECT a FROM t", first, &stop, NULL));
  printf("%d\n", sqlite3_create_collation_v2(db, "backwards", SQLITE_UTF8, NULL, backwards, NULL));
  printf("%d\n", sqlite3_exec(db,
      "SELECT v FROM (SELECT 'a' AS v UNION SELECT 'b' UNION SELECT '') ORDER BY v COLLATE backwards",
      first, &on, NULL));
  code = sqlite3_prepare_v2(db, "", 0, &statement, NULL);
  printf("%d %d\n", code, statement != NULL);
  code = sqlite3_prepare_v2(db, sql, sizeof sql - 1, &statement, NULL);
  printf("%d %d\n", code, statement != NULL);
  printf("%d\n", sqlite3_bind_text(statement, 1, "\xc3\xbc" "a", 3, SQLITE_TRANSIENT));
  printf("%d\n", sqlite3_bind_text64(statement, 2, "constant", 8, SQLITE_STATIC, SQLITE_UTF8));
  printf("%d\n", sqlite3_bind_int64(statement, 3, -9007199254740993));
  printf("%d\n", sqlite3_bind_text(statement, 4, "", 0, SQLITE_TRANSIENT));
  printf("%d\n", sqlite3_step(statement));
  printf("%s\n", sqlite3_column_text(statement, 0));
  printf("%lld %a\n", sqlite3_column_int64(statement, 1), sqlite3_column_double(statement, 2));
  printf("%d\n", sqlite3_step(statement));
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return 0;
}
