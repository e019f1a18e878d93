/* Memory that is counted, and objects that are made of it. */
#ifndef THINGS_H
#define THINGS_H

#include "actors.h"

#define TEXT(literal_) literal_, sizeof(literal_) - 1

/* A block of zeros. */
void *take(size_t size);

/* Frees a block; what is none, or no more, is counted as one that is never freed. */
void give(void *data);

rdylib_string string_of(const char *text, size_t length);
void string_drop(rdylib_string text);

/* What a counter of the library's begins with. */
typedef struct {
  uint64_t count;
} plain;

/* One that is lent from the stack. */
extern const actors_Counter_table plain_table;

actors_Counter counter_of(uint64_t count);

/* One that calls `act` when it is dropped. */
actors_Counter counter_with_end(actors_keep_step act);

/* On a thread of its own, if `elsewhere`. */
void run(void *(*what)(void *), void *with, bool elsewhere);

/* On a thread of its own, for which nobody waits. */
void start(void *(*what)(void *), void *with);

/* On as many threads at once, each with its piece of an array of `size` bytes a piece. */
void run_on(uint32_t threads, void *(*what)(void *), void *pieces, size_t size);

/* Hands on the first of two failures, and ends the second. */
RDYLIB_CHECK rdylib_failure *first_of(rdylib_failure *first, rdylib_failure *second);

#endif
