/*
 * A JSON parser as a plugin. Beside it stands what rdylib generates from json.yaml: json.h, and json_abi.c, which is
 * linked with this:
 *
 *   cc -std=c11 -shared -fPIC -o libjson.so json.c json_abi.c
 */
#define _GNU_SOURCE /* strtod_l: the host's locale must not decide what a decimal point is */
#include "json.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* ---- The parser ---- */

typedef enum {
  VALUE,        /* a value must follow */
  FIRST_VALUE,  /* a value or ] */
  FIRST_NAME,   /* a name or } */
  NAME,         /* a name */
  NEXT,         /* a comma, or the end of what is open */
  DONE          /* nothing but white space */
} state;

typedef struct {
  const char *text;
  size_t length;
  size_t at;         /* of the next byte */
  size_t line_start; /* of the line that `at` is in */
  uint32_t line;
  uint32_t max_depth;
  state state;
  json_Position token; /* where the last token began */
  bool failed;
  json_Error error; /* if so */
  unsigned char *open; /* for each open object 1, for each array 0 */
  size_t depth, room;
  locale_t locale;
} parser;

static uint32_t saturated(size_t n) { return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX; }

/* The place of a byte in the current line, or at its end. */
static json_Position place(const parser *p, size_t offset) {
  json_Position at = {offset, p->line, saturated(offset - p->line_start + 1)};
  return at;
}

static bool fail(parser *p, json_Problem problem, size_t offset) {
  p->failed = true;
  p->error.problem = problem;
  p->error.at = place(p, offset);
  return false;
}

/* What stands where something else should: a byte, or the end. */
static bool unexpected(parser *p, json_Problem problem) {
  return fail(p, p->at < p->length ? problem : json_Problem_UnexpectedEnd, p->at);
}

static int peek(const parser *p) { return p->at < p->length ? (unsigned char)p->text[p->at] : -1; }

static void skip_space(parser *p) {
  for (;; p->at++) {
    switch (peek(p)) {
      case '\n':
        p->line += p->line < UINT32_MAX;
        p->line_start = p->at + 1;
        break;
      case ' ':
      case '\t':
      case '\r':
        break;
      default:
        return;
    }
  }
}

static rdylib_failure *start(parser *p, const char *text, size_t length, const json_Limits *limits) {
  memset(p, 0, sizeof *p);
  p->text = text;
  p->length = length;
  p->line = 1;
  p->max_depth = limits->depth;
  p->locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (!p->locale) return rdylib_fail("json: no C locale");
  p->token = place(p, 0);
  if (length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) {
    rdylib_failure *failure = json_warn(json_Warning_ByteOrderMark, p->token);
    if (failure) {
      freelocale(p->locale);
      return failure;
    }
    p->at = 3;
  }
  if (length > limits->length) fail(p, json_Problem_TooLong, 0);
  return NULL;
}

static void stop(parser *p) {
  free(p->open);
  freelocale(p->locale);
}

static bool is_digit(int c) { return c >= '0' && c <= '9'; }

