/*
 * One source for four versions of a library. The oldest defines a symbol that it does not describe, which is not to be called;
 * the sparse one leaves out what it may, and the newest asks its host for what that need not have.
 */
#include "growing.h"

#include <inttypes.h>

#ifdef NEWEST
#define NEWER
#endif

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
#elif defined SPARSE
static const growing_Counter_table table = growing_Counter_TABLE(uint64_t, give, total, NULL);
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

/* Its host takes it for a leaf. It was none at first: it asks the host what comes after a number. */
#ifdef OLDER
uint32_t growing_sum(uint32_t a, uint32_t b) {
  uint32_t next;
  if (growing_answer(b, &next) != NULL) abort();
  return a + next - 1;
}
#else
uint32_t growing_sum(uint32_t a, uint32_t b) { return a + b; }
#endif

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

static int show(growing_Event event, growing_Level level, char *said, size_t room) {
  switch (event.tag) {
    case growing_Event_Started: return snprintf(said, room, "started %u", level);
    case growing_Event_Line:
      return snprintf(said, room, "line %.*s %u", (int)event.Line._0.length, event.Line._0.data, level);
#if defined NEWER || defined SPARSE
    case growing_Event_Gust:
      return snprintf(said, room, "gust %.*s %.1f %u", (int)event.Gust.place.length, event.Gust.place.data,
                      event.Gust.speed, level);
#endif
#ifdef NEWER
    case growing_Event_Calm:
      return snprintf(said, room, "calm %.*s %llu %u", (int)event.Calm.place.length, event.Calm.place.data,
                      (unsigned long long)event.Calm.until, level);
#endif
    default: return snprintf(said, room, "unknown %u %u", event.tag, level);
  }
}

static rdylib_string string(const char *said) {
  size_t length = strlen(said);
  rdylib_string made = {take(length), length, length, free_bytes};
  memcpy(made.data, said, length);
  return made;
}

rdylib_failure *growing_show(growing_Event event, growing_Level level, rdylib_string *out) {
  char said[128];
  show(event, level, said, sizeof said);
  *out = string(said);
  return NULL;
}

rdylib_failure *growing_same(growing_Event event, growing_Level level, growing_Tuple_Event_Level *out) {
  out->_0 = event;
  out->_1 = level;
  return NULL;
}

/* ---- What the host implements ---- */

#ifdef NEWEST
/* Whether a function that is not there says that and nothing else. */
static bool is_absent(rdylib_failure *failure, const char *message) {
  bool is = failure && failure->length == strlen(message) && !memcmp(failure->message, message, failure->length);
  if (failure) failure->drop(failure);
  return is;
}

/* Of a listener that need not have one. */
static rdylib_failure *tell_end(void *listener, const growing_Listener_table *listener_table, char *said, size_t room) {
  uint32_t ended;
  if (growing_Listener_has_ended(listener_table)) {
    rdylib_failure *failure = growing_Listener_ended(listener, listener_table, &ended);
    if (failure) return failure;
    snprintf(said, room, ", ended %" PRIu32, ended);
  } else if (is_absent(growing_Listener_ended(listener, listener_table, &ended),
                       "growing: an object has no Listener.ended")) {
    snprintf(said, room, ", without an end");
  }
  return NULL;
}

/* What a host need not have: a function like the others, and a plain one, which has no failure to answer with. */
static rdylib_failure *ask_more(uint32_t n, uint32_t *more) {
  uint32_t plain = 0;
  *more = 0;
  if (growing_has_again()) {
    rdylib_failure *failure = growing_again(n, more);
    if (failure) return failure;
  } else if (is_absent(growing_again(n, more), "growing: the host has no again")) {
    *more = 1000;
  }
  if (growing_has_once()) {
    rdylib_failure *failure = growing_once(n, &plain);
    if (failure) return failure;
  } else if (is_absent(growing_once(n, &plain), "growing: the host has no once")) {
    plain = 20000;
  }
  *more += plain;
  return NULL;
}
#endif

rdylib_failure *growing_tell(void *listener, const growing_Listener_table *listener_table, rdylib_string *out) {
  char said[256];
  growing_Event event;
  growing_Level level;
  rdylib_failure *failure = growing_event("here", 4, &event);
  if (!failure) failure = growing_level(&level);
  if (!failure) failure = growing_Listener_heard(listener, listener_table, event, level, &level);
  if (failure) return failure;
  show(event, level, said, sizeof said);
#ifdef NEWEST
  failure = tell_end(listener, listener_table, said + strlen(said), sizeof said - strlen(said));
  if (failure) return failure;
#endif
  *out = string(said);
  return NULL;
}

rdylib_failure *growing_keep(void *listener, const growing_Listener_table *listener_table, rdylib_string *out) {
  rdylib_failure *failure = growing_tell(listener, listener_table, out);
  growing_Listener_drop(listener, listener_table);
  return failure;
}

rdylib_failure *growing_ask(uint32_t n, uint32_t *out) {
  uint32_t more = 0;
  rdylib_failure *failure = growing_answer(n, out);
#ifdef NEWEST
  if (!failure) failure = ask_more(n, &more);
#endif
  if (!failure) *out += more;
  return failure;
}
