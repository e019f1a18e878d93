/* An object whose methods are async, and which is itself given later. */
#include "tasks.h"

typedef struct {
  uint64_t value;
} store;

typedef struct {
  task task;
  store *store;
  uint64_t value;
  bool sets;
} access;

static rdylib_failure *access_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, later_Option_u64 *out) {
  access *it = self;
  out->tag = RDYLIB_NONE;
  if (!task_step(&it->task, waker, waker_table)) return NULL;
  out->Some.tag = RDYLIB_SOME;
  out->Some._0 = it->store->value;
  if (it->sets) it->store->value = it->value;
  return NULL;
}

static const later_Store_get_result_table ACCESS = later_Store_get_result_TABLE(access, task_free, access_poll);

static access *access_make(later_Way way, const store *of, later_Store_get_result *out) {
  access *made = task_make(sizeof *made, way, 1);
  made->store = (store *)of;
  *out = later_Store_get_result_of(made, &ACCESS);
  return made;
}

static rdylib_failure *get(const void *self, later_Way way, later_Store_get_result *out) {
  access_make(way, self, out);
  return NULL;
}

static rdylib_failure *set(void *self, later_Way way, uint64_t value, later_Store_get_result *out) {
  access *made = access_make(way, self, out);
  made->sets = true;
  made->value = value;
  return NULL;
}

static rdylib_failure *value(const void *self, uint64_t *out) {
  *out = ((const store *)self)->value;
  return NULL;
}

static void store_drop(void *self) {
  free(self);
  count(&account.stores, -1);
}

static const later_Store_table STORE = later_Store_TABLE(store, store_drop, get, set, value);

static later_Store store_make(void) {
  store *made = calloc(1, sizeof *made);
  made->value = 5;
  count(&account.stores, 1);
  return later_Store_of(made, &STORE);
}

rdylib_failure *later_bound(const char *name, size_t name_length, later_Store *out) {
  (void)name;
  (void)name_length;
  *out = store_make();
  return NULL;
}

static rdylib_failure *open_poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, later_Option_Result_Box_Store_u8 *out) {
  out->tag = RDYLIB_NONE;
  if (!task_step(self, waker, waker_table)) return NULL;
  out->Some.tag = RDYLIB_SOME;
  if (((task *)self)->way == later_Way_Fail) {
    out->Some._0.Err.tag = RDYLIB_ERR;
    out->Some._0.Err._0 = 9;
    return NULL;
  }
  out->Some._0.Ok.tag = RDYLIB_OK;
  out->Some._0.Ok._0 = store_make();
  return NULL;
}

static const later_open_result_table OPEN = later_open_result_TABLE(task, task_free, open_poll);

rdylib_failure *later_open(later_Way way, uint32_t polls, later_open_result *out) {
  *out = later_open_result_of(task_make(sizeof(task), way, polls), &OPEN);
  return NULL;
}
