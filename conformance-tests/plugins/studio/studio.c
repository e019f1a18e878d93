/* A plugin that answers with what its caller writes to. */
#include "studio.h"
#include <stdio.h>

static uint32_t living;

rdylib_failure *studio_living(uint32_t *out) {
  *out = __atomic_load_n(&living, __ATOMIC_SEQ_CST);
  return NULL;
}

static void *made(size_t size) {
  void *data = calloc(1, size);
  if (!data) abort();
  __atomic_add_fetch(&living, 1, __ATOMIC_SEQ_CST);
  return data;
}

static void given_up(void *data) {
  __atomic_sub_fetch(&living, 1, __ATOMIC_SEQ_CST);
  free(data);
}

static void free_bytes(void *data, size_t length, size_t capacity) {
  (void)length;
  (void)capacity;
  free(data);
}

static rdylib_string string_of(const char *text) {
  size_t length = strlen(text);
  char *data = malloc(length + 1);
  if (!data) abort();
  memcpy(data, text, length);
  return (rdylib_string){data, length, length + 1, free_bytes};
}

/* ---- Tracks ---- */

typedef struct {
  float buffer[4];
  bool bools[2];
  uint32_t chars[2];
  uint16_t shorts[2];
  uint32_t ints[2];
  int64_t longs[2];
  studio_Point points[3];
  studio_Note notes[2];
  studio_Mode mode;
  uint8_t key[8];
  char title[8];
  rdylib_u128 wide;
  uint8_t volumes[2];
} tape;

static rdylib_failure *buffer(void *self, studio_slice_f32_mut *out) {
  *out = (studio_slice_f32_mut){((tape *)self)->buffer, 4};
  return NULL;
}

static rdylib_failure *sum(const void *self, float *out) {
  const tape *it = self;
  *out = 0;
  for (int i = 0; i < 4; i++) *out += it->buffer[i];
  return NULL;
}

static rdylib_failure *scalars(
    void *self,
    studio_Tuple_slice_bool_mut_slice_char_mut_slice_u16_mut_slice_u32_mut_slice_i64_mut *out) {
  tape *it = self;
  out->_0 = (studio_slice_bool_mut){it->bools, 2};
  out->_1 = (studio_slice_char_mut){it->chars, 2};
  out->_2 = (studio_slice_u16_mut){it->shorts, 2};
  out->_3 = (studio_slice_u32_mut){it->ints, 2};
  out->_4 = (studio_slice_i64_mut){it->longs, 2};
  return NULL;
}

static rdylib_failure *anchor(void *self, studio_Point **out) {
  *out = ((tape *)self)->points;
  return NULL;
}

static rdylib_failure *points(void *self, studio_slice_Point_mut *out) {
  *out = (studio_slice_Point_mut){((tape *)self)->points, 3};
  return NULL;
}

static rdylib_failure *notes(void *self, studio_slice_Note_mut *out) {
  *out = (studio_slice_Note_mut){((tape *)self)->notes, 2};
  return NULL;
}

static rdylib_failure *mode(void *self, studio_Mode **out) {
  *out = &((tape *)self)->mode;
  return NULL;
}

static rdylib_failure *key(void *self, uint8_t **out) {
  *out = ((tape *)self)->key;
  return NULL;
}

static rdylib_failure *title(void *self, rdylib_str_mut *out) {
  *out = (rdylib_str_mut){((tape *)self)->title, 8};
  return NULL;
}

static rdylib_failure *wide(void *self, rdylib_u128 **out) {
  *out = &((tape *)self)->wide;
  return NULL;
}

static rdylib_failure *volume(void *self, uint32_t channel, uint8_t **out) {
  *out = channel < 2 ? &((tape *)self)->volumes[channel] : NULL;
  return NULL;
}

static rdylib_failure *checked(void *self, uint32_t channel, studio_Result_mut_u8_String *out) {
  if (channel < 2) {
    out->Ok.tag = RDYLIB_OK;
    return volume(self, channel, &out->Ok._0);
  }
  out->Err.tag = RDYLIB_ERR;
  out->Err._0 = string_of("no such channel");
  return NULL;
}

