/* A plugin whose objects use in their destructors what they refer to. */
#include "shelves.h"

#define ROOM 65536
#define MOST 8

static uint32_t living;
static char ended[ROOM];

rdylib_failure *shelves_living(uint32_t *out) {
  *out = __atomic_load_n(&living, __ATOMIC_SEQ_CST);
  return NULL;
}

static void *made(size_t size) {
  void *data = calloc(1, size);
  if (!data) abort();
  __atomic_add_fetch(&living, 1, __ATOMIC_SEQ_CST);
  return data;
}

static void given_up(void *data) {
  __atomic_sub_fetch(&living, 1, __ATOMIC_SEQ_CST);
  free(data);
}

/* ---- Texts ---- */

static void free_text(void *data, size_t live, size_t capacity) {
  (void)live, (void)capacity;
  free(data);
}

static rdylib_string room_for(size_t length) {
  char *data = malloc(length + 1);
  if (!data) abort();
  return (rdylib_string){data, length, length + 1, free_text};
}

static rdylib_string copied(const char *data, size_t length) {
  rdylib_string copy = room_for(length);
  memcpy(copy.data, data, length);
  return copy;
}

static void free_string(rdylib_string text) { text.free(text.data, text.length, text.capacity); }

static void say(const char *data, size_t length) {
  size_t used = strlen(ended);
  if (used + length + 1 > ROOM) abort();
  memcpy(ended + used, data, length);
  ended[used + length] = 0;
}

/* What there is to say of something begins. */
static void say_next(rdylib_str name) {
  if (*ended) say(" ", 1);
  say(name.data, name.length);
}

/* The text of an echo, or what it has failed with. */
static void say_text(const void *echo, const shelves_Echo_table *table) {
  rdylib_string text;
  rdylib_failure *failure = shelves_Echo_text(echo, table, &text);
  if (failure) {
    say("failed", 6);
    failure->drop(failure);
    return;
  }
  say(text.data, text.length);
  free_string(text);
}

rdylib_failure *shelves_ended(rdylib_string *out) {
  *out = copied(ended, strlen(ended));
  *ended = 0;
  return NULL;
}

/* ---- Echoes of texts ---- */

typedef struct {
  rdylib_str text;
  uint32_t holders;
} own;

static rdylib_failure *own_text(const void *self, rdylib_string *out) {
  const own *echo = self;
  *out = copied(echo->text.data, echo->text.length);
  return NULL;
}

static rdylib_failure *own_name(const void *self, rdylib_str *out) {
  *out = ((const own *)self)->text;
  return NULL;
}

static void end_own(void *self) {
  say_next(((own *)self)->text);
  given_up(self);
}

static void *retain_own(const void *self) {
  __atomic_add_fetch(&((own *)self)->holders, 1, __ATOMIC_SEQ_CST);
  return (void *)self;
}

static void release_own(void *self) {
  if (__atomic_sub_fetch(&((own *)self)->holders, 1, __ATOMIC_SEQ_CST) == 0) end_own(self);
}

static own *own_of(const char *text, size_t length) {
  own *echo = made(sizeof *echo);
  echo->text = rdylib_str_of(text, length);
  echo->holders = 1;
  return echo;
}

static const shelves_Echo_table OWN = shelves_Echo_TABLE(own, end_own, own_text, own_name);

rdylib_failure *shelves_echo(const char *text, size_t text_length, shelves_Echo *out) {
  *out = shelves_Echo_of(own_of(text, text_length), &OWN);
  return NULL;
}

rdylib_failure *shelves_counted(const char *text, size_t text_length, shelves_Echo *out) {
  static const shelves_Echo_table table = {
      {release_own, retain_own, sizeof(own), RDYLIB_ALIGNOF(own), 2}, own_text, own_name};
  *out = shelves_Echo_of(own_of(text, text_length), &table);
  return NULL;
}

struct shelves_Jar {
  own echo;
};

rdylib_failure *shelves_jar(const char *text, size_t text_length, shelves_Jar **out) {
  *out = (shelves_Jar *)own_of(text, text_length);
  return NULL;
}

void shelves_open(shelves_Jar *jar) { end_own(jar); }

/* ---- Echoes of others ---- */

