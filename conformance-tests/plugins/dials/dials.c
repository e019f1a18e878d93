/* A C library that was not written for this: what it makes calls, as long as it is there, the function that it was given. */
#include <stdlib.h>

struct dial {
  int (*turned)(void *data, int by);
  void *data;
};

struct dial *dial_new(int (*turned)(void *data, int by), void *data) {
  struct dial *made = malloc(sizeof *made);
  if (!made) abort();
  made->turned = turned;
  made->data = data;
  return made;
}

int dial_turn(struct dial *dial, int by) { return dial->turned ? dial->turned(dial->data, by) : -1; }

void dial_free(struct dial *dial) { free(dial); }
