#define _POSIX_C_SOURCE 200809L
#include "tasks.h"

#include <pthread.h>
#include <time.h>

#define MOST_THREADS 4096
#define MOST_WAKERS 4096

later_Account account;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_t threads[MOST_THREADS];
static size_t thread_count;
static rdylib_waker kept[MOST_WAKERS];
static size_t kept_count;
static rdylib_waker lent;

void count(int64_t *what, int64_t by) { __atomic_fetch_add(what, by, __ATOMIC_SEQ_CST); }

static rdylib_waker keep(void *waker, const rdylib_waker_table *table) {
  count(&account.wakers, 1);
  return rdylib_waker_clone(waker, table);
}

static void drop(rdylib_waker waker) {
  count(&account.wakers, -1);
  rdylib_waker_drop(waker);
}

/* Whoever wakes finds each that is counted. */
static void remember(void *waker, const rdylib_waker_table *table) {
  pthread_mutex_lock(&lock);
  if (kept_count == MOST_WAKERS) abort();
  kept[kept_count++] = keep(waker, table);
  pthread_mutex_unlock(&lock);
}

static void *wake_one(void *waker) {
  struct timespec moment = {0, 200000};
  nanosleep(&moment, NULL);
  rdylib_waker_wake(*(rdylib_waker *)waker);
  drop(*(rdylib_waker *)waker);
  free(waker);
  return NULL;
}

static void *wake_all(void *nothing) {
  (void)nothing;
  for (;;) {
    rdylib_waker waker = {NULL, NULL};
    pthread_mutex_lock(&lock);
    if (kept_count > 0) waker = kept[--kept_count];
    pthread_mutex_unlock(&lock);
    if (!waker.table) break;
    rdylib_waker_wake(waker);
    drop(waker);
  }
  if (lent.table) rdylib_waker_wake(lent);
  lent.table = NULL;
  return NULL;
}

/* Waits for all threads; the lock is free meanwhile, since they take it. */
static void join_all(void) {
  for (;;) {
    pthread_t thread;
    pthread_mutex_lock(&lock);
    if (thread_count == 0) break;
    thread = threads[--thread_count];
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
  }
  pthread_mutex_unlock(&lock);
}

static void start(void *(*run)(void *), void *argument) {
  bool full;
  pthread_mutex_lock(&lock);
  full = thread_count == MOST_THREADS;
  pthread_mutex_unlock(&lock);
  if (full) join_all();
  pthread_mutex_lock(&lock);
  if (thread_count == MOST_THREADS || pthread_create(&threads[thread_count++], NULL, run, argument)) abort();
  pthread_mutex_unlock(&lock);
}

void *task_make(size_t size, later_Way way, uint32_t polls) {
  task *made = calloc(1, size);
  made->way = way;
  made->polls = polls;
  count(&account.futures, 1);
  return made;
}

void task_free(void *task) {
  free(task);
  count(&account.futures, -1);
}

bool task_step(task *task, void *waker, const rdylib_waker_table *table) {
  count((int64_t *)&account.polls, 1);
  if (task->polls == 0) return true;
  task->polls--;
  switch (task->way) {
    case later_Way_Itself:
      table->wake(waker);
      table->wake(waker);
      break;
    case later_Way_Thread: {
      rdylib_waker *own = malloc(sizeof *own);
      *own = keep(waker, table);
      start(wake_one, own);
      break;
    }
    case later_Way_Twice:
      remember(waker, table);
      remember(waker, table);
      break;
    case later_Way_Kept:
      remember(waker, table);
      break;
    case later_Way_Lent:
      lent.data = waker;
      lent.table = table;
      break;
    case later_Way_DropLent:
      table->header.drop(waker);
      remember(waker, table);
      break;
    case later_Way_Fail:
      table->wake(waker);
      break;
    default:
      break;
  }
  return false;
}

rdylib_failure *later_wake(bool elsewhere) {
  if (elsewhere) {
    start(wake_all, NULL);
  } else {
    wake_all(NULL);
  }
  return NULL;
}

rdylib_failure *later_join(void) {
  join_all();
  return NULL;
}

rdylib_failure *later_account(later_Account *out) {
  *out = account;
  return NULL;
}
