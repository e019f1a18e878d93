/* A plugin that does not learn whether its host has failed: it is answered zero then. */
#include "gauge.h"

#include <stdlib.h>
#include <string.h>

static uint64_t living;

static void *made(size_t size) {
  void *data = malloc(size + 1);
  if (!data) abort();
  living++;
  return data;
}

static void freed(void *data) {
  living--;
  free(data);
}

static void free_text(void *data, size_t live, size_t capacity) {
  (void)live, (void)capacity;
  freed(data);
}

uint32_t gauge_plain_sum(uint32_t count) {
  uint32_t sum = 0;
  for (uint32_t i = 0; i < count; i++) sum += gauge_measure(i, (uint8_t)(200 + i));
  return sum;
}

rdylib_failure *gauge_sum(uint32_t count, uint32_t *out) {
  *out = gauge_plain_sum(count);
  return NULL;
}

rdylib_failure *gauge_classify(int32_t n, gauge_Level *out) {
  *out = gauge_level(n);
  return NULL;
}

rdylib_failure *gauge_mix(gauge_Point at, const char *text, size_t text_length, double *out) {
  *out = gauge_mixed(true, at, text, text_length) + gauge_mixed(false, at, text, text_length);
  return NULL;
}

static rdylib_string text_of(const char *text, size_t length) {
  rdylib_string copy = {made(length), length, length, free_text};
  memcpy(copy.data, text, length);
  return copy;
}

rdylib_failure *gauge_tell(const char *text, size_t text_length, uint32_t *out) {
  gauge_told(text_of(text, text_length));
  gauge_told(text_of(text, text_length));
  *out = (uint32_t)text_length;
  return NULL;
}

static rdylib_failure *read_probe(const void *self, uint32_t count, uint32_t *out) {
  (void)self;
  return gauge_sum(count, out);
}

static const gauge_Probe_table probe_table = gauge_Probe_TABLE(char, freed, read_probe);

rdylib_failure *gauge_probe(gauge_Probe *out) {
  *out = gauge_Probe_of(made(1), &probe_table);
  return NULL;
}

static rdylib_failure *call_summing(void *self, uint32_t count, uint32_t *out) {
  (void)self;
  return gauge_sum(count, out);
}

static const gauge_summing_result_table summing_table = gauge_summing_result_TABLE(char, freed, call_summing);

rdylib_failure *gauge_summing(gauge_summing_result *out) {
  *out = gauge_summing_result_of(made(1), &summing_table);
  return NULL;
}

rdylib_failure *gauge_living(uint64_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *gauge_fill(uint32_t size, uint32_t *out) {
  uint8_t *place = gauge_place(size);
  *out = 0;
  if (!place) return NULL;
  for (uint32_t i = 0; i < size; i++) place[i] = (uint8_t)i;
  for (uint32_t i = 0; i < size; i++) *out += place[i];
  return NULL;
}
