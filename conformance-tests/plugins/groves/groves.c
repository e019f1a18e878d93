/* A plugin that lends the nodes of its trees. */
#include "groves.h"

#include <stdio.h>
#include <stdlib.h>

static uint32_t living;

static void *made(size_t size) {
  void *it = calloc(1, size);
  if (!it) abort();
  living++;
  return it;
}

static void freed(void *it) {
  living--;
  free(it);
}

/* ---- nodes, each within its parent */

typedef struct node {
  uint32_t number;
  char name[16];
  struct node *children;
  size_t count;
} node;

static void named(node *self, uint32_t number) {
  self->number = number;
  snprintf(self->name, sizeof self->name, "node %u", number);
}

static void emptied(node *self) {
  for (size_t i = 0; i < self->count; i++) emptied(&self->children[i]);
  living -= (uint32_t)self->count;
  free(self->children);
}

static void node_drop(void *self) {
  emptied(self);
  freed(self);
}

static rdylib_failure *node_number(const void *self, uint32_t *out) {
  *out = ((const node *)self)->number;
  return NULL;
}

static rdylib_failure *node_set(void *self, uint32_t number, uint32_t *out) {
  *out = ((node *)self)->number;
  ((node *)self)->number = number;
  return NULL;
}

static rdylib_failure *node_name(const void *self, rdylib_str *out) {
  const node *it = self;
  *out = rdylib_str_of(it->name, strlen(it->name));
  return NULL;
}

static groves_Node lent(const node *it);

static groves_Node nth(const node *it, size_t index) {
  return index < it->count ? lent(&it->children[index]) : groves_Node_of(NULL, NULL);
}

static rdylib_failure *node_child(const void *self, uint32_t index, groves_Node *out) {
  *out = nth(self, index);
  return NULL;
}

static rdylib_failure *node_child_mut(void *self, uint32_t index, groves_Node *out) {
  *out = nth(self, index);
  return NULL;
}

/* All that are there move. */
static rdylib_failure *node_grow(void *self, uint32_t number, groves_Node *out) {
  node *it = self;
  node *children = calloc(it->count + 1, sizeof *children);
  if (!children) return rdylib_fail("out of memory");
  if (it->count) memcpy(children, it->children, it->count * sizeof *children);
  free(it->children);
  it->children = children;
  named(&children[it->count], number);
  living++;
  *out = lent(&children[it->count++]);
  return NULL;
}

typedef struct steps {
  const node *of;
  size_t next;
} steps;

static rdylib_failure *steps_next(void *self, groves_Option_u32 *out) {
  steps *it = self;
  out->tag = it->next < it->of->count ? RDYLIB_SOME : RDYLIB_NONE;
  if (out->tag) out->Some._0 = it->of->children[it->next++].number;
  return NULL;
}

static const groves_Walk_table STEPS = groves_Walk_TABLE(steps, freed, steps_next);

static rdylib_failure *node_walk(const void *self, groves_Walk *out) {
  steps *it = made(sizeof *it);
  it->of = self;
  *out = groves_Walk_of(it, &STEPS);
  return NULL;
}

static const groves_Node_table NODE = groves_Node_TABLE(
    node, node_drop, node_number, node_set, node_name, node_child, node_child_mut, node_grow, node_walk);

static groves_Node lent(const node *it) { return groves_Node_of((void *)it, &NODE); }

static node FIRST = {1, "", NULL, 0};

/* ---- trees */

struct groves_Tree {
  node root;
  uint32_t planted;
  uint32_t calls;
};

void groves_fell(groves_Tree *self) {
  emptied(&self->root);
  living--;
  freed(self);
}

static rdylib_failure *rule_call(void *self, uint32_t to, uint32_t *out) {
  *out = to + ((groves_Tree *)self)->planted;
  return NULL;
}

static rdylib_failure *counter_call(void *self, uint32_t *out) {
  *out = ++((groves_Tree *)self)->calls;
  return NULL;
}

static const groves_Mark_rule_table RULE = groves_Mark_rule_TABLE(groves_Tree, NULL, rule_call);
static const groves_during_act_table COUNTER = groves_during_act_TABLE(groves_Tree, NULL, counter_call);

/* ---- exports */

