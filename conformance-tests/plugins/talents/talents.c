/* A plugin that asks objects what they can do before it has them do it. */
#include "talents.h"

#include <pthread.h>

static uint32_t living;

rdylib_failure *talents_living(uint32_t *out) {
  *out = living;
  return NULL;
}

/* ---- Players of its own: their age is 90 and grows with what they play ---- */

static void give(void *data) {
  living--;
  free(data);
}

static rdylib_failure *age(const void *self, uint32_t *out) {
  *out = *(const uint32_t *)self;
  return NULL;
}

static rdylib_failure *play(void *self, uint32_t note, uint32_t *out) {
  *(uint32_t *)self += note;
  *out = 900 + note;
  return NULL;
}

static rdylib_failure *height(const void *self, uint32_t *out) {
  (void)self;
  *out = 9;
  return NULL;
}

static rdylib_failure *sing(const void *self, uint32_t note, uint32_t *out) {
  (void)self;
  *out = 950 + note;
  return NULL;
}

static rdylib_failure *leave(void *self, uint32_t *out) {
  *out = *(uint32_t *)self;
  give(self);
  return NULL;
}

static const talents_Player_table singer = talents_Player_TABLE(uint32_t, give, age, play, height, sing, leave);
static const talents_Player_table mute = talents_Player_TABLE(uint32_t, give, age, play, height, NULL, leave);

rdylib_failure *talents_player(bool sings, talents_Player *out) {
  uint32_t *own = malloc(sizeof *own);
  if (!own) abort();
  *own = 90;
  living++;
  *out = talents_Player_of(own, sings ? &singer : &mute);
  return NULL;
}

/* ---- What players can do ---- */

static uint32_t *some(talents_Option_u32 *option) {
  option->tag = RDYLIB_SOME;
  return &option->Some._0;
}

static rdylib_failure *hear_sing(const void *player, const talents_Player_table *table, talents_Heard *out) {
  memset(out, 0, sizeof *out);
  rdylib_failure *failure = talents_Player_age(player, table, &out->age);
  if (!failure) failure = talents_Player_height(player, table, &out->height);
  if (!failure && talents_Player_has_sing(table)) failure = talents_Player_sing(player, table, 2, some(&out->sing));
  return failure;
}

static rdylib_failure *hear(void *player, const talents_Player_table *table, talents_Heard *out) {
  talents_Option_u32 played = {0};
  if (talents_Player_has_play(table)) {
    rdylib_failure *failure = talents_Player_play(player, table, 1, some(&played));
    if (failure) return failure;
  }
  rdylib_failure *failure = hear_sing(player, table, out);
  out->play = played;
  return failure;
}

rdylib_failure *talents_hear(void *player, const talents_Player_table *player_table, talents_Heard *out) {
  return hear(player, player_table, out);
}

rdylib_failure *talents_listen(void *player, const talents_Player_table *player_table, talents_Option_Heard *out) {
  memset(out, 0, sizeof *out);
  if (!player) return NULL;
  out->tag = RDYLIB_SOME;
  return hear_sing(player, player_table, &out->Some._0);
}

rdylib_failure *talents_engage(
    void *player, const talents_Player_table *player_table, talents_Tuple_Heard_Option_u32 *out) {
  memset(out, 0, sizeof *out);
  rdylib_failure *failure = hear(player, player_table, &out->_0);
  if (!failure && talents_Player_has_leave(player_table)) {
    return talents_Player_leave(player, player_table, some(&out->_1));
  }
  talents_Player_drop(player, player_table);
  return failure;
}

static void free_heard(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  living--;
  free(data);
}

rdylib_failure *talents_all(talents_Vec_Box_Player players, talents_Vec_Heard *out) {
  talents_Heard *heard = calloc(players.length + 1, sizeof *heard);
  if (!heard) abort();
  living++;
  rdylib_failure *failure = NULL;
  for (size_t i = 0; i < players.length && !failure; i++) {
    failure = hear(players.data[i].data, players.data[i].table, &heard[i]);
  }
  *out = (talents_Vec_Heard){heard, players.length, players.length + 1, free_heard};
  players.free(players.data, players.length, players.capacity);
  if (failure) free_heard(heard, 0, 0);
  return failure;
}

typedef struct {
  const void *player;
  const talents_Player_table *table;
  talents_Heard heard;
  rdylib_failure *failure;
} listening;

static void *listen(void *data) {
  listening *to = data;
  to->failure = hear_sing(to->player, to->table, &to->heard);
  return NULL;
}

rdylib_failure *talents_share(void *player, const talents_Player_table *player_table, talents_Heard *out) {
  talents_Player other = talents_Player_clone(player, player_table);
  talents_Player_drop(player, player_table);
  if (!other.data) return rdylib_fail("out of memory");
  listening to = {other.data, other.table, {0}, NULL};
  pthread_t thread;
  if (pthread_create(&thread, NULL, listen, &to) || pthread_join(thread, NULL)) abort();
  *out = to.heard;
  talents_Player_drop(other.data, other.table);
  return to.failure;
}

rdylib_failure *talents_back(void *player, const talents_Player_table *player_table, talents_Player *out) {
  *out = talents_Player_of(player, player_table);
  return NULL;
}

static rdylib_failure *hear_and_drop(rdylib_failure *failure, talents_Player player, talents_Heard *out) {
  if (failure) return failure;
  failure = hear(player.data, player.table, out);
  talents_Player_drop(player.data, player.table);
  return failure;
}

rdylib_failure *talents_invite(void *whom, const talents_invite_whom_table *whom_table, talents_Heard *out) {
  talents_Player player = {0};
  return hear_and_drop(talents_invite_whom_call(whom, whom_table, &player), player, out);
}

rdylib_failure *talents_replace(talents_Heard *out) {
  talents_Player player = {0};
  return hear_and_drop(talents_substitute(&player), player, out);
}
