/* What keeps the objects and closures that it was lent. */
#include "things.h"

/* What is told is asked for first, once there is something to ask. */
static rdylib_failure *asked(const actors_Watch_through_step *step, uint64_t by, uint64_t *out) {
  *out = by;
  return step->data ? actors_Watch_through_step_call(step->data, step->table, by, out) : NULL;
}

/* ---- What is seen of counters ---- */

typedef struct {
  actors_Counter counter;
  uint64_t more;
  actors_Counter other;
  actors_Watch_through_step step;
} seeing;

static rdylib_failure *seeing_total(const void *self, uint64_t *out) {
  const seeing *it = self;
  rdylib_failure *failure = NULL;
  uint64_t other = it->more;
  *out = 0;
  if (it->counter.data) failure = actors_Counter_total(it->counter.data, it->counter.table, out);
  if (!failure && it->other.data) failure = actors_Counter_total(it->other.data, it->other.table, &other);
  *out += other;
  if (!failure && it->step.data) failure = actors_Watch_through_step_call(it->step.data, it->step.table, *out, out);
  return failure;
}

static actors_Total seeing_of(seeing all) {
  static const actors_Total_table table = actors_Total_TABLE(seeing, give, seeing_total);
  seeing *made = take(sizeof *made);
  *made = all;
  return actors_Total_of(made, &table);
}

rdylib_failure *actors_look(void *counter, const actors_Counter_table *counter_table, actors_Total *out) {
  *out = seeing_of((seeing){.counter = actors_Counter_of(counter, counter_table)});
  return NULL;
}

rdylib_failure *actors_perhaps(
    void *counter, const actors_Counter_table *counter_table, void *step, const actors_Watch_through_step_table *step_table,
    actors_Total *out) {
  *out = seeing_of((seeing){
      .counter = actors_Counter_of(counter, counter_table), .step = actors_Watch_through_step_of(step, step_table)});
  return NULL;
}

/* ---- What changes a counter ---- */

typedef struct {
  actors_Counter counter;
  actors_Watch_through_step step;
  actors_Counter also;
} leading;

static rdylib_failure *lead_tell(void *self, uint32_t by, uint64_t *out) {
  leading *it = self;
  uint64_t more;
  rdylib_failure *failure = asked(&it->step, by, &more);
  if (!failure) failure = actors_Counter_add(it->counter.data, it->counter.table, (uint32_t)more, out);
  if (failure || !it->also.data) return failure;
  failure = actors_Counter_total(it->also.data, it->also.table, &more);
  *out += more;
  return failure;
}

static rdylib_failure *lead_through(void *self, void *step, const actors_Watch_through_step_table *step_table) {
  ((leading *)self)->step = actors_Watch_through_step_of(step, step_table);
  return NULL;
}

static rdylib_failure *lead_also(void *self, void *other, const actors_Counter_table *other_table) {
  ((leading *)self)->also = actors_Counter_of(other, other_table);
  return NULL;
}

static rdylib_failure *lead_beside(
    const void *self, void *other, const actors_Counter_table *other_table, actors_Total *out) {
  *out = seeing_of((seeing){
      .counter = ((const leading *)self)->counter, .other = actors_Counter_of(other, other_table)});
  return NULL;
}

static rdylib_failure *lead_end(void *self, uint64_t *out) {
  actors_Counter counter = ((leading *)self)->counter;
  give(self);
  return actors_Counter_total(counter.data, counter.table, out);
}

rdylib_failure *actors_lead(void *counter, const actors_Counter_table *counter_table, actors_Watch *out) {
  static const actors_Watch_table table =
      actors_Watch_TABLE(leading, give, lead_tell, lead_through, lead_also, lead_beside, lead_end);
  leading *made = take(sizeof *made);
  made->counter = actors_Counter_of(counter, counter_table);
  *out = actors_Watch_of(made, &table);
  return NULL;
}

rdylib_failure *actors_hand(void *watch, const actors_Watch_table *watch_table, actors_Watch *out) {
  *out = actors_Watch_of(watch, watch_table);
  return NULL;
}

/* ---- What hands on a sum ---- */

