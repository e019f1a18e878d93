#include "words.h"

/* The same names and the same bytes, but what `longest` gives out borrows from `except`. */
rdylib_failure *words_longest(
    const char *text, size_t text_length, const char *except, size_t except_length, rdylib_str *out) {
  (void)text;
  (void)text_length;
  *out = rdylib_str_of(except, except_length);
  return NULL;
}

rdylib_failure *words_split(const char *text, size_t text_length, words_Cursor *out) {
  (void)text;
  (void)text_length;
  (void)out;
  return rdylib_fail("never linked, so never called");
}

rdylib_failure *words_each(
    const char *text, size_t text_length, void *visit, const words_each_visit_table *table, uint32_t *out) {
  (void)text;
  (void)text_length;
  (void)visit;
  (void)table;
  *out = 0;
  return NULL;
}
