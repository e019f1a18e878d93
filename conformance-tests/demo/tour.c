#include "tour.h"

#include <ctype.h>

rdylib_failure *tour_ones(uint32_t bits, uint64_t *out) {
  *out = UINT64_MAX >> (64 - bits);
  return NULL;
}

rdylib_failure *tour_sum(const uint8_t *bytes, size_t bytes_length, uint64_t *out) {
  *out = 0;
  for (size_t i = 0; i < bytes_length; i++) *out += bytes[i];
  return NULL;
}

rdylib_failure *tour_tail(const uint8_t *bytes, size_t bytes_length, uint32_t from, tour_slice_u8 *out) {
  /* a failure is a LibraryFailedException in Java; nothing is written to out then */
  if (from > bytes_length) return rdylib_failf("%u is beyond the end", from);
  out->data = bytes + from;
  out->length = bytes_length - from;
  return NULL;
}

rdylib_failure *tour_twice(uint32_t *numbers, size_t numbers_length, uint32_t *calls) {
  for (size_t i = 0; i < numbers_length; i++) numbers[i] *= 2;
  ++*calls;
  return NULL;
}

/* What C gives away carries the function by which its next owner frees it. */
static void free_entries(void *data, size_t live, size_t capacity) {
  tour_Entry *entries = data;
  (void)capacity;
  for (size_t i = 0; i < live; i++) rdylib_string_drop(entries[i].name);
  free(data);
}

rdylib_failure *tour_entries(const rdylib_str *names, size_t names_length, tour_Vec_Entry *out) {
  tour_Entry *entries = calloc(names_length + 1, sizeof *entries);
  if (!entries) return rdylib_fail("out of memory");
  for (size_t i = 0; i < names_length; i++) {
    entries[i].name = rdylib_string_of(names[i].data, names[i].length);
    if (!entries[i].name.data) {
      free_entries(entries, i, names_length);
      return rdylib_fail("out of memory");
    }
    entries[i].size.Some.tag = RDYLIB_SOME;
    entries[i].size.Some._0 = names[i].length;
    entries[i].at._0 = (uint32_t)i + 1;
    entries[i].at._1 = 1;
  }
  out->data = entries;
  out->length = out->capacity = names_length;
  out->free = free_entries;
  return NULL;
}

rdylib_failure *tour_parse(rdylib_string text, tour_Result_u32_String *out) {
  uint64_t number = 0;
  bool valid = text.length > 0;
  for (size_t i = 0; valid && i < text.length; i++) {
    valid = isdigit((unsigned char)text.data[i]);
    number = number * 10 + (uint64_t)(text.data[i] - '0');
    valid = valid && number <= UINT32_MAX;
  }
  rdylib_string_drop(text); /* what came by value is C's to free */
  if (valid) {
    out->Ok.tag = RDYLIB_OK;
    out->Ok._0 = (uint32_t)number;
    return NULL;
  }
  rdylib_string why = rdylib_string_of("not a number", 12);
  if (!why.data) return rdylib_fail("out of memory");
  out->Err.tag = RDYLIB_ERR; /* an answer, and no failure */
  out->Err._0 = why;
  return NULL;
}

rdylib_failure *tour_tell(void *log, const tour_Log_table *log_table, uint32_t *out) {
  rdylib_failure *failure = tour_Log_line(log, log_table, "told", 4);
  if (failure) return failure;
  *out = 0;
  return tour_Log_has_level(log_table) ? tour_Log_level(log, log_table, out) : NULL;
}
