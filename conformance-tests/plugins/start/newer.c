#include "start.c"

int32_t start_added(int32_t n) {
  return n + 3;
}
