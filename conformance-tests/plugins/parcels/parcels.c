/*
 * A plugin whose results own what they are made of, in every way that there is, and which misbehaves on request. What
 * it allocates is counted (store.h), and so are its objects.
 */
#include "store.h"

#include <pthread.h>

#define TEXT(literal_) literal_, sizeof(literal_) - 1

static parcels_Fault next_fault;

static parcels_Fault take_fault(void) {
  parcels_Fault fault = next_fault;
  next_fault = parcels_Fault_None;
  return fault;
}

rdylib_failure *parcels_account(parcels_Account *out) {
  *out = store_account();
  return NULL;
}

rdylib_failure *parcels_misbehave(parcels_Fault fault) {
  next_fault = fault;
  return NULL;
}

/* ---- Results of one part ---- */

/* A string with one of the faults that a string can have. Of one that nobody can free, nothing is allocated. */
static rdylib_string faulty_string(const char *text, size_t length, parcels_Fault fault) {
  static char somewhere[] = "somewhere";
  rdylib_string made;
  if (fault == parcels_Fault_NullData || fault == parcels_Fault_NullFree || fault == parcels_Fault_Length) {
    made.data = fault == parcels_Fault_NullData ? NULL : somewhere;
    made.length = 9;
    made.capacity = fault == parcels_Fault_Length ? 8 : 9;
    made.free = fault == parcels_Fault_NullFree ? NULL : free_bytes;
    return made;
  }
  made = make_string(text, length);
  if (fault == parcels_Fault_Text) made.data[length - 1] = (char)0xC3;
  return made;
}

rdylib_failure *parcels_string(uint32_t length, rdylib_string *out) {
  char *text = malloc(length + 1);
  memset(text, 'x', length);
  *out = faulty_string(text, length, take_fault());
  free(text);
  return NULL;
}

rdylib_failure *parcels_boxed_str(rdylib_box_str *out) {
  static bool some;
  static const rdylib_box_str none;
  some = !some;
  *out = some ? make_box_str(TEXT("sealed")) : none;
  return NULL;
}

rdylib_string parcels_plain_string(void) { return faulty_string(TEXT("plain"), take_fault()); }

rdylib_failure *parcels_boxed(uint64_t value, parcels_Box_u64 *out) {
  parcels_Fault fault = take_fault();
  out->data = store_take(1, 8);
  *out->data = value;
  out->free = free_words;
  if (fault == parcels_Fault_NullData || fault == parcels_Fault_NullFree) {
    store_give(out->data, 1, 8);
    if (fault == parcels_Fault_NullData) out->data = NULL;
    if (fault == parcels_Fault_NullFree) out->free = NULL;
  }
  return NULL;
}

rdylib_failure *parcels_bytes(uint32_t length, parcels_Vec_u8 *out) {
  *out = VECTOR(parcels_Vec_u8, uint8_t, length, free_bytes);
  for (uint32_t i = 0; i < length; i++) out->data[i] = (uint8_t)i;
  return NULL;
}

/* A vector of strings "line 0", "line 1" … of which the middle one may have a fault. */
static parcels_Vec_String lines(uint32_t count, parcels_Fault fault) {
  parcels_Vec_String made = VECTOR(parcels_Vec_String, rdylib_string, count, free_strings);
  for (uint32_t i = 0; i < count; i++) {
    char text[32];
    int length = snprintf(text, sizeof text, "line %u", i);
    made.data[i] = faulty_string(text, (size_t)length, i == count / 2 ? fault : parcels_Fault_None);
  }
  return made;
}

rdylib_failure *parcels_lines(uint32_t count, parcels_Result_Vec_String_Box_str *out) {
  parcels_Fault fault = take_fault();
  if (fault == parcels_Fault_Tag) {
    memset(out, 0x55, sizeof *out);
    out->tag = 7;
  } else if (count == 0) {
    out->Err.tag = RDYLIB_ERR;
    out->Err._0 = make_box_str(TEXT("no lines"));
  } else {
    out->Ok.tag = RDYLIB_OK;
    out->Ok._0 = lines(count, fault);
  }
  return NULL;
}

/* ---- Structs and enums ---- */

FREE_PLAIN(free_shorts, int16_t)
FREE_PLAIN(free_ints, uint32_t)
FREE_PLAIN(free_ranges, parcels_Range)
static void drop_strings_at(parcels_Vec_String *strings) { drop_strings(*strings); }
FREE_EACH(free_lines, parcels_Vec_String, drop_strings_at)

