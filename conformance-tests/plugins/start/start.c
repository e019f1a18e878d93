#include "start.h"

int32_t start_plain(int32_t n) {
  return n + 1;
}

rdylib_failure *start_checked(int32_t n, int32_t *out) {
  *out = n + 2;
  return NULL;
}