typedef struct {
  const void *echo;
  const shelves_Echo_table *table;
  rdylib_str name;
  void *to;
  const shelves_telling_to_table *to_table;
} around;

static rdylib_failure *around_text(const void *self, rdylib_string *out) {
  const around *echo = self;
  return shelves_Echo_text(echo->echo, echo->table, out);
}

static rdylib_failure *around_name(const void *self, rdylib_str *out) {
  *out = ((const around *)self)->name;
  return NULL;
}

static void end_around(void *self) {
  around *echo = self;
  say_next(echo->name);
  say(":", 1);
  say_text(echo->echo, echo->table);
  if (echo->to_table) {
    rdylib_failure *failure = shelves_telling_to_call(echo->to, echo->to_table);
    if (failure) failure->drop(failure);
  }
  given_up(echo);
}

static around *around_of(
    const void *of, const shelves_Echo_table *of_table, const char *name, size_t length, shelves_Echo *out) {
  static const shelves_Echo_table table = shelves_Echo_TABLE(around, end_around, around_text, around_name);
  around *echo = made(sizeof *echo);
  echo->echo = of;
  echo->table = of_table;
  echo->name = rdylib_str_of(name, length);
  *out = shelves_Echo_of(echo, &table);
  return echo;
}

rdylib_failure *shelves_around(
    void *echo, const shelves_Echo_table *echo_table, const char *name, size_t name_length, shelves_Echo *out) {
  (void)around_of(echo, echo_table, name, name_length, out);
  return NULL;
}

rdylib_failure *shelves_inside(const shelves_Jar *jar, const char *name, size_t name_length, shelves_Echo *out) {
  (void)around_of(&jar->echo, &OWN, name, name_length, out);
  return NULL;
}

rdylib_failure *shelves_telling(void *echo, const shelves_Echo_table *echo_table, void *to,
                                const shelves_telling_to_table *to_table, shelves_Echo *out) {
  around *telling = around_of(echo, echo_table, "telling", 7, out);
  telling->to = to;
  telling->to_table = to_table;
  return NULL;
}

/* ---- Shelves ---- */

typedef struct {
  rdylib_str name;
  shelves_Echo lent[MOST], given[MOST];
  size_t lent_count, given_count;
  const shelves_Line *line;
  void *by;
  const shelves_by_by_table *by_table;
} shelf;

static rdylib_failure *put(void *self, void *echo, const shelves_Echo_table *echo_table) {
  shelf *of = self;
  if (of->lent_count == MOST) return rdylib_fail("there is no room");
  of->lent[of->lent_count++] = shelves_Echo_of(echo, echo_table);
  return NULL;
}

static rdylib_failure *give(void *self, void *echo, const shelves_Echo_table *echo_table) {
  shelf *of = self;
  if (of->given_count == MOST) {
    shelves_Echo_drop(echo, echo_table);
    return rdylib_fail("there is no room");
  }
  of->given[of->given_count++] = shelves_Echo_of(echo, echo_table);
  return NULL;
}

static rdylib_failure *fill(void *self) {
  shelf *of = self;
  shelves_Echo echo;
  if (!of->by_table) return rdylib_fail("nothing fills it");
  rdylib_failure *failure = shelves_by_by_call(of->by, of->by_table, of->line, &echo);
  return failure ? failure : give(self, echo.data, echo.table);
}

static rdylib_failure *back(void *self, shelves_Echo *out) {
  shelf *of = self;
  *out = of->given_count ? of->given[--of->given_count] : shelves_Echo_of(NULL, NULL);
  return NULL;
}

static void end_shelf(void *self) {
  shelf *of = self;
  say_next(of->name);
  say("[", 1);
  for (size_t i = 0; i < of->lent_count; i++) {
    if (i) say("+", 1);
    say_text(of->lent[i].data, of->lent[i].table);
  }
  say("]", 1);
  for (size_t i = 0; i < of->given_count; i++) shelves_Echo_drop(of->given[i].data, of->given[i].table);
  if (of->by_table) shelves_by_by_drop(of->by, of->by_table);
  given_up(of);
}

static shelf *shelf_of(rdylib_str name, shelves_Shelf *out) {
  static const shelves_Shelf_table table = shelves_Shelf_TABLE(shelf, end_shelf, put, give, fill, back);
  shelf *of = made(sizeof *of);
  of->name = name;
  *out = shelves_Shelf_of(of, &table);
  return of;
}

