/* What has vaults that it does not own, for as long as it was made for, or for as long as there is. */
#include "things.h"

enum { MOST = 8 };

/* Some vaults: those that are only looked at, then those that are had alone. */
typedef struct {
  const vaults_Vault *seen[MOST];
  vaults_Vault *alone[MOST];
  size_t seens;
  size_t alones;
} several;

static uint32_t wrong;

rdylib_failure *vaults_wrong(uint32_t *out) {
  *out = wrong;
  return NULL;
}

static rdylib_failure *see(several *all, const vaults_Vault *vault) {
  if (vault && all->seens == MOST) return rdylib_fail("too many vaults");
  if (vault) all->seen[all->seens++] = vault;
  return NULL;
}

static rdylib_failure *have(several *all, vaults_Vault *vault) {
  if (vault && all->alones == MOST) return rdylib_fail("too many vaults");
  if (vault) all->alone[all->alones++] = vault;
  return NULL;
}

static uint32_t turned(several *all) {
  uint32_t sum = 0;
  for (size_t i = 0; i < all->alones; i++) sum += ++all->alone[i]->number;
  for (size_t i = 0; i < all->seens; i++) sum += all->seen[i]->number;
  return sum;
}

static void left(const several *all) {
  for (size_t i = 0; i < all->alones; i++) wrong += !is_there(all->alone[i]);
  for (size_t i = 0; i < all->seens; i++) wrong += !is_there(all->seen[i]);
}

struct vaults_Coin {
  uint32_t tosses;
};

void vaults_drop_coin(vaults_Coin *self) { freed(self); }

rdylib_failure *vaults_coin(vaults_Coin **out) {
  *out = made(sizeof **out);
  (*out)->tosses = 0;
  return NULL;
}

/* It is not Sync. */
rdylib_failure *vaults_toss(const vaults_Coin *coin, uint32_t *out) {
  *out = ++((vaults_Coin *)coin)->tosses;
  return NULL;
}

struct vaults_Ring {
  several vaults;
  const vaults_Shelf *shelf;
  const vaults_Coin *coin;
  vaults_tell_ended ended;
};

void vaults_drop_ring(vaults_Ring *self) {
  if (self->ended.data) {
    rdylib_failure *failure = vaults_tell_ended_call(self->ended.data, self->ended.table);
    if (failure) failure->drop(failure);
    vaults_tell_ended_drop(self->ended.data, self->ended.table);
  }
  left(&self->vaults);
  wrong += self->shelf && !is_there(self->shelf);
  wrong += self->coin && !is_there(self->coin);
  freed(self);
}

rdylib_failure *vaults_ring(vaults_Ring **out) {
  *out = made(sizeof **out);
  memset(*out, 0, sizeof **out);
  return NULL;
}

rdylib_failure *vaults_attach(vaults_Ring *ring, const vaults_Vault *vault, const vaults_Vault *other) {
  rdylib_failure *failure = see(&ring->vaults, vault);
  return failure ? failure : see(&ring->vaults, other);
}

rdylib_failure *vaults_fetch(vaults_Ring *ring, void *from, const vaults_fetch_from_table *from_table) {
  for (;;) {
    const vaults_Vault *vault = NULL;
    rdylib_failure *failure = vaults_fetch_from_call(from, from_table, &vault);
    if (!failure && vault) failure = see(&ring->vaults, vault);
    if (failure || !vault) return failure;
  }
}

rdylib_failure *vaults_hook(vaults_Ring *ring, vaults_Vault *vault, vaults_Vault *other) {
  rdylib_failure *failure = have(&ring->vaults, vault);
  return failure ? failure : have(&ring->vaults, other);
}

rdylib_failure *vaults_tell(vaults_Ring *ring, void *ended, const vaults_tell_ended_table *ended_table) {
  if (ring->ended.data) vaults_tell_ended_drop(ring->ended.data, ring->ended.table);
  ring->ended = vaults_tell_ended_of(ended, ended_table);
  return NULL;
}

rdylib_failure *vaults_link(vaults_Ring *ring, const vaults_Shelf *shelf) {
  ring->shelf = shelf;
  return NULL;
}

rdylib_failure *vaults_lay(vaults_Ring *ring, const vaults_Coin *coin) {
  ring->coin = coin;
  return NULL;
}

rdylib_failure *vaults_turn(vaults_Ring *ring, uint32_t *out) {
  *out = turned(&ring->vaults);
  return NULL;
}

