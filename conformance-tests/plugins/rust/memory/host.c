/*
 * A host in C, which drives the plugin for the memory checkers. What it gives has owners of its own, and is counted.
 *
 *   host LIBRARY [FAULT]
 *
 * FAULT plants a mistake in this host, one that the checkers must find: leak, double, after.
 */
#include "memory.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed;
#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      failed = 1;                                                     \
    }                                                                 \
  } while (0)
/* The call returns. */
#define CALL(call) CHECK(!fails_with(call, NULL))
/* The call fails with this message. */
#define FAILS(call, message) CHECK(fails_with(call, message))
#define TEXT(text) (text), sizeof(text) - 1

static bool fails_with(rdylib_failure *failure, const char *message) {
  bool as_expected;
  if (!failure) return false;
  as_expected = message && failure->length == strlen(message) && !memcmp(failure->message, message, failure->length);
  if (!as_expected) fprintf(stderr, "failed: %.*s\n", (int)failure->length, failure->message);
  failure->drop(failure);
  return message ? as_expected : true;
}

static struct {
  __typeof__(&memory_echo) echo;
  __typeof__(&memory_upper) upper;
  __typeof__(&memory_sort) sort;
  __typeof__(&memory_boxed) boxed;
  __typeof__(&memory_twice) twice;
  __typeof__(&memory_record) record;
  __typeof__(&memory_counted) counted;
  __typeof__(&memory_read) read;
  __typeof__(&memory_sum) sum;
  __typeof__(&memory_tee) tee;
  __typeof__(&memory_home) home;
  __typeof__(&memory_shared) shared;
  __typeof__(&memory_into) into;
  __typeof__(&memory_each) each;
  __typeof__(&memory_adder) adder;
  __typeof__(&memory_tell) tell;
  __typeof__(&memory_later) later;
  __typeof__(&memory_fail) fail;
  __typeof__(&memory_check) check;
} plugin;

/* ---- What the host owns and gives ---- */

static int places; /* that it has made, and nobody has freed */

static void free_bytes(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  places--;
  free(data);
}

static void *place(size_t size) {
  places++;
  return malloc(size ? size : 1);
}

static rdylib_string string(const char *text) {
  size_t length = strlen(text);
  rdylib_string made = {place(length + 3), length, length + 3, free_bytes};
  memcpy(made.data, text, length);
  return made;
}

static bool is(rdylib_string text, const char *expected) {
  bool same = text.length == strlen(expected) && !memcmp(text.data, expected, text.length);
  if (!same) fprintf(stderr, "it is %.*s\n", (int)text.length, text.data);
  text.free(text.data, text.length, text.capacity);
  return same;
}

static void free_strings(void *data, size_t live, size_t capacity) {
  rdylib_string *strings = data;
  for (size_t i = 0; i < live; i++) strings[i].free(strings[i].data, strings[i].length, strings[i].capacity);
  free_bytes(data, 0, capacity);
}

static void free_record(void *data, size_t live, size_t capacity) {
  memory_Record *r = data;
  if (live) {
    r->name.free(r->name.data, r->name.length, r->name.capacity);
    r->tags.free(r->tags.data, r->tags.length, r->tags.capacity);
    if (r->note.data) r->note.free(r->note.data, r->note.length, r->note.length);
    if (r->next.data) r->next.free(r->next.data, 1, 1);
  }
  free_bytes(data, 0, capacity);
}

static rdylib_failure *log_(const char *text, size_t length);
static rdylib_failure *fetch(const char *key, size_t length, rdylib_string *out);
static const memory_imports_table IMPORTS = {log_, fetch};

static int failures; /* of the host's, that nobody has dropped */

static void drop_failure(rdylib_failure *failure) {
  failures--;
  free(failure);
}

static rdylib_failure *fail_with(const char *message) {
  rdylib_failure *failure = malloc(sizeof *failure);
  failure->drop = drop_failure;
  failure->message = message;
  failure->length = strlen(message);
  failures++;
  return failure;
}

