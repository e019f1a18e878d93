/* Objects that are counted, and objects that borrow. */
#include "things.h"

/* ---- Totals ---- */

typedef struct {
  uint64_t start;
  actors_Vec_Arc_Total parts; /* or none */
  uint32_t holders;
} shared;

static void *retain(const void *self) {
  __atomic_add_fetch(&((shared *)self)->holders, 1, __ATOMIC_SEQ_CST);
  return (void *)self;
}

static void release(void *self) {
  shared *it = self;
  if (__atomic_sub_fetch(&it->holders, 1, __ATOMIC_SEQ_CST) > 0) return;
  if (it->parts.free) it->parts.free(it->parts.data, it->parts.length, it->parts.capacity);
  give(it);
}

static rdylib_failure *total(const void *self, uint64_t *out) {
  const shared *it = self;
  uint64_t sum = it->start;
  for (size_t i = 0; i < it->parts.length; i++) {
    uint64_t part;
    rdylib_failure *failure = actors_Total_total(it->parts.data[i].data, it->parts.data[i].table, &part);
    if (failure) return failure;
    sum += part;
  }
  *out = sum;
  return NULL;
}

static shared *shared_of(uint64_t start, actors_Total *out) {
  static const actors_Total_table table = {{release, retain, sizeof(shared), RDYLIB_ALIGNOF(shared), 1}, total};
  shared *made = take(sizeof *made);
  made->start = start;
  made->holders = 1;
  *out = actors_Total_of(made, &table);
  return made;
}

rdylib_failure *actors_shared(uint64_t start, actors_Total *out) {
  shared_of(start, out);
  return NULL;
}

rdylib_failure *actors_sum(actors_Vec_Arc_Total parts, actors_Total *out) {
  shared_of(0, out)->parts = parts;
  return NULL;
}

rdylib_failure *actors_same(void *part, const actors_Total_table *part_table, actors_Total *out) {
  *out = actors_Total_of(part, part_table);
  return NULL;
}

rdylib_failure *actors_total_of(void *part, const actors_Total_table *table, uint64_t *out) {
  rdylib_failure *failure = actors_Total_total(part, table, out);
  if (!failure) ++*out;
  return failure;
}

typedef struct {
  void *data;
  const actors_Total_table *table;
  uint64_t answer;
  rdylib_failure *failure;
} asking;

static void *ask(void *at) {
  asking *it = at;
  it->failure = actors_Total_total(it->data, it->table, &it->answer);
  return NULL;
}

rdylib_failure *actors_on_threads(void *part, const actors_Total_table *table, uint32_t threads, uint64_t *out) {
  asking *all = calloc(threads, sizeof *all);
  rdylib_failure *failure = NULL;
  for (uint32_t i = 0; i < threads; i++) all[i] = (asking){part, table, 0, NULL};
  run_on(threads, ask, all, sizeof *all);
  *out = 0;
  for (uint32_t i = 0; i < threads; i++) {
    failure = first_of(failure, all[i].failure);
    *out += all[i].answer;
  }
  free(all);
  return failure;
}

/* ---- Words ---- */

typedef struct {
  const char *text; /* the host's */
  size_t length;
  size_t at; /* beyond the text once all have been given */
} names;

static rdylib_failure *next_name(void *self, rdylib_str *out) {
  names *it = self;
  size_t from = it->at;
  *out = rdylib_str_of(NULL, 0);
  if (from > it->length) return NULL;
  while (it->at < it->length && it->text[it->at] != ' ') it->at++;
  *out = rdylib_str_of(it->text + from, it->at - from);
  it->at++;
  return NULL;
}

static rdylib_failure *name_of(const void *self, rdylib_str *out) {
  const names *it = self;
  *out = rdylib_str_of(it->text, it->length);
  return NULL;
}

rdylib_failure *actors_named(const char *name, size_t name_length, actors_Words *out) {
  static const actors_Words_table table = actors_Words_TABLE(names, give, next_name, name_of);
  names *made = take(sizeof *made);
  made->text = name;
  made->length = name_length;
  *out = actors_Words_of(made, &table);
  return NULL;
}

static rdylib_failure *held_next(void *self, rdylib_str *out) {
  actors_Words *inner = self;
  return actors_Words_next(inner->data, inner->table, out);
}

static rdylib_failure *held_name(const void *self, rdylib_str *out) {
  const actors_Words *inner = self;
  return actors_Words_name(inner->data, inner->table, out);
}

static void held_drop(void *self) {
  actors_Words inner = *(actors_Words *)self;
  give(self);
  actors_Words_drop(inner.data, inner.table);
}

rdylib_failure *actors_hold(void *words, const actors_Words_table *words_table, actors_Words *out) {
  static const actors_Words_table table = actors_Words_TABLE(actors_Words, held_drop, held_next, held_name);
  actors_Words *made = take(sizeof *made);
  *made = actors_Words_of(words, words_table);
  *out = actors_Words_of(made, &table);
  return NULL;
}

rdylib_failure *actors_gather(actors_Vec_Tuple_u32_Box_Words all, uint32_t *out) {
  rdylib_failure *failure = NULL;
  *out = 0;
  for (size_t i = 0; i < all.length && !failure; i++) {
    actors_Words words = all.data[i]._1;
    rdylib_str word;
    while (!(failure = actors_Words_next(words.data, words.table, &word)) && word.data) *out += all.data[i]._0;
  }
  all.free(all.data, all.length, all.capacity);
  return failure;
}

rdylib_failure *actors_count(void *words, const actors_Words_table *table, actors_Tuple_u32_String *out) {
  char all[256];
  size_t length = 0;
  uint32_t count = 0;
  rdylib_str word;
  rdylib_failure *failure = actors_Words_name(words, table, &word);
  for (bool first = true; !failure && word.data; first = false) {
    length += (size_t)snprintf(
        all + length, sizeof all - length, "%s%.*s", first ? "" : "/", (int)word.length, word.data);
    count += first ? 0 : 1;
    failure = actors_Words_next(words, table, &word);
  }
  actors_Words_drop(words, table);
  if (failure) return failure;
  out->_0 = count;
  out->_1 = string_of(all, length);
  return NULL;
}
