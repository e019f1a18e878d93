#include "calls.h"

#define CELLS 1000000

int32_t calls_add(int32_t a, int32_t b) { return a + b; }

int32_t calls_add_leaf(int32_t a, int32_t b) { return a + b; }

rdylib_failure *calls_add_checked(int32_t a, int32_t b, int32_t *out) {
  *out = a + b;
  return NULL;
}

calls_Point calls_mirror(calls_Point p) {
  calls_Point mirrored = {p.y, p.x};
  return mirrored;
}

double calls_norm(const calls_Point *p) { return p->x * p->x + p->y * p->y; }

static rdylib_failure *add(void *self, int64_t n, int64_t *out) {
  *out = *(int64_t *)self += n;
  return NULL;
}

static rdylib_failure *peek(const void *self, int64_t *out) {
  *out = *(const int64_t *)self;
  return NULL;
}

static const calls_Counter_table COUNTER = calls_Counter_TABLE(int64_t, free, add, peek);

rdylib_failure *calls_counter(calls_Counter *out) {
  int64_t *count = calloc(1, sizeof *count);
  if (!count) return rdylib_fail("out of memory");
  *out = calls_Counter_of(count, &COUNTER);
  return NULL;
}

rdylib_failure *calls_spaces(const char *text, size_t text_length, size_t *out) {
  size_t spaces = 0;
  for (size_t i = 0; i < text_length; i++) spaces += text[i] == ' ';
  *out = spaces;
  return NULL;
}

static const char MOTTO[] = "A library says what it borrows, and a host what it lends.";

rdylib_failure *calls_motto(uint32_t n, rdylib_str *out) {
  *out = rdylib_str_of(MOTTO, sizeof MOTTO - 1 - n % 2);
  return NULL;
}

rdylib_failure *calls_translate(const char *text, size_t text_length, rdylib_str *out) {
  *out = rdylib_str_of(MOTTO, sizeof MOTTO - 1 - (text_length ? text[0] % 2 : 0));
  return NULL;
}

rdylib_failure *calls_rest(const char *text, size_t text_length, rdylib_str *out) {
  *out = rdylib_str_of(text + 1, text_length - 1);
  return NULL;
}

rdylib_failure *calls_each(int32_t n, void *visit, const calls_each_visit_table *table, int32_t *out) {
  int32_t sum = 0;
  for (int32_t i = 0; i < n; i++) {
    int32_t answer;
    rdylib_failure *failure = calls_each_visit_call(visit, table, i, &answer);
    if (failure) return failure;
    sum += answer;
  }
  *out = sum;
  return NULL;
}

static calls_Cell cells[CELLS];
static int32_t ints[CELLS];
static double doubles[CELLS];

__attribute__((constructor)) static void fill(void) {
  for (int32_t i = 0; i < CELLS; i++) {
    cells[i].key = i;
    cells[i].value = 2 * i;
    ints[i] = i;
    doubles[i] = i;
  }
}

rdylib_failure *calls_cells(calls_slice_Cell *out) {
  out->data = cells;
  out->length = CELLS;
  return NULL;
}

rdylib_failure *calls_ints(calls_slice_i32 *out) {
  out->data = ints;
  out->length = CELLS;
  return NULL;
}

rdylib_failure *calls_doubles(calls_slice_f64 *out) {
  out->data = doubles;
  out->length = CELLS;
  return NULL;
}
