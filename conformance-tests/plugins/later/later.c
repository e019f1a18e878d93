/* A plugin whose functions give futures. */
#include "tasks.h"

/* ---- Numbers ---- */

typedef struct {
  task task;
  uint32_t n;
  later_asking_ask ask; /* null where nothing is asked */
} number;

static void number_drop(void *self) {
  number *it = self;
  if (it->ask.table) later_asking_ask_drop(it->ask.data, it->ask.table);
  task_free(it);
}

static rdylib_failure *number_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, later_Option_u32 *out) {
  number *it = self;
  out->tag = RDYLIB_NONE;
  if (it->task.way == later_Way_Tag) {
    out->tag = 7;
    return NULL;
  }
  if (!task_step(&it->task, waker, waker_table)) return NULL;
  if (it->task.way == later_Way_Fail) return rdylib_failf("%u is too late", it->n);
  if (it->ask.table) {
    rdylib_failure *failure = later_asking_ask_call(it->ask.data, it->ask.table, it->n, &it->n);
    if (failure) return failure;
  }
  out->Some.tag = RDYLIB_SOME;
  out->Some._0 = it->n;
  return NULL;
}

static const later_after_result_table NUMBER = later_after_result_TABLE(number, number_drop, number_poll);

static later_after_result number_make(later_Way way, uint32_t polls, uint32_t n) {
  number *made = task_make(sizeof *made, way, polls);
  made->n = n;
  return later_after_result_of(made, &NUMBER);
}

rdylib_failure *later_after(later_Way way, uint32_t polls, uint32_t n, later_after_result *out) {
  *out = number_make(way, polls, n);
  return NULL;
}

rdylib_failure *later_sent(later_Way way, uint32_t polls, uint32_t n, later_after_result *out) {
  *out = number_make(way, polls, n);
  return NULL;
}

rdylib_failure *later_asking(
    later_Way way, uint32_t polls, void *ask, const later_asking_ask_table *ask_table, later_after_result *out) {
  *out = number_make(way, polls, 1);
  ((number *)out->data)->ask = later_asking_ask_of(ask, ask_table);
  return NULL;
}

rdylib_failure *later_maybe(bool some, later_after_result *out) {
  memset(out, 0, sizeof *out);
  if (some) *out = number_make(later_Way_Itself, 1, 3);
  return NULL;
}

rdylib_failure *later_both(later_Tuple_Box_after_result_Box_after_result *out) {
  out->_0 = number_make(later_Way_Itself, 1, 1);
  out->_1 = number_make(later_Way_Thread, 1, 2);
  return NULL;
}

rdylib_failure *later_broken(uint8_t how, later_after_result *out) {
  static const later_after_result_table no_slot = {
      {number_drop, NULL, sizeof(number), RDYLIB_ALIGNOF(number), 0}, number_poll};
  static const later_after_result_table null_slot = later_after_result_TABLE(number, number_drop, NULL);
  static const later_after_result_table no_drop = later_after_result_TABLE(number, NULL, number_poll);
  static number still;
  *out = how == 0 || how == 1 ? number_make(later_Way_Itself, 0, 0) : later_after_result_of(&still, &no_drop);
  if (how == 0) out->table = &no_slot;
  if (how == 1) out->table = &null_slot;
  if (how == 3) out->table = NULL;
  return NULL;
}

/* ---- Nothing ---- */

static rdylib_failure *nothing_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, later_Option_unit *out) {
  out->tag = task_step(self, waker, waker_table) ? RDYLIB_SOME : RDYLIB_NONE;
  return NULL;
}

static const later_nothing_result_table NOTHING = later_nothing_result_TABLE(task, task_free, nothing_poll);

rdylib_failure *later_nothing(later_Way way, uint32_t polls, later_nothing_result *out) {
  *out = later_nothing_result_of(task_make(sizeof(task), way, polls), &NOTHING);
  return NULL;
}

/* ---- What borrows ---- */

typedef struct {
  task task;
  rdylib_str text, other;
} part;

/* The first of two parts of a text, parted where the other begins; all of it, if it does not. */
static rdylib_failure *part_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, later_Poll_str *out) {
  part *it = self;
  size_t length = 0;
  out->tag = RDYLIB_NONE;
  if (!task_step(&it->task, waker, waker_table)) return NULL;
  while (length < it->text.length && (length + it->other.length > it->text.length
                                      || memcmp(it->text.data + length, it->other.data, it->other.length))) {
    length++;
  }
  out->Some.tag = RDYLIB_SOME;
  out->Some._0 = rdylib_str_of(it->text.data, length);
  return NULL;
}

static const later_part_result_table PART = later_part_result_TABLE(part, task_free, part_poll);

static later_part_result part_make(later_Way way, uint32_t polls, rdylib_str text, rdylib_str other) {
  part *made = task_make(sizeof *made, way, polls);
  made->text = text;
  made->other = other;
  return later_part_result_of(made, &PART);
}

rdylib_failure *later_part(
    later_Way way,
    uint32_t polls,
    const char *text,
    size_t text_length,
    const char *other,
    size_t other_length,
    later_part_result *out) {
  *out = part_make(way, polls, rdylib_str_of(text, text_length), rdylib_str_of(other, other_length));
  return NULL;
}

rdylib_failure *later_sent_part(
    later_Way way, uint32_t polls, const char *text, size_t text_length, later_part_result *out) {
  *out = part_make(way, polls, rdylib_str_of(text, text_length), rdylib_str_of(" ", 1));
  return NULL;
}

/* ---- What owns ---- */

static void free_bytes(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  free(data);
  count(&account.strings, -1);
}

static void free_strings(void *data, size_t live, size_t capacity) {
  rdylib_string *strings = data;
  (void)capacity;
  for (size_t i = 0; i < live; i++) strings[i].free(strings[i].data, strings[i].length, strings[i].capacity);
  free(data);
  count(&account.strings, -1);
}

static rdylib_failure *strings_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, later_Poll_Vec_String *out) {
  static const char *const words[] = {"one", "two", "\xC3"};
  size_t length = ((task *)self)->way == later_Way_Fail ? 3 : 2;
  out->tag = RDYLIB_NONE;
  if (!task_step(self, waker, waker_table)) return NULL;
  out->Some.tag = RDYLIB_SOME;
  out->Some._0.data = calloc(length, sizeof *out->Some._0.data);
  out->Some._0.length = out->Some._0.capacity = length;
  out->Some._0.free = free_strings;
  count(&account.strings, 1);
  for (size_t i = 0; i < length; i++) {
    rdylib_string *string = &out->Some._0.data[i];
    string->length = string->capacity = strlen(words[i]);
    string->data = memcpy(malloc(8), words[i], string->length + 1);
    string->free = free_bytes;
    count(&account.strings, 1);
  }
  return NULL;
}

static const later_strings_result_table STRINGS = later_strings_result_TABLE(task, task_free, strings_poll);

rdylib_failure *later_strings(later_Way way, uint32_t polls, later_strings_result *out) {
  *out = later_strings_result_of(task_make(sizeof(task), way, polls), &STRINGS);
  return NULL;
}