static int logged;
static bool refuse_log;

static rdylib_failure *log_(const char *text, size_t length) {
  char *copy = malloc(length); /* reads all of it */
  memcpy(copy, text, length);
  free(copy);
  logged++;
  return refuse_log ? fail_with("the log is full") : NULL;
}

static rdylib_failure *fetch(const char *key, size_t length, rdylib_string *out) {
  if (length == 4 && !memcmp(key, "fail", 4)) return fail_with("nothing is fetched");
  memset(out, 0, sizeof *out);
  if (length != 4 || memcmp(key, "none", 4)) *out = string("fetched");
  return NULL;
}

/* ---- Values with an owner ---- */

static void strings(void) {
  rdylib_string out;
  CALL(plugin.echo(string("to and fro"), &out));
  CHECK(is(out, "to and fro"));
  CALL(plugin.echo(string(""), &out));
  CHECK(is(out, ""));
  CALL(plugin.echo(string("caf\xc3\xa9"), &out));
  rdylib_string again = out; /* what the plugin made goes back to it */
  CALL(plugin.echo(again, &out));
  CHECK(is(out, "caf\xc3\xa9"));
  CALL(plugin.upper(TEXT("stra\xc3\x9f" "e"), &out));
  CHECK(is(out, "STRASSE"));
}

static void vectors(void) {
  static const memory_Point UNSORTED[] = {{3, 1}, {1, 2}, {3, 1}, {2, 9}};
  memory_Vec_Point points = {place(sizeof UNSORTED), 4, 4, free_bytes}, sorted;
  memcpy(points.data, UNSORTED, sizeof UNSORTED);
  CALL(plugin.sort(points, &sorted));
  CHECK(sorted.length == 3 && sorted.data[0].x == 1 && sorted.data[1].x == 2 && sorted.data[2].x == 3);
  sorted.length = 2; /* a receiver may shorten */
  CALL(plugin.sort(sorted, &points));
  CHECK(points.length == 2 && points.data[1].y == 9);
  points.free(points.data, points.length, points.capacity);
  points = (memory_Vec_Point){place(0), 0, 0, free_bytes};
  CALL(plugin.sort(points, &sorted));
  CHECK(sorted.data && !sorted.length);
  sorted.free(sorted.data, sorted.length, sorted.capacity);

  memory_Box_Point point = {place(sizeof(memory_Point)), free_bytes}, back;
  *point.data = (memory_Point){7, 8};
  CALL(plugin.boxed(point, &back));
  CHECK(back.data->x == 8);
  CALL(plugin.boxed(back, &point));
  point.free(point.data, 1, 1);

  memory_Box_slice_u16 numbers = {place(4), 2, free_bytes}, twice;
  numbers.data[0] = 5;
  numbers.data[1] = 6;
  CALL(plugin.twice(numbers, &twice));
  CHECK(twice.length == 4 && twice.data[1] == 5 && twice.data[2] == 6);
  twice.free(twice.data, twice.length, twice.length);
}

static memory_Record record(const char *name, int depth) {
  memory_Record r;
  memset(&r, 0, sizeof r);
  r.name = string(name);
  r.tags = (memory_Vec_String){place(2 * sizeof(rdylib_string)), 2, 2, free_strings};
  r.tags.data[0] = string("a");
  r.tags.data[1] = string("bc");
  if (depth) {
    rdylib_string note = string(depth == 1 ? "none" : "some");
    r.note = (rdylib_box_str){note.data, note.length, free_bytes};
    r.next = (memory_Box_Record){place(sizeof r), free_record};
    *r.next.data = record("deeper", depth - 1);
  }
  return r;
}

static void free_here(memory_Record *r) {
  r->name.free(r->name.data, r->name.length, r->name.capacity);
  r->tags.free(r->tags.data, r->tags.length, r->tags.capacity);
  if (r->note.data) r->note.free(r->note.data, r->note.length, r->note.length);
  if (r->next.data) r->next.free(r->next.data, 1, 1);
}

