#include "blocks.h"

#define LIVING UINT64_C(0x6c6976696e67)

machines_Account account;

void *take(size_t size) {
  uint64_t *block = calloc(1, 16 + size);
  block[0] = LIVING;
  account.living++;
  return block + 2;
}

void give(void *data) {
  uint64_t *block = (uint64_t *)data - 2;
  if (block[0] != LIVING) {
    account.wrong++;
    return;
  }
  block[0] = 0;
  account.living--;
  free(block);
}

static void free_bytes(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  give(data);
}

rdylib_string string_of(const char *text, size_t length) {
  rdylib_string made = {take(length + 1), length, length + 1, free_bytes};
  memcpy(made.data, text, length);
  return made;
}

void string_drop(rdylib_string text) { text.free(text.data, text.length, text.capacity); }

typedef struct {
  uint32_t number;
  uint32_t holders;
} cell;

static machines_Machine_step cell_of(uint32_t number, const machines_Machine_step_table *table) {
  cell *made = take(sizeof *made);
  made->number = number;
  made->holders = 1;
  return machines_Machine_step_of(made, table);
}

static rdylib_failure *add_up(void *self, uint32_t n, uint32_t *out) {
  account.calls++;
  if (n == 13) return rdylib_fail("unlucky");
  *out = ((cell *)self)->number += n;
  return NULL;
}

static rdylib_failure *add(void *self, uint32_t n, uint32_t *out) {
  account.calls++;
  *out = ((cell *)self)->number + n;
  return NULL;
}

static rdylib_failure *multiply(void *self, uint32_t n, uint32_t *out) {
  account.calls++;
  *out = ((cell *)self)->number * n;
  return NULL;
}

static void *retain(const void *self) {
  __atomic_add_fetch(&((cell *)self)->holders, 1, __ATOMIC_SEQ_CST);
  return (void *)self;
}

static void release(void *self) {
  if (__atomic_sub_fetch(&((cell *)self)->holders, 1, __ATOMIC_SEQ_CST) == 0) give(self);
}

machines_Machine_step adding(uint32_t from) {
  static const machines_Machine_step_table table = machines_Machine_step_TABLE(cell, give, add_up);
  return cell_of(from, &table);
}

machines_Machine_step plus(uint32_t by) {
  static const machines_Machine_step_table table = machines_Machine_step_TABLE(cell, give, add);
  return cell_of(by, &table);
}

machines_Machine_step times_shared(uint32_t by) {
  static const machines_Machine_step_table table = {
      {release, retain, sizeof(cell), RDYLIB_ALIGNOF(cell), 1}, multiply};
  return cell_of(by, &table);
}

void order_drop(machines_Order *order) {
  if (order->tag == machines_Order_Run) {
    machines_Machine_step_drop(order->Run._0.data, order->Run._0.table);
  } else if (order->tag == machines_Order_Last) {
    string_drop(order->Last.name);
    machines_Order_Last_finish_drop(order->Last.finish.data, order->Last.finish.table);
  }
}

void machine_drop(machines_Machine *machine) {
  machines_Machine_step_drop(machine->step.data, machine->step.table);
  if (machine->finish.data) machines_Machine_finish_drop(machine->finish.data, machine->finish.table);
  machines_Machine_step_drop(machine->scale.data, machine->scale.table);
  machine->parts.free(machine->parts.data, machine->parts.length, machine->parts.capacity);
}
