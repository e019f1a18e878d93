/* A plugin that reads what its host's functions leave it of what it has lent them, when they have returned. */
#include "echoes.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

static uint32_t living;
static uint32_t strays;
static uint32_t own_tools;

rdylib_failure *echoes_living(uint32_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *echoes_strays(uint32_t *out) {
  *out = strays;
  return NULL;
}

rdylib_failure *echoes_own_tools(uint32_t *out) {
  *out = own_tools;
  return NULL;
}

/* ---- Texts of its own: what is gone is no text any more ---- */

static char *made(const void *data, size_t length) {
  char *it = malloc(length + 1);
  if (!it) abort();
  memcpy(it, data, length);
  living++;
  return it;
}

static void gone(char *it, size_t length) {
  memset(it, 0xff, length);
  free(it);
  living--;
}

static void free_bytes(void *data, size_t live, size_t capacity) {
  (void)live;
  gone(data, capacity);
}

static rdylib_string string_of(const char *data, size_t length) {
  rdylib_string string = {made(data, length), length, length, free_bytes};
  return string;
}

/* What it was answered with, of a text of its own. */
static rdylib_string taken(rdylib_str answer, const char *of, size_t length) {
  if (answer.data < of || answer.data + answer.length > of + length) strays++;
  return string_of(answer.data, answer.length);
}

typedef rdylib_failure *(*asked)(void *who, const void *table, const char *text, size_t length, rdylib_str *out);

static rdylib_failure *ask(
    asked call, void *who, const void *table, const char *text, size_t length, rdylib_string *out) {
  char *own = made(text, length);
  rdylib_str answer;
  rdylib_failure *failure = call(who, table, own, length, &answer);
  if (!failure) *out = taken(answer, own, length);
  gone(own, length);
  return failure;
}

/* ---- Closures, objects, functions and the import ---- */

static rdylib_failure *by_closure(void *who, const void *table, const char *text, size_t length, rdylib_str *out) {
  return echoes_cut_by_call(who, table, text, length, out);
}

rdylib_failure *echoes_cut(
    const char *text, size_t text_length, void *by, const echoes_cut_by_table *by_table, rdylib_string *out) {
  return ask(by_closure, by, by_table, text, text_length, out);
}

static rdylib_failure *by_object(void *who, const void *table, const char *text, size_t length, rdylib_str *out) {
  return echoes_Picker_pick(who, table, text, length, out);
}

rdylib_failure *echoes_picked(
    const char *text, size_t text_length, void *by, const echoes_Picker_table *by_table, rdylib_string *out) {
  return ask(by_object, by, by_table, text, text_length, out);
}

static rdylib_failure *by_function(void *who, const void *table, const char *text, size_t length, rdylib_str *out) {
  (void)table;
  return (*(echoes_apply_f *)who)(text, length, out);
}

rdylib_failure *echoes_apply(const char *text, size_t text_length, echoes_apply_f f, rdylib_string *out) {
  return ask(by_function, &f, NULL, text, text_length, out);
}

static rdylib_failure *by_import(void *who, const void *table, const char *text, size_t length, rdylib_str *out) {
  (void)who;
  (void)table;
  return echoes_chosen(text, length, out);
}

rdylib_failure *echoes_ask(const char *text, size_t text_length, rdylib_string *out) {
  return ask(by_import, NULL, NULL, text, text_length, out);
}

/* ---- Parts of all kinds ---- */

rdylib_failure *echoes_part(
    const uint8_t *bytes, size_t bytes_length, void *by, const echoes_part_by_table *by_table, echoes_Vec_u8 *out) {
  char *own = made(bytes, bytes_length);
  echoes_slice_u8 answer;
  rdylib_failure *failure = echoes_part_by_call(by, by_table, (const uint8_t *)own, bytes_length, &answer);
  if (!failure) {
    rdylib_string part = taken(rdylib_str_of((const char *)answer.data, answer.length), own, bytes_length);
    *out = (echoes_Vec_u8){(uint8_t *)part.data, part.length, part.capacity, part.free};
  }
  gone(own, bytes_length);
  return failure;
}

/* Lines of its own, with texts of its own. */
static echoes_Line *lines_of(const rdylib_str *texts, size_t length) {
  echoes_Line *lines = malloc(length * sizeof *lines + 1);
  if (!lines) abort();
  for (size_t i = 0; i < length; i++) {
    lines[i].text = rdylib_str_of(made(texts[i].data, texts[i].length), texts[i].length);
    lines[i].number = (uint32_t)i + 1;
  }
  return lines;
}

static void end_lines(echoes_Line *lines, size_t length) {
  for (size_t i = 0; i < length; i++) gone((char *)lines[i].text.data, lines[i].text.length);
  free(lines);
}

static uint32_t number_of(const echoes_Line *line, const echoes_Line *lines, size_t length) {
  if (line < lines || line >= lines + length) strays++;
  return line->number;
}

rdylib_failure *echoes_line(
    const rdylib_str *texts, size_t texts_length, void *by, const echoes_line_by_table *by_table, uint32_t *out) {
  echoes_Line *lines = lines_of(texts, texts_length);
  const echoes_Line *answer;
  rdylib_failure *failure = echoes_line_by_call(by, by_table, lines, texts_length, &answer);
  if (!failure) *out = number_of(answer, lines, texts_length);
  end_lines(lines, texts_length);
  return failure;
}

rdylib_failure *echoes_found(
    const rdylib_str *texts, size_t texts_length, void *by, const echoes_Picker_table *by_table,
    echoes_Option_u32 *out) {
  echoes_Line *lines = lines_of(texts, texts_length);
  const echoes_Line *answer;
  rdylib_failure *failure = echoes_Picker_find(by, by_table, lines, texts_length, &answer);
  if (!failure) {
    memset(out, 0, sizeof *out);
    if (answer) {
      out->tag = RDYLIB_SOME;
      out->Some._0 = number_of(answer, lines, texts_length);
    }
  }
  end_lines(lines, texts_length);
  return failure;
}

rdylib_failure *echoes_both(
    const char *one, size_t one_length, const char *other, size_t other_length, void *by,
    const echoes_both_by_table *by_table, rdylib_string *out) {
  char *first = made(one, one_length);
  char *second = made(other, other_length);
  echoes_Tuple_str_Option_str answer;
  rdylib_failure *failure =
      echoes_both_by_call(by, by_table, first, one_length, second, other_length, &answer);
  if (!failure && answer._1.data) {
    rdylib_string rest = taken(answer._1, second, other_length);
    rest.free(rest.data, rest.length, rest.capacity);
  }
  gone(second, other_length);
  if (!failure) *out = taken(answer._0, first, one_length);
  gone(first, one_length);
  return failure;
}

rdylib_failure *echoes_inner(
    const char *text, size_t text_length, void *by, const echoes_inner_by_table *by_table, rdylib_string *out) {
  char *own = made(text, text_length);
  echoes_Line line = {rdylib_str_of(own, text_length), 1};
  rdylib_str answer;
  rdylib_failure *failure = echoes_inner_by_call(by, by_table, &line, own, text_length, &answer);
  if (!failure) *out = taken(answer, own, text_length);
  gone(own, text_length);
  return failure;
}

rdylib_failure *echoes_held(
    const char *text, size_t text_length, void *by, const echoes_held_by_table *by_table,
    echoes_Tuple_str_String *out) {
  echoes_Line line = {rdylib_str_of(text, text_length), 1};
  rdylib_str answer;
  rdylib_failure *failure = echoes_held_by_call(by, by_table, &line, &answer);
  if (failure) return failure;
  out->_0 = line.text;
  out->_1 = taken(answer, text, text_length);
  return NULL;
}

static void free_strings(void *data, size_t live, size_t capacity) {
  rdylib_string *strings = data;
  for (size_t i = 0; i < live; i++) strings[i].free(strings[i].data, strings[i].length, strings[i].capacity);
  gone(data, capacity * sizeof *strings);
}

rdylib_failure *echoes_advance(
    const char *text, size_t text_length, void *by, const echoes_advance_by_table *by_table,
    echoes_Vec_String *out) {
  char *own = made(text, text_length);
  rdylib_str rest = rdylib_str_of(own, text_length);
  rdylib_string left[8];
  size_t count = 0;
  rdylib_failure *failure = NULL;
  for (bool more = true; more && count < 8 && !failure;) {
    failure = echoes_advance_by_call(by, by_table, &rest, &more);
    if (!failure) left[count++] = taken(rest, own, text_length);
  }
  gone(own, text_length);
  out->data = (rdylib_string *)made(left, count * sizeof *left);
  out->length = out->capacity = count;
  out->free = free_strings;
  if (failure) free_strings(out->data, count, count);
  return failure;
}

rdylib_failure *echoes_split(
    const char *text, size_t text_length, void *by, const echoes_split_by_table *by_table, rdylib_string *out) {
  char *own = made(text, text_length);
  echoes_Result_Word_u32 answer;
  rdylib_failure *failure = echoes_split_by_call(by, by_table, own, text_length, &answer);
  if (!failure && answer.tag == RDYLIB_ERR) {
    char number[16];
    *out = string_of(number, (size_t)snprintf(number, sizeof number, "%u", answer.Err._0));
  } else if (!failure && answer.Ok._0.tag == echoes_Word_Whole) {
    *out = taken(answer.Ok._0.Whole._0, own, text_length);
  } else if (!failure) {
    rdylib_str head = answer.Ok._0.Split.head;
    rdylib_str tail = answer.Ok._0.Split.tail.data ? answer.Ok._0.Split.tail : rdylib_str_of(own, 0);
    size_t length = head.length + 1 + tail.length;
    char *joined = malloc(length);
    if (!joined) abort();
    memcpy(joined, head.data, head.length);
    joined[head.length] = '|';
    memcpy(joined + head.length + 1, tail.data, tail.length);
    *out = string_of(joined, length);
    free(joined);
  }
  gone(own, text_length);
  return failure;
}

/* ---- What is kept ---- */

static echoes_cut_by kept;

rdylib_failure *echoes_release(void) {
  if (kept.data) echoes_cut_by_drop(kept.data, kept.table);
  kept.data = NULL;
  return NULL;
}

rdylib_failure *echoes_keep(void *by, const echoes_cut_by_table *by_table) {
  rdylib_failure *failure = echoes_release();
  kept.data = by;
  kept.table = by_table;
  return failure;
}

typedef struct order {
  const char *text;
  size_t length;
  rdylib_string *out;
  rdylib_failure *failure;
} order;

static void *fired(void *data) {
  order *it = data;
  it->failure = ask(by_closure, kept.data, kept.table, it->text, it->length, it->out);
  return NULL;
}

rdylib_failure *echoes_fire(const char *text, size_t text_length, bool elsewhere, rdylib_string *out) {
  memset(out, 0, sizeof *out);
  if (!kept.data) return NULL;
  order it = {text, text_length, out, NULL};
  if (elsewhere) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, fired, &it)) return rdylib_fail("no thread");
    pthread_join(thread, NULL);
  } else {
    fired(&it);
  }
  return it.failure;
}

