#include "store.h"

#include <stdatomic.h>

/* Blocks are never returned to the system: what is used too late reads this, and what is freed twice is found out. */
enum { POISON = 0xDD };

static const uint64_t ALIVE = 0x616c697665626c6b;
static const uint64_t DEAD = 0x64656164626c6f63;

typedef struct block {
  _Atomic uint64_t state;
  uint64_t size;
} block;

static atomic_ullong blocks, objects, freed, wrong;

void *store_take(size_t count, size_t size) {
  block *b = malloc(sizeof(block) + (count ? count : 1) * size);
  if (!b) abort();
  atomic_init(&b->state, ALIVE);
  b->size = count * size;
  atomic_fetch_add(&blocks, 1);
  return b + 1;
}

void store_give(void *data, size_t count, size_t size) {
  block *b = (block *)data - 1;
  uint64_t expected = ALIVE;
  if (b->size != count * size || !atomic_compare_exchange_strong(&b->state, &expected, DEAD)) {
    store_wrong();
    return;
  }
  memset(data, POISON, b->size);
  atomic_fetch_sub(&blocks, 1);
  atomic_fetch_add(&freed, 1);
}

void store_objects(int change) { atomic_fetch_add(&objects, (unsigned long long)(long long)change); }

void store_wrong(void) { atomic_fetch_add(&wrong, 1); }

parcels_Account store_account(void) {
  parcels_Account account = {atomic_load(&blocks), atomic_load(&objects), atomic_load(&freed), atomic_load(&wrong)};
  return account;
}

void free_bytes(void *data, size_t live, size_t capacity) {
  if (live > capacity) store_wrong();
  store_give(data, capacity, 1);
}

void free_words(void *data, size_t live, size_t capacity) {
  if (live > capacity) store_wrong();
  store_give(data, capacity, 8);
}

void drop_string(rdylib_string text) {
  if (text.data && text.free && text.length <= text.capacity) text.free(text.data, text.length, text.capacity);
}

void drop_strings(parcels_Vec_String strings) {
  if (strings.data && strings.free) strings.free(strings.data, strings.length, strings.capacity);
}

void free_strings(void *data, size_t live, size_t capacity) {
  rdylib_string *strings = data;
  for (size_t i = 0; i < live; i++) drop_string(strings[i]);
  store_give(data, capacity, sizeof(rdylib_string));
}

rdylib_string make_string(const char *text, size_t length) {
  rdylib_string made = {store_take(length + 1, 1), length, length + 1, free_bytes};
  memcpy(made.data, text, length);
  return made;
}

rdylib_box_str make_box_str(const char *text, size_t length) {
  rdylib_box_str made = {store_take(length, 1), length, free_bytes};
  memcpy(made.data, text, length);
  return made;
}