static void records(void) {
  memory_Record out;
  CALL(plugin.record(record("top", 2), &out));
  CHECK(out.name.length == 3 && !memcmp(out.name.data, "TOP", 3));
  CHECK(out.tags.length == 3 && out.tags.data[2].length == 1 && out.tags.data[0].length == 3);
  CHECK(out.note.length == 7 && !memcmp(out.note.data, "fetched", 7));
  CHECK(out.next.data && !out.next.data->note.data && out.next.data->next.data);
  free_here(&out);

  memory_Record wrong = record("wrong", 1);
  wrong.note.data[0] = 'f'; /* fetch fails for "fail", amid a record half taken apart */
  memcpy(wrong.note.data, "fail", 4);
  FAILS(plugin.record(wrong, &out), "nothing is fetched");
}

static int references;

static void release(void *data) {
  if (!--references) free_bytes(data, 1, 1);
}

static void *retain(const void *data) {
  references++;
  return (void *)data;
}

static void counted(void) {
  static const rdylib_table TABLE = {release, retain, sizeof(memory_Point), RDYLIB_ALIGNOF(memory_Point), 0};
  memory_Arc_Point point = {place(sizeof(memory_Point)), &TABLE};
  memory_Tuple_Arc_Point_Arc_Point out;
  *point.data = (memory_Point){1, 2};
  references = 2; /* one stays here */
  CALL(plugin.counted(point, &out));
  CHECK(references == 2 && out._0.data == point.data && out._1.data->x == 2);
  memory_Point *own = out._1.table->clone(out._1.data);
  out._1.table->drop(out._1.data);
  CHECK(own->y == 1);
  out._1.table->drop(own);
  out._0.table->drop(out._0.data);
  CHECK(references == 1);
  release(point.data);
}

/* ---- Objects ---- */

typedef struct {
  uint64_t total;
  bool fail;
} adder;

static int objects; /* of the host's, that nobody has dropped */

static rdylib_failure *put(void *self, const char *text, size_t length, memory_Result_u32_Level *out) {
  adder *a = self;
  if (a->fail) return fail_with("the host's sink is broken");
  a->total += length;
  if (length == 3 && !memcmp(text, "low", 3)) {
    out->Err.tag = RDYLIB_ERR;
    out->Err._0 = memory_Level_Low;
  } else {
    out->Ok.tag = RDYLIB_OK;
    out->Ok._0 = 1;
  }
  return NULL;
}

static rdylib_failure *total(const void *self, uint64_t *out) {
  *out = ((const adder *)self)->total;
  return NULL;
}

static void drop_adder(void *data) {
  objects--;
  free(data);
}

static int shares;

static void release_adder(void *data) {
  if (!__atomic_sub_fetch(&shares, 1, __ATOMIC_ACQ_REL)) drop_adder(data);
}

static void *retain_adder(const void *data) {
  __atomic_add_fetch(&shares, 1, __ATOMIC_RELAXED);
  return (void *)data;
}

static const memory_Sink_table SINK = memory_Sink_TABLE(adder, drop_adder, put, total);
static const memory_Sink_table SHARED = {{release_adder, retain_adder, sizeof(adder), 8, 2}, put, total};

static adder *sink(void) {
  objects++;
  return calloc(1, sizeof(adder));
}

static uint64_t total_of(memory_Sink s) {
  uint64_t sum = 0;
  CALL(memory_Sink_total(s.data, s.table, &sum));
  return sum;
}

