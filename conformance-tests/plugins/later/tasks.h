/* Futures that do what they are asked to, wakers that are kept, and accounts of both. */
#ifndef TASKS_H
#define TASKS_H

#include "later.h"

/* What every future begins with. */
typedef struct {
  later_Way way;
  uint32_t polls; /* after which it is ready */
  void *lent;
} task;

/* Makes a future of that size, and counts it. */
void *task_make(size_t size, later_Way way, uint32_t polls);

/* Ends one that was made so. */
void task_free(void *task);

/* Whether a future is ready, having been polled; if not, it has done what it does. */
bool task_step(task *task, void *waker, const rdylib_waker_table *table);

/* Adds to one of the accounts. */
void count(int64_t *what, int64_t by);

extern later_Account account;

#endif