rdylib_failure *groves_living(uint32_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *groves_plant(uint32_t number, groves_Tree **out) {
  *out = made(sizeof **out);
  named(&(*out)->root, number);
  (*out)->planted = number;
  living++;
  return NULL;
}

rdylib_failure *groves_seedling(uint32_t number, groves_Node *out) {
  node *it = made(sizeof *it);
  named(it, number);
  *out = lent(it);
  return NULL;
}

rdylib_failure *groves_root(const groves_Tree *tree, groves_Node *out) {
  *out = lent(&tree->root);
  return NULL;
}

rdylib_failure *groves_root_mut(groves_Tree *tree, groves_Node *out) { return groves_root(tree, out); }

rdylib_failure *groves_find(const groves_Tree *tree, uint32_t number, groves_Result_Node_Fault *out) {
  const node *found = tree->root.number == number ? &tree->root : NULL;
  for (size_t i = 0; !found && i < tree->root.count; i++) {
    if (tree->root.children[i].number == number) found = &tree->root.children[i];
  }
  out->tag = found ? RDYLIB_OK : RDYLIB_ERR;
  if (found) out->Ok._0 = lent(found);
  else out->Err._0 = groves_Fault_Missing;
  return NULL;
}

rdylib_failure *groves_ends(const groves_Tree *tree, groves_Tuple_Node_u32_Option_Node *out) {
  out->_0 = lent(&tree->root);
  out->_1 = (uint32_t)tree->root.count;
  out->_2 = nth(&tree->root, tree->root.count - 1);
  return NULL;
}

static void all_free(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  freed(data);
}

rdylib_failure *groves_all(const groves_Tree *tree, groves_Vec_Node *out) {
  out->length = out->capacity = tree->root.count + 1;
  out->data = made(out->length * sizeof *out->data);
  out->free = all_free;
  out->data[0] = lent(&tree->root);
  for (size_t i = 0; i < tree->root.count; i++) out->data[i + 1] = nth(&tree->root, i);
  return NULL;
}

rdylib_failure *groves_sum(void *node_, const groves_Node_table *node_table, uint32_t *out) {
  rdylib_failure *failure = groves_Node_number(node_, node_table, out);
  for (uint32_t i = 0; !failure; i++) {
    groves_Node child;
    uint32_t below = 0;
    failure = groves_Node_child(node_, node_table, i, &child);
    if (failure || !child.data) break;
    failure = groves_sum(child.data, child.table, &below);
    *out += below;
  }
  return failure;
}

rdylib_failure *groves_raise(void *node_, const groves_Node_table *node_table, uint32_t *out) {
  uint32_t before;
  rdylib_failure *failure = groves_Node_number(node_, node_table, out);
  return failure ? failure : groves_Node_set(node_, node_table, ++*out, &before);
}

rdylib_failure *groves_during(
    void *node_,
    const groves_Node_table *node_table,
    void *act,
    const groves_during_act_table *act_table,
    uint32_t *out) {
  (void)node_;
  (void)node_table;
  return groves_during_act_call(act, act_table, out);
}

rdylib_failure *groves_burn(void *node_, const groves_Node_table *node_table) {
  groves_Node_drop(node_, node_table);
  return NULL;
}

static rdylib_failure *watched_next(void *self, groves_Option_u32 *out) {
  const groves_Node *it = self;
  out->tag = RDYLIB_SOME;
  return groves_Node_number(it->data, it->table, &out->Some._0);
}

static const groves_Walk_table WATCHED = groves_Walk_TABLE(groves_Node, freed, watched_next);

rdylib_failure *groves_watch(void *node_, const groves_Node_table *node_table, groves_Walk *out) {
  groves_Node *it = made(sizeof *it);
  *it = groves_Node_of(node_, node_table);
  *out = groves_Walk_of(it, &WATCHED);
  return NULL;
}

rdylib_failure *groves_first(groves_Node *out) {
  *out = lent(&FIRST);
  return NULL;
}

rdylib_failure *groves_fixed(const groves_Tree *tree, groves_Node *out) { return groves_root(tree, out); }

rdylib_failure *groves_rule(const groves_Tree *tree, groves_Mark_rule *out) {
  *out = groves_Mark_rule_of((void *)tree, &RULE);
  return NULL;
}

rdylib_failure *groves_counter(groves_Tree *tree, groves_during_act *out) {
  *out = groves_during_act_of(tree, &COUNTER);
  return NULL;
}

rdylib_failure *groves_mark(const groves_Tree *tree, groves_Mark *out) {
  out->node = lent(&tree->root);
  out->depth = 0;
  out->rule = groves_Mark_rule_of((void *)tree, &RULE);
  return NULL;
}

rdylib_failure *groves_search(groves_Tree *tree, uint32_t number, groves_Found *out) {
  out->tag = tree->root.number == number ? groves_Found_Root : groves_Found_Nothing;
  if (out->tag == groves_Found_Root) out->Root._0 = lent(&tree->root);
  for (uint32_t i = 0; out->tag == groves_Found_Nothing && i < tree->root.count; i++) {
    if (tree->root.children[i].number == number) {
      out->tag = groves_Found_Child;
      out->Child.node = nth(&tree->root, i);
      out->Child.index = i;
    }
  }
  return NULL;
}

rdylib_failure *groves_marked(
    const groves_Tree *tree, void *seen, const groves_marked_seen_table *seen_table, uint32_t *out) {
  groves_Mark mark;
  rdylib_failure *failure = groves_mark(tree, &mark);
  return failure ? failure : groves_marked_seen_call(seen, seen_table, mark, out);
}

typedef struct book {
  uint32_t notes;
} book;

static rdylib_failure *book_note(const void *self, const char *text, size_t text_length, uint32_t *out) {
  (void)text;
  (void)text_length;
  *out = ++((book *)self)->notes;
  return NULL;
}

static const groves_Log_table BOOK = groves_Log_TABLE(book, freed, book_note);

rdylib_failure *groves_logbook(groves_Log *out) {
  *out = groves_Log_of(made(sizeof(book)), &BOOK);
  return NULL;
}

rdylib_failure *groves_weigh(groves_Tuple_Node_u32 node_, uint32_t *out) {
  rdylib_failure *failure = groves_Node_number(node_._0.data, node_._0.table, out);
  *out *= node_._1;
  return failure;
}

rdylib_failure *groves_report(groves_Context context, const char *text, size_t text_length, uint32_t *out) {
  uint32_t also = 0;
  rdylib_failure *failure = groves_Log_note(context.log.data, context.log.table, text, text_length, out);
  if (!failure && context.also.data) {
    failure = groves_Log_note(context.also.data, context.also.table, text, text_length, &also);
  }
  *out += context.level + also;
  return failure;
}

rdylib_failure *groves_perform(groves_Task task, uint32_t *out) {
  rdylib_failure *failure = NULL;
  groves_Node child;
  *out = 0;
  switch (task.tag) {
    case groves_Task_Step:
      for (uint32_t i = 0; !failure && i < task.Step.times; i++) {
        failure = groves_Mark_rule_call(task.Step.by.data, task.Step.by.table, i, out);
      }
      return failure;
    case groves_Task_Grow:
      failure = groves_Node_grow(task.Grow._0.data, task.Grow._0.table, task.Grow._1, &child);
      return failure ? failure : groves_Node_number(child.data, child.table, out);
    case groves_Task_Tell:
      for (size_t i = 0; !failure && i < task.Tell._0.length; i++) {
        uint32_t note;
        groves_Log log = task.Tell._0.data[i];
        failure = groves_Log_note(log.data, log.table, "told", 4, &note);
        if (!failure) *out += note;
      }
      task.Tell._0.free(task.Tell._0.data, task.Tell._0.length, task.Tell._0.capacity);
      return failure;
    default:
      return NULL;
  }
}

static rdylib_failure *reporting_next(void *self, groves_Option_u32 *out) {
  out->tag = RDYLIB_SOME;
  return groves_report(*(groves_Context *)self, "next", 4, &out->Some._0);
}

static const groves_Walk_table REPORTING = groves_Walk_TABLE(groves_Context, freed, reporting_next);

rdylib_failure *groves_reporter(groves_Context context, groves_Walk *out) {
  groves_Context *it = made(sizeof *it);
  *it = context;
  *out = groves_Walk_of(it, &REPORTING);
  return NULL;
}

rdylib_failure *groves_back(groves_Context context, groves_Context *out) {
  *out = context;
  return NULL;
}

rdylib_failure *groves_reported(
    groves_Tuple_Log_u32 context, void *act, const groves_reported_act_table *act_table, uint32_t *out) {
  rdylib_failure *failure = groves_reported_act_call(act, act_table);
  if (!failure) failure = groves_Log_note(context._0.data, context._0.table, "reported", 8, out);
  *out += context._1;
  return failure;
}

rdylib_failure *groves_same(void *log, const groves_Log_table *log_table, groves_Log *out) {
  *out = groves_Log_of(log, log_table);
  return NULL;
}

rdylib_failure *groves_second(
    const groves_Tree *tree, void *seen, const groves_second_seen_table *seen_table, uint32_t *out) {
  groves_Tuple_Node_Option_Node both;
  both._0 = lent(&tree->root);
  both._1 = nth(&tree->root, 0);
  return groves_second_seen_call(seen, seen_table, both, out);
}
