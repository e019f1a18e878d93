/* Objects of the library's, and what it does with those of its host. */
#include "things.h"

/* ---- Counters ---- */

static rdylib_failure *add(void *self, uint32_t by, uint64_t *out) {
  *out = ((plain *)self)->count += by;
  return NULL;
}

static rdylib_failure *total(const void *self, uint64_t *out) {
  *out = ((const plain *)self)->count;
  return NULL;
}

static rdylib_failure *each(const void *self, void *visit, const actors_Counter_each_visit_table *table) {
  bool go_on = true;
  for (uint64_t i = 0; go_on && i < ((const plain *)self)->count; i++) {
    rdylib_failure *failure = actors_Counter_each_visit_call(visit, table, i, &go_on);
    if (failure) return failure;
  }
  return NULL;
}

static void say(const plain *self, rdylib_string *out) {
  char said[32];
  int length = snprintf(said, sizeof said, "plain %llu", (unsigned long long)self->count);
  *out = string_of(said, (size_t)length);
}

static rdylib_failure *finish(void *self, rdylib_string *out) {
  say(self, out);
  give(self);
  return NULL;
}

static rdylib_failure *copy(const void *self, actors_Counter *out) {
  *out = counter_of(((const plain *)self)->count);
  return NULL;
}

/* What is seen through another object, for as long as that is borrowed. */
typedef struct {
  const plain *of;
} seen;

static rdylib_failure *seen_total(const void *self, uint64_t *out) { return total(((const seen *)self)->of, out); }

static rdylib_failure *view(const void *self, actors_Total *out) {
  static const actors_Total_table table = actors_Total_TABLE(seen, give, seen_total);
  seen *made = take(sizeof *made);
  made->of = self;
  *out = actors_Total_of(made, &table);
  return NULL;
}

static rdylib_failure *merge(
    void *self, void *other, const actors_Counter_table *other_table, void *with,
    const actors_Counter_merge_with_table *with_table, uint64_t *out) {
  plain *it = self;
  uint64_t theirs;
  rdylib_failure *failure = actors_Counter_total(other, other_table, &theirs);
  if (!failure) failure = actors_Counter_merge_with_call(with, with_table, it->count, theirs, out);
  if (!failure) it->count = *out;
  return failure;
}

const actors_Counter_table plain_table = actors_Counter_TABLE(plain, give, add, total, each, finish, copy, view, merge);

actors_Counter counter_of(uint64_t count) {
  plain *made = take(sizeof *made);
  made->count = count;
  return actors_Counter_of(made, &plain_table);
}

typedef struct {
  plain base;
  actors_keep_step act;
} with_end;

static void end(void *self) {
  with_end *it = self;
  uint32_t answer;
  rdylib_failure *failure = actors_keep_step_call(it->act.data, it->act.table, (uint32_t)it->base.count, &answer);
  if (failure) failure->drop(failure); /* a drop cannot hand it on */
  actors_keep_step_drop(it->act.data, it->act.table);
  give(it);
}

static rdylib_failure *finish_with_end(void *self, rdylib_string *out) {
  say(self, out);
  end(self);
  return NULL;
}

actors_Counter counter_with_end(actors_keep_step act) {
  static const actors_Counter_table table =
      actors_Counter_TABLE(with_end, end, add, total, each, finish_with_end, copy, view, merge);
  with_end *made = take(sizeof *made);
  made->act = act;
  return actors_Counter_of(made, &table);
}

/* ---- One that counts twice as fast, and has another for it ---- */

typedef struct {
  actors_Counter inner;
} doubled;

static rdylib_failure *double_add(void *self, uint32_t by, uint64_t *out) {
  actors_Counter inner = ((doubled *)self)->inner;
  return actors_Counter_add(inner.data, inner.table, 2 * by, out);
}

static rdylib_failure *double_total(const void *self, uint64_t *out) {
  actors_Counter inner = ((const doubled *)self)->inner;
  return actors_Counter_total(inner.data, inner.table, out);
}

static rdylib_failure *double_each(const void *self, void *visit, const actors_Counter_each_visit_table *table) {
  actors_Counter inner = ((const doubled *)self)->inner;
  return actors_Counter_each(inner.data, inner.table, visit, table);
}

static rdylib_failure *double_finish(void *self, rdylib_string *out) {
  actors_Counter inner = ((doubled *)self)->inner;
  char said[128];
  rdylib_string end;
  give(self);
  rdylib_failure *failure = actors_Counter_finish(inner.data, inner.table, &end);
  if (failure) return failure;
  int length = snprintf(said, sizeof said, "doubled %.*s", (int)end.length, end.data);
  string_drop(end);
  *out = string_of(said, (size_t)length);
  return NULL;
}

static rdylib_failure *double_copy(const void *self, actors_Counter *out) {
  actors_Counter inner = ((const doubled *)self)->inner;
  actors_Counter copied;
  rdylib_failure *failure = actors_Counter_copy(inner.data, inner.table, &copied);
  return failure ? failure : actors_wrap(copied.data, copied.table, out);
}

static rdylib_failure *double_view(const void *self, actors_Total *out) {
  actors_Counter inner = ((const doubled *)self)->inner;
  return actors_Counter_view(inner.data, inner.table, out);
}

