/* The parts of the plugin to each other: a parser without callbacks, and what the rest needs of it. */
#ifndef PARSER_H
#define PARSER_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* strtod_l: the host's locale must not decide what a decimal point is */
#endif

#include "json.h"

#include <locale.h>

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

/* Makes a parser that is to be stopped; where this fails, there is nothing to stop. */
RDYLIB_CHECK rdylib_failure *parser_start(parser *p, const char *text, size_t length, const json_Limits *limits);

void parser_stop(parser *p);

/* The next token, or none; *ok says whether there was no error, and p->error which. */
RDYLIB_CHECK rdylib_failure *parser_next(parser *p, json_Option_Token *out, bool *ok);

/*
 * Decodes the escape at raw[*at], which is a backslash, into at most 4 bytes, and moves *at behind it. 0 is an error:
 * *problem says which, and *at where.
 */
size_t decode_escape(rdylib_str raw, size_t *at, char *out, json_Problem *problem);

static inline uint32_t saturated(size_t n) { return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX; }

static inline bool is_digit(int c) { return c >= '0' && c <= '9'; }

static inline int hex(int c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

#endif