static void sinks(void) {
  memory_Sink own, tee, home;
  memory_Result_u32_Level r;
  adder *mine = sink();
  CALL(plugin.sum(&own));
  CALL(memory_Sink_put(own.data, own.table, TEXT("four"), &r));
  CHECK(r.tag == RDYLIB_OK && r.Ok._0 == 4);
  CALL(memory_Sink_put(own.data, own.table, TEXT("high"), &r));
  CHECK(r.tag == RDYLIB_ERR && r.Err._0 == memory_Level_High);
  FAILS(memory_Sink_put(own.data, own.table, TEXT("panic"), &r), "put was asked to");
  CHECK(total_of(own) == 4);

  CALL(plugin.tee(mine, &SINK, own.data, own.table, &tee));
  CALL(memory_Sink_put(tee.data, tee.table, TEXT("fives"), &r));
  CHECK(r.tag == RDYLIB_OK && r.Ok._0 == 6 && mine->total == 5 && total_of(tee) == 14);
  CALL(memory_Sink_put(tee.data, tee.table, TEXT("low"), &r));
  CHECK(r.tag == RDYLIB_ERR && r.Err._0 == memory_Level_Low);
  mine->fail = true;
  FAILS(memory_Sink_put(tee.data, tee.table, TEXT("x"), &r), "the host's sink is broken");
  mine->fail = false;
  FAILS(memory_Sink_put(tee.data, tee.table, TEXT("panic"), &r), "put was asked to");
  refuse_log = true; /* a call out of a destructor that fails */
  memory_Sink_drop(tee.data, tee.table);
  refuse_log = false;
  CHECK(!objects && !failures);

  mine = sink();
  CALL(plugin.home(mine, &SINK, &home)); /* the host's own comes home as it is */
  CHECK(home.data == mine && home.table == &SINK && objects == 1);
  memory_Sink_drop(home.data, home.table);
  CALL(plugin.sum(&own));
  CALL(plugin.home(own.data, own.table, &home)); /* the plugin's through a handle of its own */
  CHECK(home.data == own.data && home.table == own.table);
  CALL(memory_Sink_put(home.data, home.table, TEXT("thirteen long"), &r));
  memory_Sink_drop(home.data, home.table); /* panics, within */

  adder here = {0, false};
  CALL(plugin.into(&here, &SINK, TEXT("some words low more"), &r));
  CHECK(r.tag == RDYLIB_ERR && here.total == 12);
  here.fail = true;
  logged = 0;
  FAILS(plugin.into(&here, &SINK, TEXT("some words"), &r), "the host's sink is broken");
  CHECK(logged == 1);

  mine = sink();
  mine->total = 9;
  shares = 1;
  CALL(plugin.shared(mine, &SHARED, &own));
  memory_Sink second = memory_Sink_clone(own.data, own.table);
  CHECK(total_of(own) == 4 && total_of(second) == 4);
  memory_Sink_drop(own.data, own.table);
  CHECK(objects == 1);
  memory_Sink_drop(second.data, second.table);
  CHECK(!objects);
}

static void readers(void) {
  static const char *WORDS = "one empty owned many bad after";
  char *text = strdup(WORDS);
  memory_Reader reader;
  memory_Option_Shape shape;
  rdylib_string seen;
  int found = 0;
  CALL(plugin.read(text, strlen(text), &reader));
  for (int i = 0; i < 4; i++) {
    CALL(memory_Reader_next(reader.data, reader.table, &shape));
    CHECK(shape.tag == RDYLIB_SOME);
    found |= 1 << shape.Some._0.tag;
    switch (shape.Some._0.tag) {
      case memory_Shape_Named:
        CHECK(shape.Some._0.Named._0.data == text && shape.Some._0.Named._1.y == 3);
        break;
      case memory_Shape_Owned:
        CHECK(is(shape.Some._0.Owned._0, "OWNED"));
        break;
      case memory_Shape_Many: {
        memory_Vec_Point points = shape.Some._0.Many.points;
        CHECK(points.length == 5 && points.data[4].x == 4);
        points.free(points.data, points.length, points.capacity);
        break;
      }
    }
  }
  CHECK(found == 15);
  FAILS(memory_Reader_next(reader.data, reader.table, &shape), "a bad word");
  CALL(memory_Reader_finish(reader.data, reader.table, &seen)); /* takes the reader */
  CHECK(is(seen, "oneemptyownedmanybad"));
  CALL(plugin.read(text, strlen(text), &reader));
  memory_Reader_drop(reader.data, reader.table);
  free(text);
}

