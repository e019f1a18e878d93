/* A plugin that is lent what it works with behind references, and keeps that for as long as it may. */
#include "working.h"

#include <stdlib.h>

static uint32_t living;
static uint32_t levels;

void *made(size_t size) {
  void *it = calloc(1, size);
  if (!it) abort();
  living++;
  return it;
}

void freed(void *it) {
  living--;
  free(it);
}

rdylib_failure *noted(contexts_Log log, rdylib_str text, uint32_t *sum) {
  uint32_t answer = 0;
  rdylib_failure *failure = contexts_Log_note(log.data, log.table, text.data, text.length, &answer);
  *sum += answer;
  return failure;
}

rdylib_failure *reported(const contexts_Context *context, rdylib_str text, uint32_t *out) {
  uint32_t step = 0;
  uint32_t sum = 0;
  rdylib_failure *failure = noted(context->log, text, &sum);
  if (!failure && context->also.data) failure = noted(context->also, text, &sum);
  if (!failure) failure = contexts_Context_step_call(context->step.data, context->step.table, context->level, &step);
  *out = sum + step;
  return failure;
}

rdylib_failure *all(const contexts_Log *logs, size_t count, rdylib_str text, uint32_t *out) {
  rdylib_failure *failure = NULL;
  *out = 0;
  for (size_t i = 0; !failure && i < count; i++) failure = noted(logs[i], text, out);
  return failure;
}

/* ---- books */

typedef struct book {
  uint32_t notes;
} book;

static rdylib_failure *book_note(const void *self, const char *text, size_t text_length, uint32_t *out) {
  (void)text;
  (void)text_length;
  *out = ++((book *)self)->notes;
  return NULL;
}

static const contexts_Log_table BOOK = contexts_Log_TABLE(book, freed, book_note);

/* ---- what is kept of what was lent */

static rdylib_failure *reporting_next(void *self, uint32_t *out) {
  const contexts_Context *context = *(const contexts_Context **)self;
  return reported(context, context->name, out);
}

static const contexts_Steps_table REPORTING = contexts_Steps_TABLE(const contexts_Context *, freed, reporting_next);

static rdylib_failure *reporting(const contexts_Context *context, contexts_Steps *out) {
  const contexts_Context **it = made(sizeof *it);
  *it = context;
  *out = contexts_Steps_of((void *)it, &REPORTING);
  return NULL;
}

typedef struct turns {
  contexts_slice_Log logs;
  size_t next;
} turns;

static rdylib_failure *turns_next(void *self, uint32_t *out) {
  turns *it = self;
  *out = 0;
  if (!it->logs.length) return NULL;
  return noted(it->logs.data[it->next++ % it->logs.length], rdylib_str_of("turn", 4), out);
}

static const contexts_Steps_table TURNS = contexts_Steps_TABLE(turns, freed, turns_next);

static rdylib_failure *owned_next(void *self, uint32_t *out) {
  const contexts_Tuple_String_Vec_Log *it = *(const contexts_Tuple_String_Vec_Log **)self;
  return all(it->_1.data, it->_1.length, rdylib_str_of(it->_0.data, it->_0.length), out);
}

static const contexts_Steps_table OWNED =
    contexts_Steps_TABLE(const contexts_Tuple_String_Vec_Log *, freed, owned_next);

static rdylib_failure *desk_next(void *self, uint32_t *out) {
  const contexts_Desk *it = self;
  return all(it->others.data, it->others.length, it->context->name, out);
}

static const contexts_Steps_table DESK = contexts_Steps_TABLE(contexts_Desk, freed, desk_next);

static rdylib_failure *both_next(void *self, uint32_t *out) {
  return all(self, 2, rdylib_str_of("both", 4), out);
}

static const contexts_Steps_table BOTH = contexts_Steps_TABLE(contexts_Log[2], freed, both_next);

/* ---- shelves, which read what is on them when they are dropped */

typedef struct shelf {
  const contexts_Context *on[16];
  contexts_Context before[16];
  size_t count;
} shelf;

/* What has been freed is hardly what it was. */
static void shelf_drop(void *self) {
  shelf *it = self;
  for (size_t i = 0; i < it->count; i++) {
    if (it->on[i]->log.data == it->before[i].log.data && it->on[i]->log.table == it->before[i].log.table) {
      levels += it->on[i]->level;
    }
  }
  freed(it);
}

