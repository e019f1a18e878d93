/*
 * A host in C, which drives the plugin for the memory checkers: they see nothing of what a JVM does. It prints what it
 * counted, as the Rust program does (reference/src/tally.rs), and then reads the texts in the ways in which a host may
 * stop: with a parser half read, a callback that says no, and one that fails.
 *
 *   host LIBRARY CORPUS
 */
#include "pulldown.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed;
#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      failed = 1;                                                     \
    }                                                                 \
  } while (0)

static struct {
  __typeof__(&pulldown_parse) parse;
  __typeof__(&pulldown_walk) walk;
} plugin;

static const pulldown_Options NONE;
static const pulldown_Options ALL = {true, true, true, true, true, true};

/* ---- What an event holds is read to the last byte, and then freed ---- */

typedef struct {
  unsigned long long events, ranges, bytes, numbers;
} tally;

static volatile unsigned char looked_at;

static void string(tally *t, const char *data, size_t length) {
  CHECK(data);
  for (size_t i = 0; i < length; i++) looked_at ^= (unsigned char)data[i];
  t->bytes += length;
}

static void cow(tally *t, pulldown_CowStr *s) {
  if (s->tag == pulldown_CowStr_Borrowed) {
    string(t, s->Borrowed._0.data, s->Borrowed._0.length);
  } else {
    rdylib_string *owned = &s->Owned._0;
    CHECK(s->tag == pulldown_CowStr_Owned && owned->length <= owned->capacity);
    string(t, owned->data, owned->length);
    owned->free(owned->data, owned->length, owned->capacity);
  }
}

static void heading(tally *t, pulldown_Tag *tag) {
  pulldown_Vec_str *classes = &tag->Heading._2;
  t->numbers += tag->Heading._0;
  if (tag->Heading._1.data) string(t, tag->Heading._1.data, tag->Heading._1.length);
  for (size_t i = 0; i < classes->length; i++) string(t, classes->data[i].data, classes->data[i].length);
  classes->free(classes->data, classes->length, classes->capacity);
}

static void table(tally *t, pulldown_Vec_Alignment *columns) {
  for (size_t i = 0; i < columns->length; i++) t->numbers += columns->data[i];
  columns->free(columns->data, columns->length, columns->capacity);
}

static void tagged(tally *t, pulldown_Tag *tag) {
  switch (tag->tag) {
    case pulldown_Tag_Heading: heading(t, tag); break;
    case pulldown_Tag_CodeBlock:
      if (tag->CodeBlock._0.tag == pulldown_CodeBlockKind_Fenced) cow(t, &tag->CodeBlock._0.Fenced._0);
      break;
    case pulldown_Tag_List:
      if (tag->List._0.tag == RDYLIB_SOME) t->numbers += tag->List._0.Some._0;
      break;
    case pulldown_Tag_FootnoteDefinition: cow(t, &tag->FootnoteDefinition._0); break;
    case pulldown_Tag_Table: table(t, &tag->Table._0); break;
    case pulldown_Tag_Link:
    case pulldown_Tag_Image:
      t->numbers += tag->Link._0;
      cow(t, &tag->Link._1);
      cow(t, &tag->Link._2);
      break;
    default: CHECK(tag->tag <= pulldown_Tag_Image);
  }
}

static void take(tally *t, pulldown_Event *event, pulldown_Range range) {
  t->events++;
  t->ranges += range.end - range.start;
  switch (event->tag) {
    case pulldown_Event_Start:
    case pulldown_Event_End: tagged(t, &event->Start._0); break;
    case pulldown_Event_Text:
    case pulldown_Event_Code:
    case pulldown_Event_Html:
    case pulldown_Event_FootnoteReference: cow(t, &event->Text._0); break;
    case pulldown_Event_TaskListMarker: t->numbers += event->TaskListMarker._0; break;
    default: CHECK(event->tag <= pulldown_Event_TaskListMarker);
  }
}

/* ---- Reading ---- */

