/* A plugin that is lent and given what only it looks into within other values. */
#include "sessions.h"

#include <stdlib.h>

/* ---- the account: what stands before each thing that was made */

typedef struct header {
  struct header *older;
  size_t size;
} header;

static header *newest;
static uint32_t living;
static uint32_t wrong;

static void *made(size_t size) {
  header *it = calloc(1, sizeof *it + size);
  if (!it) abort();
  it->older = newest;
  newest = it;
  living++;
  return it + 1;
}

static void freed(void *data) {
  header *it = (header *)data - 1;
  header **at = &newest;
  while (*at != it) at = &(*at)->older;
  *at = it->older;
  living--;
  free(it);
}

static bool is_there(const void *data) {
  const header *it = newest;
  while (it && it + 1 != data) it = it->older;
  return it != NULL;
}

/* ---- what only this looks into */

struct sessions_Db {
  uint32_t number;
};

struct sessions_Cursor {
  sessions_Vec_ref_Db own; /* freed with it, if there is one */
  const sessions_Db *two[2];
  sessions_slice_ref_Db dbs;
  const sessions_Setup *setup; /* has them instead, if there is one */
  sessions_Vec_ref_Cursor cursors; /* are read with it, if there are any */
  uint32_t scale;
};

enum { MOST = 16 };

struct sessions_Pool {
  const sessions_Db *seen[MOST];
  sessions_Db *alone[MOST];
  sessions_Cursor *own[MOST];
  size_t seens;
  size_t alones;
  size_t owns;
};

static sessions_Db *db_of(uint32_t number) {
  sessions_Db *db = made(sizeof *db);
  db->number = number;
  return db;
}

static uint32_t ended(sessions_Db *db) {
  uint32_t number = db ? db->number : 0;
  if (db) freed(db);
  return number;
}

static uint32_t total(const sessions_Db *const *dbs, size_t count) {
  uint32_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += dbs[i]->number;
  return sum;
}

static uint32_t reported(const sessions_Options *options) {
  return (options->db->number + (options->other ? options->other->number : 0)) * options->scale;
}

static sessions_slice_ref_Db had(const sessions_Cursor *cursor) {
  return cursor->setup ? cursor->setup->dbs : cursor->dbs;
}

static void left(const void *it) { wrong += !is_there(it); }

void sessions_db_close(sessions_Db *self) { freed(self); }

void sessions_cursor_close(sessions_Cursor *self) {
  sessions_slice_ref_Db dbs = had(self);
  for (size_t i = 0; i < dbs.length; i++) left(dbs.data[i]);
  if (self->setup) left(self->setup->options->db);
  for (size_t i = 0; i < self->cursors.length; i++) left(self->cursors.data[i]);
  if (self->cursors.free) self->cursors.free(self->cursors.data, self->cursors.length, self->cursors.capacity);
  if (self->own.free) self->own.free(self->own.data, self->own.length, self->own.capacity);
  freed(self);
}

void sessions_pool_close(sessions_Pool *self) {
  for (size_t i = 0; i < self->seens; i++) left(self->seen[i]);
  for (size_t i = 0; i < self->alones; i++) left(self->alone[i]);
  for (size_t i = 0; i < self->owns; i++) sessions_cursor_close(self->own[i]);
  freed(self);
}

static sessions_Cursor *cursor_of(const sessions_Db *const *dbs, size_t count, uint32_t scale) {
  sessions_Cursor *cursor = made(sizeof *cursor);
  cursor->dbs.data = dbs;
  cursor->dbs.length = count;
  cursor->scale = scale;
  return cursor;
}

static sessions_Cursor *owning(sessions_Vec_ref_Db dbs) {
  sessions_Cursor *cursor = cursor_of((const sessions_Db *const *)dbs.data, dbs.length, 1);
  cursor->own = dbs;
  return cursor;
}

/* ---- what outcomes come to */

/* Takes them out. */
static uint32_t settled(sessions_Outcome outcome) {
  switch (outcome.tag) {
    case sessions_Outcome_Open: return ended(outcome.Open._0.db) + outcome.Open._0.warnings;
    case sessions_Outcome_Both: {
      uint32_t first = ended(outcome.Both.first);
      return first + ended(outcome.Both.second);
    }
    default: return outcome.Failed._0;
  }
}

/* A number that three divides is one, one that leaves one is two, one that leaves two is none. */
static sessions_Outcome outcome_of(uint32_t number) {
  sessions_Outcome outcome;
  memset(&outcome, 0, sizeof outcome);
  switch (number % 3) {
    case 0:
      outcome.tag = sessions_Outcome_Open;
      outcome.Open._0.db = db_of(number);
      outcome.Open._0.warnings = 1;
      break;
    case 1:
      outcome.tag = sessions_Outcome_Both;
      outcome.Both.first = db_of(number);
      outcome.Both.second = number % 2 ? db_of(number + 1) : NULL;
      break;
    default:
      outcome.tag = sessions_Outcome_Failed;
      outcome.Failed._0 = number;
  }
  return outcome;
}