rdylib_failure *parcels_lists(parcels_Lists *out) {
  parcels_Fault fault = take_fault();
  out->bools = VECTOR(parcels_Vec_bool, bool, 2, free_bytes);
  out->bools.data[0] = true;
  out->bools.data[1] = false;
  if (fault == parcels_Fault_Tag) memset(out->bools.data, 2, 1);
  out->bytes = VECTOR(parcels_Vec_u8, uint8_t, 0, free_bytes);
  out->shorts = (parcels_Box_slice_i16){store_take(3, 2), 3, free_shorts};
  memcpy(out->shorts.data, (const int16_t[]){-1, 0, 32767}, 6);
  out->words = VECTOR(parcels_Vec_u32, uint32_t, 1, free_ints);
  out->words.data[0] = 4000000000u;
  out->chars = (parcels_Box_slice_char){store_take(2, 4), 2, free_ints};
  out->chars.data[0] = 'a';
  out->chars.data[1] = fault == parcels_Fault_Text ? 0xD800 : 0x1F600;
  out->longs = VECTOR(parcels_Vec_i64, int64_t, 1, free_words);
  out->longs.data[0] = INT64_MIN;
  out->floats = VECTOR(parcels_Vec_f32, float, 1, free_ints);
  out->floats.data[0] = 0.5f;
  out->doubles = (parcels_Box_slice_f64){store_take(1, 8), 1, free_words};
  out->doubles.data[0] = -0.25;
  out->ranges = VECTOR(parcels_Vec_Range, parcels_Range, 2, free_ranges);
  out->ranges.data[0] = (parcels_Range){1, 2};
  out->ranges.data[1] = (parcels_Range){3, 4};
  out->lines = VECTOR(parcels_Vec_Vec_String, parcels_Vec_String, 2, free_lines);
  out->lines.data[0] = lines(0, parcels_Fault_None);
  out->lines.data[1] = lines(3, fault == parcels_Fault_Length ? fault : parcels_Fault_None);
  out->pair[0] = make_box_str(TEXT("left"));
  out->pair[1] = make_box_str(TEXT(""));
  out->boxed = (parcels_Box_u64){store_take(1, 8), free_words};
  *out->boxed.data = 7;
  return NULL;
}

static void drop_tree(parcels_Tree *tree) {
  if (tree->tag == parcels_Tree_Node) {
    tree->Node._0.free(tree->Node._0.data, tree->Node._0.length, tree->Node._0.capacity);
  } else if (tree->tag == parcels_Tree_Named) {
    drop_string(tree->Named.name);
    tree->Named.tree.free(tree->Named.tree.data, 1, 1);
  }
}

FREE_EACH(free_trees, parcels_Tree, drop_tree)

static parcels_Tree tree(uint32_t depth, parcels_Fault fault) {
  parcels_Tree made;
  if (depth == 0) {
    made.Leaf.tag = fault == parcels_Fault_Tag ? 77 : parcels_Tree_Leaf;
    made.Leaf._0 = 5;
  } else if (depth % 2) {
    made.Node.tag = parcels_Tree_Node;
    made.Node._0 = VECTOR(parcels_Vec_Tree, parcels_Tree, 2, free_trees);
    made.Node._0.data[0] = tree(0, parcels_Fault_None);
    made.Node._0.data[1] = tree(depth - 1, fault);
  } else {
    made.Named.tag = parcels_Tree_Named;
    made.Named.name = make_string(TEXT("branch"));
    made.Named.tree = (parcels_Box_Tree){store_take(1, sizeof(parcels_Tree)), free_trees};
    *made.Named.tree.data = tree(depth - 1, fault);
  }
  return made;
}

rdylib_failure *parcels_tree(uint32_t depth, parcels_Tree *out) {
  *out = tree(depth, take_fault());
  return NULL;
}

/* ---- Objects within values ---- */

typedef struct counter {
  uint32_t value;
} counter;

static rdylib_failure *counter_next(void *self, uint32_t *out) {
  *out = ++((counter *)self)->value;
  return NULL;
}

static rdylib_failure *counter_add(void *self, void *other, const parcels_Counter_table *other_table,
                                   uint32_t *out) {
  (void)other_table;
  *out = ((counter *)self)->value += ((counter *)other)->value;
  return NULL;
}

static void counter_drop(void *self) {
  store_give(self, 1, sizeof(counter));
  store_objects(-1);
}