/* Reads at most `most` events. */
static void pull(tally *t, const char *text, size_t length, pulldown_Options options, size_t most) {
  pulldown_Parser parser;
  rdylib_failure *failure = plugin.parse(text, length, options, &parser);
  CHECK(!failure);
  for (size_t i = 0; i < most; i++) {
    pulldown_Option_Tuple_Event_Range next;
    failure = pulldown_Parser_next(parser.data, parser.table, &next);
    CHECK(!failure);
    if (next.tag == RDYLIB_NONE) break;
    take(t, &next.Some._0._0, next.Some._0._1);
  }
  pulldown_Parser_drop(parser.data, parser.table);
}

/* What the callbacks are to do: at the event numbered `stop`, say no, or fail. */
typedef struct {
  tally seen;
  unsigned long long stop;
  bool fails;
  int links;
} walk;

static int dropped;

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

static rdylib_failure *resolve(void *self, pulldown_BrokenLink link, pulldown_Option_Destination *out) {
  walk *w = self;
  tally ignored = {0};
  cow(&ignored, &link.reference);
  if (w->fails && w->links++ == 2) return mine();
  memset(out, 0, sizeof *out);
  if (ignored.bytes % 2 == 0) {
    out->tag = RDYLIB_SOME;
    out->Some._0.url = rdylib_str_of("/wiki", 5);
    out->Some._0.title = rdylib_str_of("a title", 7);
  }
  return NULL;
}

static rdylib_failure *visit(void *self, pulldown_Event event, pulldown_Range range, bool *out) {
  walk *w = self;
  take(&w->seen, &event, range);
  bool ends = w->seen.events == w->stop;
  if (ends && w->fails) return mine();
  *out = !ends;
  return NULL;
}

static const pulldown_walk_resolve_table RESOLVE = pulldown_walk_resolve_TABLE(walk, NULL, resolve);
static const pulldown_walk_visit_table VISIT = pulldown_walk_visit_TABLE(walk, NULL, visit);

static void push(const char *text, size_t length, unsigned long long stop, bool fails) {
  walk asked = {{0}, 0, fails, 0}, seen = {{0}, stop, fails, 0};
  uint64_t visited = 0;
  int before = dropped;
  rdylib_failure *failure = plugin.walk(text, length, ALL, &asked, &RESOLVE, &seen, &VISIT, &visited);
  if (failure) {
    CHECK(fails && failure->length == 4 && !memcmp(failure->message, "mine", 4));
    failure->drop(failure);
    CHECK(dropped == before + 1);
  } else {
    CHECK(visited == seen.seen.events && dropped == before);
  }
}

/* ---- Texts ---- */

static char *contents(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    exit(2);
  }
  fseek(file, 0, SEEK_END);
  *length = (size_t)ftell(file);
  rewind(file);
  char *all = malloc(*length + 1);
  *length = fread(all, 1, *length, file);
  all[*length] = 0;
  fclose(file);
  return all;
}

/* A copy of exactly its size, so that a byte too far is seen. */
static char *exactly(const char *text, size_t length) {
  char *copy = malloc(length ? length : 1);
  if (length) memcpy(copy, text, length);
  return copy;
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: host LIBRARY CORPUS\n");
    return 2;
  }
  void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 2;
  }
  *(void **)&plugin.parse = dlsym(library, "pulldown_parse");
  *(void **)&plugin.walk = dlsym(library, "pulldown_walk");
  if (!plugin.parse || !plugin.walk) return 2;

  size_t length, texts = 0;
  char *corpus = contents(arguments[2], &length);
  tally none = {0}, all = {0}, some = {0};
  for (char *at = corpus; at < corpus + length;) {
    char *content = strchr(at, '\n') + 1;
    size_t size = strtoul(at, NULL, 10);
    char *text = exactly(content, size);
    pull(&none, text, size, NONE, (size_t)-1);
    pull(&all, text, size, ALL, (size_t)-1);
    pull(&some, text, size, ALL, 0);
    pull(&some, text, size, ALL, 5);
    push(text, size, 0, false);
    push(text, size, 5, false);
    push(text, size, 7, true);
    push(text, size, 0, true);
    free(text);
    at = content + size + 1;
    texts++;
  }
  free(corpus);
  dlclose(library);
  if (failed || !texts) return 1;
  printf("%llu events, %llu in ranges, %llu bytes, %llu in numbers\n", none.events, none.ranges, none.bytes, none.numbers);
  printf("%llu events, %llu in ranges, %llu bytes, %llu in numbers\n", all.events, all.ranges, all.bytes, all.numbers);
  return 0;
}