/* ---- Objects and closures of its own ---- */

typedef struct echo {
  rdylib_str of;
} echo;

static rdylib_failure *echo_text(const void *self, rdylib_string *out) {
  const echo *it = self;
  *out = string_of(it->of.data, it->of.length);
  return NULL;
}

static void end_echo(void *data) { gone(data, sizeof(echo)); }

static const echoes_Echo_table echo_table = echoes_Echo_TABLE(echo, end_echo, echo_text);

rdylib_failure *echoes_echo(const char *text, size_t text_length, echoes_Echo *out) {
  echo it = {rdylib_str_of(text, text_length)};
  *out = echoes_Echo_of(made(&it, sizeof it), &echo_table);
  return NULL;
}

rdylib_failure *echoes_pass(
    const char *text, size_t text_length, void *by, const echoes_pass_by_table *by_table, rdylib_string *out) {
  char *own = made(text, text_length);
  echoes_Echo given;
  echoes_Echo got;
  rdylib_failure *failure = echoes_echo(own, text_length, &given);
  if (!failure) failure = echoes_pass_by_call(by, by_table, given.data, given.table, &got);
  if (!failure) {
    failure = echoes_Echo_text(got.data, got.table, out);
    echoes_Echo_drop(got.data, got.table);
  }
  gone(own, text_length);
  return failure;
}

