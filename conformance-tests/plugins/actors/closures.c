/* Closures of the library's, and what it does with those of its host. */
#include "things.h"

/* ---- Those of the host ---- */

static actors_keep_step kept;

rdylib_failure *actors_release(void) {
  actors_keep_step before = kept;
  kept.data = NULL;
  if (before.data) actors_keep_step_drop(before.data, before.table);
  return NULL;
}

rdylib_failure *actors_keep(void *step, const actors_keep_step_table *step_table) {
  rdylib_failure *failure = actors_release();
  kept = actors_keep_step_of(step, step_table);
  return failure;
}

typedef struct {
  void *data;
  const actors_keep_step_table *table;
  uint32_t n;
  uint32_t answer;
  rdylib_failure *failure;
} calling;

static void *call(void *at) {
  calling *it = at;
  it->failure = actors_keep_step_call(it->data, it->table, it->n, &it->answer);
  return NULL;
}

rdylib_failure *actors_fire(uint32_t n, bool elsewhere, actors_Option_u32 *out) {
  calling it = {kept.data, kept.table, n, 0, NULL};
  out->tag = RDYLIB_NONE;
  if (!kept.data) return NULL;
  run(call, &it, elsewhere);
  out->Some.tag = RDYLIB_SOME;
  out->Some._0 = it.answer;
  return it.failure;
}

static void end(rdylib_failure *failure) {
  if (failure) failure->drop(failure);
}

rdylib_failure *actors_swallow(uint32_t n, bool elsewhere) {
  calling it = {kept.data, kept.table, n, 0, NULL};
  run(call, &it, elsewhere);
  end(it.failure);
  return NULL;
}

static void *call_and_end(void *at) {
  calling it = *(calling *)at;
  free(at);
  call(&it);
  end(it.failure);
  return NULL;
}

rdylib_failure *actors_abandon(uint32_t n) {
  calling *it = malloc(sizeof *it);
  if (!it) abort();
  *it = (calling){kept.data, kept.table, n, 0, NULL};
  start(call_and_end, it);
  return NULL;
}

rdylib_failure *actors_scatter(
    void *visit, const actors_keep_step_table *visit_table, uint32_t threads, uint32_t *out) {
  calling *all = calloc(threads, sizeof *all);
  rdylib_failure *failure = NULL;
  for (uint32_t i = 0; i < threads; i++) all[i] = (calling){visit, visit_table, i, 0, NULL};
  run_on(threads, call, all, sizeof *all);
  *out = 0;
  for (uint32_t i = 0; i < threads; i++) {
    failure = first_of(failure, all[i].failure);
    *out += all[i].answer;
  }
  free(all);
  return failure;
}

rdylib_failure *actors_once(void *f, const actors_once_f_table *f_table, bool called, rdylib_string *out) {
  rdylib_failure *failure = NULL;
  if (!f) {
    *out = string_of(TEXT("none"));
  } else if (!called) {
    *out = string_of(TEXT("dropped"));
  } else {
    failure = actors_once_f_call(f, f_table, string_of(TEXT("called")), out);
  }
  if (f) actors_once_f_drop(f, f_table);
  return failure;
}

rdylib_failure *actors_ending(void *act, const actors_keep_step_table *act_table, actors_Counter *out) {
  *out = counter_with_end(actors_keep_step_of(act, act_table));
  return NULL;
}

/* ---- Its own ---- */

typedef struct {
  uint32_t number;
  uint32_t holders;
} cell;

static void *retain(const void *self) {
  __atomic_add_fetch(&((cell *)self)->holders, 1, __ATOMIC_SEQ_CST);
  return (void *)self;
}

static void release(void *self) {
  if (__atomic_sub_fetch(&((cell *)self)->holders, 1, __ATOMIC_SEQ_CST) == 0) give(self);
}

static rdylib_failure *add(void *self, uint32_t n, uint32_t *out) {
  *out = n + ((cell *)self)->number;
  return NULL;
}

static rdylib_failure *go_on(void *self, uint32_t *out) {
  *out = ((cell *)self)->number++;
  return NULL;
}

static cell *cell_of(uint32_t number) {
  cell *made = take(sizeof *made);
  made->number = number;
  made->holders = 1;
  return made;
}

rdylib_failure *actors_adder(uint32_t by, actors_keep_step *out) {
  static const actors_keep_step_table table = {{release, retain, sizeof(cell), RDYLIB_ALIGNOF(cell), 1}, add};
  *out = actors_keep_step_of(cell_of(by), &table);
  return NULL;
}

rdylib_failure *actors_sequence(uint32_t from, actors_sequence_result *out) {
  static const actors_sequence_result_table table = actors_sequence_result_TABLE(cell, give, go_on);
  *out = actors_sequence_result_of(cell_of(from), &table);
  return NULL;
}

static rdylib_failure *greet(void *self, const char *name, size_t length, rdylib_string *out) {
  const rdylib_str *prefix = self;
  char *said = take(prefix->length + 1 + length);
  memcpy(said, prefix->data, prefix->length);
  said[prefix->length] = ' ';
  memcpy(said + prefix->length + 1, name, length);
  *out = string_of(said, prefix->length + 1 + length);
  give(said);
  return NULL;
}

rdylib_failure *actors_greeting(const char *prefix, size_t prefix_length, actors_greeting_result *out) {
  static const actors_greeting_result_table table = actors_greeting_result_TABLE(rdylib_str, give, greet);
  rdylib_str *made = take(sizeof *made);
  *made = rdylib_str_of(prefix, prefix_length);
  *out = actors_greeting_result_of(made, &table);
  return NULL;
}

typedef struct {
  actors_keep_step f, g;
} composed;

static rdylib_failure *apply(void *self, uint32_t n, uint32_t *out) {
  composed *it = self;
  rdylib_failure *failure = actors_keep_step_call(it->f.data, it->f.table, n, &n);
  return failure ? failure : actors_keep_step_call(it->g.data, it->g.table, n, out);
}

static void drop_both(void *self) {
  composed it = *(composed *)self;
  give(self);
  actors_keep_step_drop(it.f.data, it.f.table);
  actors_keep_step_drop(it.g.data, it.g.table);
}

rdylib_failure *actors_compose(
    void *f, const actors_keep_step_table *f_table, void *g, const actors_keep_step_table *g_table,
    actors_keep_step *out) {
  static const actors_keep_step_table table = actors_keep_step_TABLE(composed, drop_both, apply);
  composed *made = take(sizeof *made);
  made->f = actors_keep_step_of(f, f_table);
  made->g = actors_keep_step_of(g, g_table);
  *out = actors_keep_step_of(made, &table);
  return NULL;
}
