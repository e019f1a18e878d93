/* A plugin that uses what its caller owns, and lends what it owns itself. */
#include "teams.h"

#include <stdatomic.h>
#include <stdlib.h>

static uint32_t living;

static void *made(size_t size) {
  void *it = calloc(1, size);
  if (!it) abort();
  living++;
  return it;
}

static void freed(void *it) {
  living--;
  free(it);
}

/* ---- workers */

typedef struct worker {
  uint32_t rate;
  atomic_uint worked;
  atomic_uint holders;
} worker;

static rdylib_failure *worker_work(const void *self, uint32_t hours, uint32_t *out) {
  atomic_fetch_add(&((worker *)(uintptr_t)self)->worked, 1);
  *out = ((const worker *)self)->rate * hours;
  return NULL;
}

static rdylib_failure *worker_train(void *self) {
  ((worker *)self)->rate++;
  return NULL;
}

static rdylib_failure *worker_retire(void *self, uint32_t *out) {
  *out = ((worker *)self)->worked;
  freed(self);
  return NULL;
}

static void *chief_clone(const void *self) {
  atomic_fetch_add(&((worker *)(uintptr_t)self)->holders, 1);
  return (void *)(uintptr_t)self;
}

static void chief_drop(void *self) {
  if (atomic_fetch_sub(&((worker *)self)->holders, 1) == 0) freed(self);
}

static const teams_Worker_table WORKER =
    teams_Worker_TABLE(worker, freed, worker_work, worker_train, worker_retire);
static teams_Worker_table CHIEF = teams_Worker_TABLE(worker, chief_drop, worker_work, worker_train, worker_retire);

rdylib_failure *teams_worker(uint32_t rate, teams_Worker *out) {
  worker *it = made(sizeof *it);
  it->rate = rate;
  *out = teams_Worker_of(it, &WORKER);
  return NULL;
}

rdylib_failure *teams_chief(uint32_t rate, teams_Worker *out) {
  rdylib_failure *failure = teams_worker(rate, out);
  CHIEF.header.clone = chief_clone;
  out->table = &CHIEF;
  return failure;
}

/* Works as all of them do. */
typedef struct watch {
  const teams_Worker *workers;
  size_t length;
} watch;

static rdylib_failure *watch_work(const void *self, uint32_t hours, uint32_t *out) {
  const watch *it = self;
  return teams_total(it->workers, it->length, hours, out);
}

static rdylib_failure *watch_train(void *self) {
  (void)self;
  return NULL;
}

static rdylib_failure *watch_retire(void *self, uint32_t *out) {
  *out = (uint32_t)((watch *)self)->length;
  freed(self);
  return NULL;
}

static const teams_Worker_table WATCH = teams_Worker_TABLE(watch, freed, watch_work, watch_train, watch_retire);

/* ---- tools and closures */

struct teams_Tool {
  uint32_t used;
};

void teams_scrap(teams_Tool *value) { freed(value); }

rdylib_failure *teams_tool(teams_Tool **out) {
  *out = made(sizeof **out);
  return NULL;
}

static rdylib_failure *adding_call(void *self, uint32_t to, uint32_t *out) {
  *out = to + *(uint32_t *)self;
  return NULL;
}

static const teams_adding_result_table ADDING = teams_adding_result_TABLE(uint32_t, freed, adding_call);

rdylib_failure *teams_adding(uint32_t number, teams_adding_result *out) {
  uint32_t *it = made(sizeof *it);
  *it = number;
  *out = teams_adding_result_of(it, &ADDING);
  return NULL;
}

/* ---- what Java owns */

