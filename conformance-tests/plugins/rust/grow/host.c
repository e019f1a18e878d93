/* Drives the plugin `grow` with declarations written by hand from the specification. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct failure {
  void (*drop)(struct failure *);
  const char *message;
  size_t length;
} failure;
typedef struct { const char *data; size_t length; } str;
typedef struct { char *data; size_t length, capacity; void (*free)(void *, size_t, size_t); } string;
typedef union {
  uint8_t tag;
  struct { uint8_t tag, number; str text; } line;
  struct { uint8_t tag, a; uint16_t b; uint8_t c; } pair;
  uint64_t storage[4];
} note;
typedef struct { note note; uint16_t level; } holder;
typedef struct { note note; uint16_t level; } passed;

typedef struct {
  void (*drop)(void *);
  void *(*clone)(const void *);
  size_t size, align, slots;
  failure *(*put)(void *, note, uint16_t *);
  failure *(*name)(const void *, str *);
  failure *(*end)(void *, uint16_t, str *);
  failure *(*tick)(const void *);
  uint32_t (*plain)(const void *);
} sink_table;
typedef struct { void *data; const sink_table *table; } sink;

typedef struct {
  failure *(*log)(const char *, size_t);
  failure *(*next)(uint32_t, uint32_t *);
  uint32_t (*twice)(uint32_t);
} imports;

extern const imports *grow_imports;
failure *grow_pass(note, uint16_t, passed *);
failure *grow_make(const char *, size_t, note *);
failure *grow_describe(const holder *, string *);
failure *grow_sink(void *, const sink_table *, sink *);
failure *grow_bare(sink *);
failure *grow_ask(uint32_t, uint32_t *);
failure *grow_maybe(void);

static int failed, dropped;
#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      printf("line %d: %s\n", __LINE__, #condition); \
      failed = 1; \
    } \
  } while (0)
#define OK(call) CHECK(!(call))

static bool is(str text, const char *expected) {
  bool same = text.length == strlen(expected) && !memcmp(text.data, expected, text.length);
  if (!same) printf("not \"%s\" but \"%.*s\"\n", expected, (int)text.length, text.data);
  return same;
}
static bool fails(failure *f, const char *message) {
  bool same = f && is((str){f->message, f->length}, message);
  if (f) f->drop(f);
  return same;
}
static bool describes(note n, uint16_t level, const char *expected) {
  holder h = {n, level};
  string text;
  OK(grow_describe(&h, &text));
  bool same = is((str){text.data, text.length}, expected);
  text.free(text.data, text.length, text.capacity);
  return same;
}

static void drop(void *self) { (void)self, dropped++; }
static failure *put(void *self, note n, uint16_t *out) { return (void)self, *out = n.tag, NULL; }
static failure *name(const void *self, str *out) { return *out = (str){self, 4}, NULL; }
static failure *end(void *self, uint16_t level, str *out) {
  dropped++;
  *out = level == 7 ? (str){self, 4} : (str){NULL, 0};
  return NULL;
}
static failure *tick(const void *self) { return (void)self, NULL; }
static uint32_t plain(const void *self) { return (void)self, 5; }
static const sink_table FULL = {drop, NULL, 0, 1, 5, put, name, end, tick, plain};
/* An older host's has one slot; what lies behind is no table any more. */
static const sink_table OLD = {
    drop, NULL, 0, 1, 1, put, (failure *(*)(const void *, str *))8, (failure *(*)(void *, uint16_t, str *))8,
    (failure *(*)(const void *))8, (uint32_t(*)(const void *))8};
static const sink_table HOLES = {drop, NULL, 0, 1, 5, put, NULL, NULL, NULL, NULL};

static failure *heard(const char *text, size_t length) {
  CHECK(is((str){text, length}, "asked"));
  return NULL;
}
static failure *next(uint32_t seed, uint32_t *out) { return *out = seed + 1, NULL; }
static uint32_t twice(uint32_t seed) { return 2 * seed; }

static void notes(void) {
  note n, zero;
  passed p;
  memset(&zero, 0, sizeof zero);
  CHECK(sizeof(note) == 32 && sizeof(holder) == 40);
  memset(&n, 0xff, sizeof n);
  OK(grow_make("", 0, &n));
  CHECK(!memcmp(&n, &zero, sizeof n)); /* what lies behind the variant is zero */
  memset(&n, 0xff, sizeof n);
  OK(grow_make("pair", 4, &n));
  CHECK(n.tag == 2 && n.pair.a == 1 && n.pair.b == 2 && n.pair.c == 3);
  CHECK(!memcmp((char *)&n + 5, (char *)&zero + 5, sizeof n - 5));
  CHECK(describes(n, 1, "1 2 3 low"));
  OK(grow_make("text", 4, &n));
  CHECK(n.tag == 1 && n.line.number == 9 && is(n.line.text, "text") && n.storage[3] == 0);
  CHECK(describes(n, 7, "9 text high"));
  memset(&n, 0xab, sizeof n); /* a variant of a later version */
  CHECK(describes(n, 9, "Note 171 171 Level(9)"));
  OK(grow_pass(n, 65535, &p));
  CHECK(!memcmp(&p.note, &n, sizeof n) && p.level == 65535);
  n.tag = 1;
  n.line.text = (str){"\xff", 1};
  CHECK(fails(grow_pass(n, 1, &p), "Note.Line.1: a text that is not UTF-8 from byte 0 on"));
}

static void sinks(void) {
  const sink_table *tables[] = {&FULL, &OLD, &HOLES};
  for (int i = 0; i < 3; i++) {
    sink s;
    str text;
    uint16_t level;
    note n;
    memset(&n, 0, sizeof n);
    OK(grow_sink("host", tables[i], &s));
    OK(s.table->put(s.data, n, &level));
    CHECK(level == 0 && s.table->slots == 5);
    OK(s.table->name(s.data, &text));
    CHECK(is(text, i == 0 ? "host" : "nameless"));
    if (i == 0) OK(s.table->tick(s.data));
    else CHECK(fails(s.table->tick(s.data), "Sink.tick is not implemented"));
    CHECK(s.table->plain(s.data) == (i == 0 ? 5 : 404));
    CHECK(dropped == i);
    OK(s.table->end(s.data, 7, &text));
    CHECK(is(text, i == 0 ? "host" : "no end") && dropped == i + 1);
  }
  sink bare;
  str text;
  OK(grow_bare(&bare));
  CHECK(fails(bare.table->name(bare.data, &text), "Sink.name is not implemented"));
  CHECK(fails(bare.table->end(bare.data, 1, &text), "Sink.end is not implemented"));
}

static void functions(void) {
  imports all = {heard, next, twice}, none = {NULL, NULL, NULL}, some = {heard, NULL, NULL};
  uint32_t n;
  grow_imports = &all;
  OK(grow_ask(10, &n));
  CHECK(n == 31);
  grow_imports = &some;
  OK(grow_ask(10, &n));
  CHECK(n == 3);
  grow_imports = &none;
  OK(grow_ask(10, &n));
  CHECK(n == 0);
  OK(grow_maybe());
}

int main(void) {
  notes();
  sinks();
  functions();
  puts(failed ? "FAILED" : "all checks hold");
  return failed;
}