/* ---- Closures ---- */

typedef struct {
  int calls, stop_at, fail_at;
} visitor;

static rdylib_failure *visit(void *self, const char *text, size_t length, bool *out) {
  visitor *v = self;
  CHECK(length == 3 && text[0] >= 'a');
  if (++v->calls == v->fail_at) return fail_with("the visitor has seen enough");
  *out = v->calls != v->stop_at;
  return NULL;
}

static int closures; /* of the host's, that nobody has dropped */

static void drop_closure(void *data) {
  closures--;
  free(data);
}

static rdylib_failure *add(void *self, uint32_t n, uint32_t *out) {
  if (n == 13) return fail_with("thirteen is not added");
  *out = *(uint32_t *)self += n;
  return NULL;
}

static rdylib_failure *told(void *self, rdylib_string word) {
  CHECK(*(bool *)self && is(word, "word"));
  *(bool *)self = false; /* the environment is moved out; its place goes with drop */
  return NULL;
}

static void functions(void) {
  static const memory_each_visit_table VISIT = memory_each_visit_TABLE(visitor, NULL, visit);
  static const memory_adder_add_table ADD = memory_adder_add_TABLE(uint32_t, drop_closure, add);
  static const memory_tell_done_table TOLD = memory_tell_done_TABLE(bool, drop_closure, told);
  uint32_t n;
  visitor v = {0, 0, 0};
  CALL(plugin.each(TEXT("abc def ghi"), &v, &VISIT, &n));
  CHECK(n == 3);
  v = (visitor){0, 2, 0};
  CALL(plugin.each(TEXT("abc def ghi"), &v, &VISIT, &n));
  CHECK(n == 1);
  v = (visitor){0, 0, 2};
  logged = 0;
  FAILS(plugin.each(TEXT("abc def ghi"), &v, &VISIT, &n), "the visitor has seen enough");
  CHECK(logged == 1 && !failures);

  uint32_t *sum = calloc(1, sizeof *sum);
  memory_adder_add adder;
  closures++;
  CALL(plugin.adder(sum, &ADD, &adder));
  CALL(memory_adder_add_call(adder.data, adder.table, 20, &n));
  CALL(memory_adder_add_call(adder.data, adder.table, 1, &n));
  CHECK(n == 23);
  FAILS(memory_adder_add_call(adder.data, adder.table, 13, &n), "thirteen is not added");
  CALL(memory_adder_add_call(adder.data, adder.table, 2, &n));
  CHECK(n == 24 && closures == 1);
  memory_adder_add_drop(adder.data, adder.table);
  CHECK(!closures);

  for (int call = 0; call < 2; call++) {
    bool *there = malloc(sizeof *there);
    *there = true;
    closures++;
    CALL(plugin.tell(call ? "word" : "", call ? 4 : 0, there, &TOLD)); /* called and dropped, or only dropped */
    CHECK(!closures);
  }

  memory_later_result later;
  rdylib_string word;
  CALL(plugin.later(string("late"), &later));
  CALL(memory_later_result_call(later.data, later.table, &word));
  CHECK(is(word, "late"));
  FAILS(memory_later_result_call(later.data, later.table, &word), "an FnOnce was called a second time");
  memory_later_result_drop(later.data, later.table);
  CALL(plugin.later(string("never"), &later));
  memory_later_result_drop(later.data, later.table);
}

/* ---- Failures, and values that are none ---- */

static void panics(void) {
  rdylib_string out;
  logged = 0;
  CALL(plugin.fail(0, &out));
  CHECK(is(out, "none"));
  FAILS(plugin.fail(1, &out), "a text");
  FAILS(plugin.fail(2, &out), "a text of 2");
  FAILS(plugin.fail(3, &out), "a panic with a payload that is no text");
  FAILS(plugin.fail(4, &out), "a panic with a payload that is no text");
  FAILS(plugin.fail(5, &out), "nothing is fetched");
  CHECK(logged == 6 && !failures);
}