rdylib_failure *teams_living(uint32_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *teams_one(const teams_Worker *one, uint32_t hours, uint32_t *out) {
  return teams_Worker_work(one->data, one->table, hours, out);
}

rdylib_failure *teams_total(const teams_Worker *workers, size_t workers_length, uint32_t hours, uint32_t *out) {
  rdylib_failure *failure = NULL;
  *out = 0;
  for (size_t i = 0; !failure && i < workers_length; i++) {
    uint32_t worked = 0;
    failure = teams_one(&workers[i], hours, &worked);
    *out += worked;
  }
  return failure;
}

rdylib_failure *teams_shift(const teams_Shift *shift, uint32_t *out) {
  switch (shift->tag) {
    case teams_Shift_One: return teams_one(&shift->One.worker, shift->One.hours, out);
    case teams_Shift_All: return teams_total(shift->All._0.data, shift->All._0.length, shift->All._1, out);
    default: *out = 0; return NULL;
  }
}

rdylib_failure *teams_during(
    const teams_Worker *workers, size_t workers_length, void *act, const teams_during_act_table *act_table,
    uint32_t *out) {
  rdylib_failure *failure = teams_during_act_call(act, act_table);
  return failure ? failure : teams_total(workers, workers_length, 1, out);
}

rdylib_failure *teams_chain(const teams_adding_result *steps, size_t steps_length, uint32_t at, uint32_t *out) {
  rdylib_failure *failure = NULL;
  *out = at;
  for (size_t i = 0; !failure && i < steps_length; i++) {
    failure = teams_adding_result_call(steps[i].data, steps[i].table, *out, out);
  }
  return failure;
}

rdylib_failure *teams_rates(const teams_Kit_rate *rates, size_t rates_length, uint32_t at, uint32_t *out) {
  rdylib_failure *failure = NULL;
  *out = at;
  for (size_t i = 0; !failure && i < rates_length; i++) failure = rates[i](*out, out);
  return failure;
}

rdylib_failure *teams_use_all(teams_Tool *const *tools, size_t tools_length, uint32_t *out) {
  *out = 0;
  for (size_t i = 0; i < tools_length; i++) *out += ++tools[i]->used;
  return NULL;
}

static teams_Worker hired[8];
static size_t hired_length;

rdylib_failure *teams_hire(const teams_Worker *chiefs, size_t chiefs_length, uint32_t *out) {
  for (size_t i = 0; i < chiefs_length; i++) {
    if (hired_length == sizeof hired / sizeof *hired) return rdylib_fail("no room for so many");
    hired[hired_length++] = teams_Worker_clone(chiefs[i].data, chiefs[i].table);
  }
  *out = (uint32_t)hired_length;
  return NULL;
}

rdylib_failure *teams_hired(uint32_t hours, uint32_t *out) { return teams_total(hired, hired_length, hours, out); }

rdylib_failure *teams_dismiss(void) {
  while (hired_length) {
    hired_length--;
    teams_Worker_drop(hired[hired_length].data, hired[hired_length].table);
  }
  return NULL;
}

rdylib_failure *teams_inspect(const teams_Kit *kit, uint32_t *out) {
  uint32_t worked = 0, all = 0, logged = 0;
  rdylib_failure *failure = teams_one(&kit->worker, 1, &worked);
  all += worked;
  if (!failure) failure = teams_one(&kit->chief, 1, &worked);
  all += worked;
  if (!failure) failure = teams_total(kit->others.data, kit->others.length, 1, &worked);
  all += worked;
  if (!failure && kit->log.data) {
    failure = teams_Kit_log_call(kit->log.data, kit->log.table, kit->name.data, kit->name.length, &logged);
  }
  if (!failure) failure = kit->rate(all, out);
  *out += logged + ++kit->tool->used;
  return failure;
}

rdylib_failure *teams_inspect_shared(const teams_Kit *const *kit, uint32_t *out) { return teams_inspect(*kit, out); }

rdylib_failure *teams_busy_at(const teams_Crew *crew, uint32_t *out) {
  rdylib_failure *failure = teams_total(crew->workers.data, crew->workers.length, 1, out);
  *out *= crew->level;
  return failure;
}

rdylib_failure *teams_busy(teams_Crew crew, uint32_t *out) { return teams_busy_at(&crew, out); }

rdylib_failure *teams_watch(const teams_Worker *workers, size_t workers_length, teams_Worker *out) {
  watch *it = made(sizeof *it);
  it->workers = workers;
  it->length = workers_length;
  *out = teams_Worker_of(it, &WATCH);
  return NULL;
}

rdylib_failure *teams_first(const teams_Worker *workers, size_t workers_length, teams_Worker *out) {
  *out = workers_length ? workers[0] : teams_Worker_of(NULL, NULL);
  return NULL;
}

/* What it was lent is there until it is dropped. */
typedef struct later {
  const teams_Worker *workers;
  size_t length;
  const teams_Kit *kit;
} later;

static rdylib_failure *later_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, teams_Option_u32 *out) {
  const later *it = self;
  uint32_t inspected = 0;
  rdylib_failure *failure = teams_total(it->workers, it->length, 1, &out->Some._0);
  (void)waker, (void)waker_table;
  if (!failure) failure = teams_inspect(it->kit, &inspected);
  out->Some._0 += inspected;
  out->tag = RDYLIB_SOME;
  return failure;
}

