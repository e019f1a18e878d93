/* The library behind sample.yaml. On some inputs it breaks promises, for the tests. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct failure failure;
struct failure { void (*drop)(failure *); const char *message; size_t length; };
typedef struct { void (*drop)(void *); void *(*clone)(const void *); size_t size, align, slots; } header;
typedef struct { const char *data; size_t length; } str;
typedef struct { uint32_t start, end; } Span;
typedef union {
  uint8_t tag;
  struct { uint8_t tag; str _0; } Word;                        /* 0 */
  struct { uint8_t tag; int64_t value; Span span; } Number;    /* 1 */
  struct { uint8_t tag; } Break;                               /* 2 */
} Token;
typedef union { uint8_t tag; struct { uint8_t tag; Token _0; } Some; } Option_Token;
typedef union { uint8_t tag; struct { uint8_t tag; uint32_t _0; } Ok; struct { uint8_t tag; uint8_t _0; } Err; } Result;
typedef struct { header header; failure *(*call)(void *, const char *, size_t, uint8_t *); } visit_table;
typedef struct { header header; failure *(*call)(void *, const char *, size_t, Span, uint8_t *); } visit_span_table;
typedef struct { failure *(*log)(uint8_t level, const char *message, size_t length); } imports;

const imports *sample_imports;

static int dropped_objects, dropped_failures;

static void drop_failure(failure *f) { dropped_failures++; free(f); }

static failure *fail(const char *message, size_t length) {
  failure *f = malloc(sizeof *f + length);
  char *copy = (char *)(f + 1);
  memcpy(copy, message, length);
  *f = (failure){drop_failure, copy, length};
  return f;
}

typedef struct { const char *text; size_t at, length; char scratch[8]; } tokens;

static size_t word_end(const char *text, size_t at, size_t length) {
  while (at < length && text[at] != ' ' && text[at] != '\n') at++;
  return at;
}

static bool next_word(tokens *t, size_t *start, size_t *end) {
  while (t->at < t->length && t->text[t->at] == ' ') t->at++;
  if (t->at == t->length) return false;
  *start = t->at;
  *end = t->at = t->text[t->at] == '\n' ? t->at + 1 : word_end(t->text, t->at, t->length);
  return true;
}

static failure *next(void *self, Option_Token *out) {
  tokens *t = self;
  size_t start, end;
  memset(out, 0, sizeof *out);
  if (!next_word(t, &start, &end)) return NULL;
  if (t->text[start] == '@') {
    failure *f = sample_imports->log(2, t->text + start, end - start);
    if (f) return f;
  }
  out->Some.tag = 1;
  Token *token = &out->Some._0;
  char first = t->text[start];
  if (first == '\n') {
    token->tag = 2;
  } else if (first >= '0' && first <= '9') {
    token->Number.tag = 1;
    for (size_t i = start; i < end; i++) token->Number.value = token->Number.value * 10 + (t->text[i] - '0');
    token->Number.span = (Span){(uint32_t)start, (uint32_t)end};
  } else if (first == '!') {
    token->tag = 77;            /* no such variant */
  } else {
    token->Word.tag = 0;
    /* '%' loses the last byte of a word: half a character, if it is not ASCII */
    token->Word._0 = (str){t->text + start, end - start - (first == '%')};
  }
  return NULL;
}

static failure *rest(const void *self, str *out) {
  const tokens *t = self;
  *out = (str){t->text + t->at, t->length - t->at};
  return NULL;
}

static failure *scratch(void *self, uint8_t fill, str *out) {
  tokens *t = self;
  memset(t->scratch, fill, sizeof t->scratch);
  *out = (str){t->scratch, sizeof t->scratch};
  return NULL;
}

static void *kept;

static failure *each(void *self, void *visit, const visit_table *table) {
  tokens *t = self;
  size_t start, end;
  if (t->length >= 5 && !memcmp(t->text, "mixed", 5)) visit = kept;
  while (next_word(t, &start, &end)) {
    uint8_t go_on = t->text[start] == '?' ? 2 : 0;
    failure *f = table->call(visit, t->text + start, end - start, &go_on);
    if (f) return f;
    if (!go_on) break;
  }
  return NULL;
}

static void drop_tokens(void *self) {
  dropped_objects++;
  if (sample_imports->log) {
    tokens *t = self;
    failure *f = sample_imports->log(1, t->text, t->length < 5 ? t->length : 5);
    if (f) f->drop(f);
  }
  memset(self, 0xEE, sizeof(tokens));
  free(self);
}

