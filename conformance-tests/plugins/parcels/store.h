/* Memory that knows what is done to it: each block is counted, and what is freed twice or with wrong words is told. */
#ifndef PARCELS_STORE_H
#define PARCELS_STORE_H

#include "parcels.h"

/* A block of `count` elements of `size` bytes. */
void *store_take(size_t count, size_t size);

/* Frees a block of that many elements; counts as wrong what is no such block, or no more. */
void store_give(void *data, size_t count, size_t size);

/* One more object, or one less. */
void store_objects(int change);

/* Something that must not be. */
void store_wrong(void);

parcels_Account store_account(void);

/* ---- Values, made and freed ---- */

rdylib_string make_string(const char *text, size_t length);
rdylib_box_str make_box_str(const char *text, size_t length);
void drop_string(rdylib_string text);
void drop_strings(parcels_Vec_String strings);

/* Frees elements that own nothing, elements of one byte and of eight. */
void free_bytes(void *data, size_t live, size_t capacity);
void free_words(void *data, size_t live, size_t capacity);
void free_strings(void *data, size_t live, size_t capacity);

/* A vector whose elements of type `element_` are to be filled in, freed by `free_`. */
#define VECTOR(type_, element_, count_, free_) \
  ((type_){store_take((count_), sizeof(element_)), (count_), (count_), (free_)})

/* A function that frees elements which own something; `destroy_` is called with a pointer to each. */
#define FREE_EACH(name_, element_, destroy_) \
  static void name_(void *data, size_t live, size_t capacity) { \
    element_ *elements = data; \
    for (size_t i = 0; i < live; i++) destroy_(&elements[i]); \
    store_give(data, capacity, sizeof(element_)); \
  }

#define FREE_PLAIN(name_, element_) \
  static void name_(void *data, size_t live, size_t capacity) { \
    (void)live; \
    store_give(data, capacity, sizeof(element_)); \
  }

#endif