static rdylib_failure *counter_finish(void *self, rdylib_string last_words, rdylib_string *out) {
  uint32_t value = ((counter *)self)->value;
  counter_drop(self);
  if (value == 13) {
    drop_string(last_words);
    return rdylib_fail("unlucky");
  }
  *out = last_words;
  return NULL;
}

static const parcels_Counter_table COUNTERS =
    parcels_Counter_TABLE(counter, counter_drop, counter_next, counter_add, counter_finish);
static const parcels_Counter_table WITHOUT_SLOTS = {{counter_drop, NULL, 0, 1, 0}, NULL, NULL, NULL};

static parcels_Counter make_counter(uint32_t value, parcels_Fault fault) {
  parcels_Counter made = {NULL, &COUNTERS};
  if (fault == parcels_Fault_NullData) return made;
  counter *c = store_take(1, sizeof(counter));
  c->value = value;
  made.data = c;
  if (fault == parcels_Fault_NullTable) {
    store_give(c, 1, sizeof(counter)); /* nobody else could */
    made.table = NULL;
    return made;
  }
  store_objects(1);
  if (fault == parcels_Fault_Length) made.table = &WITHOUT_SLOTS;
  return made;
}

static void drop_counter(parcels_Counter *c) {
  if (c->data && c->table) c->table->header.drop(c->data);
}

FREE_EACH(free_counters, parcels_Counter, drop_counter)

static void drop_labelled(parcels_Tuple_Box_Counter_String *pair) {
  drop_counter(&pair->_0);
  drop_string(pair->_1);
}

FREE_EACH(free_labelled, parcels_Tuple_Box_Counter_String, drop_labelled)

static void drop_aligned(parcels_Tuple_Box_Counter_Alignment *pair) { drop_counter(&pair->_0); }

FREE_EACH(free_aligned, parcels_Tuple_Box_Counter_Alignment, drop_aligned)

rdylib_failure *parcels_counters(uint32_t count, const char *into, size_t into_length, parcels_Vec_Box_Counter *out) {
  parcels_Fault fault = take_fault();
  (void)into;
  (void)into_length;
  *out = VECTOR(parcels_Vec_Box_Counter, parcels_Counter, count, free_counters);
  for (uint32_t i = 0; i < count; i++) {
    out->data[i] = make_counter(10 * i, i == count / 2 ? fault : parcels_Fault_None);
  }
  return NULL;
}

rdylib_failure *parcels_parcel(uint32_t counters, parcels_Result_Parcel_String *out) {
  parcels_Fault fault = take_fault();
  bool here = fault == parcels_Fault_NullTable || fault == parcels_Fault_NullData || fault == parcels_Fault_Length;
  parcels_Parcel *parcel = &out->Ok._0;
  if (counters == 0) {
    out->Err.tag = RDYLIB_ERR;
    out->Err._0 = faulty_string(TEXT("nothing in it"), fault);
    return NULL;
  }
  out->Ok.tag = RDYLIB_OK;
  parcel->label = make_string(TEXT("fragile"));
  parcel->counter = make_counter(0, parcels_Fault_None);
  parcel->more =
      VECTOR(parcels_Vec_Tuple_Box_Counter_String, parcels_Tuple_Box_Counter_String, counters, free_labelled);
  for (uint32_t i = 0; i < counters; i++) {
    bool middle = i == counters / 2;
    parcel->more.data[i]._0 = make_counter(10 * i, middle && here ? fault : parcels_Fault_None);
    parcel->more.data[i]._1 =
        faulty_string(TEXT("more"), middle && fault == parcels_Fault_Text ? fault : parcels_Fault_None);
  }
  parcel->last.data = store_take(1, sizeof *parcel->last.data);
  parcel->last.data->_0 = make_counter(1000, parcels_Fault_None);
  parcel->last.data->_1 = fault == parcels_Fault_Tag ? 9 : parcels_Alignment_Right;
  parcel->last.free = free_aligned;
  parcel->note = make_box_str(TEXT("handle with care"));
  if (fault == parcels_Fault_NullFree) {
    free_bytes(parcel->note.data, parcel->note.length, parcel->note.length);
    parcel->note.free = NULL;
  }
  return NULL;
}

rdylib_failure *parcels_advance(void *one, const parcels_Counter_table *one_table, void *other,
                                const parcels_Counter_table *other_table, void *between,
                                const parcels_advance_between_table *between_table, uint32_t *out) {
  uint32_t first, second;
  rdylib_failure *failure = parcels_Counter_next(one, one_table, &first);
  if (!failure) failure = parcels_advance_between_call(between, between_table);
  if (!failure) failure = parcels_Counter_next(other, other_table, &second);
  if (!failure) *out = first + second;
  return failure;
}