static const struct {
  header header;
  failure *(*next)(void *, Option_Token *);
  failure *(*rest)(const void *, str *);
  failure *(*scratch)(void *, uint8_t, str *);
  failure *(*each)(void *, void *, const visit_table *);
} TOKENS = {{drop_tokens, NULL, sizeof(tokens), _Alignof(tokens), 4}, next, rest, scratch, each};

static const struct { header header; failure *(*next)(void *, Option_Token *); } SHORT_TABLE = {
    {drop_tokens, NULL, sizeof(tokens), _Alignof(tokens), 1}, next};

typedef struct { void *data; const header *table; } object;

failure *sample_tokens(const char *text, size_t length, object *out) {
  if (length == 4 && !memcmp(text, "null", 4)) { *out = (object){NULL, &TOKENS.header}; return NULL; }
  tokens *t = calloc(1, sizeof *t);
  *t = (tokens){text, 0, length, ""};
  *out = (object){t, length == 5 && !memcmp(text, "short", 5) ? &SHORT_TABLE.header : &TOKENS.header};
  return NULL;
}

failure *sample_longer(const char *one, size_t n, const char *other, size_t m, str *out) {
  *out = n >= m ? (str){one, n} : (str){other, m};
  return NULL;
}

static const visit_span_table *kept_table;

/* Special first words: what a library should not do with a closure. */
failure *sample_each_word(const char *text, size_t length, void *visit, const visit_span_table *table, Result *out) {
  tokens t = {text, 0, length, ""};
  size_t start, end;
  uint32_t count = 0;
  memset(out, 0, sizeof *out);
  if (length >= 4 && !memcmp(text, "keep", 4)) { kept = visit; kept_table = table; }
  if (length >= 5 && !memcmp(text, "stale", 5)) { visit = kept; table = kept_table; }
  while (next_word(&t, &start, &end)) {
    uint8_t go_on = 0;
    if (end - start == 2 && (text[start] & 0xC0) == 0xC0) end--;  /* half a character */
    failure *f = table->call(visit, text + start, end - start, (Span){(uint32_t)start, (uint32_t)end}, &go_on);
    if (f && length >= 7 && !memcmp(text, "swallow", 7)) { f->drop(f); continue; }
    if (f) return f;
    count++;
    if (!go_on) { out->Err.tag = 1; out->Err._0 = 2; return NULL; }
  }
  if (count == 0) { out->Err.tag = 1; out->Err._0 = 1; return NULL; }
  out->Ok.tag = 0;
  out->Ok._0 = count;
  return NULL;
}

failure *sample_shift(Span span, int32_t by, Span *out) {
  *out = (Span){span.start + (uint32_t)by, span.end + (uint32_t)by};
  return NULL;
}

failure *sample_length(const Span *span, uint32_t *out) { *out = span->end - span->start; return NULL; }

failure *sample_grow(Span *span, uint32_t by) {
  span->end += by;
  return by == 0 ? fail("nothing to grow by", 18) : NULL;
}

failure *sample_weigh(Token token, double *out) {
  switch (token.tag) {
    case 0: *out = (double)token.Word._0.length; return NULL;
    case 1: *out = (double)token.Number.value + (token.Number.span.end - token.Number.span.start) / 10.0; return NULL;
    default: *out = 0.5; return NULL;
  }
}

failure *sample_sum(const int32_t *values, size_t length, int64_t *out) {
  *out = 0;
  for (size_t i = 0; i < length; i++) *out += values[i];
  return NULL;
}

failure *sample_fail(const char *message, size_t length) {
  failure *f = sample_imports->log(2, message, length);
  return f ? f : fail(message, length);
}

failure *sample_version(str *out) { *out = (str){"1.0.0", 5}; return NULL; }

#ifdef SAYS_GOODBYE
__attribute__((destructor)) static void goodbye(void) {
  failure *f = sample_imports ? sample_imports->log(2, "goodbye", 7) : NULL;
  if (f) f->drop(f);
}
#endif

int32_t sample_add(int32_t a, int32_t b) { return (int32_t)((uint32_t)a + (uint32_t)b); }

Span sample_flip(Span span) { return (Span){span.end, span.start}; }

int32_t sample_dropped_objects(void) { return dropped_objects; }

int32_t sample_dropped_failures(void) { return dropped_failures; }

/* What a bool or a char in a result is, for the tests to choose. */
failure *sample_echo_bool(uint8_t value, uint8_t *out) { *out = value; return NULL; }

failure *sample_echo_char(uint32_t value, uint32_t *out) { *out = value; return NULL; }
