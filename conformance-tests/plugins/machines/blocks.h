/* Memory that is counted, and closures, futures and values that are made of it. */
#ifndef BLOCKS_H
#define BLOCKS_H

#include "machines.h"

#define TEXT(literal_) literal_, sizeof(literal_) - 1

extern machines_Account account;

/* A block of zeros. */
void *take(size_t size);

/* Frees a block; counts as wrong what is none, or no more. */
void give(void *data);

rdylib_string string_of(const char *text, size_t length);
void string_drop(rdylib_string text);

/* An FnMut that adds up, from a number on. */
machines_Machine_step adding(uint32_t from);

/* An Fn that adds a number, or multiplies by it, counted as Arc is. */
machines_Machine_step plus(uint32_t by);
machines_Machine_step times_shared(uint32_t by);

void order_drop(machines_Order *order);
void machine_drop(machines_Machine *machine);

#endif