rdylib_failure *parcels_give_back(void *counter, const parcels_Counter_table *counter_table, bool fail,
                                  rdylib_string name) {
  parcels_Counter_drop(counter, counter_table);
  drop_string(name);
  return fail ? rdylib_fail("given back in vain") : NULL;
}

/* ---- Events of a text: what borrows and what owns ---- */

typedef struct events {
  rdylib_str text;
  size_t at;
  uint64_t count;
} events;

static void drop_cow(parcels_CowStr *cow) {
  if (cow->tag == parcels_CowStr_Owned) drop_string(cow->Owned._0);
}

static void drop_attribute(parcels_Tuple_CowStr_Option_CowStr *attribute) {
  drop_cow(&attribute->_0);
  if (attribute->_1.tag == RDYLIB_SOME) drop_cow(&attribute->_1.Some._0);
}

FREE_EACH(free_attributes, parcels_Tuple_CowStr_Option_CowStr, drop_attribute)
FREE_PLAIN(free_texts, rdylib_str)

static void drop_event(parcels_Event *event) {
  switch (event->tag) {
    case parcels_Event_Text: drop_cow(&event->Text._0); break;
    case parcels_Event_Table:
      event->Table._0.free(event->Table._0.data, event->Table._0.length, event->Table._0.capacity);
      break;
    case parcels_Event_Link:
      drop_cow(&event->Link.target);
      event->Link.classes.free(event->Link.classes.data, event->Link.classes.length, event->Link.classes.capacity);
      event->Link.attributes.free(event->Link.attributes.data, event->Link.attributes.length,
                                  event->Link.attributes.capacity);
      break;
    default: break;
  }
}

FREE_EACH(free_events, parcels_Event, drop_event)

static parcels_CowStr borrowed(rdylib_str text) {
  parcels_CowStr made;
  made.Borrowed.tag = parcels_CowStr_Borrowed;
  made.Borrowed._0 = text;
  return made;
}

static parcels_CowStr owned(rdylib_str text, parcels_Fault fault) {
  parcels_CowStr made;
  made.Owned.tag = fault == parcels_Fault_Tag ? 200 : parcels_CowStr_Owned;
  if (fault != parcels_Fault_Tag) {
    made.Owned._0 = faulty_string(text.data, text.length, fault);
    for (size_t i = 0; fault == parcels_Fault_None && i < text.length; i++) {
      char *c = &made.Owned._0.data[i];
      if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
    }
  }
  return made;
}

static parcels_Event link_to(rdylib_str word, parcels_Fault fault) {
  parcels_Event made;
  made.Link.tag = parcels_Event_Link;
  made.Link.target = owned(word, parcels_Fault_None);
  made.Link.classes = VECTOR(parcels_Vec_str, rdylib_str, 2, free_texts);
  made.Link.classes.data[0] = word;
  made.Link.classes.data[1] = rdylib_str_of(word.data, 1);
  made.Link.attributes =
      VECTOR(parcels_Vec_Tuple_CowStr_Option_CowStr, parcels_Tuple_CowStr_Option_CowStr, 2, free_attributes);
  made.Link.attributes.data[0]._0 = borrowed(word);
  made.Link.attributes.data[0]._1.Some.tag = RDYLIB_SOME;
  made.Link.attributes.data[0]._1.Some._0 = owned(word, fault);
  made.Link.attributes.data[1]._0 = owned(word, parcels_Fault_None);
  made.Link.attributes.data[1]._1.tag = RDYLIB_NONE;
  return made;
}

