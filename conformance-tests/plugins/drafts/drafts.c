/* A plugin that has others put something else in the place of its texts, and counts what memory it has. */
#include "drafts.h"

#include <stdlib.h>
#include <string.h>

static uint64_t held;
static rdylib_string last;

static void *taken(size_t size) {
  void *it = malloc(size + 1);
  if (!it) abort();
  held++;
  return it;
}

/* What is freed says by its elements what it was made as. */
static void given(void *data, size_t live, size_t capacity) {
  if (live > capacity) abort();
  held--;
  free(data);
}

static void strings_given(void *data, size_t live, size_t capacity) {
  rdylib_string *strings = data;
  for (size_t i = 0; i < live; i++) rdylib_string_drop(strings[i]);
  given(data, live, capacity);
}

static rdylib_string made(const char *text, size_t length) {
  rdylib_string it = {taken(length), length, length, given};
  memcpy(it.data, text, length);
  return it;
}

rdylib_failure *drafts_held(uint64_t *out) {
  *out = held;
  return NULL;
}

rdylib_failure *drafts_left(rdylib_string *out) {
  *out = made(last.data, last.length);
  return NULL;
}

/* Keeps a copy for `left`, and gives the text away, or drops it. */
static rdylib_failure *leave(rdylib_failure *failure, rdylib_string text, rdylib_string *out) {
  if (last.data) rdylib_string_drop(last);
  last = made(text.data, text.length);
  if (failure) {
    rdylib_string_drop(text);
  } else {
    *out = text;
  }
  return failure;
}

rdylib_failure *drafts_edit(
    const char *text, size_t text_length, void *editor, const drafts_Editor_table *editor_table, rdylib_string *out) {
  rdylib_string own = made(text, text_length);
  rdylib_failure *failure = drafts_Editor_edit(editor, editor_table, &own);
  return leave(failure, own, out);
}

rdylib_failure *drafts_write(
    const char *text, size_t text_length, void *by, const drafts_write_by_table *by_table, rdylib_string *out) {
  rdylib_string own = made(text, text_length);
  uint8_t answer;
  rdylib_failure *failure = drafts_write_by_call(by, by_table, &own, &answer);
  return leave(failure, own, out);
}

rdylib_failure *drafts_both(
    const char *text, size_t text_length, const char *other, size_t other_length, void *by,
    const drafts_both_by_table *by_table, rdylib_string *out) {
  rdylib_string one = made(text, text_length);
  rdylib_string two = made(other, other_length);
  rdylib_failure *failure = drafts_both_by_call(by, by_table, &one, &two);
  rdylib_string both = {taken(one.length + two.length), one.length + two.length, one.length + two.length, given};
  memcpy(both.data, one.data, one.length);
  memcpy(both.data + one.length, two.data, two.length);
  rdylib_string_drop(one);
  rdylib_string_drop(two);
  return leave(failure, both, out);
}

rdylib_failure *drafts_maybe(
    const char *text, size_t text_length, void *by, const drafts_maybe_by_table *by_table, rdylib_string *out) {
  static const rdylib_string none;
  rdylib_string own = text ? made(text, text_length) : none;
  rdylib_failure *failure = drafts_maybe_by_call(by, by_table, text ? &own : NULL);
  if (failure && text) rdylib_string_drop(own);
  if (!failure) *out = own;
  return failure;
}

rdylib_failure *drafts_bytes(
    const uint8_t *bytes, size_t bytes_length, void *by, const drafts_bytes_by_table *by_table, drafts_Vec_u8 *out) {
  drafts_Vec_u8 own = {taken(bytes_length), bytes_length, bytes_length, given};
  rdylib_failure *failure;
  memcpy(own.data, bytes, bytes_length);
  failure = drafts_bytes_by_call(by, by_table, &own);
  if (failure) {
    own.free(own.data, own.length, own.capacity);
  } else {
    *out = own;
  }
  return failure;
}

rdylib_failure *drafts_lines(
    drafts_Vec_String lines, void *by, const drafts_lines_by_table *by_table, drafts_Vec_String *out) {
  drafts_Vec_String own = {taken(lines.length * sizeof(rdylib_string)), lines.length, lines.length, strings_given};
  rdylib_failure *failure;
  for (size_t i = 0; i < lines.length; i++) own.data[i] = made(lines.data[i].data, lines.data[i].length);
  lines.free(lines.data, lines.length, lines.capacity);
  failure = drafts_lines_by_call(by, by_table, own.data, own.length);
  if (failure) {
    own.free(own.data, own.length, own.capacity);
  } else {
    *out = own;
  }
  return failure;
}

static void note_drop(drafts_Note *note) {
  rdylib_string_drop(note->title);
  note->lines.free(note->lines.data, note->lines.length, note->lines.capacity);
  if (note->seal.data) note->seal.free(note->seal.data, 1, 1);
}

rdylib_failure *drafts_sign(
    drafts_Note note, void *editor, const drafts_Editor_table *editor_table, drafts_Note *out) {
  uint8_t lines;
  rdylib_failure *failure = drafts_Editor_sign(editor, editor_table, &note, &lines);
  if (!failure && lines != note.lines.length) failure = rdylib_fail("drafts: another number of lines");
  if (failure) {
    note_drop(&note);
  } else {
    *out = note;
  }
  return failure;
}

rdylib_failure *drafts_boxed(
    drafts_Box_Note note, void *by, const drafts_boxed_by_table *by_table, drafts_Box_Note *out) {
  rdylib_failure *failure = drafts_boxed_by_call(by, by_table, &note);
  if (failure) {
    note.free(note.data, 1, 1);
  } else {
    *out = note;
  }
  return failure;
}

rdylib_failure *drafts_polish(const char *text, size_t text_length, rdylib_string *out) {
  rdylib_string own = made(text, text_length);
  rdylib_failure *failure = drafts_polished(&own);
  return leave(failure, own, out);
}

rdylib_failure *drafts_correct(const char *text, size_t text_length, rdylib_string *out) {
  rdylib_string own = made(text, text_length);
  drafts_corrected(&own);
  return leave(NULL, own, out);
}

/* ---- An editor of its own ---- */

static void editor_gone(void *self) { given(self, 1, 1); }

static rdylib_failure *editor_edit(void *self, rdylib_string *text) {
  rdylib_string twice = {taken(2 * text->length), 2 * text->length, 2 * text->length, given};
  (void)self;
  memcpy(twice.data, text->data, text->length);
  memcpy(twice.data + text->length, text->data, text->length);
  rdylib_string_drop(*text);
  *text = twice;
  return NULL;
}

static rdylib_failure *editor_sign(const void *self, drafts_Note *note, uint8_t *out) {
  (void)self;
  *out = (uint8_t)note->lines.length;
  return NULL;
}

rdylib_failure *drafts_editor(drafts_Editor *out) {
  static const drafts_Editor_table table = drafts_Editor_TABLE(char, editor_gone, editor_edit, editor_sign);
  *out = drafts_Editor_of(taken(1), &table);
  return NULL;
}