rdylib_failure *vaults_copied(vaults_Ring *ring, const vaults_Vault *vault, vaults_Key **out) {
  rdylib_failure *failure = see(&ring->vaults, vault);
  return failure ? failure : vaults_key(vault, out);
}

rdylib_failure *vaults_pin(const vaults_Vault *vault) {
  (void)vault;
  return NULL;
}

struct vaults_Grip {
  vaults_Vault *vault;
};

void vaults_drop_grip(vaults_Grip *self) {
  wrong += !is_there(self->vault);
  freed(self);
}

rdylib_failure *vaults_grip(vaults_Vault *vault, vaults_Grip **out) {
  *out = made(sizeof **out);
  (*out)->vault = vault;
  return NULL;
}

rdylib_failure *vaults_raise(vaults_Grip *grip, uint32_t *out) {
  *out = ++grip->vault->number;
  return NULL;
}

rdylib_failure *vaults_gripped(const vaults_Grip *grip, const vaults_Vault **out) {
  *out = grip->vault;
  return NULL;
}

rdylib_failure *vaults_hand(
    vaults_Vault *vault, vaults_Vault *other, void *to, const vaults_hand_to_table *to_table, vaults_Grip **out) {
  rdylib_failure *failure = vaults_hand_to_call(to, to_table, vault);
  return failure ? failure : vaults_grip(other, out);
}

static rdylib_failure *watch(void *self, const vaults_Vault *vault) { return see(self, vault); }

static rdylib_failure *hold(void *self, vaults_Vault *vault) { return have(self, vault); }

static rdylib_failure *turn(void *self, uint32_t *out) {
  *out = turned(self);
  return NULL;
}

static void gone(void *self) {
  left(self);
  freed(self);
}

rdylib_failure *vaults_watcher(vaults_Watcher *out) {
  static const vaults_Watcher_table table = vaults_Watcher_TABLE(several, gone, watch, hold, turn);
  several *all = made(sizeof *all);
  memset(all, 0, sizeof *all);
  *out = vaults_Watcher_of(all, &table);
  return NULL;
}

rdylib_failure *vaults_post(
    vaults_Tuple_Box_Watcher_u32 watcher, const char *label, size_t label_length, uint32_t *out) {
  (void)label;
  (void)label_length;
  vaults_Watcher_drop(watcher._0.data, watcher._0.table);
  *out = watcher._1;
  return NULL;
}

rdylib_failure *vaults_show(
    void *watcher, const vaults_Watcher_table *watcher_table, const vaults_Vault *vault, vaults_Vault *alone,
    uint32_t *out) {
  rdylib_failure *failure = vaults_Watcher_watch(watcher, watcher_table, vault);
  if (!failure) failure = vaults_Watcher_hold(watcher, watcher_table, alone);
  return failure ? failure : vaults_Watcher_turn(watcher, watcher_table, out);
}

static rdylib_failure *worth(const void *self, uint32_t *out) { return vaults_get(self, out); }

static rdylib_failure *polish(void *self, uint32_t *out) {
  *out = ++((vaults_Vault *)self)->number;
  return NULL;
}

static rdylib_failure *string(const void *self, vaults_Ring *ring) { return see(&ring->vaults, self); }

static rdylib_failure *thread(void *self, vaults_Ring *ring) { return have(&ring->vaults, self); }

static rdylib_failure *model(const void *self, void *by, const vaults_Watcher_table *by_table) {
  return vaults_Watcher_watch(by, by_table, self);
}

static rdylib_failure *tag(const void *self, vaults_Shelf *shelf, const char *label, size_t label_length) {
  (void)self;
  return vaults_relabel(shelf, label, label_length);
}

static rdylib_failure *name(const void *self, const char *given, size_t given_length, rdylib_str *out) {
  (void)self;
  out->data = given;
  out->length = given_length;
  return NULL;
}

static rdylib_failure *melt(void *self, const char *label, size_t label_length) {
  (void)label;
  (void)label_length;
  freed(self);
  return NULL;
}

static rdylib_failure *stay(const void *self) {
  (void)self;
  return NULL;
}

rdylib_failure *vaults_bead(uint32_t number, vaults_Bead *out) {
  static const vaults_Bead_table table =
      vaults_Bead_TABLE(vaults_Vault, freed, worth, polish, string, thread, model, tag, name, name, melt, stay);
  vaults_Vault *bead = made(sizeof *bead);
  bead->number = number;
  *out = vaults_Bead_of(bead, &table);
  return NULL;
}
