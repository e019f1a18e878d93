/* A plugin that makes coins and purses, of which no two threads may use one at once, and what borrows from them. */
#include "coins.h"

#include <pthread.h>
#include <stdlib.h>

static uint32_t living;
static uint32_t lost;

static void *made(size_t size) {
  void *it = calloc(1, size);
  if (!it) abort();
  living++;
  return it;
}

static void gone(void *it) {
  living--;
  free(it);
}

rdylib_failure *coins_living(uint32_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *coins_misplaced(uint32_t *out) {
  *out = lost;
  return NULL;
}

/* ---- Coins ---- */

struct coins_Coin {
  uint32_t tosses;
};

static uint32_t tossed(const coins_Coin *coin) { return ++((coins_Coin *)coin)->tosses; }

void coins_drop(coins_Coin *self) { gone(self); }

rdylib_failure *coins_coin(coins_Coin **out) {
  *out = made(sizeof **out);
  return NULL;
}

rdylib_failure *coins_toss(const coins_Coin *coin, uint32_t *out) {
  *out = tossed(coin);
  return NULL;
}

rdylib_failure *coins_turn(coins_Coin *coin, uint32_t *out) {
  *out = coin->tosses;
  coin->tosses = 0;
  return NULL;
}

rdylib_failure *coins_face(const coins_Coin *coin, rdylib_str *out) {
  (void)coin;
  *out = rdylib_str_of("heads", 5);
  return NULL;
}

rdylib_failure *coins_watch(
    const coins_Coin *coin, void *to, const coins_watch_to_table *to_table, rdylib_str *out) {
  rdylib_failure *failure = coins_watch_to_call(to, to_table, coin);
  return failure ? failure : coins_face(coin, out);
}

/* ---- What has one ---- */

struct coins_Thrower {
  const coins_Coin *coin;
  pthread_t maker;
};

void coins_drop_thrower(coins_Thrower *self) {
  lost += !pthread_equal(self->maker, pthread_self());
  gone(self);
}

rdylib_failure *coins_thrower(const coins_Coin *coin, coins_Thrower **out) {
  *out = made(sizeof **out);
  (*out)->coin = coin;
  (*out)->maker = pthread_self();
  return NULL;
}

rdylib_failure *coins_hurl(const coins_Thrower *thrower, uint32_t *out) {
  *out = tossed(thrower->coin);
  return NULL;
}

rdylib_failure *coins_held(const coins_Thrower *thrower, const coins_Coin **out) {
  *out = thrower->coin;
  return NULL;
}

rdylib_failure *coins_again(const coins_Thrower *thrower, coins_Thrower **out) {
  return coins_thrower(thrower->coin, out);
}

rdylib_failure *coins_end(coins_Thrower *thrower, uint32_t *out) {
  *out = tossed(thrower->coin);
  coins_drop_thrower(thrower);
  return NULL;
}

rdylib_failure *coins_renewed(
    coins_Thrower *thrower, void *between, const coins_renewed_between_table *between_table, coins_Thrower **out) {
  const coins_Coin *coin = thrower->coin;
  rdylib_failure *failure;
  coins_drop_thrower(thrower);
  failure = coins_renewed_between_call(between, between_table);
  return failure ? failure : coins_thrower(coin, out);
}

struct coins_Sight {
  rdylib_str face;
};

void coins_drop_sight(coins_Sight *self) { gone(self); }

rdylib_failure *coins_sight(const coins_Coin *coin, coins_Sight **out) {
  *out = made(sizeof **out);
  return coins_face(coin, &(*out)->face);
}

rdylib_failure *coins_seen(const coins_Sight *sight, rdylib_str *out) {
  *out = sight->face;
  return NULL;
}

typedef struct {
  const coins_Coin *coin;
} holder;

static rdylib_failure *toss(void *self, uint32_t *out) {
  const holder *it = self;
  *out = tossed(it->coin);
  return NULL;
}

rdylib_failure *coins_tossing(const coins_Coin *coin, coins_tossing_result *out) {
  static const coins_tossing_result_table table = coins_tossing_result_TABLE(holder, gone, toss);
  holder *it = made(sizeof *it);
  it->coin = coin;
  *out = coins_tossing_result_of(it, &table);
  return NULL;
}

/* ---- What tosses one later ---- */

typedef struct {
  coins_Coin *coin;
  uint32_t polls;
} later;

static rdylib_failure *poll(void *self, void *waker, const rdylib_waker_table *waker_table, coins_Option_u32 *out) {
  later *it = self;
  uint32_t tosses = tossed(it->coin);
  if (it->polls-- == 0) {
    out->Some.tag = RDYLIB_SOME;
    out->Some._0 = tosses;
    return NULL;
  }
  out->tag = RDYLIB_NONE;
  waker_table->wake(waker);
  return NULL;
}

static coins_tossed_result later_of(coins_Coin *coin, uint32_t polls) {
  static const coins_tossed_result_table table = coins_tossed_result_TABLE(later, gone, poll);
  later *it = made(sizeof *it);
  it->coin = coin;
  it->polls = polls;
  return coins_tossed_result_of(it, &table);
}

rdylib_failure *coins_tossed(const coins_Coin *coin, uint32_t polls, coins_tossed_result *out) {
  *out = later_of((coins_Coin *)coin, polls);
  return NULL;
}

rdylib_failure *coins_turned(coins_Coin *coin, uint32_t polls, coins_tossed_result *out) {
  *out = later_of(coin, polls);
  return NULL;
}

/* ---- Purses ---- */

typedef struct {
  uint32_t asked;
  uint32_t holders;
} purse;

static void let_go(void *self) {
  purse *it = self;
  if (--it->holders == 0) gone(it);
}

static void *retain(const void *self) {
  ((purse *)self)->holders++;
  return (void *)self;
}

static rdylib_failure *count(const void *self, uint32_t *out) {
  *out = ++((purse *)self)->asked;
  return NULL;
}

static rdylib_failure *empty(void *self) {
  ((purse *)self)->asked = 0;
  return NULL;
}

static rdylib_failure *pocket_count(const void *self, uint32_t *out) { return count(*(void *const *)self, out); }

static rdylib_failure *pocket(const void *self, coins_Pocket *out) {
  static const coins_Pocket_table table = coins_Pocket_TABLE(const void *, gone, pocket_count);
  const void **it = made(sizeof *it);
  *it = self;
  *out = coins_Pocket_of(it, &table);
  return NULL;
}

static rdylib_failure *label(const void *self, rdylib_str *out) {
  (void)self;
  *out = rdylib_str_of("purse", 5);
  return NULL;
}

static purse *purse_made(void) {
  purse *it = made(sizeof *it);
  it->holders = 1;
  return it;
}

rdylib_failure *coins_purse(coins_Purse *out) {
  static const coins_Purse_table table = coins_Purse_TABLE(purse, let_go, count, empty, pocket, label);
  *out = coins_Purse_of(purse_made(), &table);
  return NULL;
}

rdylib_failure *coins_judge(
    const char *label, size_t label_length, void *judge, const coins_Judge_table *judge_table, void *purse,
    const coins_Purse_table *purse_table, rdylib_str *out) {
  (void)judge;
  (void)judge_table;
  *out = rdylib_str_of(label, label_length);
  return coins_Purse_empty(purse, purse_table);
}

rdylib_failure *coins_counted(coins_Purse *out) {
  static const coins_Purse_table table = {
      {let_go, retain, sizeof(purse), RDYLIB_ALIGNOF(purse), 4}, count, empty, pocket, label};
  *out = coins_Purse_of(purse_made(), &table);
  return NULL;
}

rdylib_failure *coins_same(void *purse, const coins_Purse_table *purse_table, coins_Purse *out) {
  *out = coins_Purse_of(purse, purse_table);
  return NULL;
}

/* ---- Tokens ---- */

rdylib_failure *coins_token(coins_Token *out) {
  static const coins_Token_table table = coins_Token_TABLE(uint32_t, gone);
  *out = coins_Token_of(made(sizeof(uint32_t)), &table);
  return NULL;
}

rdylib_failure *coins_passed(void *token, const coins_Token_table *token_table, void *beside,
    const coins_Token_table *beside_table, coins_Token *out) {
  (void)beside, (void)beside_table;
  *out = coins_Token_of(token, token_table);
  return NULL;
}
