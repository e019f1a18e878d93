/*
 * What each byte of each value must be: a function of the place that it belongs to, which a path names (`f3(p1).f0[2]`).
 * Included after the header of the boundary, by the one source of a plugin.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* How the bytes of a scalar follow from its path. */
enum { PLACES_INTEGER, PLACES_BOOL, PLACES_CHAR, PLACES_FLOAT };

/* ---- The bytes ---- */

static uint8_t places_byte(const char *path, size_t index) {
  uint64_t x = 0xCBF29CE484222325u;
  for (const char *c = path; *c; c++) x = (x ^ (uint8_t)*c) * 0x100000001B3u;
  x += (index + 1) * 0x9E3779B97F4A7C15u;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93u;
  return (uint8_t)(x ^ (x >> 32));
}

static void places_scalar(int kind, const char *path, void *at, size_t size) {
  uint8_t bytes[16];
  for (size_t i = 0; i < size; i++) bytes[i] = places_byte(path, i);
  if (kind == PLACES_BOOL) bytes[0] &= 1;
  if (kind == PLACES_FLOAT) bytes[size - 1] &= 0xBF; /* finite */
  if (kind == PLACES_CHAR) {
    uint32_t code = (bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16) % 0x110000;
    if (code >= 0xD800 && code < 0xE000) code -= 0x1000;
    memcpy(bytes, &code, sizeof code);
  }
  memcpy(at, bytes, size);
}

static size_t places_choice(const char *path, size_t count) {
  char tag[512];
  snprintf(tag, sizeof tag, "%s#", path);
  return places_byte(tag, 0) % count;
}

/* A text of at most eight characters, terminated. */
static size_t places_characters(const char *path, char *into) {
  static const char *const characters[32] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k",
                                             "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
                                             "w", "x", "y", "é", "ß", "€", "中", "𝒳", "😀", "~"};
  size_t count = places_choice(path, 9), length = 0;
  for (size_t i = 0; i < count; i++) {
    const char *c = characters[places_byte(path, i) % 32];
    memcpy(into + length, c, strlen(c));
    length += strlen(c);
  }
  into[length] = 0;
  return length;
}

/* ---- What was wrong ---- */

static char places_text_of_report[1 << 16];
static size_t places_reported;

static void places_print(const char *format, ...) {
  size_t left = sizeof places_text_of_report - places_reported;
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(places_text_of_report + places_reported, left, format, arguments);
  va_end(arguments);
  if (length > 0 && (size_t)length < left) places_reported += (size_t)length;
}

/* A line: the path, the bytes that came, the bytes that belong there. */
static void places_wrong(const char *path, const void *came, size_t count, const void *wanted, size_t wanted_count) {
  if (places_reported > sizeof places_text_of_report / 2) return;
  places_print("%s\t", path);
  for (size_t i = 0; i < count && i < 256; i++) places_print("%02x", ((const uint8_t *)came)[i]);
  places_print("\t");
  for (size_t i = 0; i < wanted_count; i++) places_print("%02x", ((const uint8_t *)wanted)[i]);
  places_print("\n");
}

static bool places_is_right(void) { return places_reported == 0; }

/* Takes what has been reported since the last time. */
RDYLIB_EXPORT size_t places_report(char *into, size_t capacity) {
  size_t length = places_reported < capacity ? places_reported : capacity;
  memcpy(into, places_text_of_report, length);
  places_reported = 0;
  return length;
}

/* ---- Looking at values ---- */

#define SEE(kind_, path_, value_) places_see(kind_, path_, (const void *)&(value_), sizeof(value_))

static inline void places_see(int kind, const char *path, const void *at, size_t size) {
  uint8_t wanted[16];
  places_scalar(kind, path, wanted, size);
  if (memcmp(at, wanted, size) != 0) places_wrong(path, at, size, wanted, size);
}

/* Of a scalar that is not what its path says: one that was left out. */
#define SEE_BYTES(path_, value_, ...) \
  do { \
    const uint8_t wanted_[] = {__VA_ARGS__}; \
    if (memcmp((const void *)&(value_), wanted_, sizeof wanted_) != 0) { \
      places_wrong(path_, (const void *)&(value_), sizeof(value_), wanted_, sizeof wanted_); \
    } \
  } while (0)

