/*
 * Proves that a library was opened: its constructor writes a line into the file that RDYLIB_WITNESS names. Where a
 * library is refused, that file stays as it was.
 */
#ifndef WITNESS_H
#define WITNESS_H

#include <stdio.h>
#include <stdlib.h>

__attribute__((constructor)) static void witness(void) {
  const char *path = getenv("RDYLIB_WITNESS");
  FILE *file = path ? fopen(path, "a") : NULL;
  if (file) {
    fputs("opened\n", file);
    fclose(file);
  }
}

#endif
