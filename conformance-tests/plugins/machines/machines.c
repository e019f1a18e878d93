/* A plugin that gives and takes structs and enums with closures and futures in them, and misbehaves on request. */
#include "blocks.h"

static machines_Fault next_fault;

static machines_Fault take_fault(void) {
  machines_Fault fault = next_fault;
  next_fault = machines_Fault_None;
  return fault;
}

rdylib_failure *machines_account(machines_Account *out) {
  *out = account;
  return NULL;
}

rdylib_failure *machines_misbehave(machines_Fault fault) {
  next_fault = fault;
  return NULL;
}

/* ---- Machines ---- */

typedef struct {
  const char *name; /* the host's */
  size_t length;
} ending;

static rdylib_failure *say(void *self, const char *text, size_t length, rdylib_string *out) {
  ending *it = self;
  account.calls++;
  *out = string_of(it->name, it->length + 1 + length);
  out->data[it->length] = ' ';
  memcpy(out->data + it->length + 1, text, length);
  return NULL;
}

static machines_Machine_finish saying(const char *name, size_t length, machines_Fault fault) {
  static const machines_Machine_finish_table table = machines_Machine_finish_TABLE(ending, give, say);
  static const machines_Machine_finish_table no_slot = {{give, NULL, sizeof(ending), RDYLIB_ALIGNOF(ending), 0}, say};
  ending *made = take(sizeof *made);
  made->name = name;
  made->length = length;
  return machines_Machine_finish_of(made, fault == machines_Fault_NoSlot ? &no_slot : &table);
}

static void free_parts(void *data, size_t live, size_t capacity) {
  machines_Tuple_Box_Machine_step_String *parts = data;
  (void)capacity;
  for (size_t i = 0; i < live; i++) {
    machines_Machine_step_drop(parts[i]._0.data, parts[i]._0.table);
    string_drop(parts[i]._1);
  }
  give(parts);
}

rdylib_failure *machines_machine(const char *name, size_t name_length, uint32_t parts, machines_Machine *out) {
  machines_Fault fault = take_fault();
  out->name = rdylib_str_of(name, name_length);
  out->step = adding(0);
  if (fault == machines_Fault_NullTable) {
    give(out->step.data); /* nobody else could */
    out->step.table = NULL;
  }
  out->finish = saying(name, name_length, fault);
  out->scale = times_shared(2);
  out->parts.data = take(parts * sizeof *out->parts.data + 1);
  out->parts.length = out->parts.capacity = parts;
  out->parts.free = free_parts;
  for (uint32_t i = 0; i < parts; i++) {
    char label[32];
    int length = snprintf(label, sizeof label, "part %u", i);
    out->parts.data[i]._0 = plus(i);
    out->parts.data[i]._1 = string_of(label, (size_t)length);
    if (fault == machines_Fault_Text && i == parts / 2) out->parts.data[i]._1.data[0] = (char)0xC3;
  }
  return NULL;
}

static rdylib_failure *run(machines_Machine *machine, uint32_t times, rdylib_string *out) {
  char said[256];
  uint32_t step = 0, scale = 0, part = 0;
  rdylib_string end = {NULL, 0, 0, NULL};
  rdylib_failure *failure;
  for (uint32_t i = 0; i < times; i++) {
    if ((failure = machines_Machine_step_call(machine->step.data, machine->step.table, i, &step))) return failure;
  }
  if ((failure = machines_Machine_step_call(machine->scale.data, machine->scale.table, step, &scale))) return failure;
  for (size_t i = 0; i < machine->parts.length; i++) {
    machines_Machine_step *it = &machine->parts.data[i]._0;
    uint32_t answer;
    if ((failure = machines_Machine_step_call(it->data, it->table, 1, &answer))) return failure;
    part += answer;
  }
  if (machine->finish.data
      && (failure = machines_Machine_finish_call(
              machine->finish.data, machine->finish.table, TEXT("has ended"), &end))) return failure;
  int length = snprintf(said, sizeof said, "%.*s: %u %u %u%s%.*s", (int)machine->name.length, machine->name.data, step,
                        scale, part, end.data ? ", " : "", (int)end.length, end.data ? end.data : "");
  if (end.data) string_drop(end);
  *out = string_of(said, (size_t)length);
  return NULL;
}

rdylib_failure *machines_run(machines_Machine machine, uint32_t times, rdylib_string *out) {
  rdylib_failure *failure = run(&machine, times, out);
  machine_drop(&machine);
  return failure;
}

