/* Drives the plugin `kit` through the header that the C generator makes of the same descriptor. */
#include "kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed;
static int lent;      /* what the host has given away and not had back */
static char heard[4096];

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      printf("line %d: %s\n", __LINE__, #condition); \
      failed = 1; \
    } \
  } while (0)
#define OK(call) \
  do { \
    rdylib_failure *f_ = (call); \
    if (f_) { \
      printf("line %d: %s: %.*s\n", __LINE__, #call, (int)f_->length, f_->message); \
      f_->drop(f_); \
      exit(1); \
    } \
  } while (0)
#define TEXT(text) (text), sizeof(text) - 1

static int is(rdylib_str text, const char *expected) {
  return text.length == strlen(expected) && memcmp(text.data, expected, text.length) == 0;
}

static int fails(rdylib_failure *f, const char *message) {
  rdylib_str text = {f ? f->message : "", f ? f->length : 0};
  int same = f && is(text, message);
  if (f && !same) printf("failed otherwise: %.*s\n", (int)f->length, f->message);
  if (f) f->drop(f);
  return same;
}

/* ---- owned values of the host's ---- */

static void free_place(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  lent--;
  free(data);
}

static void free_strings(void *data, size_t live, size_t capacity) {
  rdylib_string *all = data;
  for (size_t i = 0; i < live; i++) all[i].free(all[i].data, all[i].length, all[i].capacity);
  free_place(data, live, capacity);
}

static void *give(const void *data, size_t size) {
  void *copy = malloc(size ? size : 1);
  memcpy(copy, data, size);
  lent++;
  return copy;
}

static rdylib_string string(const char *text) {
  size_t length = strlen(text);
  rdylib_string made = {give(text, length), length, length, free_place};
  return made;
}

static int is_string(rdylib_string *s, const char *expected) {
  rdylib_str text = {s->data, s->length};
  int same = is(text, expected);
  if (!same) printf("not \"%s\" but \"%.*s\"\n", expected, (int)s->length, s->data);
  s->free(s->data, s->length, s->capacity);
  return same;
}

/* ---- objects of the host's ---- */

typedef struct {
  uint64_t count;
  int references;
} counter;

static void counter_drop(void *self) {
  counter *c = self;
  if (--c->references == 0) {
    lent--;
    free(c);
  }
}
static void *counter_clone(const void *self) {
  ((counter *)self)->references++;
  return (void *)self;
}
static rdylib_failure *counter_add(void *self, uint32_t by, uint64_t *out) {
  if (by == 13) return rdylib_fail("thirteen");
  *out = ((counter *)self)->count += by;
  return NULL;
}
static rdylib_failure *counter_name(const void *self, rdylib_str *out) {
  (void)self;
  out->data = "host's";
  out->length = 6;
  return NULL;
}
static rdylib_failure *counter_own(const void *self, rdylib_str *out) {
  (void)self;
  out->data = NULL;
  out->length = 0;
  return NULL;
}
static rdylib_failure *counter_finish(void *self, rdylib_string *out) {
  char text[64];
  snprintf(text, sizeof text, "host's ended at %d", (int)((counter *)self)->count);
  *out = string(text);
  counter_drop(self);
  return NULL;
}
static uint64_t counter_plain(const void *self, uint32_t factor) {
  return ((const counter *)self)->count * factor;
}
static rdylib_failure *counter_merge(void *self, void *other, const kit_Counter_table *table) {
  ((counter *)self)->count += table->plain(other, 1);
  return NULL;
}
static rdylib_failure *counter_total(const void *self, uint64_t *out) {
  *out = ((const counter *)self)->count;
  return NULL;
}
static rdylib_failure *counter_raw(void *self, uint64_t *out) {
  *out = ++((counter *)self)->count;
  return NULL;
}
static const kit_Counter_table COUNTER = kit_Counter_TABLE(
    counter, counter_drop, counter_add, counter_name, counter_own, counter_finish, counter_plain, counter_merge);
static const kit_Total_table TOTAL = {
    {counter_drop, counter_clone, sizeof(counter), RDYLIB_ALIGNOF(counter), 2}, counter_total, counter_raw};
static const kit_Total_table TOTAL_BOX = {
    {counter_drop, NULL, sizeof(counter), RDYLIB_ALIGNOF(counter), 2}, counter_total, counter_raw};

static counter *new_counter(uint64_t count) {
  counter made = {count, 1};
  return give(&made, sizeof made);
}

static void point_drop(void *self) {
  (void)self;
  lent--;
}
static void *point_clone(const void *self) {
  lent++;
  return (void *)self;
}
static const rdylib_table POINT = {point_drop, point_clone, sizeof(kit_Point), RDYLIB_ALIGNOF(kit_Point), 0};

/* ---- closures and functions of the host's ---- */

static rdylib_failure *step(void *self, uint32_t n, uint32_t *out) {
  if (n == 3) return rdylib_fail("no third step");
  *out = n * 10 + (*(uint32_t *)self)++;
  return NULL;
}
static const struct {
  rdylib_table header;
  rdylib_failure *(*call)(void *, uint32_t, uint32_t *);
} STEP = {{NULL, NULL, 4, 4, 1}, step};

static rdylib_failure *each(void *self, const char *text, size_t length, uint32_t *out) {
  (void)text;
  *out = (uint32_t)length + ++*(uint32_t *)self;
  return NULL;
}
static void closure_drop(void *self) {
  (void)self;
  lent--;
}
static void *closure_clone(const void *self) {
  lent++;
  return (void *)self;
}
static rdylib_failure *once(void *self, rdylib_string text, rdylib_string *out) {
  (void)self;
  char all[64];
  snprintf(all, sizeof all, "once %.*s", (int)text.length, text.data);
  text.free(text.data, text.length, text.capacity);
  *out = string(all);
  return NULL;
}
static rdylib_failure *shared(void *self, uint32_t n, uint32_t *out) {
  (void)self;
  *out = n + 1000;
  return NULL;
}
static rdylib_failure *code(const char *text, size_t length, uint32_t n, uint32_t *out) {
  (void)text;
  *out = (uint32_t)length * n * 10000;
  return NULL;
}
static const kit_Handlers_each_table EACH = kit_Handlers_each_TABLE(uint32_t, closure_drop, each);
static const kit_Handlers_once_table ONCE = kit_Handlers_once_TABLE(uint32_t, closure_drop, once);
static const kit_Handlers_shared_table SHARED = {{closure_drop, closure_clone, 4, 4, 1}, shared};

static rdylib_failure *plus_one(uint32_t n, uint32_t *out) {
  *out = n + 1;
  return NULL;
}
static uint32_t times_fifty(uint32_t n) {
  return n * 50;
}

/* ---- imports ---- */

static rdylib_failure *log_(const char *message, size_t length) {
  strncat(heard, message, length);
  strcat(heard, "|");
  return NULL;
}
static int said(const char *expected) {
  int same = strcmp(heard, expected) == 0;
  if (!same) printf("heard: %s\n", heard);
  heard[0] = 0;
  return same;
}
static rdylib_failure *ask(
    const char *question, size_t length, void *visit, const kit_ask_visit_table *table, kit_Result_String_Colour *out) {
  bool more;
  rdylib_str asked = {question, length};
  if (is(asked, "stop")) return rdylib_fail("stopped by the host");
  OK(table->call(visit, TEXT("one"), kit_Colour_Red, &more));
  CHECK(more);
  OK(table->call(visit, TEXT("two"), kit_Colour_Blue, &more));
  CHECK(!more);
  CHECK(fails(table->call(visit, TEXT("two"), 3, &more), "a closure(a1): no variant of Colour is 3"));
  CHECK(fails(table->call(visit, TEXT("\xff"), 0, &more), "a closure(a0): a text that is not UTF-8 from byte 0 on"));
  out->tag = 1;
  out->Err._0 = kit_Colour_Blue;
  return NULL;
}
static uint64_t now(uint32_t scale) {
  return 7 * scale;
}
static rdylib_failure *make(const char *name, size_t length, kit_Counter *out) {
  (void)name;
  *out = kit_Counter_of(new_counter(length), &COUNTER);
  return NULL;
}
static const kit_imports_table IMPORTS = {log_, ask, now, make};

/* ---- ---- */

static void values(void) {
  kit_Tuple_bool_char_Colour t;
  OK(kit_scalars(true, 0xe9, 1, -2, 0.5f, 0.25, 3, kit_Colour_Red, &t));
  CHECK(!t._0 && t._1 == 0xe9 && t._2 == kit_Colour_Blue && said("true \xc3\xa9 2.75 Red|"));
  CHECK(fails(kit_scalars(true, 0xd800, 1, 1, 1, 1, 1, 0, &t), "scalars(b): a char that is 0xd800"));
  CHECK(fails(kit_scalars(true, 'a', 1, 1, 1, 1, 1, 5, &t), "scalars(h): no variant of Colour is 5"));

  rdylib_u128 wide = ((rdylib_u128)1 << 100) - 1, more;
  rdylib_i128 negated = -5;
  OK(kit_wide(&wide, &negated, &more));
  CHECK(more == (rdylib_u128)1 << 100 && negated == 5);

  uint16_t array[3] = {1, 2, 3}, reversed[3];
  OK(kit_array(array, reversed));
  CHECK(reversed[0] == 3 && reversed[2] == 1);

  kit_Tight tight = {4, true, 1ull << 50};
  kit_Tuple_u8_u64 sum;
  OK(kit_tight(&tight, &sum));
  CHECK(sum._0 == 5 && sum._1 == 1ull << 50);

  uint32_t numbers[] = {1, 2, 3};
  kit_Point points[] = {{5, 0}, {6, 0}};
  uint8_t bytes[2] = {0};
  kit_Tuple_u32_i32 both;
  OK(kit_slices(numbers, 3, points, 2, "four", bytes, 2, &both));
  CHECK(numbers[0] == 3 && both._0 == 4 && both._1 == 11 && bytes[1] == '!');
  OK(kit_slices(numbers, 0, NULL, 0, "", NULL, 0, &both));
  CHECK(both._0 == 0 && both._1 == -1);
  CHECK(fails(kit_slices(NULL, 0, NULL, 0, "", NULL, 0, &both), "slices(a): a null pointer for a slice"));
  CHECK(fails(kit_slices(numbers, 0, NULL, 0, NULL, NULL, 0, &both), "slices(c): a null pointer for a CStr"));

  CHECK(kit_plain(true, points, TEXT("abc")) == 8.5);
  uint32_t to = 1;
  kit_plain_unit(&to);
  CHECK(to == 71);
  OK(kit_nothing());
  const uint32_t *at;
  OK(kit_raw(numbers, 2, &at));
  CHECK(at == numbers && numbers[0] == 9 && numbers[1] == 9 && numbers[2] == 1);
  rdylib_str longer;
  OK(kit_longer(TEXT("ab"), TEXT("abc"), &longer));
  CHECK(is(longer, "abc"));
}

static void enums(void) {
  kit_Result_Shape_String r;
  kit_Shape s;
  memset(&s, 0, sizeof s);
  OK(kit_shape(s, false, &r));
  CHECK(r.tag == 1 && is_string(&r.Err._0, "nothing"));
  s.Dot.tag = kit_Shape_Dot;
  s.Dot._0.x = 1;
  s.Dot._0.y = 2;
  OK(kit_shape(s, false, &r));
  CHECK(r.tag == 0 && r.Ok._0.tag == kit_Shape_Dot && r.Ok._0.Dot._0.x == 2);
  memset(&s, 0, sizeof s);
  s.Label.tag = kit_Shape_Label;
  s.Label.text.data = "text";
  s.Label.text.length = 4;
  s.Label.colour = kit_Colour_Blue;
  s.Label.size.Some.tag = 1;
  s.Label.size.Some._0 = 21;
  OK(kit_shape(s, true, &r));
  CHECK(r.tag == 0 && is(r.Ok._0.Label.text, "text") && r.Ok._0.Label.colour == kit_Colour_Blue);
  CHECK(r.Ok._0.Label.size.tag == 1 && r.Ok._0.Label.size.Some._0 == 42);
  s.Label.colour = 9;
  CHECK(fails(kit_shape(s, true, &r), "Shape.Label.colour: no variant of Colour is 9"));
  s.tag = 77;
  CHECK(fails(kit_shape(s, true, &r), "shape(shape): no variant of Shape is 77"));
  kit_Point points[] = {{1, 2}};
  memset(&s, 0, sizeof s);
  s.Many.tag = kit_Shape_Many;
  s.Many._0.data = give(points, sizeof points);
  s.Many._0.length = s.Many._0.capacity = 1;
  s.Many._0.free = free_place;
  s.Many._1 = string("many");
  OK(kit_shape(s, true, &r));
  CHECK(lent == 0 && r.tag == 0 && r.Ok._0.Many._0.length == 2 && r.Ok._0.Many._0.data[1].y == 2);
  r.Ok._0.Many._0.free(r.Ok._0.Many._0.data, 2, r.Ok._0.Many._0.capacity);
  CHECK(is_string(&r.Ok._0.Many._1, "MANY"));
}

/* What is passed by value is the plugin's, also where it refuses one of the arguments; but for that one. */
static void refused(void) {
  rdylib_string bad = string("\xff"), two[2] = {string("x"), string("y")};
  kit_Vec_String all = {give(two, sizeof two), 2, 2, free_strings}, result;
  kit_Point point = {7, 8};
  kit_Box_Point box = {give(&point, sizeof point), free_place};
  kit_Box_slice_u32 slice = {give(&point, sizeof point), 2, free_place};
  rdylib_string text = string("text");
  rdylib_box_str boxed = {text.data, text.length, text.free};
  kit_Vec_u8 none;
  memset(&none, 0, sizeof none);
  CHECK(fails(kit_owned(bad, all, box, slice, boxed, none, &result), "owned(a): a text that is not UTF-8 from byte 0 on"));
  CHECK(lent == 1);
  bad.free(bad.data, bad.length, bad.capacity);
}

static void owned(void) {
  rdylib_string two[2] = {string("x"), string("y")};
  kit_Vec_String all = {give(two, sizeof two), 2, 2, free_strings}, result;
  kit_Point point = {7, 8};
  kit_Box_Point box = {give(&point, sizeof point), free_place};
  uint32_t numbers[3] = {0};
  kit_Box_slice_u32 slice = {give(numbers, sizeof numbers), 3, free_place};
  rdylib_string text = string("text");
  rdylib_box_str boxed = {text.data, text.length, text.free};
  kit_Vec_u8 none;
  memset(&none, 0, sizeof none);
  OK(kit_owned(string("a"), all, box, slice, boxed, none, &result));
  CHECK(lent == 2 && result.length == 3); /* the strings of the vector have moved */
  rdylib_str last = {result.data[2].data, result.data[2].length};
  CHECK(is(last, "a 7 3 text 0") && result.data[0].data[0] == 'x');
  result.free(result.data, result.length, result.capacity);
  CHECK(lent == 0);

  lent = 1;
  kit_Arc_Point arc = {&point, &POINT};
  kit_Tuple_Arc_Point_Option_Arc_Point arcs;
  OK(kit_arc(arc, true, &arcs));
  CHECK(lent == 1 && arcs._1.data == &point && arcs._0.data->x == 8);
  kit_Point *again = arcs._0.table->clone(arcs._0.data);
  CHECK(again == arcs._0.data);
  arcs._0.table->drop(again);
  arcs._0.table->drop(arcs._0.data);
  arcs._1.table->drop(arcs._1.data);
  CHECK(lent == 0);
}

static void objects(void) {
  kit_Counter c, w;
  uint64_t n;
  rdylib_str text;
  rdylib_string end;
  OK(kit_counter(TEXT("plugin's"), &c));
  OK(c.table->own(c.data, &text));
  CHECK(text.data == NULL);
  OK(c.table->add(c.data, 5, &n));
  OK(c.table->own(c.data, &text));
  CHECK(n == 5 && is(text, "<plugin's>") && c.table->plain(c.data, 3) == 15);
  counter *mine = new_counter(100);
  OK(c.table->merge(c.data, mine, &COUNTER));
  CHECK(c.table->plain(c.data, 1) == 105 && mine->count == 100);

  OK(kit_wrap(mine, &COUNTER, false, &w)); /* goes home as it came */
  CHECK(w.data == mine && w.table == &COUNTER);
  OK(kit_wrap(mine, &COUNTER, true, &w));
  OK(w.table->add(w.data, 3, &n));
  CHECK(w.data != (void *)mine && n == 106 && mine->count == 106);
  CHECK(fails(kit_lend(c.data, NULL, 1, &text), "lend(counter): a null pointer for an object"));
  OK(w.table->merge(w.data, c.data, c.table));
  CHECK(mine->count == 211);
  mine->count = 0;
  OK(kit_lend(w.data, w.table, 2, &text));
  CHECK(mine->count == 4 && is(text, "host's") && said("host's ended at 8|"));
  OK(w.table->finish(w.data, &end));
  CHECK(lent == 0 && is_string(&end, "doubled: host's ended at 4"));

  c.table->header.drop(c.data);
  CHECK(said("dropped plugin's|"));
  OK(kit_counter(TEXT("ended"), &c));
  OK(c.table->finish(c.data, &end));
  CHECK(said("dropped ended|") && is_string(&end, "ended ended at 0"));

  kit_Total parts[2] = {{new_counter(1), &TOTAL}, {new_counter(2), &TOTAL}}, all, same;
  kit_Vec_Arc_Total vector = {give(parts, sizeof parts), 2, 2, free_place};
  OK(kit_total(vector, &all));
  CHECK(lent == 2);
  void *clone = all.table->header.clone(all.data);
  OK(all.table->total(clone, &n));
  CHECK(n == 3 && clone == all.data);
  all.table->header.drop(clone);
  OK(kit_same(all.data, all.table, &same)); /* the plugin's own */
  OK(same.table->total(same.data, &n));
  CHECK(n == 3);
  same.table->header.drop(same.data);
  CHECK(lent == 0);
  OK(kit_counted(new_counter(4), &TOTAL_BOX, &same)); /* the host's, in an Arc of the plugin's */
  clone = same.table->header.clone(same.data);
  same.table->header.drop(same.data);
  OK(same.table->total(clone, &n));
  CHECK(n == 4 && lent == 1);
  same.table->header.drop(clone);
  CHECK(lent == 0);
  counter *shared = new_counter(9);
  OK(kit_same(shared, &TOTAL, &same)); /* the host's */
  CHECK(same.data == shared && same.table == &TOTAL && shared->references == 1);
  counter_clone(shared); /* `Arc::get_mut` in the plugin counts the plugin's own only */
  CHECK(fails(
      kit_alone(shared, &TOTAL, &n), "Total.raw() needs an object alone that may be shared: it came behind an Arc"));
  CHECK(shared->count == 9 && shared->references == 1);
  OK(kit_view(shared, &TOTAL, &same));
  CHECK(same.data == shared && same.table == &TOTAL);
  shared->count = 0;
  OK(kit_view(shared, &TOTAL, &same));
  CHECK(same.data == NULL);
  counter_drop(shared);
  CHECK(lent == 0);
}

static void closures(void) {
  uint32_t state = 0, n;
  kit_keep_result kept;
  OK(kit_keep(&state, (const void *)&STEP, &kept));
  OK(kept.table->call(kept.data, &n));
  CHECK(n == 10);
  OK(kept.table->call(kept.data, &n));
  CHECK(n == 21 && state == 2);
  CHECK(fails(kept.table->call(kept.data, &n), "no third step"));
  OK(kept.table->call(kept.data, &n));
  CHECK(n == 42);
  kept.table->header.drop(kept.data);

  kit_Handlers h;
  rdylib_string text;
  OK(kit_handlers(TEXT("pre"), &h));
  OK(h.each.table->call(h.each.data, TEXT("abcd"), &n));
  OK(h.each.table->call(h.each.data, TEXT(""), &n));
  CHECK(n == 10);
  OK(h.once.table->call(h.once.data, string("fix"), &text));
  CHECK(is_string(&text, "prefix"));
  CHECK(fails(h.once.table->call(h.once.data, string("fix"), &text), "an FnOnce was called a second time"));
  kit_Handlers_shared again = kit_Handlers_shared_clone(h.shared.data, h.shared.table);
  OK(kit_Handlers_shared_call(again.data, again.table, 1, &n));
  CHECK(n == 2);
  kit_Handlers_shared_drop(again.data, again.table);
  OK(h.code(TEXT("12345"), 2, &n));
  CHECK(n == 10);
  CHECK(fails(kit_use_handlers(h, TEXT("xyz"), &text), "an FnOnce was called a second time"));
  OK(kit_handlers(TEXT("pre"), &h));
  OK(kit_use_handlers(h, TEXT("xyz"), &text)); /* home again, and dropped there */
  CHECK(is_string(&text, "pre50"));

  lent = 3;
  uint32_t calls = 0;
  kit_Handlers mine = {{&calls, &EACH}, {&calls, &ONCE}, {&calls, &SHARED}, code};
  OK(kit_use_handlers(mine, TEXT("ab"), &text));
  CHECK(is_string(&text, "once 201008") && lent == 0);
  lent = 2;
  mine.once.data = NULL;
  OK(kit_use_handlers(mine, TEXT(""), &text));
  CHECK(lent == 0 && is_string(&text, "none 1008"));

  kit_apply_f f;
  OK(kit_apply(plus_one, times_fifty, 1, &f));
  OK(f(5, &n));
  CHECK(n == 15);
  OK(kit_apply(plus_one, times_fifty, 2, &f));
  CHECK(f == plus_one);
}

static void failures(void) {
  uint32_t n;
  CHECK(fails(kit_fails(0, &n), "as it was told to"));
  CHECK(fails(kit_fails(1, &n), "stopped by the host") && said("dropped unwound|"));
  OK(kit_fails(2, &n));
  CHECK(n == 2 && said("[\"one Red\", \"two Blue\"] Err(Blue)|"));
}

int main(void) {
  uint64_t out;
  (void)out;
  CHECK(fails(kit_fails(2, (uint32_t *)&out), "kit: the imports are not there yet"));
  kit_imports = &IMPORTS;
  values();
  enums();
  owned();
  refused();
  objects();
  closures();
  failures();
  puts(failed ? "FAILED" : "all checks hold");
  return failed;
}
