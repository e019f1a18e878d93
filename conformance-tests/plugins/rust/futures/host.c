/*
 * A host in C, which polls the futures of the plugin `later`, and has it poll its own. What a future and a waker are is
 * written out here, as the description of the layout has it. Everything that the host gives away is counted.
 */
#define _GNU_SOURCE
#include "rdylib.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

typedef struct { rdylib_table header; void (*wake)(void *); } waker_table;
typedef struct { rdylib_table header; rdylib_failure *(*poll)(void *, void *, const waker_table *, void *out); } future_table;
typedef struct { void *data; const future_table *table; } future;
typedef struct { rdylib_table header; rdylib_failure *(*next)(void *, future *out); rdylib_failure *(*seen)(const void *, uint32_t *out); } feed_table;
typedef struct { void *data; const feed_table *table; } feed;
typedef struct { rdylib_table header; rdylib_failure *(*call)(void *, uint32_t, future *out); } visit_table;
typedef struct { future word, last; } job;

/* What poll writes: an Option with a tag, whatever is in it. */
typedef struct { uint8_t tag; } opt_unit;
typedef struct { uint8_t tag; uint32_t value; } opt_u32;
typedef struct { uint8_t tag; uint64_t value; } opt_u64;
typedef struct { uint8_t tag; rdylib_string value; } opt_string;
typedef struct { uint8_t tag; rdylib_str value; } opt_str;
typedef struct { uint8_t tag; struct { uint32_t one, other; } value; } opt_pair;

rdylib_failure *later_upper(const char *, size_t, future *out);
rdylib_failure *later_longest(const char *, size_t, const char *, size_t, const uint32_t *, future *out);
rdylib_failure *later_asked(const char *, size_t, uint32_t, future *out);
rdylib_failure *later_join(void *, const future_table *, void *, const future_table *, future *out);
rdylib_failure *later_feed(const char *, size_t, feed *out);
rdylib_failure *later_drain(void *, const feed_table *, future *out);
rdylib_failure *later_job(const char *, size_t, job *out);
rdylib_failure *later_run(job, future *out);
rdylib_failure *later_elsewhere(uint64_t, future *out);
rdylib_failure *later_each(void *, const visit_table *, uint32_t, future *out);
rdylib_failure *later_keep(future *out);
rdylib_failure *later_wake_kept(uint32_t *out);
rdylib_failure *later_fails(uint8_t, future *out);
rdylib_failure *later_again(void *, const future_table *, uint32_t *out);
rdylib_failure *later_alive(uint32_t *out);
typedef struct { rdylib_failure *(*ask)(const char *, size_t, future *out); } imports;
extern const imports *later_imports;

static int failed;
static atomic_int places; /* that the host has made, and nobody has freed */

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      printf("line %d: %s\n", __LINE__, #condition); \
      failed = 1; \
    } \
  } while (0)
#define OK(call) CHECK(!fails((call), NULL))
#define FAILS(call, message) CHECK(fails((call), message))
#define TEXT(text) (text), sizeof(text) - 1

static int fails(rdylib_failure *f, const char *message) {
  int same;
  if (!f) return 0;
  same = message && f->length == strlen(message) && !memcmp(f->message, message, f->length);
  if (!same) printf("failed: %.*s\n", (int)f->length, f->message);
  f->drop(f);
  return message ? same : 1;
}

static void *place(size_t size) {
  places++;
  return calloc(1, size);
}

static void end(void *data) {
  places--;
  free(data);
}

static void free_bytes(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  end(data);
}

static rdylib_string string(const char *text) {
  size_t length = strlen(text);
  rdylib_string made = {place(length + 1), length, length + 1, free_bytes};
  memcpy(made.data, text, length);
  return made;
}

static int is_string(rdylib_string *s, const char *expected) {
  int same = s->length == strlen(expected) && !memcmp(s->data, expected, s->length);
  if (!same) printf("not \"%s\" but \"%.*s\"\n", expected, (int)s->length, s->data);
  s->free(s->data, s->length, s->capacity);
  return same;
}

/* ---- The host's executor ---- */

