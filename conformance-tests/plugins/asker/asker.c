/* A plugin that polls what its host gives it. */
#include "wakers.h"

/* A future of a number, whoever gives it. */
typedef asker_Service_fetch_result future;
typedef asker_Service_fetch_result_table future_table;

static future kept;
static waker *own;

static void drop_future(future it) {
  asker_Service_fetch_result_drop(it.data, it.table);
  count(&account.futures, -1);
}

static void keep(future it) {
  count(&account.futures, 1);
  if (kept.data) drop_future(kept);
  kept = it;
}

rdylib_failure *asker_give(void *it, const future_table *table) {
  keep(asker_Service_fetch_result_of(it, table));
  return NULL;
}

rdylib_failure *asker_give_sent(void *it, const future_table *table) {
  if (it) keep(asker_Service_fetch_result_of(it, table));
  return NULL;
}

rdylib_failure *asker_echo(void *it, const future_table *table, future *out) {
  *out = asker_Service_fetch_result_of(it, table);
  return NULL;
}

rdylib_failure *asker_serve(void *service, const asker_Service_table *table, const char *name, size_t name_length) {
  future made;
  rdylib_failure *failure = name ? asker_Service_rename(service, table, name, name_length, &made)
                                 : asker_Service_fetch(service, table, 4, &made);
  if (!failure) keep(made);
  return failure;
}

rdylib_failure *asker_visit(void *visit, const asker_visit_visit_table *table) {
  future made;
  rdylib_failure *failure = asker_visit_visit_call(visit, table, 5, &made);
  if (!failure) keep(made);
  return failure;
}

rdylib_failure *asker_ask(const char *zone, size_t zone_length) {
  future made;
  rdylib_failure *failure = asker_now(zone, zone_length, &made);
  if (!failure) keep(made);
  return failure;
}

/* ---- On this thread, or on another while this one waits ---- */

typedef struct {
  void (*run)(void *);
  void *argument;
} job;

static void *run_job(void *it) {
  ((job *)it)->run(((job *)it)->argument);
  return NULL;
}

static void run(bool elsewhere, void (*what)(void *), void *argument) {
  job it = {what, argument};
  pthread_t thread;
  if (!elsewhere) {
    run_job(&it);
    return;
  }
  if (pthread_create(&thread, NULL, run_job, &it)) abort();
  pthread_join(thread, NULL);
}

typedef struct {
  asker_Waker kind;
  asker_Option_u64 out;
  rdylib_failure *failure;
} polling;

static void poll_once(void *argument) {
  polling *it = argument;
  rdylib_waker waker;
  if (!own) own = waker_make();
  waker = waker_of(own, it->kind);
  it->failure = asker_Service_fetch_result_poll(kept.data, kept.table, waker.data, waker.table, &it->out);
}

rdylib_failure *asker_poll(asker_Waker kind, bool elsewhere, bool drops, asker_Option_u64 *out) {
  polling it;
  memset(&it, 0, sizeof it);
  it.kind = kind;
  run(elsewhere, poll_once, &it);
  if (it.failure) return it.failure;
  *out = it.out;
  if (drops && out->tag == RDYLIB_SOME) return asker_drop_kept(elsewhere);
  return NULL;
}

static void drop_kept(void *nothing) {
  (void)nothing;
  if (kept.data) drop_future(kept);
  kept.data = NULL;
}

rdylib_failure *asker_drop_kept(bool elsewhere) {
  run(elsewhere, drop_kept, NULL);
  if (own) waker_release(own);
  own = NULL;
  return NULL;
}

/* ---- What waits ---- */

typedef struct {
  future it;
  uint64_t n;
  rdylib_failure *failure;
} waiting;

static void wait_for(void *argument) {
  waiting *it = argument;
  waker *waits = waker_make();
  rdylib_waker waker = waker_of(waits, asker_Waker_Counted);
  asker_Option_u64 out;
  for (;;) {
    it->failure = asker_Service_fetch_result_poll(it->it.data, it->it.table, waker.data, waker.table, &out);
    if (it->failure || out.tag == RDYLIB_SOME) break;
    waker_wait(waits);
  }
  if (!it->failure) it->n = out.Some._0;
  asker_Service_fetch_result_drop(it->it.data, it->it.table);
  waker_release(waits);
}

rdylib_failure *asker_finish(void *data, const future_table *table, bool elsewhere, uint64_t *out) {
  waiting it;
  it.it = asker_Service_fetch_result_of(data, table);
  it.n = 0;
  run(elsewhere, wait_for, &it);
  if (!it.failure) *out = it.n;
  return it.failure;
}

rdylib_failure *asker_lines(uint64_t *out) {
  asker_lines_result lines;
  asker_Poll_Vec_String polled;
  waker *waits;
  rdylib_waker waker;
  rdylib_failure *failure = asker_lines_(&lines);
  if (failure) return failure;
  waits = waker_make();
  waker = waker_of(waits, asker_Waker_Fresh);
  for (;;) {
    failure = asker_lines_result_poll(lines.data, lines.table, waker.data, waker.table, &polled);
    if (failure || polled.tag == RDYLIB_SOME) break;
    waker_wait(waits);
  }
  if (!failure) {
    asker_Vec_String *all = &polled.Some._0;
    *out = 0;
    for (size_t i = 0; i < all->length; i++) *out += all->data[i].length;
    all->free(all->data, all->length, all->capacity);
  }
  asker_lines_result_drop(lines.data, lines.table);
  waker_release(waits);
  return failure;
}

rdylib_failure *asker_part(
    const char *text, size_t text_length, void *data, const asker_part_future_table *table, rdylib_str *out) {
  asker_Poll_str polled;
  waker *waits = waker_make();
  rdylib_waker waker = waker_of(waits, asker_Waker_Counted);
  rdylib_failure *failure;
  for (;;) {
    failure = asker_part_future_poll(data, table, waker.data, waker.table, &polled);
    if (failure || polled.tag == RDYLIB_SOME) break;
    waker_wait(waits);
  }
  if (!failure) {
    bool within = polled.Some._0.data >= text && polled.Some._0.data + polled.Some._0.length <= text + text_length;
    *out = within ? polled.Some._0 : rdylib_str_of(text, 0);
  }
  asker_part_future_drop(data, table);
  waker_release(waits);
  return failure;
}

rdylib_failure *asker_measure(
    const char *text, size_t text_length, void *by, const asker_measure_by_table *table, uint64_t *out) {
  char *own = malloc(text_length + 1);
  waiting it;
  rdylib_failure *failure;
  memcpy(own, text, text_length);
  failure = asker_measure_by_call(by, table, own, text_length, &it.it);
  if (!failure) {
    wait_for(&it);
    failure = it.failure;
    *out = it.n;
  }
  memset(own, '?', text_length);
  free(own);
  return failure;
}

rdylib_failure *asker_account(asker_Account *out) {
  *out = account;
  return NULL;
}
