/* A plugin that does not learn whether its host's objects and functions have failed: it is answered zero then. */
#include "hooks.h"

#include <pthread.h>

static uint32_t living;

static void *take(size_t size) {
  void *data = calloc(1, size);
  if (!data) abort();
  __atomic_add_fetch(&living, 1, __ATOMIC_SEQ_CST);
  return data;
}

static void give(void *data) {
  __atomic_sub_fetch(&living, 1, __ATOMIC_SEQ_CST);
  free(data);
}

static void free_bytes(void *data, size_t live, size_t capacity) {
  (void)live, (void)capacity;
  give(data);
}

static rdylib_string string_of(const char *text) {
  size_t length = strlen(text);
  rdylib_string made = {take(length + 1), length, length + 1, free_bytes};
  memcpy(made.data, text, length);
  return made;
}

rdylib_failure *hooks_living(uint32_t *out) {
  *out = __atomic_load_n(&living, __ATOMIC_SEQ_CST);
  return NULL;
}

/* ---- A dial of its own ---- */

static uint32_t own_read(const void *self) { return *(const uint32_t *)self; }

static void own_turn(void *self, uint32_t by) { *(uint32_t *)self += by; }

static rdylib_failure *own_name(const void *self, rdylib_string *out) {
  (void)self;
  *out = string_of("own");
  return NULL;
}

static hooks_Order own_compare(
    const void *self, const char *one, size_t one_length, const char *other, size_t other_length) {
  (void)self, (void)one, (void)other;
  return one_length < other_length ? hooks_Order_Less : one_length > other_length ? hooks_Order_More : hooks_Order_Same;
}

static bool own_take(void *self, rdylib_string text, void *inner, const hooks_Dial_table *inner_table) {
  *(uint32_t *)self += (uint32_t)text.length + hooks_Dial_end(inner, inner_table);
  text.free(text.data, text.length, text.capacity);
  return true;
}

static uint32_t own_spare(const void *self, uint32_t n) { return *(const uint32_t *)self * n; }

static uint32_t own_end(void *self) {
  uint32_t number = *(uint32_t *)self;
  give(self);
  return number;
}

static const hooks_Dial_table own = hooks_Dial_TABLE(
    uint32_t, give, own_read, own_turn, own_name, own_compare, own_take, own_spare, own_end);

rdylib_failure *hooks_dial(uint32_t start, hooks_Dial *out) {
  uint32_t *made = take(sizeof *made);
  *made = start;
  *out = hooks_Dial_of(made, &own);
  return NULL;
}

/* ---- Dials of whomever ---- */

static hooks_Dial lent;

rdylib_failure *hooks_turn(void *dial, const hooks_Dial_table *dial_table, uint32_t by, hooks_Tuple_u32_u32 *out) {
  lent = hooks_Dial_of(dial, dial_table);
  out->_0 = hooks_Dial_read(dial, dial_table);
  hooks_Dial_turn(dial, dial_table, by);
  out->_1 = hooks_Dial_read(dial, dial_table);
  return NULL;
}

rdylib_failure *hooks_named(void *dial, const hooks_Dial_table *dial_table, rdylib_string *out) {
  hooks_Dial_read(dial, dial_table);
  return hooks_Dial_name(dial, dial_table, out);
}

rdylib_failure *hooks_compare(
    void *dial, const hooks_Dial_table *dial_table, const char *one, size_t one_length, const char *other,
    size_t other_length, hooks_Order *out) {
  *out = hooks_Dial_compare(dial, dial_table, one, one_length, other, other_length);
  return NULL;
}

rdylib_failure *hooks_hand(
    void *dial, const hooks_Dial_table *dial_table, void *inner, const hooks_Dial_table *inner_table, bool *out) {
  hooks_Dial_read(dial, dial_table);
  *out = hooks_Dial_take(dial, dial_table, string_of("given"), inner, inner_table);
  return NULL;
}

