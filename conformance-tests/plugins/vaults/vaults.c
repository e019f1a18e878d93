/* A plugin that lends and gives what only it looks into to its host's functions. */
#include "things.h"

#include <pthread.h>
#include <stdlib.h>

struct vaults_Shelf {
  rdylib_str label;
};

static uint32_t living;

/* Stands before each thing that was made. */
typedef struct header {
  struct header *older;
} header;

static header *newest;

void *made(size_t size) {
  header *it = malloc(sizeof *it + size);
  if (!it) abort();
  it->older = newest;
  newest = it;
  living++;
  return it + 1;
}

bool is_there(const void *data) {
  const header *it = newest;
  while (it && it + 1 != data) it = it->older;
  return it != NULL;
}

void freed(void *data) {
  header *it = (header *)data - 1;
  header **at = &newest;
  while (*at != it) at = &(*at)->older;
  *at = it->older;
  living--;
  free(it);
}

static vaults_Vault *vault_of(uint32_t number) {
  vaults_Vault *vault = made(sizeof *vault);
  vault->number = number;
  return vault;
}

/* What was in a vault that is ended with it. */
static uint32_t emptied(vaults_Vault *vault) {
  uint32_t number = vault ? vault->number : 0;
  if (vault) freed(vault);
  return number;
}

void vaults_drop(vaults_Vault *self) { freed(self); }

void vaults_drop_key(vaults_Key *self) { freed(self); }

void vaults_drop_shelf(vaults_Shelf *self) { freed(self); }

rdylib_failure *vaults_living(uint32_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *vaults_make(uint32_t number, vaults_Vault **out) {
  *out = vault_of(number);
  return NULL;
}

rdylib_failure *vaults_get(const vaults_Vault *vault, uint32_t *out) {
  *out = vault->number;
  return NULL;
}

rdylib_failure *vaults_set(vaults_Vault *vault, uint32_t number, uint32_t *out) {
  *out = vault->number;
  vault->number = number;
  return NULL;
}

rdylib_failure *vaults_key(const vaults_Vault *vault, vaults_Key **out) {
  *out = made(sizeof **out);
  (*out)->vault = vault;
  return NULL;
}

rdylib_failure *vaults_rekey(vaults_Key *key, const vaults_Vault *vault) {
  key->vault = vault;
  return NULL;
}

rdylib_failure *vaults_read(const vaults_Key *key, uint32_t *out) {
  *out = key->vault->number;
  return NULL;
}

rdylib_failure *vaults_vault(const vaults_Key *key, const vaults_Vault **out) {
  *out = key->vault;
  return NULL;
}

rdylib_failure *vaults_same(const vaults_Vault *vault, const vaults_Vault **out) {
  *out = vault;
  return NULL;
}

rdylib_failure *vaults_end(vaults_Vault *vault) {
  freed(vault);
  return NULL;
}

rdylib_failure *vaults_visit(
    const vaults_Vault *vault, void *seen, const vaults_visit_seen_table *seen_table, uint32_t *out) {
  uint32_t second = 0;
  rdylib_failure *failure = vaults_visit_seen_call(seen, seen_table, vault, out);
  if (!failure) failure = vaults_visit_seen_call(seen, seen_table, vault, &second);
  *out += second;
  return failure;
}

rdylib_failure *vaults_change(
    vaults_Vault *vault, void *act, const vaults_change_act_table *act_table, vaults_Tuple_u32_u32 *out) {
  rdylib_failure *failure = vaults_change_act_call(act, act_table, vault, &out->_0);
  out->_1 = vault->number;
  return failure;
}

rdylib_failure *vaults_maybe(
    const vaults_Vault *number, void *seen, const vaults_maybe_seen_table *seen_table, bool *out) {
  return vaults_maybe_seen_call(seen, seen_table, number, out);
}

rdylib_failure *vaults_present(uint32_t number, void *to, const vaults_present_to_table *to_table) {
  rdylib_failure *failure = vaults_present_to_call(to, to_table, vault_of(number), vault_of(number + 1));
  return failure ? failure : vaults_present_to_call(to, to_table, vault_of(number + 2), NULL);
}

rdylib_failure *vaults_trade(
    vaults_Vault *vault, void *act, const vaults_trade_act_table *act_table, uint32_t *out) {
  vaults_Vault *other = NULL;
  rdylib_failure *failure = vaults_trade_act_call(act, act_table, vault, &other);
  if (!failure) *out = emptied(other);
  return failure;
}

rdylib_failure *vaults_tried(void *act, const vaults_tried_act_table *act_table, uint32_t *out) {
  vaults_Result_Box_Vault_u32 result;
  rdylib_failure *failure = vaults_tried_act_call(act, act_table, &result);
  if (!failure) *out = result.tag == RDYLIB_OK ? emptied(result.Ok._0) : 1000 + result.Err._0;
  return failure;
}

/* The whole is freed with what is in it. */
rdylib_failure *vaults_several(void *act, const vaults_several_act_table *act_table, uint32_t *out) {
  vaults_Vec_Box_Vault given;
  *out = 0;
  do {
    rdylib_failure *failure = vaults_several_act_call(act, act_table, &given);
    if (failure) return failure;
    for (size_t i = 0; i < given.length; i++) *out += given.data[i]->number;
    given.free(given.data, given.length, given.capacity);
  } while (given.length > 0);
  return NULL;
}

rdylib_failure *vaults_choose(
    const vaults_Vault *one, const vaults_Vault *other, void *by, const vaults_choose_by_table *by_table,
    uint32_t *out) {
  const vaults_Vault *chosen = NULL;
  rdylib_failure *failure = vaults_choose_by_call(by, by_table, one, other, &chosen);
  if (!failure) *out = chosen && is_there(chosen) ? chosen->number : 0;
  return failure;
}

rdylib_failure *vaults_all(vaults_Vec_Box_Vault vaults, uint32_t *out) {
  *out = 0;
  for (size_t i = 0; i < vaults.length; i++) *out += vaults.data[i]->number;
  vaults.free(vaults.data, vaults.length, vaults.capacity);
  return NULL;
}

static void end_vaults(void *data, size_t live, size_t capacity) {
  (void)capacity;
  for (size_t i = 0; i < live; i++) freed(((vaults_Vault **)data)[i]);
  freed(data);
}

rdylib_failure *vaults_turned(vaults_Vec_Tuple_u32_Option_Box_Vault vaults, vaults_Vec_Box_Vault *out) {
  size_t count = 0;
  vaults_Vault **turned = made((vaults.length + 1) * sizeof *turned);
  for (size_t i = vaults.length; i-- > 0;) {
    if (vaults.data[i]._1) turned[count++] = vaults.data[i]._1;
  }
  vaults.free(vaults.data, 0, vaults.capacity);
  *out = (vaults_Vec_Box_Vault){turned, count, vaults.length + 1, end_vaults};
  return NULL;
}

/* Once the whole is freed with what is in it, once the vaults are taken out before. */
rdylib_failure *vaults_packed(void *act, const vaults_packed_act_table *act_table, uint32_t *out) {
  *out = 0;
  for (uint32_t n = 0; n < 2; n++) {
    vaults_Box_slice_Tuple_u32_Option_Box_Vault given;
    rdylib_failure *failure = vaults_packed_act_call(act, act_table, n, &given);
    if (failure) return failure;
    for (size_t i = 0; i < given.length; i++) {
      vaults_Vault *vault = given.data[i]._1;
      *out += given.data[i]._0 * (vault ? vault->number : 0);
      if (n && vault) freed(vault);
    }
    given.free(given.data, n ? 0 : given.length, given.length);
  }
  return NULL;
}

rdylib_failure *vaults_keyed(
    const vaults_Vault *vault, void *act, const vaults_keyed_act_table *act_table, uint32_t *out) {
  vaults_Key *key;
  rdylib_failure *failure = vaults_key(vault, &key);
  return failure ? failure : vaults_keyed_act_call(act, act_table, key, out);
}

static vaults_visit_seen kept;

rdylib_failure *vaults_release(void) {
  vaults_visit_seen before = kept;
  kept.data = NULL;
  if (before.data) vaults_visit_seen_drop(before.data, before.table);
  return NULL;
}

rdylib_failure *vaults_keep(void *each, const vaults_visit_seen_table *each_table) {
  rdylib_failure *failure = vaults_release();
  kept = vaults_visit_seen_of(each, each_table);
  return failure;
}

typedef struct {
  const vaults_Vault *vault;
  uint32_t answer;
  rdylib_failure *failure;
} firing;

static void *fire(void *at) {
  firing *it = at;
  it->failure = vaults_visit_seen_call(kept.data, kept.table, it->vault, &it->answer);
  return NULL;
}

rdylib_failure *vaults_fire(const vaults_Vault *vault, bool elsewhere, uint32_t *out) {
  firing it = {vault, 0, NULL};
  if (kept.data && elsewhere) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, fire, &it)) abort();
    pthread_join(thread, NULL);
  } else if (kept.data) {
    fire(&it);
  }
  *out = it.answer;
  return it.failure;
}

