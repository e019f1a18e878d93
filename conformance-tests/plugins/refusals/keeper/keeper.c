#include "keeper.h"
#include "witness.h"

rdylib_failure *keeper_motto(rdylib_str *out) {
  *out = rdylib_str_of("festina lente", 13);
  return NULL;
}
