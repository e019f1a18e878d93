/* Functions as values: the library's own, and the host's. */
#include "blocks.h"

#include <pthread.h>

static rdylib_failure *plus_both(uint32_t a, uint32_t b, uint32_t *out) {
  if (a + b > 1000000000) return rdylib_failf("%u is too much", a + b);
  *out = a + b;
  return NULL;
}

static rdylib_failure *times_both(uint32_t a, uint32_t b, uint32_t *out) {
  *out = a * b;
  return NULL;
}

static rdylib_failure *minus(uint32_t a, uint32_t b, machines_Result_u32_String *out) {
  if (a < b) {
    out->Err.tag = RDYLIB_ERR;
    out->Err._0 = string_of(TEXT("less than nothing"));
  } else {
    out->Ok.tag = RDYLIB_OK;
    out->Ok._0 = a - b;
  }
  return NULL;
}

rdylib_failure *machines_operation(const char *name, size_t name_length, machines_Option_Operation *out) {
  bool is_plus = name_length == 3 && !memcmp(name, "add", 3);
  out->tag = RDYLIB_NONE;
  if (is_plus || (name_length == 3 && !memcmp(name, "mul", 3))) {
    out->Some.tag = RDYLIB_SOME;
    out->Some._0.apply = is_plus ? plus_both : times_both;
    out->Some._0.undo = is_plus ? minus : NULL;
  }
  return NULL;
}

rdylib_failure *machines_calculate(machines_Operation operation, uint32_t a, uint32_t b, machines_Result_u32_String *out) {
  uint32_t applied;
  rdylib_failure *failure = operation.apply(a, b, &applied);
  if (failure) return failure;
  out->Ok.tag = RDYLIB_OK;
  out->Ok._0 = applied;
  return operation.undo ? operation.undo(applied, b, out) : NULL;
}

rdylib_failure *machines_twice_of(machines_twice_of_f f, uint32_t n, uint32_t *out) {
  rdylib_failure *failure = f(n, &n);
  return failure ? failure : f(n, out);
}

static rdylib_failure *low(const char *text, size_t length, rdylib_string *out) {
  *out = string_of(text, length);
  return NULL;
}

static rdylib_failure *loud(const char *text, size_t length, rdylib_string *out) {
  *out = string_of(text, length);
  for (size_t i = 0; i < length; i++) {
    if (text[i] >= 'a' && text[i] <= 'z') out->data[i] = (char)(text[i] - 'a' + 'A');
  }
  return NULL;
}

rdylib_failure *machines_speaker(bool is_loud, machines_speaker_result *out) {
  *out = is_loud ? loud : low;
  return NULL;
}

static int32_t negative(int32_t n) { return -n; }

rdylib_failure *machines_plain(machines_plain_result *out) {
  *out = negative;
  return NULL;
}

static rdylib_failure *next(uint32_t n, uint32_t *out) {
  *out = n + 1;
  return NULL;
}

rdylib_failure *machines_bounded(const char *text, size_t text_length, machines_twice_of_f *out) {
  (void)text, (void)text_length;
  *out = next;
  return NULL;
}

static machines_twice_of_f held;

rdylib_failure *machines_hold(machines_twice_of_f f) {
  held = f;
  return NULL;
}

rdylib_failure *machines_hold_for(const char *text, size_t text_length, machines_twice_of_f f) {
  (void)text, (void)text_length;
  return machines_hold(f);
}

typedef struct {
  uint32_t n;
  rdylib_failure *failure;
} elsewhere;

static void *call_elsewhere(void *argument) {
  elsewhere *it = argument;
  it->failure = held(it->n, &it->n);
  return NULL;
}

rdylib_failure *machines_held(uint32_t n, bool is_elsewhere, machines_Option_u32 *out) {
  elsewhere call = {n, NULL};
  out->tag = RDYLIB_NONE;
  if (!held) return NULL;
  if (is_elsewhere) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, call_elsewhere, &call)) return rdylib_fail("no thread");
    pthread_join(thread, NULL);
  } else {
    call_elsewhere(&call);
  }
  out->Some.tag = RDYLIB_SOME;
  out->Some._0 = call.n;
  return call.failure;
}

rdylib_failure *machines_same_function(machines_twice_of_f f, machines_twice_of_f *out) {
  *out = f;
  return NULL;
}

rdylib_failure *machines_all_of(machines_Vec_twice_of_f fs, uint32_t n, uint32_t *out) {
  rdylib_failure *failure = NULL;
  for (size_t i = 0; i < fs.length && !failure; i++) failure = fs.data[i](n, &n);
  *out = n;
  fs.free(fs.data, fs.length, fs.capacity);
  return failure;
}

static rdylib_failure *thrice(uint32_t n, uint32_t *out) {
  *out = 3 * n;
  return NULL;
}

rdylib_failure *machines_choose(uint32_t n, uint32_t *out) {
  machines_twice_of_f chosen;
  rdylib_failure *failure = machines_chosen(thrice, &chosen);
  return failure ? failure : chosen(n, out);
}

rdylib_failure *machines_nothing(machines_twice_of_f *out) {
  *out = NULL;
  return NULL;
}
