/*
 * A host in C, which drives the plugin for the memory checkers: they see nothing of what a JVM does. What the plugin
 * answers is judged elsewhere, against an implementation that is not ours; here it is called in every way there is.
 *
 *   host LIBRARY FILE...
 */
#include "json.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed;
#define CHECK(condition)                                            \
  do {                                                              \
    if (!(condition)) {                                             \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      failed = 1;                                                   \
    }                                                               \
  } while (0)

static struct {
  __typeof__(&json_tokens) tokens;
  __typeof__(&json_walk) walk;
  __typeof__(&json_find) find;
  __typeof__(&json_unescape) unescape;
  __typeof__(&json_valid_up_to) valid_up_to;
} plugin;

static const json_Limits LIMITS = {64, 1 << 24};

/* A copy of exactly its size, so that a byte too far is seen. */
static char *exactly(const char *text, size_t length) {
  char *copy = malloc(length ? length : 1);
  if (length) memcpy(copy, text, length);
  return copy;
}

/* ---- What the host gives ---- */

static int warnings, refuse_warnings, dropped;

static void drop_mine(rdylib_failure *failure) {
  dropped++;
  free(failure);
}

static rdylib_failure *mine(void) {
  rdylib_failure *failure = malloc(sizeof *failure);
  failure->drop = drop_mine;
  failure->message = "mine";
  failure->length = 4;
  return failure;
}

static rdylib_failure *warn(json_Warning warning, json_Position at) {
  (void)at;
  CHECK(warning == json_Warning_ByteOrderMark || warning == json_Warning_DuplicateName);
  warnings++;
  return refuse_warnings ? mine() : NULL;
}

typedef struct {
  const char *text;
  size_t length;
  uint64_t seen, stop_after, fail_after;
} visitor;

static void within(const visitor *v, rdylib_str part) {
  CHECK(part.data >= v->text && part.data + part.length <= v->text + v->length);
}

static rdylib_failure *visit(void *self, json_Token token, const json_Position *at, bool *out) {
  visitor *v = self;
  CHECK(at->offset < v->length && at->line > 0 && at->column > 0);
  if (token.tag == json_Token_Name) within(v, token.Name._0.raw);
  if (token.tag == json_Token_String) within(v, token.String._0.raw);
  if (token.tag == json_Token_Number) {
    within(v, token.Number._0.text);
    if (token.Number._0.integer.tag == RDYLIB_SOME) {
      CHECK((double)token.Number._0.integer.Some._0 == token.Number._0.value);
    }
  }
  if (++v->seen == v->fail_after) return mine();
  *out = v->seen != v->stop_after;
  return NULL;
}

static const json_walk_visit_table VISIT = json_walk_visit_TABLE(visitor, NULL, visit);

typedef struct {
  char *text;
  size_t length, fail_after;
} buffer;

static rdylib_failure *append(void *self, const char *piece, size_t piece_length) {
  buffer *b = self;
  if (b->fail_after && !--b->fail_after) return mine();
  CHECK(piece_length > 0);
  b->text = realloc(b->text, b->length + piece_length);
  memcpy(b->text + b->length, piece, piece_length);
  b->length += piece_length;
  return NULL;
}

static const json_unescape_write_table APPEND = json_unescape_write_TABLE(buffer, NULL, append);

/* ---- Driving ---- */

static void unescape(rdylib_str raw) {
  buffer b = {NULL, 0, 0};
  json_Result_unit_Error out;
  char *copy = exactly(raw.data, raw.length);
  rdylib_failure *failure = plugin.unescape(copy, raw.length, &b, &APPEND, &out);
  CHECK(!failure);
  if (!failure && out.tag == RDYLIB_OK) {
    CHECK(plugin.valid_up_to((const uint8_t *)b.text, b.length) == b.length);
  } else if (!failure) {
    CHECK(out.Err._0.problem == json_Problem_LoneSurrogate);
  }
  free(b.text);
  free(copy);
}

/* Reads a text both ways; whether it is JSON. */
static bool read_text(const char *original, size_t length) {
  char *text = exactly(original, length);
  visitor v = {text, length, 0, UINT64_MAX, UINT64_MAX};
  json_Tokens tokens;
  json_Result_u64_Error walked;
  uint64_t count = 0;
  bool ok = false;
  rdylib_failure *failure = plugin.tokens(text, length, &LIMITS, &tokens);
  CHECK(!failure);
  for (;;) {
    json_Result_Option_Token_Error next;
    json_Position at;
    uint32_t depth;
    rdylib_str rest;
    CHECK(!json_Tokens_next(tokens.data, tokens.table, &next));
    CHECK(!json_Tokens_position(tokens.data, tokens.table, &at));
    CHECK(!json_Tokens_depth(tokens.data, tokens.table, &depth));
    CHECK(!json_Tokens_rest(tokens.data, tokens.table, &rest));
    CHECK(depth <= LIMITS.depth && rest.data + rest.length == text + length);
    if (next.tag == RDYLIB_ERR) {
      json_Result_Option_Token_Error again;
      CHECK(next.Err._0.at.offset <= length);
      CHECK(!json_Tokens_next(tokens.data, tokens.table, &again));
      CHECK(again.tag == RDYLIB_ERR && again.Err._0.at.offset == next.Err._0.at.offset);
      break;
    }
    if (next.Ok._0.tag == RDYLIB_NONE) {
      ok = true;
      break;
    }
    count++;
    if (next.Ok._0.Some._0.tag == json_Token_String) unescape(next.Ok._0.Some._0.String._0.raw);
  }
  json_Tokens_drop(tokens.data, tokens.table);
  CHECK(!plugin.walk(text, length, LIMITS, &v, &VISIT, &walked));
  CHECK((walked.tag == RDYLIB_OK) == ok && v.seen == count);
  if (ok) {
    json_Result_Option_str_Error found;
    CHECK(walked.Ok._0 == count);
    CHECK(!plugin.find(text, length, "", 0, &found));
    CHECK(found.tag == RDYLIB_OK && found.Ok._0.data && read_text(found.Ok._0.data, 0) == false);
  }
  free(text);
  return ok;
}

