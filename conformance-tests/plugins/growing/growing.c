/* One source for two versions of a library; the older defines a symbol that it does not describe, which is not to be called. */
#include "growing.h"

static uint32_t living;

static void *take(size_t size) {
  living++;
  return calloc(1, size);
}

static void give(void *data) {
  living--;
  free(data);
}

static void free_bytes(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  give(data);
}

rdylib_failure *growing_living(uint32_t *out) {
  *out = living;
  return NULL;
}

/* ---- An object, and what it may have ---- */

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

static const growing_Counter_table table = growing_Counter_TABLE(uint64_t, give, total, reset, beyond);

rdylib_failure *growing_more(rdylib_string text, uint32_t *out) {
  *out = (uint32_t)text.length;
  text.free(text.data, text.length, text.capacity);
  return NULL;
}
#else
static const growing_Counter_table table = growing_Counter_TABLE(uint64_t, give, total);

RDYLIB_EXPORT void growing_more(void);

void growing_more(void) { abort(); }
#endif

rdylib_failure *growing_counter(uint64_t start, growing_Counter *out) {
  uint64_t *count = take(sizeof *count);
  *count = start;
  *out = growing_Counter_of(count, &table);
  return NULL;
}

uint32_t growing_sum(uint32_t a, uint32_t b) { return a + b; }

/* ---- Variants ---- */

rdylib_failure *growing_event(const char *text, size_t text_length, growing_Event *out) {
  memset(out, 0, sizeof *out);
#ifdef NEWER
  out->tag = growing_Event_Calm;
  out->Calm.place = rdylib_str_of(text, text_length);
  out->Calm.until = 7;
#else
  out->tag = growing_Event_Line;
  out->Line._0 = rdylib_str_of(text, text_length);
#endif
  return NULL;
}

rdylib_failure *growing_level(growing_Level *out) {
#ifdef NEWER
  *out = growing_Level_Top;
#else
  *out = growing_Level_Low;
#endif
  return NULL;
}

rdylib_failure *growing_show(growing_Event event, growing_Level level, rdylib_string *out) {
  char said[128];
  int length;
  switch (event.tag) {
    case growing_Event_Started: length = snprintf(said, sizeof said, "started %u", level); break;
    case growing_Event_Line:
      length = snprintf(said, sizeof said, "line %.*s %u", (int)event.Line._0.length, event.Line._0.data, level);
      break;
#ifdef NEWER
    case growing_Event_Gust:
      length = snprintf(said, sizeof said, "gust %.*s %.1f %u", (int)event.Gust.place.length, event.Gust.place.data,
                        event.Gust.speed, level);
      break;
    case growing_Event_Calm:
      length = snprintf(said, sizeof said, "calm %.*s %llu %u", (int)event.Calm.place.length, event.Calm.place.data,
                        (unsigned long long)event.Calm.until, level);
      break;
#endif
    default: length = snprintf(said, sizeof said, "unknown %u %u", event.tag, level); break;
  }
  *out = (rdylib_string){take((size_t)length), (size_t)length, (size_t)length, free_bytes};
  memcpy(out->data, said, (size_t)length);
  return NULL;
}

rdylib_failure *growing_same(growing_Event event, growing_Level level, growing_Tuple_Event_Level *out) {
  out->_0 = event;
  out->_1 = level;
  return NULL;
}

/* ---- What the host implements ---- */

rdylib_failure *growing_tell(void *listener, const growing_Listener_table *listener_table, rdylib_string *out) {
  growing_Event event;
  growing_Level level;
  rdylib_failure *failure = growing_event("here", 4, &event);
  if (!failure) failure = growing_level(&level);
  if (!failure) failure = growing_Listener_heard(listener, listener_table, event, level, &level);
  return failure ? failure : growing_show(event, level, out);
}

rdylib_failure *growing_keep(void *listener, const growing_Listener_table *listener_table, rdylib_string *out) {
  rdylib_failure *failure = growing_tell(listener, listener_table, out);
  growing_Listener_drop(listener, listener_table);
  return failure;
}

rdylib_failure *growing_ask(uint32_t n, uint32_t *out) { return growing_answer(n, out); }
