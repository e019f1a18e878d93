/* Drives the plugin `store` with declarations written by hand from the specification. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct failure {
  void (*drop)(struct failure *);
  const char *message;
  size_t length;
} failure;
typedef struct { const char *data; size_t length; } str;
typedef struct { char *data; size_t length, capacity; void (*free)(void *, size_t, size_t); } string;
typedef struct Store Store;
typedef struct Cursor Cursor;
typedef struct Empty Empty;
typedef struct { uint8_t tag; const Store *store; } seen;
typedef union {
  uint8_t tag;
  struct { uint8_t tag; Store *store; } ok;
  struct { uint8_t tag, error; } err;
} opened;
typedef struct {
  failure *(*closed)(const char *, size_t);
  failure *(*shown)(const Store *, uint32_t *);
} imports;

extern const imports *store_imports;
failure *store_open(const char *, size_t, opened *);
uint32_t store_close(Store *);
failure *store_add(Store *, string, uint32_t *);
int store_plain(const Store *, uint32_t);
failure *store_cursor(const Store *, Cursor **);
failure *store_next(Cursor *, str *);
failure *store_store_of(const Cursor *, const Store **);
failure *store_seen(const Store *, seen *);
failure *store_swap(Cursor *, const Store *, bool *);
Empty *store_empty(bool);
failure *store_refuse(Store *, const char *, size_t);
void store_end(Cursor *);

#define CHECK(what) \
  do { \
    if (!(what)) { \
      printf("%s:%d: %s\n", __FILE__, __LINE__, #what); \
      exit(1); \
    } \
  } while (0)

static char closed_names[256];

static failure *closed(const char *name, size_t length) {
  strncat(closed_names, name, length);
  strcat(closed_names, " ");
  return NULL;
}

static bool has_closed(const char *names) {
  bool same = strcmp(closed_names, names) == 0;
  closed_names[0] = 0;
  return same;
}

static failure *shown(const Store *store, uint32_t *out) {
  *out = 0;
  while (store_plain(store, *out) >= 0) {
    ++*out;
  }
  return NULL;
}

static void give_back(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  free(data);
}

static string text(const char *of) {
  string made = {malloc(strlen(of) + 1), strlen(of), strlen(of) + 1, give_back};
  return (memcpy(made.data, of, made.length), made);
}

static bool failed(failure *f, const char *message) {
  bool is = f && f->length >= strlen(message) && memcmp(f->message, message, strlen(message)) == 0;
  if (f) {
    f->drop(f);
  }
  return is;
}

static Store *open(const char *name) {
  opened out;
  CHECK(!store_open(name, strlen(name), &out) && out.tag == 0);
  return out.ok.store;
}

int main(void) {
  imports table = {closed, shown};
  store_imports = &table;
  opened out;
  CHECK(!store_open("", 0, &out) && out.tag == 1 && out.err.error == 7);
  Store *store = open("first");
  uint32_t count;
  CHECK(!store_add(store, text("one"), &count) && count == 1);
  CHECK(!store_add(store, text("three"), &count) && count == 2);
  CHECK(store_plain(store, 1) == 5 && store_plain(store, 2) == -1);

  Cursor *cursor;
  const Store *of;
  seen s;
  str next;
  bool swapped;
  CHECK(!store_cursor(store, &cursor) && cursor);
  CHECK(!store_next(cursor, &next) && next.length == 3 && memcmp(next.data, "one", 3) == 0);
  CHECK(!store_next(cursor, &next) && next.length == 5);
  CHECK(!store_next(cursor, &next) && !next.data);
  CHECK(!store_store_of(cursor, &of) && of == store);
  CHECK(!store_seen(store, &s) && s.tag == 2 && s.store == store);
  CHECK(!store_swap(NULL, store, &swapped) && !swapped);
  CHECK(has_closed(""));
  CHECK(!store_swap(cursor, NULL, &swapped) && swapped && has_closed("cursor "));
  CHECK(!store_cursor(store, &cursor));
  store_end(cursor);
  CHECK(has_closed("cursor "));
  CHECK(store_close(store) == 2 && has_closed("first "));

  /* What is no pointer to one is refused, and what was passed by value is gone whatever comes of it. */
  CHECK(failed(store_seen(NULL, &s), "seen(store): a null pointer for a reference"));
  CHECK(failed(store_seen((const Store *)(uintptr_t)4097, &s), "seen(store): a reference that is not aligned to 8"));
  CHECK(failed(store_refuse(NULL, "x", 1), "refuse(store): a null pointer for an opaque value"));
  CHECK(failed(store_refuse(open("second"), "why", 3), "second why") && has_closed("second "));
  CHECK(failed(store_refuse(open("third"), "\xff", 1), "refuse(text): a text that is not UTF-8") && has_closed("third "));

  CHECK(!store_empty(false));
  Empty *empty = store_empty(true);
  CHECK(empty);
  extern void store_drop_empty(Empty *);
  store_drop_empty(empty);
  puts("all checks hold");
  return 0;
}