static int hex(int c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

static bool literal(parser *p, const char *word) {
  for (; *word; word++, p->at++) {
    if (peek(p) != *word) return unexpected(p, json_Problem_BadLiteral);
  }
  return true;
}

/* What stands between this quotation mark and the next. */
static bool quoted(parser *p, json_Quoted *out) {
  size_t begin = ++p->at;
  out->escaped = false;
  for (;; p->at++) {
    int c = peek(p);
    if (c < 0) return unexpected(p, json_Problem_UnexpectedEnd);
    if (c == '"') break;
    if (c < 0x20) return fail(p, json_Problem_ControlCharacter, p->at);
    if (c != '\\') continue;
    out->escaped = true;
    p->at++;
    c = peek(p);
    if (c == 'u') {
      for (int i = 0; i < 4; i++) {
        p->at++;
        if (hex(peek(p)) < 0) return unexpected(p, json_Problem_BadEscape);
      }
    } else if (c < 0 || !strchr("\"\\/bfnrt", c) || !c) {
      return unexpected(p, json_Problem_BadEscape);
    }
  }
  out->raw = rdylib_str_of(p->text + begin, p->at - begin);
  p->at++;
  return true;
}

static bool digits(parser *p) {
  if (!is_digit(peek(p))) return unexpected(p, json_Problem_BadNumber);
  while (is_digit(peek(p))) p->at++;
  return true;
}

/* The number that the digits say, if it fits. */
static json_Option_i64 integer(rdylib_str text) {
  json_Option_i64 out = {RDYLIB_NONE};
  bool negative = text.data[0] == '-';
  int64_t value = 0; /* counted downwards, where there is one more */
  for (size_t i = negative; i < text.length; i++) {
    int digit = text.data[i] - '0';
    if (value < (INT64_MIN + digit) / 10) return out;
    value = value * 10 - digit;
  }
  if (!negative && value == INT64_MIN) return out;
  out.Some.tag = RDYLIB_SOME;
  out.Some._0 = negative ? value : -value;
  return out;
}

static rdylib_failure *nearest(const parser *p, rdylib_str text, double *out) {
  char small[64]; /* strtod wants an end, and there may be none behind the text */
  char *copy = text.length < sizeof small ? small : malloc(text.length + 1);
  if (!copy) return rdylib_fail("json: out of memory");
  memcpy(copy, text.data, text.length);
  copy[text.length] = 0;
  *out = strtod_l(copy, NULL, p->locale);
  if (copy != small) free(copy);
  return NULL;
}

/* Whether there is a number here; a failure only for want of memory. */
static rdylib_failure *number(parser *p, json_Number *out, bool *ok) {
  size_t begin = p->at;
  bool whole = true;
  *ok = false;
  if (peek(p) == '-') p->at++;
  if (peek(p) == '0') {
    p->at++;
    if (is_digit(peek(p))) {
      unexpected(p, json_Problem_BadNumber);
      return NULL;
    }
  } else if (!digits(p)) {
    return NULL;
  }
  if (peek(p) == '.') {
    whole = false;
    p->at++;
    if (!digits(p)) return NULL;
  }
  if (peek(p) == 'e' || peek(p) == 'E') {
    whole = false;
    p->at++;
    if (peek(p) == '+' || peek(p) == '-') p->at++;
    if (!digits(p)) return NULL;
  }
  *ok = true;
  out->text = rdylib_str_of(p->text + begin, p->at - begin);
  out->integer.tag = RDYLIB_NONE;
  if (whole) out->integer = integer(out->text);
  return nearest(p, out->text, &out->value);
}

static state inside(const parser *p) { return p->depth ? NEXT : DONE; }

static rdylib_failure *enter(parser *p, bool object, bool *ok) {
  *ok = false;
  if (p->depth >= p->max_depth) {
    fail(p, json_Problem_TooDeep, p->at);
    return NULL;
  }
  if (p->depth == p->room) {
    size_t room = p->room ? p->room * 2 : 64;
    unsigned char *open = realloc(p->open, room);
    if (!open) return rdylib_fail("json: out of memory");
    p->open = open;
    p->room = room;
  }
  p->open[p->depth++] = object;
  p->state = object ? FIRST_NAME : FIRST_VALUE;
  p->at++;
  *ok = true;
  return NULL;
}

static rdylib_failure *value(parser *p, json_Token *out, bool *ok) {
  int c = peek(p);
  *ok = true;
  switch (c) {
    case '{':
      out->tag = json_Token_BeginObject;
      return enter(p, true, ok);
    case '[':
      out->tag = json_Token_BeginArray;
      return enter(p, false, ok);
    case '"':
      out->String.tag = json_Token_String;
      *ok = quoted(p, &out->String._0);
      break;
    case 't':
    case 'f':
      out->Boolean.tag = json_Token_Boolean;
      out->Boolean._0 = c == 't';
      *ok = literal(p, c == 't' ? "true" : "false");
      break;
    case 'n':
      out->tag = json_Token_Null;
      *ok = literal(p, "null");
      break;
    default:
      if (c != '-' && !is_digit(c)) {
        *ok = unexpected(p, json_Problem_UnexpectedByte);
      } else {
        rdylib_failure *failure;
        out->Number.tag = json_Token_Number;
        if ((failure = number(p, &out->Number._0, ok))) return failure;
      }
  }
  p->state = inside(p);
  return NULL;
}

/* A name and the colon behind it. */
static bool name(parser *p, json_Token *out) {
  if (peek(p) != '"') return unexpected(p, json_Problem_UnexpectedByte);
  out->Name.tag = json_Token_Name;
  if (!quoted(p, &out->Name._0)) return false;
  skip_space(p);
  if (peek(p) != ':') return unexpected(p, json_Problem_UnexpectedByte);
  p->at++;
  p->state = VALUE;
  return true;
}

static bool leave(parser *p, json_Token *out) {
  out->tag = p->open[--p->depth] ? json_Token_EndObject : json_Token_EndArray;
  p->state = inside(p);
  p->at++;
  return true;
}

/* The next token, or none; *ok says whether there was no error. */
static rdylib_failure *advance(parser *p, json_Option_Token *out, bool *ok) {
  int c;
  out->tag = RDYLIB_NONE;
  *ok = !p->failed;
  if (p->failed) return NULL;
  skip_space(p);
  if (p->state == NEXT) {
    bool object = p->open[p->depth - 1];
    c = peek(p);
    if (c == ',') {
      p->at++;
      p->state = object ? NAME : VALUE;
      skip_space(p);
    } else if (c != (object ? '}' : ']')) {
      *ok = unexpected(p, json_Problem_UnexpectedByte);
      return NULL;
    }
  }
  if (p->state == DONE) {
    if (p->at < p->length) *ok = fail(p, json_Problem_TrailingText, p->at);
    return NULL;
  }
  p->token = place(p, p->at);
  out->Some.tag = RDYLIB_SOME;
  c = peek(p);
  if ((c == '}' && (p->state == NEXT || p->state == FIRST_NAME)) ||
      (c == ']' && (p->state == NEXT || p->state == FIRST_VALUE))) {
    *ok = leave(p, &out->Some._0);
    return NULL;
  }
  if (p->state == NAME || p->state == FIRST_NAME) {
    *ok = name(p, &out->Some._0);
    return NULL;
  }
  return value(p, &out->Some._0, ok);
}

/* ---- Tokens, one by one ---- */

static rdylib_failure *tokens_next(void *self, json_Result_Option_Token_Error *out) {
  parser *p = self;
  bool ok;
  json_Option_Token token;
  rdylib_failure *failure = advance(p, &token, &ok);
  if (failure) return failure;
  if (ok) {
    out->Ok.tag = RDYLIB_OK;
    out->Ok._0 = token;
  } else {
    out->Err.tag = RDYLIB_ERR;
    out->Err._0 = p->error;
  }
  return NULL;
}

static rdylib_failure *tokens_position(const void *self, json_Position *out) {
  *out = ((const parser *)self)->token;
  return NULL;
}

static rdylib_failure *tokens_depth(const void *self, uint32_t *out) {
  *out = (uint32_t)((const parser *)self)->depth;
  return NULL;
}

static rdylib_failure *tokens_rest(const void *self, rdylib_str *out) {
  const parser *p = self;
  *out = rdylib_str_of(p->text + p->at, p->length - p->at);
  return NULL;
}

static void tokens_drop(void *self) {
  stop(self);
  free(self);
}

static const json_Tokens_table TOKENS =
    json_Tokens_TABLE(parser, tokens_drop, tokens_next, tokens_position, tokens_depth, tokens_rest);

rdylib_failure *json_tokens(const char *text, size_t text_length, const json_Limits *limits, json_Tokens *out) {
  parser *p = malloc(sizeof *p);
  rdylib_failure *failure;
  if (!p) return rdylib_fail("json: out of memory");
  if ((failure = start(p, text, text_length, limits))) {
    free(p);
    return failure;
  }
  *out = json_Tokens_of(p, &TOKENS);
  return NULL;
}

/* ---- Tokens, handed to a callback ---- */

rdylib_failure *json_walk(const char *text, size_t text_length, json_Limits limits, void *visit,
                          const json_walk_visit_table *visit_table, json_Result_u64_Error *out) {
  parser p;
  uint64_t count = 0;
  rdylib_failure *failure = start(&p, text, text_length, &limits);
  if (failure) return failure;
  for (;;) {
    json_Option_Token token;
    bool ok, more;
    if ((failure = advance(&p, &token, &ok))) break;
    if (!ok) {
      out->Err.tag = RDYLIB_ERR;
      out->Err._0 = p.error;
      break;
    }
    if (token.tag == RDYLIB_SOME) {
      count++;
      if ((failure = json_walk_visit_call(visit, visit_table, token.Some._0, &p.token, &more))) break;
    }
    if (token.tag == RDYLIB_NONE || !more) {
      out->Ok.tag = RDYLIB_OK;
      out->Ok._0 = count;
      break;
    }
  }
  stop(&p);
  return failure;
}

/* ---- What escapes mean ---- */

/* The four digits' number behind \u; the digits have been checked or are checked here: -1 where they are none. */
static long unit(const char *digits) {
  long value = 0;
  for (int i = 0; i < 4; i++) {
    int digit = hex((unsigned char)digits[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

static size_t utf8(long c, char *out) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

/*
 * Decodes the escape at raw[*at], which is a backslash, into at most 4 bytes, and moves *at behind it. 0 is an error:
 * *problem says which, and *at where.
 */
static size_t unescape(rdylib_str raw, size_t *at, char *out, json_Problem *problem) {
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  size_t begin = *at;
  const char *letter;
  long c, low;
  *problem = json_Problem_BadEscape;
  if (begin + 1 >= raw.length) return 0;
  if (raw.data[begin + 1] != 'u') {
    letter = memchr(letters, raw.data[begin + 1], sizeof letters - 1);
    if (!letter) return 0;
    *at += 2;
    *out = meanings[letter - letters];
    return 1;
  }
  if (raw.length - begin < 6 || (c = unit(raw.data + begin + 2)) < 0) return 0;
  *at += 6;
  if (c >= 0xD800 && c < 0xE000) {
    bool pair = c < 0xDC00 && raw.length - *at >= 6 && raw.data[*at] == '\\' && raw.data[*at + 1] == 'u';
    low = pair ? unit(raw.data + *at + 2) : -1;
    if (low < 0xDC00 || low >= 0xE000) {
      *at = begin;
      *problem = json_Problem_LoneSurrogate;
      return 0;
    }
    *at += 6;
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  }
  return utf8(c, out);
}

static json_Result_unit_Error bad_raw(json_Problem problem, size_t offset) {
  json_Result_unit_Error out;
  out.Err.tag = RDYLIB_ERR;
  out.Err._0.problem = problem;
  out.Err._0.at.offset = offset;
  out.Err._0.at.line = 1;
  out.Err._0.at.column = saturated(offset + 1);
  return out;
}

rdylib_failure *json_unescape(const char *raw, size_t raw_length, void *write,
                              const json_unescape_write_table *write_table, json_Result_unit_Error *out) {
  rdylib_str text = rdylib_str_of(raw, raw_length);
  rdylib_failure *failure;
  size_t at = 0, literal = 0;
  while (at < raw_length) {
    unsigned char c = (unsigned char)raw[at];
    char bytes[4];
    json_Problem problem = c == '"' ? json_Problem_UnexpectedByte : json_Problem_ControlCharacter;
    size_t size;
    if (c != '\\' && c != '"' && c >= 0x20) {
      at++;
      continue;
    }
    if (at > literal && (failure = json_unescape_write_call(write, write_table, raw + literal, at - literal))) {
      return failure;
    }
    size = c == '\\' ? unescape(text, &at, bytes, &problem) : 0;
    if (!size) {
      *out = bad_raw(problem, at);
      return NULL;
    }
    if ((failure = json_unescape_write_call(write, write_table, bytes, size))) return failure;
    literal = at;
  }
  if (at > literal && (failure = json_unescape_write_call(write, write_table, raw + literal, at - literal))) {
    return failure;
  }
  out->Ok.tag = RDYLIB_OK;
  return NULL;
}

/* ---- JSON Pointer ---- */

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
      size = unescape(name, &at, bytes, &problem);
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
  if ((failure = start(&p, text, text_length, &none))) {
    free(s.steps);
    return failure;
  }
  for (;;) {
    json_Option_Token token;
    bool ok;
    if ((failure = advance(&p, &token, &ok))) break;
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
  stop(&p);
  return failure;
}

/* ---- UTF-8 ---- */

size_t json_valid_up_to(const uint8_t *bytes, size_t bytes_length) {
  size_t at = 0;
  while (at < bytes_length) {
    uint8_t c = bytes[at];
    /* How many bytes follow, and between which the first of them lies: no detours, no surrogates, nothing beyond. */
    size_t more = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    uint8_t low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80, high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    if ((c >= 0x80 && c < 0xC2) || c > 0xF4 || more >= bytes_length - at) return at;
    for (size_t i = 1; i <= more; i++) {
      if (bytes[at + i] < low || bytes[at + i] > high) return at;
      low = 0x80;
      high = 0xBF;
    }
    at += more + 1;
  }
  return at;
}