rdylib_failure *machines_same(machines_Machine machine, machines_Machine *out) {
  *out = machine;
  return NULL;
}

/* ---- Orders ---- */

static machines_Vec_Order kept;

static rdylib_failure *finish(machines_Order *order, machines_Result_String_String *out) {
  rdylib_string name = order->Last.name;
  machines_Order_Last_finish closure = order->Last.finish;
  order->tag = machines_Order_Halt;
  rdylib_failure *failure = machines_Order_Last_finish_call(closure.data, closure.table, name, out);
  machines_Order_Last_finish_drop(closure.data, closure.table);
  return failure;
}

/* Obeys one order; what is asked for once is gone then. */
static rdylib_failure *obey(machines_Order *order, uint32_t *value, machines_Result_u32_String *out) {
  machines_Result_String_String ended;
  rdylib_failure *failure = NULL;
  out->tag = RDYLIB_OK;
  switch (order->tag) {
    case machines_Order_Add:
      *value += order->Add._0;
      break;
    case machines_Order_Run:
      failure = machines_Machine_step_call(order->Run._0.data, order->Run._0.table, *value, value);
      break;
    case machines_Order_Last:
      if ((failure = finish(order, &ended))) break;
      if (ended.tag == RDYLIB_ERR) {
        out->Err.tag = RDYLIB_ERR;
        out->Err._0 = ended.Err._0;
        return NULL;
      }
      *value += (uint32_t)ended.Ok._0.length;
      string_drop(ended.Ok._0);
      break;
    default:
      break;
  }
  out->Ok.tag = RDYLIB_OK;
  out->Ok._0 = *value;
  return failure;
}

rdylib_failure *machines_release(void) {
  machines_Vec_Order last = kept;
  kept.data = NULL;
  if (last.data) last.free(last.data, last.length, last.capacity);
  return NULL;
}

rdylib_failure *machines_keep(machines_Vec_Order orders) {
  rdylib_failure *failure = machines_release();
  kept = orders;
  return failure;
}

rdylib_failure *machines_obey(uint32_t from, machines_Result_u32_String *out) {
  uint32_t value = from;
  out->Ok.tag = RDYLIB_OK;
  out->Ok._0 = value;
  for (size_t i = 0; kept.data && i < kept.length; i++) {
    rdylib_failure *failure = obey(&kept.data[i], &value, out);
    if (failure || out->tag == RDYLIB_ERR) return failure;
  }
  return NULL;
}

static rdylib_failure *end(void *self, rdylib_string name, machines_Result_String_String *out) {
  (void)self;
  account.calls++;
  if (name.length == 0) {
    string_drop(name);
    out->Err.tag = RDYLIB_ERR;
    out->Err._0 = string_of(TEXT("nameless"));
    return NULL;
  }
  out->Ok.tag = RDYLIB_OK;
  out->Ok._0 = string_of(name.data, name.length);
  string_drop(name);
  return NULL;
}

static machines_Order order_of(const char *name, size_t length) {
  static const machines_Order_Last_finish_table table = machines_Order_Last_finish_TABLE(uint64_t, give, end);
  machines_Order made;
  memset(&made, 0, sizeof made);
  if (length == 3 && !memcmp(name, "add", 3)) {
    made.Add.tag = machines_Order_Add;
    made.Add._0 = 3;
  } else if (length == 3 && !memcmp(name, "run", 3)) {
    made.Run.tag = machines_Order_Run;
    made.Run._0 = adding(100);
  } else if (length == 4 && !memcmp(name, "last", 4)) {
    made.Last.tag = machines_Order_Last;
    made.Last.name = string_of(name, length);
    made.Last.finish = machines_Order_Last_finish_of(take(8), &table);
  }
  return made;
}

rdylib_failure *machines_order(const char *name, size_t name_length, machines_Result_Order_String *out) {
  machines_Fault fault = take_fault();
  out->Ok.tag = RDYLIB_OK;
  out->Ok._0 = order_of(name, name_length);
  if (fault == machines_Fault_Tag) {
    order_drop(&out->Ok._0);
    out->Ok._0.tag = 77;
  } else if (fault == machines_Fault_Text && out->Ok._0.tag == machines_Order_Last) {
    out->Ok._0.Last.name.data[0] = (char)0xC3;
  } else if (out->Ok._0.tag == machines_Order_Halt && name_length != 4) {
    out->Err.tag = RDYLIB_ERR;
    out->Err._0 = string_of(TEXT("no such order"));
  }
  return NULL;
}

