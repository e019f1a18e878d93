/* Asks for what may be missing, and calls it: what is there is called, what is not fails and has done nothing. */
#include "every.h"

static int wrong;
#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "line %d: %s\n", __LINE__, #condition); \
      wrong = 1; \
    } \
  } while (0)

static bool fails(rdylib_failure *failure, const char *message) {
  bool does = failure && failure->length == strlen(message) && !memcmp(failure->message, message, failure->length);
  if (failure) failure->drop(failure);
  return does;
}

/* ---- Methods ---- */

static int raw_turns;

static rdylib_failure *turn(void *self, uint8_t by) {
  *(int *)self += by;
  return NULL;
}

static rdylib_failure *back(void *self, const char *by, size_t by_length, every_Tuple_u8_u16 *out) {
  out->_0 = (uint8_t)by[by_length - 1];
  out->_1 = (uint16_t)*(int *)self;
  return NULL;
}

static uint32_t raw_back(const void *self, uint8_t by) { return (uint32_t)*(const int *)self + by; }

static void raw_turn(const void *self) { raw_turns += *(const int *)self; }

static const every_Walker_table all =
    every_Walker_TABLE(int, NULL, NULL, NULL, NULL, NULL, NULL, turn, back, raw_back, raw_turn);

static void has_all(void) {
  int self = 3;
  every_Tuple_u8_u16 two = {0, 0};
  uint32_t number = 0;
  CHECK(every_Walker_has_turn(&all) && every_Walker_has_back(&all));
  CHECK(every_Walker_has_raw_back(&all) && every_Walker_has_raw_turn(&all));
  CHECK(!every_Walker_turn(&self, &all, 4) && self == 7);
  CHECK(!every_Walker_back(&self, &all, "by", 2, &two) && two._0 == 'y' && two._1 == 7);
  CHECK(!every_Walker_raw_back(&self, &all, 10, &number) && number == 17);
  CHECK(!every_Walker_raw_turn(&self, &all) && raw_turns == 7);
}

static void has_none(const every_Walker_table *table) {
  int self = 3;
  every_Tuple_u8_u16 two = {1, 2};
  uint32_t number = 5;
  CHECK(!every_Walker_has_turn(table) && !every_Walker_has_back(table));
  CHECK(!every_Walker_has_raw_back(table) && !every_Walker_has_raw_turn(table));
  CHECK(fails(every_Walker_turn(&self, table, 4), "every: an object has no Walker.turn") && self == 3);
  CHECK(fails(every_Walker_back(&self, table, "by", 2, &two), "every: an object has no Walker.back"));
  CHECK(two._0 == 1 && two._1 == 2);
  CHECK(fails(every_Walker_raw_back(&self, table, 10, &number), "every: an object has no Walker.raw_back") && number == 5);
  CHECK(fails(every_Walker_raw_turn(&self, table), "every: an object has no Walker.raw_turn") && raw_turns == 7);
}

/* One of an older version, behind which is nothing of ours. */
static every_Walker_table *older(void) {
  size_t size = offsetof(every_Walker_table, turn);
  every_Walker_table *table = (every_Walker_table *)malloc(size);
  if (!table) exit(1);
  memcpy((void *)table, &all, size);
  table->header.slots = 5;
  return table;
}

/* ---- Imports ---- */

static size_t logged;

static rdylib_failure *log_length(const char *message, size_t message_length) {
  (void)message;
  logged += message_length;
  return NULL;
}

static rdylib_failure *get(rdylib_string key, rdylib_string *out) {
  *out = key;
  return NULL;
}

static uint64_t now(void) { return 12345678901; }

static void nudge(float by) { logged += (size_t)by; }

static rdylib_string text(void) {
  static char data[] = "key";
  rdylib_string made = {data, 3, 3, NULL};
  return made;
}

static void provided(void) {
  every_imports_table table = {0};
  rdylib_string got = {0};
  uint64_t at = 0;
  table.perhaps_log = log_length;
  table.perhaps_get = get;
  table.perhaps_now = now;
  table.perhaps_nudge = nudge;
  every_imports = &table;
  CHECK(every_has_perhaps_log() && every_has_perhaps_get() && every_has_perhaps_now() && every_has_perhaps_nudge());
  CHECK(!every_perhaps_log("four", 4) && logged == 4);
  CHECK(!every_perhaps_get(text(), &got) && got.length == 3);
  CHECK(!every_perhaps_now(&at) && at == 12345678901);
  CHECK(!every_perhaps_nudge(2.5F) && logged == 6);
  every_imports = NULL;
}

static void missing(const char *log_says, const char *get_says, const char *now_says, const char *nudge_says) {
  rdylib_string got = {0};
  uint64_t at = 1;
  CHECK(!every_has_perhaps_log() && !every_has_perhaps_get() && !every_has_perhaps_now() && !every_has_perhaps_nudge());
  CHECK(fails(every_perhaps_log("four", 4), log_says));
  CHECK(fails(every_perhaps_get(text(), &got), get_says) && !got.data);
  CHECK(fails(every_perhaps_now(&at), now_says) && at == 1);
  CHECK(fails(every_perhaps_nudge(2.5F), nudge_says) && logged == 6);
}

int main(void) {
  static const every_Walker_table empty =
      every_Walker_TABLE(int, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  static const every_imports_table nothing = {0};
  static const char early[] = "every: the imports are not there yet";
  every_Walker_table *short_table = older();
  has_all();
  has_none(&empty);
  has_none(short_table);
  free(short_table);
  provided();
  missing(early, early, early, early);
  every_imports = &nothing;
  missing("every: the host has no perhaps_log", "every: the host has no perhaps_get", "every: the host has no perhaps_now",
          "every: the host has no perhaps_nudge");
  return wrong;
}
