/* What every header that rdylib generates stands on. Each of them carries it; the one that is included first defines it. */
#ifndef RDYLIB_ABI
#define RDYLIB_ABI 1

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
#define RDYLIB_ASSERT(condition, message) static_assert(condition, message)
#define RDYLIB_ALIGNOF(type) alignof(type)
extern "C" {
#else
#define RDYLIB_ASSERT(condition, message) _Static_assert(condition, message)
#define RDYLIB_ALIGNOF(type) _Alignof(type)
#endif

/* On what a header defines and few files use. */
#define RDYLIB_INLINE static inline __attribute__((unused))
/* On what returns a failure: one that is not looked at is lost, and leaks. */
#define RDYLIB_CHECK __attribute__((warn_unused_result))
/* On what the other side looks up: it stays visible under -fvisibility=hidden. */
#define RDYLIB_EXPORT __attribute__((visibility("default")))

/*
 * What is not an answer: a violated contract, a panic, an exception of the other side. A checked function returns null
 * and has written its result, or returns a failure, which the caller owns, and has written nothing. Hand a failure on
 * (clean up, and return it) or end it (failure->drop(failure)).
 */
typedef struct rdylib_failure rdylib_failure;
struct rdylib_failure {
  void (*drop)(rdylib_failure *);
  const char *message; /* UTF-8 */
  size_t length;       /* of the message, in bytes */
};

/* &str: UTF-8, not terminated. The pointer is not null, even where the length is 0; null is None where Option<&str> stands. */
typedef struct rdylib_str {
  const char *data;
  size_t length;
} rdylib_str;

/* &mut str */
typedef struct rdylib_str_mut {
  char *data;
  size_t length;
} rdylib_str_mut;

/* Destroys the first `live` elements and frees the place of `capacity`. It does not fail. */
typedef void (*rdylib_free)(void *data, size_t live, size_t capacity);

/* Box<str> */
typedef struct rdylib_box_str {
  char *data;
  size_t length;
  rdylib_free free;
} rdylib_box_str;

/* String */
typedef struct rdylib_string {
  char *data;
  size_t length;
  size_t capacity;
  rdylib_free free;
} rdylib_string;

/* What the table of every object, closure and shared value begins with. */
typedef struct rdylib_table {
  void (*drop)(void *data);         /* destroys and frees what is behind a Box, releases what is behind an Arc */
  void *(*clone)(const void *data); /* null where there is none; it answers null where it cannot clone */
  size_t size, align;               /* of what data points to; 0 and 1 where they are not told */
  size_t slots;                     /* how many functions follow */
} rdylib_table;

/* The functions of a waker. */
typedef struct rdylib_waker_table {
  rdylib_table header;
  void (*wake)(void *data); /* on any thread; it does not fail, nor poll */
} rdylib_waker_table;

/* What a future is polled with. It is lent for that call: who keeps it clones it, and drops the clone. */
typedef struct rdylib_waker {
  void *data;
  const rdylib_waker_table *table;
} rdylib_waker;

/* The tags of Option and Result. */
enum { RDYLIB_NONE = 0, RDYLIB_SOME = 1, RDYLIB_OK = 0, RDYLIB_ERR = 1 };

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 rdylib_i128;
__extension__ typedef unsigned __int128 rdylib_u128;
#endif

/* A text of the other side's view of yours; it is not copied. */
RDYLIB_INLINE rdylib_str rdylib_str_of(const char *data, size_t length) {
  rdylib_str text;
  text.data = data;
  text.length = length;
  return text;
}

/* What came from malloc, and owns nothing else: the `free` of a String, of a Vec or Box of numbers. */
RDYLIB_INLINE void rdylib_free_plain(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  free(data);
}

/* A String to give away, with a copy of the text. Its data is null where there is no memory for it: nothing to give away. */
RDYLIB_INLINE rdylib_string rdylib_string_of(const char *data, size_t length) {
  rdylib_string text;
  text.data = (char *)malloc(length + 1);
  text.length = length;
  text.capacity = length + 1;
  text.free = rdylib_free_plain;
  if (text.data && length) memcpy(text.data, data, length);
  return text;
}

/* Ends a String that was given, or was not given away. */
RDYLIB_INLINE void rdylib_string_drop(rdylib_string text) { text.free(text.data, text.length, text.capacity); }

/* A waker to keep, of one that was lent. Its data is null where it cannot be kept. */
RDYLIB_INLINE rdylib_waker rdylib_waker_clone(void *data, const rdylib_waker_table *table) {
  rdylib_waker waker;
  waker.data = table->header.clone(data);
  waker.table = table;
  return waker;
}

/* Says that the future that was polled with it is to be polled again. */
RDYLIB_INLINE void rdylib_waker_wake(rdylib_waker waker) { waker.table->wake(waker.data); }

/* Ends a waker that was kept. */
RDYLIB_INLINE void rdylib_waker_drop(rdylib_waker waker) { waker.table->header.drop(waker.data); }

RDYLIB_INLINE void rdylib_failure_free_(rdylib_failure *failure) { free(failure); }

RDYLIB_INLINE void rdylib_failure_keep_(rdylib_failure *failure) { (void)failure; }

/* A failure with a place for a message of that length. Where there is no memory for it, the failure says that. */
RDYLIB_INLINE rdylib_failure *rdylib_failure_of_length_(size_t length, char **message) {
  static rdylib_failure out_of_memory = {rdylib_failure_keep_, "out of memory", 13};
  rdylib_failure *failure = (rdylib_failure *)malloc(sizeof *failure + length + 1);
  *message = NULL;
  if (!failure) return &out_of_memory;
  *message = (char *)(failure + 1);
  (*message)[length] = 0;
  failure->drop = rdylib_failure_free_;
  failure->message = *message;
  failure->length = length;
  return failure;
}

/* Makes a failure of a copy of the message. Where there is no memory for it, the failure says that. */
RDYLIB_INLINE RDYLIB_CHECK rdylib_failure *rdylib_fail_text(const char *message, size_t length) {
  char *copy;
  rdylib_failure *failure = rdylib_failure_of_length_(length, &copy);
  if (copy && length) memcpy(copy, message, length);
  return failure;
}

/* Makes a failure of a copy of the message, which ends with a zero byte. */
RDYLIB_INLINE RDYLIB_CHECK rdylib_failure *rdylib_fail(const char *message) {
  return rdylib_fail_text(message, strlen(message));
}

/* Makes a failure with a message as printf would write it; with the format itself, if printf cannot. */
RDYLIB_INLINE RDYLIB_CHECK __attribute__((format(printf, 1, 2), nonnull(1))) rdylib_failure *rdylib_failf(const char *format, ...) {
  rdylib_failure *failure;
  char *message;
  va_list arguments;
  int length;
  va_start(arguments, format);
  length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (length < 0) return rdylib_fail(format);
  failure = rdylib_failure_of_length_((size_t)length, &message);
  va_start(arguments, format);
  if (message) vsnprintf(message, (size_t)length + 1, format, arguments);
  va_end(arguments);
  return failure;
}

#ifdef __cplusplus
}
#endif
#elif RDYLIB_ABI != 1
#error "headers of different versions of rdylib's ABI in one file"
#endif /* RDYLIB_ABI */