rdylib_failure *teams_later(
    const teams_Worker *workers, size_t workers_length, const teams_Kit *kit, teams_later_result *out) {
  static const teams_later_result_table table = teams_later_result_TABLE(later, freed, later_poll);
  later *it = made(sizeof *it);
  it->workers = workers;
  it->length = workers_length;
  it->kit = kit;
  *out = teams_later_result_of(it, &table);
  return NULL;
}

/* ---- what the library owns */

struct teams_Team {
  teams_Kit kit;
};

void teams_part(teams_Team *value) {
  teams_Kit *kit = &value->kit;
  rdylib_string_drop(kit->name);
  teams_Worker_drop(kit->worker.data, kit->worker.table);
  teams_Worker_drop(kit->chief.data, kit->chief.table);
  teams_scrap(kit->tool);
  if (kit->log.data) teams_Kit_log_drop(kit->log.data, kit->log.table);
  teams_Kit_last_drop(kit->last.data, kit->last.table);
  kit->others.free(kit->others.data, kit->others.length, kit->others.capacity);
  freed(value);
}

rdylib_failure *teams_form(teams_Kit kit, teams_Team **out) {
  *out = made(sizeof **out);
  (*out)->kit = kit;
  return NULL;
}

rdylib_failure *teams_kit(const teams_Team *team, const teams_Kit **out) {
  *out = &team->kit;
  return NULL;
}

rdylib_failure *teams_members(const teams_Team *team, teams_slice_Box_Worker *out) {
  out->data = team->kit.others.data;
  out->length = team->kit.others.length;
  return NULL;
}

rdylib_failure *teams_crew(const teams_Team *team, teams_Crew *out) {
  out->level = 2;
  return teams_members(team, &out->workers);
}

rdylib_failure *teams_settle(teams_Team *team) {
  (void)team;
  return NULL;
}

rdylib_failure *teams_show(const teams_Team *team, void *seen, const teams_show_seen_table *seen_table, uint32_t *out) {
  return teams_show_seen_call(seen, seen_table, &team->kit, out);
}

rdylib_failure *teams_each(const teams_Team *team, void *seen, const teams_each_seen_table *seen_table, uint32_t *out) {
  return teams_each_seen_call(seen, seen_table, team->kit.others.data, team->kit.others.length, out);
}

rdylib_failure *teams_beside(
    const teams_Team *team, void *seen, const teams_beside_seen_table *seen_table, uint32_t *out) {
  teams_Tuple_Box_Worker_ref_Kit pair;
  rdylib_failure *failure = teams_worker(1, &pair._0);
  pair._1 = &team->kit;
  if (!failure) failure = teams_beside_seen_call(seen, seen_table, &pair, 1, out);
  freed(pair._0.data);
  return failure;
}