rdylib_failure *hooks_spare(void *dial, const hooks_Dial_table *dial_table, uint32_t n, hooks_Option_u32 *out) {
  memset(out, 0, sizeof *out);
  if (!hooks_Dial_has_spare(dial_table)) return NULL;
  out->Some.tag = RDYLIB_SOME;
  return hooks_Dial_spare(dial, dial_table, n, &out->Some._0);
}

rdylib_failure *hooks_end(hooks_Vec_Box_Dial dials, uint32_t *out) {
  *out = 0;
  for (size_t i = 0; i < dials.length; i++) *out += hooks_Dial_end(dials.data[i].data, dials.data[i].table);
  dials.free(dials.data, 0, dials.capacity);
  return NULL;
}

static hooks_Dial kept;

rdylib_failure *hooks_keep(void *dial, const hooks_Dial_table *dial_table) {
  kept = hooks_Dial_of(dial, dial_table);
  return NULL;
}

static void *read_kept(void *number) {
  uint32_t seen = hooks_Dial_read(kept.data, kept.table);
  if (number) *(uint32_t *)number = seen;
  return NULL;
}

static void on_thread(void *(*what)(void *), void *with) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, what, with) || pthread_join(thread, NULL)) abort();
}

rdylib_failure *hooks_fire(bool elsewhere, uint32_t *out) {
  if (elsewhere) {
    on_thread(read_kept, out);
  } else {
    read_kept(out);
  }
  return NULL;
}

rdylib_failure *hooks_release(void) {
  if (kept.data) hooks_Dial_drop(kept.data, kept.table);
  memset(&kept, 0, sizeof kept);
  return NULL;
}

rdylib_failure *hooks_abandon(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, read_kept, NULL) || pthread_detach(thread)) abort();
  return NULL;
}

rdylib_failure *hooks_borrowed(uint32_t *out) {
  *out = hooks_Dial_read(lent.data, lent.table);
  return NULL;
}

/* ---- Functions ---- */

rdylib_failure *hooks_repeat(hooks_Steps_first f, uint32_t times, uint32_t *out) {
  *out = 0;
  for (uint32_t i = 0; i < times; i++) *out += f(i);
  return NULL;
}

rdylib_failure *hooks_sort(uint32_t *numbers, size_t numbers_length, hooks_sort_compare compare) {
  for (size_t i = 1; i < numbers_length; i++) {
    for (size_t k = i; k > 0 && compare(&numbers[k - 1], &numbers[k]) > 0; k--) {
      uint32_t number = numbers[k];
      numbers[k] = numbers[k - 1];
      numbers[k - 1] = number;
    }
  }
  return NULL;
}

rdylib_failure *hooks_follow(hooks_Steps steps, uint32_t n, hooks_Tuple_u32_Option_u32 *out) {
  memset(out, 0, sizeof *out);
  out->_0 = steps.first(n);
  if (steps.second) {
    out->_1.Some.tag = RDYLIB_SOME;
    out->_1.Some._0 = steps.second(out->_0);
  }
  return NULL;
}

static uint32_t step(uint32_t n) { return n + 1; }

rdylib_failure *hooks_step(hooks_Steps_first *out) {
  *out = step;
  return NULL;
}

rdylib_failure *hooks_same(hooks_Steps_first f, hooks_Steps_first *out) {
  *out = f;
  return NULL;
}

static hooks_Steps_first held = step;

rdylib_failure *hooks_hold(const char *text, size_t text_length, hooks_Steps_first f) {
  (void)text, (void)text_length;
  held = f;
  return NULL;
}

static void *call_held(void *number) {
  *(uint32_t *)number = held(*(uint32_t *)number);
  return NULL;
}

rdylib_failure *hooks_held(uint32_t n, bool elsewhere, uint32_t *out) {
  *out = n;
  if (elsewhere) {
    on_thread(call_held, out);
  } else {
    call_held(out);
  }
  return NULL;
}
