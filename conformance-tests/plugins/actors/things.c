#define _POSIX_C_SOURCE 200809L
#include "things.h"

#include <pthread.h>

#define LIVING UINT64_C(0x6c6976696e67)

static uint32_t living;

void *take(size_t size) {
  uint64_t *block = calloc(1, 16 + size);
  block[0] = LIVING;
  __atomic_add_fetch(&living, 1, __ATOMIC_SEQ_CST);
  return block + 2;
}

void give(void *data) {
  uint64_t *block = (uint64_t *)data - 2;
  if (block[0] != LIVING) {
    __atomic_add_fetch(&living, 1, __ATOMIC_SEQ_CST);
    return;
  }
  block[0] = 0;
  __atomic_sub_fetch(&living, 1, __ATOMIC_SEQ_CST);
  free(block);
}

rdylib_failure *actors_living(uint32_t *out) {
  *out = __atomic_load_n(&living, __ATOMIC_SEQ_CST);
  return NULL;
}

static void free_bytes(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  give(data);
}

rdylib_string string_of(const char *text, size_t length) {
  rdylib_string made = {take(length + 1), length, length + 1, free_bytes};
  memcpy(made.data, text, length);
  return made;
}

void string_drop(rdylib_string text) { text.free(text.data, text.length, text.capacity); }

void run(void *(*what)(void *), void *with, bool elsewhere) {
  pthread_t thread;
  if (elsewhere && pthread_create(&thread, NULL, what, with) == 0) {
    pthread_join(thread, NULL);
  } else {
    what(with);
  }
}

void start(void *(*what)(void *), void *with) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, what, with) || pthread_detach(thread)) abort();
}

void run_on(uint32_t threads, void *(*what)(void *), void *pieces, size_t size) {
  pthread_t *all = calloc(threads, sizeof *all);
  for (uint32_t i = 0; i < threads; i++) {
    if (pthread_create(&all[i], NULL, what, (char *)pieces + i * size)) abort();
  }
  for (uint32_t i = 0; i < threads; i++) pthread_join(all[i], NULL);
  free(all);
}

rdylib_failure *first_of(rdylib_failure *first, rdylib_failure *second) {
  if (first && second) second->drop(second);
  return first ? first : second;
}