/* Of a tag, or a count of elements. */
static inline bool places_see_tag(const char *path, int64_t came, int64_t wanted) {
  if (came == wanted) return true;
  places_wrong(path, &came, sizeof came, &wanted, sizeof wanted);
  return false;
}

static inline void places_see_text(const char *path, const char *data, size_t length) {
  char wanted[64];
  size_t count = places_characters(path, wanted);
  if (!data || length != count || memcmp(data, wanted, count) != 0) {
    places_wrong(path, data ? data : "null", data ? length : 4, wanted, count);
  }
}

/* Of a text that is not what its path says. */
static inline void places_see_default(const char *path, const char *data, size_t length, const char *wanted) {
  if (!data || length != strlen(wanted) || memcmp(data, wanted, length) != 0) {
    places_wrong(path, data ? data : "null", data ? length : 4, wanted, strlen(wanted));
  }
}

/* Capitals for the small letters of ASCII. */
static inline void places_upper(char *data, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (data[i] >= 'a' && data[i] <= 'z') data[i] = (char)(data[i] - 'a' + 'A');
  }
}

/* What is left of the text that belongs to `path` where it may be written to. */
static inline void places_see_upper(const char *path, const char *data, size_t length) {
  char wanted[64];
  size_t count = places_characters(path, wanted);
  places_upper(wanted, count);
  if (length != count || memcmp(data, wanted, count) != 0) places_wrong(path, data, length, wanted, count);
}

#define SEE_PLACE(path_, pointer_) places_see_place(path_, pointer_, _Alignof(__typeof__(*(pointer_))))

/* Of what a pointer that is never null points to. */
static inline bool places_see_place(const char *path, const void *place, size_t align) {
  uintptr_t wanted = (uintptr_t)place / align * align;
  if (place && (uintptr_t)place % align == 0) return true;
  places_wrong(path, &place, sizeof place, &wanted, sizeof wanted);
  return false;
}

/* ---- Making values ---- */

/* The one place at which this side misbehaves, and how many times it has. */
static char places_spoilt[512];
static size_t places_spoilings;

/* Lets this side misbehave at a place: at a scalar or text, a tag or count (`#`), or a pointer (`&`). */
RDYLIB_EXPORT void places_spoil(const char *path) {
  snprintf(places_spoilt, sizeof places_spoilt, "%s", path);
  places_spoilings = 0;
}

/* How many times it has misbehaved since it was let. */
RDYLIB_EXPORT size_t places_spoiled(void) { return places_spoilings; }

static inline bool places_is_spoilt(const char *path, const char *what) {
  size_t length = strlen(path);
  if (!places_spoilt[0] || strncmp(places_spoilt, path, length) || strcmp(places_spoilt + length, what)) return false;
  places_spoilings++;
  return true;
}

#define MAKE(kind_, path_, value_) places_make(kind_, path_, (void *)&(value_), sizeof(value_))
#define PUT_TAG(path_, value_, tag_) places_put_tag(path_, (void *)&(value_), sizeof(value_), (uint64_t)(tag_))
#define PUT_WORD(value_, word_) places_put((void *)&(value_), sizeof(void *), (uint64_t)(uintptr_t)(word_))
/* Once what it points to has been made. */
#define SPOIL_PLACE(path_, value_) \
  do { \
    if (places_is_spoilt(path_, "&")) PUT_WORD(value_, NULL); \
  } while (0)
/* What lies between fields belongs to nobody. */
#define SOIL(value_) memset((void *)&(value_), 0xA5, sizeof(value_))

/* This machine stores the least significant byte first. */
static inline void places_put(void *at, size_t size, uint64_t value) { memcpy(at, &value, size); }

static inline void places_make(int kind, const char *path, void *at, size_t size) {
  places_scalar(kind, path, at, size);
  if (size <= 8 && places_is_spoilt(path, "")) places_put(at, size, kind == PLACES_BOOL ? 2 : 0xD800);
}

/* No enum of these boundaries has such a variant. */
static inline void places_put_tag(const char *path, void *at, size_t size, uint64_t tag) {
  places_put(at, size, places_is_spoilt(path, "#") ? 99 : tag);
}

