/* A plugin that goes on writing to what it is lent. What it writes 200 to as a mark or letter is none afterwards. */
#include "slates.h"

#define END 255
#define WRONG 200

static uint32_t living;

rdylib_failure *slates_living(uint32_t *out) {
  *out = __atomic_load_n(&living, __ATOMIC_SEQ_CST);
  return NULL;
}

static void *made(size_t size) {
  void *data = calloc(1, size);
  if (!data) abort();
  __atomic_add_fetch(&living, 1, __ATOMIC_SEQ_CST);
  return data;
}

static void given_up(void *data) {
  __atomic_sub_fetch(&living, 1, __ATOMIC_SEQ_CST);
  free(data);
}

/* ---- Writers ---- */

typedef struct {
  uint8_t *room;
  size_t length, used;
  void *to;
  const slates_telling_to_table *to_table;
} pen;

static pen *pen_of(uint8_t *room, size_t length) {
  pen *made_of = made(sizeof *made_of);
  made_of->room = room;
  made_of->length = length;
  return made_of;
}

static rdylib_failure *write_byte(void *self, uint8_t byte, bool *out) {
  pen *writer = self;
  *out = writer->used < writer->length;
  if (*out) writer->room[writer->used++] = byte;
  return NULL;
}

/* Writes last of all, and after it has told what it has written. */
static void end_pen(void *self) {
  pen *writer = self;
  bool room;
  if (writer->to_table) {
    rdylib_failure *failure = slates_telling_to_call(writer->to, writer->to_table, writer->used);
    if (failure) failure->drop(failure);
  }
  (void)write_byte(self, END, &room);
  given_up(self);
}

static const slates_Writer_table PEN = slates_Writer_TABLE(pen, end_pen, write_byte);

rdylib_failure *slates_writer(uint8_t *room, size_t room_length, slates_Writer *out) {
  *out = slates_Writer_of(pen_of(room, room_length), &PEN);
  return NULL;
}

rdylib_failure *slates_sender(uint8_t *room, size_t room_length, slates_Writer *out) {
  return slates_writer(room, room_length, out);
}

rdylib_failure *slates_telling(uint8_t *room, size_t room_length, void *to, const slates_telling_to_table *to_table,
                               slates_Writer *out) {
  pen *writer = pen_of(room, room_length);
  writer->to = to;
  writer->to_table = to_table;
  *out = slates_Writer_of(writer, &PEN);
  return NULL;
}

rdylib_failure *slates_early(uint8_t *room, size_t room_length, void *to, const slates_telling_to_table *to_table,
                             slates_Writer *out) {
  rdylib_failure *failure = slates_telling_to_call(to, to_table, 0);
  if (failure) return failure;
  if (room_length) room[0] = 1;
  *out = slates_Writer_of(pen_of(room, room_length), &PEN);
  return NULL;
}

rdylib_failure *slates_swap(
    void *writer, const slates_Writer_table *writer_table, uint8_t *room, size_t room_length, slates_slice_u8 *out) {
  slates_Writer_drop(writer, writer_table);
  out->data = room;
  out->length = room_length;
  return NULL;
}

rdylib_failure *slates_maybe(uint8_t *room, size_t room_length, bool now, slates_Writer *out) {
  if (!room_length) return rdylib_fail("there is no room");
  if (now) {
    room[0] = 7;
    memset(out, 0, sizeof *out);
    return NULL;
  }
  return slates_writer(room, room_length, out);
}

typedef struct {
  slates_Point *points;
  size_t length, used;
} mover;

static rdylib_failure *move(void *self, uint8_t byte, bool *out) {
  mover *writer = self;
  *out = writer->used < writer->length;
  if (!*out) return NULL;
  slates_Point *point = &writer->points[writer->used];
  if (writer->length > 1) writer->used++;
  point->x = (int16_t)(point->x + byte);
  point->y -= byte;
  point->seen = true;
  return NULL;
}

static const slates_Writer_table MOVER = slates_Writer_TABLE(mover, given_up, move);

rdylib_failure *slates_points(slates_Point *points, size_t points_length, slates_Writer *out) {
  mover *writer = made(sizeof *writer);
  writer->points = points;
  writer->length = points_length;
  *out = slates_Writer_of(writer, &MOVER);
  return NULL;
}

