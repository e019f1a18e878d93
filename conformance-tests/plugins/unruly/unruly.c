/* Does what no plugin may: keeps what it was lent, calls it from other threads and after its end, drops it twice. */
#define _POSIX_C_SOURCE 200809L
#include "unruly.h"
#include <pthread.h>

static unruly_lend_visit visit;
static unruly_Counter counter;
static uint32_t drops;

static rdylib_failure *keep(void *data, const unruly_lend_visit_table *table) {
  visit = unruly_lend_visit_of(data, table);
  return NULL;
}

rdylib_failure *unruly_lend(void *data, const unruly_lend_visit_table *table) { return keep(data, table); }

rdylib_failure *unruly_lend_once(void *data, const unruly_lend_visit_table *table) { return keep(data, table); }

rdylib_failure *unruly_lend_sync(void *data, const unruly_lend_visit_table *table) { return keep(data, table); }

rdylib_failure *unruly_give(void *data, const unruly_lend_visit_table *table) { return keep(data, table); }

rdylib_failure *unruly_give_sent(void *data, const unruly_lend_visit_table *table) { return keep(data, table); }

rdylib_failure *unruly_give_bound(const char *text, size_t length, void *data, const unruly_lend_visit_table *table,
                                  rdylib_str *out) {
  *out = rdylib_str_of(text, length);
  return keep(data, table);
}

rdylib_failure *unruly_lend_for(const char *text, size_t length, void *data, const unruly_lend_visit_table *table,
                                unruly_Counter *out) {
  rdylib_failure *failure = keep(data, table);
  (void)text;
  (void)length;
  return failure ? failure : unruly_broken(0, out);
}

rdylib_failure *unruly_beside(const char *text, size_t length, void *data, const unruly_Counter_table *table,
                              rdylib_str *out) {
  uint64_t total;
  *out = rdylib_str_of(text, length);
  return unruly_Counter_add(data, table, 1, &total);
}

rdylib_failure *unruly_describe(void *data, const unruly_Counter_table *table, rdylib_str *out) {
  *out = rdylib_str_of("a counter", 9);
  return unruly_lend_counter(data, table);
}

rdylib_failure *unruly_lend_counter(void *data, const unruly_Counter_table *table) {
  counter = unruly_Counter_of(data, table);
  return NULL;
}

rdylib_failure *unruly_lend_context(const unruly_Context *context) {
  counter = context->counter;
  return NULL;
}

rdylib_failure *unruly_lend_context_for(const unruly_Context *context, unruly_Counter *out) {
  counter = context->counter;
  return unruly_broken(0, out);
}

rdylib_failure *unruly_lend_counters(const unruly_Counter *counters, size_t length) {
  if (length) counter = *counters;
  return NULL;
}

rdylib_failure *unruly_lend_counted(const unruly_Counter *counters, size_t length) {
  return unruly_lend_counters(counters, length);
}

rdylib_failure *unruly_lend_counters_for(const unruly_Counter *counters, size_t length, unruly_Counter *out) {
  rdylib_failure *failure = unruly_lend_counters(counters, length);
  return failure ? failure : unruly_broken(0, out);
}

rdylib_failure *unruly_give_counter(void *data, const unruly_Counter_table *table) {
  counter = unruly_Counter_of(data, table);
  return NULL;
}

rdylib_failure *unruly_drop_counter(void) {
  counter.table->header.drop(counter.data);
  return NULL;
}

typedef struct work {
  int what;
  uint32_t n;
  uint64_t answer;
  rdylib_failure *failure;
} work;

static void *run(void *at) {
  work *w = at;
  uint32_t small = 0;
  switch (w->what) {
    case 0:
      w->failure = visit.table->call(visit.data, w->n, &small);
      w->answer = small;
      break;
    case 1: w->failure = counter.table->add(counter.data, w->n, &w->answer); break;
    default: w->failure = counter.table->total(counter.data, &w->answer); break;
  }
  return NULL;
}

static work worked(int what, uint32_t n, bool elsewhere) {
  work w = {what, n, 0, NULL};
  pthread_t thread;
  if (elsewhere && pthread_create(&thread, NULL, run, &w) == 0) {
    pthread_join(thread, NULL);
  } else {
    run(&w);
  }
  return w;
}

rdylib_failure *unruly_call(uint32_t n, bool elsewhere, uint32_t *out) {
  work w = worked(0, n, elsewhere);
  *out = (uint32_t)w.answer;
  return w.failure;
}

rdylib_failure *unruly_add(uint32_t n, bool elsewhere, uint64_t *out) {
  work w = worked(1, n, elsewhere);
  *out = w.answer;
  return w.failure;
}

rdylib_failure *unruly_total(bool elsewhere, uint64_t *out) {
  work w = worked(2, 0, elsewhere);
  *out = w.answer;
  return w.failure;
}

rdylib_failure *unruly_drop_kept(void) {
  visit.table->header.drop(visit.data);
  return NULL;
}

rdylib_failure *unruly_dropped(uint32_t *out) {
  *out = drops;
  return NULL;
}

static void dropped(void *data) {
  (void)data;
  drops++;
}

static rdylib_failure *add(void *self, uint32_t by, uint64_t *out) {
  (void)self;
  *out = by;
  return NULL;
}

static rdylib_failure *total(const void *self, uint64_t *out) {
  (void)self;
  *out = 0;
  return NULL;
}

static int some;

rdylib_failure *unruly_broken(uint8_t how, unruly_Counter *out) {
  static const unruly_Counter_table good = unruly_Counter_TABLE(int, dropped, add, total);
  static const unruly_Counter_table missing = unruly_Counter_TABLE(int, dropped, add, NULL);
  static unruly_Counter_table few = unruly_Counter_TABLE(int, dropped, add, total);
  static const unruly_Counter_table undroppable = unruly_Counter_TABLE(int, NULL, add, total);
  few.header.slots = 1;
  *out = unruly_Counter_of(&some, how == 0 ? &good : how == 1 ? &missing : how == 2 ? &few : &undroppable);
  if (how == 4) out->data = NULL;
  if (how == 5) out->table = NULL;
  return NULL;
}

static rdylib_failure *call(void *self, uint32_t n, uint32_t *out) {
  (void)self;
  *out = n;
  return NULL;
}

rdylib_failure *unruly_broken_closure(uint8_t how, unruly_lend_visit *out) {
  static const unruly_lend_visit_table good = unruly_lend_visit_TABLE(int, dropped, call);
  static const unruly_lend_visit_table missing = unruly_lend_visit_TABLE(int, dropped, NULL);
  *out = unruly_lend_visit_of(&some, how == 0 ? &good : &missing);
  return NULL;
}