static int note_text(const studio_Note *note, char *into, size_t room) {
  switch (note->tag) {
    case studio_Note_Tone: return snprintf(into, room, "tone %u %d", note->Tone.pitch, note->Tone.loud);
    case studio_Note_Slide:
      return snprintf(into, room, "slide %u %u %u %u", note->Slide._0, note->Slide._1[0], note->Slide._1[1],
                      note->Slide._1[2]);
    default: return snprintf(into, room, "rest");
  }
}

static rdylib_failure *state(const void *self, rdylib_string *out) {
  const tape *it = self;
  char text[512];
  size_t at = 0;
  unsigned key_sum = 0;
  at += (size_t)snprintf(text + at, sizeof text - at, "%d %d %u %u %u %u %u %u %lld %lld;", it->bools[0], it->bools[1],
                         it->chars[0], it->chars[1], it->shorts[0], it->shorts[1], it->ints[0], it->ints[1],
                         (long long)it->longs[0], (long long)it->longs[1]);
  for (int i = 0; i < 3; i++) {
    at += (size_t)snprintf(text + at, sizeof text - at, " %g,%g,%d", it->points[i].x, it->points[i].y,
                           it->points[i].seen);
  }
  at += (size_t)snprintf(text + at, sizeof text - at, "; ");
  at += (size_t)note_text(&it->notes[0], text + at, sizeof text - at);
  at += (size_t)snprintf(text + at, sizeof text - at, " ");
  at += (size_t)note_text(&it->notes[1], text + at, sizeof text - at);
  for (int i = 0; i < 8; i++) key_sum += it->key[i];
  uint64_t low;
  memcpy(&low, &it->wide, sizeof low);
  (void)snprintf(text + at, sizeof text - at, "; %d; %u; %.8s; %llu; %u %u", it->mode, key_sum, it->title,
                 (unsigned long long)low, it->volumes[0], it->volumes[1]);
  *out = string_of(text);
  return NULL;
}

static rdylib_failure *spoil(void *self) {
  unsigned char none = 2;
  memcpy(((tape *)self)->bools, &none, 1);
  return NULL;
}

static const studio_Track_table TAPE = studio_Track_TABLE(
    tape, given_up, buffer, sum, scalars, anchor, points, notes, mode, key, title, wide, volume, checked, state, spoil);

rdylib_failure *studio_track(studio_Track *out) {
  tape *it = made(sizeof *it);
  it->bools[1] = true;
  it->chars[0] = 'a';
  it->chars[1] = 0x10FFFF;
  it->shorts[0] = 1;
  it->shorts[1] = 65535;
  it->ints[0] = 1;
  it->ints[1] = 4294967295;
  it->longs[0] = 1;
  it->longs[1] = -1;
  for (int i = 0; i < 3; i++) it->points[i] = (studio_Point){i, -(double)i, false};
  it->notes[1].Tone.tag = studio_Note_Tone;
  it->notes[1].Tone.pitch = 440;
  it->notes[1].Tone.loud = true;
  it->mode = studio_Mode_On;
  for (uint8_t i = 0; i < 8; i++) it->key[i] = (uint8_t)(i + 1);
  memcpy(it->title, "untitled", 8);
  uint64_t one = 1;
  memcpy(&it->wide, &one, sizeof one);
  it->volumes[0] = 10;
  it->volumes[1] = 20;
  *out = studio_Track_of(it, &TAPE);
  return NULL;
}

rdylib_failure *studio_sending(studio_Track *out) { return studio_track(out); }

/* ---- Frames ---- */

struct studio_Frame {
  size_t size;
  uint8_t bytes[];
};

rdylib_failure *studio_frame(uint32_t size, studio_Frame **out) {
  studio_Frame *frame = made(sizeof *frame + size);
  frame->size = size;
  for (uint32_t i = 0; i < size; i++) frame->bytes[i] = (uint8_t)i;
  *out = frame;
  return NULL;
}

void studio_drop_frame(studio_Frame *frame) { given_up(frame); }

rdylib_failure *studio_map(studio_Frame *frame, studio_slice_u8_mut *out) {
  *out = (studio_slice_u8_mut){frame->bytes, frame->size};
  return NULL;
}