rdylib_failure *machines_both(
    machines_Order order, machines_Option_Order fallback, machines_Tuple_Order_Option_Order *out) {
  out->_0 = order;
  out->_1 = fallback;
  return NULL;
}

rdylib_failure *machines_ask_order(uint32_t question, machines_Result_u32_String *out) {
  machines_Order asked;
  rdylib_failure *failure = machines_answer(question, order_of(TEXT("run")), &asked);
  if (failure) return failure;
  failure = obey(&asked, &question, out);
  order_drop(&asked);
  return failure;
}

rdylib_failure *machines_visit(void *visit, const machines_visit_visit_table *visit_table, uint32_t *out) {
  machines_Machine machine;
  machines_Order order;
  machines_Result_u32_String answer;
  rdylib_failure *failure = machines_machine(TEXT("visited"), 2, &machine);
  if (!failure) failure = machines_visit_visit_call(visit, visit_table, machine, &order);
  if (failure) return failure;
  *out = 1;
  failure = obey(&order, out, &answer);
  if (!failure && answer.tag == RDYLIB_ERR) {
    failure = rdylib_fail_text(answer.Err._0.data, answer.Err._0.length);
    string_drop(answer.Err._0);
  }
  order_drop(&order);
  return failure;
}

rdylib_failure *machines_twice(machines_Order order, uint32_t *out) {
  machines_Order again = order;
  machines_Result_String_String ended;
  *out = 0;
  rdylib_failure *failure = NULL;
  for (int i = 0; i < 2 && !failure; i++) {
    rdylib_string name = string_of(TEXT("again"));
    failure = machines_Order_Last_finish_call(again.Last.finish.data, again.Last.finish.table, name, &ended);
    if (!failure) string_drop(ended.Ok._0);
  }
  order_drop(&order);
  return failure;
}

rdylib_failure *machines_late(machines_Order order, uint32_t *out) {
  machines_Machine_step dropped = order.Run._0;
  order_drop(&order);
  return machines_Machine_step_call(dropped.data, dropped.table, 1, out);
}

/* ---- Jobs ---- */

typedef struct {
  uint32_t id, polls;
} task;

static rdylib_failure *poll(
    void *self, void *waker, const rdylib_waker_table *waker_table, machines_Option_Result_String_u32 *out) {
  task *it = self;
  account.calls++;
  out->tag = RDYLIB_NONE;
  if (it->polls > 0) {
    it->polls--;
    rdylib_waker kept_waker = rdylib_waker_clone(waker, waker_table);
    rdylib_waker_wake(kept_waker);
    rdylib_waker_drop(kept_waker);
    return NULL;
  }
  if (it->id == 13) return rdylib_fail("unlucky");
  out->Some.tag = RDYLIB_SOME;
  if (it->id % 2) {
    out->Some._0.Err.tag = RDYLIB_ERR;
    out->Some._0.Err._0 = it->id;
  } else {
    out->Some._0.Ok.tag = RDYLIB_OK;
    out->Some._0.Ok._0 = string_of(TEXT("even"));
  }
  return NULL;
}

rdylib_failure *machines_job(uint32_t id, uint32_t polls, machines_Job *out) {
  static const machines_Job_work_table table = machines_Job_work_TABLE(task, give, poll);
  task *made = take(sizeof *made);
  made->id = id;
  made->polls = polls;
  out->id = id;
  out->work = machines_Job_work_of(made, &table);
  return NULL;
}

static void *waker_clone(const void *data) { return (void *)data; }
static void waker_none(void *data) { (void)data; }

rdylib_failure *machines_jobs(machines_Vec_Job jobs, uint32_t *out) {
  static const rdylib_waker_table nobody = {{waker_none, waker_clone, 0, 1, 1}, waker_none};
  rdylib_failure *failure = NULL;
  *out = 0;
  for (size_t i = 0; i < jobs.length && !failure; i++) {
    machines_Option_Result_String_u32 answer;
    failure = machines_Job_work_poll(jobs.data[i].work.data, jobs.data[i].work.table, &answer, &nobody, &answer);
    if (failure || answer.tag == RDYLIB_NONE) continue;
    if (answer.Some._0.tag == RDYLIB_OK) {
      *out += (uint32_t)answer.Some._0.Ok._0.length;
      string_drop(answer.Some._0.Ok._0);
    } else {
      *out += answer.Some._0.Err._0;
    }
  }
  jobs.free(jobs.data, jobs.length, jobs.capacity);
  return failure;
}