static rdylib_failure *shelf_put(void *self, const contexts_Context *context) {
  shelf *it = self;
  if (it->count == sizeof it->on / sizeof *it->on) return rdylib_fail("the shelf is full");
  it->before[it->count] = *context;
  it->on[it->count++] = context;
  return NULL;
}

static rdylib_failure *shelf_note(const void *self, uint32_t *out) {
  const shelf *it = self;
  rdylib_failure *failure = NULL;
  uint32_t notes = 0;
  *out = 0;
  for (size_t i = 0; !failure && i < it->count; i++) {
    failure = noted(it->on[i]->log, it->on[i]->name, &notes);
    *out += it->on[i]->level;
  }
  return failure;
}

static void names_free(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  freed(data);
}

static rdylib_failure *shelf_names(const void *self, contexts_Vec_str *out) {
  const shelf *it = self;
  out->length = out->capacity = it->count;
  out->data = made((it->count + 1) * sizeof *out->data);
  out->free = names_free;
  for (size_t i = 0; i < it->count; i++) out->data[i] = it->on[i]->name;
  return NULL;
}

static const contexts_Shelf_table SHELF = contexts_Shelf_TABLE(shelf, shelf_drop, shelf_put, shelf_note, shelf_names);

/* ---- exports */

rdylib_failure *contexts_living(uint32_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *contexts_levels(uint32_t *out) {
  *out = levels;
  return NULL;
}

rdylib_failure *contexts_logbook(contexts_Log *out) {
  *out = contexts_Log_of(made(sizeof(book)), &BOOK);
  return NULL;
}

rdylib_failure *contexts_report(const contexts_Context *context, const char *text, size_t text_length, uint32_t *out) {
  return reported(context, rdylib_str_of(text, text_length), out);
}

rdylib_failure *contexts_all(
    const contexts_Log *logs, size_t logs_length, const char *text, size_t text_length, uint32_t *out) {
  return all(logs, logs_length, rdylib_str_of(text, text_length), out);
}

rdylib_failure *contexts_each(
    const contexts_Context *contexts, size_t contexts_length, const char *text, size_t text_length, uint32_t *out) {
  rdylib_failure *failure = NULL;
  *out = 0;
  for (size_t i = 0; !failure && i < contexts_length; i++) {
    uint32_t one = 0;
    failure = reported(&contexts[i], rdylib_str_of(text, text_length), &one);
    *out += one;
  }
  return failure;
}

rdylib_failure *contexts_times(const contexts_Tuple_Log_u32 *pair, uint32_t *out) {
  rdylib_failure *failure;
  *out = 0;
  failure = noted(pair->_0, rdylib_str_of("times", 5), out);
  *out *= pair->_1;
  return failure;
}

rdylib_failure *contexts_maybe(const contexts_Context *context, uint32_t *out) {
  *out = 0;
  return context ? reported(context, context->name, out) : NULL;
}

rdylib_failure *contexts_step(const contexts_Context_step *steps, size_t steps_length, uint32_t from, uint32_t *out) {
  rdylib_failure *failure = NULL;
  *out = from;
  for (size_t i = 0; !failure && i < steps_length; i++) {
    failure = contexts_Context_step_call(steps[i].data, steps[i].table, *out, out);
  }
  return failure;
}

rdylib_failure *contexts_turn(
    const contexts_Turn *turn, void *act, const contexts_turn_act_table *act_table, uint32_t *out) {
  rdylib_failure *failure = contexts_turn_act_call(act, act_table);
  *out = 0;
  for (uint32_t i = 0; !failure && i < turn->times; i++) failure = noted(turn->log, rdylib_str_of("turn", 4), out);
  return failure;
}

rdylib_failure *contexts_turns(const contexts_Turn *turns, size_t turns_length, uint32_t *out) {
  rdylib_failure *failure = NULL;
  *out = 0;
  for (size_t i = 0; !failure && i < turns_length; i++) failure = noted(turns[i].log, rdylib_str_of("turn", 4), out);
  return failure;
}

rdylib_failure *contexts_beside(
    const contexts_Turn *turn, void *log, const contexts_Log_table *log_table, uint32_t *out) {
  rdylib_failure *failure;
  *out = 0;
  failure = noted(turn->log, rdylib_str_of("beside", 6), out);
  return failure ? failure : noted(contexts_Log_of(log, log_table), rdylib_str_of("beside", 6), out);
}

rdylib_failure *contexts_reporter(const contexts_Context *context, contexts_Steps *out) {
  return reporting(context, out);
}

rdylib_failure *contexts_briefly(const contexts_Context *context, contexts_Steps *out) {
  return reporting(context, out);
}

rdylib_failure *contexts_every(const contexts_Log *logs, size_t logs_length, contexts_Steps *out) {
  turns *it = made(sizeof *it);
  it->logs.data = logs;
  it->logs.length = logs_length;
  *out = contexts_Steps_of(it, &TURNS);
  return NULL;
}

rdylib_failure *contexts_owned(const contexts_Tuple_String_Vec_Log *owned, contexts_Steps *out) {
  const contexts_Tuple_String_Vec_Log **it = made(sizeof *it);
  *it = owned;
  *out = contexts_Steps_of((void *)it, &OWNED);
  return NULL;
}

rdylib_failure *contexts_desk(contexts_Desk desk, contexts_Steps *out) {
  contexts_Desk *it = made(sizeof *it);
  *it = desk;
  *out = contexts_Steps_of(it, &DESK);
  return NULL;
}

rdylib_failure *contexts_count(const contexts_Desk *desk, uint32_t *out) {
  *out = (uint32_t)desk->others.length;
  return NULL;
}

rdylib_failure *contexts_both(contexts_Tuple_Log_u32 one, contexts_Tuple_Log_u32 other, contexts_Steps *out) {
  contexts_Log *it = made(2 * sizeof *it);
  it[0] = one._0;
  it[1] = other._0;
  *out = contexts_Steps_of(it, &BOTH);
  return NULL;
}

rdylib_failure *contexts_log_of(const contexts_Context *context, contexts_Log *out) {
  *out = context->log;
  return NULL;
}

rdylib_failure *contexts_name_of(const contexts_Context *context, rdylib_str *out) {
  *out = context->name;
  return NULL;
}

rdylib_failure *contexts_level_of(const contexts_Context *context, const uint32_t **out) {
  *out = &context->level;
  return NULL;
}

rdylib_failure *contexts_same(const contexts_Context *context, const contexts_Context **out) {
  *out = context;
  return NULL;
}

rdylib_failure *contexts_shelf(contexts_Shelf *out) {
  *out = contexts_Shelf_of(made(sizeof(shelf)), &SHELF);
  return NULL;
}

rdylib_failure *contexts_shelve(void *fill, const contexts_shelve_fill_table *fill_table, uint32_t *out) {
  uint32_t before = levels;
  contexts_Shelf own = contexts_Shelf_of(made(sizeof(shelf)), &SHELF);
  rdylib_failure *failure = contexts_shelve_fill_call(fill, fill_table, own.data, own.table, "shelved", 7);
  shelf_drop(own.data);
  *out = levels - before;
  return failure;
}

rdylib_failure *contexts_perform(
    void *task, const contexts_Task_table *task_table, const contexts_Context *context, uint32_t *out) {
  contexts_Log others[2];
  others[0] = context->log;
  others[1] = context->also;
  return contexts_Task_run(task, task_table, context, others, context->also.data ? 2 : 1, out);
}

static rdylib_failure *added(void *self, uint32_t to, uint32_t *out) {
  *out = to + *(uint32_t *)self;
  return NULL;
}

static const contexts_Context_step_table ADDED = contexts_Context_step_TABLE(uint32_t, NULL, added);

rdylib_failure *contexts_given(
    const char *name, size_t name_length, void *seen, const contexts_given_seen_table *seen_table, uint32_t *out) {
  uint32_t by = 5;
  book own = {0};
  contexts_Context context = {
      contexts_Log_of(&own, &BOOK),
      rdylib_str_of(name, name_length),
      7,
      contexts_Log_of(NULL, NULL),
      contexts_Context_step_of(&by, &ADDED)};
  contexts_Log others[3];
  for (size_t i = 0; i < 3; i++) others[i] = context.log;
  return contexts_given_seen_call(seen, seen_table, &context, others, 3, out);
}
