/* One source for two versions of a library; the older defines a symbol that it does not describe, which is not to be called. */
#include "growing.h"

static uint64_t count;

static void dropped(void *data) { (void)data; }

static rdylib_failure *total(const void *self, uint64_t *out) {
  *out = *(const uint64_t *)self;
  return NULL;
}

#ifdef NEWER
static rdylib_failure *reset(void *self, uint64_t *out) {
  *out = *(uint64_t *)self;
  *(uint64_t *)self = 0;
  return NULL;
}

/* No host knows of it. */
static rdylib_failure *beyond(const void *self) {
  (void)self;
  abort();
}

static const growing_Counter_table table = growing_Counter_TABLE(uint64_t, dropped, total, reset, beyond);

rdylib_failure *growing_more(rdylib_string text, uint32_t *out) {
  *out = (uint32_t)text.length;
  text.free(text.data, text.length, text.capacity);
  return NULL;
}
#else
static const growing_Counter_table table = growing_Counter_TABLE(uint64_t, dropped, total);

RDYLIB_EXPORT void growing_more(void);

void growing_more(void) { abort(); }
#endif

rdylib_failure *growing_counter(uint64_t start, growing_Counter *out) {
  count = start;
  *out = growing_Counter_of(&count, &table);
  return NULL;
}

uint32_t growing_sum(uint32_t a, uint32_t b) { return a + b; }
