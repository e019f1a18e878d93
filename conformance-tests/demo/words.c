#include "words.h"

#include <ctype.h>

/* What is left of a text. */
typedef struct {
  const char *at, *end;
} rest;

/* Takes the next word; its data is null, which is None, at the end. */
static rdylib_str take(rest *r) {
  const char *from;
  while (r->at < r->end && !isalnum((unsigned char)*r->at)) r->at++;
  from = r->at;
  while (r->at < r->end && isalnum((unsigned char)*r->at)) r->at++;
  return rdylib_str_of(r->at > from ? from : NULL, (size_t)(r->at - from));
}

static bool contains(const char *text, size_t length, rdylib_str word) {
  rest r = {text, text + length};
  for (rdylib_str w = take(&r); w.data; w = take(&r)) {
    if (w.length == word.length && !memcmp(w.data, word.data, w.length)) return true;
  }
  return false;
}

rdylib_failure *words_longest(
    const char *text, size_t text_length, const char *except, size_t except_length, rdylib_str *out) {
  rest r = {text, text + text_length};
  rdylib_str longest = {NULL, 0};
  for (rdylib_str w = take(&r); w.data; w = take(&r)) {
    if (w.length > longest.length && !contains(except, except_length, w)) longest = w;
  }
  *out = longest; /* borrows from text, as the descriptor says */
  return NULL;
}

rdylib_failure *words_each(
    const char *text, size_t text_length, void *visit, const words_each_visit_table *table, uint32_t *out) {
  rest r = {text, text + text_length};
  uint32_t calls = 0;
  bool more = true;
  for (rdylib_str w = take(&r); more && w.data; w = take(&r)) {
    words_Span span = {(uint32_t)(w.data - text), (uint32_t)(r.at - text)};
    rdylib_failure *failure = words_each_visit_call(visit, table, w.data, w.length, span, &more);
    if (failure) return failure; /* an exception of the visitor: Java gets it back as it was */
    calls++;
  }
  *out = calls;
  return NULL;
}

static rdylib_failure *next(void *self, rdylib_str *out) {
  *out = take(self);
  return NULL;
}

static const words_Cursor_table CURSOR = words_Cursor_TABLE(rest, free, next);

rdylib_failure *words_split(const char *text, size_t text_length, words_Cursor *out) {
  rest *r = malloc(sizeof *r);
  if (!r) return rdylib_fail("out of memory");
  r->at = text;
  r->end = text + text_length;
  *out = words_Cursor_of(r, &CURSOR);
  return NULL;
}