typedef struct {
  pthread_mutex_t lock;
  pthread_cond_t woken_;
  int woken;
  atomic_int references, wakes;
  future *entered; /* by whoever wakes */
} task;

static void *waker_clone(const void *data) {
  ((task *)(uintptr_t)data)->references++;
  return (void *)(uintptr_t)data;
}
static void waker_drop(void *data) { ((task *)data)->references--; }
static void waker_wake(void *data) {
  task *t = data;
  t->wakes++;
  pthread_mutex_lock(&t->lock);
  t->woken = 1;
  pthread_cond_signal(&t->woken_);
  pthread_mutex_unlock(&t->lock);
}
static const waker_table WAKER = {{waker_drop, waker_clone, sizeof(task), RDYLIB_ALIGNOF(task), 1}, waker_wake};
#define TASK {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 1, 0, NULL}

static rdylib_failure *poll_once(future f, task *t, void *out) { return f.table->poll(f.data, t, &WAKER, out); }

static void drop(future f) { f.table->header.drop(f.data); }

/* Waits for whoever has woken it: that has a clone for a moment longer, and until then what belongs to it. */
static void await_alone(task *t) {
  while (t->references > 1) nanosleep(&(struct timespec){0, 1000000}, NULL);
}

/* How often it was polled; 0 if it failed, with the failure. */
static int block_on(future f, void *out, rdylib_failure **failure) {
  task t = TASK;
  int polls = 0;
  *failure = NULL;
  for (;;) {
    memset(out, 0xee, 1);
    *failure = poll_once(f, &t, out);
    polls++;
    if (*failure || *(uint8_t *)out == RDYLIB_SOME) break;
    CHECK(*(uint8_t *)out == RDYLIB_NONE);
    pthread_mutex_lock(&t.lock);
    while (!t.woken) pthread_cond_wait(&t.woken_, &t.lock);
    t.woken = 0;
    pthread_mutex_unlock(&t.lock);
  }
  drop(f);
  await_alone(&t);
  CHECK(t.references == 1);
  return *failure ? 0 : polls;
}

static int ends(future f, void *out) {
  rdylib_failure *failure;
  int polls = block_on(f, out, &failure);
  OK(failure);
  return polls;
}

static void ends_with(future f, void *out, const char *message) {
  rdylib_failure *failure;
  CHECK(!block_on(f, out, &failure));
  FAILS(failure, message);
}

/* ---- The host's futures ---- */

typedef struct {
  int pending; /* how often it is still pending */
  int how;     /* 0: woken at once; 1: by another thread; 2: never; 3: fails */
  uint32_t n;
  char text[64];
  void *kept; /* its waker */
  const waker_table *table;
} timer;

static void forget(timer *t) {
  if (t->kept) t->table->header.drop(t->kept);
  t->kept = NULL;
}
static void timer_drop(void *data) {
  forget(data);
  end(data);
}
static void *wake_later(void *data) {
  timer t = *(timer *)data;
  end(data); /* before the waker, which is waited for */
  nanosleep(&(struct timespec){0, 2000000}, NULL);
  t.table->wake(t.kept);
  t.table->header.drop(t.kept);
  return NULL;
}
static void keep(timer *t, void *waker, const waker_table *table) {
  t->kept = table->header.clone(waker);
  t->table = table;
}
static int is_pending(timer *t, void *waker, const waker_table *table) {
  CHECK(table->header.slots == 1);
  if (t->pending-- <= 0) return 0;
  forget(t);
  keep(t, waker, table);
  if (t->how == 1) {
    pthread_t thread;
    timer *other = place(sizeof *other);
    keep(other, waker, table);
    CHECK(!pthread_create(&thread, NULL, wake_later, other));
    pthread_detach(thread);
  } else if (t->how != 2) {
    t->table->wake(t->kept);
  }
  return 1;
}
static rdylib_failure *timer_string(void *data, void *waker, const waker_table *table, void *out) {
  timer *t = data;
  opt_string *result = out;
  result->tag = RDYLIB_NONE;
  if (is_pending(t, waker, table)) return NULL;
  if (t->how == 3) return rdylib_fail("the host does not know");
  result->tag = RDYLIB_SOME;
  result->value = string(t->text);
  return NULL;
}
static rdylib_failure *timer_number(void *data, void *waker, const waker_table *table, void *out) {
  timer *t = data;
  opt_u32 *result = out;
  result->tag = RDYLIB_NONE;
  if (is_pending(t, waker, table)) return NULL;
  if (t->how == 4) {
    result->tag = 9;
    return NULL;
  }
  result->tag = RDYLIB_SOME;
  result->value = t->n;
  return NULL;
}
static const future_table STRINGS = {{timer_drop, NULL, sizeof(timer), RDYLIB_ALIGNOF(timer), 1}, timer_string};
static const future_table NUMBERS = {{timer_drop, NULL, sizeof(timer), RDYLIB_ALIGNOF(timer), 1}, timer_number};