rdylib_failure *slates_origin(slates_Point *point, slates_Writer *out) { return slates_points(point, 1, out); }

/* Makes a letter large or small. */
static rdylib_failure *write_letter(void *self, uint8_t byte, bool *out) {
  pen *writer = self;
  bool large = byte >= 'A' && byte <= 'Z';
  *out = writer->used < writer->length && writer->room[writer->used] < 128 && (byte < 128 || byte == WRONG);
  if (!*out) return NULL;
  uint8_t letter = writer->room[writer->used];
  if (large && letter >= 'a' && letter <= 'z') letter = (uint8_t)(letter - 'a' + 'A');
  if (!large && letter >= 'A' && letter <= 'Z') letter = (uint8_t)(letter - 'A' + 'a');
  return write_byte(self, byte == WRONG ? WRONG : letter, out);
}

static const slates_Writer_table LETTERS = slates_Writer_TABLE(pen, given_up, write_letter);

rdylib_failure *slates_letters(char *text, size_t text_length, slates_Writer *out) {
  *out = slates_Writer_of(pen_of((uint8_t *)text, text_length), &LETTERS);
  return NULL;
}

static rdylib_failure *write_mark(void *self, uint8_t byte, bool *out) {
  return write_byte(self, byte == WRONG ? 2 : byte & 1, out);
}

static const slates_Writer_table MARKS = slates_Writer_TABLE(pen, given_up, write_mark);

rdylib_failure *slates_marks(bool *marks, size_t marks_length, slates_Writer *out) {
  *out = slates_Writer_of(pen_of((uint8_t *)marks, marks_length), &MARKS);
  return NULL;
}

typedef struct {
  pen marks;
  uint8_t byte;
} marking;

static rdylib_failure *mark_next(void *self, void *waker, const rdylib_waker_table *waker_table, slates_Option_u32 *out) {
  marking *it = self;
  bool marked;
  (void)write_mark(&it->marks, it->byte, &marked);
  if (marked) {
    out->tag = RDYLIB_NONE;
    waker_table->wake(waker);
    return NULL;
  }
  out->Some.tag = RDYLIB_SOME;
  out->Some._0 = (uint32_t)it->marks.used;
  return NULL;
}

rdylib_failure *slates_marking(bool *marks, size_t marks_length, uint8_t byte, slates_marking_result *out) {
  static const slates_marking_result_table table = slates_marking_result_TABLE(marking, given_up, mark_next);
  marking *it = made(sizeof *it);
  it->marks = (pen){.room = (uint8_t *)marks, .length = marks_length};
  it->byte = byte;
  *out = slates_marking_result_of(it, &table);
  return NULL;
}

/* ---- Numbers ---- */

static rdylib_failure *count_on(void *self, uint32_t more, uint32_t *out) {
  uint32_t *count = *(uint32_t **)self;
  *out = *count += more;
  return NULL;
}

rdylib_failure *slates_counter(uint32_t *count, slates_counter_result *out) {
  static const slates_counter_result_table table = slates_counter_result_TABLE(uint32_t *, given_up, count_on);
  uint32_t **self = made(sizeof *self);
  *self = count;
  *out = slates_counter_result_of(self, &table);
  return NULL;
}

typedef struct {
  uint32_t *one, *other;
} both;

static rdylib_failure *add_to_both(void *self, uint32_t more) {
  both *of = self;
  *of->one += more;
  *of->other += *of->one;
  return NULL;
}

rdylib_failure *slates_within(uint32_t *one, uint32_t *other, slates_within_result *out) {
  static const slates_within_result_table table = slates_within_result_TABLE(both, given_up, add_to_both);
  both *self = made(sizeof *self);
  self->one = one;
  self->other = other;
  *out = slates_within_result_of(self, &table);
  return NULL;
}

static int compared(const void *one, const void *other) {
  uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
  return (a > b) - (a < b);
}

rdylib_failure *slates_sorted(uint32_t *numbers, size_t numbers_length, uint32_t least, slates_slice_u32 *out) {
  size_t less = 0;
  if (numbers_length) qsort(numbers, numbers_length, sizeof *numbers, compared);
  while (less < numbers_length && numbers[less] < least) less++;
  *out = (slates_slice_u32){numbers + less, numbers_length - less};
  return NULL;
}