/* A place for values that stay. */
static inline void *places_place(size_t size) {
  void *place = aligned_alloc(64, (size + 64) / 64 * 64);
  if (!place) abort();
  memset(place, 0xA5, size);
  return place;
}

static inline char *places_text(const char *path) {
  char *text = places_place(64);
  places_characters(path, text);
  return text;
}

/* A text that nothing terminates. */
static inline char *places_unterminated(const char *path) {
  char *text = places_text(path);
  text[strlen(text)] = 'Z';
  if (places_is_spoilt(path, "")) text[0] = (char)0xFF;
  return text;
}

static inline size_t places_length(const char *path) {
  char text[64];
  return places_characters(path, text);
}

/* ---- Owned values ---- */

/* What this side has made and the other owns. */
static struct {
  void *data;
  size_t live, capacity;
  char path[256];
} places_owned[4096];
static size_t places_owned_count;

/* Called by the other side, once for each that it was given; never for what another owned value holds. */
static void places_free(void *data, size_t live, size_t capacity) {
  for (size_t i = 0; i < places_owned_count; i++) {
    if (places_owned[i].data == data) {
      if (places_owned[i].live != live || places_owned[i].capacity != capacity) {
        size_t came[2] = {live, capacity}, wanted[2] = {places_owned[i].live, places_owned[i].capacity};
        places_wrong(places_owned[i].path, came, sizeof came, wanted, sizeof wanted);
      }
      free(data);
      places_owned[i] = places_owned[--places_owned_count];
      return;
    }
  }
  places_wrong("freed, and not owned", &data, sizeof data, "", 0);
}

static void places_drop(void *data) { places_free(data, 1, 1); }

/* Nobody keeps a share of what it is given. */
static void *places_clone(const void *data) {
  places_wrong("shared", &data, sizeof data, "", 0);
  return (void *)data;
}

/* Of what is shared. */
static const rdylib_table places_shared = {places_drop, places_clone, 0, 1, 0};

/* A place for `capacity` elements of `size`. It is to be freed where it is `moved` to the other side by itself. */
static inline void *places_own(const char *path, size_t size, size_t live, size_t capacity, bool moved) {
  void *data = places_place(size * capacity);
  if (moved && places_owned_count < sizeof places_owned / sizeof *places_owned) {
    size_t i = places_owned_count++;
    places_owned[i].data = data;
    places_owned[i].live = live;
    places_owned[i].capacity = capacity;
    snprintf(places_owned[i].path, sizeof places_owned[i].path, "%s freed", path);
  }
  return data;
}

static inline char *places_own_text(const char *path, size_t spare, bool moved) {
  char text[64];
  size_t length = places_characters(path, text);
  char *data = places_own(path, 1, length, length + spare, moved);
  memcpy(data, text, length);
  if (places_is_spoilt(path, "")) data[0] = (char)0xFF;
  return data;
}

/* ---- Closures and objects ---- */

/* What this side has given, and the other has not dropped. */
static struct {
  void *data;
  char path[256];
} places_given[256];
static size_t places_given_count;

/* The data of what is given as the closure or object of a place. */
static inline void *places_give(const char *path) {
  void *data = places_place(1);
  if (places_given_count == sizeof places_given / sizeof *places_given) abort();
  places_given[places_given_count].data = data;
  snprintf(places_given[places_given_count++].path, sizeof places_given->path, "%s dropped", path);
  return data;
}

/* Called by the other side, once for each that it was given. */
static void places_drop_given(void *data) {
  for (size_t i = 0; i < places_given_count; i++) {
    if (places_given[i].data == data) {
      free(data);
      places_given[i] = places_given[--places_given_count];
      return;
    }
  }
  places_wrong("dropped, and not given", &data, sizeof data, "", 0);
}

/* Reports what was given and is still not dropped. */
static void places_settle_given(void) {
  while (places_given_count) {
    void *data = places_given[--places_given_count].data;
    places_wrong(places_given[places_given_count].path, "", 0, &data, sizeof data);
  }
}

/* Reports what was given away and is still not freed. */
RDYLIB_EXPORT void places_settle(void) {
  places_settle_given();
  while (places_owned_count) {
    void *data = places_owned[--places_owned_count].data;
    places_wrong(places_owned[places_owned_count].path, "", 0, &data, sizeof data);
  }
}
