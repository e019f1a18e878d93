/*
 * A plugin of the widest descriptor that generated Java supports. Each function looks at every byte that it was given,
 * fails with the name of the first that is not as agreed, and answers with something else that is agreed.
 */
#include "wide.h"

#define HOLDS(condition) \
  do { \
    if (!(condition)) return rdylib_fail(#condition); \
  } while (0)

static bool is(rdylib_str text, const char *expected) {
  return text.length == strlen(expected) && memcmp(text.data, expected, text.length) == 0;
}

static bool is_words(const char *data, size_t length, const char *expected) {
  return is(rdylib_str_of(data, length), expected);
}

static bool is_span(wide_Span span, uint32_t start, uint32_t end) { return span.start == start && span.end == end; }

static const wide_Mixed GREATEST = {true, 0x10FFFF, 255, -128, 65535, -32768, 4294967295u, INT32_MIN, UINT64_MAX,
                                    INT64_MIN, SIZE_MAX, PTRDIFF_MIN, 0.5f, -0.25};

static bool is_greatest(const wide_Mixed *m) {
  return m->b && m->c == 0x10FFFF && m->a8 == 255 && m->s8 == -128 && m->a16 == 65535 && m->s16 == -32768 &&
         m->a32 == 4294967295u && m->s32 == INT32_MIN && m->a64 == UINT64_MAX && m->s64 == INT64_MIN &&
         m->us == SIZE_MAX && m->is == PTRDIFF_MIN && m->f == 0.5f && m->d == -0.25;
}

static size_t freed;

static void count_free(void *data, size_t live, size_t capacity) {
  (void)data;
  (void)live;
  (void)capacity;
  freed++;
}

/* ---- By value ---- */

rdylib_failure *wide_scalars(bool b, uint32_t c, uint8_t a8, int8_t s8, uint16_t a16, int16_t s16, uint32_t a32,
                             int32_t s32, uint64_t a64, int64_t s64, size_t us, ptrdiff_t is, float f, double d,
                             wide_Mixed *out) {
  wide_Mixed m = {b, c, a8, s8, a16, s16, a32, s32, a64, s64, us, is, f, d};
  *out = m;
  return NULL;
}

rdylib_failure *wide_enums(wide_Wide w, wide_Neg n, wide_Top t, wide_WideUnion u, wide_Tuple_Wide_Neg_Top *out) {
  HOLDS(w == wide_Wide_B && n == wide_Neg_Minus && t == wide_Top_A);
  HOLDS(u.tag == wide_WideUnion_B && is_span(u.B._0, 7, 8));
  out->_0 = wide_Wide_A;
  out->_1 = wide_Neg_Plus;
  out->_2 = wide_Top_B;
  return NULL;
}

rdylib_failure *wide_by_value(wide_Vec2 a, wide_Small b, wide_Span c, wide_Option_u32 d, wide_Result_u8_f64 e,
                              wide_Mixed f, wide_Tuple_u8_u16 g, wide_Big h, wide_WideUnion i, wide_Big *out) {
  HOLDS(a.x == 1.5f && a.y == -2.5f);
  HOLDS(b.bytes[0] == 1 && b.bytes[1] == 2 && b.bytes[2] == 255);
  HOLDS(is_span(c, 3, 4));
  HOLDS(d.tag == RDYLIB_SOME && d.Some._0 == 4000000000u);
  HOLDS(e.tag == RDYLIB_ERR && e.Err._0 == 0.125);
  HOLDS(is_greatest(&f));
  HOLDS(g._0 == 200 && g._1 == 60000);
  HOLDS(h.bytes[0] == 0 && h.bytes[32] == 32 && is_span(h.spans[1], 5, 6) && h.grid[1][0] == -3);
  HOLDS(i.tag == wide_WideUnion_C);
  *out = h;
  out->bytes[32] = 99;
  out->grid[0][1] = -4;
  return NULL;
}

/* ---- Behind references ---- */

rdylib_failure *wide_by_reference(const wide_Vec2 *a, const wide_Small *b, const uint32_t *c, const wide_Option_u32 *d,
                                  const wide_Tuple_u8_u16 *e, const rdylib_str *f, const wide_Span *g, size_t g_length,
                                  const rdylib_str *h, size_t h_length, const char *i, size_t i_length,
                                  const wide_Span *j, const uint8_t *k, size_t k_length, const char *l, const char *m,
                                  const wide_Packed *n, bool *out) {
  HOLDS(a->x == 1.5f && a->y == -2.5f && b->bytes[2] == 255 && *c == 4000000000u);
  HOLDS(d->tag == RDYLIB_NONE && e->_0 == 200 && e->_1 == 60000 && is(*f, "deep"));
  HOLDS(g_length == 2 && is_span(g[0], 1, 2) && is_span(g[1], 3, 4));
  HOLDS(h_length == 3 && is(h[0], "a") && is(h[1], "") && is(h[2], "ž€𝒳"));
  HOLDS(i && is_words(i, i_length, "some"));
  HOLDS(!j);
  HOLDS(k && k_length == 3 && k[0] == 0 && k[1] == 127 && k[2] == 255);
  HOLDS(strcmp(l, "zero") == 0 && !m);
  HOLDS(n->a == 9 && n->b[0] == 10 && n->b[1] == 4294967295u);
  *out = true;
  return NULL;
}

rdylib_failure *wide_arrays(const bool *a, size_t a_length, const uint32_t *b, size_t b_length, const uint8_t *c,
                            size_t c_length, const int8_t *d, size_t d_length, const uint16_t *e, size_t e_length,
                            const int16_t *f, size_t f_length, const uint32_t *g, size_t g_length, const int32_t *h,
                            size_t h_length, const uint64_t *i, size_t i_length, const int64_t *j, size_t j_length,
                            const float *k, size_t k_length, const double *l, size_t l_length, const size_t *m,
                            size_t m_length) {
  HOLDS(a_length == 2 && a[0] && !a[1]);
  HOLDS(b_length == 1 && b[0] == 0x1D4B3);
  HOLDS(c_length == 2 && c[1] == 255);
  HOLDS(d_length == 1 && d[0] == -1);
  HOLDS(e_length == 2 && e[1] == 65535);
  HOLDS(f_length == 1 && f[0] == -2);
  HOLDS(g_length == 1 && g[0] == 4294967295u);
  HOLDS(h_length == 1 && h[0] == -3);
  HOLDS(i_length == 1 && i[0] == UINT64_MAX);
  HOLDS(j_length == 1 && j[0] == -4);
  HOLDS(k_length == 1 && k[0] == 0.5f);
  HOLDS(l_length == 1 && l[0] == 0.25);
  HOLDS(m && m_length == 0);
  return NULL;
}

rdylib_failure *wide_muts(uint8_t *a, wide_Span *b, wide_Option_Span *c, bool *d, wide_Tuple_u8_char *e) {
  HOLDS(*a == 1 && is_span(*b, 1, 2) && c->tag == RDYLIB_NONE && !*d && e->_0 == 1 && e->_1 == 'a');
  *a = 255;
  b->end = 20;
  c->Some.tag = RDYLIB_SOME;
  c->Some._0 = *b;
  *d = true;
  e->_1 = 0x1D4B3;
  return NULL;
}

rdylib_failure *wide_slices(uint8_t *a, size_t a_length, uint32_t *b, size_t b_length, bool *c, size_t c_length,
                            wide_Span *d, size_t d_length, rdylib_string *e, size_t e_length, uint32_t *f,
                            size_t f_length) {
  static char text[] = "the plugin's";
  HOLDS(a_length == 2 && a[0] == 1 && a[1] == 255);
  HOLDS(b_length == 1 && b[0] == 4000000000u && c_length == 2 && c[0] && !c[1] && f && f_length == 0);
  HOLDS(d_length == 2 && is_span(d[0], 1, 2) && is_span(d[1], 3, 4));
  HOLDS(e_length == 2 && is_words(e[0].data, e[0].length, "one") && is_words(e[1].data, e[1].length, "two"));
  a[0] = 200;
  b[0]++;
  c[1] = true;
  d[1].end = 5;
  e[1].free(e[1].data, e[1].length, e[1].capacity);
  e[1] = (rdylib_string){text, strlen(text), sizeof text, count_free};
  return NULL;
}

rdylib_failure *wide_lent_slices(void *f, const wide_lent_slices_f_table *f_table) {
  int16_t a[2] = {-1, 2};
  wide_Span b[2] = {{1, 2}, {3, 4}};
  uint16_t c[1] = {65535};
  rdylib_failure *failure = wide_lent_slices_f_call(f, f_table, a, 2, b, 2, c, 1);
  if (failure) return failure;
  HOLDS(a[0] == -1 && a[1] == 7 && is_span(b[0], 1, 2) && is_span(b[1], 5, 6) && c[0] == 60000);
  return NULL;
}

rdylib_failure *wide_tuples(wide_Tuple_u8 a, wide_Tuple_u8_u16_u32_str b, wide_Tuple_Vec_Vec_u8_u8_Vec_String_u8_u8 c,
                            wide_Tuple_u8_str_Option_u32_f64_Array2_u8_Vec_String *out) {
  HOLDS(a._0 == 200 && b._0 == 1 && b._1 == 60000 && b._2 == 4000000000u && is(b._3, "b"));
  HOLDS(c._0.length == 2 && c._0.data[1].length == 1 && c._0.data[1].data[0] == 255 && c._1 == 1 && c._4 == 3);
  c._0.free(c._0.data, c._0.length, c._0.capacity);
  out->_0 = 255;
  out->_1 = rdylib_str_of("text", 4);
  out->_2.Some.tag = RDYLIB_SOME;
  out->_2.Some._0 = 17;
  out->_3 = 0.5;
  out->_4[0] = 1;
  out->_4[1] = 2;
  out->_5 = c._2;
  return NULL;
}

rdylib_failure *wide_fill(uint8_t *at, size_t count, uint8_t value, const uint8_t **seen, const uint8_t **out) {
  HOLDS(!*seen);
  memset(at, value, count);
  *seen = at;
  *out = at + count;
  return NULL;
}

/* ---- What borrows ---- */

rdylib_failure *wide_lives(const char *a, size_t a_length, const char *b, size_t b_length, wide_Node n,
                           const wide_Two *two, wide_Two *m, wide_Two *out) {
  HOLDS(is_words(a, a_length, "a") && is_words(b, b_length, "b"));
  HOLDS(!n.next && n.names.length == 2 && is(n.names.data[1], "two") && is_span(*n.span, 1, 2));
  HOLDS(n.raw.length == 2 && n.raw.data[1] == 255 && strcmp(n.c, "c") == 0);
  HOLDS(two->tag == wide_Two_Right && is(two->Right.text, "right") && two->Right.n.tag == RDYLIB_NONE);
  HOLDS(m->tag == wide_Two_Left && is(m->Left._0, "left"));
  m->tag = wide_Two_Right;
  m->Right.text = rdylib_str_of(b, b_length);
  m->Right.n.Some.tag = RDYLIB_SOME;
  m->Right.n.Some._0 = 17;
  out->tag = wide_Two_Both;
  out->Both._0 = n;
  out->Both._1.Some.tag = RDYLIB_SOME;
  out->Both._1.Some._0 = n;
  return NULL;
}

rdylib_failure *wide_views(const uint8_t *a, size_t a_length, const wide_Span *b, size_t b_length, const wide_Span *c,
                           const rdylib_str *d, size_t d_length, const uint32_t *e,
                           wide_Tuple_slice_u8_ref_Span_Option_slice_Node *out) {
  HOLDS(a_length == 3 && b_length == 2 && is_span(*c, 5, 6) && *e == 4000000000u);
  HOLDS(d && d_length == 1 && is(d[0], "name"));
  out->_0.data = a + 1;
  out->_0.length = a_length - 1;
  out->_1 = b + 1;
  out->_2.data = NULL;
  out->_2.length = 0;
  return NULL;
}

rdylib_failure *wide_statics(const char *a, size_t a_length, wide_Constant k, wide_Constant *out) {
  HOLDS(is_words(a, a_length, "for ever") && is(k.name, "name") && k.nested.tag == wide_Two_Neither);
  out->name = rdylib_str_of("the plugin's", 12);
  out->nested.tag = wide_Two_Left;
  out->nested.Left._0 = rdylib_str_of(a, a_length);
  return NULL;
}

/* ---- Callbacks ---- */

rdylib_failure *wide_calls(void *f, const wide_calls_f_table *f_table, void *g, const wide_calls_g_table *g_table,
                           void *h, const wide_calls_h_table *h_table) {
  static const uint16_t NUMBERS[] = {1, 65535};
  wide_Span span = {1, 2};
  wide_Vec2 vector = {0.5f, -0.5f};
  wide_Result_u8_Wide result;
  wide_Tuple_u8_char answer;
  rdylib_str names[2];
  wide_Node node;
  wide_Big big;
  rdylib_failure *failure;
  names[0] = rdylib_str_of("x", 1);
  names[1] = rdylib_str_of("yz", 2);
  result.Err.tag = RDYLIB_ERR;
  result.Err._0 = wide_Wide_B;
  if ((failure = f_table->call(f, 255, &span, vector, NUMBERS, 2, NULL, 0, result, names, 2, &answer))) return failure;
  HOLDS(is_span(span, 2, 1) && answer._0 == 7 && answer._1 == 0x1D4B3);
  node.next = NULL;
  node.names.data = names;
  node.names.length = 2;
  node.span = &span;
  node.raw.data = (const uint8_t *)"raw";
  node.raw.length = 3;
  node.c = "c";
  if ((failure = g_table->call(g, node, &big))) return failure;
  HOLDS(big.bytes[32] == 3 && is_span(big.spans[0], 2, 1) && big.grid[1][1] == -1);
  return h_table->call(h);
}

rdylib_failure *wide_calls_with(const char *t, size_t t_length, void *f, const wide_calls_with_f_table *f_table,
                                rdylib_str *out) {
  wide_Two answer;
  rdylib_failure *failure = f_table->call(f, t, t_length, &answer);
  if (failure) return failure;
  HOLDS(answer.tag == wide_Two_Left);
  *out = answer.Left._0;
  return NULL;
}

/* ---- An object ---- */

typedef struct cursor {
  rdylib_str text;
  size_t at;
  char scratch[32];
} cursor;

static void cursor_drop(void *self) { free(self); }

static rdylib_failure *cursor_current(const void *self, rdylib_str *out) {
  const cursor *c = self;
  *out = rdylib_str_of(c->text.data + c->at, c->text.length - c->at);
  return NULL;
}

static rdylib_failure *cursor_advance(void *self, rdylib_str *out) {
  cursor *c = self;
  if (c->at == c->text.length) {
    *out = rdylib_str_of(NULL, 0);
    return NULL;
  }
  c->scratch[0] = c->text.data[c->at++];
  *out = rdylib_str_of(c->scratch, 1);
  return NULL;
}

static rdylib_failure *cursor_push(void *self, const char *more, size_t more_length) {
  cursor *c = self;
  c->text = rdylib_str_of(more, more_length);
  c->at = 0;
  return NULL;
}

static rdylib_failure *cursor_both(const void *self, const char *other, size_t other_length,
                                   wide_Tuple_str_str *out) {
  out->_0 = rdylib_str_of(other, other_length);
  out->_1 = ((const cursor *)self)->text;
  return NULL;
}

static rdylib_failure *cursor_longer(const void *self, const char *other, size_t other_length, rdylib_str *out) {
  const cursor *c = self;
  *out = other_length > c->text.length ? rdylib_str_of(other, other_length) : c->text;
  return NULL;
}

static rdylib_failure *cursor_each(void *self, void *visit, const wide_Cursor_each_visit_table *visit_table,
                                   wide_Result_unit_Wide *out) {
  cursor *c = self;
  uint32_t i;
  for (i = 0; i < c->text.length; i++) {
    wide_Span span = {i, i + 1};
    rdylib_str answer;
    rdylib_failure *failure = visit_table->call(visit, c->text.data + i, 1, span, &answer);
    if (failure) return failure;
    if (answer.data) {
      c->text = answer;
      out->Err.tag = RDYLIB_ERR;
      out->Err._0 = wide_Wide_B;
      return NULL;
    }
  }
  out->tag = RDYLIB_OK;
  return NULL;
}

static uint16_t cursor_plain(const void *self, uint16_t n) { return (uint16_t)(n + ((const cursor *)self)->text.length); }

static rdylib_failure *cursor_sub(const void *self, wide_Result_Option_Box_Cursor_Top *out);

static const wide_Cursor_table CURSOR =
    wide_Cursor_TABLE(cursor, cursor_drop, cursor_current, cursor_advance, cursor_push, cursor_both, cursor_longer,
                      cursor_each, cursor_plain, cursor_sub);

static wide_Cursor cursor_of(rdylib_str text) {
  cursor *c = calloc(1, sizeof *c);
  if (!c) abort();
  c->text = text;
  return wide_Cursor_of(c, &CURSOR);
}

static rdylib_failure *cursor_sub(const void *self, wide_Result_Option_Box_Cursor_Top *out) {
  const cursor *c = self;
  size_t left = c->text.length - c->at;
  if (left > 2) {
    out->Err.tag = RDYLIB_ERR;
    out->Err._0 = wide_Top_A;
  } else if (left == 0) {
    memset(out, 0, sizeof *out);
  } else {
    out->Ok.tag = RDYLIB_OK;
    out->Ok._0 = cursor_of(rdylib_str_of(c->text.data + c->at, left));
  }
  return NULL;
}

rdylib_failure *wide_open(const char *t, size_t t_length, wide_Cursor *out) {
  if (t_length == 0) {
    memset(out, 0, sizeof *out);
  } else {
    *out = cursor_of(rdylib_str_of(t, t_length));
  }
  return NULL;
}

/* ---- Plain functions, which call the imports where they can ---- */

wide_Span wide_plain_struct(uint8_t a, wide_Span s) {
  static const unsigned char TABLE[256] = {[255] = 5};
  s.start += TABLE[a];
  return s;
}

const char *wide_plain_text(const char *a) { return *a ? "static" : NULL; }

rdylib_str wide_plain_words(void) { return rdylib_str_of("words", 5); }

bool wide_plain_bool(bool a) { return !a; }

wide_Top wide_plain_enum(wide_Wide a) { return a == wide_Wide_B ? wide_Top_A : wide_Top_B; }

void wide_plain_unit(double n) {
  uint64_t time;
  rdylib_str name;
  wide_Span span = {1, 2};
  wide_Two two;
  wide_Result_Option_Mixed_Neg result;
  rdylib_failure *failure;
  two.Left.tag = wide_Two_Left;
  two.Left._0 = rdylib_str_of("two", 3);
  if ((failure = wide_time(&time)) || (failure = wide_name(&name)) || (failure = wide_of(span, &span, two, &result))) {
    failure->drop(failure);
    return;
  }
  if (n != 2.5 || time != UINT64_MAX || !is(name, "host") || !is_span(span, 10, 20) || result.tag != RDYLIB_OK ||
      result.Ok._0.tag != RDYLIB_SOME || !is_greatest(&result.Ok._0.Some._0)) {
    abort();
  }
}

wide_Mixed wide_plain_floats(wide_Vec2 n) {
  wide_Mixed m = GREATEST;
  m.f = n.x + n.y;
  return m;
}
