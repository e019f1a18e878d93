/* JSON Pointer (RFC 6901), followed while the text is read once. */
#include "parser.h"

#include <stdlib.h>
#include <string.h>

/* A reference token of a pointer, and how far its array has been counted. */
typedef struct {
  rdylib_str text;
  uint64_t index; /* of the array's next element */
} step;

static rdylib_failure *split(rdylib_str pointer, step **steps, size_t *count) {
  size_t n = 0;
  *steps = NULL;
  *count = 0;
  if (pointer.length && pointer.data[0] != '/') return rdylib_fail("json_find: a pointer is empty or begins with '/'");
  for (size_t i = 0; i < pointer.length; i++) {
    n += pointer.data[i] == '/';
    if (pointer.data[i] == '~' &&
        (i + 1 == pointer.length || (pointer.data[i + 1] != '0' && pointer.data[i + 1] != '1'))) {
      return rdylib_failf("json_find: '~' without 0 or 1 at byte %zu of the pointer", i);
    }
  }
  if (!n) return NULL;
  *steps = calloc(n, sizeof **steps);
  if (!*steps) return rdylib_fail("json: out of memory");
  for (size_t i = 0; i < pointer.length; i++) {
    if (pointer.data[i] == '/') {
      (*steps)[(*count)++].text = rdylib_str_of(pointer.data + i + 1, 0);
    } else {
      (*steps)[*count - 1].text.length++;
    }
  }
  return NULL;
}

/* Whether the name, its escapes read, is the step's, its ~0 and ~1 read. */
static bool is_name(rdylib_str name, rdylib_str step) {
  size_t s = 0;
  for (size_t at = 0; at < name.length;) {
    char bytes[4] = {name.data[at]};
    json_Problem problem;
    size_t size = 1;
    if (name.data[at] == '\\') {
      size = decode_escape(name, &at, bytes, &problem);
      if (!size) return false; /* a lone surrogate is in no pointer */
    } else {
      at++;
    }
    for (size_t i = 0; i < size; i++) {
      char wanted;
      if (s == step.length) return false;
      wanted = step.data[s++];
      if (wanted == '~') wanted = step.data[s++] == '0' ? '~' : '/';
      if (wanted != bytes[i]) return false;
    }
  }
  return s == step.length;
}

static bool is_index(uint64_t index, rdylib_str step) {
  uint64_t value = 0;
  if (!step.length || (step.length > 1 && step.data[0] == '0')) return false;
  for (size_t i = 0; i < step.length; i++) {
    if (!is_digit((unsigned char)step.data[i]) || value > UINT64_MAX / 10 - 1) return false;
    value = value * 10 + (uint64_t)(step.data[i] - '0');
  }
  return value == index;
}

/* The way along a pointer through a text. */
typedef struct {
  step *steps;
  size_t count;
  size_t path;     /* how many of the open objects and arrays, from the outermost, the pointer goes through */
  bool here;       /* the name that was just read is the pointer's */
  bool capturing;  /* the value that is being read is the one */
  size_t level;    /* and it stands at this depth */
  size_t begin;
  rdylib_str found; /* the last so far; data null for none */
} search;

static bool opens(const json_Token *t) { return t->tag == json_Token_BeginObject || t->tag == json_Token_BeginArray; }
static bool closes(const json_Token *t) { return t->tag == json_Token_EndObject || t->tag == json_Token_EndArray; }

/* Whether the value that begins here, in `depth` open objects and arrays, is on the pointer's way. */
static bool on_the_way(search *s, const parser *p, size_t depth) {
  if (!depth) return true;
  if (depth != s->path) return false;
  if (p->open[depth - 1]) return s->here;
  return is_index(s->steps[depth - 1].index++, s->steps[depth - 1].text);
}

static rdylib_failure *look(search *s, const parser *p, const json_Token *token) {
  size_t outside = p->depth - opens(token);
  if (closes(token)) {
    if (s->path > p->depth) s->path = p->depth;
  } else if (token->tag == json_Token_Name) {
    s->here = p->depth == s->path && is_name(token->Name._0.raw, s->steps[p->depth - 1].text);
    if (s->here && !s->capturing && s->found.data) {
      rdylib_failure *failure = json_warn(json_Warning_DuplicateName, p->token);
      if (failure) return failure;
    }
    if (s->here) s->found.data = NULL; /* the last of one name counts, whatever is in it */
  } else if (!s->capturing && on_the_way(s, p, outside)) {
    if (outside == s->count) {
      s->capturing = true;
      s->level = outside;
      s->begin = p->token.offset;
    } else if (opens(token)) {
      s->path = outside + 1;
      s->steps[outside].index = 0;
    }
  }
  if (s->capturing && p->depth == s->level && token->tag != json_Token_Name) {
    s->capturing = false;
    s->found = rdylib_str_of(p->text + s->begin, p->at - s->begin);
  }
  return NULL;
}

rdylib_failure *json_find(const char *text, size_t text_length, const char *pointer, size_t pointer_length,
                          json_Result_Option_str_Error *out) {
  static const json_Limits none = {UINT32_MAX, UINT64_MAX};
  parser p;
  search s = {0};
  rdylib_failure *failure = split(rdylib_str_of(pointer, pointer_length), &s.steps, &s.count);
  if (failure) return failure;
  if ((failure = parser_start(&p, text, text_length, &none))) {
    free(s.steps);
    return failure;
  }
  for (;;) {
    json_Option_Token token;
    bool ok;
    if ((failure = parser_next(&p, &token, &ok))) break;
    if (!ok) {
      out->Err.tag = RDYLIB_ERR;
      out->Err._0 = p.error;
      break;
    }
    if (token.tag == RDYLIB_NONE) {
      out->Ok.tag = RDYLIB_OK;
      out->Ok._0 = s.found;
      if (!s.found.data) out->Ok._0.length = 0;
      break;
    }
    if ((failure = look(&s, &p, &token.Some._0))) break;
  }
  free(s.steps);
  parser_stop(&p);
  return failure;
}
