/* A plugin that has room of its host's, and marks beside what is in it. */
#include "albums.h"

#include <stdatomic.h>

static _Atomic uint32_t living;

rdylib_failure *albums_living(uint32_t *out) {
  *out = living;
  return NULL;
}

typedef struct {
  uint32_t number;
} mark;

static rdylib_failure *mark_get(const void *self, uint32_t *out) {
  *out = ((const mark *)self)->number;
  return NULL;
}

static rdylib_failure *mark_set(void *self, uint32_t n) {
  ((mark *)self)->number = n;
  return NULL;
}

static void dropped(void *self) {
  living--;
  free(self);
}

rdylib_failure *albums_mark(uint32_t n, albums_Mark *out) {
  static const albums_Mark_table table = albums_Mark_TABLE(mark, dropped, mark_get, mark_set);
  mark *made = malloc(sizeof *made);
  if (!made) return rdylib_fail("out of memory");
  made->number = n;
  living++;
  *out = albums_Mark_of(made, &table);
  return NULL;
}

/* What an album has changes behind a `&self`: it is noted beside it. */
typedef struct {
  albums_slice_u8 room;
  albums_Mark *noted;
} album;

static rdylib_failure *album_page(const void *self, albums_slice_u8 *out) {
  *out = ((const album *)self)->room;
  return NULL;
}

static rdylib_failure *album_note(const void *self, void *noted, const albums_Mark_table *noted_table) {
  *((const album *)self)->noted = albums_Mark_of(noted, noted_table);
  return NULL;
}

static rdylib_failure *album_read(const void *self, void *act, const albums_Album_read_act_table *act_table, uint32_t *out) {
  rdylib_failure *failure = albums_Album_read_act_call(act, act_table);
  albums_Mark *noted = ((const album *)self)->noted;
  *out = 0;
  return failure || !noted->data ? failure : albums_Mark_get(noted->data, noted->table, out);
}

static void album_dropped(void *self) {
  free(((album *)self)->noted);
  dropped(self);
}

static const albums_Album_table ALBUMS = albums_Album_TABLE(album, album_dropped, album_page, album_note, album_read);

static album *album_of(uint8_t *room, size_t room_length) {
  album *made = malloc(sizeof *made);
  albums_Mark *noted = calloc(1, sizeof *noted);
  if (!made || !noted) {
    free(made);
    free(noted);
    return NULL;
  }
  *made = (album){{room, room_length}, noted};
  return made;
}

rdylib_failure *albums_album(uint8_t *room, size_t room_length, albums_Album *out) {
  album *made = album_of(room, room_length);
  if (!made) return rdylib_fail("out of memory");
  living++;
  *out = albums_Album_of(made, &ALBUMS);
  return NULL;
}

rdylib_failure *albums_left(uint8_t *room, size_t room_length, albums_Album *out) {
  album *made = album_of(room, room_length);
  if (!made) return rdylib_fail("out of memory");
  *out = albums_Album_of(made, &ALBUMS);
  return NULL;
}

rdylib_failure *albums_sum(
    const uint8_t *page, size_t page_length, void *act, const albums_Album_read_act_table *act_table,
    albums_Tuple_slice_u8_u32 *out) {
  rdylib_failure *failure = albums_Album_read_act_call(act, act_table);
  if (failure) return failure;
  *out = (albums_Tuple_slice_u8_u32){{page, page_length}, 0};
  for (size_t i = 0; i < page_length; i++) out->_1 += page[i];
  return NULL;
}