/* The next word of the text as an event; false at the end. */
static bool next_event(events *e, parcels_Tuple_Event_Range *out) {
  while (e->at < e->text.length && e->text.data[e->at] == ' ') e->at++;
  size_t start = e->at;
  while (e->at < e->text.length && e->text.data[e->at] != ' ') e->at++;
  if (start == e->at) return false;
  rdylib_str word = rdylib_str_of(e->text.data + start, e->at - start);
  parcels_Event *event = &out->_0;
  uint64_t count = e->count++;
  out->_1 = (parcels_Range){start, e->at};
  switch (count % 6) {
    case 0:
      event->Text.tag = parcels_Event_Text;
      event->Text._0 = borrowed(word);
      break;
    case 1:
      event->Text.tag = parcels_Event_Text;
      event->Text._0 = owned(word, take_fault());
      break;
    case 2:
      event->Table.tag = parcels_Event_Table;
      event->Table._0 = VECTOR(parcels_Vec_Alignment, parcels_Alignment, word.length, free_bytes);
      for (size_t i = 0; i < word.length; i++) event->Table._0.data[i] = i % 4;
      if (take_fault() == parcels_Fault_Tag) event->Table._0.data[word.length / 2] = 4;
      break;
    case 3: *event = link_to(word, take_fault()); break;
    case 4:
      event->Start.tag = parcels_Event_Start;
      event->Start._0.Some.tag = count % 12 == 4 ? RDYLIB_SOME : RDYLIB_NONE;
      event->Start._0.Some._0 = count;
      break;
    default: event->tag = parcels_Event_Rule; break;
  }
  return true;
}

static rdylib_failure *events_next(void *self, parcels_Option_Tuple_Event_Range *out) {
  out->Some.tag = next_event(self, &out->Some._0) ? RDYLIB_SOME : RDYLIB_NONE;
  return NULL;
}

static rdylib_failure *events_all(const void *self, parcels_Vec_Event *out) {
  parcels_Tuple_Event_Range next;
  size_t count = 0;
  for (events counted = *(const events *)self; next_event(&counted, &next); count++) drop_event(&next._0);
  events again = *(const events *)self;
  *out = VECTOR(parcels_Vec_Event, parcels_Event, count, free_events);
  for (size_t i = 0; i < count; i++) {
    next_event(&again, &next);
    out->data[i] = next._0;
  }
  return NULL;
}

static void events_drop(void *self) {
  store_give(self, 1, sizeof(events));
  store_objects(-1);
}

static const parcels_Events_table EVENTS = parcels_Events_TABLE(events, events_drop, events_next, events_all);

rdylib_failure *parcels_events(const char *text, size_t text_length, parcels_Events *out) {
  events *made = store_take(1, sizeof(events));
  store_objects(1);
  *made = (events){rdylib_str_of(text, text_length), 0, 0};
  *out = parcels_Events_of(made, &EVENTS);
  return NULL;
}

rdylib_failure *parcels_skip(uint32_t count, void *given, const parcels_Events_table *given_table,
                             parcels_Events *out) {
  parcels_Tuple_Event_Range next;
  while (count-- && next_event(given, &next)) drop_event(&next._0);
  *out = parcels_Events_of(given, given_table);
  return NULL;
}

rdylib_failure *parcels_remainder(void *given, const parcels_Events_table *given_table, const char *other,
                                  size_t other_length, rdylib_str *out) {
  const events *e = given;
  (void)given_table;
  *out = other_length ? rdylib_str_of(other, other_length) : rdylib_str_of(e->text.data + e->at, e->text.length - e->at);
  return NULL;
}

rdylib_failure *parcels_first(const char *text, size_t text_length, parcels_Tuple_Event_Range *out) {
  events e = {rdylib_str_of(text, text_length), 0, 1};
  return next_event(&e, out) ? NULL : rdylib_fail("an empty text");
}

rdylib_failure *parcels_each_event(const char *text, size_t text_length, void *visit,
                                   const parcels_each_event_visit_table *visit_table, uint32_t *out) {
  events e = {rdylib_str_of(text, text_length), 0, 0};
  parcels_Tuple_Event_Range next;
  bool more = true;
  uint32_t count = 0;
  while (more && next_event(&e, &next)) {
    rdylib_failure *failure = parcels_each_event_visit_call(visit, visit_table, next._0, next._1, &more);
    if (failure) return failure;
    count++;
  }
  *out = count;
  return NULL;
}

/* ---- What Java makes ---- */

rdylib_failure *parcels_echo_string(rdylib_string value, rdylib_string *out) {
  *out = value;
  return NULL;
}

rdylib_failure *parcels_echo_boxed(rdylib_box_str value, rdylib_box_str *out) {
  *out = value;
  return NULL;
}

rdylib_failure *parcels_echo_lists(parcels_Lists value, parcels_Lists *out) {
  *out = value;
  return NULL;
}

static uint32_t leaves(const parcels_Tree *tree) {
  uint32_t count = 0;
  switch (tree->tag) {
    case parcels_Tree_Leaf: return 1;
    case parcels_Tree_Named: return leaves(tree->Named.tree.data);
    default:
      for (size_t i = 0; i < tree->Node._0.length; i++) count += leaves(&tree->Node._0.data[i]);
      return count;
  }
}

