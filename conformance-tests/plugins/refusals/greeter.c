/* Fits greeter.yaml: what the others are refused for is not that nothing would load. */
#include "greeter.h"
#include "witness.h"

#include <string.h>

rdylib_failure *greeter_after(const char *text, size_t text_length, const char *prefix, size_t prefix_length,
                              rdylib_str *out) {
  size_t skip = text_length >= prefix_length && !memcmp(text, prefix, prefix_length) ? prefix_length : 0;
  *out = rdylib_str_of(text + skip, text_length - skip);
  return NULL;
}

rdylib_failure *greeter_loudness(greeter_Greeting greeting, double *out) {
  *out = greeting.times * greeting.volume;
  return NULL;
}

rdylib_failure *greeter_each(const char *text, size_t text_length, void *visit,
                             const greeter_each_visit_table *visit_table, uint32_t *out) {
  uint32_t lines = 0;
  bool more = true;
  for (size_t at = 0; more && at < text_length;) {
    const char *end = memchr(text + at, '\n', text_length - at);
    size_t length = end ? (size_t)(end - text) - at : text_length - at;
    rdylib_failure *failure = greeter_each_visit_call(visit, visit_table, text + at, length, ++lines, &more);
    if (failure) return failure;
    at += length + 1;
  }
  *out = lines;
  return NULL;
}
