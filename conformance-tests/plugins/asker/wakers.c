#include "wakers.h"

asker_Account account;

struct waker {
  int64_t holders;
  pthread_mutex_t lock;
  pthread_cond_t signal;
  bool woken;
  waker *whole; /* what a fresh one stands for, or itself */
};

void count(int64_t *what, int64_t by) { __atomic_fetch_add(what, by, __ATOMIC_SEQ_CST); }

waker *waker_make(void) {
  waker *made = calloc(1, sizeof *made);
  made->holders = 1;
  made->whole = made;
  pthread_mutex_init(&made->lock, NULL);
  pthread_cond_init(&made->signal, NULL);
  count(&account.wakers, 1);
  return made;
}

void waker_release(waker *waker) {
  if (__atomic_sub_fetch(&waker->holders, 1, __ATOMIC_SEQ_CST) > 0) return;
  if (waker->whole != waker) waker_release(waker->whole);
  pthread_mutex_destroy(&waker->lock);
  pthread_cond_destroy(&waker->signal);
  free(waker);
  count(&account.wakers, -1);
}

static void drop(void *data) { waker_release(data); }

static void *clone(const void *data) {
  waker *it = (waker *)data;
  __atomic_add_fetch(&it->holders, 1, __ATOMIC_SEQ_CST);
  return it;
}

/* Each clone is another waker, which keeps the first. */
static void *clone_freshly(const void *data) {
  waker *made = waker_make();
  made->whole = clone(((const waker *)data)->whole);
  return made;
}

static void wake(void *data) {
  waker *it = ((waker *)data)->whole;
  count((int64_t *)&account.woken, 1);
  pthread_mutex_lock(&it->lock);
  it->woken = true;
  pthread_cond_signal(&it->signal);
  pthread_mutex_unlock(&it->lock);
}

void waker_wait(waker *waker) {
  pthread_mutex_lock(&waker->lock);
  while (!waker->woken) pthread_cond_wait(&waker->signal, &waker->lock);
  waker->woken = false;
  pthread_mutex_unlock(&waker->lock);
}

rdylib_waker waker_of(waker *of, asker_Waker kind) {
  static const rdylib_waker_table counted = {{drop, clone, sizeof(waker), RDYLIB_ALIGNOF(waker), 1}, wake};
  static const rdylib_waker_table fresh = {{drop, clone_freshly, sizeof(waker), RDYLIB_ALIGNOF(waker), 1}, wake};
  static const rdylib_waker_table no_clone = {{drop, NULL, sizeof(waker), RDYLIB_ALIGNOF(waker), 1}, wake};
  static const rdylib_waker_table no_wake = {{drop, clone, sizeof(waker), RDYLIB_ALIGNOF(waker), 1}, NULL};
  rdylib_waker made = {of, &counted};
  if (kind == asker_Waker_Fresh) made.table = &fresh;
  if (kind == asker_Waker_NoData) made.data = NULL;
  if (kind == asker_Waker_NoTable) made.table = NULL;
  if (kind == asker_Waker_NoClone) made.table = &no_clone;
  if (kind == asker_Waker_NoWake) made.table = &no_wake;
  return made;
}