/* As the host's compiler would never pass them. */
typedef rdylib_failure *(*raw_check)(uint32_t flag, uint32_t letter, uint32_t level, const char *, size_t, uint32_t *out);
typedef rdylib_failure *(*raw_echo)(rdylib_string text, rdylib_string *out);

static void values(void) {
  raw_check check = (raw_check)(void *)plugin.check;
  uint32_t n;
  rdylib_string out, bad;
  CALL(check(1, 'A', 2, TEXT("xyz"), &n));
  CHECK(n == 1 + 65 + 2 + 3);
  CALL(check(0, 'A', 1, NULL, 0, &n));
  CHECK(n == 66);
  FAILS(check(2, 'A', 1, NULL, 0, &n), "check(flag): a bool that is 2");
  FAILS(check(0, 0xd800, 1, NULL, 0, &n), "check(letter): a char that is 0xd800");
  FAILS(check(0, 0x110000, 1, NULL, 0, &n), "check(letter): a char that is 0x110000");
  FAILS(check(0, 'A', 3, NULL, 0, &n), "check(level): no variant of Level is 3");
  FAILS(check(0, 'A', 1, TEXT("ab\xff"), &n), "check(text): a text that is not UTF-8 from byte 2 on");
  FAILS(plugin.upper(NULL, 0, &out), "upper(text): a null pointer for a text");
  bad = (rdylib_string){NULL, 0, 0, free_bytes};
  FAILS(plugin.echo(bad, &out), "echo(text): a null pointer for a Vec");
  FAILS(plugin.home(NULL, &SINK, (memory_Sink *)&out), "home(sink): a null pointer for an object");
}

/* ---- Mistakes that must be found ---- */

static void plant(const char *fault) {
  rdylib_string out;
  memory_Sink own;
  if (!strcmp(fault, "leak")) {
    CALL(plugin.echo(string("kept"), &out));
    /* Another one, so that no register still has the address of the first when it is looked for. */
    CALL(plugin.echo(string("freed"), &out));
    out.free(out.data, out.length, out.capacity);
  } else if (!strcmp(fault, "double")) {
    CALL(plugin.sum(&own));
    memory_Sink_drop(own.data, own.table);
    memory_Sink_drop(own.data, own.table);
  } else if (!strcmp(fault, "after")) {
    CALL(plugin.echo(string("gone"), &out));
    out.free(out.data, out.length, out.capacity);
    CHECK(out.data[0] != 'x');
  } else {
    CHECK(!"a fault of this name");
  }
}

#define BIND(name) CHECK((*(void **)&plugin.name = dlsym(library, "memory_" #name)))

int main(int argc, char **argv) {
  void *library = argc > 1 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  if (!library) return fprintf(stderr, "%s\n", argc > 1 ? dlerror() : "host LIBRARY [FAULT]"), 2;
  BIND(echo);
  BIND(upper);
  BIND(sort);
  BIND(boxed);
  BIND(twice);
  BIND(record);
  BIND(counted);
  BIND(read);
  BIND(sum);
  BIND(tee);
  BIND(home);
  BIND(shared);
  BIND(into);
  BIND(each);
  BIND(adder);
  BIND(tell);
  BIND(later);
  BIND(fail);
  BIND(check);
  *(const memory_imports_table **)dlsym(library, "memory_imports") = &IMPORTS;
  if (failed) return 2;
  if (argc > 2) {
    plant(argv[2]);
  } else {
    for (int round = 0; round < 3; round++) {
      strings();
      vectors();
      records();
      counted();
      sinks();
      readers();
      functions();
      panics();
      values();
    }
    CHECK(!places && !failures && !objects && !closures);
    if (!failed) puts("all checks hold");
  }
  return failed;
}
