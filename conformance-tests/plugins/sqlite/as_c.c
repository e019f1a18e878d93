/* What a program in C gets of SQLite, for the host in Java to be held against. */
#include <sqlite3.h>
#include <stdio.h>

int main(void) {
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