typedef struct {
  studio_Frame *frame;
  size_t at;
} reader;

static rdylib_failure *map_later(void *self, void *waker, const rdylib_waker_table *waker_table,
                                 studio_Poll_slice_u8_mut *out) {
  reader *it = self;
  if (!it->at++) {
    out->tag = RDYLIB_NONE;
    waker_table->wake(waker);
    return NULL;
  }
  out->Some.tag = RDYLIB_SOME;
  return studio_map(it->frame, &out->Some._0);
}

static reader *reader_of(studio_Frame *frame) {
  reader *it = made(sizeof *it);
  it->frame = frame;
  return it;
}

rdylib_failure *studio_mapping(studio_Frame *frame, studio_mapping_result *out) {
  static const studio_mapping_result_table table = studio_mapping_result_TABLE(reader, given_up, map_later);
  *out = studio_mapping_result_of(reader_of(frame), &table);
  return NULL;
}

static rdylib_failure *next_row(void *self, studio_slice_u8_mut *out) {
  reader *it = self;
  *out = (studio_slice_u8_mut){NULL, 0};
  if (it->frame->size - it->at >= 2) {
    *out = (studio_slice_u8_mut){it->frame->bytes + it->at, 2};
    it->at += 2;
  }
  return NULL;
}

rdylib_failure *studio_rows(studio_Frame *frame, studio_rows_result *out) {
  static const studio_rows_result_table table = studio_rows_result_TABLE(reader, given_up, next_row);
  *out = studio_rows_result_of(reader_of(frame), &table);
  return NULL;
}

rdylib_failure *studio_byte(const studio_Frame *frame, uint32_t at, uint8_t *out) {
  if (at >= frame->size) return rdylib_fail("there is no such byte");
  *out = frame->bytes[at];
  return NULL;
}

/* ---- What is lent ---- */

rdylib_failure *studio_halves(uint32_t *room, size_t room_length, studio_Tuple_slice_u32_mut_slice_u32_mut *out) {
  size_t half = room_length / 2;
  out->_0 = (studio_slice_u32_mut){room, half};
  out->_1 = (studio_slice_u32_mut){room + half, room_length - half};
  return NULL;
}

rdylib_failure *studio_every(uint32_t *room, size_t room_length, studio_Vec_mut_u32 *out) {
  uint32_t **all = malloc((room_length + 1) * sizeof *all);
  if (!all) abort();
  for (size_t i = 0; i < room_length; i++) all[i] = room + i;
  *out = (studio_Vec_mut_u32){all, room_length, room_length + 1, free_bytes};
  return NULL;
}

/* ---- Trees ---- */

struct studio_Node {
  uint32_t weight;
  studio_Node *above;
};

struct studio_Tree {
  studio_Node *root;
};

rdylib_failure *studio_tree(uint32_t nodes, studio_Tree **out) {
  studio_Tree *tree = made(sizeof *tree);
  for (; nodes; nodes--) {
    studio_Node *node = made(sizeof *node);
    *node = (studio_Node){nodes, tree->root};
    tree->root = node;
  }
  *out = tree;
  return NULL;
}

void studio_drop_node(studio_Node *node) {
  while (node) {
    studio_Node *above = node->above;
    given_up(node);
    node = above;
  }
}

void studio_drop_tree(studio_Tree *tree) {
  studio_drop_node(tree->root);
  given_up(tree);
}

rdylib_failure *studio_root(studio_Tree *tree, studio_Node **out) {
  *out = tree->root;
  return NULL;
}

rdylib_failure *studio_above(studio_Node *node, studio_Node **out) {
  *out = node->above;
  return NULL;
}

rdylib_failure *studio_weight(studio_Node *node, uint32_t **out) {
  *out = &node->weight;
  return NULL;
}

rdylib_failure *studio_grow(studio_Node *node) {
  node->weight++;
  return NULL;
}

rdylib_failure *studio_weigh(const studio_Node *node, uint32_t *out) {
  *out = 0;
  for (; node; node = node->above) *out += node->weight;
  return NULL;
}

rdylib_failure *studio_total(const studio_Tree *tree, uint32_t *out) { return studio_weigh(tree->root, out); }