static rdylib_failure *told(void *self, const char *a0, size_t a0_length) {
  *(rdylib_str *)self = rdylib_str_of(a0, a0_length);
  return NULL;
}

static void nothing(void *data) { (void)data; }

rdylib_failure *echoes_tell(
    const char *text, size_t text_length, void *by, const echoes_tell_by_table *by_table,
    echoes_Tuple_String_String *out) {
  static const echoes_tell_by_a1_table table = echoes_tell_by_a1_TABLE(rdylib_str, nothing, told);
  char *own = made(text, text_length);
  rdylib_str last = rdylib_str_of(own, 0);
  rdylib_str answer;
  rdylib_failure *failure = echoes_tell_by_call(by, by_table, own, text_length, &last, &table, &answer);
  if (!failure) {
    out->_0 = taken(answer, own, text_length);
    out->_1 = taken(last, own, text_length);
  }
  gone(own, text_length);
  return failure;
}

static rdylib_failure *shown(void *self, void *a0, const echoes_Echo_table *a0_table) {
  *(echoes_Echo *)self = echoes_Echo_of(a0, a0_table);
  return NULL;
}

rdylib_failure *echoes_show(
    const char *text, size_t text_length, void *by, const echoes_show_by_table *by_table, rdylib_string *out) {
  static const echoes_show_by_a1_table table = echoes_show_by_a1_TABLE(echoes_Echo, nothing, shown);
  char *own = made(text, text_length);
  echoes_Echo last = {NULL, NULL};
  rdylib_str answer;
  rdylib_failure *failure = echoes_show_by_call(by, by_table, own, text_length, &last, &table, &answer);
  if (!failure && last.data) {
    failure = echoes_Echo_text(last.data, last.table, out);
  } else if (!failure) {
    *out = taken(answer, own, text_length);
  }
  gone(own, text_length);
  return failure;
}