static timer *new_timer(int pending, int how, uint32_t n) {
  timer *t = place(sizeof *t);
  t->pending = pending;
  t->how = how;
  t->n = n;
  return t;
}

static int asked;

static rdylib_failure *ask(const char *question, size_t length, future *out) {
  timer *t = new_timer(2, ++asked % 2, 0);
  if (length == 4 && !memcmp(question, "fail", 4)) t->how = 3;
  if (length == 6 && !memcmp(question, "never0", 6)) t->how = 2;
  snprintf(t->text, sizeof t->text, "<%.*s>", (int)length, question);
  *out = (future){t, &STRINGS};
  return NULL;
}
static const imports IMPORTS = {ask};

/* ---- The host's feed ---- */

typedef struct { int next, dropped; } numbers;
typedef struct { numbers *of; int polls; } number;
static const char *const WORDS[] = {"uno", "due", "tre"};

static void number_drop(void *data) { end(data); }
static rdylib_failure *number_poll(void *data, void *waker, const waker_table *table, void *out) {
  number *n = data;
  struct { uint8_t tag; rdylib_str value; } *result = out;
  result->tag = RDYLIB_NONE;
  if (!n->polls++) {
    table->wake(waker); /* lent: woken without being kept */
    return NULL;
  }
  result->tag = RDYLIB_SOME;
  result->value = (rdylib_str){NULL, 0};
  if (n->of->next < 3) {
    result->value = rdylib_str_of(WORDS[n->of->next], 3);
    n->of->next++;
  }
  return NULL;
}
static const future_table NUMBER = {{number_drop, NULL, 0, 1, 1}, number_poll};
static rdylib_failure *feed_next(void *data, future *out) {
  number *n = place(sizeof *n);
  n->of = data;
  *out = (future){n, &NUMBER};
  return NULL;
}
static rdylib_failure *feed_seen(const void *data, uint32_t *out) {
  *out = (uint32_t)((const numbers *)data)->next;
  return NULL;
}
static const feed_table FEED = {{end, NULL, sizeof(numbers), RDYLIB_ALIGNOF(numbers), 2}, feed_next, feed_seen};

static rdylib_failure *visit(void *data, uint32_t i, future *out) {
  (void)data;
  if (i == 5) return rdylib_fail("five are enough");
  *out = (future){new_timer((int)i % 2, (int)i % 2, 10 * i), &NUMBERS};
  return NULL;
}
static const visit_table VISIT = {{NULL, NULL, 0, 1, 1}, visit};

/* ---- What happens ---- */

static uint32_t alive(void) {
  uint32_t n = 0;
  OK(later_alive(&n));
  return n;
}

static void to_the_end(void) {
  future f;
  opt_string s;
  opt_str t;
  opt_u64 n;
  OK(later_upper(TEXT("abc"), &f));
  CHECK(f.table->header.slots == 1 && f.table->header.drop && !f.table->header.clone);
  CHECK(ends(f, &s) == 1 && is_string(&s.value, "ABC"));
  uint32_t wait = 3;
  OK(later_longest(TEXT("one"), TEXT("three"), &wait, &f));
  CHECK(ends(f, &t) == 4 && t.value.length == 5 && !memcmp(t.value.data, "three", 5));
  OK(later_elsewhere(21, &f));
  CHECK(ends(f, &n) >= 2 && n.value == 42);
}