static void outcome_free(void *data, size_t live, size_t capacity) {
  (void)capacity;
  if (live) settled(*(sessions_Outcome *)data);
  freed(data);
}

/* ---- desks */

static rdylib_failure *desk_sum(const void *self, sessions_Options options, uint32_t *out) {
  *out = reported(&options) + *(const uint32_t *)self;
  return NULL;
}

static rdylib_failure *desk_open(void *self, sessions_Opened opened, sessions_Outcome *out) {
  ++*(uint32_t *)self;
  memset(out, 0, sizeof *out);
  out->tag = sessions_Outcome_Both;
  out->Both.first = opened.db;
  out->Both.second = opened.warnings ? db_of(opened.warnings) : NULL;
  return NULL;
}

static rdylib_failure *desk_cursor(const void *self, sessions_Vec_ref_Db dbs, sessions_Cursor **out) {
  (void)self;
  *out = owning(dbs);
  return NULL;
}

static const sessions_Desk_table DESK = sessions_Desk_TABLE(uint32_t, freed, desk_sum, desk_open, desk_cursor);

/* ---- exports */

rdylib_failure *sessions_living(uint32_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *sessions_wrong(uint32_t *out) {
  *out = wrong;
  return NULL;
}

rdylib_failure *sessions_make(uint32_t number, sessions_Db **out) {
  *out = db_of(number);
  return NULL;
}

rdylib_failure *sessions_get(const sessions_Db *db, uint32_t *out) {
  *out = db->number;
  return NULL;
}

rdylib_failure *sessions_end(sessions_Db *db) {
  freed(db);
  return NULL;
}

rdylib_failure *sessions_times(sessions_Tuple_ref_Db_u32 pair, uint32_t *out) {
  *out = pair._0->number * pair._1;
  return NULL;
}

rdylib_failure *sessions_sum(sessions_Vec_ref_Db dbs, uint32_t *out) {
  *out = total(dbs.data, dbs.length);
  dbs.free(dbs.data, dbs.length, dbs.capacity);
  return NULL;
}

rdylib_failure *sessions_maybe(sessions_Option_Tuple_ref_Db_u8 db, uint32_t *out) {
  *out = db.tag == RDYLIB_SOME ? db.Some._0._0->number * db.Some._0._1 : 0;
  return NULL;
}

rdylib_failure *sessions_add(sessions_Tuple_mut_Db_u32 pair, uint32_t *out) {
  *out = pair._0->number += pair._1;
  return NULL;
}

rdylib_failure *sessions_during(
    sessions_Tuple_mut_Db_u32 pair, sessions_Vec_ref_Db dbs, void *act, const sessions_during_act_table *act_table,
    uint32_t *out) {
  rdylib_failure *failure = sessions_during_act_call(act, act_table);
  left(pair._0);
  for (size_t i = 0; i < dbs.length; i++) left(dbs.data[i]);
  if (!failure) *out = (pair._0->number += pair._1) + total(dbs.data, dbs.length);
  dbs.free(dbs.data, dbs.length, dbs.capacity);
  return failure;
}

rdylib_failure *sessions_cursor(sessions_Vec_ref_Db dbs, sessions_Cursor **out) {
  *out = owning(dbs);
  return NULL;
}

static uint32_t read(const sessions_Cursor *cursor) {
  sessions_slice_ref_Db dbs = had(cursor);
  uint32_t sum = total(dbs.data, dbs.length);
  for (size_t i = 0; i < cursor->cursors.length; i++) sum += read(cursor->cursors.data[i]);
  return sum * cursor->scale + (cursor->setup ? reported(cursor->setup->options) : 0);
}

rdylib_failure *sessions_read(const sessions_Cursor *cursor, uint32_t *out) {
  *out = read(cursor);
  return NULL;
}

rdylib_failure *sessions_merged(sessions_Vec_ref_Cursor cursors, sessions_Cursor **out) {
  *out = cursor_of(NULL, 0, 1);
  (*out)->cursors = cursors;
  return NULL;
}

rdylib_failure *sessions_moved(sessions_Tuple_Box_Cursor_u32 cursor, sessions_Cursor **out) {
  cursor._0->scale *= cursor._1;
  *out = cursor._0;
  return NULL;
}

rdylib_failure *sessions_pool(sessions_Pool **out) {
  *out = made(sizeof **out);
  return NULL;
}

rdylib_failure *sessions_empty(sessions_Cursor **out) {
  *out = cursor_of(NULL, 0, 1);
  return NULL;
}

rdylib_failure *sessions_store(sessions_Pool *pool, sessions_Cursor *cursor) {
  if (pool->owns == MOST) {
    sessions_cursor_close(cursor);
    return rdylib_fail("too many");
  }
  pool->own[pool->owns++] = cursor;
  return NULL;
}

rdylib_failure *sessions_attach(sessions_Pool *pool, sessions_Vec_ref_Db dbs) {
  rdylib_failure *failure = pool->seens + dbs.length > MOST ? rdylib_fail("too many") : NULL;
  for (size_t i = 0; !failure && i < dbs.length; i++) pool->seen[pool->seens++] = dbs.data[i];
  dbs.free(dbs.data, dbs.length, dbs.capacity);
  return failure;
}

rdylib_failure *sessions_have(sessions_Pool *pool, sessions_Vec_Tuple_mut_Db_u32 dbs) {
  rdylib_failure *failure = pool->alones + dbs.length > MOST ? rdylib_fail("too many") : NULL;
  for (size_t i = 0; !failure && i < dbs.length; i++) {
    dbs.data[i]._0->number += dbs.data[i]._1;
    pool->alone[pool->alones++] = dbs.data[i]._0;
  }
  dbs.free(dbs.data, dbs.length, dbs.capacity);
  return failure;
}

rdylib_failure *sessions_pooled(const sessions_Pool *pool, uint32_t *out) {
  *out = total(pool->seen, pool->seens);
  for (size_t i = 0; i < pool->alones; i++) *out += pool->alone[i]->number;
  return NULL;
}

rdylib_failure *sessions_pin(sessions_Tuple_ref_Db_u32 pair) {
  (void)pair;
  return NULL;
}

rdylib_failure *sessions_report(sessions_Options options, uint32_t *out) {
  *out = reported(&options);
  return NULL;
}

rdylib_failure *sessions_session(sessions_Options options, sessions_Cursor **out) {
  sessions_Cursor *cursor = cursor_of(NULL, options.other ? 2 : 1, options.scale);
  cursor->two[0] = options.db;
  cursor->two[1] = options.other;
  cursor->dbs.data = cursor->two;
  *out = cursor;
  return NULL;
}

rdylib_failure *sessions_options(const sessions_Db *db, sessions_Options *out) {
  *out = (sessions_Options){db, NULL, 1};
  return NULL;
}

rdylib_failure *sessions_same(sessions_Options options, sessions_Options *out) {
  *out = options;
  return NULL;
}

rdylib_failure *sessions_seen(uint32_t number, void *seen, const sessions_seen_seen_table *seen_table, uint32_t *out) {
  sessions_Db *db = db_of(number);
  sessions_Options options = {db, NULL, 3};
  rdylib_failure *failure = sessions_seen_seen_call(seen, seen_table, options, out);
  ended(db);
  return failure;
}

rdylib_failure *sessions_edit(sessions_Edit edit, uint32_t *out) {
  *out = edit.db->number += edit.by;
  return NULL;
}

rdylib_failure *sessions_edited(
    uint32_t number, void *by, const sessions_edited_by_table *by_table, uint32_t *out) {
  sessions_Db *db = db_of(number);
  sessions_Edit edit = {db, 2};
  rdylib_failure *failure = sessions_edited_by_call(by, by_table, edit);
  *out = ended(db);
  return failure;
}

rdylib_failure *sessions_open(uint32_t number, sessions_Opened *out) {
  *out = (sessions_Opened){db_of(number), number / 2};
  return NULL;
}

rdylib_failure *sessions_outcome(uint32_t number, sessions_Outcome *out) {
  *out = outcome_of(number);
  return NULL;
}

rdylib_failure *sessions_close(sessions_Opened opened, uint32_t *out) {
  *out = ended(opened.db) + opened.warnings;
  return NULL;
}

/* The whole is freed with what is in it. */
rdylib_failure *sessions_closed(sessions_Vec_Outcome all, uint32_t *out) {
  *out = 0;
  for (size_t i = 0; i < all.length; i++) {
    const sessions_Outcome *outcome = &all.data[i];
    switch (outcome->tag) {
      case sessions_Outcome_Open: *out += outcome->Open._0.db->number + outcome->Open._0.warnings; break;
      case sessions_Outcome_Both:
        *out += outcome->Both.first->number + (outcome->Both.second ? outcome->Both.second->number : 0);
        break;
      default: *out += outcome->Failed._0;
    }
  }
  all.free(all.data, all.length, all.capacity);
  return NULL;
}

rdylib_failure *sessions_boxed(sessions_Box_Opened opened, sessions_Box_Outcome *out) {
  sessions_Outcome *outcome = made(sizeof *outcome);
  outcome->tag = sessions_Outcome_Open;
  outcome->Open._0 = *opened.data;
  opened.free(opened.data, 0, 1);
  *out = (sessions_Box_Outcome){outcome, outcome_free};
  return NULL;
}

rdylib_failure *sessions_trade(
    sessions_Outcome outcome, void *act, const sessions_trade_act_table *act_table, uint32_t *out) {
  sessions_Opened opened;
  rdylib_failure *failure = sessions_trade_act_call(act, act_table, outcome, &opened);
  if (!failure) *out = ended(opened.db) + opened.warnings;
  return failure;
}

rdylib_failure *sessions_chosen(
    const sessions_Db *one, const sessions_Db *other, void *by, const sessions_chosen_by_table *by_table,
    uint32_t *out) {
  sessions_Options options = {one, other, 1};
  sessions_Options chosen;
  rdylib_failure *failure = sessions_chosen_by_call(by, by_table, options, &chosen);
  if (!failure) *out = is_there(chosen.db) ? reported(&chosen) : 0;
  return failure;
}

rdylib_failure *sessions_made(
    const sessions_Db *one, void *by, const sessions_made_by_table *by_table, uint32_t *out) {
  sessions_Options options = {one, NULL, 1};
  sessions_Cursor *cursor;
  rdylib_failure *failure = sessions_made_by_call(by, by_table, options, &cursor);
  if (failure) return failure;
  *out = is_there(cursor) ? read(cursor) : 0;
  if (is_there(cursor)) sessions_cursor_close(cursor);
  return NULL;
}

rdylib_failure *sessions_both(sessions_Opened opened, sessions_Options options, uint32_t *out) {
  *out = reported(&options) + ended(opened.db);
  return NULL;
}

rdylib_failure *sessions_reported(const sessions_Options *options, uint32_t *out) {
  *out = reported(options);
  return NULL;
}

rdylib_failure *sessions_all(const sessions_Db *const *dbs, size_t dbs_length, uint32_t *out) {
  *out = total(dbs, dbs_length);
  return NULL;
}

rdylib_failure *sessions_every(const sessions_Db *const *dbs, size_t dbs_length, sessions_Cursor **out) {
  *out = cursor_of(dbs, dbs_length, 1);
  return NULL;
}

rdylib_failure *sessions_set_up(const sessions_Setup *setup, sessions_Cursor **out) {
  *out = cursor_of(NULL, 0, 1);
  (*out)->setup = setup;
  return NULL;
}

rdylib_failure *sessions_listed(const sessions_Cursor *cursor, sessions_slice_ref_Db *out) {
  *out = had(cursor);
  return NULL;
}

rdylib_failure *sessions_shown(
    uint32_t number, void *seen, const sessions_shown_seen_table *seen_table, uint32_t *out) {
  sessions_Db *db = db_of(number);
  sessions_Db *other = db_of(number + 1);
  sessions_Options options = {db, other, 1};
  const sessions_Db *dbs[3] = {other, db, other};
  rdylib_failure *failure = sessions_shown_seen_call(seen, seen_table, &options, dbs, 3, out);
  ended(db);
  ended(other);
  return failure;
}

rdylib_failure *sessions_desk(sessions_Desk *out) {
  *out = sessions_Desk_of(made(sizeof(uint32_t)), &DESK);
  return NULL;
}

rdylib_failure *sessions_work(void *desk, const sessions_Desk_table *desk_table, uint32_t number, uint32_t *out) {
  sessions_Db *db = db_of(number);
  sessions_Options options = {db, db, 1};
  uint32_t sum = 0;
  sessions_Outcome outcome;
  rdylib_failure *failure = sessions_Desk_sum(desk, desk_table, options, &sum);
  if (!failure) {
    sessions_Opened opened = {db_of(number + 1), 1};
    failure = sessions_Desk_open(desk, desk_table, opened, &outcome);
  }
  ended(db);
  if (!failure) *out = sum + settled(outcome);
  return failure;
}

static void nothing_freed(void *data, size_t length, size_t capacity) {
  (void)data;
  (void)length;
  (void)capacity;
}

rdylib_failure *sessions_lend(void *desk, const sessions_Desk_table *desk_table, uint32_t number, uint32_t *out) {
  sessions_Db *db = db_of(number);
  const sessions_Db *dbs[] = {db};
  sessions_Vec_ref_Db lent = {dbs, 1, 1, nothing_freed};
  sessions_Cursor *cursor;
  rdylib_failure *failure = sessions_Desk_cursor(desk, desk_table, lent, &cursor);
  if (!failure) {
    *out = read(cursor);
    sessions_cursor_close(cursor);
  }
  ended(db);
  return failure;
}