typedef struct {
  uint64_t sum;
  rdylib_str text;
  actors_feed_to to;
  actors_Watch_through_step step;
} feeding;

static rdylib_failure *feed_tell(void *self, uint32_t by, uint64_t *out) {
  feeding *it = self;
  uint64_t more;
  rdylib_failure *failure = asked(&it->step, by, &more);
  if (failure) return failure;
  it->sum += more;
  return actors_feed_to_call(it->to.data, it->to.table, it->sum, it->text.data, it->text.length, out);
}

static rdylib_failure *feed_through(void *self, void *step, const actors_Watch_through_step_table *step_table) {
  ((feeding *)self)->step = actors_Watch_through_step_of(step, step_table);
  return NULL;
}

static rdylib_failure *feed_also(void *self, void *other, const actors_Counter_table *other_table) {
  uint64_t more;
  rdylib_failure *failure = actors_Counter_total(other, other_table, &more);
  if (!failure) ((feeding *)self)->sum += more;
  return failure;
}

static rdylib_failure *feed_beside(
    const void *self, void *other, const actors_Counter_table *other_table, actors_Total *out) {
  *out = seeing_of((seeing){
      .counter = actors_Counter_of(other, other_table), .more = ((const feeding *)self)->sum});
  return NULL;
}

static rdylib_failure *feed_end(void *self, uint64_t *out) {
  rdylib_failure *failure = feed_tell(self, 0, out);
  give(self);
  return failure;
}

rdylib_failure *actors_feed(
    const char *text, size_t text_length, void *to, const actors_feed_to_table *to_table, actors_Watch *out) {
  static const actors_Watch_table table =
      actors_Watch_TABLE(feeding, give, feed_tell, feed_through, feed_also, feed_beside, feed_end);
  feeding *made = take(sizeof *made);
  made->text = rdylib_str_of(text, text_length);
  made->to = actors_feed_to_of(to, to_table);
  *out = actors_Watch_of(made, &table);
  return NULL;
}

/* ---- What may be missing, and what is handed on ---- */

rdylib_failure *actors_either(
    void *counter, const actors_Counter_table *counter_table, void *step, const actors_Watch_through_step_table *step_table,
    uint64_t *out) {
  rdylib_failure *failure = NULL;
  *out = 0;
  if (counter) failure = actors_Counter_add(counter, counter_table, 1, out);
  return failure || !step ? failure : actors_Watch_through_step_call(step, step_table, *out, out);
}

static rdylib_failure *ten_more(void *self, uint64_t n, uint64_t *out) {
  (void)self;
  *out = n + 10;
  return NULL;
}

rdylib_failure *actors_offer(bool there, void *to, const actors_offer_to_table *to_table, uint64_t *out) {
  static const actors_Watch_through_step_table lent = actors_Watch_through_step_TABLE(char, NULL, ten_more);
  plain five = {5};
  char nothing = 0;
  return there ? actors_offer_to_call(to, to_table, &five, &plain_table, &nothing, &lent, out)
               : actors_offer_to_call(to, to_table, NULL, NULL, NULL, NULL, out);
}

rdylib_failure *actors_introduce(
    void *total, const actors_Total_table *total_table, void *meeting, const actors_Meeting_table *meeting_table) {
  return actors_Meeting_meet(meeting, meeting_table, total, total_table);
}

static rdylib_failure *soon_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, actors_Option_u64 *out) {
  uint64_t total;
  rdylib_failure *failure = seeing_total(self, &total);
  (void)waker;
  (void)waker_table;
  if (failure) return failure;
  out->Some.tag = RDYLIB_SOME;
  out->Some._0 = total;
  return NULL;
}

rdylib_failure *actors_soon(
    void *counter, const actors_Counter_table *counter_table, void *step, const actors_Watch_through_step_table *step_table,
    actors_soon_result *out) {
  static const actors_soon_result_table table = actors_soon_result_TABLE(seeing, give, soon_poll);
  actors_Total made = seeing_of((seeing){
      .counter = actors_Counter_of(counter, counter_table), .step = actors_Watch_through_step_of(step, step_table)});
  *out = (actors_soon_result){made.data, &table};
  return NULL;
}