static rdylib_failure *cut_one(void *self, const char *a0, size_t a0_length, rdylib_str *out) {
  (void)self;
  size_t start = a0_length > 0;
  *out = rdylib_str_of(a0 + start, a0_length - start);
  return NULL;
}

static void end_cutter(void *data) { gone(data, 1); }

rdylib_failure *echoes_cutter(echoes_cut_by *out) {
  static const echoes_cut_by_table table = echoes_cut_by_TABLE(char, end_cutter, cut_one);
  *out = echoes_cut_by_of(made("", 1), &table);
  return NULL;
}

rdylib_failure *echoes_same(const char *text, size_t text_length, rdylib_str *out) {
  *out = rdylib_str_of(text, text_length);
  return NULL;
}

/* ---- Functions with a lifetime of what is around their type ---- */

rdylib_failure *echoes_mark(const char *text, size_t text_length, echoes_Tool_cut f, rdylib_str *out) {
  return f(text, text_length, 1, out);
}

static rdylib_failure *cut_some(const char *a0, size_t a0_length, uint32_t a1, rdylib_str *out) {
  size_t start = a1 < a0_length ? a1 : a0_length;
  *out = rdylib_str_of(a0 + start, a0_length - start);
  return NULL;
}

rdylib_failure *echoes_tool(const char *name, size_t name_length, echoes_Tool *out) {
  out->name = rdylib_str_of(name, name_length);
  out->cut = cut_some;
  return NULL;
}