static rdylib_failure *double_merge(
    void *self, void *other, const actors_Counter_table *other_table, void *with,
    const actors_Counter_merge_with_table *with_table, uint64_t *out) {
  actors_Counter inner = ((doubled *)self)->inner;
  return actors_Counter_merge(inner.data, inner.table, other, other_table, with, with_table, out);
}

static void double_drop(void *self) {
  actors_Counter inner = ((doubled *)self)->inner;
  give(self);
  actors_Counter_drop(inner.data, inner.table);
}

rdylib_failure *actors_wrap(void *inner, const actors_Counter_table *inner_table, actors_Counter *out) {
  static const actors_Counter_table table = actors_Counter_TABLE(
      doubled, double_drop, double_add, double_total, double_each, double_finish, double_copy, double_view, double_merge);
  doubled *made = take(sizeof *made);
  made->inner = actors_Counter_of(inner, inner_table);
  *out = actors_Counter_of(made, &table);
  return NULL;
}

/* ---- What is done with counters ---- */

rdylib_failure *actors_counter(actors_Counter *out) {
  *out = counter_of(0);
  return NULL;
}

rdylib_failure *actors_sendable(actors_Counter *out) {
  *out = counter_of(0);
  return NULL;
}

typedef struct {
  uint64_t sum;
} summing;

static rdylib_failure *sum_up(void *self, uint64_t n, bool *out) {
  ((summing *)self)->sum += n;
  *out = n < 2;
  return NULL;
}

rdylib_failure *actors_drive(void *counter, const actors_Counter_table *table, uint32_t times, uint64_t *out) {
  static const actors_Counter_each_visit_table lent = actors_Counter_each_visit_TABLE(summing, NULL, sum_up);
  rdylib_failure *failure;
  summing visit;
  for (uint32_t i = 0; i < times; i++) {
    if ((failure = actors_Counter_add(counter, table, i, &visit.sum))) return failure;
  }
  if ((failure = actors_Counter_total(counter, table, &visit.sum))) return failure;
  if ((failure = actors_Counter_each(counter, table, &visit, &lent))) return failure;
  *out = visit.sum;
  return NULL;
}

rdylib_failure *actors_end(void *counter, const actors_Counter_table *table, rdylib_string *out) {
  return actors_Counter_finish(counter, table, out);
}

static rdylib_failure *weighed(void *self, uint64_t one, uint64_t other, uint64_t *out) {
  (void)self;
  *out = 100 * one + other;
  return NULL;
}

rdylib_failure *actors_explore(void *counter, const actors_Counter_table *table, uint64_t *out) {
  static const actors_Counter_merge_with_table lent = actors_Counter_merge_with_TABLE(char, NULL, weighed);
  char nothing = 0;
  actors_Counter copied;
  actors_Total viewed;
  uint64_t seen_there = 0;
  rdylib_failure *failure = actors_Counter_copy(counter, table, &copied);
  if (failure) return failure;
  failure = actors_Counter_add(copied.data, copied.table, 1, out);
  if (!failure && !(failure = actors_Counter_view(counter, table, &viewed))) {
    failure = actors_Total_total(viewed.data, viewed.table, &seen_there);
    actors_Total_drop(viewed.data, viewed.table);
  }
  if (!failure) failure = actors_Counter_merge(counter, table, copied.data, copied.table, &nothing, &lent, out);
  if (!failure) *out += seen_there;
  actors_Counter_drop(copied.data, copied.table);
  return failure;
}

rdylib_failure *actors_during(
    void *ending, const actors_Counter_table *ending_table, void *act, const actors_during_act_table *act_table) {
  rdylib_failure *failure = actors_during_act_call(act, act_table);
  actors_Counter_drop(ending, ending_table);
  return failure;
}

rdylib_failure *actors_with_end(
    void *act, const actors_keep_step_table *act_table, void *inside, const actors_during_act_table *inside_table) {
  actors_Counter ending = counter_with_end(actors_keep_step_of(act, act_table));
  return actors_during(ending.data, ending.table, inside, inside_table);
}

rdylib_failure *actors_join(actors_Team team, actors_Counter *out) {
  actors_Vec_Box_Counter members = team.members;
  uint64_t start = members.length + team.name.length;
  string_drop(team.name);
  *out = actors_Counter_of(NULL, NULL);
  if (members.length > 0) *out = members.data[--members.length];
  members.free(members.data, members.length, members.capacity);
  if (out->data && start > 100) {
    actors_Counter_drop(out->data, out->table);
    *out = counter_of(start);
  }
  return NULL;
}

rdylib_failure *actors_borrowing(uint32_t go, uint64_t *out) {
  plain mine = {0};
  actors_Counter made;
  actors_Counter given = {NULL, NULL};
  actors_keep_step step;
  rdylib_failure *failure = actors_make(go, &made);
  if (failure) return failure;
  failure = actors_Counter_add(made.data, made.table, 1, out);
  if (!failure) failure = actors_Counter_total(made.data, made.table, &mine.count);
  if (!failure) {
    if (go > 0) given = counter_of(7);
    failure = actors_adder(1, &step);
    failure = first_of(
        failure, actors_inspect(&mine, &plain_table, given.data, given.table, step.data, step.table, out));
    if (!failure) *out += mine.count;
  }
  actors_Counter_drop(made.data, made.table);
  return failure;
}