rdylib_failure *vaults_tend(void *keeper, const vaults_Keeper_table *keeper_table, uint32_t number, uint32_t *out) {
  vaults_Vault *given = NULL;
  vaults_Vault *vault = vault_of(number);
  rdylib_failure *failure = vaults_Keeper_look(keeper, keeper_table, vault, out);
  if (failure) {
    freed(vault);
    return failure;
  }
  failure = vaults_Keeper_take(keeper, keeper_table, vault);
  if (!failure) failure = vaults_Keeper_give(keeper, keeper_table, &given);
  if (!failure) *out += emptied(given);
  return failure;
}

rdylib_failure *vaults_ask(uint32_t number, uint32_t *out) {
  vaults_Vault *vault = vault_of(number);
  rdylib_failure *failure = vaults_shown(vault, out);
  if (failure) {
    freed(vault);
    return failure;
  }
  *out += vaults_lent(vault);
  *out += vaults_taken(vault);
  return NULL;
}

rdylib_failure *vaults_shelf(vaults_Shelf **out) {
  *out = made(sizeof **out);
  (*out)->label.data = "";
  (*out)->label.length = 0;
  return NULL;
}

rdylib_failure *vaults_relabel(vaults_Shelf *shelf, const char *label, size_t label_length) {
  shelf->label.data = label;
  shelf->label.length = label_length;
  return NULL;
}

rdylib_failure *vaults_label(const vaults_Shelf *shelf, rdylib_str *out) {
  *out = shelf->label;
  return NULL;
}

rdylib_failure *vaults_get_given(uint32_t number, uint32_t *out) {
  *out = emptied(vaults_given(number));
  return NULL;
}
