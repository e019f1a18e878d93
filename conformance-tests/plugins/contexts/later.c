/* What works later with what it is lent, and keeps that until then. */
#include "working.h"

typedef struct {
  const contexts_Context *context;
  const contexts_Log *logs;
  size_t logs_length;
  uint32_t polled;
  uint32_t polls;
  uint32_t sum;
} later;

static later *later_of(const contexts_Context *context, const contexts_Log *logs, size_t count, uint32_t polls) {
  later *it = made(sizeof *it);
  it->context = context;
  it->logs = logs;
  it->logs_length = count;
  it->polls = polls;
  return it;
}

/* Whether it has been polled often enough; else it is to be polled again. */
static int over(later *it, void *waker, const rdylib_waker_table *waker_table) {
  if (it->polled++ == it->polls) return 1;
  waker_table->wake(waker);
  return 0;
}

static rdylib_failure *counted(uint32_t sum, int ready, contexts_Option_u32 *out) {
  out->tag = RDYLIB_NONE;
  if (ready) {
    out->Some.tag = RDYLIB_SOME;
    out->Some._0 = sum;
  }
  return NULL;
}

static rdylib_failure *reported_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, contexts_Option_u32 *out) {
  later *it = self;
  int ready = over(it, waker, waker_table);
  rdylib_failure *failure = ready ? reported(it->context, it->context->name, &it->sum)
                                  : noted(it->context->log, it->context->name, &it->sum);
  return failure ? failure : counted(it->sum, ready, out);
}

rdylib_failure *contexts_reported(const contexts_Context *context, uint32_t polls, contexts_reported_result *out) {
  static const contexts_reported_result_table table = contexts_reported_result_TABLE(later, freed, reported_poll);
  *out = contexts_reported_result_of(later_of(context, NULL, 0, polls), &table);
  return NULL;
}

static rdylib_failure *round_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, contexts_Option_u32 *out) {
  later *it = self;
  size_t next = it->polled;
  int ready = over(it, waker, waker_table);
  rdylib_failure *failure = NULL;
  if (!ready && it->logs_length)
    failure = noted(it->logs[next % it->logs_length], rdylib_str_of("round", 5), &it->sum);
  return failure ? failure : counted(it->sum, ready, out);
}

rdylib_failure *contexts_round(
    const contexts_Log *logs, size_t logs_length, uint32_t polls, contexts_reported_result *out) {
  static const contexts_reported_result_table table = contexts_reported_result_TABLE(later, freed, round_poll);
  *out = contexts_reported_result_of(later_of(NULL, logs, logs_length, polls), &table);
  return NULL;
}

static rdylib_failure *named_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, contexts_Poll_str *out) {
  later *it = self;
  out->tag = RDYLIB_NONE;
  if (!over(it, waker, waker_table)) return all(it->logs, it->logs_length, it->context->name, &it->sum);
  out->Some.tag = RDYLIB_SOME;
  out->Some._0 = it->context->name;
  return NULL;
}

rdylib_failure *contexts_named(contexts_Desk desk, uint32_t polls, contexts_named_result *out) {
  static const contexts_named_result_table table = contexts_named_result_TABLE(later, freed, named_poll);
  *out = contexts_named_result_of(later_of(desk.context, desk.others.data, desk.others.length, polls), &table);
  return NULL;
}