rdylib_failure *slates_capitals(char *text, size_t text_length, rdylib_str *out) {
  size_t first = 0;
  for (size_t i = 0; i < text_length; i++) {
    if (text[i] >= 'a' && text[i] <= 'z') text[i] = (char)(text[i] - 'a' + 'A');
  }
  while (first < text_length && text[first] != ' ') first++;
  *out = rdylib_str_of(text, first);
  return NULL;
}

rdylib_failure *slates_fill(uint8_t *room, size_t room_length, uint8_t byte) {
  memset(room, byte, room_length);
  return NULL;
}

/* What it keeps until it is unloaded. */
static uint64_t *kept;

rdylib_failure *slates_keep(uint64_t *count) {
  kept = count;
  return NULL;
}

rdylib_failure *slates_count(uint64_t number) {
  if (!kept) return rdylib_fail("nothing is kept");
  *kept += number;
  return NULL;
}

/* ---- Chalk ---- */

struct slates_Chalk {
  uint16_t *room;
  size_t length, used;
};

rdylib_failure *slates_chalk(uint16_t *room, size_t room_length, slates_Chalk **out) {
  slates_Chalk *chalk = made(sizeof *chalk);
  chalk->room = room;
  chalk->length = room_length;
  *out = chalk;
  return NULL;
}

rdylib_failure *slates_turn(slates_Chalk *chalk, uint16_t *room, size_t room_length) {
  chalk->room = room;
  chalk->length = room_length;
  chalk->used = 0;
  return NULL;
}

static bool draw(slates_Chalk *chalk, uint16_t number) {
  if (chalk->used == chalk->length) return false;
  chalk->room[chalk->used++] = number;
  return true;
}

rdylib_failure *slates_draw(slates_Chalk *chalk, uint16_t number, bool *out) {
  *out = draw(chalk, number);
  return NULL;
}

void slates_drop_chalk(slates_Chalk *chalk) {
  (void)draw(chalk, END);
  given_up(chalk);
}

/* ---- Slates ---- */

#define ROOMS 8

typedef struct {
  pen rooms[ROOMS];
  size_t count;
  void *to;
  const slates_telling_to_table *to_table;
} board;

static rdylib_failure *add_room(void *self, uint8_t *room, size_t room_length) {
  board *slate = self;
  if (!room_length) return rdylib_fail("there is no room");
  if (slate->count == ROOMS) return rdylib_fail("there are too many");
  slate->rooms[slate->count++] = (pen){.room = room, .length = room_length};
  return NULL;
}

static rdylib_failure *write_on(void *self, uint8_t byte, bool *out) {
  board *slate = self;
  *out = false;
  return slate->count ? write_byte(&slate->rooms[slate->count - 1], byte, out) : NULL;
}

static rdylib_failure *wipe(void *self, slates_slice_u8 *out) {
  board *slate = self;
  if (!slate->count) return rdylib_fail("there is nothing on it");
  *out = (slates_slice_u8){slate->rooms[0].room, slate->rooms[0].length};
  slate->count--;
  memmove(slate->rooms, slate->rooms + 1, slate->count * sizeof *slate->rooms);
  return NULL;
}

/* Writes to all that it has last of all. */
static void end_board(void *self) {
  board *slate = self;
  size_t used = 0;
  bool room;
  for (size_t i = 0; i < slate->count; i++) {
    used += slate->rooms[i].used;
    (void)write_byte(&slate->rooms[i], END, &room);
  }
  if (slate->to_table) {
    rdylib_failure *failure = slates_telling_to_call(slate->to, slate->to_table, used);
    if (failure) failure->drop(failure);
  }
  given_up(self);
}

static const slates_Slate_table BOARD = slates_Slate_TABLE(board, end_board, add_room, write_on, wipe);

rdylib_failure *slates_slate(slates_Slate *out) {
  *out = slates_Slate_of(made(sizeof(board)), &BOARD);
  return NULL;
}

rdylib_failure *slates_named(void *to, const slates_telling_to_table *to_table, slates_Slate *out) {
  board *slate = made(sizeof *slate);
  slate->to = to;
  slate->to_table = to_table;
  *out = slates_Slate_of(slate, &BOARD);
  return NULL;
}

rdylib_failure *slates_lend(void *slate, const slates_Slate_table *slate_table, uint8_t *room, size_t room_length) {
  return slates_Slate_add(slate, slate_table, room, room_length);
}