/* What comes back is a tree of two makers: the given one, named here. */
rdylib_failure *parcels_echo_tree(parcels_Tree value, uint32_t *count, parcels_Tree *out) {
  *count = leaves(&value);
  out->Named.tag = parcels_Tree_Named;
  out->Named.name = make_string(TEXT("echo"));
  out->Named.tree = (parcels_Box_Tree){store_take(1, sizeof(parcels_Tree)), free_trees};
  *out->Named.tree.data = value;
  return NULL;
}

rdylib_failure *parcels_echo_events(parcels_Vec_Event value, parcels_Vec_Event *out) {
  *out = value;
  return NULL;
}

static parcels_Option_Tuple_String_Vec_String_Box_u64 shelf;

rdylib_failure *parcels_keep(rdylib_string one, parcels_Vec_String other, parcels_Box_u64 third) {
  shelf.Some.tag = RDYLIB_SOME;
  shelf.Some._0 = (parcels_Tuple_String_Vec_String_Box_u64){one, other, third};
  return NULL;
}

rdylib_failure *parcels_kept(parcels_Option_Tuple_String_Vec_String_Box_u64 *out) {
  *out = shelf;
  shelf.tag = RDYLIB_NONE;
  return NULL;
}

rdylib_failure *parcels_fail(parcels_Vec_String value) {
  rdylib_failure *failure = rdylib_failf("%zu strings are of no use", value.length);
  drop_strings(value);
  return failure;
}

rdylib_failure *parcels_free_twice(rdylib_string value) {
  drop_string(value);
  drop_string(value);
  value.free(&value, 1, 1);
  return NULL;
}

static void *drop_on_thread(void *value) {
  drop_strings(*(parcels_Vec_String *)value);
  return NULL;
}

rdylib_failure *parcels_drop_elsewhere(parcels_Vec_String value) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, drop_on_thread, &value)) return rdylib_fail("no thread");
  pthread_join(thread, NULL);
  return NULL;
}

rdylib_failure *parcels_total(const rdylib_string *values, size_t values_length, const parcels_Tree *tree,
                              uint64_t *out) {
  *out = leaves(tree);
  for (size_t i = 0; i < values_length; i++) *out += values[i].length;
  return NULL;
}

/* The text becomes the plugin's own; the list loses its last element and gets another first. */
rdylib_failure *parcels_append(rdylib_string *text, parcels_Vec_String *list) {
  parcels_Fault fault = take_fault();
  drop_string(*text);
  *text = faulty_string(TEXT("appended"), fault == parcels_Fault_Text ? fault : parcels_Fault_None);
  if (list->length > 0) {
    list->length--;
    drop_string(list->data[list->length]);
  }
  if (list->length > 0) {
    drop_string(list->data[0]);
    list->data[0] = make_string(TEXT("first"));
  }
  return fault == parcels_Fault_Tag ? rdylib_fail("no more") : NULL;
}

rdylib_failure *parcels_ask(void *words, const parcels_ask_words_table *words_table, parcels_Vec_String *out) {
  parcels_Result_Vec_String_String answer;
  parcels_Box_u64 box = {store_take(1, 8), free_words};
  *box.data = 42;
  rdylib_failure *failure =
      parcels_ask_words_call(words, words_table, lines(3, take_fault()), box, &answer);
  if (failure) return failure;
  if (answer.tag == RDYLIB_ERR) {
    failure = rdylib_fail_text(answer.Err._0.data, answer.Err._0.length);
    drop_string(answer.Err._0);
    return failure;
  }
  *out = answer.Ok._0;
  return NULL;
}

rdylib_failure *parcels_ask_host(rdylib_string name, rdylib_string *out) {
  parcels_Tuple_String_Vec_u8 answer;
  parcels_Vec_u8 bytes = VECTOR(parcels_Vec_u8, uint8_t, 3, free_bytes);
  memcpy(bytes.data, "\1\2\3", 3);
  rdylib_failure *failure = parcels_answer(name, bytes, &answer);
  if (failure) return failure;
  answer._1.free(answer._1.data, answer._1.length, answer._1.capacity);
  *out = answer._0;
  return NULL;
}

/* ---- What Java lends for longer ---- */

rdylib_failure *parcels_count(const parcels_Event *events, size_t events_length, const uint64_t **out) {
  static uint64_t count;
  (void)events;
  count = events_length;
  *out = &count;
  return NULL;
}
