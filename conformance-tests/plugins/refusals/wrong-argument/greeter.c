#include "greeter.h"
#include "witness.h"

#include <string.h>

/* The prefix lives as long as a host that read `&'t str` let it: not long enough. */
rdylib_failure *greeter_after(const char *text, size_t text_length, const char *prefix, size_t prefix_length,
                              rdylib_str *out) {
  bool begins = text_length >= prefix_length && !memcmp(text, prefix, prefix_length);
  *out = rdylib_str_of(prefix, begins ? prefix_length : 0);
  return NULL;
}

rdylib_failure *greeter_loudness(greeter_Greeting greeting, double *out) {
  *out = greeting.times * greeting.volume;
  return NULL;
}

rdylib_failure *greeter_each(const char *text, size_t text_length, void *visit,
                             const greeter_each_visit_table *visit_table, uint32_t *out) {
  bool more;
  *out = 1;
  return greeter_each_visit_call(visit, visit_table, text, text_length, 1, &more);
}
