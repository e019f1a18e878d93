/* What the plugin works with. */
#ifndef WORKING_H
#define WORKING_H

#include "contexts.h"

/* Zeroed, and counted until it is freed. */
void *made(size_t size);
void freed(void *it);

/* Adds what the note is answered with. */
rdylib_failure *noted(contexts_Log log, rdylib_str text, uint32_t *sum);

/* The notes, and what the step makes of the level. */
rdylib_failure *reported(const contexts_Context *context, rdylib_str text, uint32_t *out);

/* The sum of the notes. */
rdylib_failure *all(const contexts_Log *logs, size_t count, rdylib_str text, uint32_t *out);

#endif
