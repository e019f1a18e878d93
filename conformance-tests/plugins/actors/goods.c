/* Owned values of both sides, which are freed by whoever made them, once. */
#include "things.h"

#include <ctype.h>
#include <stdio.h>

rdylib_failure *actors_held(uint64_t *out) {
  uint32_t living;
  rdylib_failure *failure = actors_living(&living);
  if (!failure) *out = living;
  return failure;
}

static void free_lines(void *data, size_t live, size_t capacity) {
  rdylib_string *lines = data;
  (void)capacity;
  for (size_t i = 0; i < live; i++) string_drop(lines[i]);
  give(lines);
}

static void free_place(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  give(data);
}

static actors_Vec_String lines_of(size_t length) {
  actors_Vec_String made = {take(length * sizeof *made.data + 1), length, length, free_lines};
  return made;
}

static void goods_drop(actors_Goods goods) {
  string_drop(goods.name);
  goods.lines.free(goods.lines.data, goods.lines.length, goods.lines.capacity);
  goods.parts.free(goods.parts.data, goods.parts.length, goods.parts.length);
  goods.number.free(goods.number.data, 1, 1);
  if (goods.note.data) goods.note.free(goods.note.data, goods.note.length, goods.note.length);
}

rdylib_failure *actors_goods(uint32_t lines, actors_Goods *out) {
  out->name = string_of(TEXT("goods"));
  out->lines = lines_of(lines);
  out->parts.data = take(lines * sizeof(uint16_t) + 1);
  out->parts.length = lines;
  out->parts.free = free_place;
  for (uint32_t i = 0; i < lines; i++) {
    char line[32];
    int length = snprintf(line, sizeof line, "line %u", i);
    out->lines.data[i] = string_of(line, (size_t)length);
    out->parts.data[i] = (uint16_t)i;
  }
  out->number.data = take(sizeof(uint64_t));
  *out->number.data = lines;
  out->number.free = free_place;
  memset(&out->note, 0, sizeof out->note);
  if (lines > 0) {
    out->note.data = take(4);
    memcpy(out->note.data, "some", 4);
    out->note.length = 4;
    out->note.free = free_place;
  }
  return NULL;
}

rdylib_failure *actors_exchange(
    actors_Goods goods, void *act, const actors_exchange_act_table *act_table, actors_Goods *out) {
  actors_Goods given, answer;
  rdylib_failure *failure = actors_goods(3, &given);
  if (!failure) failure = actors_exchange_act_call(act, act_table, given, &answer);
  if (!failure) {
    size_t length = goods.name.length + answer.name.length;
    size_t own = goods.lines.length;
    failure = actors_goods((uint32_t)*answer.number.data, out);
    string_drop(out->name);
    char *name = take(length + 1);
    memcpy(name, goods.name.data, goods.name.length);
    memcpy(name + goods.name.length, answer.name.data, answer.name.length);
    out->name = string_of(name, length);
    give(name);
    out->lines.free(out->lines.data, out->lines.length, out->lines.capacity);
    out->lines = lines_of(own + answer.lines.length);
    for (size_t i = 0; i < out->lines.length; i++) {
      rdylib_string *line = i < own ? &goods.lines.data[i] : &answer.lines.data[i - own];
      out->lines.data[i] = string_of(line->data, line->length);
    }
    goods_drop(answer);
  }
  goods_drop(goods);
  return failure;
}

rdylib_failure *actors_revise(
    uint64_t *sum, uint16_t *parts, size_t parts_length, char *note, size_t note_length, rdylib_string *lines,
    size_t lines_length, rdylib_string *name, uint32_t *out) {
  *out = (sum != NULL) + (parts != NULL) + (note != NULL) + (lines != NULL) + (name != NULL);
  if (sum) ++*sum;
  for (size_t i = 0; parts && i < parts_length; i++) parts[i]++;
  for (size_t i = 0; note && i < note_length; i++) note[i] = (char)toupper((unsigned char)note[i]);
  for (size_t i = 0; lines && i < lines_length; i++) {
    char said[64];
    int length = snprintf(said, sizeof said, "%.*s!", (int)lines[i].length, lines[i].data);
    string_drop(lines[i]);
    lines[i] = string_of(said, (size_t)length);
  }
  if (name) {
    string_drop(*name);
    *name = string_of(TEXT("named"));
  }
  return NULL;
}
