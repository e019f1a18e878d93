/*
 * A JSON parser as a plugin. Beside it stands what rdylib generates from json.yaml: json.h, and json_abi.c, which is
 * linked with this:
 *
 *   cc -std=c11 -shared -fPIC -fvisibility=hidden -o libjson.so json.c parser.c escapes.c pointer.c json_abi.c
 */
#include "parser.h"

#include <stdlib.h>

/* ---- Tokens, one by one ---- */

static rdylib_failure *tokens_next(void *self, json_Result_Option_Token_Error *out) {
  parser *p = self;
  bool ok;
  json_Option_Token token;
  rdylib_failure *failure = parser_next(p, &token, &ok);
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
  parser_stop(self);
  free(self);
}

static const json_Tokens_table TOKENS =
    json_Tokens_TABLE(parser, tokens_drop, tokens_next, tokens_position, tokens_depth, tokens_rest);

rdylib_failure *json_tokens(const char *text, size_t text_length, const json_Limits *limits, json_Tokens *out) {
  parser *p = malloc(sizeof *p);
  rdylib_failure *failure;
  if (!p) return rdylib_fail("json: out of memory");
  if ((failure = parser_start(p, text, text_length, limits))) {
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
  rdylib_failure *failure = parser_start(&p, text, text_length, &limits);
  if (failure) return failure;
  for (;;) {
    json_Option_Token token;
    bool ok, more;
    if ((failure = parser_next(&p, &token, &ok))) break;
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
  parser_stop(&p);
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
