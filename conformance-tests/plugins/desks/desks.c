/* One source for two versions of a library that passes structs that may grow: it counts what it has, and drops all of it once. */
#include "desks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t living;
static char heard[1000];
static desks_Box_Order kept_order;

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

static void bytes_gone(void *data, size_t live, size_t capacity) {
  if (live > capacity) abort();
  gone(data);
}

static rdylib_string string(const char *text, size_t length) {
  rdylib_string it = {made(length + 1), length, length, bytes_gone};
  memcpy(it.data, text, length);
  return it;
}

rdylib_failure *desks_living(uint64_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *desks_heard(rdylib_string *out) {
  *out = string(heard, strlen(heard));
  heard[0] = 0;
  return NULL;
}

/* ---- Tickets, closures and desks of its own ---- */

struct desks_Ticket {
  uint32_t number;
};

static desks_Ticket *ticket(uint32_t number) {
  desks_Ticket *it = made(sizeof *it);
  it->number = number;
  return it;
}

void desks_ticket_drop(desks_Ticket *it) { gone(it); }

rdylib_failure *desks_ticket_of(uint32_t number, desks_Ticket **out) {
  *out = ticket(number);
  return NULL;
}

rdylib_failure *desks_number_of(const desks_Ticket *it, uint32_t *out) {
  *out = it->number;
  return NULL;
}

static rdylib_failure *log_call(void *self, const char *text, size_t length) {
  (void)self;
  if (strlen(heard) + length + 2 < sizeof heard) {
    strncat(heard, text, length);
    strcat(heard, ";");
  }
  return NULL;
}

static desks_Order_log closure(void) {
  static const desks_Order_log_table table = desks_Order_log_TABLE(char, gone, log_call);
  return desks_Order_log_of(made(1), &table);
}

static rdylib_failure *code_of(uint32_t number, uint32_t *out) {
  *out = number * 2;
  return NULL;
}

/* A desk, and how many have it. */
typedef struct {
  uint32_t number;
  uint32_t count;
} counted;

static void desk_gone(void *self) {
  counted *it = self;
  if (--it->count == 0) gone(it);
}

static void *desk_cloned(const void *self) {
  counted *it = (counted *)self;
  it->count++;
  return it;
}

static rdylib_failure *desk_number(const void *self, uint32_t *out) {
  *out = ((const counted *)self)->number;
  return NULL;
}

static const desks_Desk_table *desk_table(void) {
  static desks_Desk_table table = desks_Desk_TABLE(counted, desk_gone, desk_number);
  table.header.clone = desk_cloned;
  return &table;
}

static desks_Desk desk(uint32_t number) {
  counted *it = made(sizeof *it);
  it->number = number;
  it->count = 1;
  return desks_Desk_of(it, desk_table());
}

rdylib_failure *desks_desk_of(uint32_t number, desks_Desk *out) {
  *out = desk(number);
  return NULL;
}

/* ---- What is lent ---- */

static rdylib_failure *told(desks_Order_log log, const char *text) {
  return desks_Order_log_call(log.data, log.table, text, strlen(text));
}

static rdylib_failure *told_of(desks_Order_log log, const char *what, desks_Desk desk) {
  char text[50];
  uint32_t number;
  rdylib_failure *failure = desks_Desk_number(desk.data, desk.table, &number);
  if (failure) return failure;
  snprintf(text, sizeof text, "%s %u", what, (unsigned)number);
  return told(log, text);
}

rdylib_failure *desks_look(const desks_View *view) {
  char text[50];
  rdylib_failure *failure;
  snprintf(text, sizeof text, "level %u", (unsigned)view->level);
  failure = told(view->log, text);
  if (!failure) failure = told_of(view->log, "desk", view->desk);
#ifdef NEWER
  if (!failure && view->other.data) failure = told_of(view->log, "other", view->other);
#endif
  return failure;
}

rdylib_failure *desks_look_at_both(desks_Tuple_ref_View_Option_ref_View views) {
  rdylib_failure *failure = desks_look(views._0);
  return failure || !views._1 ? failure : desks_look(views._1);
}

rdylib_failure *desks_look_in(desks_Box_View view) {
  rdylib_failure *failure = desks_look(view.data);
  view.free(view.data, 1, 1);
  return failure;
}

rdylib_failure *desks_show(void *see, const desks_show_see_table *see_table) {
  desks_View view;
  rdylib_failure *failure;
  view.level = 3;
  view.log = closure();
  view.desk = desk(4);
#ifdef NEWER
  view.other = desk(5);
#endif
  failure = desks_show_see_call(see, see_table, &view);
  desks_Order_log_drop(view.log.data, view.log.table);
  desks_Desk_drop(view.desk.data, view.desk.table);
#ifdef NEWER
  desks_Desk_drop(view.other.data, view.other.table);
#endif
  return failure;
}

/* ---- What has its owner ---- */

static void destroy(desks_Order *it) {
  it->name.free(it->name.data, it->name.length, it->name.capacity);
  desks_Order_log_drop(it->log.data, it->log.table);
  desks_ticket_drop(it->ticket);
#ifdef NEWER
  if (it->desk.data) desks_Desk_drop(it->desk.data, it->desk.table);
  if (it->note.data) it->note.free(it->note.data, it->note.length, it->note.capacity);
  if (it->second) desks_ticket_drop(it->second);
  if (it->log_too.data) desks_Order_log_drop(it->log_too.data, it->log_too.table);
  if (it->part.data) it->part.free(it->part.data, 1, 1);
#endif
}

static void order_gone(void *data, size_t live, size_t capacity) {
  if (live > capacity || capacity != 1) abort();
  if (live) destroy(data);
  gone(data);
}

static desks_Box_Order order(const char *name, size_t length, bool whole) {
  desks_Order *it = made(sizeof *it);
  desks_Box_Order box = {it, order_gone};
  it->name = string(name, length);
  it->log = closure();
  it->ticket = ticket(6);
  it->code = code_of;
#ifdef NEWER
  if (whole) {
    it->desk = desk(7);
    it->note = string("noted", 5);
    it->second = ticket(8);
    it->log_too = closure();
    it->part = order("part", 4, false);
  }
#else
  (void)whole;
#endif
  return box;
}

rdylib_failure *desks_order_of(const char *name, size_t name_length, desks_Box_Order *out) {
  *out = order(name, name_length, true);
  return NULL;
}

static void tuples_gone(void *data, size_t live, size_t capacity) {
  desks_Tuple_u32_Box_Order *all = data;
  if (live > capacity) abort();
  for (size_t i = 0; i < live; i++) all[i]._1.free(all[i]._1.data, 1, 1);
  gone(data);
}

rdylib_failure *desks_orders(uint32_t count, desks_Vec_Tuple_u32_Box_Order *out) {
  desks_Vec_Tuple_u32_Box_Order it = {made((count + 1) * sizeof *it.data), count, count + 1, tuples_gone};
  for (uint32_t i = 0; i < count; i++) {
    it.data[i]._0 = i;
    it.data[i]._1 = order("one of many", 11, i % 2 == 0);
  }
  *out = it;
  return NULL;
}

static void boxes_gone(void *data, size_t live, size_t capacity) {
  desks_Box_Order *all = data;
  if (live > capacity) abort();
  for (size_t i = 0; i < live; i++) all[i].free(all[i].data, 1, 1);
  gone(data);
}

rdylib_failure *desks_broken(uint32_t good, bool late, desks_Vec_Box_Order *out) {
  desks_Vec_Box_Order it = {made((good + 1) * sizeof *it.data), good + 1, good + 1, boxes_gone};
  for (uint32_t i = 0; i <= good; i++) it.data[i] = order("one of many", 11, true);
  if (!late) {
    it.data[good].data->name.data[0] = '\xFF';
  } else {
#ifdef NEWER
    it.data[good].data->note.data[0] = '\xFF';
#else
    it.data[good].data->code = NULL;
#endif
  }
  *out = it;
  return NULL;
}

/* Logs what this version knows of it. */
static rdylib_failure *used(const desks_Order *it) {
  char text[200];
  uint32_t code;
  rdylib_failure *failure = it->code(10, &code);
  if (failure) return failure;
  snprintf(text, sizeof text, "%.*s ticket %u code %u", (int)it->name.length, it->name.data,
           (unsigned)it->ticket->number, (unsigned)code);
  failure = told(it->log, text);
#ifdef NEWER
  if (!failure && it->desk.data) failure = told_of(it->log, "desk", it->desk);
  if (!failure && it->note.data) {
    snprintf(text, sizeof text, "note %.*s", (int)it->note.length, it->note.data);
    failure = told(it->log, text);
  }
  if (!failure && it->second) {
    snprintf(text, sizeof text, "second %u", (unsigned)it->second->number);
    failure = told(it->log, text);
  }
  if (!failure && it->log_too.data) failure = told(it->log_too, "too");
  if (!failure && it->part.data) failure = used(it->part.data);
#endif
  return failure;
}

rdylib_failure *desks_consult(const desks_Order *it) { return used(it); }

rdylib_failure *desks_present(void *see, const desks_present_see_table *see_table) {
  desks_Box_Order it = order("presented", 9, true);
  rdylib_failure *failure = desks_present_see_call(see, see_table, it.data);
  it.free(it.data, 1, 1);
  return failure;
}

rdylib_failure *desks_fulfil(desks_Box_Order it) {
  rdylib_failure *failure = used(it.data);
  it.free(it.data, 1, 1);
  return failure;
}

rdylib_failure *desks_fail(desks_Box_Order it) {
  it.free(it.data, 1, 1);
  return rdylib_fail("no such order");
}

rdylib_failure *desks_keep(desks_Box_Order it) {
  if (kept_order.data) kept_order.free(kept_order.data, 1, 1);
  kept_order = it;
  return NULL;
}

rdylib_failure *desks_kept(desks_Box_Order *out) {
  static const desks_Box_Order none;
  *out = kept_order;
  kept_order = none;
  return NULL;
}

rdylib_failure *desks_complete(desks_Box_Order it, desks_Box_Order *out) {
  desks_Order *fields = it.data;
  desks_Order_log_drop(fields->log.data, fields->log.table);
  fields->log = closure();
  desks_ticket_drop(fields->ticket);
  fields->ticket = ticket(9);
  fields->code = code_of;
#ifdef NEWER
  if (!fields->desk.data) fields->desk = desk(7);
  if (!fields->note.data) fields->note = string("noted", 5);
  if (!fields->second) fields->second = ticket(8);
  if (!fields->log_too.data) fields->log_too = closure();
  if (!fields->part.data) fields->part = order("part", 4, false);
#endif
  *out = it;
  return NULL;
}

rdylib_failure *desks_each(uint32_t count, void *visit, const desks_each_visit_table *visit_table) {
  for (uint32_t i = 0; i < count; i++) {
    desks_Box_Order answer;
    rdylib_failure *failure = desks_each_visit_call(visit, visit_table, order("visited", 7, true), &answer);
    if (!failure && answer.data) failure = desks_fulfil(answer);
    if (failure) return failure;
  }
  return NULL;
}

rdylib_failure *desks_ask(void *asked, const desks_ask_asked_table *asked_table) {
  desks_Box_Order it;
  rdylib_failure *failure = desks_ask_asked_call(asked, asked_table, &it);
  return failure ? failure : desks_fulfil(it);
}

/* ---- A future that has an order until it gives it away ---- */

static void later_gone(void *self) {
  desks_Box_Order *it = self;
  if (it->data) it->free(it->data, 1, 1);
  gone(it);
}

static rdylib_failure *later_poll(void *self, void *waker, const rdylib_waker_table *waker_table, desks_Poll_Box_Order *out) {
  desks_Box_Order *it = self;
  (void)waker, (void)waker_table;
  out->Some.tag = RDYLIB_SOME;
  out->Some._0 = *it;
  it->data = NULL;
  return NULL;
}

rdylib_failure *desks_later(const char *name, size_t name_length, desks_later_result *out) {
  static const desks_later_result_table table = desks_later_result_TABLE(desks_Box_Order, later_gone, later_poll);
  desks_Box_Order *it = made(sizeof *it);
  *it = order(name, name_length, true);
  *out = desks_later_result_of(it, &table);
  return NULL;
}
