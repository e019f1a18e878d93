#include "parser.h"

#include <stdlib.h>
#include <string.h>

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

rdylib_failure *parser_start(parser *p, const char *text, size_t length, const json_Limits *limits) {
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

void parser_stop(parser *p) {
  free(p->open);
  freelocale(p->locale);
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

rdylib_failure *parser_next(parser *p, json_Option_Token *out, bool *ok) {
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
