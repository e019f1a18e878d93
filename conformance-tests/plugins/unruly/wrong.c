/* Gives what are no values: what its descriptor rules out, and a compiler would not let through. */
#define _POSIX_C_SOURCE 200809L
#include "unruly.h"
#include <pthread.h>

rdylib_failure *unruly_truth(bool *out) {
  memset(out, 2, sizeof *out);
  return NULL;
}

rdylib_failure *unruly_letter(uint32_t *out) {
  *out = 0xD800;
  return NULL;
}

rdylib_failure *unruly_level(unruly_Level *out) {
  memset(out, 77, sizeof *out);
  return NULL;
}

rdylib_failure *unruly_maybe(unruly_Option_u32 *out) {
  memset(out, 7, sizeof *out);
  return NULL;
}

rdylib_failure *unruly_result(unruly_Result_u32_u8 *out) {
  memset(out, 9, sizeof *out);
  return NULL;
}

/* The address is right, null, not aligned, or one of the kernel's. */
static const char *misplaced(const void *right, uint8_t how) {
  switch (how) {
    case 1: return NULL;
    case 2: return (const char *)right + 1;
    case 3: return (const char *)(UINTPTR_MAX - 63);
    default: return right;
  }
}

rdylib_failure *unruly_text(uint8_t how, const char *of, size_t of_length, rdylib_str *out) {
  static const char cut[] = "caf\xC3";
  *out = rdylib_str_of(how == 2 ? cut : misplaced(of, how), how == 2 ? 4 : how == 4 ? SIZE_MAX : of_length);
  return NULL;
}

rdylib_failure *unruly_number(uint8_t how, const uint32_t *of, const uint32_t **out) {
  const char *at = misplaced(of, how);
  memcpy(out, &at, sizeof at);
  return NULL;
}

rdylib_failure *unruly_numbers(uint8_t how, const uint32_t *of, size_t of_length, unruly_slice_u32 *out) {
  const char *at = misplaced(of, how);
  memcpy(&out->data, &at, sizeof at);
  out->length = how == 4 ? SIZE_MAX : of_length;
  return NULL;
}

static void forget(void *data, size_t live, size_t capacity) { (void)data, (void)live, (void)capacity; }

rdylib_failure *unruly_string(uint8_t how, rdylib_string *out) {
  static char text[] = "owned by nobody";
  *out = (rdylib_string){text, sizeof text - 1, sizeof text - 1, forget};
  if (how == 1) out->data = NULL;
  if (how == 2) out->free = NULL;
  if (how == 3) out->capacity = 3;
  if (how == 4) out->length = out->capacity = SIZE_MAX;
  return NULL;
}

rdylib_failure *unruly_boxed(uint8_t how, unruly_Box_u64 *out) {
  static uint64_t number = 7;
  const char *at = misplaced(&number, how);
  memcpy(&out->data, &at, sizeof at);
  out->free = how == 4 ? NULL : forget;
  return NULL;
}

rdylib_failure *unruly_say(uint8_t how, void *visit, const unruly_say_visit_table *table) {
  uint8_t truth = how == 3 ? 2 : 1, level = how == 4 ? 77 : 5;
  bool b;
  unruly_Level l;
  memcpy(&b, &truth, sizeof b);
  memcpy(&l, &level, sizeof l);
  return table->call(visit, how == 1 ? NULL : how == 2 ? "caf\xC3" : "said", 4, b, l);
}

rdylib_failure *unruly_other_type(void *number, const unruly_lend_visit_table *number_table, void *nothing,
                                  const unruly_other_type_nothing_table *nothing_table) {
  (void)number_table, (void)nothing;
  return nothing_table->call(number);
}

rdylib_failure *unruly_never_given(void *visit, const unruly_lend_visit_table *table, uint64_t data, uint32_t *out) {
  (void)visit;
  return table->call((void *)(uintptr_t)data, 1, out);
}

static rdylib_failure *before;

rdylib_failure *unruly_fail(uint8_t how) {
  static rdylib_failure silent;
  switch (how) {
    case 1: return &silent;
    case 2: return (rdylib_failure *)(uintptr_t)8;
    case 3: return (rdylib_failure *)(UINTPTR_MAX - 63);
    case 4: return before;
    default: return rdylib_fail("so it is");
  }
}

rdylib_failure *unruly_fail_as_before(void *visit, const unruly_other_type_nothing_table *table) {
  before = table->call(visit);
  return before;
}

rdylib_failure *unruly_through(void *visit, const unruly_other_type_nothing_table *table) { return table->call(visit); }

typedef struct errand {
  void *visit;
  const unruly_other_type_nothing_table *table;
  rdylib_failure *failure;
} errand;

static void *run(void *at) {
  errand *e = at;
  e->failure = e->table->call(e->visit);
  return NULL;
}

rdylib_failure *unruly_on_thread(void *visit, const unruly_other_type_nothing_table *table, uint32_t kilobytes) {
  errand e = {visit, table, NULL};
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, (size_t)kilobytes * 1024);
  if (pthread_create(&thread, &attributes, run, &e)) return rdylib_fail("no thread");
  pthread_join(thread, NULL);
  pthread_attr_destroy(&attributes);
  return e.failure;
}