rdylib_failure *echoes_work(const char *text, size_t text_length, echoes_Tool with, rdylib_str *out) {
  if (with.cut == cut_some) own_tools++;
  return with.cut(text, text_length, 1, out);
}

/* ---- Places that may be missing ---- */

rdylib_failure *echoes_bump(
    echoes_Option_u32 number, void *by, const echoes_bump_by_table *by_table, echoes_Tuple_Option_u32_bool *out) {
  memset(out, 0, sizeof *out);
  bool isThere = number.tag == RDYLIB_SOME;
  uint32_t left = isThere ? number.Some._0 : 0;
  rdylib_failure *failure = echoes_bump_by_call(by, by_table, isThere ? &left : NULL, &out->_1);
  if (!failure && isThere) {
    out->_0.tag = RDYLIB_SOME;
    out->_0.Some._0 = left;
  }
  return failure;
}

rdylib_failure *echoes_fill(
    echoes_Option_u32 length, void *by, const echoes_fill_by_table *by_table, echoes_Vec_u8 *out) {
  memset(out, 0, sizeof *out);
  if (length.tag != RDYLIB_SOME) return echoes_fill_by_call(by, by_table, NULL, 0);
  size_t size = length.Some._0;
  uint8_t *own = calloc(size + 1, 1);
  if (!own) abort();
  rdylib_failure *failure = echoes_fill_by_call(by, by_table, own, size);
  if (!failure) *out = (echoes_Vec_u8){(uint8_t *)made(own, size), size, size, free_bytes};
  free(own);
  return failure;
}

rdylib_failure *echoes_edit(
    const char *text, size_t text_length, void *by, const echoes_edit_by_table *by_table, rdylib_string *out) {
  memset(out, 0, sizeof *out);
  if (!text) return echoes_edit_by_call(by, by_table, NULL, 0);
  char *own = made(text, text_length);
  rdylib_failure *failure = echoes_edit_by_call(by, by_table, own, text_length);
  if (!failure) *out = string_of(own, text_length);
  gone(own, text_length);
  return failure;
}

static void free_numbers(void *data, size_t live, size_t capacity) {
  (void)live;
  gone(data, capacity * sizeof(uint32_t));
}

rdylib_failure *echoes_sort(
    const uint32_t *numbers, size_t numbers_length, void *by, const echoes_sort_by_table *by_table,
    echoes_Vec_u32 *out) {
  size_t length = numbers ? numbers_length : 0;
  echoes_Tuple_u32_bool *own = calloc(length + 1, sizeof *own);
  if (!own) abort();
  for (size_t i = 0; i < length; i++) own[i]._0 = numbers[i];
  rdylib_failure *failure = echoes_sort_by_call(by, by_table, numbers ? own : NULL, length);
  if (!failure) {
    uint32_t *left = malloc((length + 1) * sizeof *left);
    if (!left) abort();
    for (size_t i = 0; i < length; i++) left[i] = own[i]._1 ? own[i]._0 : 0;
    *out = (echoes_Vec_u32){(uint32_t *)made(left, length * sizeof *left), length, length, free_numbers};
    free(left);
  }
  free(own);
  return failure;
}

rdylib_failure *echoes_rest(
    const char *text, size_t text_length, void *by, const echoes_rest_by_table *by_table, rdylib_string *out) {
  memset(out, 0, sizeof *out);
  if (!text) return echoes_rest_by_call(by, by_table, NULL);
  char *own = made(text, text_length);
  rdylib_str rest = rdylib_str_of(own, text_length);
  rdylib_failure *failure = echoes_rest_by_call(by, by_table, &rest);
  if (!failure) *out = taken(rest, own, text_length);
  gone(own, text_length);
  return failure;
}