static void of_the_host(void) {
  future f;
  opt_string s;
  opt_pair p;
  opt_u32 n;
  OK(later_asked(TEXT("q"), 4, &f));
  CHECK(ends(f, &s) == 1 + 4 * 2 && is_string(&s.value, "<q0><q1><q2><q3>"));
  OK(later_join(new_timer(1, 1, 3), &NUMBERS, new_timer(2, 0, 4), &NUMBERS, &f));
  CHECK(ends(f, &p) && p.value.one == 3 && p.value.other == 4);
  OK(later_join(new_timer(0, 0, 5), &NUMBERS, NULL, NULL, &f));
  CHECK(ends(f, &p) == 1 && p.value.one == 5 && p.value.other == 0);
  OK(later_drain(place(sizeof(numbers)), &FEED, &f));
  CHECK(ends(f, &s) == 1 + 4 && is_string(&s.value, "uno+due+tre of 3"));
  OK(later_each(&n, &VISIT, 4, &f));
  CHECK(ends(f, &n) == 1 + 2 && n.value == 60);
}

static void in_values(void) {
  future f;
  feed words;
  job j;
  opt_string s;
  opt_str t;
  OK(later_job(TEXT("xyz"), &j));
  OK(later_run(j, &f));
  CHECK(ends(f, &s) == 2 && is_string(&s.value, "yzxyzxyz"));
  OK(later_job(TEXT("uvw"), &j));
  CHECK(ends(j.word, &t) == 2 && t.value.length == 2 && t.value.data[0] == 'v');
  drop(j.last);
  OK(later_feed(TEXT("a bc"), &words));
  OK(words.table->next(words.data, &f));
  CHECK(ends(f, &t) == 2 && t.value.length == 1);
  OK(words.table->next(words.data, &f));
  drop(f); /* so that nothing is seen */
  OK(words.table->next(words.data, &f));
  CHECK(ends(f, &t) == 2 && t.value.length == 2);
  OK(words.table->next(words.data, &f));
  CHECK(ends(f, &t) == 2 && !t.value.data);
  uint32_t seen;
  OK(words.table->seen(words.data, &seen));
  CHECK(seen == 3);
  words.table->header.drop(words.data);
}

static void dropped(void) {
  task t = TASK;
  future f;
  opt_string s;
  uint32_t before = alive(), wait = 9;
  OK(later_asked(TEXT("never"), 1, &f));
  CHECK(!places);
  drop(f); /* never polled: nothing was asked */
  CHECK(!places && alive() == before);
  OK(later_asked(TEXT("never"), 1, &f));
  OK(poll_once(f, &t, &s));
  CHECK(s.tag == RDYLIB_NONE && places == 1 && alive() == before + 1);
  drop(f); /* and with it the host's, and the waker that this has kept */
  CHECK(!places && alive() == before && t.references == 1);
  OK(later_longest(TEXT("a"), TEXT("b"), &wait, &f));
  for (int i = 0; i < 3; i++) OK(poll_once(f, &t, &s));
  CHECK(t.wakes == 3 && t.references == 1 && alive() == before + 1);
  drop(f);
  OK(later_join(new_timer(1, 2, 3), &NUMBERS, new_timer(2, 2, 4), &NUMBERS, &f));
  CHECK(places == 2);
  drop(f);
  CHECK(!places && alive() == before);
  OK(later_run((job){{new_timer(0, 0, 0), &NUMBERS}, {NULL, NULL}}, &f));
  drop(f);
  CHECK(!places && alive() == before);
}

static void kept_wakers(void) {
  task t = TASK;
  future f;
  opt_unit u;
  uint32_t woken;
  OK(later_keep(&f));
  OK(poll_once(f, &t, &u));
  OK(poll_once(f, &t, &u));
  CHECK(t.references == 3 && !t.wakes);
  drop(f);
  CHECK(t.references == 3); /* the plugin has them still */
  OK(later_wake_kept(&woken));
  CHECK(woken == 2 && t.wakes == 4 && t.references == 1); /* by this thread and by another */
}

