/* A library that hands on what it borrows, as its signatures let it. */
#include "lending.h"

static uint32_t living;

rdylib_failure *lending_living(uint32_t *out) {
  *out = living;
  return NULL;
}

rdylib_failure *lending_pour(const char *text, size_t text_length, lending_Sink sink) {
  rdylib_failure *failure = lending_Sink_put_call(sink.put.data, sink.put.table, text, text_length);
  lending_Sink_put_drop(sink.put.data, sink.put.table);
  return failure;
}

rdylib_failure *lending_show(const char *text, size_t text_length, lending_Source source) {
  rdylib_failure *failure = lending_Reader_read(source.reader.data, source.reader.table, text, text_length);
  lending_Reader_drop(source.reader.data, source.reader.table);
  return failure;
}

static rdylib_failure *put(void *last, const char *text, size_t length) {
  *(rdylib_str *)last = rdylib_str_of(text, length);
  return NULL;
}

static const lending_Sink_put_table PUTS = lending_Sink_put_TABLE(rdylib_str, NULL, put);

rdylib_failure *lending_collect(
    const char *text, size_t text_length, void *with, const lending_collect_with_table *with_table, rdylib_str *out) {
  *out = rdylib_str_of(text, text_length);
  return lending_collect_with_call(with, with_table, out, &PUTS);
}

rdylib_failure *lending_shorten(lending_Pair pair, const char *text, size_t text_length, rdylib_str *out) {
  lending_Pair_both_drop(pair.both.data, pair.both.table);
  *out = rdylib_str_of(text, text_length);
  return NULL;
}

typedef struct {
  size_t length;
  char text[];
} holder;

static rdylib_failure *held(const void *self, rdylib_str *out) {
  const holder *it = self;
  *out = rdylib_str_of(it->text, it->length);
  return NULL;
}

static const lending_Holder_table HOLDERS = lending_Holder_TABLE(holder, NULL, held);

rdylib_failure *lending_hold(
    const char *text, size_t text_length, void *visit, const lending_hold_visit_table *visit_table) {
  holder *it = malloc(sizeof *it + text_length);
  rdylib_failure *failure;
  if (!it) return rdylib_fail("out of memory");
  it->length = text_length;
  if (text_length) memcpy(it->text, text, text_length);
  living++;
  failure = lending_hold_visit_call(visit, visit_table, it, &HOLDERS);
  living--;
  if (text_length) memset(it->text, '#', text_length);
  free(it);
  return failure;
}