static void drive(const char *text, size_t length) {
  read_text(text, length);
  /* Every beginning of it, where that is affordable. */
  for (size_t n = 0; length <= 4096 && n < length; n++) read_text(text, n);
}

static void failures(void) {
  const char *text = "{\"a\":[1,{\"b\\u00e9\":\"\\ud83d\\ude00\"}],\"a\":[2,{\"b\\u00e9\":3}]}";
  size_t length = strlen(text);
  visitor v = {text, length, 0, UINT64_MAX, 3};
  buffer b = {NULL, 0, 2};
  json_Result_u64_Error walked;
  json_Result_unit_Error unescaped;
  json_Result_Option_str_Error found;
  json_Tokens tokens;
  rdylib_failure *failure = plugin.walk(text, length, LIMITS, &v, &VISIT, &walked);
  CHECK(failure && failure->drop == drop_mine && v.seen == 3);
  if (failure) failure->drop(failure);
  failure = plugin.unescape("a\\nb", 4, &b, &APPEND, &unescaped);
  CHECK(failure && failure->drop == drop_mine);
  if (failure) failure->drop(failure);
  free(b.text);
  CHECK(dropped == 2);

  v = (visitor){text, length, 0, 2, UINT64_MAX};
  CHECK(!plugin.walk(text, length, LIMITS, &v, &VISIT, &walked) && walked.tag == RDYLIB_OK && walked.Ok._0 == 2);

  warnings = 0;
  CHECK(!plugin.find(text, length, "/a/1/b\xC3\xA9", 8, &found));
  CHECK(found.tag == RDYLIB_OK && found.Ok._0.length == 1 && found.Ok._0.data[0] == '3' && warnings == 1);
  CHECK(!plugin.find(text, length, "/a/2", 4, &found) && found.tag == RDYLIB_OK && !found.Ok._0.data);
  refuse_warnings = 1;
  failure = plugin.find(text, length, "/a/0", 4, &found);
  CHECK(failure && failure->drop == drop_mine);
  if (failure) failure->drop(failure);
  failure = plugin.tokens("\xEF\xBB\xBF[]", 5, &LIMITS, &tokens);
  CHECK(failure && failure->drop == drop_mine);
  if (failure) failure->drop(failure);
  refuse_warnings = 0;
  failure = plugin.find(text, length, "a", 1, &found);
  CHECK(failure && strstr(failure->message, "begins with '/'"));
  if (failure) failure->drop(failure);
  failure = plugin.find(text, length, "/~2", 3, &found);
  CHECK(failure && strstr(failure->message, "'~'"));
  if (failure) failure->drop(failure);
}

int main(int count, char **arguments) {
  static const json_imports_table imports = {warn};
  const json_imports_table **slot;
  json_Tokens tokens;
  rdylib_failure *failure;
  void *library;
  if (count < 2 || !(library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL))) {
    fprintf(stderr, "%s\n", count < 2 ? "host LIBRARY FILE..." : dlerror());
    return 2;
  }
  *(void **)&plugin.tokens = dlsym(library, "json_tokens");
  *(void **)&plugin.walk = dlsym(library, "json_walk");
  *(void **)&plugin.find = dlsym(library, "json_find");
  *(void **)&plugin.unescape = dlsym(library, "json_unescape");
  *(void **)&plugin.valid_up_to = dlsym(library, "json_valid_up_to");
  slot = (const json_imports_table **)dlsym(library, "json_imports");

  failure = plugin.tokens("\xEF\xBB\xBF[]", 5, &LIMITS, &tokens);
  CHECK(failure && strstr(failure->message, "imports"));
  if (failure) failure->drop(failure);
  *slot = &imports;

  failures();
  for (int i = 2; i < count; i++) {
    FILE *file = fopen(arguments[i], "rb");
    char *text;
    long size;
    if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0) return 2;
    rewind(file);
    text = exactly("", 0);
    text = realloc(text, (size_t)size + 1);
    if (fread(text, 1, (size_t)size, file) != (size_t)size) return 2;
    fclose(file);
    if (plugin.valid_up_to((const uint8_t *)text, (size_t)size) == (size_t)size) drive(text, (size_t)size);
    free(text);
  }
  dlclose(library);
  printf("%d files, %s\n", count - 2, failed ? "FAILED" : "all checks hold");
  return failed;
}
