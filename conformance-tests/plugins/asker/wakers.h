/* Wakers of the library's own: whoever waits for one is woken by it, and all are counted. */
#ifndef WAKERS_H
#define WAKERS_H

#include "asker.h"

#include <pthread.h>

extern asker_Account account;

/* Adds to one of the accounts. */
void count(int64_t *what, int64_t by);

/* A waker that its clones share. */
typedef struct waker waker;

waker *waker_make(void);

/* What a future is polled with. */
rdylib_waker waker_of(waker *waker, asker_Waker kind);

/* Returns once it has been woken since it was waited for last. */
void waker_wait(waker *waker);

void waker_release(waker *waker);

#endif
