/* A library that hands on what it borrows, as its signatures let it. */
#include "lending.h"

static uint32_t living;

rdylib_failure *lending_living(uint32_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *lending_pour(const char *text, size_t text_length, lending_Sink sink) {
  rdylib_failure *failure = lending_Sink_put_call(sink.put.data, sink.put.table, text, text_length);
  lending_Sink_put_drop(sink.put.data, sink.put.table);
  return failure;
}

rdylib_failure *lending_show(const char *text, size_t text_length, lending_Source source) {
  rdylib_failure *failure = lending_Reader_read(source.reader.data, source.reader.table, text, text_length);
  lending_Reader_drop(source.reader.data, source.reader.table);
  return failure;
}

static rdylib_failure *put(void *last, const char *text, size_t length) {
  *(rdylib_str *)last = rdylib_str_of(text, length);
  return NULL;
}

static const lending_Sink_put_table PUTS = lending_Sink_put_TABLE(rdylib_str, NULL, put);

rdylib_failure *lending_collect(
    const char *text, size_t text_length, void *with, const lending_collect_with_table *with_table, rdylib_str *out) {
  *out = rdylib_str_of(text, text_length);
  return lending_collect_with_call(with, with_table, out, &PUTS);
}

rdylib_failure *lending_shorten(lending_Pair pair, const char *text, size_t text_length, rdylib_str *out) {
  lending_Pair_both_drop(pair.both.data, pair.both.table);
  *out = rdylib_str_of(text, text_length);
  return NULL;
}

typedef struct {
  size_t length;
  char text[];
} holder;

static rdylib_failure *held(const void *self, rdylib_str *out) {
  const holder *it = self;
  *out = rdylib_str_of(it->text, it->length);
  return NULL;
}

static const lending_Holder_table HOLDERS = lending_Holder_TABLE(holder, NULL, held);

rdylib_failure *lending_hold(
    const char *text, size_t text_length, void *visit, const lending_hold_visit_table *visit_table) {
  holder *it = malloc(sizeof *it + text_length);
  rdylib_failure *failure;
  if (!it) return rdylib_fail("out of memory");
  it->length = text_length;
  if (text_length) memcpy(it->text, text, text_length);
  living++;
  failure = lending_hold_visit_call(visit, visit_table, it, &HOLDERS);
  living--;
  if (text_length) memset(it->text, '#', text_length);
  free(it);
  return failure;
}

/* ---- What tells its text ---- */

typedef struct {
  size_t length;
  char *text;
} teller;

static rdylib_failure *teller_tell(const void *self, lending_Ear to) {
  const teller *it = self;
  return lending_Sink_put_call(to.hear.data, to.hear.table, it->text, it->length);
}

static rdylib_failure *teller_tell_mut(void *self, const lending_Ear *to, rdylib_str *out) {
  const teller *it = self;
  *out = rdylib_str_of(it->text, it->length);
  return teller_tell(self, *to);
}

static rdylib_failure *teller_tell_child(const void *self, lending_Child to) {
  return teller_tell(self, (lending_Ear){.hear = to.hear});
}

static rdylib_failure *teller_forget(void *self) {
  teller *it = self;
  memset(it->text, '#', it->length);
  free(it->text);
  it->text = NULL;
  it->length = 0;
  return NULL;
}

static void teller_drop(void *self) {
  free(((teller *)self)->text);
  free(self);
  living--;
}

rdylib_failure *lending_teller(const char *text, size_t text_length, lending_Teller *out) {
  static const lending_Teller_table table =
      lending_Teller_TABLE(
      teller, teller_drop, teller_tell, teller_tell_mut, teller_tell_child, teller_forget);
  teller *it = malloc(sizeof *it);
  char *own = malloc(text_length + 1);
  if (!it || !own) return free(it), free(own), rdylib_fail("out of memory");
  memcpy(own, text, text_length);
  it->text = own;
  it->length = text_length;
  living++;
  *out = lending_Teller_of(it, &table);
  return NULL;
}

/* ---- Cells, which may be others, and what keeps one ---- */

typedef struct {
  uint32_t number;
  lending_Cell other;
  lending_running_set set;
} cell;

static rdylib_failure *cell_get(const void *self, uint32_t *out) {
  const cell *it = self;
  *out = it->number;
  return it->other.data ? lending_Cell_get(it->other.data, it->other.table, out) : NULL;
}

static rdylib_failure *cell_set(void *self, uint32_t n) {
  cell *it = self;
  it->number = n;
  if (it->set.data) return lending_running_set_call(it->set.data, it->set.table, n, &it->number);
  return it->other.data ? lending_Cell_set(it->other.data, it->other.table, n) : NULL;
}

static void dropped(void *self) {
  living--;
  free(self);
}

static rdylib_failure *cell_of(cell all, lending_Cell *out) {
  static const lending_Cell_table table = lending_Cell_TABLE(cell, dropped, cell_get, cell_set);
  cell *made = malloc(sizeof *made);
  if (!made) return rdylib_fail("out of memory");
  *made = all;
  living++;
  *out = lending_Cell_of(made, &table);
  return NULL;
}

rdylib_failure *lending_cell(uint32_t n, lending_Cell *out) { return cell_of((cell){.number = n}, out); }

rdylib_failure *lending_through(void *other, const lending_Cell_table *other_table, lending_Cell *out) {
  return cell_of((cell){.other = lending_Cell_of(other, other_table)}, out);
}

rdylib_failure *lending_seen(void *other, const lending_Cell_table *other_table, lending_Cell *out) {
  return lending_through(other, other_table, out);
}

rdylib_failure *lending_running(void *set, const lending_running_set_table *set_table, lending_Cell *out) {
  return cell_of((cell){.set = lending_running_set_of(set, set_table)}, out);
}

typedef struct {
  rdylib_str text;
  lending_Cell watched;
} keeper;

static rdylib_failure *keeper_put(void *self, const char *text, size_t text_length) {
  ((keeper *)self)->text = rdylib_str_of(text, text_length);
  return NULL;
}

static rdylib_failure *keeper_last(const void *self, rdylib_str *out) {
  *out = ((const keeper *)self)->text;
  return NULL;
}

static rdylib_failure *keeper_watch(void *self, void *watched, const lending_Cell_table *watched_table) {
  ((keeper *)self)->watched = lending_Cell_of(watched, watched_table);
  return NULL;
}

rdylib_failure *lending_keeper(const char *text, size_t text_length, lending_Keeper *out) {
  static const lending_Keeper_table table = lending_Keeper_TABLE(keeper, dropped, keeper_put, keeper_last, keeper_watch);
  keeper *made = calloc(1, sizeof *made);
  if (!made) return rdylib_fail("out of memory");
  made->text = rdylib_str_of(text, text_length);
  living++;
  *out = lending_Keeper_of(made, &table);
  return NULL;
}

rdylib_failure *lending_fill(void *it, const lending_Keeper_table *it_table, const char *text, size_t text_length) {
  return it ? lending_Keeper_put(it, it_table, text, text_length) : NULL;
}

rdylib_failure *lending_refill(
    void *it, const lending_Keeper_table *it_table, const char *text, size_t text_length, lending_Keeper *out) {
  *out = lending_Keeper_of(it, it_table);
  return lending_fill(it, it_table, text, text_length);
}

rdylib_failure *lending_both(
    void *one, const lending_Cell_table *one_table, void *other, const lending_Cell_table *other_table, void *inside,
    const lending_Parting_beside_last_table *inside_table) {
  uint32_t n;
  rdylib_failure *failure = NULL;
  if (one && other) failure = lending_Cell_get(other, other_table, &n);
  if (!failure && one && other) failure = lending_Cell_set(one, one_table, n);
  return failure || !inside ? failure : lending_Parting_beside_last_call(inside, inside_table);
}

/* ---- What reads what it borrows as it ends ---- */

typedef struct {
  rdylib_str text, other;
  lending_Parting_beside_last last;
} parting;

static rdylib_failure *parting_text(const void *self, rdylib_str *out) {
  *out = ((const parting *)self)->text;
  return NULL;
}

static uint32_t sum(rdylib_str text) {
  uint32_t sum = 0;
  for (size_t i = 0; i < text.length; i++) sum = sum * 31 + (uint8_t)text.data[i];
  return sum;
}

static void parted(void *self) {
  parting *it = self;
  uint32_t before = sum(it->text) ^ sum(it->other);
  rdylib_failure *failure = lending_Parting_beside_last_call(it->last.data, it->last.table);
  if (failure) failure->drop(failure);
  lending_Parting_beside_last_drop(it->last.data, it->last.table);
  if ((sum(it->text) ^ sum(it->other)) != before) abort();
  dropped(self);
}

static rdylib_failure *parting_beside(
    const void *self, void *last, const lending_Parting_beside_last_table *last_table, lending_Parting *out);

static rdylib_failure *parting_of(parting all, lending_Parting *out) {
  static const lending_Parting_table table = lending_Parting_TABLE(parting, parted, parting_text, parting_beside);
  parting *made = malloc(sizeof *made);
  if (!made) return rdylib_fail("out of memory");
  *made = all;
  living++;
  *out = lending_Parting_of(made, &table);
  return NULL;
}

static rdylib_failure *parting_beside(
    const void *self, void *last, const lending_Parting_beside_last_table *last_table, lending_Parting *out) {
  parting all = *(const parting *)self;
  all.last = lending_Parting_beside_last_of(last, last_table);
  return parting_of(all, out);
}

rdylib_failure *lending_parting(
    const char *text, size_t text_length, const char *other, size_t other_length, void *last,
    const lending_Parting_beside_last_table *last_table, lending_Parting *out) {
  return parting_of(
      (parting){
          rdylib_str_of(text, text_length), rdylib_str_of(other, other_length),
          lending_Parting_beside_last_of(last, last_table)},
      out);
}