static future re_entered;
static rdylib_failure *second;
static void wake_by_polling(void *data) {
  opt_unit u;
  if (!second) second = poll_once(re_entered, data, &u);
}

static void misused(void) {
  static const waker_table UNKEPT = {{waker_drop, NULL, 0, 1, 1}, waker_wake};
  static const waker_table UNWOKEN = {{waker_drop, waker_clone, 0, 1, 0}, NULL};
  static const waker_table POLLING = {{waker_drop, waker_clone, 0, 1, 1}, wake_by_polling};
  task t = TASK;
  future f;
  opt_string s;
  opt_u32 n;
  uint32_t before = alive(), wait = 5;
  OK(later_upper(TEXT("abc"), &f));
  OK(poll_once(f, &t, &s));
  CHECK(s.tag == RDYLIB_SOME && is_string(&s.value, "ABC"));
  FAILS(poll_once(f, &t, &s), "a future was polled after its end");
  drop(f);
  OK(later_fails(0, &f));
  OK(poll_once(f, &t, &n));
  FAILS(poll_once(f, &t, &n), "as it was told to");
  FAILS(poll_once(f, &t, &n), "a future was polled after its end");
  CHECK(alive() == before);
  drop(f);
  OK(later_upper(TEXT("abc"), &f));
  FAILS(f.table->poll(f.data, NULL, &WAKER, &s), "poll(waker): a null pointer for an object");
  drop(f);
  OK(later_upper(TEXT("abc"), &f));
  FAILS(f.table->poll(f.data, &t, &UNKEPT, &s), "poll(waker): a waker that cannot be kept or woken");
  drop(f);
  OK(later_upper(TEXT("abc"), &f));
  FAILS(f.table->poll(f.data, &t, &UNWOKEN, &s), "poll(waker): a waker that cannot be kept or woken");
  drop(f);
  second = NULL;
  OK(later_longest(TEXT("a"), TEXT("b"), &wait, &re_entered));
  OK(re_entered.table->poll(re_entered.data, &t, &POLLING, &s));
  FAILS(second, "a future was polled while a call of it was running");
  drop(re_entered);
  CHECK(t.references == 1 && alive() == before);
}

static void failures(void) {
  future f;
  opt_u32 n;
  opt_pair p;
  uint32_t before = alive(), sum;
  OK(later_fails(2, &f));
  CHECK(ends(f, &n) == 2 && n.value == 7);
  OK(later_fails(0, &f));
  ends_with(f, &n, "as it was told to");
  OK(later_fails(1, &f));
  ends_with(f, &n, "the host does not know");
  OK(later_each(&n, &VISIT, 9, &f));
  ends_with(f, &n, "five are enough");
  OK(later_join(new_timer(0, 4, 0), &NUMBERS, NULL, NULL, &f));
  ends_with(f, &p, "a future: no variant of Option is 9");
  FAILS(later_again(new_timer(0, 0, 1), &NUMBERS, &sum), "a future was polled after its end");
  OK(later_again(new_timer(1, 2, 1), &NUMBERS, &sum)); /* pending before */
  CHECK(sum == 1);
  CHECK(!places && alive() == before);
}

static void *send(void *data) {
  opt_u64 n;
  CHECK(ends(*(future *)data, &n) && n.value == 16);
  return NULL;
}

static void on_another_thread(void) {
  future f;
  opt_u64 n;
  pthread_t thread;
  task t = TASK;
  OK(later_elsewhere(8, &f));
  OK(poll_once(f, &t, &n));
  await_alone(&t); /* nobody is left whom the plugin wakes */
  CHECK(!pthread_create(&thread, NULL, send, &f));
  pthread_join(thread, NULL);
  CHECK(t.wakes == 1 && t.references == 1);
}

int main(void) {
  later_imports = &IMPORTS;
  for (int round = 0; round < 3; round++) {
    to_the_end();
    of_the_host();
    in_values();
    dropped();
    kept_wakers();
    misused();
    failures();
    on_another_thread();
  }
  CHECK(!places && !alive());
  if (!failed) puts("all checks hold");
  return failed;
}