rdylib_failure *shelves_shelf(const char *name, size_t name_length, shelves_Shelf *out) {
  (void)shelf_of(rdylib_str_of(name, name_length), out);
  return NULL;
}

rdylib_failure *shelves_both(
    const char *name, size_t name_length, const char *other, size_t other_length, shelves_Shelf *out) {
  (void)other, (void)other_length;
  return shelves_shelf(name, name_length, out);
}

rdylib_failure *shelves_heard(const char *name, size_t name_length, void *by, const shelves_telling_to_table *by_table,
                              shelves_Shelf *out) {
  (void)by, (void)by_table;
  return shelves_shelf(name, name_length, out);
}

rdylib_failure *shelves_of_line(
    const shelves_Line *line, void *by, const shelves_by_by_table *by_table, shelves_Shelf *out) {
  shelf *of = shelf_of(line->text, out);
  of->line = line;
  of->by = by;
  of->by_table = by_table;
  return NULL;
}

rdylib_failure *shelves_by(const shelves_Line *line, void *also, const shelves_telling_to_table *also_table, void *by,
                           const shelves_by_by_table *by_table, shelves_Shelf *out) {
  (void)also, (void)also_table;
  return shelves_of_line(line, by, by_table, out);
}

/* ---- What callbacks answer with ---- */

static rdylib_failure *read_and_drop(shelves_Echo echo, rdylib_string *out) {
  rdylib_failure *failure = shelves_Echo_text(echo.data, echo.table, out);
  shelves_Echo_drop(echo.data, echo.table);
  return failure;
}

rdylib_failure *shelves_ask(
    const char *text, size_t text_length, void *by, const shelves_ask_by_table *by_table, rdylib_string *out) {
  shelves_Echo echo;
  rdylib_failure *failure = shelves_ask_by_call(by, by_table, text, text_length, &echo);
  return failure ? failure : read_and_drop(echo, out);
}

rdylib_failure *shelves_asked(
    const char *text, size_t text_length, void *by, const shelves_asked_by_table *by_table, rdylib_string *out) {
  shelves_Echo echo;
  rdylib_failure *failure = shelves_asked_by_call(by, by_table, text, text_length, &echo);
  return failure ? failure : read_and_drop(echo, out);
}

rdylib_failure *shelves_pass(
    const char *text, size_t text_length, void *by, const shelves_pass_by_table *by_table, rdylib_string *out) {
  shelves_Echo echo;
  rdylib_failure *failure = shelves_counted(text, text_length, &echo);
  if (!failure) failure = shelves_pass_by_call(by, by_table, echo.data, echo.table, &echo);
  return failure ? failure : read_and_drop(echo, out);
}

rdylib_failure *shelves_twice(
    const char *text, size_t text_length, void *by, const shelves_twice_by_table *by_table, rdylib_string *out) {
  shelves_Echo echo;
  shelves_Tuple_Arc_Echo_Arc_Echo both;
  rdylib_string first, second;
  rdylib_failure *failure = shelves_counted(text, text_length, &echo);
  if (!failure) failure = shelves_twice_by_call(by, by_table, echo.data, echo.table, &both);
  if (failure) return failure;
  failure = read_and_drop(both._0, &first);
  if (failure) {
    shelves_Echo_drop(both._1.data, both._1.table);
    return failure;
  }
  failure = read_and_drop(both._1, &second);
  if (!failure) {
    *out = room_for(first.length + second.length);
    memcpy(out->data, first.data, first.length);
    memcpy(out->data + first.length, second.data, second.length);
    free_string(second);
  }
  free_string(first);
  return failure;
}

rdylib_failure *shelves_lines(
    const char *text, size_t text_length, void *by, const shelves_lines_by_table *by_table, rdylib_string *out) {
  shelves_Echo echo;
  shelves_Line line = {rdylib_str_of(text, text_length), 1};
  rdylib_failure *failure = shelves_echo(text, text_length, &echo);
  if (!failure) failure = shelves_lines_by_call(by, by_table, echo.data, echo.table, &line, &echo);
  return failure ? failure : read_and_drop(echo, out);
}
